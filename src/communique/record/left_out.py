"""What a report leaves out of somebody who is named in it: the office told of another right before, and the state of
who holds an office, by the states that have it and by those whose men the others are."""

import re
from collections.abc import Sequence

from communique.lexicon import countries
from communique.record import posts
from communique.record.memory import Person
from communique.record.posts import Post
from communique.record.told import Told

COMMISSIONER = re.compile(
    r"(?:european |eu |(?:trade|competition|energy|climate|enlargement|agriculture|economy|budget|home affairs|justice"
    r"|transport|digital|neighbourhood|fisheries|health|internal market|industry) )?commissioner",
    re.I,
)
UNION = re.compile(r"\b(?:EU|Brussels|European (?:Union|Commission)|the Commission|the Union|Berlaymont)\b")


def unions_own(told: Told, person: Person) -> bool:
    """Is somebody a commissioner of the European Union, by office and by what the report tells of?"""
    if not person.office or not COMMISSIONER.fullmatch(person.office):
        return False
    return any(UNION.search(tree.text) for tree in told.trees)


LEFT_OUT = re.compile(r"(?:\b[Tt]he [A-ZÀ-Þ][\w-]+|[A-ZÀ-Þ][\w-]+['’]s?),? $")
"""How somebody is told whose office has just been told of another ("and the Norwegian, Kari Dahl")."""


def office(told: Told, person: Person) -> Post | None:
    """The office of another state told right before, which somebody told by his state alone holds too."""
    index, one = next((i, one) for i, seen in enumerate(told.seen) for one in seen if one.person is person)
    if not LEFT_OUT.search(told.trees[index].text[: one.start]):
        return None
    posts_ = (
        p for at in (index, index - 1) if at >= 0 for p in reversed(told.posts[at]) if at < index or p.end < one.start
    )
    return next((p for p in posts_ if p.words not in {"colleague", "host", "guest", "visitor"}), None)


def of_office(told: Told, person: Person) -> tuple[str | None, str]:
    """The state that has such an office, or the one of two told of whose man no other person is."""
    states = told.context.states()
    for office in person.offices:
        if code := next((c for c in states if c in posts.of_kind(office.lower())), None):
            return code, f"the state told of that has a {office}"
    others = {p.code or _left_by_office(p, states) for p in told.memory.people if p is not person}
    left = [c for c in states if c not in others]
    if person.office and len(states) == 2 and len(left) == 1:
        return left[0], f"of two states told of, the other is {countries.name(next(c for c in states if c != left[0]))}"
    if person.office and told.dateline:
        return told.dateline, f"an office told of without a state, from {countries.name(told.dateline)}"
    return None, ""


def _left_by_office(person: Person, states: Sequence[str]) -> str | None:
    return next((c for o in person.offices for c in states if c in posts.of_kind(o.lower())), None)
