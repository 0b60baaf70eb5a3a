"""The live reports and the stories they are in, found by their heaviest words, let go when they are old.

A report is let go in the order of deciding, so that what is live follows from that order alone, wherever reports were
moved since; a story is live as long as one of its reports is. Whatever is asked costs about the same however many
there are: postings of worn words are not read, ten stories are compared, and each report is let go once.
"""

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from communique.stories.live import Kept, LiveStory
from communique.stories.rarity import Rarity, Words
from communique.stories.tally import Tally

ASKED = 60  # heaviest words of a report by which others are looked for
INDEXED = 100  # heaviest words of each report by which it is found
NEAREST = 60  # reports found, whose stories are candidates in the order of what theirs share together
SCORED = 10  # stories that are compared with a report
WORN = 1000  # a word of more live reports than this finds nothing
LIFE = 90.0  # days, by the times of the reports, after which a report holds its story open no longer
RECENT = 2000  # but not while it is among the latest so many: an archive may come late
CLOCK = 101  # latest reports whose median time is the present: one wrong stamp ends no story


class Index:
    """What is live. Reports are numbered in the order of deciding."""

    def __init__(self) -> None:
        self.next = 0
        self._kept: dict[int, Kept] = {}
        self._story: dict[int, str] = {}
        self._number: dict[str, int] = {}
        self._members: dict[str, list[int]] = {}
        self._postings: dict[int, array[int]] = {}
        self._queue: deque[tuple[int, float]] = deque()
        self._times: deque[float] = deque(maxlen=CLOCK)
        self._tally = Tally()

    def get(self, story: str) -> LiveStory | None:
        """The story, if it is live."""
        numbers = self._members.get(story)
        return LiveStory(story, tuple(self._kept[number] for number in numbers)) if numbers else None

    def story_of(self, report: str) -> str | None:
        """The story a live report is in."""
        number = self._number.get(report)
        return None if number is None else self._story[number]

    def latest(self, most: int) -> list[Kept]:
        """The latest live reports, at most so many, in the order of deciding."""
        first = self._queue[0][0] if self._queue else self.next
        return [self._kept[number] for number in range(max(first, self.next - most), self.next)]

    def near(self, words: Words, rarity: Rarity) -> list[tuple[Kept, float]]:
        """The live reports that share most of these words, and how much they share, most first."""
        found, shares = [], []
        keys, weights = words.terms.keys[:ASKED], words.terms.weights[:ASKED]
        for key, share in zip(keys.tolist(), np.square(weights * rarity.of(keys)).tolist(), strict=True):
            posted = self._postings.get(key)
            if posted is not None and len(posted) <= WORN:
                found.append(np.frombuffer(posted, np.uint32))
                shares.append(share)
        if not found:
            return []
        numbers, sums = self._tally.most(found, shares, self.next - self._queue[0][0], NEAREST)
        return [(self._kept[number], shared) for number, shared in zip(numbers.tolist(), sums.tolist(), strict=True)]

    def nearest(self, words: Words, rarity: Rarity) -> list[LiveStory]:
        """The live stories of the reports that share most of these words, at most ten, nearest first."""
        stories: dict[str, float] = {}
        for kept, shared in self.near(words, rarity):
            story = self._story[kept.number]
            stories[story] = stories.get(story, 0.0) + shared
        ordered = sorted(stories, key=lambda story: (-round(stories[story], 6), story))[:SCORED]
        return [live for story in ordered if (live := self.get(story)) is not None]

    def keep(self, story: str, kept: Kept) -> None:
        """A report has joined the story; it is the next by number."""
        number = kept.number
        self.next = number + 1
        self._kept[number], self._story[number], self._number[kept.report] = kept, story, number
        self._members.setdefault(story, []).append(number)
        for key in self._posted(kept):
            self._postings.setdefault(key, array("I")).append(number)
        if kept.at is not None:
            self._times.append(kept.at)
        now = self.now()
        self._queue.append((number, now if kept.at is None else min(kept.at, now + LIFE)))

    def move(self, report: str, story: str) -> None:
        """A live report belongs to another story. What is not live is left where it is."""
        if (number := self._number.get(report)) is None or (before := self._story[number]) == story:
            return
        self._leave(number, before)
        self._story[number] = story
        self._members[story] = sorted([*self._members.get(story, ()), number])

    def now(self) -> float:
        """The present, by the times of the latest reports."""
        return median(self._times) if self._times else 0.0

    def expired(self) -> Iterator[Kept]:
        """Let go of what holds no story open any longer."""
        now = self.now()
        while self._queue and self._queue[0][0] < self.next - RECENT and self._queue[0][1] < now - LIFE:
            number, _ = self._queue.popleft()
            kept = self._kept.pop(number)
            del self._number[kept.report]
            self._leave(number, self._story.pop(number))
            for key in self._posted(kept):
                posted = self._postings[key]
                posted.pop(0)  # the first, since reports leave in the order in which they came
                if not posted:
                    del self._postings[key]
            yield kept

    def _leave(self, number: int, story: str) -> None:
        self._members[story].remove(number)
        if not self._members[story]:
            del self._members[story]

    @staticmethod
    def _posted(kept: Kept) -> Sequence[int]:
        """The words by which a report is found; none for a copy."""
        found: list[int] = kept.words.terms.keys[:INDEXED].tolist() if kept.words is not None else []
        return found
