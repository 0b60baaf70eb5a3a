"""Differences in sentences: what is one, who stands behind it, what was corrected, and what only seems to be one."""

import pytest
from msgspec.structs import replace

from communique.briefs import Dossier
from communique.briefs.differing import developments, differences
from communique.briefs.dossier import Evidence
from communique.lexicon import sentences
from communique.model import Difference, Holding, Recorded, Report


def report(name: str, text: str, hour: str = "2025-05-08T09:00:00Z", **more: object) -> Report:
    given = {"publisher": name.title(), "published": hour, "language": "en"}
    found = tuple(sentences.split(text, "en"))
    return Report(id=name, text=text, sentences=found, **{**given, **more})  # type: ignore[arg-type]


def evidence(*reports: Report, **more: object) -> Evidence:
    recorded = tuple(Recorded(report=r.id) for r in reports)
    return Evidence(Dossier(story="s", reports=reports, **{"recorded": recorded, **more}))  # type: ignore[arg-type]


def told(found: tuple[Difference, ...]) -> list[tuple[str, list[str]]]:
    return [(d.slot, [r.value for r in d.readings]) for d in found]


ONE = "Fijian Prime Minister Josefa Waqa met Tongan envoy Sione Fifita in Suva on Tuesday and promised 12 boats."


@pytest.mark.parametrize(
    ("other", "slot", "values"),
    [
        (ONE.replace("Tuesday", "Wednesday"), "day", ["Tuesday, 6 May 2025", "Wednesday, 7 May 2025"]),
        (ONE.replace("Suva", "Nadi"), "place", ["Suva", "Nadi"]),
        (ONE.replace("12", "21"), "number", ["12", "21"]),
        ("Suva denied that Josefa Waqa had met Tongan envoy Sione Fifita on Tuesday.", "happened", []),
        ("The meeting of Josefa Waqa and Sione Fifita on Tuesday was called off.", "happened", []),
    ],
)
def test_each_slot_is_found_in_sentences(other: str, slot: str, values: list[str]) -> None:
    found = told(differences(evidence(report("a", ONE), report("b", other))))
    assert [s for s, _ in found] == [slot]
    assert not values or found[0][1] == values


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (ONE, ONE.replace("in Suva", "at the Grand Hotel")),
        (ONE, ONE.replace("12 boats", "a dozen boats")),
        (ONE.replace("12 boats", "312 boats"), ONE.replace("12 boats", "some 300 boats")),
        (ONE, "Josefa Waqa will meet Sione Fifita in Suva on Tuesday."),
        ("Fiji opened the fair in Suva on Tuesday.", "Fiji closed the fair in Suva on Wednesday."),
        ("The storm killed 3 people in Suva on Tuesday.", "The storm hurt 9 people in Suva on Tuesday."),
        ("Fiji sent three Tongans home from Suva.", "Fiji's consul in Suva serves some 9,000 Tongans."),
        ("Fiji lent Tonga 2 million dollars for boats.", "Fiji lent Tonga 1.8 million euros for boats."),
    ],
)
def test_what_only_seems_to_differ(one: str, two: str) -> None:
    early = "2025-05-04T09:00:00Z" if "will meet" in two else "2025-05-08T09:00:00Z"
    assert told(differences(evidence(report("a", one), report("b", two, early)))) == []


def test_a_toll_that_rose_is_told_as_that() -> None:
    one = report("a", "The storm killed 3 people in Suva on Tuesday.", "2025-05-07T06:00:00Z")
    two = report("b", "The storm in Suva on Tuesday killed 11 people.", "2025-05-08T06:00:00Z")
    made = evidence(one, two)
    assert told(differences(made)) == []
    assert told(developments(made)) == [("number", ["3", "11"])]
    fallen = evidence(replace(one, published="2025-05-08T06:00:00Z"), replace(two, published="2025-05-07T06:00:00Z"))
    assert told(differences(fallen)) == [("number", ["11", "3"])]


def test_witnesses_are_counted_by_origin() -> None:
    twelve = [report(name, ONE, origin=("Palm Agency",)) for name in ("a", "b")]
    found = differences(evidence(*twelve, report("c", ONE.replace("12", "21"))))
    assert [(r.value, r.witnesses, len(r.citations)) for r in found[0].readings] == [("12", 1, 2), ("21", 1, 1)]


def test_who_retells_an_agency_that_says_otherwise_is_no_witness() -> None:
    agency = report("a", ONE, publisher="Palm Agency")
    digest = report("b", ONE.replace("12", "21"), origin=("Palm Agency",))
    found = differences(evidence(agency, digest))
    assert [(r.value, r.witnesses) for r in found[0].readings] == [("12", 1), ("21", 0)]


def holdings(office: str, name: str, made: Report) -> Recorded:
    held = Holding(id=f"h-{made.id}", person=name, office=office, report=made.id, sentence=0, code="FJI")
    return Recorded(report=made.id, holdings=(held,))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("foreign minister", "minister for foreign affairs and trade", False),
        ("foreign minister", "deputy foreign minister", True),
        ("defence minister", "interior minister", True),
        ("acting foreign minister", "foreign minister", False),
        ("foreign minister", "ambassador to Tonga", True),
        ("prime minister and foreign minister", "foreign minister", False),
    ],
)
def test_offices_that_nobody_holds_at_a_time(one: str, other: str, differ: bool) -> None:
    a, b = report("a", ONE), report("b", ONE)
    made = evidence(a, b, recorded=(holdings(one, "Josefa Waqa", a), holdings(other, "Josefa Waqa", b)))
    assert [s for s, _ in told(differences(made))] == (["office"] if differ else [])


@pytest.mark.parametrize(("other", "differ"), [("Peni Tora", True), ("Josepha Wakka", False), ("Waqa Josefa", False)])
def test_another_name_in_the_same_office(other: str, differ: bool) -> None:
    a, b = report("a", ONE), report("b", ONE.replace("Josefa Waqa", other))
    made = evidence(a, b, recorded=(holdings("prime minister", "Josefa Waqa", a), holdings("prime minister", other, b)))
    assert told(differences(made)) == ([("name", ["Josefa Waqa", other])] if differ else [])


def test_what_a_correction_settled_is_shown_from_the_printing_before() -> None:
    wrong, right = report("b", ONE.replace("12", "21")), report("b", ONE, version=2)
    made = evidence(report("a", ONE), right, former=((wrong, Recorded(report="b")),))
    (found,) = differences(made)
    assert [(r.value, r.corrected, r.citations[0].version) for r in found.readings] == [
        ("12", False, 1),
        ("21", True, 1),
    ]
    assert not found.open
    assert differences(evidence(report("a", ONE), right)) == ()
