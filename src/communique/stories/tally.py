"""Sums by number, over numbers that move on: as cheap for a hundred thousand live reports as for a hundred."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
Sums = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
FEW = 1 << 12


class Tally:
    """Adds up what each number gets in several lists, in time that follows from their length alone: the tables stand at
    nought between questions, so that neither is made anew nor searched. Numbers lie in them by their remainder."""

    def __init__(self) -> None:
        self._sums: Sums = np.zeros(FEW)
        self._seen: Places = np.zeros(FEW, np.intp)

    def most(self, lists: Sequence[bytearray], shares: Sequence[float], window: int, n: int) -> tuple[Numbers, Sums]:
        """The n numbers with the greatest sums and these sums, of equals (to six digits) the smallest. Each list, of
        numbers as four bytes, gives its share to each of them; no two numbers lie further apart than `window`."""
        while window >= len(self._sums):
            self._sums, self._seen = np.zeros(2 * len(self._sums)), np.zeros(2 * len(self._sums), np.intp)
        every = np.frombuffer(b"".join(lists), np.uint32)
        place = (every & np.uint32(len(self._sums) - 1)).astype(np.intp)
        np.add.at(self._sums, place, np.repeat(shares, [len(some) // 4 for some in lists]))
        sums = self._sums[place]
        self._sums[place] = 0.0
        several = np.flatnonzero(sums > max(shares) + 1e-6)  # these are in more than one list, and there are far fewer
        found = self._once(every, place, sums, several)
        if len(found[0]) < n:
            found = self._once(every, place, sums, np.arange(len(every)))
        numbers, sums = found
        rounded = np.round(sums, 6)
        if len(rounded) > n:
            few = rounded >= np.partition(rounded, -n)[-n]
            numbers, sums, rounded = numbers[few], sums[few], rounded[few]
        order = np.lexsort((numbers, -rounded))[:n]
        return numbers[order], sums[order]

    def _once(self, every: Numbers, place: Places, sums: Sums, some: Places) -> tuple[Numbers, Sums]:
        """Some of the numbers, each once, with their sums."""
        turn = np.arange(len(some))
        self._seen[place[some]] = turn
        once = some[self._seen[place[some]] == turn]
        return every[once], sums[once]
