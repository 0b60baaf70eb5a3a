"""Events by week and month."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from communique.model import Event, Interval
from communique.ties.scale import SCALE, conflict

FINE = {"week": {"day", "span"}, "month": {"day", "span", "month"}}
"""How precise a date has to be to fall into a week or month. A span falls where it begins."""


def weekly(events: Iterable[Event]) -> tuple[Interval, ...]:
    """By ISO week (Monday to Sunday), without weeks in which nothing is dated."""
    return _series((e for e in events if _precise(e, "week")), _week)


def monthly(events: Iterable[Event]) -> tuple[Interval, ...]:
    """By month, without months in which nothing is dated."""
    return _series((e for e in events if _precise(e, "month")), _month)


def filled(intervals: Sequence[Interval], limit: int = 24, least: int = 6) -> list[Interval]:
    """The series without gaps: up to its last interval, at most `limit` and at least `least` of them."""
    if not intervals:
        return []
    weeks = "W" in intervals[-1].key
    known = {i.start: i for i in intervals}
    found: list[Interval] = []
    start = date.fromisoformat(intervals[-1].start)
    while len(found) < least or (len(found) < limit and start.isoformat() >= intervals[0].start):
        empty = Interval(key=(_week if weeks else _month)(start)[0], start=start.isoformat())
        found.append(known.get(start.isoformat(), empty))
        before = start - timedelta(days=1)
        start = before - timedelta(days=6) if weeks else before.replace(day=1)
    return found[::-1]


def _precise(event: Event, size: str) -> bool:
    return event.date is not None and event.date.precision in FINE[size]


def _week(day: date) -> tuple[str, date]:
    year, week, weekday = day.isocalendar()
    return f"{year:04}-W{week:02}", day - timedelta(days=weekday - 1)


def _month(day: date) -> tuple[str, date]:
    return f"{day:%Y-%m}", day.replace(day=1)


def _series(events: Iterable[Event], interval: Callable[[date], tuple[str, date]]) -> tuple[Interval, ...]:
    gathered: dict[tuple[str, date], list[Event]] = {}
    for event in events:
        day = readable(event)
        if day is not None:
            gathered.setdefault(interval(day), []).append(event)
    found = []
    for (key, start), told in sorted(gathered.items(), key=lambda item: item[0][1]):
        values = [SCALE[e.event] for e in told if e.event in SCALE]
        hostile = sum(conflict(e.event) for e in told)
        found.append(
            Interval(
                key=key, start=start.isoformat(), cooperation=len(told) - hostile, conflict=hostile,
                up=round(sum(v for v in values if v > 0), 2), down=round(sum(v for v in values if v < 0), 2),
                total=round(sum(values), 2), mean=round(sum(values) / len(values), 2) if values else 0.0,
                events=tuple(e.id for e in told),
            )
        )  # fmt: skip
    return tuple(found)


def readable(event: Event) -> date | None:
    """The first day of an event, None where there is none or it cannot be read."""
    try:
        return date.fromisoformat(event.date.start[:10]) if event.date else None
    except ValueError:
        return None
