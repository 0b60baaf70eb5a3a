"""Sources, witnesses and dates."""

from communique.briefs import Dossier
from communique.briefs.credits import credits, dates, happened
from communique.briefs.dossier import Evidence
from communique.briefs.updates.notices import corrections
from communique.model import Event, Report, Version, When
from tests.briefs.builders import PAPER, WIRE, report, visit


def witnesses(*reports: Report) -> tuple[list[bool], int]:
    lines, count = credits(Evidence(Dossier(story="s1", reports=reports)))
    return [line.witness for line in lines], count


def at(hour: int) -> str:
    return f"2024-03-22T{hour:02}:00:00+00:00"


def test_two_reports_with_one_origin_are_one_witness() -> None:
    one = report("a", "Silva met Diallo, Harbour said.", origin=("Harbour",), published=at(8))
    two = report("b", "The two met, Harbour reported.", origin=("Harbour",), published=at(9))
    assert witnesses(one, two) == ([True, False], 1)


def test_a_copy_is_no_witness() -> None:
    one = report("a", WIRE, published=at(8))
    assert witnesses(one, report("b", WIRE, published=at(9), copy_of="a")) == ([True, False], 1)


def test_an_origin_is_followed_through_a_publisher_of_the_story() -> None:
    agency = report(
        "a", "Silva met Diallo, Harbour said.", publisher="Quay News Agency", origin=("Harbour",), published=at(8)
    )
    retold = report("b", "They met on Thursday, Quay reported.", origin=("Quay",), published=at(9))
    assert witnesses(agency, retold) == ([True, False], 1)


def test_one_publisher_is_one_witness_however_often_it_reports() -> None:
    one = report("a", WIRE, publisher="Quay", published=at(8))
    assert witnesses(one, report("b", PAPER, publisher="Quay", published=at(9))) == ([True, False], 1)


def test_a_digest_that_names_only_itself_adds_no_witness() -> None:
    first = report("a", WIRE, published=at(8))
    digest = report(
        "b", "Silva and Diallo met in Dakar recently. Ties grow.\n\nSource: Warm words in Dakar", published=at(20)
    )
    assert witnesses(first, digest) == ([True, False], 1)


def test_a_report_with_news_of_its_own_is_a_witness() -> None:
    first = report("a", WIRE, published=at(8))
    other = report("b", "Bissau sent Mamadu Sanha with 300 guests.", published=at(20))
    assert witnesses(first, other) == ([True, True], 2)


def test_days_of_happening_come_from_what_was_done_only() -> None:
    def on(day: str, status: str, end: str | None = None, precision: str = "day") -> Event:
        when = When(start=day, end=end or day, precision=precision, text="then")  # type: ignore[arg-type]
        return Event(id=day + status, story="s", event="CONSULT", status=status, date=when)  # type: ignore[arg-type]

    found = happened(
        [
            on("2024-03-22", "done"),
            on("2024-03-21", "done"),
            on("2024-03-21", "done"),
            on("2024-03-25", "planned"),
            on("2024-03-20", "denied"),
            on("2024-03-01", "done", "2024-03-31", "month"),
        ]
    )
    assert found == (When(start="2024-03-21", end="2024-03-21"), When(start="2024-03-22", end="2024-03-22"))


def test_reported_is_first_and_last_by_instant() -> None:
    late = report("a", WIRE, published="2024-03-22T01:00:00+09:00")
    early = report("b", PAPER, published="2024-03-21T12:00:00-05:00")
    unknown = report("c", PAPER, published=None)
    evidence = Evidence(Dossier(story="s1", reports=(late, early, unknown)))
    assert dates(evidence, (), None).reported == ("2024-03-22T01:00:00+09:00", "2024-03-21T12:00:00-05:00")
    assert dates(Evidence(visit(reports=(unknown,))), (), None).reported == ()


def test_corrections_are_in_the_order_of_their_time() -> None:
    later = Version(version=2, modified="2024-03-24T00:00:00Z", note="It was five.")
    sooner = Version(version=2, modified="2024-03-23T00:00:00Z", note="It was four.")
    made = (report("a", WIRE, versions=(Version(version=1), later)), report("b", PAPER, versions=(sooner,)))
    found = corrections(Evidence(Dossier(story="s", reports=made)), {})
    assert [c.text for c in found] == ["It was four.", "It was five."]


def test_a_note_is_told_once_and_within_what_may_be_printed() -> None:
    noted = [Version(version=n, seen=f"2024-03-2{n}T00:00:00Z", note=f"{'Five ' * 70}came.") for n in (2, 3)]
    evidence = Evidence(Dossier(story="s", reports=(report("a", WIRE, versions=(Version(version=1), *noted)),)))
    (free,) = corrections(evidence, {"a": "full"})
    assert (free.text, free.version, free.at) == (noted[0].note, 2, "2024-03-22T00:00:00Z")
    assert corrections(evidence, {})[0].text == f"{('Five ' * 60).strip()} […]"
    assert "Five" not in corrections(evidence, {"a": "headline"})[0].text
