"""Fifty-four happenings of diplomacy with every act that their three reports tell, thirty of them labelled by two
readers: README.md."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from bench.practice import acts
from communique.model import Report

HERE = Path(__file__).parent
SIDES = ("dev", "check")
LATER = ("dv", "dw", "dx", "dy")
"""How the happenings begin that were written later: `dev2` and `check2`."""


def side(happening: str) -> str:
    """Which part a happening is of: `dev` and `dev2` are worked with, of `check` and `check2` only totals looked at."""
    return SIDES[crc32(happening.encode()) % 2] + ("2" if happening.startswith(LATER) else "")


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of this set."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def stories(which: str) -> Iterator[tuple[dict[str, Any], list[Report]]]:
    """Each happening of a part, as the first reader labelled it, with its reports."""
    printed: dict[str, list[dict[str, Any]]] = {}
    for row in rows("reports"):
        printed.setdefault(row.pop("happening"), []).append(row)
    for happening in rows("first"):
        if side(happening["id"]) == which:
            yield happening, [acts.read(row) for row in printed[happening["id"]]]
