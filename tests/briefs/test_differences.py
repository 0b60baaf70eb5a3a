"""Where reports differ, and where they only seem to."""

import pytest
from msgspec.structs import replace

from communique.briefs import Dossier
from communique.briefs.differing import differences, title_of
from communique.briefs.dossier import Evidence
from communique.model import Actor, Difference, Event, Mention, Place, Recorded, Report, When
from tests.briefs.builders import event, holding, mention, report


def dossier(*pairs: tuple[Report, Mention | None], **more: object) -> Dossier:
    mentions = [m for _, m in pairs if m is not None]
    recorded = tuple(Recorded(report=r.id, version=r.version, mentions=(m,) if m else ()) for r, m in pairs)
    events: tuple[Event, ...] = (event(*mentions),) if mentions else ()
    given = {"story": "s1", "reports": tuple(r for r, _ in pairs), "recorded": recorded, "events": events}
    return Dossier(**{**given, **more})  # type: ignore[arg-type]


def found(made: Dossier) -> list[tuple[str, list[str]]]:
    return [(d.slot, [reading.value for reading in d.readings]) for d in differences(Evidence(made))]


def told(name: str, day: str, text: str, **more: object) -> tuple[Report, Mention]:
    made = report(name, f"Ana Silva met Omar Diallo in Dakar {text}.", **more)
    words = text.rsplit("on ", 1)[-1] if "on " in text else text
    return made, mention(made, "met Omar Diallo", date=When(start=day, end=day, text=words))


def test_two_days_of_one_meeting_differ_and_each_is_cited() -> None:
    made = dossier(told("wire", "2024-03-21", "on Thursday"), told("paper", "2024-03-22", "on Friday"))
    assert found(made) == [("day", ["Thursday, 21 March 2024", "Friday, 22 March 2024"])]
    reading = differences(Evidence(made))[0].readings[1]
    assert [citation.report for citation in reading.citations] == ["paper"]


def test_one_day_told_twice_is_no_difference() -> None:
    made = dossier(told("wire", "2024-03-21", "on Thursday"), told("paper", "2024-03-21", "on Thursday"))
    assert found(made) == []


def test_days_of_reporting_are_no_days_of_happening() -> None:
    one = report("wire", "Ana Silva met Omar Diallo in Dakar, the Harbour agency said on Saturday.")
    two = report("paper", "Ana Silva met Omar Diallo in Dakar, the Harbour agency reported on Sunday.")
    saturday, sunday = (When(start=d, end=d, text=t) for d, t in (("2024-03-23", "Saturday"), ("2024-03-24", "Sunday")))
    made = dossier((one, mention(one, "met", date=saturday)), (two, mention(two, "met", date=sunday)))
    assert found(made) == []


def test_a_copy_is_no_second_voice() -> None:
    copy, said = told("paper", "2024-03-22", "on Friday", copy_of="wire")
    assert found(dossier(told("wire", "2024-03-21", "on Thursday"), (copy, said))) == []


def test_another_town_differs_but_its_country_does_not() -> None:
    one, two = told("wire", "2024-03-21", "on Thursday"), report("paper", "Ana Silva met Omar Diallo in Thiès.")
    thies = mention(two, "met", date=None, place=Place(name="Thiès", country="SEN"))
    assert found(dossier(one, (two, thies))) == [("place", ["Dakar", "Thiès"])]
    country = report("paper", "Ana Silva met Omar Diallo in Senegal.")
    made = mention(country, "met", date=None, place=Place(name="Senegal", country="SEN"))
    assert found(dossier(one, (country, made))) == []


def test_told_and_denied_is_a_difference() -> None:
    one, two = (
        told("wire", "2024-03-21", "on Thursday"),
        report("paper", "Dakar denied that Ana Silva met Omar Diallo."),
    )
    denied = mention(two, "denied", status="denied", date=None, place=None)
    assert found(dossier(one, (two, denied))) == [("happened", ["it took place", "it is denied"])]


def with_offices(one: str, two: str) -> Dossier:
    wire, first = told("wire", "2024-03-21", "on Thursday")
    paper, second = told("paper", "2024-03-21", "on Thursday")
    recorded = tuple(
        Recorded(report=r.id, mentions=(m,), holdings=(holding(r, "met", office, "Omar Diallo"),))
        for r, m, office in ((wire, first, one), (paper, second, two))
    )
    return replace(dossier((wire, first), (paper, second)), recorded=recorded)


def test_a_deputy_here_and_the_head_there_is_a_difference() -> None:
    offices = ("chairman of the National Council", "deputy chairman of the National Council")
    assert [(slot, sorted(values)) for slot, values in found(with_offices(*offices))] == [("office", sorted(offices))]


@pytest.mark.parametrize("other", ["head of the National Council", "chairman of Senegal's National Council", "a poet"])
def test_other_words_for_an_office_are_no_difference(other: str) -> None:
    assert found(with_offices("chairman of the National Council", other)) == []


def counts(one: str, two: str) -> list[Difference]:
    return list(differences(Evidence(dossier((report("wire", one), None), (report("paper", two), None)))))


def test_another_number_in_sentences_about_the_same_thing() -> None:
    made = counts(
        "Parliament approved the treaty with 287 votes in favour and 55 against.",
        "The treaty was approved by parliament with 278 votes in favour and 55 against.",
    )
    assert [(d.slot, sorted(r.value for r in d.readings)) for d in made] == [("number", ["278", "287"])]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The port handles 40 ships a week in summer.", "The council of Dakar owns 12 ships of its own."),
        (
            "Aid worth 1.13 billion euros was promised to the port.",
            "Aid worth 1.1 billion euros was promised to the port.",
        ),
        ("The delegation has nine members from five towns.", "The delegation has 9 members from five towns."),
        (
            "The treaty of 1998 ended the dispute over the harbour.",
            "The treaty of 2003 ended the dispute over the harbour.",
        ),
    ],
)
def test_what_is_not_the_same_thing_or_not_another_number(one: str, two: str) -> None:
    assert counts(one, two) == []


def test_a_corrected_version_no_longer_differs() -> None:
    wrong = told("paper", "2024-03-22", "on Friday")
    right, said = told("paper", "2024-03-21", "on Thursday", version=2)
    wire = told("wire", "2024-03-21", "on Thursday")
    assert found(dossier(wire, wrong)) != []
    assert found(dossier(wire, (right, replace(said, version=2)))) == []


def test_who_struck_whom_is_said_and_a_state_stands_for_its_provinces() -> None:
    chad = Actor(text="N'Djamena", name="Chad", code="TCD")
    niger = (Actor(text="Niger", name="Niger", code="NER"), Actor(text="Diffa", name="Diffa", code="NER"))
    rebels = Actor(text="rebels", name="rebels", code="NGO")
    struck = Event(id="e", story="s", event="ASSAULT", actor=(chad, rebels), recipient=niger)
    assert title_of(struck) == "attack of Chad and rebels on Niger"
    assert title_of(replace(struck, event="AID")) == "act of Chad, rebels and Niger"
