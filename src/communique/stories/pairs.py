"""How two reports stand to each other, as a handful of numbers that people can read."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.stories.live import Kept, Traits
from communique.stories.portrait import apart
from communique.stories.rarity import BUCKETS, Rarity, Words

UNKNOWN_GAP = 7.0  # days, for reports without a time
UNKNOWN_DAY = 2.0  # days, for reports without a day they tell of
FARTHEST = 30.0  # days; what is further apart counts as much, for stamps err by years
MOST_NUMBERS = 3
MUCH = 20.0  # squares of rarity: what two rare words are worth together
UNTOLD = 0.5  # share of strangers where a report opens without a name

Floats = npt.NDArray[np.float64]


class Features(NamedTuple):
    """What is compared of two reports; shares are from 0 to 1.

    text        cosine of their words
    title       cosine of their titles
    shared      rarity of all words they share (log)
    strangers   share of the names in an opening that the other report does not know, the lesser of both ways
    clash       1 if they are about different countries, a half if one of two is the same
    place       1 if they name a same place of happening
    numbers     numbers they share, three and more count as 1
    gap         time between them (log of 1 + days)
    day         time between the days they tell of (log of 1 + days)
    foreign     1 if they are in different languages, whose words then say less
    """

    text: float
    title: float
    shared: float
    strangers: float
    clash: float
    place: float
    numbers: float
    gap: float
    day: float
    foreign: float


NUMBERS = Features._fields.index("numbers")
TIMES = [Features._fields.index("gap"), Features._fields.index("day")]


class Pairs:
    """Compares one report with any number of others at the price of looking up their words. The tables in which its
    words lie at their numbers are nought in between."""

    def __init__(self) -> None:
        self._terms, self._title, self._opening = (np.zeros(BUCKETS, np.float32) for _ in range(3))

    def of(self, mine: Kept, others: Sequence[Kept], rarity: Rarity) -> Floats:
        """The features of the report with each of the others, a row each. None of them may be a copy."""
        found = np.zeros((len(others), len(Features._fields)))
        if not others or mine.words is None or mine.traits is None:
            return found
        words = [other.words for other in others if other.words is not None]
        found[:, :4] = np.column_stack(self._words(mine.words, words, rarity))
        its = Sought.of(mine, mine.traits)
        found[:, 4:] = [told(its, other.traits, other.at) for other in others if other.traits is not None]
        found[:, NUMBERS] = np.minimum(found[:, NUMBERS], MOST_NUMBERS) / MOST_NUMBERS
        found[:, TIMES] = np.log1p(np.minimum(found[:, TIMES], FARTHEST))
        return found

    def _words(self, mine: Words, others: Sequence[Words], rarity: Rarity) -> list[Floats]:
        n = len(others)
        terms, titles, openings = zip(*((its.terms.keys, its.title, its.opening) for its in others), strict=True)
        keys = np.concatenate((*terms, *titles, *openings)).astype(np.intp)
        lengths = [len(some) for some in (*terms, *titles, *openings)]
        row, rare = np.repeat([*range(n)] * 3, lengths), rarity.of(keys)
        first = sum(lengths[:n])
        second = first + sum(lengths[n : 2 * n])
        with self._laid(mine, rarity) as (length, title_length, opening):
            told = Rows(keys[:first], row[:first], rare[:first], n)
            text, shared = self._text(told, np.concatenate([its.terms.weights for its in others]), length)
            title = self._titles(Rows(keys[first:second], row[first:second], rare[first:second], n), title_length)
            there = self._unknown(Rows(keys[second:], row[second:], rare[second:], n))
            here = 1 - told.sums(self._opening[told.keys]) / opening if opening else np.full(n, UNTOLD)
        return [text, title, np.log1p(shared / MUCH), np.minimum(here, there)]

    @contextmanager
    def _laid(self, mine: Words, rarity: Rarity) -> Iterator[tuple[float, float, float]]:
        """The report's words in the tables; what comes out are the lengths of its words and title as vectors, and the
        rarity of the names in its opening."""
        terms = mine.terms.weights * rarity.of(mine.terms.keys)
        title, opening = rarity.of(mine.title), rarity.of(mine.opening)
        self._terms[mine.terms.keys], self._title[mine.title], self._opening[mine.opening] = terms, title, opening
        try:
            yield norm(terms), norm(title), float(opening.sum(dtype=np.float64))
        finally:
            self._terms[mine.terms.keys] = self._title[mine.title] = self._opening[mine.opening] = 0.0

    def _text(self, its: "Rows", weights: npt.NDArray[np.float32], length: float) -> tuple[Floats, Floats]:
        """Cosine, and the rarity of what is shared."""
        mine, theirs = self._terms[its.keys], its.rare * weights
        shared = its.sums(np.where(mine > 0, np.square(its.rare), 0.0))
        return its.cosines(mine, theirs, length), shared

    def _titles(self, its: "Rows", length: float) -> Floats:
        return its.cosines(self._title[its.keys], its.rare, length)

    def _unknown(self, its: "Rows") -> Floats:
        """Share of the names in the others' openings that my report does not know."""
        total = its.sums(its.rare)
        missing = its.sums(np.where(self._terms[its.keys] > 0, 0.0, its.rare))
        return np.where(total > 0, missing / np.where(total > 0, total, 1.0), UNTOLD)


class Rows(NamedTuple):
    """Words of n reports behind one another: their numbers, the report of each, how rare each is."""

    keys: npt.NDArray[np.intp]
    row: npt.NDArray[np.intp]
    rare: npt.NDArray[np.float32]
    n: int

    def sums(self, values: npt.NDArray[np.floating]) -> Floats:
        """The values of each report added up."""
        return np.asarray(np.bincount(self.row, values, self.n), float)

    def cosines(self, mine: npt.NDArray[np.floating], theirs: npt.NDArray[np.floating], length: float) -> Floats:
        """The cosine of what one report has at these words, its vector so long, and what each of the others has."""
        lengths = np.sqrt(self.sums(np.square(theirs))) * length
        return np.asarray(self.sums(mine * theirs) / np.where(lengths > 0, lengths, 1.0))


def norm(weights: npt.NDArray[np.float32]) -> float:
    """The length of a vector."""
    return float(np.sqrt(np.square(weights, dtype=np.float64).sum()))


class Sought(NamedTuple):
    """What is looked for in the traits of others."""

    countries: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    about: tuple[tuple[int, int], ...]
    language: str | None
    at: float | None

    @classmethod
    def of(cls, kept: Kept, its: Traits) -> "Sought":
        """That of a report with these traits."""
        countries, places, numbers = map(frozenset, (its.countries, its.places, its.numbers))
        return cls(countries, places, numbers, its.about, its.language, kept.at)


def told(mine: Sought, its: Traits, at: float | None) -> tuple[float, ...]:
    """The features that do not come from words; numbers are counted and times are in days."""
    day = apart(mine.about, its.about) if mine.about and its.about else None
    return (
        clash(mine.countries, its.countries),
        not mine.places.isdisjoint(its.places),
        len(mine.numbers.intersection(its.numbers)),
        UNKNOWN_GAP if at is None or mine.at is None else abs(at - mine.at),
        UNKNOWN_DAY if day is None else day,
        mine.language != its.language,
    )


def clash(mine: frozenset[str], its: Collection[str]) -> float:
    """How far two are about different countries."""
    shared = len(mine.intersection(its))
    if len(mine) >= 2 and len(its) >= 2:
        return (1.0, 0.5, 0.0)[min(2, shared)]
    return float(bool(mine and its and not shared))
