"""Times as reports give them: text that keeps what was said and no more.

A time in a report is one of three strings: an RFC 3339 instant with offset (`2024-03-21T21:40:00+08:00`), a local
time whose offset the publisher did not give (`2024-03-21T21:40:00`, the missing offset is the mark), or a day
(`2024-03-21`). These functions read them; nothing here guesses a zone into a stored value.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo


def parse(text: str) -> datetime | date:
    """The value of a report time: aware or naive datetime, or a date. Raises ValueError on anything else."""
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def day_of(text: str | None) -> date | None:
    """The calendar day at the publisher's own place, or None for an unknown time."""
    if text is None:
        return None
    value = parse(text)
    return value.date() if isinstance(value, datetime) else value


def instant_of(text: str | None) -> datetime | None:
    """A comparable instant in UTC. A time without offset is taken as UTC and a day as its midnight: good enough to
    order and to measure gaps, never shown to a reader."""
    if text is None:
        return None
    value = parse(text)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def end_of(text: str, zone: tzinfo) -> datetime:
    """The instant up to which something holds, as a person types it: a time, in this zone unless it says its own, or a
    day, which holds to its end there. Raises ValueError for anything else."""
    value = parse(text)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day) + timedelta(days=1)
    return value.replace(tzinfo=zone) if value.tzinfo is None else value


def order_of(published: str | None, identity: str) -> tuple[datetime, str]:
    """The key by which reports are decided within a round: (published, id); undated reports come last."""
    return instant_of(published) or datetime.max.replace(tzinfo=UTC), identity


def rfc3339(moment: datetime) -> str:
    """An aware datetime as the desk writes its own times: UTC, whole seconds, `Z`."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
