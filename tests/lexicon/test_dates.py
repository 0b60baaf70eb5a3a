from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon import dates

SUNDAY = date(2024, 3, 24)


def one(text: str, anchor: date | None = SUNDAY) -> dates.FoundDate:
    found = dates.find(text, anchor)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text, day",
    [
        ("on March 21, 2024", "2024-03-21"),
        ("on 21 March", "2024-03-21"),
        ("on the 22nd", "2024-03-22"),
        ("2024-03-21", "2024-03-21"),
        ("on Friday, 22 March 2024", "2024-03-22"),
        ("Jeudi 21 mars", "2024-03-21"),
        ("el 5 de mayo de 2024", "2024-05-05"),
        ("on Dec. 30", "2023-12-30"),
        ("they met on Thursday", "2024-03-21"),
        ("KCNA said on Sunday", "2024-03-24"),
        ("he will visit Hanoi on Monday", "2024-03-25"),
        ("is scheduled to meet him on Thursday", "2024-03-28"),
        ("Zhao Leji to visit Pyongyang Thursday", "2024-03-28"),
        ("gave the two envoys until Tuesday to leave", "2024-03-26"),
        ("the strikers had until Tuesday", "2024-03-26"),
        ("the talks had lasted until Tuesday", "2024-03-19"),
        ("next Sunday", "2024-03-31"),
        ("last Sunday", "2024-03-17"),
        ("yesterday", "2024-03-23"),
        ("tomorrow", "2024-03-25"),
        ("two days ago", "2024-03-22"),
    ],
)
def test_days(text: str, day: str) -> None:
    found = one(text)
    assert (found.first, found.last, found.precision) == (date.fromisoformat(day), date.fromisoformat(day), "day")


@pytest.mark.parametrize(
    "text, first, last, precision",
    [
        ("January 26-27", "2024-01-26", "2024-01-27", "span"),
        ("Jan. 30 - Feb. 2", "2024-01-30", "2024-02-02", "span"),
        ("from 21 to 23 March", "2024-03-21", "2024-03-23", "span"),
        ("from Monday to Wednesday", "2024-03-18", "2024-03-20", "span"),
        ("last week", "2024-03-11", "2024-03-17", "span"),
        ("earlier this week", "2024-03-18", "2024-03-24", "span"),
        ("this month", "2024-03-01", "2024-03-31", "month"),
        ("last month", "2024-02-01", "2024-02-29", "month"),
        ("in March 2023", "2023-03-01", "2023-03-31", "month"),
        ("they met in October", "2023-10-01", "2023-10-31", "month"),
        ("it will open in October", "2024-10-01", "2024-10-31", "month"),
        ("since 2020", "2020-01-01", "2020-12-31", "year"),
        ("the 1950-53 war", "1950-01-01", "1953-12-31", "span"),
        ("in the 1990s", "1990-01-01", "1999-12-31", "span"),
    ],
)
def test_longer_times(text: str, first: str, last: str, precision: str) -> None:
    found = one(text)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


def test_each_weekday_takes_the_tense_of_its_own_clause() -> None:
    found = dates.find("He will travel on Tuesday, the ministry said on Friday.", SUNDAY)
    assert [d.first for d in found] == [date(2024, 3, 26), date(2024, 3, 22)]


def test_a_day_can_lean_on_the_one_named_before() -> None:
    found = dates.find("On Thursday they met. A day earlier he had arrived. On that day he rested.", SUNDAY)
    assert [d.first for d in found] == [date(2024, 3, 21), date(2024, 3, 20), date(2024, 3, 20)]


def test_without_anchor_a_weekday_is_only_a_weekday() -> None:
    found = one("on Monday", None)
    assert (found.first, found.weekday, found.kind) == (None, 0, "weekday")
    assert one("on 4 March 2024", None).first == date(2024, 3, 4)


@pytest.mark.parametrize(
    "text", ["he may visit", "troops march on", "2000 troops", "2,024 votes", "the Sunday Times", ""]
)
def test_no_times(text: str) -> None:
    assert dates.find(text, SUNDAY) == ()


@given(st.text(alphabet="MarchFriday 0123456789-,. thst", max_size=80))
def test_never_fails_and_never_overlaps(text: str) -> None:
    reached = 0
    for found in dates.find(text, SUNDAY):
        assert found.start >= reached and text[found.start : found.end] == found.text
        assert found.first is None or (found.last is not None and found.first <= found.last)
        reached = found.end


def test_what_is_told_as_on_a_timetable_lies_ahead() -> None:
    told = dates.find("The minister goes on to Praia on Friday and returns on Saturday.", date(2024, 3, 21))
    assert [found.first for found in told] == [date(2024, 3, 22), date(2024, 3, 23)]
    told = dates.find("Cape Verde votes on the 5th.", date(2024, 3, 21))
    assert [found.first for found in told] == [date(2024, 4, 5)]
