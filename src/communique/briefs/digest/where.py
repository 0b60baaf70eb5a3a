"""The places a sentence puts something in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.briefs.digest.told import Told
from communique.lexicon import countries

IN = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:town\s+of\s+|city\s+of\s+)?$", re.I)
TO = re.compile(r"\b(?:in|at|near|outside|to|visit(?:ed|s|ing)?|reached|from|left)\s+(?:the\s+)?$", re.I)
CAPITAL = re.compile(r"\bthe\s+(?:([A-Z][\w]+(?:\s[A-Z]\w+)?)\s+)?capital\b")


class Place(NamedTuple):
    """A place in a sentence: offsets, words, the country it is or is the capital of, and whether it is a capital."""

    start: int
    end: int
    text: str
    code: str | None
    capital: bool


def places(line: Told, lead: re.Pattern[str] = IN) -> Iterator[Place]:
    """The places a sentence puts something in."""
    text = line.text
    for token in line.tokens:
        if token.kind in ("capital", "name") and lead.search(text[max(0, token.start - 20) : token.start]):
            yield Place(token.start, token.end, token.text, token.stem, token.kind == "capital")
    for name in line.names:
        if lead.search(text[max(0, name.start - 20) : name.start]) and not any(
            t.kind and name.start <= t.start < name.end for t in line.tokens
        ):
            yield Place(name.start, name.end, text[name.start : name.end], None, False)
    for found in CAPITAL.finditer(text):
        code = next((t.stem for t in line.tokens if t.kind and found.start() <= t.start < found.end()), None)
        if code:
            yield Place(found.start(), found.end(), countries.capital(code.removeprefix("@")), code, True)


def capitals(line: Told) -> frozenset[str]:
    """The capitals in which, to which or from which a sentence has something, each marked so that it is no country."""
    return frozenset(f"#{place.code}" for place in places(line, TO) if place.capital)
