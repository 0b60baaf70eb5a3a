"""Between which two states a story tells of dealings, and the side that a sentence leaves out."""

import pytest

from communique.model import Event, Report
from communique.record import Recorder, between, join
from tests.record.conftest import Acts, report


def joined(recorder: Recorder, *reports: Report) -> list[Event]:
    return list(join("s1", reports, [recorder.record(r) for r in reports], (), ()))


def codes(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [a.code for a in event.actor], [a.code for a in event.recipient]


RAMMED = report("A Togolese launch rammed a boat from Benin on Sunday.", title="Togo launch rams Benin boat", name="a")
AT_HOME = report(
    "The foreign ministry offered its condolences to the families of the Beninese fishermen.",
    title="Ministry: we are sorry",
    name="b",
)


def test_a_ministry_without_a_state_is_of_the_other_of_the_two(recorder: Recorder) -> None:
    assert between.pair([RAMMED, AT_HOME], [recorder.record(r) for r in (RAMMED, AT_HOME)]) == {"BEN", "TGO"}
    (sorry,) = [e for e in joined(recorder, RAMMED, AT_HOME) if e.event == "SUPPORT"]
    assert codes(sorry) == (["TGO"], ["BEN"])


def test_who_proposes_alone_does_so_to_the_other_of_the_two(recorder: Recorder) -> None:
    ambassador = report(
        "Togo's ambassador, Kofi Lawson, promised on Friday to pay for the nets.", title="Benin hears Togo", name="b"
    )
    (promised,) = [e for e in joined(recorder, RAMMED, ambassador) if e.event == "AGREE"]
    assert codes(promised) == (["TGO"], ["BEN"])


def test_a_story_of_one_state_or_of_three_has_no_other(recorder: Recorder) -> None:
    one = report("Togo promised on Friday to pay for the nets.", title="Togo to pay")
    three = report("Togo promised to pay.", title="Togo, Benin and Ghana quarrel over nets")
    for told in (one, three):
        assert between.pair([told], [recorder.record(told)]) == frozenset()


def test_who_is_to_travel_nowhere_else_goes_to_the_other_of_the_two(recorder: Recorder) -> None:
    eve = report(
        "India's foreign minister, Kavita Rao, flies in tomorrow noon.", title="Dhaka awaits India's minister", name="a"
    )
    round_ = report("India and Bangladesh exchanged flow records on Friday.", title="India, Bangladesh swap", name="b")
    (visit,) = [e for e in joined(recorder, eve, round_) if e.event == "CONSULT"]
    assert (visit.status, *codes(visit)) == ("planned", ["IND"], ["BGD"])


def test_who_sits_opposite_to_one_of_the_two_is_of_the_other(recorder: Recorder) -> None:
    told = report(
        "Georgia and South Korea signed a trade treaty on Monday.", title="Georgia, South Korea sign", name="a"
    )
    met = report("Foreign Minister Nino Beridze held talks with her South Korean counterpart.", title="Talks", name="b")
    (sat,) = [e for e in joined(recorder, told, met) if e.event == "CONSULT"]
    assert {a.name: a.code for a in (*sat.actor, *sat.recipient)}["Nino Beridze"] == "GEO"


def test_a_headline_tells_whose_somebody_is(recorder: Recorder) -> None:
    met = report(
        "President Behrouz Tavan met the Saudi king in Jeddah on Saturday. He leaves for Muscat on Sunday.",
        "2031-05-17T12:00:00+00:00",
        title="Saudi king receives Iran's Tavan",
        name="a",
    )
    told = {(e.status, frozenset(a.code for a in (*e.actor, *e.recipient))) for e in joined(recorder, met)}
    assert told == {("done", frozenset({"IRN", "SAU"})), ("planned", frozenset({"IRN", "OMN"}))}


def test_a_plan_told_when_another_was_carried_out_is_another(recorder: Recorder) -> None:
    eve = report(
        "Colombia's foreign minister, Ana Ruiz, leaves for Quito on Tuesday.",
        "2031-05-12T12:00:00+00:00",
        title="Colombia's minister to Ecuador",
        name="a",
    )
    met = report(
        "The foreign ministers of Colombia and Ecuador met in Quito on Tuesday. The two will meet again this month.",
        "2031-05-13T20:00:00+00:00",
        title="Colombia and Ecuador meet",
        name="b",
    )
    statuses = sorted(e.status for e in joined(recorder, eve, met) if e.event == "CONSULT")
    assert statuses == ["done", "planned"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran and Pakistan reached an accord on Monday. Qatar welcomed the agreement.", {"IRN", "PAK"}),
        ("Chad extradited General Lukusa on Monday. Ingrid Solheim of Norway criticised the extradition.", {"TCD"}),
        ("Peru sentenced a Chilean envoy on Monday. The European Union called the verdict an insult.", {"PER"}),
    ],
)
def test_a_deed_told_again_was_theirs_who_did_it(acts: Acts, text: str, told: set[str]) -> None:
    answer = next(m for m in acts(text) if m.sentence == 1)
    assert {a.code for a in answer.recipient} == told


@pytest.mark.parametrize(
    ("text", "event"),
    [("China asked both to show restraint.", "REQUEST"), ("Malaysia offered to host talks.", "AGREE")],
)
def test_what_a_third_state_asks_or_offers_is_meant_for_both(recorder: Recorder, text: str, event: str) -> None:
    third = report(text, title="Benin and Togo quarrel", name="b")
    (told,) = [e for e in joined(recorder, RAMMED, third) if e.event == event]
    assert {a.code for a in told.recipient} == {"BEN", "TGO"}


def test_diplomats_sent_home_by_nobody_named_are_sent_home_by_the_other(recorder: Recorder) -> None:
    told = report("Four Togolese diplomats were told to leave within 48 hours.", title="Benin answers Togo", name="b")
    sent = [e for e in joined(recorder, RAMMED, told) if e.event == "SANCTION"]
    assert [codes(e) for e in sent] == [(["BEN"], ["TGO"])]


def test_those_whom_sanctions_hit_are_not_sanctioned_by_the_other(recorder: Recorder) -> None:
    told = report("Togolese banks were cut off by sanctions on Tuesday.", title="Benin buys in Togo", name="b")
    assert not [e for e in joined(recorder, RAMMED, told) if e.event == "SANCTION" and codes(e)[0] == ["BEN"]]
