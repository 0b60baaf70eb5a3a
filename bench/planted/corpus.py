"""The reports errors are planted in, and which of them are kept out of any tuning."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal
from zlib import crc32

from bench import briefs
from communique.lexicon import sentences
from communique.model import Report
from communique.reading.datelines import dateline
from communique.reading.origins import origins
from communique.times import day_of

BENCH = Path(__file__).resolve().parent.parent
SETS = ("confusable/", "practice/a-", "practice/b-", "practice/c-")

Side = Literal["train", "held"]


@cache
def withheld() -> frozenset[str]:
    """The reports that bench/confusable keeps out of tuning: they are held here too."""
    folder = BENCH / "confusable"
    happenings = frozenset(json.loads((folder / "split.json").read_text(encoding="utf-8"))["held"])
    labels = map(json.loads, (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    return frozenset(label["id"] for label in labels if label["happening"] in happenings)


def side(report: str) -> Side:
    """Held if bench/confusable holds the report, or else if the CRC-32 of its id is odd; train if not."""
    return "held" if report in withheld() or crc32(report.encode()) % 2 else "train"


def corpus() -> list[Report]:
    """Every English report that is no copy: the packaged sample in its newest printings, and our own sets."""
    return [*sample(), *(report for name in SETS for report in written(name))]


def sample() -> list[Report]:
    """The packaged sample's reports."""
    copies = set()
    for gold in sorted(briefs.GOLD.glob("*.toml")):
        table = tomllib.loads(gold.read_text(encoding="utf-8"))
        copies |= {copy["report"] for copy in table.get("copy", ())}
    return [r for r, _ in briefs.sample() if r.language == "en" and r.id not in copies]


def written(name: str) -> list[Report]:
    """The reports of one of our own sets, as reading would make them."""
    lines = (BENCH / f"{name}labels.jsonl").read_text(encoding="utf-8").splitlines()
    copies = {label["id"] for label in map(json.loads, lines) if label["copy_of"]}
    found = []
    for given in map(json.loads, (BENCH / f"{name}reports.jsonl").read_text(encoding="utf-8").splitlines()):
        if given["language"] != "en" or given["id"] in copies:
            continue
        text, title, publisher, day = given["text"], given["title"], given["publisher"], given["published"]
        line = dateline(text, day_of(day))
        found.append(
            Report(
                id=given["id"], text=text, title=title, published=day, publisher=publisher, language="en",
                sentences=sentences.split(text, "en"), dateline=line, origin=origins(title, text, line, publisher),
            )
        )  # fmt: skip
    return found
