"""Times as reports give them, read without trust."""

from datetime import datetime

from communique import times


def instant(text: str | None) -> datetime | None:
    """The instant in UTC, None where there is none or it cannot be read."""
    try:
        return times.instant_of(text)
    except ValueError:
        return None
