"""One report laid out so that any number of stories can be held against it at the price of looking up their words."""

from types import TracebackType

import numpy as np

from communique.stories.live import LiveStory, Rows
from communique.stories.rarity import BUCKETS, Rarity, Vector, Weighted


class Lens:
    """`with lens.on(mine):` the report's words lie at their numbers; outside of it all is nought."""

    def __init__(self) -> None:
        self._terms, self._title, self._names = (np.zeros(BUCKETS, np.float32) for _ in range(3))
        self._mine: Weighted | None = None

    def on(self, mine: Weighted) -> "Lens":
        """Lay out a report."""
        self._mine = mine
        for table, vector in self._laid(mine):
            table[vector.keys] = vector.weights
        return self

    def _laid(self, mine: Weighted) -> list[tuple[np.ndarray, Vector]]:
        return [(self._terms, mine.terms), (self._title, mine.title), (self._names, mine.names)]

    def __enter__(self) -> "Lens":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mine is not None:
            for table, vector in self._laid(self._mine):
                table[vector.keys] = 0.0
        self._mine = None

    def text(self, story: LiveStory, rarity: Rarity) -> float:
        """Cosine of the report and the story as a whole, by what is rare now."""
        keys, sums = story.terms
        weights = sums * rarity.of(keys)
        length = float(np.sqrt(np.square(weights, dtype=np.float64).sum()))
        return float((self._terms[keys] * weights).sum(dtype=np.float64)) / length if length else 0.0

    def nearest(self, story: LiveStory) -> float:
        """Cosine of the report and the nearest of the story's latest."""
        return greatest(self._terms, story.singly)

    def title(self, story: LiveStory) -> float:
        """The same of their titles."""
        return greatest(self._title, story.titles)

    def names(self, story: LiveStory) -> float:
        """The share of names in common, of what the report has or the story's richest report."""
        if self._mine is None:
            return 0.0
        least = min(float(self._mine.names.weights.sum()), story.named)
        return min(1.0, float(self._names[story.names].sum(dtype=np.float64)) / least) if least else 0.0


def greatest(table: np.ndarray, rows: Rows) -> float:
    """The greatest product of what is laid out with any of these rows."""
    if not rows.starts:
        return 0.0
    products = table[rows.keys] * rows.weights
    return float(np.add.reduceat(products, rows.starts).max())
