"""The look back of a round: what was decided too early is decided again, within what editors have decided.

It looks when reports were given to stories since it last looked, which the store keeps: so a round that was killed
before it and is run again looks, and one that was killed after it does not look twice.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from statistics import fmean
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique import times
from communique.desk.gathering import Gathering, Round
from communique.desk.regrouping import Change, fresh, regroup
from communique.model import DESK, Ruling, Story
from communique.ports import Store

if TYPE_CHECKING:
    from communique.stories.repair import Move


class Looking(Gathering):
    """The second step of a round that groups."""

    def follow(self) -> None:
        """Bring the grouper to what was decided about stories since it last knew, here or in another process."""
        grouper = self.grouper
        for ruling in self.store.rulings_after(self.followed):
            for report in ruling.reports:
                if story := self.store.story_of(report):
                    grouper.move(report, story)
            self.followed = ruling.id

    def look_back(self, result: Round) -> Round:
        """Look at the latest reports again. What is found is kept in one transaction and entered into the history."""
        if not self.store.look_back_due():
            return result
        from communique.stories import INERTIA, repair

        self.follow()
        try:
            fixed = self.store.fixed()
            new, apart = partial(fresh, self.store), parted(self.store)
            moves = repair(self.grouper, new, fixed=fixed, parted=apart, inertia=INERTIA)
            with self.store.transaction():
                if self.store.last_ruling() != self.followed:  # an editor was quicker: look again in the next round
                    self._forget()
                    return result
                changes = self._kept(moves, fixed) if moves else ()
                self.store.close_look_back()
                self.followed = self.store.last_ruling()
        except BaseException:
            self._forget()
            raise
        return replace(result, moved=sum(len(change.reports) for change in changes))

    def _forget(self) -> None:
        """The grouper is ahead of the store: the next one is made by a replay."""
        self.__dict__.pop("grouper", None)

    def _kept(self, moves: Sequence["Move"], fixed: frozenset[str]) -> Sequence[Change]:
        stories = self.store.stories({story for move in moves for story in (move.before, move.story)})
        found = regroup(self.store, stories, self._parts(stories, moves), fixed)
        for report, story in found.story.items():
            self.grouper.move(report, story)
        for change in found.changes:
            ruling = Ruling(
                at=times.rfc3339(self.clock.now()),
                by=DESK,
                kind=change.kind,
                stories=change.stories,
                reports=change.reports,
                score=sureness(change, moves),
            )
            self.store.put_ruling(ruling)
        return found.changes

    def _parts(self, stories: Sequence[Story], moves: Sequence["Move"]) -> dict[str, str]:
        """In which part each report of the stories is now. The old reports of a merged story, which are let go and were
        not looked at, go where it went."""
        went = {move.report: move.story for move in moves}
        merged = {m.before: m.story for m in moves if m.why == "merged" and not self.grouper.index.size(m.before)}
        parts = {}
        for story in stories:
            rest = story.id
            while rest in merged:
                rest = merged[rest]
            parts.update({report: went.get(report, rest) for report in story.reports})
        return parts


def sureness(change: Change, moves: Sequence["Move"]) -> float | None:
    """How sure the look back was of a change: the mean over the moves that made it. Where the other part was moved and
    this one lost its address, over those."""
    last = {move.report: move for move in moves}
    made = [last[report] for report in change.reports if report in last]
    made = made or [move for move in moves if {move.before, move.story} & {change.before, change.story}]
    scores = [move.score for move in made if move.score is not None]
    return round(fmean(scores), 2) if scores else None


def parted(store: Store) -> set[frozenset[str]]:
    """The pairs of stories that a person split. What is split off one of them later is parted from the other, too; a
    story that one of them was merged into stands for it; the two merged by a person are a pair no more."""
    pairs: set[frozenset[str]] = set()
    for ruling in store.rulings_after(0):
        if ruling.kind not in ("split", "merge"):
            continue
        first, *others = ruling.stories
        if ruling.kind == "split":
            pairs |= {pair - {first} | set(others) for pair in pairs if first in pair}
            if ruling.by != DESK:
                pairs |= {frozenset((first, other)) for other in others}
        elif ruling.kind == "merge":
            pairs = {pair - set(others) | {first} if pair & set(others) else pair for pair in pairs}
    return settled(store, pairs)


def settled(store: Store, pairs: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """The pairs by the stories that they redirect to now."""
    found = {story.id: story.redirect or story.id for story in store.stories({id for pair in pairs for id in pair})}
    both = (frozenset(found.get(id, id) for id in pair) for pair in pairs)
    return {pair for pair in both if len(pair) == 2}
