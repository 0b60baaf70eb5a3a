"""What editors decide about events of the record, and that nothing the desk does later undoes it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.desk import Desk, redoing
from communique.desk.correcting import Correcting
from communique.errors import UsageError
from communique.lexicon.amendments import written
from communique.model import Event, Recorded, Redo, Report, spot_of
from communique.record import Recorder
from communique.store.sqlite import SqliteStore
from tests.desk.corrected import ELSEWHERE, LATER, TALKS, act, corrected, editing, holds, meeting
from tests.record.conftest import report


@pytest.fixture
def desk(opened: Callable[[], Desk]) -> Desk:
    """A desk with the talks in one story, another one beside it, all recorded and written."""
    desk = opened()
    for told, story in ((TALKS[0], "s1"), (TALKS[1], "s1"), (ELSEWHERE, "s2")):
        desk.store.put_report(told)
        desk.store.assign(told.id, story)
    desk.once()
    assert [story.id for story in desk.store.stories()] == ["s1", "s2"]
    return desk


def test_a_correction_is_seen_at_once_in_the_record_and_in_the_next_brief(desk: Desk) -> None:
    before = meeting(desk)
    version = desk.store.brief("s1")
    after = corrected(desk)
    assert (after.id, after.evidence, after.reports) == (before.id, before.evidence, before.reports)
    assert [e.id for e in desk.store.events_of_pair("JPN", "NOR") if e.date and e.date.start == "2024-03-18"] == [
        after.id
    ]
    assert [story.id for story in desk.store.due()] == ["s1"]
    ruling = desk.store.rulings(event=after.id)[0]
    assert (ruling.kind, ruling.by, ruling.why, ruling.stories) == ("correct", "Ana", "The ministry says so.", ("s1",))
    assert ruling.old == before and ruling.new and set(ruling.fields) == {"event", "date", "place", "recipient"}
    desk.once()
    holds(desk)
    now = desk.store.brief("s1")
    assert version and now and now.version == version.version + 1 and not desk.store.due()


def test_it_holds_over_rounds_restarts_and_a_story_that_grows(desk: Desk, opened: Callable[[], Desk]) -> None:
    id = corrected(desk).id
    for round_ in range(2):
        again = opened()
        if round_:
            again.store.put_report(LATER)
            again.store.assign("three", "s1")
        again.store.mark_due("s1")
        again.once()
        assert holds(again).id == id
    assert "three" in meeting(desk).reports


def test_it_holds_over_a_new_version_of_a_report(desk: Desk) -> None:
    id = corrected(desk).id
    text = TALKS[0].text.replace("dumping fish", "dumping cod")
    newer = report(text, TALKS[0].published or "", "one", title="Berg meets Mori", publisher="Kestrel", version=2)
    desk.store.put_report(newer)
    desk.store.mark_due("s1")
    desk.once()
    assert holds(desk).id == id


def test_it_holds_over_a_merge_and_over_a_split(desk: Desk) -> None:
    id = corrected(desk).id
    editing(desk).merge(["s1", "s2"], "Ana")
    kept = desk.store.story("s1")
    story = kept.redirect or "s1" if kept else "s1"
    assert meeting(desk, "s1" if desk.store.events_of_story("s1") else story).coded is not None
    desk.once()
    assert holds(desk, story).id == id
    editing(desk).split(story, ["away"], "Ana")
    desk.once()
    holds(desk, desk.store.story_of("one") or "")
    editing(desk).split(desk.store.story_of("one") or "", ["two"], "Ben")
    desk.once()
    for part in ("one", "two"):  # either report tells of the act that was corrected
        holds(desk, desk.store.story_of(part) or "")


def test_it_holds_over_another_coding(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    id = corrected(desk).id
    removed = act(desk, "ACCUSE")
    editing(desk).remove(removed.id, "Ana")
    plain = Recorder.records

    def otherwise(self: Recorder, reports: Iterable[Report]) -> Iterator[Recorded]:
        """The same sentences, of which everything is taken for praise."""
        for taken in plain(self, reports):
            praise = {m.id: f"{spot_of(m.id)}-support" for m in taken.mentions}
            mentions = tuple(replace(m, id=praise[m.id], event="SUPPORT") for m in taken.mentions)
            yield replace(taken, mentions=mentions, derived="another")

    monkeypatch.setattr(Recorder, "derived", "another")
    monkeypatch.setattr(Recorder, "records", otherwise)
    *_, done = redoing.redo(desk)
    assert isinstance(done, Redo) and done.reports == 3
    found = desk.store.event(id)
    assert found is not None and found.coded is not None
    assert (found.event, written(found, "day"), found.coded.event) == ("AGREE", "2024-03-18", "SUPPORT")
    gone = desk.store.event(removed.id)
    assert gone is None or not gone.stands


def test_a_removed_event_is_told_nowhere_until_it_is_restored(desk: Desk) -> None:
    id = act(desk, "ACCUSE").id
    editing(desk).remove(id, "Ana", "Nobody was accused.")
    for _ in range(2):
        assert id not in {e.id for e in desk.store.events_of_story("s1")}
        assert id not in {e.id for e in desk.store.events_of_country("JPN")}
        assert desk.store.event(id) == act(desk, "ACCUSE")
        desk.once()
    assert "ACCUSE" not in {e.event for e in desk.store.events_of_pair("JPN", "NOR")}
    editing(desk).restore(id, "Ben")
    assert id in {e.id for e in desk.store.events_of_country("JPN")}
    desk.once()
    restored = act(desk, "ACCUSE")
    assert restored.id == id and restored.stands and restored.coded is None
    assert [r.kind for r in desk.store.rulings(event=id)] == ["restore", "remove"]


def test_joined_events_are_told_as_one_over_rounds(desk: Desk) -> None:
    kept, gone = meeting(desk), act(desk, "AGREE")
    editing(desk).join(kept.id, gone.id, "Ana")
    for _ in range(2):
        assert set(meeting(desk).evidence) == {*kept.evidence, *gone.evidence}
        found = desk.store.event(gone.id)
        assert found is not None and found.joined == kept.id
        desk.store.mark_due("s1")
        desk.once()
    editing(desk).restore(gone.id, "Ana")
    desk.once()
    assert meeting(desk) == kept and act(desk, "AGREE") == gone


def test_corrections_are_taken_back_and_made_again(desk: Desk) -> None:
    before = meeting(desk)
    corrected(desk)
    assert editing(desk).restore(before.id, "Ben").fields == ("event", "date", "place", "recipient")
    assert meeting(desk) == before
    corrected(desk)
    desk.once()
    holds(desk)


@pytest.mark.parametrize(
    ("decide", "why"),
    [
        (lambda e, s: e.correct("e-nobody", {"day": ""}, "Ana"), "e-nobody: no such event"),
        (lambda e, s: e.correct(s["met"], {}, "Ana"), "nothing to correct, it says so already"),
        (lambda e, s: e.correct(s["met"], {"type": "CONSULT"}, "Ana"), "nothing to correct"),
        (lambda e, s: e.correct(s["met"], {"type": "TALKING"}, "Ana"), "type TALKING: one of AGREE, CONSULT"),
        (lambda e, s: e.correct(s["met"], {"day": "soon"}, "Ana"), "day soon: write 2024-03-21"),
        (lambda e, s: e.correct(s["met"], {"day": ""}, " "), "an editor's name"),
        (lambda e, s: e.correct(s["met"], {"day": ""}, "desk"), "choose another"),
        (lambda e, s: e.correct(s["met"], {"day": ""}, "Ana", "w" * 501), "500 letters at most"),
        (lambda e, s: e.correct(s["gone"], {"day": ""}, "Ana"), "was removed: restore it first"),
        (lambda e, s: e.correct(s["joined"], {"day": ""}, "Ana"), "was joined to {met}: name that one"),
        (lambda e, s: e.remove(s["gone"], "Ana"), "was removed: restore it first"),
        (lambda e, s: e.restore(s["away"], "Ana"), "it stands as the reports tell it"),
        (lambda e, s: e.restore(s["met"], "Ana"), "only evidence of other events was joined to it"),
        (lambda e, s: e.join(s["met"], s["met"], "Ana"), "takes two events"),
        (lambda e, s: e.join(s["met"], s["away"], "Ana"), "{away} is told in s2, {met} in s1: merge the stories first"),
        (lambda e, s: e.join(s["met"], s["gone"], "Ana"), "was removed: restore it first"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_why(
    desk: Desk, decide: Callable[[Correcting, dict[str, str]], object], why: str
) -> None:
    named = {"met": meeting(desk).id, "gone": act(desk, "ACCUSE").id, "joined": act(desk, "AGREE").id}
    named["away"] = desk.store.events_of_story("s2")[0].id
    editing(desk).remove(named["gone"], "Ana")
    editing(desk).join(named["met"], named["joined"], "Ana")
    before = list(desk.store.events_of_story("s1", every=True)), list(desk.store.rulings())
    with pytest.raises(UsageError, match=why.format(**named)):
        decide(editing(desk), named)
    assert (list(desk.store.events_of_story("s1", every=True)), list(desk.store.rulings())) == before


EDITOR = """
import itertools, sys
from communique.clock import SystemClock
from communique.desk.correcting import Correcting
from communique.store.sqlite import SqliteStore
store = SqliteStore(sys.argv[1])
edit, event = Correcting(store, SystemClock()), sys.argv[2]
for number in itertools.count(1):
    if number == 2:
        print("at work", flush=True)
    edit.correct(event, {"day": f"{2000 + number % 900}-01-01"}, "Ana", str(number))
"""


def test_an_editor_who_is_killed_leaves_no_half_correction(desk: Desk, tmp_path: Path) -> None:
    id, file = meeting(desk).id, tmp_path / desk.settings.store
    for wait in (0.05, 0.2, 0.35):
        command = [sys.executable, "-c", EDITOR, str(file), id]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ))
        assert process.stdout is not None and process.stdout.readline() == b"at work\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = SqliteStore(file)
        last, found = store.rulings(1, event=id), store.event(id)
        store.close()
        assert found is not None and found.coded is not None
        assert last and last[0].new and last[0].new.date == found.date, "the record shows the last one that was entered"


PEOPLE = ("Jan Berg", "Keiko Mori", "Ana Sol", "Omar Diallo", "Petr Novak", "Liv Dahl", "Rui Matos", "Ines Costa")
LANDS = ("Norway", "Japan", "Peru", "Senegal", "Poland", "Kenya", "Portugal", "Chile")


@pytest.mark.parametrize("seed", [1, 2])
def test_corrections_hold_over_rounds_restarts_merges_and_splits_at_random(
    opened: Callable[[], Desk], seed: int
) -> None:
    chance, desk = random.Random(seed), opened()
    for n, (person, land) in enumerate(zip(PEOPLE, LANDS, strict=True)):
        text = f"Foreign Minister {person} of {land} met Foreign Minister Ivo Kos of Croatia on March {n + 2}."
        told = report(text, f"2024-03-{n + 3:02}T08:00:00+00:00", f"r{n}", title=f"{person} meets Kos")
        desk.store.put_report(told)
        desk.store.assign(told.id, f"s{n % 4}")
    desk.once()
    expected: dict[str, tuple[str, bool]] = {}
    for turn in range(8):
        alive = [story for story in desk.store.stories() if story.reports]
        name = f"r{chance.randrange(len(PEOPLE))}"
        event = told_by(desk, name)
        if event.stands and event.coded is None and chance.random() < 0.3:
            editing(desk).remove(event.id, "Ana")
            expected[name] = (written(event, "day"), False)
        elif event.stands:
            editing(desk).correct(event.id, {"day": f"2023-01-{turn + 1:02}"}, "Ana")
            expected[name] = (f"2023-01-{turn + 1:02}", True)
        if chance.random() < 0.5 and len(alive) > 1:
            editing(desk).merge([story.id for story in chance.sample(alive, 2)], "Ben")
        elif large := [story for story in alive if len(story.reports) > 1]:
            story = chance.choice(large)
            editing(desk).split(story.id, [chance.choice(story.reports)], "Ben")
        desk = opened() if turn % 3 == 2 else desk
        desk.once()
        found = {name: told_by(desk, name) for name in expected}
        assert {name: (written(e, "day"), e.stands) for name, e in found.items()} == expected
        assert all(event.coded is not None for event in found.values())
    assert len(expected) > 3


def told_by(desk: Desk, name: str) -> Event:
    """The meeting that a report tells of, in the story it is in now."""
    story = desk.store.story_of(name) or ""
    (found,) = [e for e in desk.store.events_of_story(story, every=True) if name in e.reports and e.event == "CONSULT"]
    return found
