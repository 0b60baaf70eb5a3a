"""The record: public PLOVER gold sentences, the held side of our own coded set, the sample against its full labels
(sample_record), short cases of offices and speech (spoken), and what a record costs beside a bare parse."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from bench.coded import scoring
from bench.sample_record import cost
from bench.sample_record import scoring as sample
from bench.spoken import measure
from communique.model import Report
from communique.record import Recorder
from communique.record.spacy_parser import SpacyParser

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


def figures(short: bool) -> dict[str, float]:
    recorder = Recorder(SpacyParser())
    spoken = {f"{name}_{k}": v for name in measure.SETS for k, v in measure.figures(recorder, name).items()}
    whole = plover(recorder) | coded(recorder) | sample.figures(recorder) | spoken
    return whole | {"cost_ratio": cost.ratio(recorder)}


def plover(recorder: Recorder) -> dict[str, float]:
    """What score.py says of the public gold sentences; empty without them. Nothing was fitted on them; the lexicon was
    weighed by their totals per type."""
    gold, score = SHARED / "data" / "events.jsonl", SHARED / "score" / "score.py"
    if not (gold.exists() and score.exists()):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "events.jsonl"
        lines = [msgspec.json.decode(line, type=Report) for line in gold.read_bytes().splitlines() if line.strip()]
        mentions = [m for report in lines for m in recorder.record(report).mentions]
        printed.write_bytes(b"".join(msgspec.json.encode(m) + b"\n" for m in mentions))
        told = subprocess.run(
            [sys.executable, str(score), "events", str(gold), str(printed)], capture_output=True, text=True, check=True
        ).stdout
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", told)}


def coded(recorder: Recorder) -> dict[str, float]:
    """The held side of the coded set, of which nothing was ever fitted or looked at."""
    held = list(scoring.items("held"))
    parts = scoring.tables(held, scoring.recorded(recorder, held))
    return {f"coded_{name}": value for name, value in parts["all"].items()}
