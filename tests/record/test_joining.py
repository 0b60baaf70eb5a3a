"""Mentions of one story joined into events."""

import random

from msgspec.structs import replace

from communique.model import Actor, Event, Mention, Recorded, Report, When
from communique.record import Recorder, join
from tests.record.conftest import report

WANG = "Wang Huning, chairman of the CPPCC"
KIM = "Kim Song Nam, director of the International Department of the Workers' Party of Korea"
REPORTS = (
    report(f"{KIM}, will visit China on March 21. He is also to visit Laos.", "2024-03-19T10:00:00+09:00", "a"),
    report(f"{WANG}, met {KIM}, in Beijing on Thursday.", "2024-03-22T10:00:00+08:00", "b"),
    report(
        f"Cai Qi of the Communist Party of China met {KIM}, in the Great Hall of the People in Beijing on Friday.",
        "2024-03-23T08:00:00+09:00",
        "c",
    ),
    report(
        "Kim Song Nam of North Korea met Wang Huning of China in Beijing on Thursday and Cai Qi on Friday, KCNA said.",
        "2024-03-24T08:00:00+09:00",
        "d",
    ),
    report(
        "North Korea and China held talks in Beijing. Kim Song Nam met Wang Huning and Cai Qi.",
        "2024-04-16T08:00:00-04:00",
        "e",
    ),
)


def joined(recorder: Recorder, reports: tuple[Report, ...], before: tuple[Event, ...] = ()) -> tuple[Event, ...]:
    return join("s1", reports, [recorder.record(r) for r in reports], (), before)


def meetings(events: tuple[Event, ...], status: str = "done") -> list[Event]:
    return [e for e in events if e.event == "CONSULT" and e.status == status]


def names(event: Event) -> set[str]:
    return {a.name for a in (*event.actor, *event.recipient) if a.person}


def test_different_counterparts_are_different_events_and_a_digest_adds_none(recorder: Recorder) -> None:
    done = meetings(joined(recorder, REPORTS))
    assert [names(e) for e in done] == [{"Kim Song Nam", "Wang Huning"}, {"Kim Song Nam", "Cai Qi"}]
    assert [e.date.start for e in done if e.date] == ["2024-03-21", "2024-03-22"]
    assert done[1].place is not None and done[1].place.venue == "Great Hall of the People"


def test_offices_and_countries_are_completed_from_other_reports(recorder: Recorder) -> None:
    done = meetings(joined(recorder, REPORTS))
    held = {a.name: (a.code, a.office) for e in done for a in (*e.actor, *e.recipient)}
    assert held["Wang Huning"] == ("CHN", "chairman of the CPPCC")
    assert held["Kim Song Nam"] == ("PRK", "director of the International Department of the Workers' Party of Korea")


def test_plans_stay_plans_or_are_carried_out(recorder: Recorder) -> None:
    events = joined(recorder, REPORTS)
    planned = meetings(events, "planned")
    assert [{a.code for a in (*e.actor, *e.recipient)} for e in planned] == [{"PRK", "LAO"}]
    first = meetings(events)[0]
    assert any(
        "will visit" in m.evidence for r in REPORTS[:1] for m in recorder.record(r).mentions if m.id in first.evidence
    )


def test_an_undated_plan_is_linked(recorder: Recorder) -> None:
    plan = report("Spanish Prime Minister Pedro Sanchez will visit Morocco.", "2024-02-18T10:00:00+01:00", "p")
    done = report(
        "Spanish Prime Minister Pedro Sanchez visited Morocco on Wednesday.", "2024-02-21T20:00:00+01:00", "q"
    )
    events = joined(recorder, (plan, done))
    (happened,) = meetings(events)
    (planned,) = meetings(events, "planned")
    assert happened.fulfils == planned.id


def test_order_of_reports_plays_no_part(recorder: Recorder) -> None:
    expected = joined(recorder, REPORTS)
    shuffled = list(REPORTS)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert joined(recorder, tuple(shuffled)) == expected


def test_ids_are_given_once(recorder: Recorder) -> None:
    first = joined(recorder, REPORTS[:2])
    later = joined(recorder, REPORTS, first)
    again = joined(recorder, REPORTS, later)
    kept = {frozenset(names(e)): e.id for e in meetings(first)}
    assert all(e.id == kept[frozenset(names(e))] for e in meetings(later) if frozenset(names(e)) in kept)
    assert again == later
    assert len({e.id for e in later}) == len(later)


def test_nothing_in_nothing_out() -> None:
    assert join("s", (), (), (), ()) == ()
    assert join("s", (REPORTS[0],), (Recorded(report="a"),), (), ()) == ()


def test_what_happened_years_ago_is_background(recorder: Recorder) -> None:
    told = "Norway invaded Sweden in {}. Finland accused Norway of spying on Monday."
    for year, types in (("1950", ["ACCUSE"]), ("2023", ["ACCUSE", "ASSAULT"])):
        told_of = (report(told.format(year), "2024-04-16T08:00:00Z", "h"),)
        assert sorted({event.event for event in joined(recorder, told_of)}) == types


def test_somebody_else_of_the_country_founds_another_act(recorder: Recorder) -> None:
    told = (
        report("Kenya and Chad will hold talks in Nairobi on March 28.", name="a"),
        report("Kenya's foreign minister, Musalia Mudavadi, will meet Chad's president on March 28.", name="b"),
        report("Kenya's president, William Ruto, plans to visit Chad.", name="c"),
    )
    planned = meetings(joined(recorder, told), "planned")
    assert [names(e) for e in planned] == [{"Musalia Mudavadi"}, {"William Ruto"}]


def test_what_one_promised_is_not_what_two_agreed(recorder: Recorder) -> None:
    told = report(
        "Kenya and Chad agreed in Nairobi on Monday to open their border. "
        "Kenya promised Chad in Nairobi on Monday to train its police."
    )
    agreed = [e for e in joined(recorder, (told,)) if e.event == "AGREE"]
    assert sorted(e.reciprocal for e in agreed) == [False, True]


def test_plans_for_different_days_are_not_joined_by_one_without_a_day(recorder: Recorder) -> None:
    text = (
        "Omani Foreign Minister Salim Harthy will visit Jordanian Foreign Minister Rima Haddad on April 2. "
        "Harthy is to meet Haddad. Harthy will visit Haddad again on May 9."
    )
    days = {e.date.start for e in meetings(joined(recorder, (report(text),)), "planned") if e.date}
    assert days == {"2024-04-02", "2024-05-09"}


def test_a_day_bears_out_an_act_told_weakly() -> None:
    peru, chile = (Actor(text=name, name=name, code=code) for name, code in (("Peru", "PER"), ("Chile", "CHL")))
    mention = Mention(
        id="m", report="r", event="REQUEST", sentence=0, evidence="", status="done",
        actor=(peru,), recipient=(chile,), confidence=0.25,
    )  # fmt: skip
    day = When(start="2024-03-19", end="2024-03-19", precision="day")
    told = [Recorded(report="r", mentions=(m,)) for m in (mention, replace(mention, date=day))]
    assert [len(join("s", [report("", name="r")], [one], (), ())) for one in told] == [0, 1]


def test_the_office_of_a_state_says_whose_president_somebody_is(recorder: Recorder) -> None:
    text = "President Rosa Lima received Kenyan Foreign Minister Amos Kioko. Kioko thanked the Peruvian president."
    (met,) = meetings(joined(recorder, (report(text),)))
    assert {a.name: a.code for a in (*met.actor, *met.recipient)} == {"Rosa Lima": "PER", "Amos Kioko": "KEN"}


def test_what_two_did_together_is_not_what_they_did_to_a_third(recorder: Recorder) -> None:
    text = "Peru and Chile accused each other of piracy. Peru and Chile accused Kenya of piracy."
    accused = [e for e in joined(recorder, (report(text),)) if e.event == "ACCUSE"]
    assert {frozenset(a.code for a in (*e.actor, *e.recipient)) for e in accused} == {
        frozenset({"PER", "CHL"}), frozenset({"PER", "CHL", "KEN"}),
    }  # fmt: skip


def test_what_is_told_without_a_day_is_not_what_was_done_months_ago(recorder: Recorder) -> None:
    one = report(
        "Peruvian President Ana Villar and Chilean President Luis Rojas have agreed to build a tunnel. "
        "Peru and Chile agreed in October to build a bridge."
    )
    days = [e.date and e.date.start for e in join("s1", [one], [recorder.record(one)], (), ()) if e.event == "AGREE"]
    assert sorted(days, key=str) == ["2023-10-01", None]


def test_what_is_told_by_a_surname_is_told_of_the_full_name(recorder: Recorder) -> None:
    texts = (
        "South Africa offered talks. President Themba Nxumalo met British Prime Minister Ann Ash on Thursday.",
        "President Nxumalo of South Africa met the Zimbabwean president on Thursday.",
    )
    reports = [report(text, name=f"r{n}") for n, text in enumerate(texts)]
    events = join("s", reports, [recorder.record(r) for r in reports], (), ())
    assert {a.code for e in events for a in (*e.actor, *e.recipient) if a.name == "Themba Nxumalo"} == {"ZAF"}


def test_a_state_that_acts_towards_nobody_told_founds_an_act(recorder: Recorder) -> None:
    (called,) = joined(recorder, (report("France called for calm on Tuesday."),))
    assert (called.event, [a.code for a in called.actor], called.recipient) == ("REQUEST", ["FRA"], ())


def test_what_is_said_again_sentences_later_is_another_act(recorder: Recorder) -> None:
    text = "Peru accused Chile of spying. Rain fell in Lima. Peruvian Foreign Minister Ana Ruiz accused Chile of theft."
    blamed = [e for e in joined(recorder, (report(text),)) if e.event == "ACCUSE"]
    assert sorted(a.person for e in blamed for a in e.actor) == [False, True]


def test_what_a_lead_tells_is_told_anew_and_not_done_again(recorder: Recorder) -> None:
    text = (
        "Chad condemned Sudan's raid. Rain fell in the capital. It was late. Chad condemned Sudan's raid as barbaric."
    )
    assert len([e for e in joined(recorder, (report(text),)) if e.event == "ACCUSE"]) == 1
