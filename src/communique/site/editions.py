"""Editions: the archive as the newspaper of a day or of a week, in the desk's zone."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple

from communique.site import moments

Kind = Literal["day", "week"]
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)


class Edition(NamedTuple):
    """A day, or a week from Monday to Sunday."""

    kind: Kind
    first: date
    last: date

    @property
    def key(self) -> str:
        """As it stands in an address: `2024-03-24`, `2024-W12`."""
        year, week, _ = self.first.isocalendar()
        return self.first.isoformat() if self.kind == "day" else f"{year:04}-W{week:02}"

    @property
    def name(self) -> str:
        """As it stands in print."""
        return moments.day(self.first, True) if self.kind == "day" else moments.span(self.first, self.last)

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it begins and when it is over. Raises OverflowError at the ends of the calendar."""
        begun, over = (datetime.combine(d, time(), zone) for d in (self.first, self.last + timedelta(days=1)))
        return begun.astimezone(UTC), over.astimezone(UTC)


def of_day(day: date, kind: Kind = "day") -> Edition:
    """The edition a day falls into. Raises OverflowError at the ends of the calendar."""
    if kind == "day":
        return Edition(kind, day, day)
    monday = day - timedelta(days=day.weekday())
    return Edition(kind, monday, monday + timedelta(days=6))


def read(key: str) -> Edition | None:
    """The edition of an address, None where there is no such day or week."""
    try:
        if DAY.fullmatch(key):
            return of_day(date.fromisoformat(key))
        found = WEEK.fullmatch(key)
        return of_day(date.fromisocalendar(int(found[1]), int(found[2]), 1), "week") if found else None
    except (ValueError, OverflowError):
        return None


def holding(moment: str | None, kind: Kind, zone: tzinfo) -> Edition | None:
    """The edition that a stored time falls into."""
    day = moments.date_of(moment, zone)
    return of_day(day, kind) if day else None
