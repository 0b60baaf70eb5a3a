"""Between which two states a story tells of dealings, and the side that a sentence leaves out."""

from communique.model import Event, Report
from communique.record import Recorder, between, join
from tests.record.conftest import report


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
