"""Words as numbers: where each is counted, how rare it is, and texts as vectors over them.

A word's number is its stem hashed into a table of fixed size (Weinberger and others, Feature Hashing for Large Scale
Multitask Learning, 2009). So there is no vocabulary that grows with the news, and nothing that must be pruned.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from communique.stories.portrait import Portrait
from communique.stories.words import Remembered

BUCKETS = 1 << 20
FLOOR = 0.05
PRIOR = 300  # reports a fresh desk pretends to have seen, with the usual words of news in them
SETTLES = 1000  # reports after which it is reckoned anew how rare words are, for links between stories
EARLY = frozenset({2, 4, 8, 12, 18, 27, 40, 60, 90, 135, 202, 303, 455, 683})  # and the first of them

GRAIN = 1024
HALF = 0.5  # of a report, added to every count, so that a word that nobody has used has a weight

Counts = npt.NDArray[np.float64]
Keys = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]


class Vector(msgspec.Struct, frozen=True, gc=False):
    """The numbers of some words, each once, and the weight of each."""

    keys: Keys
    weights: Weights


class Words(msgspec.Struct, frozen=True, gc=False):
    """The words of a report by their numbers, in three parts behind one another: its terms, which are all that are
    compared, the rarest and most used first as it was when they were weighed; those of the title; the names in its
    opening. `weights` are what terms weigh before rarity, the others 1; `sizes` is how many there are of each part."""

    keys: Keys
    weights: Weights
    sizes: tuple[int, int, int]

    @property
    def terms(self) -> Keys:
        """The numbers of the terms."""
        return self.keys[: self.sizes[0]]


def key(stem: str) -> int:
    """The number of a stem."""
    return crc32(stem.encode(errors="replace")) % BUCKETS


NUMBERS = Remembered(key)


def vector(terms: Mapping[str, float]) -> Vector:
    """Weights by word as a vector; the order is that of the mapping."""
    numbers = [NUMBERS[stem] for stem in terms]
    if len(set(numbers)) == len(numbers):
        return Vector(np.array(numbers, np.int32), np.fromiter(terms.values(), np.float32, len(numbers)))
    summed: dict[int, float] = {}
    for number, weight in zip(numbers, terms.values(), strict=True):
        summed[number] = summed.get(number, 0.0) + weight
    return Vector(
        np.fromiter(summed.keys(), np.int32, len(summed)), np.fromiter(summed.values(), np.float32, len(summed))
    )


def unit(weights: Weights) -> Weights:
    """The weights at length 1; nought stays nought."""
    length = float(np.sqrt(np.square(weights, dtype=np.float64).sum())) or 1.0
    return (weights / np.float32(length)).astype(np.float32)


@cache
def usual() -> Counts:
    """What a fresh desk pretends to have counted of each word, in fractions that add up exactly."""
    counts = np.zeros(BUCKETS)
    text = resources.files(__package__).joinpath("usual.tsv").read_text(encoding="utf8")
    for stem, share in (line.split("\t") for line in text.splitlines() if not line.startswith("#")):
        counts[key(stem)] += round(int(share) * PRIOR / 1000 * GRAIN) / GRAIN
    return counts


class Rarity:
    """Inverse document frequency over the observed reports, copies counted once, and over those it pretends to know."""

    def __init__(self) -> None:
        self.reports = PRIOR
        self._used = usual() + HALF
        self._settled: Rarity | None = None
        self.reckoned: str | None = None

    def begin(self, number: int, report: str) -> None:
        """The report of this number, from 0 in the order of deciding, is to be learnt next, unless it is a copy. At
        some numbers what is settled is reckoned anew, so that it follows from the order of the reports alone."""
        if number in EARLY or (number and number % SETTLES == 0):
            self._settled, self.reckoned = self._copied(), report

    def learn(self, keys: Keys) -> None:
        """Count one report's words."""
        self.reports += 1
        self._used[keys] += 1

    @property
    def counts(self) -> npt.NDArray[np.int32]:
        """How many reports use each word."""
        return (self._used - usual() - HALF).astype(np.int32)

    def recall(self, reports: int, keys: Keys, counts: npt.NDArray[np.int32]) -> None:
        """Nothing is known but these counts."""
        self.reports, self._used = reports, usual() + HALF
        self._used[keys] += counts

    @property
    def settled(self) -> "Rarity":
        """As it stood when it was last reckoned anew, the same object until it is again."""
        if self._settled is None:
            self._settled = self._copied()
        return self._settled

    def _copied(self) -> "Rarity":
        copied = Rarity()
        copied.reports, copied._used = self.reports, self._used.copy()
        return copied

    def of(self, keys: npt.NDArray[np.signedinteger]) -> Weights:
        """The weight of each word: near 0 for one in every report, more for rarer ones."""
        places = keys.astype(np.intp, copy=False)  # by which numpy looks up three times as fast
        found = self._used[places]
        np.divide(self.reports + 2, found, out=found)
        np.log(found, out=found)
        np.maximum(found, FLOOR, out=found)
        return found.astype(np.float32)

    @property
    def most(self) -> float:
        """The weight of a word that nobody has used."""
        return float(np.log((self.reports + 2) / HALF))

    def words(self, portrait: Portrait) -> Words:
        """The words of a report as they are compared."""
        terms = vector(portrait.terms)
        order = np.argsort(-terms.weights * self.of(terms.keys), kind="stable")
        title, opening = keys_of(portrait.title), keys_of(portrait.opening)
        ones = np.ones(len(title) + len(opening), np.float32)
        return Words(
            np.concatenate((terms.keys[order], title, opening)),
            np.concatenate((terms.weights[order], ones)),
            (len(order), len(title), len(opening)),
        )


def keys_of(stems: Iterable[str]) -> Keys:
    """The numbers of some stems, each once, in the order of the stems."""
    return np.array(list(dict.fromkeys(NUMBERS[stem] for stem in sorted(stems))), np.int32)
