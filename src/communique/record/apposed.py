"""People told by a noun that points back: "One of them, Ana Ruiz, …", "Their leader, Luc Roy, …", and "the Latvian" who
was named before."""

import re

from communique.record import callings, fields
from communique.record.memory import Person, Seen
from communique.record.naming import Named
from communique.record.told import Told

HOST = re.compile(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts) (?:[a-z]+ )?(?P<noun>host|hostess|guest|visitor),? (?:[A-Z]\w+\.? ){0,2}$"
)
TRAVELLED = re.compile(r"\b(?:in|to|at|visited|visits|reached) (?:the )?$")
SEVERAL = re.compile(r"(?:ese|ss|sh|ch)$")
"""Demonyms that are not said of one person."""


def group(told: Told, person: Person) -> tuple[str, str | None] | None:
    """State and sector of those told of before whom a person is said to be one of, or to lead."""
    for index, seen in enumerate(told.seen):
        for one in seen:
            if one.person is not person or not index:
                continue
            before = told.trees[index].text[: one.start]
            if (met := HOST.search(before)) is not None:
                return _met(told, index, met["noun"])
            if callings.ONE_OF.search(before) or callings.THEIR.search(before):
                return _those(told, index - 1)
    return None


def _met(told: Told, index: int, noun: str) -> tuple[str, str | None] | None:
    """The state of a host, where the sentence before says that they met or went, or of a guest, the other one told."""
    names = [
        (n, told.trees[at].text) for at in (index - 1, index) for n in told.names[at] if n.kind != "body" and n.code
    ]
    seats = [n.code for n, text in names if TRAVELLED.search(text[: n.start])]
    others = [n.code for n, _ in names if n.code not in seats[:1]]
    code = next(iter(seats if noun.startswith("host") else others), None)
    return (code, "GOV") if code else None


def _those(told: Told, index: int) -> tuple[str, str | None] | None:
    """The first of a state told of in a sentence, and their sector by the noun behind the name."""
    tree = told.trees[index]
    for named in told.names[index]:
        if named.code:
            phrase = fields.behind(tree, named.end)
            return named.code, (fields.field(phrase) if phrase else None) or named.sector
    return None


def compatriot(told: Told, index: int, named: Named) -> Seen | None:
    """Who "the Latvian" is: the one person of that state named before."""
    text = told.trees[index].text
    if not re.search(r"\b[Tt]he $", text[: named.start]) or SEVERAL.search(named.text) or named.text.endswith("s"):
        return None
    behind = next((one for one in told.seen[index] if text[named.end : one.start] == ", "), None)
    if behind is not None and behind.person.code in {named.code, None}:
        return behind
    before = [
        one
        for at in range(index + 1)
        for one in told.seen[at]
        if one.person.code == named.code and (at < index or one.end <= named.start)
    ]
    return before[-1] if len({one.person.key for one in before}) == 1 else None
