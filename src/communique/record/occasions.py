"""At which meeting something was said."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.model import Actor, Mention, Statement

BACK = 3
"""Sentences back to the meeting that a report goes on to tell of."""
ELSEWHERE = re.compile(
    r"\b(?:after|before|ahead of|following|prior to|on the eve of)"
    r" (?:\w+ ){0,3}(?:talks|meeting|visit|summit|session|call)"
    r"|\b(?:(?:news|press) conference|briefing|interview|written statement|in a statement|told reporters|on X)\b",
    re.I,
)
"""Words by which something was said at another time or place than the meeting."""


def settle(statements: Sequence[Statement], mentions: Sequence[Mention], texts: Sequence[str]) -> list[Statement]:
    """The statements with the mention of the meeting they were made at, where the report leaves no doubt: the speaker
    took part, whoever is addressed too, and no other occasion is named since. `texts` are the report's sentences."""
    met = [m for m in mentions if m.event == "CONSULT" and m.status in {"done", "ongoing"} and m.mode != "phone"]
    return [replace(s, occasion=_occasion(s, met, texts)) for s in statements]


def _occasion(statement: Statement, met: Sequence[Mention], texts: Sequence[str]) -> str | None:
    if not statement.speaker.person or ELSEWHERE.search(texts[statement.sentence]):
        return None
    near = [m for m in met if 0 <= statement.sentence - m.sentence <= BACK and statement.speaker.key in _there(m)]
    if not near or not _hears(near[-1], statement.addressee):
        return None
    if any(ELSEWHERE.search(text) for text in texts[near[-1].sentence + 1 : statement.sentence]):
        return None
    return near[-1].id


def _there(mention: Mention) -> set[str]:
    return {a.key for a in (*mention.actor, *mention.recipient)}


def _hears(mention: Mention, addressee: Actor | None) -> bool:
    """May whoever is addressed have been there: one of those who met, or of their countries?"""
    if addressee is None:
        return True
    everyone = (*mention.actor, *mention.recipient)
    return addressee.key in _there(mention) or (
        not addressee.person and addressee.code is not None and addressee.code in {a.code for a in everyone}
    )
