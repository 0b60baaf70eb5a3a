"""How cooperation and conflict stand to each other, as a shape; how much there is, as a shade."""

from collections.abc import Iterable
from math import ceil, log
from typing import Literal, NamedTuple

from communique import ties

Lean = Literal["cooperation", "mixed", "conflict"]
MOST = 2 / 3  # of the events, from which one side is most of them
SHADES = 5


class Balance(NamedTuple):
    """Events of cooperation and of conflict."""

    cooperation: int = 0
    conflict: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.cooperation + self.conflict

    @property
    def lean(self) -> Lean:
        """Which of the two most of them are."""
        if self.cooperation >= MOST * self.total:
            return "cooperation"
        return "conflict" if self.conflict >= MOST * self.total else "mixed"


def of_types(counted: Iterable[tuple[str, int]]) -> Balance:
    """The balance of event types with their numbers."""
    kinds = {True: 0, False: 0}
    for kind, number in counted:
        kinds[ties.conflict(kind)] += number
    return Balance(kinds[False], kinds[True])


def shade(number: int, most: int) -> int:
    """1 to `SHADES` by the logarithm of a number, 0 for none."""
    if number <= 0:
        return 0
    return min(SHADES, max(1, ceil(SHADES * log(number + 1) / log(max(most, 1) + 1))))
