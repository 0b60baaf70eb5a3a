"""Quotations in a text: where the words stand, without the marks, and whether the next paragraph goes on with them."""

import re

from communique.model import Noun

LONGEST = 1500
"""Characters of a quotation; what stands longer between marks is a mark left open."""
PARAGRAPH = re.compile(r"\n\s*\n|\n")


class Quoted(Noun):
    """Quoted words, as offsets; `open` when their paragraph ends before the closing mark, as a speech goes on."""

    start: int
    end: int
    open: bool = False


def find(text: str) -> list[Quoted]:
    """The quotations of a text in order. A paragraph whose last mark stays open is quoted to its end if the next one
    begins with a mark; straight and curly marks are read alike."""
    found: list[Quoted] = []
    edges = [0, *(m.end() for m in PARAGRAPH.finditer(text))]
    ends = [*(m.start() for m in PARAGRAPH.finditer(text)), len(text)]
    for start, end in zip(edges, ends, strict=True):
        following = text[end:].lstrip()[:1]
        found += _paragraph(text, start, end, following in {'"', "“"})
    return [q for q in found if 2 <= q.end - q.start <= LONGEST]


def _paragraph(text: str, start: int, end: int, goes_on: bool) -> list[Quoted]:
    found: list[Quoted] = []
    begun: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark == "“" or (mark == '"' and begun is None and _opens(text, at, start)):
            begun = at + 1
        elif mark in '"”' and begun is not None:
            found.append(Quoted(start=begun, end=at - 1 if text[at - 1] == "," else at))
            begun = None
    if begun is not None and goes_on:
        found.append(Quoted(start=begun, end=end, open=True))
    return found


def _opens(text: str, at: int, start: int) -> bool:
    """May a straight mark open a quotation here, and is none of inches?"""
    return (at == start or not text[at - 1].isalnum()) and at + 1 < len(text) and not text[at + 1].isspace()
