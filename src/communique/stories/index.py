"""The live stories, found by their heaviest terms, and let go when no report came for long."""

import heapq
from collections import OrderedDict
from collections.abc import Iterator

from communique.stories.live import LiveStory, Vector, Weighted
from communique.stories.portrait import Portrait

ASKED = 60  # heaviest terms of a report by which stories are looked for
INDEXED = 60  # heaviest terms of each report by which its story is found
SCORED = 10  # stories that are compared with a report
WORN = 2000  # a term of more stories than this finds nothing
LIFE = 90.0  # days, by the times of the reports, after which a story without a new one takes in no more
RECENT = 2000  # but not while it is among those that the latest so many reports joined: an archive may come late


class Index:
    """The live stories. Whatever is asked costs the same however many there are."""

    def __init__(self) -> None:
        self._stories: dict[str, LiveStory] = {}
        self._by_term: dict[str, dict[str, float]] = {}
        self._touched: OrderedDict[str, int] = OrderedDict()
        self._last: dict[str, float] = {}
        self._observed = 0
        self._now = float("-inf")

    def get(self, story: str) -> LiveStory | None:
        """The story, if it is live."""
        return self._stories.get(story)

    def nearest(self, mine: Vector) -> list[LiveStory]:
        """The live stories that share most of a report's heaviest terms, at most ten, nearest first."""
        near: dict[str, float] = {}
        for term, weight in heaviest(mine, ASKED):
            postings = self._by_term.get(term, {})
            if len(postings) <= WORN:
                for story, its in postings.items():
                    near[story] = near.get(story, 0.0) + weight * its
        ordered = sorted(near.items(), key=lambda item: (-item[1], item[0]))
        return [self._stories[story] for story, _ in ordered[:SCORED]]

    def keep(self, story: str, portrait: Portrait, mine: Weighted | None) -> None:
        """A report has joined the story; `mine` is None for a copy, which adds nothing to find or compare the
        story by."""
        live = self._stories.get(story)
        if live is None:
            live = self._stories[story] = LiveStory(story)
        live.seen(portrait.report, portrait.at)
        if mine is not None:
            live.add(portrait, mine)
            for term, weight in heaviest(mine.terms, INDEXED):
                live.indexed[term] = max(weight, live.indexed.get(term, 0.0))
                self._by_term.setdefault(term, {})[story] = live.indexed[term]
        at = self._now if portrait.at is None else portrait.at
        self._now = max(self._now, at)
        self._last[story] = max(at, self._last.get(story, at))
        self._observed += 1
        self._touch(story)

    def _touch(self, story: str) -> None:
        self._touched[story] = self._observed
        self._touched.move_to_end(story)

    def expired(self) -> Iterator[LiveStory]:
        """Let go of the stories that take in no more."""
        while self._touched:
            story, touched = next(iter(self._touched.items()))
            if touched > self._observed - RECENT:
                return
            if self._last[story] >= self._now - LIFE:
                self._touch(story)  # looked at again after as many reports
                continue
            yield self._forget(story)

    def _forget(self, story: str) -> LiveStory:
        del self._touched[story], self._last[story]
        live = self._stories.pop(story)
        for term in live.indexed:
            postings = self._by_term[term]
            del postings[story]
            if not postings:
                del self._by_term[term]
        return live


def heaviest(vector: Vector, n: int) -> list[tuple[str, float]]:
    """The n heaviest terms, ties in alphabetical order."""
    return heapq.nsmallest(n, vector.items(), key=lambda item: (-item[1], item[0]))
