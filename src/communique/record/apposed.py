"""People told by a noun that points back: "One of them, Ana Ruiz, …", "Their leader, Luc Roy, …", and "the Latvian" who
was named before."""

import re

from communique.record import fields
from communique.record.naming import Named
from communique.record.people import Person, Seen
from communique.record.told import Told

OF_THEM = re.compile(
    r"\b(?:[Oo]ne|[Tt]wo|[Aa]nother|[Ss]ome|[Tt]he (?:first|second|third|last|eldest|youngest|other))"
    r" of (?:them|those|the [a-z]+),? $"
)
THEIR = re.compile(r"\b[Tt]heir (?:[a-z-]+ ){1,3}, $|\b[Tt]heir (?:[a-z-]+ ){0,2}[a-z-]+,? $")
"""What makes of a name one of those told of in the sentence before."""
SEVERAL = re.compile(r"(?:ese|ss|sh|ch)$")
"""Demonyms that are not said of one person."""


def group(told: Told, person: Person) -> tuple[str, str | None] | None:
    """State and sector of those told of before whom a person is said to be one of, or to lead."""
    for index, seen in enumerate(told.seen):
        for one in seen:
            if one.person is not person or not index:
                continue
            before = told.trees[index].text[: one.start]
            mine = OF_THEM.search(before)
            theirs = THEIR.search(before)
            if mine or theirs:
                return _those(told, index - 1)
    return None


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
    before = [
        one
        for at in range(index + 1)
        for one in told.seen[at]
        if one.person.code == named.code and (at < index or one.end <= named.start)
    ]
    return before[-1] if len({one.person.key for one in before}) == 1 else None
