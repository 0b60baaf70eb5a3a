"""Reports to learn grouping from, under the rules of bench/confusable/RULES.md; README.md says what they are."""

import json
from pathlib import Path
from typing import Any

import msgspec

from communique.model import Report

HERE = Path(__file__).parent
PARTS = ("a", "b", "c")


def rows(part: str, name: str) -> list[dict[str, Any]]:
    """The lines of one of the files of a part."""
    return [json.loads(line) for line in (HERE / f"{part}-{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def reports(part: str) -> tuple[list[Report], dict[str, str]]:
    """The reports of one part in order of publication, and the happening of each."""
    gold = {row["id"]: row["happening"] for row in rows(part, "labels")}
    return [msgspec.convert(row, Report) for row in rows(part, "reports")], gold
