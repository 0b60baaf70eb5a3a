"""For each report all others, the nearest first: by the words of text and titles, by names, and a little by time.

The score is the cosine of the texts, half the cosine of the titles and .3 of that of the names, less .02 for every
unit of log(1 + days between). The shares were set by hand; `python -m bench related` prints what they reach.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.model import Report
from communique.stories.live import rows
from communique.stories.portrait import portrait
from communique.stories.rarity import BUCKETS, Rarity, Vector, unit, vector

TITLE, NAMES, GAP = 0.5, 0.3, 0.02
UNDATED = 7.0  # days between two reports of which one has no time

Numbers = npt.NDArray[np.float64]


class Neighbour(NamedTuple):
    """Another report and how near it is: 1.8 for one that says the same at the same time, about 0 for one that shares
    nothing, less the longer ago."""

    report: str
    score: float


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
    words = [rarity.weigh(its) for its in drawn]
    at = np.array([np.nan if its.at is None else its.at for its in drawn])
    named = [Vector(its.names.keys, unit(np.sqrt(its.names.weights))) for its in words]
    text, title = [its.terms for its in words], [its.title for its in words]
    aspects = (Aspect(text, 1.0), Aspect(title, TITLE), Aspect(named, NAMES))
    for place, report in enumerate(reports):
        gaps = np.nan_to_num(np.abs(at - at[place]), nan=UNDATED)
        scores = sum((aspect.scores(place) for aspect in aspects), -GAP * np.log1p(gaps))
        scores[place] = -np.inf
        order = np.argsort(-scores, kind="stable")[: len(reports) - 1][:most]
        yield report, [Neighbour(reports[i].id, round(float(scores[i]), 4)) for i in order]
