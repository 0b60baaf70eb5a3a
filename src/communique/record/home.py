"""Where a sentence tells from: the capital it opens in or that it names before, with "in"."""

import re
from functools import lru_cache

from communique.lexicon import countries

KEPT = 256
"""Sentences of which it is remembered where they open: all that follow in a report ask."""
INSIDE = re.compile(r"\b[Ii]n $")
AWAY = re.compile(r"\b(?:left|leaves|departed|(?:flew|went|returned|came) back to) $")
"""What somebody does who acts from a place."""


def seat(text: str, start: int) -> str | None:
    """The state in whose capital a sentence tells something that stands at `start` ("In Abuja the Senate refused")."""
    before = (c for c in countries.find(text) if c.kind == "capital" and c.end <= start and c.code != "IGO")
    return next((found.code for found in before if INSIDE.search(text[: found.start])), None)


@lru_cache(KEPT)
def opening(text: str) -> str | None:
    """The state in whose capital a sentence opens ("In Buenos Aires the report caused little stir")."""
    return next((c.code for c in countries.find(text) if c.kind == "capital" and text[: c.start] == "In "), None)


def left(text: str) -> str | None:
    """The state whose capital somebody leaves or goes back to ("The president left Valletta")."""
    capitals = (c for c in countries.find(text) if c.kind == "capital" and c.code != "IGO")
    return next((c.code for c in capitals if AWAY.search(text[: c.start])), None)
