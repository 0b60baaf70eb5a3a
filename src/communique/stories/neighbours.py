"""For each report all others, the nearest first: by the words of text and titles, by names, and a little by time.

The score is the cosine of the texts, half the cosine of the titles and .3 of that of the names, less .02 for every
unit of log(1 + days between). The shares were set by hand; `python -m bench related` prints what they reach.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.model import Report
from communique.stories.facts import named
from communique.stories.portrait import portrait
from communique.stories.rarity import BUCKETS, Keys, Rarity, Vector, Weights, unit, vector

TITLE, NAMES, GAP = 0.5, 0.3, 0.02
UNDATED = 7.0  # days between two reports of which one has no time

Numbers = npt.NDArray[np.float64]


class Neighbour(NamedTuple):
    """Another report and how near it is: 1.8 for one that says the same at the same time, about 0 for one that shares
    nothing, less the longer ago."""

    report: str
    score: float


class Rows(NamedTuple):
    """Several vectors behind one another; `starts` is where each begins."""

    keys: Keys
    weights: Weights
    starts: list[int]


class Aspect:
    """One way in which reports are compared: the cosine of vectors of length 1, which weighs `share`."""

    def __init__(self, vectors: Sequence[Vector], share: float) -> None:
        self._vectors, self._share = vectors, share
        self._rows = rows(vectors)
        self._places = np.array([place for place, its in enumerate(vectors) if len(its.keys)], np.intp)
        self._table = np.zeros(BUCKETS, np.float32)

    def scores(self, place: int) -> Numbers:
        """How near every report is to the one at this place."""
        mine, found = self._vectors[place], np.zeros(len(self._vectors))
        if len(self._places):
            self._table[mine.keys] = mine.weights
            found[self._places] = np.add.reduceat(self._table[self._rows.keys] * self._rows.weights, self._rows.starts)
            self._table[mine.keys] = 0.0
        return self._share * found


def neighbours(reports: Sequence[Report], most: int | None = None) -> Iterator[tuple[Report, list[Neighbour]]]:
    """Each report, in the order given, with the others, nearest first, at most so many; of equals the one given earlier
    is first. Costs time by the square of the reports, and memory by their number."""
    rarity, drawn = Rarity(), [portrait(report) for report in reports]
    for its in drawn:
        rarity.learn(vector(its.terms).keys)
    at = np.array([np.nan if its.at is None else its.at for its in drawn])
    aspects = (
        Aspect([weighed(its.terms, rarity) for its in drawn], 1.0),
        Aspect([weighed(dict.fromkeys(sorted(its.title), 1.0), rarity) for its in drawn], TITLE),
        Aspect([weighed(dict.fromkeys(sorted(named(report)), 1.0), rarity) for report in reports], NAMES),
    )
    for place, report in enumerate(reports):
        gaps = np.nan_to_num(np.abs(at - at[place]), nan=UNDATED)
        scores = sum((aspect.scores(place) for aspect in aspects), -GAP * np.log1p(gaps))
        scores[place] = -np.inf
        order = np.argsort(-scores, kind="stable")[: len(reports) - 1][:most]
        yield report, [Neighbour(reports[i].id, round(float(scores[i]), 4)) for i in order]


def weighed(terms: Mapping[str, float], rarity: Rarity) -> Vector:
    """Terms by their rarity, of length 1."""
    found = vector(terms)
    return Vector(found.keys, unit(found.weights * rarity.of(found.keys)))


def rows(vectors: Sequence[Vector]) -> Rows:
    """Vectors behind one another; those without a word are left out."""
    some = [vector for vector in vectors if len(vector.keys)]
    if not some:
        return Rows(np.zeros(0, np.int32), np.zeros(0, np.float32), [])
    ends = np.cumsum([len(vector.keys) for vector in some]).tolist()
    keys, weights = ([vector.keys for vector in some], [vector.weights for vector in some])
    return Rows(np.concatenate(keys), np.concatenate(weights), [0, *ends[:-1]])
