"""A bounded look back over recent reports: what one pass got wrong is merged, moved or put apart.

One pass decides each report by what came before it. Seen again when more is known, with words weighed by what has
proved rare and with later reports in the stories, some reports stand nearer to another story, and some stories to each
other. The look back asks the same question by the same weights, of each report against its own story without it.
"""

from collections.abc import Callable, Collection
from typing import Literal

from communique.model import Noun
from communique.stories.grouper import Grouper

MOST = 1000  # latest reports that are looked at again
PASSES = 3
SURE = 0.6  # what is changed must be likelier than what is decided at first: a look back that wavers helps nobody
MARGIN = 0.1  # a report that has a story goes to another only where that is so much likelier
ALONE = 0.25  # and leaves for none where it is less likely than this to belong


class Move(Noun, frozen=True):
    """A report that belongs elsewhere: from one story to another, which is opened where no other report is in it.
    `score` is how likely that is, from 0 to 1."""

    report: str
    before: str
    story: str
    why: Literal["merged", "moved", "apart"]
    score: float | None = None


class Bounds:
    """What a person has decided, which the look back leaves as it is. Reports count as of the story they were in when
    it began, so none gets by a third story where it may not go."""

    def __init__(self, grouper: Grouper, fixed: Collection[str], parted: Collection[frozenset[str]]) -> None:
        self._grouper, self._index = grouper, grouper.index
        self._fixed, self._parted = frozenset(fixed), frozenset(parted)
        self._before: dict[str, str] = {}

    def moved(
        self, report: str, before: str, story: str, why: Literal["merged", "moved", "apart"], score: float
    ) -> Move:
        """A report, moved in the grouper."""
        self._before.setdefault(report, before)
        self._grouper.move(report, story)
        return Move(report=report, before=before, story=story, why=why, score=round(score, 3))

    def may_go(self, report: str, story: str) -> bool:
        """Whether a report may be moved into this story."""
        mine = self._before.get(report) or self._index.story_of(report) or ""
        return not self._apart({mine}, self._homes(story))

    def may_leave(self, report: str) -> bool:
        """Whether a report may be moved at all."""
        return report not in self._fixed

    def may_merge(self, gone: str, story: str) -> bool:
        """Whether all reports of one story may be moved into the other."""
        members = self._index.get(gone)
        fixed = members is None or any(member.report in self._fixed for member in members.members)
        return not fixed and not self._apart(self._homes(gone), self._homes(story))

    def _homes(self, story: str) -> set[str]:
        live = self._index.get(story)
        return {story} | {self._before.get(member.report, story) for member in (live.members if live else ())}

    def _apart(self, these: set[str], those: set[str]) -> bool:
        return bool(self._parted) and any(frozenset((a, b)) in self._parted for a in these for b in those)


def repair(
    grouper: Grouper,
    opened: Callable[[str], str],
    most: int = MOST,
    fixed: Collection[str] = (),
    parted: Collection[frozenset[str]] = (),
) -> list[Move]:
    """What is to be moved, in order, already done in the grouper; `most` of the latest reports are looked at, `opened`
    names the story that a report opens. `fixed` reports stay where they are; of two `parted` stories no report comes
    into the other."""
    moves: list[Move] = []
    bounds = Bounds(grouper, fixed, parted)
    for _ in range(PASSES):
        made = _pass(grouper, opened, most, bounds)
        moves += made
        if not made:
            break
    return moves


def _pass(grouper: Grouper, opened: Callable[[str], str], most: int, bounds: Bounds) -> list[Move]:
    made: list[Move] = []
    recent = [kept for kept in grouper.index.latest(most) if kept.words is not None]
    likes: dict[tuple[str, str], list[float]] = {}
    sizes: dict[str, int] = {}
    for kept in recent:
        story = grouper.index.story_of(kept.report) or ""
        own, beside, alone = grouper.again(kept)
        if own is not None and bounds.may_leave(kept.report):
            best = next((other for other in beside if bounds.may_go(kept.report, other.story)), None)
            if best is not None and best.score >= max(SURE, own.score + MARGIN):
                made.append(bounds.moved(kept.report, story, best.story, "moved", best.score))
                continue
            if own.score < ALONE:
                made.append(bounds.moved(kept.report, story, opened(kept.report), "apart", 1 - own.score))
                continue
        sizes[story] = sizes.get(story, 0) + 1
        for other in alone:
            likes.setdefault((story, other.story), []).append(other.score)
    return made + _merged(grouper, likes, sizes, bounds)


def _merged(
    grouper: Grouper, likes: dict[tuple[str, str], list[float]], sizes: dict[str, int], bounds: Bounds
) -> list[Move]:
    """Stories whose reports belong to each other's, on the average and both ways, become one: the older, or the one
    that has to stay."""
    made: list[Move] = []
    gone: set[str] = set()
    found = sorted(likes, key=lambda pair: (-sum(likes[pair]) / sizes[pair[0]], pair))
    for one, other in found:
        there = sum(likes[one, other]) / sizes[one]
        back = sum(likes.get((other, one), [0.0])) / sizes.get(other, 1)
        likely = (there + back) / 2
        if {one, other} & gone or likely < SURE:
            continue
        older, newer = sorted((one, other), key=lambda story: _first(grouper, story))
        if not bounds.may_merge(newer, older):
            older, newer = newer, older
        members = grouper.index.get(newer)
        if members is None or grouper.index.get(older) is None or not bounds.may_merge(newer, older):
            continue
        gone |= {one, other}
        for report in [member.report for member in members.members]:
            made.append(bounds.moved(report, newer, older, "merged", likely))
    return made


def _first(grouper: Grouper, story: str) -> int:
    live = grouper.index.get(story)
    return live.members[0].number if live else grouper.index.next
