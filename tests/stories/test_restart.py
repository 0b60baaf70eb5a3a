"""A grouper that is stopped and restored from what was kept is the one that was not stopped, to the last digit."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest
from bench.grouping import in_order, sample
from bench.wire import Wire

from communique.errors import StateLost
from communique.model import Report, identity
from communique.stories import Decision, Grouper, Saved
from communique.stories.copies import shingles
from communique.stories.index import LIFE, RECENT
from communique.stories.live import Kept
from communique.stories.portrait import portrait
from communique.stories.rarity import key
from communique.stories.saved import DERIVED, OFTEN

MAKE = ("stories-4", "d9a6254c0563")
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)


class Shelf:
    """Stands for the store: the story of each report in the order of assignment, rows, and the count."""

    def __init__(self) -> None:
        self.stories: dict[str, str] = {}
        self.rows: dict[str, bytes] = {}
        self.counted: bytes | None = None

    def keep(self, report: str, saved: Saved) -> None:
        self.rows[report] = saved.row
        for gone in saved.gone:
            del self.rows[gone]
        self.counted = saved.counted or self.counted

    def kept(self) -> Iterator[tuple[str, str, bytes | None]]:
        first = next(iter(self.rows), None)
        begun = first is None
        for report, story in self.stories.items():
            begun = begun or report == first
            if begun:
                yield report, story, self.rows.get(report)

    def grouper(self) -> Grouper:
        return Grouper.restored(self.kept(), self.counted)


def decided(grouper: Grouper, report: Report, shelf: Shelf) -> Decision:
    """What a round of the desk does with a report."""
    decision = grouper.decide(report)
    story = decision.story or identity("s", report.id)
    saved = grouper.saved(report)
    shelf.stories[report.id] = story
    shelf.keep(report.id, saved)
    grouper.observe(report, story)
    return decision


def moved(grouper: Grouper, report: str, story: str, shelf: Shelf) -> None:
    grouper.move(report, story)
    shelf.stories[report] = story


def values(kept: Kept) -> tuple[object, ...]:
    words = kept.words
    arrays = (words.keys, words.weights) if words else ()
    return kept.number, kept.report, kept.at, kept.story, kept.due, kept.traits, [part.tolist() for part in arrays]


def state(grouper: Grouper) -> dict[str, Any]:
    """All that a grouper decides by, as values."""
    index, copies, rarity = grouper.index, grouper._copies, grouper._rarity
    printed = {name: (p.at, p.publisher, p.origins, p.shingles.tobytes()) for name, p in copies._printed.items()}
    return {
        "next": index.next,
        "kept": [values(kept) for kept in index._kept.values()],
        "members": index._members,
        "postings": index._postings,
        "first": index.first,
        "times": list(index.times),
        "printed": printed,
        "original": copies._original,
        "families": copies._family,
        "sketched": [name for part in copies._sketches._parts for name in part.reports if name],
        "reports": rarity.reports,
        "settled": rarity.reckoned and (rarity.reckoned, rarity.settled.reports, rarity.settled.counts.tobytes()),
        "counts": (np.flatnonzero(rarity.counts).tolist(), rarity.counts[rarity.counts > 0].tolist()),
    }


def over_two_years(count: int) -> list[Report]:
    """Reports of the wire, so far apart that most of them are let go as soon as enough others have come."""
    days = 8 * LIFE / count
    times = [(BEGIN + timedelta(days=i * days)).isoformat() if i % 17 else None for i in range(count)]
    reports = [report for report, _ in Wire(count, seed=3)]
    return [msgspec.structs.replace(report, published=at) for report, at in zip(reports, times, strict=True)]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return over_two_years(RECENT + 300)


@pytest.mark.slow
def test_a_run_that_is_stopped_again_and_again_decides_as_one_that_is_not(reports: list[Report]) -> None:
    through, stopped, shelf, unread = Grouper(), Grouper(), Shelf(), Shelf()
    restarts = copied = 0
    for number, report in enumerate(reports):
        decision = decided(through, report, unread)
        assert decided(stopped, report, shelf) == decision
        copied += decision.copy_of is not None
        if number % 41 == 0 and number > 100:  # as the look back and editors do: elsewhere, and into a new story
            latest = through.index.latest(50)
            for one, story in ((latest[0].report, through.index.story_of(latest[9].report)), (latest[3].report, "new")):
                assert story is not None
                moved(through, one, story, unread)
                moved(stopped, one, story, shelf)
        if number in (0, 1, 150) or (number >= RECENT - 60 and number % 37 == 0) or number in (OFTEN - 1, OFTEN):
            stopped = shelf.grouper()
            restarts += 1
            assert state(stopped) == state(through)
    assert through.index.first > 200 and copied > 100 and restarts > 10
    assert len(shelf.rows) == len(reports) - through.index.first


def test_every_report_of_the_sample_may_be_the_last_before_a_restart() -> None:
    shelf, through, unread = Shelf(), Grouper(), Shelf()
    for report in in_order(sample()[0]):
        assert decided(shelf.grouper(), report, shelf) == decided(through, report, unread)


def test_a_replay_can_be_kept_anew(reports: list[Report]) -> None:
    shelf, grouper = Shelf(), Grouper()
    for report in reports[:400]:
        decided(grouper, report, shelf)
    replayed, anew = Grouper(), Shelf()
    for report in reports[:400]:
        replayed.observe(report, shelf.stories[report.id])
    for report, saved in replayed.state():
        anew.keep(report, saved)
        anew.stories[report] = shelf.stories[report]
    assert state(anew.grouper()) == state(grouper)
    after = [decided(anew.grouper(), report, anew) for report in reports[400:405]]
    assert after == [decided(grouper, report, shelf) for report in reports[400:405]]


@pytest.fixture
def shelf(reports: list[Report]) -> Shelf:
    shelf, grouper = Shelf(), Grouper()
    for report in reports[:12]:
        decided(grouper, report, shelf)
    return shelf


@pytest.mark.parametrize("lost", [0, 5, 11])
def test_where_a_row_is_missing_nothing_is_restored(shelf: Shelf, lost: int) -> None:
    del shelf.rows[list(shelf.rows)[lost]]
    with pytest.raises(StateLost):
        shelf.grouper()


@pytest.mark.parametrize("broken", [b"", b"\xc1", b"\x90", b"other", None])
def test_a_broken_row_restores_nothing(shelf: Shelf, broken: bytes | None) -> None:
    shelf.rows = {report: row[:-1] if broken is None else broken for report, row in shelf.rows.items()}
    with pytest.raises(StateLost):
        shelf.grouper()


@pytest.mark.parametrize("broken", [b"", b"\xc1", b"\x90", b"other", b"\x95\xa3"])
def test_a_broken_count_restores_nothing(shelf: Shelf, broken: bytes) -> None:
    shelf.counted = broken
    with pytest.raises(StateLost):
        shelf.grouper()


def test_rows_of_another_make_restore_nothing(shelf: Shelf) -> None:
    for report, row in shelf.rows.items():
        parts = msgspec.msgpack.decode(row)
        shelf.rows[report] = msgspec.msgpack.encode(["stories-0", *parts[1:]])
    with pytest.raises(StateLost, match="stories-0"):
        shelf.grouper()


def test_rows_name_the_make_of_what_they_hold() -> None:
    """Where this fails what is drawn from reports has changed: raise DERIVED, so that older rows are not believed, and
    pin the new digest."""
    found = hashlib.blake2s()
    for report in in_order(sample()[0]):
        drawn = msgspec.structs.asdict(portrait(report))
        terms = [(stem, round(weight, 6), key(stem)) for stem, weight in drawn.pop("terms").items()]
        rest = [(name, sorted(its) if isinstance(its, frozenset) else its) for name, its in drawn.items()]
        found.update(repr((terms, rest, shingles(report.text)[:16].tolist())).encode())
    assert (DERIVED.partition(".")[0], found.hexdigest()[:12]) == MAKE


def test_of_nothing_kept_comes_an_empty_grouper() -> None:
    assert state(Shelf().grouper()) == state(Grouper())
