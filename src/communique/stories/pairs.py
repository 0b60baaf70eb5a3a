"""How two reports stand to each other, as a handful of numbers that people can read."""

from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.stories.live import Kept, Traits
from communique.stories.portrait import apart
from communique.stories.rarity import BUCKETS, Rarity, Weights, Words

UNKNOWN_GAP = 7.0  # days, for reports without a time
UNKNOWN_DAY = 2.0  # days, for reports without a day they tell of
FARTHEST = 30.0  # days; what is further apart counts as much, for stamps err by years
MOST_NUMBERS = 3
MUCH = 20.0  # squares of rarity: what two rare words are worth together
UNTOLD = 0.5  # share of strangers where a report opens without a name
BEHIND = Words(
    np.zeros(1, np.int32), np.zeros(1, np.float32), (1, 0, 0)
)  # a word behind all others, which counts nothing

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


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


WORDY = Features._fields.index("clash")  # and those before it come from words
NUMBERS = Features._fields.index("numbers")
TIMES = [Features._fields.index("gap"), Features._fields.index("day")]


class Pairs:
    """Compares one report with any number of others at the price of looking up their words once, in a table that says
    of each word which of the report's it is, counted from 1; it is nought in between."""

    def __init__(self) -> None:
        self._places = np.zeros(BUCKETS, np.int16)

    def of(self, mine: Kept, others: Sequence[Kept], rarity: Rarity) -> Floats:
        """The features of the report with each of the others, a row each. None of them may be a copy."""
        found = np.zeros((len(Features._fields), len(others)))
        if not others or mine.words is None or mine.traits is None:
            return found.T
        found[:WORDY] = self._words(mine.words, [other.words for other in others if other.words], rarity)
        its = Sought.of(mine, mine.traits)
        rest = [told(its, other.traits, other.at) for other in others if other.traits is not None]
        found[WORDY:] = np.array(rest, float).T
        found[NUMBERS] = np.minimum(found[NUMBERS], MOST_NUMBERS) / MOST_NUMBERS
        found[TIMES] = np.log1p(np.minimum(found[TIMES], FARTHEST))
        return found.T

    def _words(self, mine: Words, others: Sequence[Words], rarity: Rarity) -> tuple[Floats, ...]:
        """The features that come from words. The report itself is weighed with the others, as the first of them."""
        every = (mine, *others, BEHIND)
        keys = np.concatenate([its.keys for its in every]).astype(np.intp)
        rare = rarity.of(keys)
        rare[-1] = 0.0
        weights = rare * np.concatenate([its.weights for its in every])
        said, headed, called = self._known(mine, keys, weights)
        known = rare * (said > 0)
        sums = Sums.over([its.sizes for its in every[:-1]])
        squares = sums.of(np.square(weights))
        text = cosines(sums.of(said * weights)[0], squares[0])
        title = cosines(sums.of(headed * weights)[1], squares[1])
        shared, names = sums.of(known * rare)[0], sums.of(rare)[2]
        here, there = names[0] - sums.of(called)[0], names - sums.of(known)[2]
        strangers = np.minimum(share(here, names[:1]), share(there, names))
        return text[1:], title[1:], np.log1p(shared[1:] / MUCH), strangers[1:]

    def _known(self, mine: Words, keys: Places, weights: Weights) -> list[Weights]:
        """What each of these words, which begin with the report's own, weighs among the report's terms, in its title,
        and among the names in its opening."""
        own = keys[: len(mine.keys)]
        self._places[own] = np.arange(1, len(own) + 1)
        place = self._places[keys].astype(np.intp)
        self._places[own] = 0
        found = []
        for begin, end in pairwise(accumulate(mine.sizes, initial=0)):
            values = np.zeros(len(own) + 1, np.float32)
            values[place[begin:end]] = weights[begin:end]
            found.append(values[place])
        return found


class Sums(NamedTuple):
    """Adds up by part what each word of several reports has: where each part begins, and which have no word."""

    begins: Places
    empty: npt.NDArray[np.bool_]

    @classmethod
    def over(cls, sizes: Sequence[tuple[int, int, int]]) -> "Sums":
        """That of reports with parts of such sizes, behind which there is one word more."""
        lengths = np.array(sizes).ravel()
        return cls(np.cumsum(lengths) - lengths, lengths == 0)

    def of(self, values: Weights) -> Floats:
        """The sums of terms, titles and openings, a row each, with a column for each report."""
        found = np.add.reduceat(values, self.begins, dtype=np.float64)
        found[self.empty] = 0.0
        return np.asarray(found.reshape(-1, 3).T, float)


def cosines(products: Floats, squares: Floats) -> Floats:
    """Cosines of the first vector with each, from the sums of products with it and of squares."""
    lengths = np.sqrt(squares)
    lengths *= lengths[0]
    found = np.zeros(products.shape)
    np.divide(products, lengths, out=found, where=lengths > 0)
    return found


def share(some: Floats, total: Floats) -> Floats:
    """The share of names that some are, by rarity."""
    found = np.full(len(some), UNTOLD)
    np.divide(some, total, out=found, where=total > 0)
    return found


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
    day = apart(mine.about, its.about)
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
