"""A bounded look back over recent reports: what one pass got wrong is merged, moved or put apart.

One pass decides each report by what came before it. Here the same question is asked of every two recent reports that
share enough, with words weighed by what has proved rare and beside all others that each might be matched with
(matching.py); and stories are put together from single reports anew (linkage.py). So what comes out does not depend on
the order in which reports came in.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from communique.model import Noun
from communique.stories.grouper import Grouper
from communique.stories.linkage import FAR, Bounds, Odds, linked
from communique.stories.live import Kept
from communique.stories.matching import Compared, Couple, matches
from communique.stories.weights import likelihood, match_odds

MOST = 1000  # latest reports that are looked at again
INERTIA = 0.3  # for stories that readers know: see `repair`

Why = Literal["merged", "moved", "apart"]


class Move(Noun, frozen=True):
    """A report that belongs elsewhere: from one story to another, which is new where `why` is apart. `score` is how
    likely it is, by the mean, to belong with the others there, or not with those it leaves where it is alone. A copy
    goes with its like."""

    report: str
    before: str
    story: str
    why: Why
    score: float


def repair(
    grouper: Grouper,
    opened: Callable[[str], str],
    most: int = MOST,
    fixed: Collection[str] = (),
    parted: Collection[frozenset[str]] = (),
    inertia: float = 0.0,
) -> list[Move]:
    """What is to be moved, in order, already done in the grouper.

    `most` of the latest reports are looked at; `opened` gives a new name for the story that begins with a report.
    `fixed` are reports that stay where they are, `parted` pairs of stories between which nothing moves. With `inertia`
    the log of the odds that two reports belong together is so much greater where they stand together, and so much less
    where they do not: readers know these stories."""
    recent = {kept.number: kept for kept in grouper.index.latest(most) if kept.words is not None}
    now = {number: grouper.index.story_of(kept.report) or "" for number, kept in recent.items()}
    held = {n: story for n, story in now.items() if recent[n].report in fixed}
    odds = weighed(grouper, recent, now, inertia)
    groups = linked(list(recent), odds, Bounds(held, now, frozenset(parted)))
    stories = named(groups, now, held, lambda group: opened(recent[group[0]].report))
    whole = {story: size for story in set(now.values()) if (size := grouper.index.size(story))}
    moves: list[Move] = []
    for group, story in zip(groups, stories, strict=True):
        for number in group:
            if story != now[number]:
                left = [other for other in now if now[other] == now[number]]
                score = belonging(number, group, odds) if len(group) > 1 else 1 - belonging(number, left, odds)
                moves += moved(grouper, recent[number], now[number], story, score)
    return explained(moves, whole, set(now.values()))


def weighed(grouper: Grouper, recent: Mapping[int, Kept], now: Mapping[int, str], inertia: float) -> Odds:
    """The log of the odds for each two reports that are near each other or in one story."""
    found = match_odds(matches(compared(grouper, recent, now)))
    return {(a, b): odds + (inertia if now[a] == now[b] else -inertia) for (a, b), odds in found.items()}


def compared(grouper: Grouper, recent: Mapping[int, Kept], now: Mapping[int, str]) -> dict[Couple, Compared]:
    """Each two reports that are near each other or in one story, compared."""
    together: dict[str, list[Kept]] = {}
    for number, kept in recent.items():
        together.setdefault(now[number], []).append(kept)
    found: dict[Couple, Compared] = {}
    for number, kept in recent.items():
        asked = {other.number: other for other in (*grouper.near(kept), *together[now[number]])}
        others = [
            other
            for n, other in asked.items()
            if n in recent and n != number and (min(n, number), max(n, number)) not in found
        ]
        for other, pair in zip(others, grouper.compared(kept, others), strict=True):
            found[min(number, other.number), max(number, other.number)] = pair
    return found


def named(
    groups: Sequence[list[int]], now: Mapping[int, str], held: Mapping[int, str], new: Callable[[list[int]], str]
) -> list[str]:
    """The story of each group: of a story that was split the larger part keeps the name, of several that became one
    the older survives; where reports are held, their story does."""
    parts = [Counter(now[number] for number in group) for group in groups]
    first: dict[str, int] = {}
    for number, story in now.items():
        first.setdefault(story, number)
    keeps: dict[str, int] = {}
    for place, group in enumerate(groups):
        for story in {held[number] for number in group if number in held}:
            keeps[story] = place
    for story in first:
        if story not in keeps:
            keeps[story] = max(range(len(groups)), key=lambda place: (parts[place][story], -groups[place][0]))
    names: list[str | None] = [None] * len(groups)
    for story in sorted(keeps, key=lambda story: (story not in held.values(), first[story])):
        if names[keeps[story]] is None:
            names[keeps[story]] = story
    return [name or new(group) for name, group in zip(names, groups, strict=True)]


def belonging(number: int, group: Sequence[int], odds: Odds) -> float:
    """How likely, by the mean, a report belongs with the others of a group."""
    others = [odds.get((min(number, n), max(number, n)), FAR) for n in group if n != number]
    return likelihood(sum(others) / len(others)) if others else 0.0


def moved(grouper: Grouper, kept: Kept, before: str, story: str, score: float) -> list[Move]:
    """A report and its copies, moved."""
    family = [kept.report, *sorted(grouper.family(kept.report) - {kept.report})]
    going = [report for report in family if grouper.index.story_of(report) == before]
    for report in going:
        grouper.move(report, story)
    return [Move(report=report, before=before, story=story, why="moved", score=round(score, 3)) for report in going]


def explained(moves: Sequence[Move], whole: Mapping[str, int], known: Collection[str]) -> list[Move]:
    """The moves with what each amounts to: its story ends in another, it opens one, or it changes places."""
    going = Counter((move.before, move.story) for move in moves)
    return [
        replace(
            move,
            why="apart"
            if move.story not in known
            else "merged"
            if going[move.before, move.story] == whole[move.before]
            else "moved",
        )
        for move in moves
    ]
