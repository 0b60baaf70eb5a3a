"""A bounded look back over recent reports: what one pass got wrong is merged, moved or put apart.

One pass decides each report by what came before it. Seen again when more is known, with words weighed by what has
proved rare and with later reports in the stories, some reports stand nearer to another story, and some stories to each
other. The look back asks the same question by the same weights, of each report against its own story without it.
"""

from collections.abc import Callable
from typing import Literal

from communique.model import Noun
from communique.stories.grouper import Grouper

MOST = 1000  # latest reports that are looked at again
PASSES = 3
SURE = 0.6  # what is changed must be likelier than what is decided at first: a look back that wavers helps nobody
MARGIN = 0.1  # a report that has a story goes to another only where that is so much likelier
ALONE = 0.25  # and leaves for none where it is less likely than this to belong


class Move(Noun, frozen=True):
    """A report that belongs elsewhere: from one story to another, which is opened where no other report is in it."""

    report: str
    before: str
    story: str
    why: Literal["merged", "moved", "apart"]


def repair(grouper: Grouper, opened: Callable[[str], str], most: int = MOST) -> list[Move]:
    """What is to be moved, in order, already done in the grouper; `most` of the latest reports are looked at, `opened`
    names the story that a report opens."""
    moves: list[Move] = []
    for _ in range(PASSES):
        made = _pass(grouper, opened, most)
        moves += made
        if not made:
            break
    return moves


def _pass(grouper: Grouper, opened: Callable[[str], str], most: int) -> list[Move]:
    made: list[Move] = []
    recent = [kept for kept in grouper.index.latest(most) if kept.words is not None]
    likes: dict[tuple[str, str], list[float]] = {}
    sizes: dict[str, int] = {}
    for kept in recent:
        story = grouper.index.story_of(kept.report) or ""
        own, beside, alone = grouper.again(kept)
        if own is not None:
            if beside and beside[0].score >= max(SURE, own.score + MARGIN):
                made += moved(grouper, [kept.report], story, beside[0].story, "moved")
                continue
            if own.score < ALONE:
                made += moved(grouper, [kept.report], story, opened(kept.report), "apart")
                continue
        sizes[story] = sizes.get(story, 0) + 1
        for other in alone:
            likes.setdefault((story, other.story), []).append(other.score)
    return made + _merged(grouper, likes, sizes)


def _merged(grouper: Grouper, likes: dict[tuple[str, str], list[float]], sizes: dict[str, int]) -> list[Move]:
    """Stories whose reports belong to each other's, on the average and both ways, become one: the older."""
    made: list[Move] = []
    gone: set[str] = set()
    found = sorted(likes, key=lambda pair: (-sum(likes[pair]) / sizes[pair[0]], pair))
    for one, other in found:
        there = sum(likes[one, other]) / sizes[one]
        back = sum(likes.get((other, one), [0.0])) / sizes.get(other, 1)
        if {one, other} & gone or (there + back) / 2 < SURE:
            continue
        older, newer = sorted((one, other), key=lambda story: _first(grouper, story))
        members = grouper.index.get(newer)
        if members is None or grouper.index.get(older) is None:
            continue
        gone |= {one, other}
        made += moved(grouper, [m.report for m in members.members], newer, older, "merged")
    return made


def _first(grouper: Grouper, story: str) -> int:
    live = grouper.index.get(story)
    return live.members[0].number if live else grouper.index.next


def moved(
    grouper: Grouper, reports: list[str], before: str, story: str, why: Literal["merged", "moved", "apart"]
) -> list[Move]:
    """The reports, moved."""
    for report in reports:
        grouper.move(report, story)
    return [Move(report=report, before=before, story=story, why=why) for report in reports]
