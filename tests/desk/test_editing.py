"""What editors decide about stories, and that the desk obeys it, in this process and in another."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from communique.config import Settings
from communique.desk import Desk
from communique.desk.editing import Editing
from communique.desk.looking import parted
from communique.errors import UsageError
from communique.model import Report, Ruling
from tests.desk.opening import NOW, parser
from tests.stories.test_grouping import APRIL, ELSEWHERE, MARCH, MARCH_AGAIN, MARCH_IN_FRENCH


@pytest.fixture
def desk(opened: Callable[[], Desk]) -> Desk:
    """A desk with the talks in March and April and something else, decided and written."""
    desk = opened()
    for report in (MARCH, ELSEWHERE, MARCH_AGAIN, APRIL):
        desk.store.put_report(report)
    desk.once()
    assert stories(desk) == ["april", "elsewhere", "march march-again"]
    return desk


def stories(desk: Desk) -> list[str]:
    """The reports that are together, by name."""
    return sorted(" ".join(story.reports) for story in desk.store.stories() if story.reports)


def of(desk: Desk, report: str) -> str:
    found = desk.store.story_of(report)
    assert found is not None
    return found


def editing(desk: Desk) -> Editing:
    return Editing(desk.store, desk.clock)


def in_step(desk: Desk) -> None:
    """The desk's grouper is what a replay of the store makes, and the store holds to its own rules."""
    again = Desk(Settings(), store=desk.store, clock=desk.clock, parser=parser()).grouper
    desk.follow()
    for story in desk.store.stories():
        assert bool(story.reports) != bool(story.redirect)
        if story.redirect:
            led = desk.store.story(story.redirect)
            assert led is not None and led.reports
        for report in story.reports:
            assert desk.grouper.index.story_of(report) == again.index.story_of(report) == story.id
    probe = replace(MARCH_IN_FRENCH, id="probe")
    assert desk.grouper.decide(probe) == again.decide(probe)


def test_a_merge_keeps_the_older_address_and_redirects_the_other(desk: Desk) -> None:
    march, april = of(desk, "march"), of(desk, "april")
    ruling = editing(desk).merge([april, march], "Ana", "One  dispute\nover fish.")
    assert ruling == Ruling(
        id=1, at="2024-04-23T12:00:00Z", by="Ana", kind="merge", stories=(march, april), reports=("april",),
        why="One dispute over fish.",
    )  # fmt: skip
    assert stories(desk) == ["elsewhere", "march march-again april"]
    gone = desk.store.story(april)
    assert gone is not None and gone.redirect == march
    assert [story.id for story in desk.store.due()] == [march]
    before = desk.store.brief(march)
    desk.once()
    after = desk.store.brief(march)
    assert before and after and (before.version, after.version) == (1, 2)
    assert {credit.report for credit in after.sources} == {"march", "march-again", "april"}
    assert april not in {brief.story for brief in desk.store.latest()}
    in_step(desk)


def test_events_keep_their_ids_when_their_stories_are_merged(desk: Desk) -> None:
    march, other = of(desk, "march"), of(desk, "april")
    before = [desk.store.events_of_story(story) for story in (march, other)]
    tie = [event.id for event in desk.store.events_of_pair("JPN", "NOR")]
    assert all(before) and len(tie) >= 2
    editing(desk).merge([march, other], "Ana")
    ids = {event.id for events in before for event in events}
    assert all(desk.store.event(id) for id in ids), "until they are joined anew they stay as they were"
    desk.once()
    found = {event.id: event.story for event in desk.store.events_of_story(march)}
    assert found == dict.fromkeys(ids, march)
    assert list(desk.store.events_of_story(other)) == []
    assert [event.id for event in desk.store.events_of_pair("JPN", "NOR")] == tie


def test_a_split_gives_a_new_story_and_its_undoing_is_a_merge(desk: Desk) -> None:
    march = of(desk, "march")
    ruling = editing(desk).split(march, ["march-again"], "Ana")
    new = of(desk, "march-again")
    assert (ruling.stories, ruling.reports) == ((march, new), ("march-again",)) and new != march
    desk.once()
    assert stories(desk) == ["april", "elsewhere", "march", "march-again"]
    in_step(desk)
    editing(desk).merge([new, march], "Ben")
    desk.once()
    assert stories(desk) == ["april", "elsewhere", "march march-again"]
    again = editing(desk).split(march, ["march-again"], "Ana").stories[1]
    assert again not in (new, march), "an id is never given twice"
    in_step(desk)


def test_of_a_split_the_larger_part_keeps_the_address(desk: Desk) -> None:
    march = of(desk, "march")
    editing(desk).merge([march, of(desk, "april")], "Ana")
    ruling = editing(desk).split(march, ["march-again", "april"], "Ana")
    assert of(desk, "april") == of(desk, "march-again") == march
    assert ruling.stories == (march, of(desk, "march")) and ruling.reports == ("march",)
    assert desk.store.fixed() == {"march", "march-again", "april"}


def test_a_report_moves_and_the_story_it_leaves_empty_redirects(desk: Desk) -> None:
    march, april = of(desk, "march"), of(desk, "april")
    (ruling,) = editing(desk).move(["march-again"], april, "Ana", "It was printed on the eve.")
    assert (ruling.kind, ruling.stories, ruling.reports) == ("move", (march, april), ("march-again",))
    assert stories(desk) == ["elsewhere", "march", "march-again april"]
    two = editing(desk).move(["march", "elsewhere"], april, "Ana")
    assert [found.stories for found in two] == [(march, april), (two[1].stories[0], april)]
    assert stories(desk) == ["march elsewhere march-again april"]
    assert {story.redirect for story in desk.store.stories()} == {None, april}
    desk.once()
    in_step(desk)


def test_a_pin_leads_until_it_ends_or_is_taken_back(desk: Desk) -> None:
    march, april = of(desk, "march"), of(desk, "april")
    until = NOW + timedelta(days=1)
    ruling = editing(desk).pin(march, "Ana", until=until)
    assert ruling.until == "2024-04-24T12:00:00Z" and desk.store.pinned() == ruling
    assert editing(desk).pin(april, "Ana") == desk.store.pinned()
    with pytest.raises(UsageError, match=f"{march} is not pinned"):
        editing(desk).unpin(march, "Ana")
    editing(desk).merge([march, april], "Ana")
    assert editing(desk).unpin(march, "Ben").stories == (march,), "it became the story that was pinned"
    assert desk.store.pinned() is None


@pytest.mark.parametrize(
    ("decide", "why"),
    [
        (lambda e, s: e.merge([s["march"], "s-nobody"], "Ana"), "s-nobody: no such story"),
        (lambda e, s: e.merge([s["march"], s["march"]], "Ana"), "two stories or more"),
        (lambda e, s: e.merge([s["march"], s["gone"]], "Ana"), "{gone} redirects to {april}"),
        (lambda e, s: e.merge([s["march"], s["april"]], " \n"), "an editor's name"),
        (lambda e, s: e.merge([s["march"], s["april"]], "Desk"), "choose another"),
        (lambda e, s: e.merge([s["march"], s["april"]], "Ana", "w" * 501), "500 letters at most"),
        (lambda e, s: e.split(s["march"], ["april"], "Ana"), "april: not in {march}, but in {april}"),
        (lambda e, s: e.split(s["march"], ["nobody"], "Ana"), "nobody: not in {march}, but in no story"),
        (lambda e, s: e.split(s["march"], ["march", "march-again"], "Ana"), "leaves nothing of it"),
        (lambda e, s: e.split(s["march"], [], "Ana"), "one report or more"),
        (lambda e, s: e.move(["march"], s["march"], "Ana"), "march is in {march} already"),
        (lambda e, s: e.move(["nobody"], s["march"], "Ana"), "nobody: no such report"),
        (lambda e, s: e.move(["waiting"], s["march"], "Ana"), "waiting: in no story"),
        (lambda e, s: e.move(["march"], s["gone"], "Ana"), "{gone} redirects to {april}"),
        (lambda e, s: e.move([], s["april"], "Ana"), "one report or more"),
        (lambda e, s: e.pin("s-nobody", "Ana"), "no such story"),
        (lambda e, s: e.pin(s["april"], "Ana", until=NOW), "is past"),
        (lambda e, s: e.unpin(s["april"], "Ana"), "is not pinned"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_why(
    desk: Desk, decide: Callable[[Editing, dict[str, str]], object], why: str
) -> None:
    named = {report: of(desk, report) for report in ("march", "april", "elsewhere")}
    named["gone"] = named.pop("elsewhere")
    editing(desk).move(["elsewhere"], named["april"], "Ana")
    desk.store.put_report(Report(id="waiting", text="Not decided yet."))
    before = list(desk.store.stories()), list(desk.store.rulings()), desk.store.fixed()
    with pytest.raises(UsageError, match=why.format(**named)):
        decide(editing(desk), named)
    assert (list(desk.store.stories()), list(desk.store.rulings()), desk.store.fixed()) == before


def test_a_story_without_a_brief_cannot_lead(desk: Desk) -> None:
    desk.store.put_report(Report(id="waiting", text="Not written yet."))
    desk.store.assign("waiting", "s-waiting")
    with pytest.raises(UsageError, match="no brief"):
        editing(desk).pin("s-waiting", "Ana")


def test_the_desk_does_not_undo_what_a_person_decided(desk: Desk) -> None:
    march, april = of(desk, "march"), of(desk, "april")
    new = editing(desk).split(march, ["march-again"], "Ana").stories[1]
    editing(desk).move(["elsewhere"], april, "Ana")
    desk.store.put_report(MARCH_IN_FRENCH)
    desk.once()
    assert of(desk, "elsewhere") == april and of(desk, "march-again") == new and of(desk, "march") == march
    assert [ruling.by for ruling in desk.store.rulings()] == ["Ana", "Ana"]
    in_step(desk)


def test_a_running_desk_follows_what_another_process_decides(desk: Desk, opened: Callable[[], Desk]) -> None:
    march, grouper = of(desk, "march"), desk.grouper
    editing(opened()).merge([march, of(desk, "elsewhere")], "Ana")
    new = editing(opened()).split(march, ["march-again"], "Ana").stories[1]
    later = replace(MARCH_AGAIN, id="later", published="2024-03-05T10:00:00Z")
    desk.store.put_report(later)
    desk.once()
    assert of(desk, "later") == new, "a copy goes where the report it is like has been moved to"
    assert desk.grouper is grouper, "nothing was replayed"
    in_step(desk)


def test_who_was_parted_stays_parted_by_whatever_name(desk: Desk) -> None:
    march, april, other = of(desk, "march"), of(desk, "april"), of(desk, "elsewhere")
    edit, store = editing(desk), desk.store
    new = edit.split(march, ["march-again"], "Ana").stories[1]
    assert parted(store) == {frozenset((march, new))}
    edit.merge([other, new], "Ana")
    assert parted(store) == {frozenset((march, other))}, "the story it was merged into stands for it"
    store.assign("march-again", "s-desk")
    store.put_ruling(Ruling(at="", by="desk", kind="split", stories=(other, "s-desk"), reports=("march-again",)))
    assert parted(store) == {frozenset((march, other)), frozenset((march, "s-desk"))}, "and what is split off it, too"
    edit.move(["elsewhere"], april, "Ana")
    assert parted(store) == {frozenset((march, april)), frozenset((march, "s-desk"))}
    edit.merge([march, "s-desk"], "Ben")
    assert parted(store) == {frozenset((march, april))}, "a later decision overrules an earlier one"
