"""The live reports and the stories they are in, found by their heaviest words, let go when they are old.

A report is let go in the order of deciding, so that what is live follows from that order alone, wherever reports were
moved since; a story is live as long as one of its reports is. Whatever is asked costs about the same however many
there are: postings of worn words are not read, four stories are compared, and each report is let go once.
"""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from statistics import median

import numpy as np

from communique.stories.live import Kept
from communique.stories.rarity import Rarity, Words
from communique.stories.tally import Tally

ASKED = 32  # heaviest words of a report by which stories are looked for; the look back asks by all that are indexed
INDEXED = 100  # heaviest words of each report by which it is found
NEAREST = 60  # reports found, whose stories are candidates in the order of what theirs share together
SCORED = 4  # stories that are compared with a report
TOGETHER = 5  # latest reports of each, with which it is
WORN = 500  # a word of more live reports than this finds nothing
LIFE = 90.0  # days, by the times of the reports, after which a report holds its story open no longer
RECENT = 2000  # but not while it is among the latest so many: an archive may come late
CLOCK = 101  # latest reports whose median time is the present: one wrong stamp ends no story
PLACE = 4  # bytes of a number in postings, which are bytes because the garbage collector leaves these alone
LET_GO = 8  # reports let go at once, at most: however many are due, no report pays for them all


class Index:
    """What is live. Reports are numbered in the order of deciding."""

    def __init__(self) -> None:
        self.first = self.next = 0  # the numbers of the first live report and of the next that comes
        self._kept: dict[int, Kept] = {}
        self._report: dict[str, Kept] = {}
        self._members: dict[str, tuple[int, ...]] = {}
        self._postings: dict[int, bytearray] = {}
        self.times: deque[float] = deque(maxlen=CLOCK)
        self._tally = Tally()

    def size(self, story: str) -> int:
        """How many live reports are in the story: 0 for one that is not live."""
        return len(self._members.get(story, ()))

    def story_of(self, report: str) -> str | None:
        """The story a live report is in."""
        kept = self._report.get(report)
        return None if kept is None else kept.story

    def latest(self, most: int) -> list[Kept]:
        """The latest live reports, at most so many, in the order of deciding."""
        return [self._kept[number] for number in range(max(self.first, self.next - most), self.next)]

    def near(self, words: Words, rarity: Rarity, asked: int = INDEXED) -> list[tuple[Kept, float]]:
        """The live reports that share most of so many of these words, and how much they share, most first."""
        found: list[bytearray] = []
        shares: list[float] = []
        keys = words.terms[:asked]
        shared = np.square(words.weights[: len(keys)] * rarity.of(keys))
        for key, share in zip(keys.tolist(), shared.tolist(), strict=True):
            posted = self._postings.get(key)
            if posted is not None and len(posted) <= WORN * PLACE:
                found.append(posted)
                shares.append(share)
        if not found:
            return []
        numbers, sums = self._tally.most(found, shares, self.next - self.first, NEAREST)
        return [(self._kept[number], shared) for number, shared in zip(numbers.tolist(), sums.tolist(), strict=True)]

    def nearest(self, words: Words, rarity: Rarity) -> dict[str, list[Kept]]:
        """The live stories of the reports that share most of these words, at most four, nearest first; and of each the
        latest reports that are no copies, in the order of deciding."""
        stories: dict[str, float] = {}
        for kept, shared in self.near(words, rarity, ASKED):
            stories[kept.story] = stories.get(kept.story, 0.0) + shared
        ordered = sorted((-round(shared, 6), story) for story, shared in stories.items())[:SCORED]
        return {story: self._told(story) for _, story in ordered}

    def _told(self, story: str) -> list[Kept]:
        latest = map(self._kept.__getitem__, reversed(self._members[story]))
        return [*islice((kept for kept in latest if kept.words is not None), TOGETHER)][::-1]

    def keep(self, story: str, kept: Kept) -> None:
        """A report has joined the story; it is the next by number."""
        due = self.due(kept.at)
        if kept.at is not None:
            self.times.append(kept.at)
        self.put(story, kept, due)

    def put(self, story: str, kept: Kept, due: float) -> None:
        """The same, of a report whose time the clock knows already; `due` is the time from which its life runs."""
        number = kept.number
        if self.first == self.next:
            self.first = number
        self.next = number + 1
        kept.story, kept.due = story, due
        self._kept[number] = self._report[kept.report] = kept
        self._members[story] = (*self._members.get(story, ()), number)
        place = number.to_bytes(PLACE, sys.byteorder)
        for key in self._posted(kept):
            posted = self._postings.get(key)
            if posted is None:
                self._postings[key] = bytearray(place)
            else:
                posted += place

    def move(self, report: str, story: str) -> None:
        """A live report belongs to another story. What is not live is left where it is."""
        kept = self._report.get(report)
        if kept is None or kept.story == story:
            return
        self._leave(kept)
        kept.story = story
        self._members[story] = tuple(sorted((*self._members.get(story, ()), kept.number)))

    def now(self, at: float | None = None) -> float:
        """The present, by the times of the latest reports, and of one that came out `at` if one is given."""
        times = [*self.times] if at is None else [*self.times, at][-CLOCK:]
        return median(times) if times else 0.0

    def due(self, at: float | None) -> float:
        """The time from which the life of a report runs that came out `at` and comes next."""
        now = self.now(at)
        return now if at is None else min(at, now + LIFE)

    def expiring(self, now: float, following: int) -> list[Kept]:
        """The reports to be let go now, when `following` is the next number: the oldest, at most some at once."""
        first = (self._kept[number] for number in range(self.first, min(self.next, self.first + LET_GO)))
        return [*takewhile(lambda kept: kept.number < following - RECENT and kept.due < now - LIFE, first)]

    def expired(self) -> Iterator[Kept]:
        """Let go of what holds no story open any longer."""
        for kept in self.expiring(self.now(), self.next):
            self.first = kept.number + 1
            del self._kept[kept.number], self._report[kept.report]
            self._leave(kept)
            for key in self._posted(kept):
                posted = self._postings[key]
                del posted[:PLACE]  # the first, since reports leave in the order in which they came
                if not posted:
                    del self._postings[key]
            yield kept

    def _leave(self, kept: Kept) -> None:
        rest = tuple(number for number in self._members.pop(kept.story) if number != kept.number)
        if rest:
            self._members[kept.story] = rest

    @staticmethod
    def _posted(kept: Kept) -> Sequence[int]:
        """The words by which a report is found; none for a copy."""
        found: list[int] = kept.words.terms[:INDEXED].tolist() if kept.words is not None else []
        return found
