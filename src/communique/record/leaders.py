"""Heads of state and of government whom reports name without their country ("President Macron"), from leaders.tsv.

What a report itself tells comes first: this is asked only of people whose country none of its sentences tells.
"""

from collections.abc import Mapping
from functools import cache

from communique.lexicon import countries, ranks, spelling
from communique.model import slug
from communique.record.memory import Person

Sounds = tuple[str, ...]
"""A name by the sounds of its parts, so that romanisations of one name are one."""


def country(person: Person) -> str | None:
    """The country of a leader, by the full name, or by the surname of who is told to hold the highest office now or
    before; None where leaders of several countries go by it."""
    sounds = _sounds(person.name)
    codes = _known().get(sounds, frozenset())
    if not codes and _led(person):
        codes = frozenset(
            code for size in range(1, len(sounds) + 1) for code in _surnames().get(sounds[-size:], frozenset())
        )
    return next(iter(codes)) if len(codes) == 1 else None


def _led(person: Person) -> bool:
    told = [*person.offices, *([person.former.removeprefix("former ")] if person.former else [])]
    return any(ranks.rank(office) == ranks.LEADER for office in told)


def _sounds(name: str) -> Sounds:
    return tuple(spelling.sound(part) for part in slug(name).split("-"))


@cache
def _known() -> Mapping[Sounds, frozenset[str]]:
    """The codes of full names of two words and more."""
    found: dict[Sounds, frozenset[str]] = {}
    for code, _, name in _rows():
        if len(_sounds(name)) > 1:
            found[_sounds(name)] = found.get(_sounds(name), frozenset()) | {code}
    return found


@cache
def _surnames() -> Mapping[Sounds, frozenset[str]]:
    found: dict[Sounds, frozenset[str]] = {}
    for code, surname, _ in _rows():
        found[_sounds(surname)] = found.get(_sounds(surname), frozenset()) | {code}
    return found


@cache
def _rows() -> list[tuple[str, str, str]]:
    """Code, surname and full name of each."""
    found = []
    for code, names in countries.rows_of(__package__, "leaders.tsv"):
        for one in names.split(";"):
            surname, _, name = one.rpartition("=")
            found.append((code, surname or one.split(" ")[-1], name))
    return found
