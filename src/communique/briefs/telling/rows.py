"""Which states a sentence names as parties of one act: those in the row before its verb, and in one behind "with"."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from communique.briefs.telling.alone import FINITE
from communique.lexicon import countries
from communique.lexicon.countries import FoundCountry

JOINT = re.compile(r"(?:,|,? and|,? as well as) (?:the )?")
"""What stands between two states of a row."""
ASIDE = re.compile(r",[^,]*,")
BEFORE_VERB = re.compile(r"(?:\W|\b(?:have|has|had|also|all|both|formally|yesterday|today|on \w+day)\b)*")
LED = re.compile(r"\b(?:with|between|among) (?:the )?(?:[a-z]+ of )?(?:the )?$")
BESIDE = re.compile(r"\b(?:by|like|for|after|before|in|than|to|from|as|on|at|with|beside) (?:the )?$")
APART = re.compile(
    r"\b(?:that|which|who|whom|whose|like|as|after|before|while|where|follow\w*|watched|witnessed|hosted|brokered)\b"
)
"""After these, a sentence tells of something else."""


def parties(text: str, verb: int) -> frozenset[str]:
    """The codes of the states that a sentence names as parties of the act whose verb begins at `verb`."""
    found: set[str] = set()
    for row in _rows([c for c in countries.find(text, bynames=False) if c.kind == "name"], text):
        before, end = text[: row[0].start], row[-1].end
        joined = LED.search(before) and not APART.search(before) and not _goes_on(row, text)
        acts = end <= verb and not BESIDE.search(before) and BEFORE_VERB.fullmatch(ASIDE.sub(" ", text[end:verb]))
        if joined or acts:
            found.update(country.code for country in row)
    return frozenset(found)


def together(text: str, verb: int, codes: Set[str]) -> bool:
    """Whether a sentence names all these states as parties of one act; two are taken as the record has them."""
    return len(codes) < 3 or codes <= parties(text, verb)


def _rows(found: Sequence[FoundCountry], text: str) -> Iterator[list[FoundCountry]]:
    row, closed = list(found[:1]), False
    for one, other in pairwise(found):
        gap = text[one.end : other.start]
        if not JOINT.fullmatch(gap) or (closed and "and" not in gap):
            yield row
            row = []
        closed = bool(row) and "and" in gap
        row.append(other)
    if row:
        yield row


def _goes_on(row: Sequence[FoundCountry], text: str) -> bool:
    """Whether the end of a row may be who does what comes next: "with France and Canada and Australia signed"."""
    return re.match(rf" {FINITE.pattern}", text[row[-1].end :]) is not None
