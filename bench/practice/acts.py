"""Eighteen happenings of parts a and b with every act their English reports tell, labelled as those of the sample are
(bench/sample_record/README.md), before the record had been run on them: a second set for what the record takes of whole
reports. `acts.jsonl` holds a happening a line, `acts2.jsonl` fourteen of part c; an act is labelled once for the
happening, not for each report."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from bench.practice import HERE, rows
from communique import times
from communique.lexicon import sentences
from communique.model import Report
from communique.reading.datelines import dateline
from communique.reading.origins import origins


def stories(name: str = "acts") -> Iterator[tuple[dict[str, Any], list[Report]]]:
    """Each labelled happening of a file with its reports, as reading would give them."""
    printed = {row["id"]: row for part in ("a", "b", "c") for row in rows(part, "reports")}
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        happening = json.loads(line)
        labelled = [event | {"reports": happening["reports"]} for event in happening["events"]]
        yield happening | {"events": labelled}, [read(printed[name]) for name in happening["reports"]]


def read(row: dict[str, Any]) -> Report:
    """A report of a line, as reading would give it."""
    text = row["text"].strip()
    line = dateline(text, times.day_of(row["published"]))
    return msgspec.structs.replace(
        msgspec.convert(row | {"text": text}, Report), dateline=line, origin=origins(row["title"], text, line, None),
        sentences=sentences.split(text, "en"),
    )  # fmt: skip
