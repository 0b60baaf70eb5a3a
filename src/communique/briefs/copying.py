"""How many words a brief takes from a report, and the ledger that keeps it within what the publisher allows.

Counted are the words of the brief that stand in a run of eight or more which also stands in the report, quotations
included, over headline, standfirst, body and cards. A run printed twice counts twice. Titles in the list of sources
are not counted: they name the report.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from communique.model import Brief, Difference, Report, words_allowed

RUN = 8
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: lower case, without marks."""
    return WORD.findall(text.lower())


@lru_cache(maxsize=512)
def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words(text))


@lru_cache(maxsize=512)
def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of eight words in a text."""
    return frozenset(_in_order(text))


@lru_cache(maxsize=512)
def _in_order(text: str) -> tuple[tuple[str, ...], ...]:
    found = words(text)
    return tuple(zip(*(found[i:] for i in range(RUN)), strict=False))


def common(piece: str, source: frozenset[tuple[str, ...]]) -> int:
    """How many words of a piece stand in a run of eight or more that the source has too."""
    found = _in_order(piece)
    if source.isdisjoint(found):
        return 0
    covered = total = 0
    for start, run in enumerate(found):
        if run in source:
            total += start + RUN - max(start, covered)
            covered = start + RUN
    return total


def pieces(brief: Brief) -> list[str]:
    """What a brief prints, as stretches of text that are read in one go."""
    paragraphs = [brief.standfirst, *brief.body, brief.background]
    joined = [" ".join(sentence.text for sentence in paragraph) for paragraph in paragraphs]
    cards = [said.words for said in brief.statements]
    cards += [participant.office or "" for participant in brief.participants]
    cards += map(shown, (*brief.differences, *brief.developments))
    return [brief.headline, *joined, *cards, *(correction.text for correction in brief.corrections)]


def shown(difference: Difference) -> str:
    """What a difference prints of the reports' words."""
    return f"{difference.about} {' / '.join(reading.value for reading in difference.readings)}"


def copied(brief: Brief, report: Report) -> int:
    """The words a brief takes verbatim from a report."""
    source = runs(f"{report.title or ''}\n{report.text}")
    return sum(common(piece, source) for piece in pieces(brief))


class Ledger:
    """What is left of each report's allowance while a brief is being written."""

    def __init__(self, reports: Sequence[Report], allowances: Mapping[str, str]) -> None:
        self.runs = {r.id: runs(f"{r.title or ''}\n{r.text}") for r in reports}
        self.left: dict[str, int | None] = {r.id: words_allowed(allowances.get(r.id)) for r in reports}

    def copy(self) -> "Ledger":
        """The same books, for what may not be printed."""
        other = Ledger((), {})
        other.runs, other.left = self.runs, dict(self.left)
        return other

    def fits(self, piece: str) -> bool:
        """Whether a piece may still be printed."""
        return all(left is None or common(piece, self.runs[r]) <= left for r, left in self.left.items())

    def take(self, piece: str) -> None:
        """Book a piece that is printed."""
        for report, left in self.left.items():
            if left is not None:
                self.left[report] = left - common(piece, self.runs[report])

    def cost(self, piece: str) -> int:
        """The most words the piece takes from any one report that may not be taken from at will."""
        limited = (found for report, found in self.runs.items() if self.left[report] is not None)
        return max((common(piece, found) for found in limited), default=0)

    def keep(self, kept: Iterable[str]) -> None:
        """Book several pieces."""
        for piece in kept:
            self.take(piece)
