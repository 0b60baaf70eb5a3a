"""How two reports stand to each other, as a handful of numbers that people can read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.stories.live import Kept, Traits
from communique.stories.portrait import apart
from communique.stories.rarity import BUCKETS, Keys, Rarity, Words

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
        found[:, 4:] = [
            told(mine.at, mine.traits, other.at, other.traits) for other in others if other.traits is not None
        ]
        return found

    def _words(self, mine: Words, others: Sequence[Words], rarity: Rarity) -> list[Floats]:
        with self._laid(mine, rarity) as (length, title_length, opening):
            text, shared, known = self._text([its.terms.keys for its in others], others, rarity, length)
            title = self._titles([its.title for its in others], rarity, title_length)
            there = self._unknown([its.opening for its in others], rarity)
            here = (opening - known) / opening if opening else np.full(len(others), UNTOLD)
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

    def _text(
        self, keys: Sequence[Keys], others: Sequence[Words], rarity: Rarity, length: float
    ) -> tuple[Floats, Floats, Floats]:
        """Cosine, rarity of what is shared, and how much of the names in my opening the others know."""
        every, row = laid(keys)
        rare = rarity.of(every)
        weights = rare * np.concatenate([its.terms.weights for its in others])
        mine = self._terms[every]
        n = len(keys)
        lengths = np.sqrt(np.bincount(row, np.square(weights), n)) * length
        text = np.bincount(row, mine * weights, n) / np.where(lengths > 0, lengths, 1.0)
        shared = np.bincount(row, np.where(mine > 0, np.square(rare), 0.0), n)
        known = np.bincount(row, self._opening[every], n)
        return np.asarray(text), np.asarray(shared, float), np.asarray(known, float)

    def _titles(self, keys: Sequence[Keys], rarity: Rarity, length: float) -> Floats:
        every, row = laid(keys)
        rare = rarity.of(every)
        lengths = np.sqrt(np.bincount(row, np.square(rare), len(keys))) * length
        products = np.bincount(row, self._title[every] * rare, len(keys))
        return np.asarray(products / np.where(lengths > 0, lengths, 1.0))

    def _unknown(self, openings: Sequence[Keys], rarity: Rarity) -> Floats:
        """Share of the names in the others' openings that my report does not know."""
        every, row = laid(openings)
        rare = rarity.of(every)
        total = np.bincount(row, rare, len(openings))
        missing = np.bincount(row, np.where(self._terms[every] > 0, 0.0, rare), len(openings))
        return np.where(total > 0, missing / np.where(total > 0, total, 1.0), UNTOLD)


def laid(keys: Sequence[Keys]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Keys of several reports behind one another, and the row of each."""
    return np.concatenate(keys).astype(np.intp), np.repeat(np.arange(len(keys)), [len(some) for some in keys])


def norm(weights: npt.NDArray[np.float32]) -> float:
    """The length of a vector."""
    return float(np.sqrt(np.square(weights, dtype=np.float64).sum()))


def told(at: float | None, mine: Traits, its_at: float | None, its: Traits) -> tuple[float, ...]:
    """The features that do not come from words."""
    day = apart(mine.about, its.about) if mine.about and its.about else None
    return (
        clash(mine.countries, its.countries),
        float(not mine.places.isdisjoint(its.places)),
        min(MOST_NUMBERS, len(mine.numbers & its.numbers)) / MOST_NUMBERS,
        log1p(UNKNOWN_GAP if at is None or its_at is None else min(FARTHEST, abs(at - its_at))),
        log1p(UNKNOWN_DAY if day is None else min(FARTHEST, day)),
        float(mine.language != its.language),
    )


def clash(mine: frozenset[str], its: frozenset[str]) -> float:
    """How far two are about different countries."""
    shared = len(mine & its)
    if len(mine) >= 2 and len(its) >= 2:
        return (1.0, 0.5, 0.0)[min(2, shared)]
    return float(bool(mine and its and not shared))
