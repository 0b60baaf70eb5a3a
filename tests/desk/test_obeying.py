"""Many rounds over confusable reports, with editors deciding in between: what holds after each of them."""

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from bench.confusable import reports as confusable

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.desk.editing import Editing
from communique.desk.looking import parted
from communique.desk.regrouping import fresh
from communique.model import DESK, Ruling
from communique.ports import Store
from communique.store.sqlite import SqliteStore
from communique.stories import INERTIA, repair
from tests.desk.opening import NOW, parser
from tests.desk.test_editing import in_step

BATCH = 12


class Newsroom:
    """A desk that reads, an editor in a process of her own who decides at random, and what she has decided."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.desk = Desk(Settings(), folder=folder, clock=PlayedClock(NOW), parser=parser())
        self.theirs = SqliteStore(folder / self.desk.settings.store)
        self.edit = Editing(self.theirs, self.desk.clock)
        self.placed: dict[str, str] = {}
        self.apart: list[tuple[frozenset[str], frozenset[str]]] = []

    def round(self) -> int:
        """The steps of a round that group; how many reports the look back moved."""
        begun = Round(begun="2024-04-23T12:00:00Z")
        return self.desk.look_back(self.desk.decide(begun, lambda *_: None)).moved

    def decide(self) -> None:
        """A merge, a split or a move, and what must hold from then on."""
        alive = [story for story in self.theirs.stories() if story.reports]
        large = [story for story in alive if len(story.reports) > 1]
        kind = self.chance.choice(["merge", "split", "move"])
        if kind == "merge":
            pair = self.chance.sample(alive, 2)
            self.edit.merge([story.id for story in pair], "Ana")
            self.hold(self.theirs.story_of(pair[0].reports[0]), *pair[0].reports, *pair[1].reports)
        elif kind == "split" and large:
            story = self.chance.choice(large)
            chosen = self.chance.sample(story.reports, self.chance.randint(1, len(story.reports) - 1))
            self.edit.split(story.id, chosen, "Ana")
            self.hold(self.theirs.story_of(chosen[0]), *chosen)
            self.apart.append((frozenset(chosen), frozenset(story.reports) - frozenset(chosen)))
        elif kind == "move":
            story, other = self.chance.sample(alive, 2)
            report = self.chance.choice(story.reports)
            self.edit.move([report], other.id, "Ana")
            self.hold(other.id, report, *other.reports)

    def hold(self, story: str | None, *reports: str) -> None:
        """These were placed by a person, so all before that is overruled for them."""
        assert story
        self.placed |= dict.fromkeys(reports, story)
        placed = frozenset(reports)
        self.apart = [(one - placed, other - placed) for one, other in self.apart]
        # an address may have gone to others: what was placed under it is where the store now says
        self.placed = {report: self.theirs.story_of(report) or "" for report in self.placed}

    def close(self) -> None:
        self.theirs.close()
        self.desk.store.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_desk_obeys_and_stays_in_step_over_many_rounds(tmp_path: Path, seed: int) -> None:
    room = Newsroom(tmp_path, seed)
    store = room.desk.store
    reports = confusable("held")[0][: 14 * BATCH]
    moved = 0
    for begin in range(0, len(reports), BATCH):
        for report in reports[begin : begin + BATCH]:
            store.put_report(report)
        moved += room.round()
        assert {report: store.story_of(report) for report in room.placed} == room.placed
        for one, other in room.apart:
            assert not {store.story_of(report) for report in one} & {store.story_of(report) for report in other}
        in_step(room.desk)
        if begin + BATCH < len(reports):
            room.decide()
    told(store.rulings(limit=1000), store)
    looked = repair(
        room.desk.grouper, partial(fresh, store), fixed=store.fixed(), parted=parted(store), inertia=INERTIA
    )
    assert looked == [], "who looks twice finds nothing more: no report goes to and fro from round to round"
    room.close()
    assert moved > 0, "nothing was looked back on, so nothing was shown"


def told(rulings: Sequence[Ruling], store: Store) -> None:
    """The history alone tells where every report is that was ever moved: what it joined, in order."""
    at: dict[str, str] = {}
    for ruling in reversed(rulings):
        joined = ruling.stories[0] if ruling.kind == "merge" else ruling.stories[1]
        at |= dict.fromkeys(ruling.reports, joined)
        assert (ruling.by == DESK) == (ruling.score is not None)
    assert at and {report: store.story_of(report) for report in at} == at
