"""How good a match two reports are beside the others that each of them might be matched with.

A column and a dispatch on one meeting may share few words and still be each other's next of kin among all that was
told in those days; two dispatches on two meetings may share many, but each has nearer ones.
"""

from collections.abc import Mapping
from typing import NamedTuple

DAYS = 2.5  # reports that came out so near each other are ranked; by 3 a digest of the sample is drawn into other talks
RANKS = 5  # and so many ranks are told apart
MARGIN = 3.0  # the greatest margin that counts, either way
LEAST, ENOUGH = -6.0, 4.0  # log of odds between which margins are taken

Couple = tuple[int, int]


class Compared(NamedTuple):
    """Two reports: the log of the odds that they tell of one happening, the cosine of their words, days between."""

    odds: float
    text: float
    days: float


class Match(NamedTuple):
    """`odds` as before; `rank`, by the cosine of words, of the one among those near the other in time, 0 for the
    nearest, the better of both ways; `margin` of the odds over the best that either has with a third report, the
    greater of both ways."""

    odds: float
    rank: float
    margin: float


def matches(compared: Mapping[Couple, Compared]) -> dict[Couple, Match]:
    """The match of each two reports that were compared; the lesser number stands first."""
    ranks, best = ranked(compared), bests(compared)
    found = {}
    for (a, b), pair in compared.items():
        margin = max(bounded(pair.odds) - beside(best[a], b), bounded(pair.odds) - beside(best[b], a))
        rank = min(ranks.get((a, b), RANKS), ranks.get((b, a), RANKS), RANKS)
        found[a, b] = Match(pair.odds, float(rank), max(-MARGIN, min(MARGIN, margin)))
    return found


def ranked(compared: Mapping[Couple, Compared]) -> dict[Couple, int]:
    """(report, other): the rank of the other among those near the report in time."""
    near: dict[int, list[tuple[float, int]]] = {}
    for (a, b), pair in compared.items():
        if pair.days <= DAYS:
            near.setdefault(a, []).append((-pair.text, b))
            near.setdefault(b, []).append((-pair.text, a))
    return {(report, other): rank for report, others in near.items() for rank, (_, other) in enumerate(sorted(others))}


def bests(compared: Mapping[Couple, Compared]) -> dict[int, tuple[float, int, float]]:
    """For each report the best odds, with which report, and the next best."""
    found: dict[int, tuple[float, int, float]] = {}
    for (a, b), pair in compared.items():
        odds = bounded(pair.odds)
        for report, other in ((a, b), (b, a)):
            first, which, second = found.get(report, (LEAST, -1, LEAST))
            if odds > first or which < 0:
                found[report] = (odds, other, first if which >= 0 else LEAST)
            elif odds > second:
                found[report] = (first, which, odds)
    return found


def beside(best: tuple[float, int, float], other: int) -> float:
    """The best odds of a report with any but the other."""
    first, which, second = best
    return second if which == other else first


def bounded(odds: float) -> float:
    """Odds as margins are taken from."""
    return max(LEAST, min(ENOUGH, odds))
