"""Whom the record of a story is about: the countries between which something passed, and people; and what they did, as
far as reasons ask.

What an event counts is how many reports tell of it, so a remark about somebody else in one report makes no party.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple, TypeVar

from communique.lexicon import countries
from communique.model import Actor, Event

PRINCIPAL_PAIR = 0.6  # a pair is told of in at least so many reports as the one told of most
PRINCIPAL_PERSON = 0.25  # and a person
BROADEST = 4  # an event of more countries than this is no dealing of two
STATES = frozenset(countries.codes())

ANSWERED = frozenset({"SANCTION", "COERCE", "THREATEN", "PROTEST", "ASSAULT", "MOBILIZE"})
"""Types of acts that are answered in kind."""

Pair = tuple[str, str]
T = TypeVar("T", bound=Hashable)


class Acts(NamedTuple):
    """What a record holds of acts: whether there is any, one that was done, a meeting; ids of what is planned, and of
    the plans carried out; (who, to whom) of hostile acts that were done; and the countries in which it happened."""

    any: bool = False
    done: bool = False
    met: bool = False
    planned: frozenset[str] = frozenset()
    fulfilled: frozenset[str] = frozenset()
    hostile: frozenset[Pair] = frozenset()
    hosts: frozenset[str] = frozenset()


def acts(events: Sequence[Event]) -> Acts:
    """The acts of a record."""
    return Acts(
        any=bool(events),
        done=any(event.status == "done" for event in events),
        met=any(event.event == "CONSULT" for event in events),
        planned=frozenset(event.id for event in events if event.status == "planned"),
        fulfilled=frozenset(event.fulfils for event in events if event.fulfils),
        hostile=frozenset(
            (actor.code, recipient.code)
            for event in events
            if event.event in ANSWERED and event.status == "done"
            for actor, recipient in product(event.actor, event.recipient)
            if actor.code and recipient.code and actor.code != recipient.code
        ),
        hosts=frozenset(event.place.country for event in events if event.place and event.place.country),
    )


def pairs(events: Sequence[Event]) -> frozenset[Pair]:
    """The principal twos of countries, each in alphabetical order."""
    weights = Counter[Pair]()
    for event in events:
        weights.update(dict.fromkeys(between(event), told(event)))
    return frozenset(principal(weights, PRINCIPAL_PAIR))


def between(event: Event) -> set[Pair]:
    """The countries between which an event passed; of an event of many countries none."""
    sides = [{a.code for a in side if a.code and a.code in STATES} for side in (event.actor, event.recipient)]
    if len(sides[0] | sides[1]) > BROADEST:
        return set()
    found = {(min(a, b), max(a, b)) for a, b in product(*sides) if a != b}
    return found | twos(sides[0]) | twos(sides[1]) if event.reciprocal else found


def recorded(events: Sequence[Event]) -> dict[str, str]:
    """Every person and every two of countries of the record, principal or not: names by key, nothing by `CHN-PRK`."""
    found = {"-".join(pair): "" for event in events for pair in sorted(between(event))}
    return found | {actor.key: actor.name for event in events for actor in actors(event) if actor.person}


def people(events: Sequence[Event]) -> dict[str, str]:
    """The principal persons, names by key, those most told of first."""
    weights, names = Counter[str](), dict[str, str]()
    for event in events:
        here = {actor.key: actor.name for actor in actors(event) if actor.person}
        weights.update(dict.fromkeys(here, told(event)))
        names = here | names
    return {key: names[key] for key in principal(weights, PRINCIPAL_PERSON)}


def actors(event: Event) -> tuple[Actor, ...]:
    """Everyone on either side."""
    return (*event.actor, *event.recipient)


def told(event: Event) -> int:
    """How many reports tell of it."""
    return max(1, len(event.reports))


def principal(weights: Mapping[T, int], share: float) -> list[T]:
    """Those that weigh at least so much of what the heaviest weighs, heaviest first."""
    least = share * max(weights.values(), default=0)
    return [key for key, n in sorted(weights.items(), key=lambda item: (-item[1], str(item[0]))) if n >= least]


def twos(codes: set[str] | frozenset[str]) -> set[Pair]:
    """All twos of some countries, each in alphabetical order."""
    return set(combinations(sorted(codes), 2))
