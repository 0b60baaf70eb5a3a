"""Background: what the record holds on a pair from before, said so that nobody can misread it."""

import pytest
from msgspec.structs import replace

from communique.briefs import Elsewhere
from communique.briefs.background import background
from communique.briefs.background.bearing import borne_out
from communique.briefs.background.known import Candidate, known
from communique.briefs.dossier import Evidence
from communique.model import Actor, Agreement, Event, Holding, Sentence, Standing, When, spot
from tests.briefs.builders import DAKAR, ENVOY, HOST, report, visit

OTHER = Actor(text="Rui Costa", name="Rui Costa", code="PRT", office="prime minister", person=True)
SINCE = Elsewhere(since="2024-01-02")


def met(day: str, level: str | None = "ministers", story: str = "s0", **more: object) -> Event:
    given = {
        "id": f"x{day}{story}", "story": story, "event": "CONSULT", "reciprocal": True, "actor": (ENVOY,),
        "recipient": (HOST,), "date": When(start=day, end=day), "place": DAKAR, "reports": ("r1", "r2"), "level": level,
    }  # fmt: skip
    return Event(**{**given, **more})  # type: ignore[arg-type]


def evidence(*earlier: Event, elsewhere: Elsewhere = SINCE, level: str | None = "ministers") -> Evidence:
    made = visit(earlier=earlier, elsewhere=elsewhere)
    return Evidence(replace(made, events=(replace(made.events[0], level=level), *made.events[1:])))


def texts(found: Evidence, told: tuple[str, ...] = ()) -> list[str]:
    return [sentence.text for sentence in background(found, told)]


def test_the_last_meeting_at_this_level_and_which_one_this_is() -> None:
    higher = met("2024-03-01", "leaders", actor=(OTHER,), story="s9")
    found = evidence(met("2024-01-05"), met("2024-02-06"), higher)
    assert texts(found) == [
        "In our record, ministers of Portugal and Senegal last met on Tuesday, 6 February 2024, "
        "when Ana Silva met Omar Diallo in Dakar.",
        "This is the third meeting at the level of ministers between Portugal and Senegal in our record since it began "
        "in January 2024.",
    ]
    assert [s.pair for s in background(found)] == ["PRT-SEN", "PRT-SEN"]
    assert background(found)[1].events == ("x2024-01-05s0", "x2024-02-06s0")


def test_a_longer_record_says_which_year_it_counts() -> None:
    found = evidence(met("2023-11-05"), met("2024-02-06"), elsewhere=Elsewhere(since="2022-05-01"))
    assert "second meeting at the level of ministers" in texts(found)[1]
    assert texts(found)[1].endswith("in our record in 2024 (it begins in May 2022).")


def test_where_no_level_is_known_the_meetings_before_are_counted() -> None:
    found = evidence(met("2024-01-05", "leaders"), met("2024-02-06", "officials"), level=None)
    assert texts(found)[1] == (
        "Our record has two earlier meetings of Portugal and Senegal since it began in January 2024: "
        "one of leaders and one of officials."
    )


@pytest.mark.parametrize(
    "other",
    [
        met("2024-03-21"), met("2024-04-02"), met("2024-02-06", story="s1"), met("2024-02-06", mode="phone"),
        met("2024-02-06", status="planned"), met("2024-02-06", actor=(), recipient=(HOST,)),
        met("2024-02-06", reports=("r1",), confidence=0.3), met("2024-02-06", recipient=(replace(HOST, code="MLI"),)),
    ],
    ids=["same day", "future", "own story", "phone", "plan", "one side", "unsure", "another country"],
)  # fmt: skip
def test_what_is_not_counted(other: Event) -> None:
    assert not any(" last met " in text for text in texts(evidence(other)))


def test_one_meeting_that_two_stories_tell_is_one() -> None:
    found = evidence(met("2024-01-05"), met("2024-01-05", story="s8"))
    assert "second meeting" in texts(found)[1]


def test_a_plan_of_another_story_that_is_carried_out() -> None:
    plan = met("2024-03-21", status="planned", story="s7")
    assert texts(evidence(plan)) == [
        "In our record, a meeting of Portugal and Senegal had been planned for Thursday, 21 March 2024."
    ]
    assert texts(evidence(met("2024-02-21", status="planned", story="s7"))) == []


def test_somebody_who_met_others_before() -> None:
    minister = Actor(text="Awa Fall", name="Awa Fall", code="SEN", person=True)
    found = evidence(met("2024-01-05", recipient=(minister,)), met("2024-02-06", "leaders", actor=(OTHER,)), level=None)
    assert "In our record, Ana Silva last met Awa Fall of Senegal on Friday, 5 January 2024, in Dakar." in texts(found)


def test_what_the_body_says_is_not_said_again() -> None:
    found = evidence(met("2024-02-06"))
    told = ("The two ministers had met on Tuesday, 6 February 2024.",)
    assert not any(" last met " in text for text in texts(found, told))


PRESS = "Portugal and Senegal signed an agreement on fishing in Lisbon on Monday, 5 February 2024."


def papers() -> Elsewhere:
    made = report("old", PRESS, published="2024-02-06T08:00:00+00:00")
    document = f"{spot('old', made.sentence(0))}-agreement"
    standing = Standing(
        story="s0", kind="agreement", name="agreement", status="signed", day="2024-02-05", parties=(ENVOY, HOST),
        subject="fishing", evidence=(document,), reports=("old",),
    )  # fmt: skip
    agreement = Agreement(
        id="a1", story="s0", kind="agreement", name="agreement", status="signed", day="2024-02-05",
        parties=(ENVOY, HOST), subject="fishing", history=(standing,),
    )  # fmt: skip
    return Elsewhere(since="2024-01-02", agreements=(agreement,), reports=(made,))


def test_an_agreement_with_the_sentence_that_tells_of_it() -> None:
    (found,) = background(evidence(elsewhere=papers()))
    assert found.text == (
        "In our record, Portugal and Senegal signed an agreement on fishing on Monday, 5 February 2024."
    )
    assert [(c.report, c.start, c.end) for c in found.citations] == [("old", 0, len(PRESS))]


def test_a_new_office_is_told_if_its_report_carries_it() -> None:
    text = "Ana Silva was appointed foreign minister of Portugal on Monday, 4 March 2024."
    made = report("old", text, published="2024-03-05T08:00:00+00:00")
    began = Holding(
        id="h1", person="Ana Silva", office="foreign minister", report="old", sentence=0, code="PRT", day="2024-03-05",
        tells="began", since="2024-03-04",
    )  # fmt: skip
    found = texts(evidence(elsewhere=Elsewhere(holdings=(began,), reports=(made,))))
    assert found in ([], ["In our record, Ana Silva became foreign minister on Monday, 4 March 2024."])
    assert texts(evidence(elsewhere=Elsewhere(holdings=(replace(began, since="2023-09-01"),), reports=(made,)))) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In our record, Portugal and Senegal last met on Wednesday, 7 February 2024.", ()),
        ("In our record, Portugal and Mali last met on Tuesday, 6 February 2024.", ()),
        (
            "In our record, Portugal and Senegal last met on Tuesday, 6 February 2024, when Rui Costa met Omar Diallo.",
            (),
        ),
        ("In our record, leaders of Portugal and Senegal last met on Tuesday, 6 February 2024.", ()),
        ("Our record has three earlier meetings of Portugal and Senegal in 2024.", (1.0,)),
        ("Our record has three earlier meetings of Portugal and Senegal in 2024.", (3.0,)),
        ("In our record, Portugal and Senegal last met on Tuesday, 6 February 2024 in Lisbon.", ()),
    ],
)
def test_what_the_events_do_not_bear_out(text: str, numbers: tuple[float, ...]) -> None:
    held = known(evidence(met("2024-02-06")))
    assert held is not None
    right = Sentence(
        text="In our record, ministers of Portugal and Senegal last met on Tuesday, 6 February 2024 in Dakar.",
        events=("x2024-02-06s0",),
    )
    assert borne_out(Candidate(right, 1.0), held)
    assert not borne_out(Candidate(replace(right, text=text), 1.0, None, numbers), held)
    assert not borne_out(Candidate(replace(right, events=("unknown",)), 1.0), held)


def test_reports_without_a_day_have_what_is_known_of_their_two_states() -> None:
    made = visit(earlier=(met("2024-01-05"),))
    undated = replace(made, reports=tuple(replace(r, published=None) for r in made.reports))
    told = known(Evidence(undated))
    assert told is not None
    assert [e.id for e in told.earlier] == ["x2024-01-05s0"]
