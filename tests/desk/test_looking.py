"""The look back in the desk's rounds: what it changes, and that nothing is lost or done twice when it is cut off."""

import os
import signal
import traceback
from itertools import count
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.desk.editing import Editing
from communique.desk.regrouping import fresh, regroup
from communique.model import Ruling, Story
from communique.store.sqlite import SqliteStore
from tests import stores
from tests.desk.opening import NOW, parser
from tests.desk.snapshot import snapshot
from tests.desk.test_editing import in_step, of, stories
from tests.stories.test_grouping import APRIL, ELSEWHERE, MARCH, MARCH_AGAIN, MARCH_IN_FRENCH


def confused(folder: Path) -> Desk:
    """A desk with a report in a story where it does not belong, a happening in two stories, and a report to come."""
    folder.mkdir(exist_ok=True)
    stores.empty(folder / "desk.db").close()
    desk = Desk(Settings(), folder=folder, clock=PlayedClock(NOW), parser=parser())
    for report in (ELSEWHERE, MARCH, MARCH_AGAIN, APRIL, MARCH_IN_FRENCH):
        desk.store.put_report(report)
    for report, story in (("elsewhere", "s0"), ("march", "s1"), ("march-again", "s2"), ("april", "s0")):
        desk.store.assign(report, story)
    return desk


def again(desk: Desk) -> Desk:
    """The desk after its process was killed."""
    desk.store.close()
    return Desk(Settings(), folder=desk.folder, clock=desk.clock, parser=parser())


@pytest.fixture
def undisturbed(tmp_path: Path) -> list[str]:
    desk = confused(tmp_path / "undisturbed")
    desk.once()
    told = snapshot(desk.store)
    desk.store.close()
    return told


def test_a_round_merges_and_parts_what_one_pass_got_wrong(tmp_path: Path) -> None:
    desk = confused(tmp_path)
    result = desk.once()
    assert stories(desk) == ["april", "elsewhere", "march march-again march-fr"]
    assert result.moved == 3
    assert of(desk, "elsewhere") == "s0", "of two parts of one size the one with the first report keeps the address"
    assert [(s.id, s.redirect) for s in desk.store.stories(["s1", "s2"])] == [("s1", None), ("s2", "s1")]
    merge, split = sorted(desk.store.rulings(), key=lambda ruling: ruling.kind)
    assert (merge.by, merge.kind, merge.stories, merge.reports[0]) == ("desk", "merge", ("s1", "s2"), "march-again")
    assert (split.by, split.kind, split.stories) == ("desk", "split", ("s0", of(desk, "april")))
    assert split.reports == ("april",) and split.at == "2024-04-23T12:00:00Z"
    assert all(ruling.score and 0.5 <= ruling.score <= 1 for ruling in (merge, split))
    assert {brief.story for brief in desk.store.latest()} == {"s0", "s1", of(desk, "april")}
    brief = desk.store.brief("s1")
    assert brief is not None and {c.report for c in brief.sources} == {"march", "march-again", "march-fr"}
    assert list(desk.store.due()) == []
    in_step(desk)


def test_the_address_stays_with_what_a_person_placed(tmp_path: Path) -> None:
    desk = confused(tmp_path)
    desk.store.assign("april", "s0", fixed=True)
    desk.look_back(desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None))
    assert of(desk, "april") == "s0" and of(desk, "elsewhere") not in ("s0", "s1"), "though it is not the first report"
    in_step(desk)


def test_two_new_stories_never_get_one_id(tmp_path: Path) -> None:
    """A report that opened a story, then went back to its own, whose address another part has kept meanwhile."""
    store = confused(tmp_path).store
    one, other = fresh(store, "elsewhere"), fresh(store, "april")
    store.put_report(APRIL.__class__(id="third", text="Another."))
    store.assign("third", "s0")
    (story,) = store.stories(["s0"])
    parts = {"elsewhere": "s0", "april": other, "third": one}
    with store.transaction():
        found = regroup(store, [story], parts, fixed=["april"]).story
    assert found["april"] == "s0" and found["third"] == one
    assert len(set(found.values())) == 3


def test_a_round_without_new_reports_does_not_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = confused(tmp_path)
    desk.once()
    monkeypatch.setattr("communique.stories.repair", lambda *_, **__: pytest.fail("looked"))
    assert again(desk).once().moved == 0


def test_a_round_killed_before_the_look_back_looks_when_run_again(tmp_path: Path, undisturbed: list[str]) -> None:
    desk = confused(tmp_path)
    desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None)
    desk = again(desk)
    assert desk.once().moved == 3
    assert snapshot(desk.store) == undisturbed


def test_a_round_killed_after_the_look_back_looks_no_second_time(tmp_path: Path, undisturbed: list[str]) -> None:
    desk = confused(tmp_path)
    desk.look_back(desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None))
    desk = again(desk)
    assert desk.once().moved == 0
    assert snapshot(desk.store) == undisturbed


@pytest.mark.parametrize("call", ["assign", "redirect", "put_ruling", "close_look_back"])
def test_a_look_back_that_fails_leaves_store_and_grouper_as_they_were(
    tmp_path: Path, undisturbed: list[str], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    desk = confused(tmp_path)
    begun = desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None)
    before = snapshot(desk.store)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(call)

    with monkeypatch.context() as patched, pytest.raises(RuntimeError, match=call):
        patched.setattr(desk.store, call, fails)
        desk.look_back(begun)
    assert snapshot(desk.store) == before and desk.store.last_ruling() == 0
    in_step(desk)
    desk.once()
    assert snapshot(desk.store) == undisturbed
    in_step(desk)


def test_an_editor_who_decides_while_the_desk_looks_is_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = confused(tmp_path)
    begun = desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None)
    from communique.stories import repair

    def interrupted(*given: object, **named: object) -> object:
        Editing(SqliteStore(tmp_path / "desk.db"), desk.clock).move(["elsewhere"], "s1", "Ana")
        return repair(*given, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("communique.stories.repair", interrupted)
        assert desk.look_back(begun).moved == 0
    assert [ruling.by for ruling in desk.store.rulings()] == ["Ana"]
    desk.once()
    assert of(desk, "elsewhere") == "s1" and of(desk, "march") == of(desk, "march-again")
    in_step(desk)


def test_a_story_that_changes_while_it_is_revised_is_revised_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = confused(tmp_path)
    desk.once()
    edit = Editing(desk.store, desk.clock)
    for story in ("s0", "s1"):
        desk.store.mark_due(story)
    told = desk._told

    def slow(story: Story, *given: object) -> object:
        if story.id == "s1" and desk.store.story_of("elsewhere") == "s0":
            edit.merge(["s0", "s1"], "Ana")
        return told(story, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "_told", slow)
    desk.once()
    assert [story.id for story in desk.store.due()] == ["s0"], "what was written meanwhile does not pass for the news"
    desk.once()
    brief = desk.store.brief("s0")
    assert brief is not None and len(brief.sources) == 4 and list(desk.store.due()) == []


def test_the_old_reports_of_a_story_go_where_it_is_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = confused(tmp_path)
    begun = desk.decide(Round(begun="2024-04-23T12:00:00Z"), lambda *_: None)
    desk.store.put_report(ELSEWHERE.__class__(id="old", text="An old report of the same happening."))
    desk.store.assign("old", "s2")  # the grouper does not know it, as it knows none that it has let go
    desk.look_back(begun)
    assert of(desk, "old") == of(desk, "march-again") == "s1"
    ruling = next(ruling for ruling in desk.store.rulings() if ruling.kind == "merge")
    assert isinstance(ruling, Ruling) and ruling.reports == ("march-again", "march-fr", "old")


def killed_at(write: int, folder: Path) -> bool:
    """Do a round on the desk in a process that is killed as it begins its n-th write; false if it made fewer."""
    parser()  # loaded before, so that it is not loaded again in each
    pid = os.fork()
    if pid == 0:
        try:
            writes = count(1)
            writing = SqliteStore.writing

            def counted(store: SqliteStore, **how: bool) -> object:
                if next(writes) == write:
                    os.kill(os.getpid(), signal.SIGKILL)
                return writing(store, **how)

            SqliteStore.writing = counted  # type: ignore[method-assign, assignment]
            Desk(Settings(), folder=folder, clock=PlayedClock(NOW), parser=parser()).once()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)  # never on into the tests that follow
    ended = os.waitpid(pid, 0)[1]
    assert os.WIFSIGNALED(ended) or ended == 0
    return os.WIFSIGNALED(ended)


@pytest.mark.slow
def test_a_round_killed_at_any_of_its_writes_ends_as_an_undisturbed_one(tmp_path: Path, undisturbed: list[str]) -> None:
    for write in count(1):
        folder = tmp_path / str(write)
        confused(folder).store.close()
        killed = killed_at(write, folder)
        desk = Desk(Settings(), folder=folder, clock=PlayedClock(NOW), parser=parser())
        desk.once()
        assert snapshot(desk.store) == undisturbed, f"killed at write {write}"
        desk.store.close()
        if not killed:
            break
    assert write > 30
