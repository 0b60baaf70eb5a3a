"""What no person reads: bursts, and one brief by ever new browsers of one address.

The numbers are a choice, tuned on nothing. They stand far above what people do: who opens all of a front page in tabs
opens twenty, and a ministry whose staff read behind one address reads the same few dozen briefs on a day.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from communique.model import View

BURSTS = ((5, 20), (60, 60), (1440, 200))
"""In so many minutes a reader opens at most so many briefs."""
DOOR = 3
"""Behind one address so many times as many different briefs are opened, by however many."""
BROWSERS = 10
"""So many readers of one brief count behind one address on a day."""


class Ruled(NamedTuple):
    """Who is to be left out for the day, (door, reader or empty for all behind it), and what else is not to count."""

    out: tuple[tuple[str, str], ...]
    back: tuple[View, ...]


def ruled(views: Sequence[View]) -> Ruled:
    """What is no person's reading in all views of a day of some doors, given by minute."""
    out: list[tuple[str, str]] = []
    back: list[View] = []
    for door, behind in grouped(views, lambda v: v.door):
        if bursts(behind, DOOR):
            out.append((door, ""))
            continue
        gone = {reader for reader, theirs in grouped(behind, lambda v: v.reader) if bursts(theirs, 1)}
        out += [(door, reader) for reader in sorted(gone)]
        people = [v for v in behind if v.reader not in gone]
        back += [v for _, of in grouped(people, lambda v: v.story) for v in of[BROWSERS:]]
    return Ruled(tuple(out), tuple(back))


def bursts(views: Sequence[View], times: int) -> bool:
    """Whether more different briefs were opened within a burst's minutes than `times` its number."""
    return any(_exceeds(views, minutes, most * times) for minutes, most in BURSTS)


def _exceeds(views: Sequence[View], minutes: int, most: int) -> bool:
    if len(views) <= most:
        return False
    within: deque[View] = deque()
    opened: dict[str, int] = {}
    for view in views:
        within.append(view)
        opened[view.story] = opened.get(view.story, 0) + 1
        while within[0].minute <= view.minute - minutes:
            left = within.popleft().story
            opened[left] -= 1
            if not opened[left]:
                del opened[left]
        if len(opened) > most:
            return True
    return False


def grouped(views: Iterable[View], by: Callable[[View], str]) -> Iterable[tuple[str, list[View]]]:
    """The views by something, each group in the order given."""
    found: dict[str, list[View]] = {}
    for view in views:
        found.setdefault(by(view), []).append(view)
    return found.items()
