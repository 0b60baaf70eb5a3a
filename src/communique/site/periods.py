"""The periods for which matrix and map count, by the desk's day."""

from datetime import date, timedelta
from typing import NamedTuple

DAYS = {"30": 30, "90": 90, "year": 365}
USUAL = "year"


class Period(NamedTuple):
    """A period: its name in an address, and its first and last day (ISO, None where it is open)."""

    key: str
    since: str | None = None
    until: str | None = None

    @property
    def query(self) -> str:
        """As the page of a pair takes it, empty for all."""
        return f"?since={self.since}&until={self.until}" if self.since else ""


def read(key: str, today: date) -> Period | None:
    """The period asked for, the usual one for none, None for one that there is not."""
    key = key or USUAL
    if key == "all":
        return Period(key)
    if key not in DAYS:
        return None
    return Period(key, (today - timedelta(days=DAYS[key] - 1)).isoformat(), today.isoformat())
