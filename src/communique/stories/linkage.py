"""Groups put together from single items, always the two that are likeliest to be one.

The likelihood of two groups is the mean over all pairs of their items (average linkage: Sokal and Michener, A
statistical method for evaluating systematic relationships, 1958), blended with the mean of the best match that each
item of the smaller has in the other: a column on one side of a summit shares words with a dispatch or two and with
nothing else that is told of it. What comes out does not depend on the order of the items, but for exact ties.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

FAR = -6.0  # log of odds of two items that were not compared, and the least and greatest that counts
BEST = 0.3  # share of the best matches, beside the mean of all: of 0 to .6 among the best mean F1 of the sets in folds
# (bench/grouping_fit.py)

Odds = Mapping[tuple[int, int], float]


class Bounds(NamedTuple):
    """What may not be joined. Items that are `held` by one name stand together, by different names apart. `homes` says
    where each item comes from; those from two homes that are `parted` do not come together."""

    held: Mapping[int, str]
    homes: Mapping[int, str]
    parted: Collection[frozenset[str]]


FREE = Bounds({}, {}, ())


def linked(items: Sequence[int], odds: Odds, bounds: Bounds = FREE) -> list[list[int]]:
    """The groups of the items, each in order. `odds` has the log of the odds that two items, the lesser first, belong
    together, where they were compared; groups are joined while the blend is above 0."""
    groups = Groups(items, odds, bounds)
    while (pair := groups.likeliest()) is not None:
        groups.join(*pair)
    return sorted(groups.members.values())


class Groups:
    """Groups by their least item, what is known of each two, and a queue of the likeliest."""

    def __init__(self, items: Sequence[int], odds: Odds, bounds: Bounds) -> None:
        self.members = {item: [item] for item in items}
        self._bounds = bounds
        self._name = {item: bounds.held.get(item) for item in items}
        parted = frozenset[str]().union(*bounds.parted)
        self._homes = {item: {bounds.homes.get(item, "")} & parted for item in items}
        self._odds: dict[int, dict[int, float]] = {item: {} for item in items}
        self._known: dict[int, dict[int, tuple[float, int]]] = {item: {} for item in items}
        self._queue: list[tuple[float, int, int, int, int]] = []
        for (a, b), value in odds.items():
            self._odds[a][b] = self._odds[b][a] = bounded = max(FAR, min(-FAR, value))
            self._known[a][b] = self._known[b][a] = (bounded, 1)
        first: dict[str, int] = {}
        for item in sorted(bounds.held):
            if (group := first.setdefault(bounds.held[item], item)) != item:
                self.join(group, item)
        for a, others in self._known.items():
            for b in others:
                if a < b:
                    self._ask(a, b)

    def likeliest(self) -> tuple[int, int] | None:
        """The two groups that belong together first, None when none do."""
        while self._queue:
            _, a, b, size_a, size_b = heapq.heappop(self._queue)
            if size_a == len(self.members.get(a, ())) and size_b == len(self.members.get(b, ())):
                return a, b
        return None

    def join(self, a: int, b: int) -> None:
        """Two groups become one, under the lesser item."""
        a, b = min(a, b), max(a, b)
        self.members[a] = sorted((*self.members[a], *self.members.pop(b)))
        self._name[a] = self._name[a] or self._name.pop(b)
        self._homes[a] |= self._homes.pop(b)
        for other, (total, n) in self._known.pop(b).items():
            del self._known[other][b]
            if other != a:
                before, count = self._known[a].get(other, (0.0, 0))
                self._known[a][other] = self._known[other][a] = (before + total, count + n)
        for other in self._known[a]:
            self._ask(min(a, other), max(a, other))

    def _ask(self, a: int, b: int) -> None:
        """Queue two groups, if they may and do belong together."""
        if not self._may(a, b):
            return
        total, n = self._known[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        mean = (total + (pairs - n) * FAR) / pairs
        if (1 - BEST) * mean + BEST * -FAR <= 0:
            return
        odds = round((1 - BEST) * mean + BEST * self._best(a, b), 6)
        if odds > 0:
            heapq.heappush(self._queue, (-odds, a, b, len(self.members[a]), len(self.members[b])))

    def _best(self, a: int, b: int) -> float:
        """The mean over the items of the smaller group of the best odds that each has with one of the other."""
        few, many = sorted((self.members[a], self.members[b]), key=len)
        return sum(max(self._odds[item].get(other, FAR) for other in many) for item in few) / len(few)

    def _may(self, a: int, b: int) -> bool:
        mine, its = self._name[a], self._name[b]
        if mine is not None and its is not None and mine != its:
            return False
        return not any(frozenset((x, y)) in self._bounds.parted for x in self._homes[a] for y in self._homes[b])
