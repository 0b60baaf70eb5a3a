"""Which reports hold a hash: a table of their smallest hashes, filled in the order of deciding and let go in it.

A part holds the hashes of so many reports in arrays: where each chain of hashes with the same last bits begins, and of
each hash the one before it in its chain, as deflate finds strings again (RFC 1951, 4). A report takes some 200 bytes,
the table never has to be rebuilt, nothing is taken out singly, and a part goes when its last report has gone.
"""

from array import array
from collections import Counter, deque
from collections.abc import Sequence

SKETCH = 16  # hashes of a report
REPORTS = 1 << 15  # of a part
HEADS = REPORTS * SKETCH


class Part:
    """The hashes of some reports, numbered from `first`. An entry is counted from 1; 0 ends a chain."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.reports: list[str | None] = []
        self.alive = 0
        self.heads = array("I", bytes(4 * HEADS))
        self._hashes = array("I")
        self._before = array("I")

    def add(self, report: str, hashes: Sequence[int]) -> None:
        """The hashes of one more report."""
        for hash_ in hashes:
            self._before.append(self.heads[hash_ % HEADS])
            self._hashes.append(hash_)
            self.heads[hash_ % HEADS] = len(self._hashes)
        self.reports.append(report)
        self.alive += 1

    def holding(self, hash_: int, most: int, found: list[str]) -> None:
        """Add the reports that hold the hash, latest first, until there are so many."""
        entry = self.heads[hash_ % HEADS]
        while entry and len(found) < most:
            if self._hashes[entry - 1] == hash_:
                report = self.reports[(entry - 1) // SKETCH]
                if report is not None:
                    found.append(report)
            entry = self._before[entry - 1]


class Sketches:
    """The sketches of live reports, each of `SKETCH` hashes. Reports are numbered as they come."""

    def __init__(self) -> None:
        self._parts: deque[Part] = deque()
        self._next = 0

    def add(self, report: str, hashes: Sequence[int]) -> int:
        """Keep a sketch; its number."""
        if not self._parts or len(self._parts[-1].reports) == REPORTS:
            self._parts.append(Part(self._next))
        self._parts[-1].add(report, hashes)
        self._next += 1
        return self._next - 1

    def forget(self, number: int) -> None:
        """Let a sketch go."""
        part = next(part for part in self._parts if part.first <= number < part.first + REPORTS)
        part.reports[number - part.first] = None
        part.alive -= 1
        if not part.alive and len(part.reports) == REPORTS:
            self._parts.remove(part)

    def sharing(self, hashes: Sequence[int], worn: int) -> Counter[str]:
        """How many of these hashes each report shares; a hash of `worn` reports and more counts for none."""
        shared: Counter[str] = Counter()
        for hash_ in hashes:
            found: list[str] = []
            for part in reversed(self._parts):
                if part.heads[hash_ % HEADS]:
                    part.holding(hash_, worn, found)
            if found and len(found) < worn:
                shared.update(found)
        return shared
