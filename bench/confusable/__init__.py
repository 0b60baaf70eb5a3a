"""Short reports of happenings between states, built to be confusable; README.md says how, RULES.md by which rules they
are labelled."""

import json
from pathlib import Path
from typing import Any, Literal

import msgspec

from communique.model import Report

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of one of the set's files."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def split() -> dict[str, list[str]]:
    """The happenings of each side: `train` may be learnt from, `held` is only ever measured on."""
    found: dict[str, list[str]] = json.loads((HERE / "split.json").read_text(encoding="utf-8"))
    return found


def reports(side: Literal["train", "held"]) -> tuple[list[Report], dict[str, str]]:
    """The reports of one side in order of publication, and the happening of each."""
    chosen = set(split()[side])
    gold = {row["id"]: row["happening"] for row in rows("labels") if row["happening"] in chosen}
    return [msgspec.convert(row, Report) for row in rows("reports") if row["id"] in gold], gold
