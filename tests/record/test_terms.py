"""Terms of offices out of what many reports said, and where these differ."""

import random
from datetime import date

import pytest

from communique.model import Holding, Term
from communique.record import terms
from communique.record.knowing import Knowledge
from communique.record.terms import seat_of

NUMBER = iter(range(10_000))


def told(person: str, office: str, day: str, code: str | None = "NOR", **more: object) -> Holding:
    """A report of its own that says so."""
    number = next(NUMBER)
    values = {"id": f"h{number}", "report": f"r{number}", "sentence": 0, "code": code, "day": day}
    return Holding(person=person, office=office, **(values | more))  # type: ignore[arg-type]


def only(*holdings: Holding) -> Term:
    (term,) = terms(holdings).terms
    return term


def test_what_several_reports_say_of_one_office_is_one_term() -> None:
    term = only(
        told("Jan Berg", "foreign minister", "2024-03-01"),
        told("Jan Berg", "minister of foreign affairs of Norway", "2024-02-01"),
        told("Jan Berg", "foreign minister", "2024-01-10", tells="began", since="2024-01-08"),
        told("Jan Berg", "foreign minister", "2024-03-09", tells="ended", since="2024-03-08"),
        told("Jan-Berg", "foreign minister", "2024-03-12", code=None, tells="ended"),
    )
    assert (term.person, term.code, term.seat) == ("jan-berg", "NOR", "foreign minister")
    assert (term.began, term.first, term.last, term.ended, term.over) == (
        "2024-01-08", "2024-02-01", "2024-03-01", "2024-03-08", "2024-03-12",
    )  # fmt: skip
    assert len(term.evidence) == 5 and terms(term.evidence).differences == ()


def test_nothing_is_inferred_beyond_what_is_told() -> None:
    term = only(told("Jan Berg", "chairman of the Harbour Council", "2024-03-01"))
    assert (term.began, term.ended, term.over) == (None, None, None) and term.first == term.last == "2024-03-01"


def test_one_who_comes_back_has_two_terms() -> None:
    made = terms(
        [
            told("Ana Sol", "president", "2020-01-01", "PER"),
            told("Ana Sol", "president", "2021-01-02", "PER", tells="ended", since="2021-01-01"),
            told("Ana Sol", "president", "2024-01-02", "PER", tells="began", since="2024-01-01"),
            told("Ana Sol", "president", "2024-02-02", "PER"),
        ]
    )
    assert [(t.began, t.first, t.ended) for t in made.terms] == [
        ("2024-01-01", "2024-02-02", None),
        (None, "2020-01-01", "2021-01-01"),
    ]
    assert made.differences == ()


def test_an_office_in_fewer_words_is_the_fuller_one() -> None:
    full = "director of the International Department of the Workers' Party of Korea"
    term = only(
        told("Kim Song Nam", full, "2024-03-01", "PRK"),
        told("Kim Song Nam", "director of the International Department", "2024-03-02", "PRK"),
    )
    assert (term.office, term.last) == (full, "2024-03-02")


def test_two_holders_of_one_seat_on_the_same_days_are_a_difference() -> None:
    one = [told("Jan Berg", "foreign minister", day) for day in ("2024-03-01", "2024-03-10")]
    other = told("Liv Dahl", "foreign minister", "2024-03-05")
    (found,) = terms([*one, other]).differences
    assert found.kind == "holders" and {side.name for side in found.sides} == {"Jan Berg", "Liv Dahl"}
    assert {h.report for side in found.sides for h in side.evidence} == {h.report for h in (*one, other)}


@pytest.mark.parametrize(
    "others",
    [
        [told("Liv Dahl", "foreign minister", "2024-03-11")],
        [told("Liv Dahl", "foreign minister", "2024-03-10", tells="began", since="2024-03-10")],
        [told("Liv Dahl", "foreign minister", "2024-03-05", "SWE")],
        [told("Liv Dahl", "deputy foreign minister", "2024-03-05")],
        [told("Liv Dahl", "foreign minister", "2024-03-05", tells="ended")],
        [told("Liv Dahl", "foreign minister", "2024-03-05", tells="named")],
        [told("Liv Dahl", "member of parliament", "2024-03-05")],
    ],
)
def test_one_after_the_other_or_beside_each_other_is_none(others: list[Holding]) -> None:
    held = [told("Jan Berg", "foreign minister", day) for day in ("2024-03-01", "2024-03-10")]
    assert terms([*held, *others]).differences == ()


def test_one_person_in_two_countries_or_two_ministries_is_a_difference() -> None:
    for office, code in (("foreign minister", "SWE"), ("finance minister", "NOR")):
        held = [told("Jan Berg", "foreign minister", day) for day in ("2024-03-01", "2024-03-10")]
        (found,) = terms([*held, told("Jan Berg", office, "2024-03-05", code)]).differences
        assert found.kind == "offices" and {(s.seat, s.code) for s in found.sides} == {
            ("foreign minister", "NOR"),
            (office, code),
        }


def test_two_offices_that_one_report_gives_are_held_together() -> None:
    both = [told("Jan Berg", office, "2024-03-01", report="r") for office in ("foreign minister", "finance minister")]
    assert terms(both).differences == () and len(terms(both).terms) == 2


def test_an_end_that_others_know_nothing_of_is_a_difference() -> None:
    over = told("Jan Berg", "foreign minister", "2024-03-04", tells="ended", since="2024-03-03")
    still = told("Jan Berg", "foreign minister", "2024-03-09")
    (found,) = terms([over, still, told("Jan Berg", "foreign minister", "2024-03-01")]).differences
    assert found.kind == "ended"
    assert [[h.report for h in side.evidence] for side in found.sides] == [[over.report], [still.report]]


def test_the_order_of_reports_plays_no_part() -> None:
    held = [told("Jan Berg", "foreign minister", f"2024-03-{day:02}") for day in range(1, 9)]
    held += [
        told("Liv Dahl", "minister for foreign affairs", "2024-03-04"),
        told("Liv Dahl", "member of X", "2024-01-01"),
    ]
    first = terms(held)
    for seed in range(5):
        random.Random(seed).shuffle(held)
        assert terms(held) == first


@pytest.mark.parametrize(
    ("office", "code", "seat"),
    [
        ("foreign secretary", "GBR", "foreign minister"),
        ("secretary of state", "USA", "foreign minister"),
        ("secretary of state", "FRA", None),
        ("premier", "CHN", "prime minister"),
        ("caretaker prime minister", "NLD", "prime minister"),
        ("deputy prime minister", "NLD", None),
        ("president of Peru", "PER", "president"),
        ("president", None, None),
        ("member of the Politburo", "CHN", None),
        ("secretary of defense", "USA", "defence minister"),
        ("minister of the interior", "FRA", "interior minister"),
    ],
)
def test_seats(office: str, code: str | None, seat: str | None) -> None:
    assert seat_of(office, code) == seat


def test_the_record_knows_the_office_of_the_day() -> None:
    from communique.model import Actor, Mention, Recorded

    known = [
        told("Jan Berg", "finance minister", "2023-05-01"),
        told("Jan Berg", "finance minister", "2023-12-31", tells="ended", since="2023-12-31"),
        told("Jan Berg", "ambassador", "2024-02-01"),
        told("Jan Berg", "president", "2025-01-01", tells="began", since="2025-01-01"),
    ]
    actor = Actor(text="Berg", name="Jan Berg", code="NOR", person=True)
    here = Recorded(report="new", mentions=(Mention(id="m", report="new", event="CONSULT", actor=(actor,)),))
    knowledge = Knowledge([here], known)
    held = {
        day: knowledge.complete(actor, date.fromisoformat(day)).office
        for day in ("2023-06-01", "2024-03-01", "2025-02-01")
    }
    assert held == {"2023-06-01": "finance minister", "2024-03-01": "ambassador", "2025-02-01": "president"}


def test_on_a_day_heads_come_before_ministers_and_these_before_others() -> None:
    held = [
        told("Ola Vik", "member of the Harbour Council", "2024-03-09"),
        told("Jan Berg", "foreign minister", "2024-03-08"),
        told("Liv Dahl", "prime minister", "2024-03-01"),
        told("Kari Moe", "foreign minister", "2023-03-01"),
        told("Per Lie", "finance minister", "2024-02-01", tells="ended"),
    ]
    assert [t.name for t in terms(held, "2024-03-20").terms] == ["Liv Dahl", "Jan Berg", "Ola Vik"]
    assert [t.name for t in terms(held, "2023-04-01").terms] == ["Kari Moe"]
    assert terms(held, "2022-01-01").terms == ()
