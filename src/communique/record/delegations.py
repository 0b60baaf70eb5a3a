"""Whose somebody is who is told by the delegation or side that he leads: "Karimi, who headed the Iranian delegation",
"the Afghan side will be led by the deputy minister, Abdul Zahir", "Iran was represented by Hassan Amini"."""

import re
from collections.abc import Iterable, Sequence

from communique.lexicon import countries
from communique.record import naming
from communique.record.choosing import Context
from communique.record.memory import Person

GROUP = r"(?:delegation|team|side|mission|negotiators|contingent)\b"
LEADS = r"(?:heads?|headed|leads?|led|chairs?|chaired|heading|leading)"
STATE = r"(?:[Tt]he |[Ii]ts |[Aa]n? )?(?P<state>[A-Z][\w' ’-]{1,40}?)"
OFFICE = r"(?:(?:[\w'’.-]+ ){0,6}?|the [\w' ’-]+, )"
BEHIND = re.compile(rf",? (?:who (?:\w+ )?|will |is to |also )?{LEADS} {STATE}(?:['’]s?)? {GROUP}")
"""What stands behind a name: "…, who headed the Iranian delegation"."""
LED = r"(?:,| (?:was|is|will be|to be))? ?(?:headed|led|chaired) by"
BEFORE = (
    re.compile(rf"\b{STATE}(?:['’]s?)? {GROUP}{LED} {OFFICE}$"),
    re.compile(rf"\b{STATE} (?:was|were|is|will be) represented by {OFFICE}$"),
    re.compile(rf"\brepresented by .*(?:and|,) {STATE} by {OFFICE}$"),
    re.compile(rf"\bled .*\bfor {STATE} by {OFFICE}$"),
)
"""What stands before one: "the Afghan side will be headed by Deputy Foreign Minister …", "Iran was represented by …,
and Oman by …", "led for the EU by …"."""


def placed(people: Iterable[Person], context: Context) -> None:
    """Gives those of no state told that of the delegation they lead, or speak for."""
    for person in (one for one in people if one.code is None):
        person.code = next(filter(None, (_state(text, person.name) for text in context.sentences)), None)


def _state(text: str, name: str) -> str | None:
    start = text.find(name)
    if start < 0:
        return None
    behind = BEHIND.match(text, start + len(name))
    told = [behind, *(pattern.search(text[:start]) for pattern in BEFORE)]
    return next((_code(one["state"]) for one in told if one is not None), None)


def _code(words: str) -> str | None:
    """The one state that these words name."""
    found: Sequence[str] = [named.code for named in naming.find(words) if named.code]
    return found[0] if len(set(found)) == 1 and found[0] in {*countries.codes(), "IGO"} else None
