"""A story that may still take in reports: its latest reports, and what they say together."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from communique.stories.portrait import Portrait
from communique.stories.rarity import Keys, Vector, Weighted, Weights

TOGETHER = 24  # latest reports of a story that say together what it is about
SINGLY = 8  # latest reports with which a new one is compared singly
COMPARED = 200  # words of a story that are compared with a report


class Traits(NamedTuple):
    """What else is kept of a report that is no copy."""

    language: str | None
    countries: dict[str, float]
    places: frozenset[str]
    numbers: frozenset[str]
    about: tuple[tuple[int, int], ...]
    formal: int


class Kept(NamedTuple):
    """A report as the live stories keep it; `number` is its place in the order of deciding, `at` its time in days since
    1970. A copy adds nothing to compare a story by: its words and traits are None."""

    number: int
    report: str
    at: float | None
    words: Weighted | None = None
    traits: Traits | None = None


def traits(portrait: Portrait) -> Traits:
    """What is kept of a portrait beside its words."""
    return Traits(
        portrait.language, portrait.countries, portrait.places, portrait.numbers, portrait.about, portrait.formal
    )


class Rows(NamedTuple):
    """Several vectors behind one another; `starts` is where each begins."""

    keys: Keys
    weights: Weights
    starts: list[int]


class LiveStory:
    """What grouping knows of a story, drawn from its live reports alone, in the order of deciding. So a story that was
    merged or split is as if its reports had always stood together."""

    def __init__(self, identity: str, members: Sequence[Kept]) -> None:
        self.id = identity
        self.members = tuple(members)

    @cached_property
    def told(self) -> tuple[tuple[Weighted, Traits], ...]:
        """Words and traits of the latest reports that are no copies."""
        found = [(m.words, m.traits) for m in self.members if m.words is not None and m.traits is not None]
        return tuple(found[-TOGETHER:])

    @property
    def size(self) -> int:
        """How many of its reports count."""
        return len(self.told)

    @cached_property
    def formal(self) -> int:
        """Words of diplomacy in the openings of its reports."""
        return sum(traits.formal for _, traits in self.told)

    @cached_property
    def times(self) -> tuple[float, ...]:
        """When its reports came out, copies too."""
        return tuple(member.at for member in self.members if member.at is not None)

    @cached_property
    def countries(self) -> dict[str, float]:
        """How much it names each country."""
        sums: dict[str, float] = {}
        for _, its in self.told:
            for code, weight in its.countries.items():
                sums[code] = sums.get(code, 0.0) + weight
        return sums

    @cached_property
    def places(self) -> frozenset[str]:
        """Where it happened."""
        return frozenset().union(*(its.places for _, its in self.told))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers it names."""
        return frozenset().union(*(its.numbers for _, its in self.told))

    @cached_property
    def languages(self) -> frozenset[str | None]:
        """The languages it is told in."""
        return frozenset(its.language for _, its in self.told)

    @cached_property
    def about(self) -> frozenset[tuple[int, int]]:
        """The days it tells of."""
        return frozenset(span for _, its in self.told for span in its.about)

    @cached_property
    def terms(self) -> Vector:
        """What it says as a whole, before rarity: the words that weigh most."""
        if not self.told:
            return Vector(np.zeros(0, np.int32), np.zeros(0, np.float32))
        every = np.concatenate([words.terms.keys for words, _ in self.told])
        raw = np.concatenate([words.raw for words, _ in self.told])
        keys, where = np.unique(every, return_inverse=True)
        sums = np.bincount(where, raw).astype(np.float32)
        if len(keys) > COMPARED:
            heaviest = np.argsort(-sums, kind="stable")[:COMPARED]
            keys, sums = keys[heaviest], sums[heaviest]
        return Vector(keys.astype(np.int32), sums)

    @cached_property
    def singly(self) -> Rows:
        """What its latest reports say, one by one."""
        return rows([words.terms for words, _ in self.told[-SINGLY:]])

    @cached_property
    def titles(self) -> Rows:
        """What they are called."""
        return rows([words.title for words, _ in self.told[-SINGLY:]])

    @cached_property
    def names(self) -> Keys:
        """The names in it."""
        if not self.told:
            return np.zeros(0, np.int32)
        return np.unique(np.concatenate([words.names.keys for words, _ in self.told]))

    @cached_property
    def named(self) -> float:
        """The weight of the names in the report of its latest that is richest in them."""
        return max((float(words.names.weights.sum()) for words, _ in self.told[-SINGLY:]), default=0.0)


def rows(vectors: Sequence[Vector]) -> Rows:
    """Vectors behind one another; those without a word are left out."""
    some = [vector for vector in vectors if len(vector.keys)]
    if not some:
        return Rows(np.zeros(0, np.int32), np.zeros(0, np.float32), [])
    ends = np.cumsum([len(vector.keys) for vector in some]).tolist()
    return Rows(
        np.concatenate([vector.keys for vector in some]),
        np.concatenate([vector.weights for vector in some]),
        [0, *ends[:-1]],
    )
