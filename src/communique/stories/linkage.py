"""Groups put together from single items, always the two that are likeliest to be one.

The likelihood of two groups is the mean over all pairs of their items (average linkage: Sokal and Michener, A
statistical method for evaluating systematic relationships, 1958). What comes out does not depend on the order of the
items, but for exact ties.
"""

import heapq
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

PASSES = 5
FAR = -6.0  # log of odds of two items that were not compared, and the least and greatest that counts

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
    together, where they were compared; groups are joined while it is above 0 in the mean."""
    groups = Groups(items, odds, bounds)
    while (pair := groups.likeliest()) is not None:
        groups.join(*pair)
    return settled(list(groups.members.values()), odds, bounds)


def settled(groups: list[list[int]], odds: Odds, bounds: Bounds) -> list[list[int]]:
    """The groups after each item that is free has gone where the sum of its odds is greatest, or to none where all are
    below 0 (a local search as in Elsner and Schudy, Bounding and Comparing Methods for Correlation Clustering Beyond
    ILP, 2009)."""
    place = {item: number for number, group in enumerate(groups) for item in group}
    sizes = Counter(place.values())
    parted = frozenset[str]().union(*bounds.parted)
    beside: dict[int, list[tuple[int, float]]] = {item: [] for item in place}
    for (a, b), value in odds.items():
        beside[a].append((b, max(FAR, min(-FAR, value)) - FAR))
        beside[b].append((a, max(FAR, min(-FAR, value)) - FAR))
    for _ in range(PASSES):
        moved = False
        for item in sorted(place):
            if item in bounds.held or bounds.homes.get(item) in parted:
                continue
            sums: dict[int, float] = {place[item]: 0.0}
            for other, value in beside[item]:
                sums[place[other]] = sums.get(place[other], 0.0) + value
            for group in sums:
                sums[group] += FAR * (sizes[group] - (group == place[item]))
            best = min(sums, key=lambda group: (-round(sums[group], 6), group != place[item], group))
            if sums[best] > 0 and best != place[item]:
                sizes[place[item]] -= 1
                sizes[best] += 1
                place[item], moved = best, True
        if not moved:
            break
    found: dict[int, list[int]] = {}
    for item in sorted(place):
        found.setdefault(place[item], []).append(item)
    return sorted(found.values())


class Groups:
    """Groups by their least item, what is known of each two, and a queue of the likeliest."""

    def __init__(self, items: Sequence[int], odds: Odds, bounds: Bounds) -> None:
        self.members = {item: [item] for item in items}
        self._bounds = bounds
        self._name = {item: bounds.held.get(item) for item in items}
        parted = frozenset[str]().union(*bounds.parted)
        self._homes = {item: {bounds.homes.get(item, "")} & parted for item in items}
        self._known: dict[int, dict[int, tuple[float, int]]] = {item: {} for item in items}
        self._queue: list[tuple[float, int, int, int, int]] = []
        for (a, b), value in odds.items():
            self._known[a][b] = self._known[b][a] = (max(FAR, min(-FAR, value)), 1)
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
        mean = round((total + (pairs - n) * FAR) / pairs, 6)
        if mean > 0:
            heapq.heappush(self._queue, (-mean, a, b, len(self.members[a]), len(self.members[b])))

    def _may(self, a: int, b: int) -> bool:
        mine, its = self._name[a], self._name[b]
        if mine is not None and its is not None and mine != its:
            return False
        return not any(frozenset((x, y)) in self._bounds.parted for x in self._homes[a] for y in self._homes[b])
