"""Whose somebody is who is told by the delegation or side that he leads: "Karimi, who headed the Iranian delegation",
"the Afghan side will be led by the deputy minister, Abdul Zahir", "Iran was represented by Hassan Amini"."""

import re
from collections.abc import Iterable, Sequence

from communique.lexicon import countries
from communique.record import naming
from communique.record.choosing import Context
from communique.record.memory import Person

NEAR = 200
"""Letters before a name in which his delegation may be told."""
STATE = r"(?P<state>[A-Z][\w'.-]{1,30}(?: (?:of |and )?[A-Z][\w'.-]{1,30}){0,3})"
GROUP = rf"(?:{STATE} (?:delegation|side|negotiators|contingent|negotiating team)\b)"
OFFICE = r"(?:[\w'.-]{1,30} ){0,6}"
LEADS = r"(?:heads?|headed|leads?|led|chairs?|chaired|heading|leading)"
BEHIND = re.compile(rf",? (?:who (?:\w+ )?|will |is to |also )?{LEADS} (?:the |a )?{GROUP}")
"""What stands behind a name: "…, who headed the Iranian delegation"."""
LED = r"(?:,| (?:was|is|will be|to be))? ?(?:headed|led|chaired) by"
BEFORE = (
    ("", re.compile(rf"\b{GROUP}{LED} {OFFICE}(?:[\w' -]{{1,40}}, )?$")),
    ("", re.compile(rf"\b{STATE} (?:was|were|is|will be) represented by {OFFICE}$")),
    ("represented by", re.compile(rf"(?:and|,) {STATE} by {OFFICE}$")),
    ("led", re.compile(rf"\bfor (?:the )?{STATE} by {OFFICE}$")),
)
"""What stands before one, and what has to have been told before that: "the Afghan side will be headed by Deputy Foreign
Minister …", "Iran was represented by …, and Oman by …", "led for the EU by …"."""


def placed(people: Iterable[Person], context: Context) -> None:
    """Gives those of no state told that of the delegation they lead, or speak for."""
    for person in (one for one in people if one.code is None):
        person.code = next(filter(None, (_state(text, person.name) for text in context.sentences)), None)


def _state(text: str, name: str) -> str | None:
    for found in re.finditer(rf"(?<!\w){re.escape(name.replace('’', chr(39)))}(?!\w)", text):
        before = text[max(0, found.start() - NEAR) : found.start()]
        told = [BEHIND.match(text, found.end())]
        told += [pattern.search(before) for first, pattern in BEFORE if first in before]
        if code := next((code for one in told if one is not None and (code := _code(one["state"]))), None):
            return code
    return None


def _code(words: str) -> str | None:
    """The one state that these words name."""
    found: Sequence[str] = [named.code for named in naming.find(words) if named.code]
    return found[0] if len(set(found)) == 1 and found[0] in {*countries.codes(), "IGO"} else None
