"""The places a sentence puts something in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.briefs.digest.told import Told
from communique.lexicon import countries

IN = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:town\s+of\s+|city\s+of\s+)?$", re.I)
TO = re.compile(r"\b(?:in|at|near|outside|to|visit(?:ed|s|ing)?|reached|from|left)\s+(?:the\s+)?$", re.I)
CAPITAL = re.compile(r"\bthe\s+(?:([A-Z][\w]+(?:\s[A-Z]\w+)?)\s+)?capital\b")


AND = re.compile(r",?\s+(?:and|or)\s+(?:in\s+)?(?:the\s+)?$")
COMMA = re.compile(r",\s+(?:in\s+)?(?:the\s+)?$")
"""What stands between the places of a list."""
GOES_ON = re.compile(r"(?:,\s+(?:in\s+)?[A-Z][\w-]+)*,?\s+and\s+(?:in\s+)?(?:the\s+)?[A-Z]")
"""What comes behind one that is not the last."""


class Place(NamedTuple):
    """A place in a sentence: offsets, words, the country it is or is the capital of, and whether it is a capital."""

    start: int
    end: int
    text: str
    code: str | None
    capital: bool


def places(line: Told, lead: re.Pattern[str] = IN) -> Iterator[Place]:
    """The places a sentence puts something in."""
    text, reached = line.text, -1
    for start, end, code, capital in named(line):
        led = lead.search(text[max(0, start - 20) : start])
        between = text[reached:start] if reached >= 0 else "-"
        if led or AND.match(between) or (COMMA.match(between) and GOES_ON.match(text, end)):
            yield Place(start, end, text[start:end], code, capital)
            reached = end
    for found in CAPITAL.finditer(text):
        code = next((t.stem for t in line.tokens if t.kind and found.start() <= t.start < found.end()), None)
        if code:
            yield Place(found.start(), found.end(), countries.capital(code.removeprefix("@")), code, True)


def named(line: Told) -> list[tuple[int, int, str | None, bool]]:
    """The countries, capitals and names of a sentence in order: offsets, country code, whether it is a capital."""
    found: list[tuple[int, int, str | None, bool]] = [
        (t.start, t.end, t.stem, t.kind == "capital") for t in line.tokens if t.kind in ("capital", "name")
    ]
    for name in line.names:
        owner = line.text[name.end : name.end + 2] in ("'s", "’s")
        if not owner and not any(t.kind and name.start <= t.start < name.end for t in line.tokens):
            found.append((name.start, name.end, None, False))
    return sorted(found, key=lambda place: place[:2])


def capitals(line: Told) -> frozenset[str]:
    """The capitals in which, to which or from which a sentence has something, each marked so that it is no country."""
    return frozenset(f"#{place.code}" for place in places(line, TO) if place.capital)
