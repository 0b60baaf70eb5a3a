"""Which state "its eastern neighbour" or "Slovenia's neighbour to the south" is: by the map, or, of several that the
report tells of, the other one."""

import re
from collections.abc import Mapping
from functools import cache

from communique.lexicon import countries
from communique.record import acting
from communique.record.naming import Named
from communique.record.told import Resolution, Told, name_of

NEIGHBOUR = re.compile(r"\bneighbou?r\b", re.I)
SIDE = re.compile(r"\b(?P<side>north|south|east|west)(?:ern)?\b", re.I)
SIDES = ("north", "south", "east", "west")
OWNED = re.compile(r"\b(?:its|their|his|her) (?:[\w-]+ ){0,2}neighbou?r", re.I)


@cache
def _table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    rows = countries.rows_of(__package__, "neighbours.tsv")
    return {
        code: {side: tuple(cell.split()) for side, cell in zip(SIDES, cells, strict=False)} for code, *cells in rows
    }


def lies(code: str, side: str, other: str) -> bool:
    """Does a state lie on one side of another, by the row of either?"""
    facing = {"north": "south", "south": "north", "east": "west", "west": "east"}[side]
    return code in _table().get(other, {}).get(side, ()) or other in _table().get(code, {}).get(facing, ())


@cache
def around(code: str) -> frozenset[str]:
    """The neighbours of a state, by its own row and theirs."""
    own = {near for codes in _table().get(code, {}).values() for near in codes}
    return frozenset(
        own | {other for other, sides in _table().items() if any(code in codes for codes in sides.values())}
    )


def neighbour(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """The neighbour that words mean, None where they tell of none or no map says which."""
    words = told.trees[index].text[start:end]
    if not NEIGHBOUR.search(words) or re.search(r"neighbou?rs", words, re.I):
        return None
    owner = _owner(told, index, start, end)
    if owner is None:
        return None
    side = SIDE.search(words)
    near = [code for codes in _table().get(owner, {}).values() for code in codes]
    known = _table().get(owner, {}).get(side["side"].lower(), ()) if side else tuple(near)
    states = [code for code in told.context.states() if code != owner]
    code = next((code for code in states if code in known), None) or (known[0] if side and known else None)
    if code is None:
        return None
    why = f"the neighbour of {countries.name(owner)}{' in the ' + side['side'].lower() if side else ''}"
    return Resolution(code=code, name=name_of(code), why=(why,))


def _owner(told: Told, index: int, start: int, end: int) -> str | None:
    """Whose neighbour: of the state named in the words, else the one that "its" means, the first told of before."""
    here = [n for n in told.names[index] if n.code in countries.codes()]
    inside = next((n for n in here if start <= n.start and n.end <= end), None)
    if inside is not None:
        return inside.code if told.trees[index].text[inside.end : end].startswith(("'s ", "’s ", "' ", "’ ")) else None
    if not OWNED.search(told.trees[index].text[start:end]):
        return None
    before = [n for n in here if n.end <= start and not acting.place(told.trees[index], n)]
    return _first(before) or (_first(told.names[index - 1]) if index else None)


def _first(names: list[Named]) -> str | None:
    return next((n.code for n in names if n.code in countries.codes()), None)
