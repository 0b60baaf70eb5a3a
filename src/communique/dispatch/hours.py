"""When something is due: at once, with the next digest, after quiet hours, after a try that failed."""

import re
from datetime import datetime, time, timedelta

from communique.errors import UsageError
from communique.model import Every

DIGEST = time(7)
"""When a digest is due, by the desk's clock; the week's on Mondays."""
WAITS = (60, 300, 1_800, 7_200, 43_200)
"""Seconds after the first, second … try that failed; after one more it is given up."""


def due(every: Every, now: datetime) -> datetime:
    """When what is noted `now`, by the desk's clock, is due: at once, or at seven in the morning after."""
    if every == "round":
        return now
    day = now.date() + timedelta(days=now.time() >= DIGEST)
    if every == "week":
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, DIGEST, now.tzinfo)


def again(tries: int, now: datetime) -> datetime:
    """When the next try is due after so many."""
    return now + timedelta(seconds=WAITS[min(tries, len(WAITS)) - 1])


def given_up(tries: int) -> bool:
    """Whether so many tries that failed are enough."""
    return tries > len(WAITS)


def is_quiet(quiet: tuple[str, str] | None, now: datetime) -> bool:
    """Whether nothing is to be sent `now`, by the desk's clock. Hours may go over midnight."""
    if quiet is None:
        return False
    begin, end = map(time.fromisoformat, quiet)
    at = now.time()
    return begin <= at < end if begin < end else at >= begin or at < end


def quiet_hours(text: str) -> tuple[str, str]:
    """The hours of `22:00-07:00`. Raises UsageError for anything else."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)", text.strip(), re.ASCII)
    if not found:
        raise UsageError(f"{text}: quiet hours are from one time of the day to another: 22:00-07:00")
    begin, end = f"{int(found[1]):02}:{found[2]}", f"{int(found[3]):02}:{found[4]}"
    if begin == end:
        raise UsageError(f"{text}: quiet hours that end when they begin would be none, or all day")
    return begin, end
