"""When something is due, by the desk's clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from communique.dispatch import hours
from communique.errors import UsageError

OSLO = ZoneInfo("Europe/Oslo")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("every", "now", "due"),
    [
        ("round", "2024-03-27T14:05", "2024-03-27T14:05"),
        ("day", "2024-03-27T06:59", "2024-03-27T07:00"),
        ("day", "2024-03-27T07:00", "2024-03-28T07:00"),
        ("day", "2024-03-30T23:00", "2024-03-31T07:00"),  # the clocks go forward in between
        ("week", "2024-03-25T06:00", "2024-03-25T07:00"),  # a Monday
        ("week", "2024-03-25T08:00", "2024-04-01T07:00"),
        ("week", "2024-03-31T08:00", "2024-04-01T07:00"),
    ],
)
def test_digests_are_due_at_seven(every: str, now: str, due: str) -> None:
    assert hours.due(every, at(now)) == at(due)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        (("22:00", "07:00"), "21:59", False),
        (("22:00", "07:00"), "22:00", True),
        (("22:00", "07:00"), "03:00", True),
        (("22:00", "07:00"), "07:00", False),
        (("12:00", "13:30"), "13:29", True),
        (("12:00", "13:30"), "13:30", False),
        (None, "03:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: tuple[str, str] | None, now: str, expected: bool) -> None:
    assert hours.is_quiet(quiet, at(f"2024-03-27T{now}")) is expected


@pytest.mark.parametrize(
    ("text", "read"), [("22:00-07:00", ("22:00", "07:00")), (" 9:30 – 17:05 ", ("09:30", "17:05"))]
)
def test_quiet_hours_are_read(text: str, read: tuple[str, str]) -> None:
    assert hours.quiet_hours(text) == read


@pytest.mark.parametrize("text", ["", "22-7", "24:00-07:00", "07:60-08:00", "22:00", "07:00-07:00", "٢٢:٠٠-٠٧:٠٠"])
def test_what_are_no_quiet_hours_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="quiet hours"):
        hours.quiet_hours(text)


def test_tries_come_later_and_later_and_end() -> None:
    now = datetime(2024, 3, 25, tzinfo=UTC)
    waits = [hours.again(tries, now) - now for tries in range(1, 6)]
    minutes = timedelta(minutes=1)
    assert waits == [minutes, 5 * minutes, 30 * minutes, 120 * minutes, 720 * minutes]
    assert [hours.given_up(tries) for tries in range(1, 7)] == [False] * 5 + [True]
