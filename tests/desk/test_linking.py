"""Links between stored stories: what rounds draw one by one is what drawing all anew gives."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.confusable import reports
from msgspec.structs import replace

from communique.desk.linking import Linking
from communique.model import Brief, Link, Report
from communique.ports import Store
from communique.stories import Grouper
from tests import stores


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.empty(tmp_path / "desk.db")
    yield opened
    opened.close()


def keep(store: Store, grouper: Grouper, report: Report, story: str) -> None:
    store.put_report(report)
    store.assign(report.id, story)
    grouper.observe(report, story)


def revised(store: Store, linking: Linking, grouper: Grouper) -> None:
    """Link what is due, as a round does when records and briefs are written."""
    due = store.due()
    for story in due:
        store.put_events(story.id, ())
        state = "withdrawn" if story.redirect else "released"
        known = store.brief(story.id)
        store.put_brief(
            Brief(story=story.id, headline=story.id, version=known.version + 1 if known else 1, state=state)
        )
    linking.revise(due, grouper)
    assert store.due() == []


def every(store: Store) -> dict[str, tuple[Link, ...]]:
    return {story.id: tuple(store.links(story.id)) for story in store.stories()}


@pytest.mark.parametrize("restarting", [False, True])
def test_rounds_give_what_drawing_all_anew_gives(store: Store, restarting: bool) -> None:
    read, gold = reports("train")
    order, grouper, linking = random.Random(7), Grouper(), Linking(store)
    while read:
        some, read = read[: (size := order.randint(1, 30))], read[size:]
        for report in some:
            keep(store, grouper, report, gold[report.id])
        linking = Linking(store) if restarting else linking
        revised(store, linking, grouper)
    drawn = every(store)
    assert sum(map(len, drawn.values())) > 100
    for story in store.stories():
        store.mark_due(story.id)
    revised(store, Linking(store), grouper)
    assert every(store) == drawn


@pytest.mark.parametrize("restarting", [False, True])
def test_a_round_reads_only_the_stories_that_are_due(
    store: Store, monkeypatch: pytest.MonkeyPatch, restarting: bool
) -> None:
    read, gold = reports("train")
    grouper, linking = Grouper(), Linking(store)
    for report in read[:-1]:
        keep(store, grouper, report, gold[report.id])
    revised(store, linking, grouper)
    keep(store, grouper, read[-1], gold[read[-1].id])
    asked: list[str] = []
    draw = Linking._draw
    monkeypatch.setattr(Linking, "_draw", lambda self, story: (asked.append(story.id), draw(self, story))[1])
    linking = Linking(store) if restarting else linking
    revised(store, linking, grouper)
    assert asked == [gold[read[-1].id]]


def test_nothing_leads_to_a_story_that_readers_cannot_see(store: Store) -> None:
    read, gold = reports("train")
    grouper, linking = Grouper(), Linking(store)
    for report in read[:60]:
        keep(store, grouper, report, gold[report.id])
    revised(store, linking, grouper)
    hidden = next(link.story for found in every(store).values() for link in found)
    assert store.linked_to(hidden)
    known = store.brief(hidden)
    assert known is not None
    store.put_brief(replace(known, version=known.version + 1, state="withdrawn"))
    story = store.story(hidden)
    assert story is not None
    linking.revise([story], grouper)
    assert list(store.linked_to(hidden)) == []
    assert list(store.links(hidden)) == []


@pytest.mark.parametrize("restarting", [False, True])
def test_a_story_that_became_another_is_led_to_no_longer(store: Store, tmp_path: Path, restarting: bool) -> None:
    read, gold = reports("train")
    grouper, linking = Grouper(), Linking(store)
    for report in read[:60]:
        keep(store, grouper, report, gold[report.id])
    revised(store, linking, grouper)
    gone = next(link.story for found in every(store).values() for link in found)
    other = next(story.id for story in store.stories() if story.id != gone)
    story = store.story(gone)
    assert story is not None and store.linked_to(gone)
    for report in story.reports:
        store.assign(report, other)
    with sqlite3.connect(tmp_path / "desk.db") as other_hand:
        other_hand.execute("UPDATE story SET redirect = ? WHERE id = ?", (other, gone))
    linking = Linking(store) if restarting else linking
    linking.revise([story for story in store.due() if story.id == other], grouper)
    assert list(store.linked_to(gone)) == []
    assert list(store.links(gone)) == []


def test_facts_of_another_make_are_drawn_anew(store: Store) -> None:
    read, gold = reports("train")
    grouper = Grouper()
    for report in read[:60]:
        keep(store, grouper, report, gold[report.id])
    revised(store, Linking(store), grouper)
    drawn, kept = every(store), store.facts()
    assert set(kept) == {story.id for story in store.stories()}
    for story in kept:
        store.put_facts(story, b"of another make")
        store.put_links(story, ())
    first = store.stories()[0].id
    store.mark_due(first)
    revised(store, Linking(store), grouper)
    assert store.facts() == kept
    assert every(store)[first] == drawn[first] != ()
