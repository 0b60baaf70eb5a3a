"""Where an editor releases what the desk writes: it waits, is printed once released, and stands meanwhile as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.desk.editors import Editors
from communique.errors import UsageError
from communique.model import Waiting
from tests.desk.corrected import ELSEWHERE, TALKS
from tests.desk.opening import NOW, parser
from tests.desk.test_wording import WORDS, grown

AFTER = Settings(publish="after release")


@pytest.fixture
def openings(tmp_path: Path) -> Iterator[Callable[[Settings], Desk]]:
    """Opens the desk of the test's folder under some settings."""
    desks: list[Desk] = []

    def another(settings: Settings) -> Desk:
        desks.append(Desk(settings, folder=tmp_path, clock=PlayedClock(NOW), parser=parser()))
        return desks[-1]

    yield another
    for desk in desks:
        desk.store.close()


@pytest.fixture
def desk(openings: Callable[[Settings], Desk]) -> Desk:
    """Two stories in one round, none of them released."""
    desk = openings(AFTER)
    for told, story in ((TALKS[0], "s1"), (TALKS[1], "s1"), (ELSEWHERE, "s2")):
        desk.store.put_report(told)
        desk.store.assign(told.id, story)
    result = desk.once()
    assert result.briefs == 0 and result.printed == ()
    return desk


def editors(desk: Desk) -> Editors:
    return Editors(desk.store, desk.clock)


def waits(desk: Desk, story: str = "s1") -> Waiting:
    found = desk.store.waiting(story)
    assert found is not None and found.brief.state == "draft"
    return found


def test_a_new_brief_waits_and_is_printed_once_released(desk: Desk) -> None:
    assert list(desk.store.latest()) == [] and desk.store.brief("s1") is None and desk.store.last_printed() == 0
    assert [one.brief.story for one in desk.store.all_waiting()] == ["s1", "s2"]
    assert list(desk.store.due()) == [], "what waits is not written again and again"
    draft = waits(desk).brief
    desk.clock.sleep(3600)
    ruling = editors(desk).print_waiting("s1", "Ana", "Read and found right.")
    assert (ruling.kind, ruling.stories, ruling.version) == ("release", ("s1",), 1)
    printed = desk.store.brief("s1")
    assert printed is not None and printed.state == "released" and printed.sentences == draft.sentences
    assert printed.dates.updated == "2024-04-23T13:00:00Z", "it is printed when it is released"
    assert [brief.story for brief in desk.store.latest()] == ["s1"] and desk.store.waiting("s1") is None
    desk.once()
    assert desk.store.waiting("s1") is None and desk.store.brief("s1") == printed, "the round after has nothing new"
    with pytest.raises(UsageError, match="s1: no brief of it waits"):
        editors(desk).print_waiting("s1", "Ana")


def test_the_next_version_waits_while_the_released_one_stands(desk: Desk) -> None:
    editors(desk).print_waiting("s1", "Ana")
    first = desk.store.brief("s1")
    grown(desk)
    assert desk.store.brief("s1") == first and len(desk.store.versions("s1")) == 1
    assert waits(desk).brief.version == 2 and waits(desk).brief.sentences != (first.sentences if first else ())
    editors(desk).print_waiting("s1", "Ana")
    assert [(brief.version, brief.state) for brief in desk.store.versions("s1")] == [(1, "released"), (2, "released")]


def test_what_is_held_back_stays_so_through_rounds(desk: Desk) -> None:
    editors(desk).hold("s1", True)
    before = waits(desk)
    grown(desk)
    assert waits(desk).held and waits(desk).brief != before.brief and not waits(desk, "s2").held
    editors(desk).hold("s1", False)
    assert not waits(desk).held


def test_what_cites_a_report_taken_out_cannot_be_released(desk: Desk) -> None:
    editors(desk).print_waiting("s1", "Ana")
    grown(desk)
    desk.store.put_report(TALKS[0])
    printed = {told.id for told in TALKS[:2]}
    cited = next(c.report for s in waits(desk).brief.sentences for c in s.citations if c.report in printed)
    from communique.desk.retracting import Retracting

    Retracting(desk.store, desk.clock).withdraw(cited, "Ana")
    with pytest.raises(UsageError, match=f"s1: cites {cited}, which was taken out"):
        editors(desk).print_waiting("s1", "Ana")
    desk.once()
    assert cited not in {c.report for s in waits(desk).brief.sentences for c in s.citations}
    editors(desk).print_waiting("s1", "Ana")


def test_a_report_removed_on_demand_leaves_no_draft_with_its_words(desk: Desk) -> None:
    from communique.desk.retracting import Retracting

    Retracting(desk.store, desk.clock).erase("one", "Ana")
    assert desk.store.waiting("s1") is None
    desk.once()
    assert "one" not in {c.report for s in waits(desk).brief.sentences for c in s.citations}


def test_a_withdrawal_does_not_wait(desk: Desk) -> None:
    from communique.desk.retracting import Retracting

    editors(desk).print_waiting("s2", "Ana")
    Retracting(desk.store, desk.clock).withdraw("away", "Ana")
    desk.once()
    gone = desk.store.brief("s2")
    assert gone is not None and gone.state == "withdrawn" and desk.store.waiting("s2") is None


def test_a_story_without_anything_left_that_was_never_printed_stays_unprinted(desk: Desk) -> None:
    from communique.desk.retracting import Retracting

    Retracting(desk.store, desk.clock).withdraw("away", "Ana")
    desk.once()
    assert desk.store.brief("s2") is None
    with pytest.raises(UsageError, match="s2: no brief of it waits"):
        editors(desk).print_waiting("s2", "Ana")


def test_a_merged_story_leaves_nothing_waiting(desk: Desk) -> None:
    editors(desk).merge(["s1", "s2"], "Ana")
    assert desk.store.waiting("s2") is None
    desk.once()
    assert [one.brief.story for one in desk.store.all_waiting()] == ["s1"]


def test_an_editors_own_text_is_printed_and_what_waited_is_written_anew(desk: Desk) -> None:
    editors(desk).print_waiting("s1", "Ana")
    grown(desk)
    hand = editors(desk).save("s1", WORDS, "Ana", 0)
    editors(desk).release("s1", "Ana", hand.turn)
    printed = desk.store.brief("s1")
    assert printed is not None and printed.version == 2 and printed.headline == WORDS[0]
    assert desk.store.waiting("s1") is None
    desk.once()
    waiting = desk.store.waiting("s1")
    assert waiting is None or waiting.brief.version == 3
    assert desk.store.brief("s1") == printed


def test_a_desk_that_publishes_at_once_again_prints_what_it_writes_next(
    desk: Desk, openings: Callable[[Settings], Desk]
) -> None:
    again = openings(Settings())
    grown(again)
    printed = again.store.brief("s1")
    assert printed is not None and printed.state == "released" and printed.version == 1
    assert again.store.waiting("s1") is None and again.store.waiting("s2") is not None
