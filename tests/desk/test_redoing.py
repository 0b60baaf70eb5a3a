"""Deriving the record again: what changes is told, what is known keeps its ids, and it goes on where it was cut off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, redoing
from communique.model import Redo
from tests.desk.corrected import ELSEWHERE, TALKS, act, corrected, holds
from tests.desk.opening import NOW, parser
from tests.record.conftest import report


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the talks in one story, another one beside it, all recorded and written."""
    made = Desk(Settings(), folder=tmp_path, clock=PlayedClock(NOW), parser=parser())
    for told, story in ((TALKS[0], "s1"), (TALKS[1], "s1"), (ELSEWHERE, "s2")):
        made.store.put_report(told)
        made.store.assign(told.id, story)
    made.once()
    yield made
    made.store.close()


def test_a_redo_changes_nothing_where_the_code_is_the_same(desk: Desk) -> None:
    corrected(desk)
    desk.once()
    before = [desk.store.events_of_story(story, every=True) for story in ("s1", "s2")]
    (done,) = redoing.redo(desk)
    assert isinstance(done, Redo) and (done.stories, done.reports, done.changed, done.added, done.gone) == (
        2,
        0,
        0,
        0,
        0,
    )
    assert [desk.store.events_of_story(story, every=True) for story in ("s1", "s2")] == before
    assert desk.store.redo("record") is None and not desk.store.due()


def test_a_redo_tells_what_changed_and_goes_on_where_it_was_cut_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redoing, "AT_ONCE", 1)
    corrected(desk)
    desk.once()
    expected = [desk.store.events_of_story(story, every=True) for story in ("s1", "s2")]
    accused = act(desk, "ACCUSE")
    for name in ("one", "two", "away"):  # as another version of the code had taken it, which knew no accusation
        taken = desk.store.recorded(name, 1)
        assert taken is not None
        mentions = tuple(m for m in taken.mentions if m.event != "ACCUSE")
        desk.store.put_recorded(replace(taken, mentions=mentions, derived="earlier"))
    desk.store.put_events("s1", [e for e in expected[0] if e.id != accused.id])
    first = redoing.redo(desk, cut_at("record", 1))
    with pytest.raises(KeyboardInterrupt):
        list(first)
    kept = desk.store.redo("record")
    assert kept is not None and (kept.step, kept.after, kept.stories) == ("take", "s1", 1)
    *found, done = redoing.redo(desk)
    assert [(c.old, c.new and c.new.event) for c in found if isinstance(c, redoing.EventChange)] == [(None, "ACCUSE")]
    assert isinstance(done, Redo) and (done.reports, done.stories, done.added, done.changed, done.gone) == (
        3,
        2,
        1,
        0,
        0,
    )
    assert [desk.store.events_of_story(story, every=True) for story in ("s1", "s2")] == expected
    assert [story.id for story in desk.store.due()] == ["s1"]
    holds(desk)


def test_a_redo_keeps_agreements_with_their_ids(desk: Desk) -> None:
    signed = report(
        "Norway and Japan signed a treaty on fishing in Oslo on Tuesday.", "2024-03-20T12:00:00+00:00", "pact",
        title="Treaty on fishing signed", publisher="Kestrel",
    )  # fmt: skip
    desk.store.put_report(signed)
    desk.store.assign(signed.id, "s1")
    desk.once()
    (before,) = desk.store.agreements_of_pair("JPN", "NOR")
    taken = desk.store.recorded("pact", 1)
    assert taken is not None and taken.documents
    old = tuple(replace(document, id="d0", kind="agreement", status=None) for document in taken.documents)
    desk.store.put_recorded(replace(taken, documents=old, derived="earlier"))
    standing = replace(before.history[0], kind="agreement", status=None, evidence=("d0",))
    desk.store.put_agreements([replace(before, kind="agreement", status=None, evidence=("d0",), history=(standing,))])
    *_, done = redoing.redo(desk)
    assert isinstance(done, Redo) and done.reports == 1
    assert desk.store.agreements_of_pair("JPN", "NOR") == [before]


def cut_at(step: str, done: int) -> Callable[[str, int, int], None]:
    """Ends the work as Ctrl-C does, at this point of it."""

    def progress(at: str, so_far: int, total: int) -> None:
        if (at, so_far) == (step, done):
            raise KeyboardInterrupt

    return progress
