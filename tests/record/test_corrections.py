"""What editors decided about events, laid over whatever the reports are joined into."""

import random

import pytest
from msgspec.structs import replace

from communique.model import Actor, Event, Ruling, When
from communique.record import corrected

CHINA, NORWAY = (Actor(text=name, name=name, code=code) for name, code in (("China", "CHN"), ("Norway", "NOR")))
DAY = When(start="2024-03-21", end="2024-03-21")


def event(id: str, *evidence: str, kind: str = "CONSULT", **more: object) -> Event:
    """An event that rests on mentions, each `report.sentence-type`."""
    values = {"story": "s1", "event": kind, "actor": (CHINA,), "recipient": (NORWAY,)}
    reports = tuple(dict.fromkeys(mention.partition(".")[0] for mention in evidence))
    return Event(id=id, evidence=evidence, reports=reports, **(values | more))  # type: ignore[arg-type]


def ruling(number: int, kind: str, old: Event, new: Event | None = None, *fields: str) -> Ruling:
    values = {"at": "2024-03-25T07:00:00Z", "by": "ana", "kind": kind, "stories": ("s1",), "fields": fields}
    return Ruling(id=number, old=old, new=new, **values)  # type: ignore[arg-type]


TALKS = event("e1", "a.1-consult", "b.1-consult")
DATED = ruling(1, "correct", TALKS, replace(TALKS, date=DAY), "date")


def test_what_nobody_decided_about_is_left_alone() -> None:
    assert corrected([TALKS], []) == (TALKS,)


def test_a_correction_keeps_beside_it_what_the_reports_tell() -> None:
    (made,) = corrected([TALKS], [DATED])
    assert (made.date, made.coded, made.evidence) == (DAY, TALKS, TALKS.evidence) and made.stands


def test_a_correction_lets_what_it_did_not_set_grow() -> None:
    grown = event("e1", "a.1-consult", "c.2-consult", mode="visit", date=When(start="2024-03-20", end="2024-03-20"))
    (made,) = corrected([grown], [DATED])
    assert (made.date, made.mode, made.reports) == (DAY, "visit", ("a", "c"))


def test_the_later_of_two_corrections_holds() -> None:
    again = ruling(2, "correct", TALKS, replace(TALKS, date=None, mode="phone"), "date", "mode")
    (made,) = corrected([event("e1", "a.1-consult", date=DAY)], [DATED, again])
    assert (made.date, made.mode) == (None, "phone")


@pytest.mark.parametrize(
    "evidence", [("b.1-consult", "z.9-consult"), ("b.1-agree", "z.9-agree")], ids=["the mention", "the sentence alone"]
)
def test_an_event_under_another_id_is_found_by_its_evidence(evidence: tuple[str, ...]) -> None:
    kind = evidence[0].rpartition("-")[2].upper()
    made = corrected([event("e9", *evidence, kind=kind), event("e8", "z.9-accuse", kind="ACCUSE")], [DATED])
    assert [(one.id, one.date) for one in made] == [("e9", DAY), ("e8", None)]


def test_a_removed_event_is_kept_and_told_no_more() -> None:
    (made,) = corrected([TALKS], [ruling(1, "remove", TALKS)])
    assert made.removed and not made.stands and made.coded == TALKS


def test_a_removal_does_not_take_what_others_tell_with_it() -> None:
    larger = event("e2", "a.1-consult", "c.1-consult", "d.1-consult")
    (made,) = corrected([larger], [ruling(1, "remove", TALKS)])
    assert made.stands, "of four sentences in three reports one was of the event that was removed"
    (same,) = corrected([event("e2", "a.1-consult")], [ruling(1, "remove", TALKS)])
    assert same.removed


def test_a_join_gives_the_evidence_to_one() -> None:
    other = event("e2", "c.1-consult", fulfils="e1")
    kept, gone = corrected([other, TALKS], [ruling(1, "join", other, TALKS)])
    assert (kept.id, kept.evidence, kept.reports) == ("e1", (*TALKS.evidence, "c.1-consult"), ("a", "b", "c"))
    assert (gone.id, gone.joined, gone.stands) == ("e2", "e1", False)
    later = event("e3", "d.1-consult", fulfils="e2")
    made = {one.id: one for one in corrected([other, TALKS, later], [ruling(1, "join", other, TALKS)])}
    assert made["e3"].fulfils == "e1", "what the other had planned, this one had"


def test_joins_of_joins_end_in_one() -> None:
    a, b, c = (event(f"e{n}", f"{r}.1-consult") for n, r in enumerate("abc"))
    made = corrected([a, b, c], [ruling(1, "join", a, b), ruling(2, "join", b, c)])
    assert [(one.id, one.joined) for one in made] == [("e2", None), ("e0", "e2"), ("e1", "e2")]
    assert made[0].reports == ("c", "a", "b")


def test_what_is_taken_back_is_as_if_it_had_not_been() -> None:
    removed = replace(TALKS, removed=True)
    assert corrected([TALKS], [ruling(1, "remove", TALKS), ruling(2, "restore", removed, TALKS)]) == (TALKS,)
    (still,) = corrected([TALKS], [DATED, ruling(2, "remove", TALKS), ruling(3, "restore", removed, TALKS)])
    assert still.stands and still.date == DAY
    assert corrected([TALKS], [DATED, ruling(2, "restore", replace(TALKS, date=DAY), TALKS, "date")]) == (TALKS,)


def test_a_corrected_event_outlives_a_coding_that_does_not_give_it() -> None:
    (before,) = corrected([TALKS], [DATED])
    assert corrected([], [DATED], [before], ["a", "z"]) == (before,)
    assert corrected([], [DATED], [before], ["z"]) == (), "its reports have left the story"
    assert corrected([], [], [TALKS], ["a"]) == (), "nobody decided about it"


def test_the_order_of_events_plays_no_part() -> None:
    events = [event(f"e{n}", f"r{n % 5}.{n}-consult", f"r{n}.7-consult") for n in range(12)]
    rulings = [ruling(n, "remove", events[n]) for n in (1, 2)]
    rulings += [
        ruling(3, "join", events[4], events[5]),
        ruling(4, "correct", events[6], replace(events[6], mode="x"), "mode"),
    ]
    first = {one.id: one for one in corrected(events, rulings)}
    for seed in range(5):
        random.Random(seed).shuffle(events)
        assert {one.id: one for one in corrected(events, rulings)} == first


def test_level_and_format_of_a_meeting_go_with_what_was_corrected() -> None:
    told = event("e1", "a.1-consult", mode="phone", level="leaders", format="phone", duration=45)
    wang = Actor(text="Wang Yi", name="Wang Yi", code="CHN", office="foreign minister", person=True)
    met = replace(told, mode="visit", actor=(wang,))
    (made,) = corrected([told], [ruling(1, "correct", told, met, "mode", "actor")])
    assert (made.level, made.format, made.duration) == ("ministers", "in person", 45)
    (made,) = corrected([told], [ruling(1, "correct", told, replace(told, date=DAY), "date")])
    assert (made.level, made.format, made.duration) == ("leaders", "phone", 45)
    (made,) = corrected([told], [ruling(1, "correct", told, replace(told, event="AGREE"), "event")])
    assert (made.level, made.format, made.duration) == (None, None, None) and made.coded == told
