"""When to ask: pure functions over what is known of a source or a page, and the time.

A source is asked four times in the time in which it publishes one article, between every 5 minutes and every 12 hours;
never before its last answer has gone stale or its feed wants to be asked again; every 4 hours at most while a hub tells
us when there is something new. A page is asked again each time it has
become twice as old, until it has been asked at an age of 48 hours: most corrections come early. What fails is asked
later and later: 10 minutes, doubling to a day, each wait up to a fifth shorter or longer, so that sources that failed
together do not come back together. That fifth follows from the id and the count of failures: a run can be repeated.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2s
from math import sqrt

from msgspec.structs import replace

from communique import times
from communique.errors import FetchFailed, InputRefused
from communique.model import PageState, Source, SourceState

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=12)
PUSHED = timedelta(hours=4)  # between two looks at a source of which a hub pushes what is new
UNKNOWN = timedelta(minutes=30)  # for a source of which too little is known
ASKED_PER_ARTICLE = 4
NEWEST = 20  # articles from whose times the interval is taken
FIRST_FAILURE = timedelta(minutes=10)
LONGEST_BACK_OFF = timedelta(days=1)
SPREAD = 0.2
BELIEVED_AFTER = timedelta(days=1)  # a move must be said again after so long
YOUNG = timedelta(hours=48)
FIRST_AGAIN = timedelta(minutes=30)  # of a page
MISSING_TRIES = 4  # answers of 404 before a page counts as gone


def interval(moments: Iterable[datetime], now: datetime, before: float | None = None) -> float | None:
    """Seconds between two articles, from the times of known ones: the mean over the newest twenty, with the silence
    since the last of them, smoothed with the interval as it was `before` (their geometric mean). None where fewer than
    three are known and nothing was known before."""
    past = sorted((moment for moment in moments if moment <= now), reverse=True)[: NEWEST + 1]
    if len(past) < 3:
        return before
    seen = max(1.0, (now - past[-1]).total_seconds() / (len(past) - 1))
    return seen if before is None else sqrt(seen * max(1.0, before))


def wait(state: SourceState, fresh: float | None = None, pushed: float = 0.0) -> timedelta:
    """How long a source that answered is left alone; `fresh` is for how many seconds its answer stays good, `pushed`
    for how many a hub is counted on to push what is new."""
    often = UNKNOWN if state.interval is None else timedelta(seconds=state.interval / ASKED_PER_ARTICLE)
    often = max(often, min(PUSHED, timedelta(seconds=pushed)))
    asked_for = timedelta(seconds=max(fresh or 0, state.least or 0))
    return min(max(often, asked_for, SHORTEST), LONGEST)


def back_off(identity: str, failures: int) -> timedelta:
    """How long to wait after so many failures in a row, the first being 1."""
    digest = int.from_bytes(blake2s(f"{identity} {failures}".encode(), digest_size=4).digest(), "big")
    spread = 1 + SPREAD * (2 * digest / 0xFFFFFFFF - 1)
    return min(FIRST_FAILURE * (1 << min(failures - 1, 20)), LONGEST_BACK_OFF) * spread


def well(state: SourceState, now: datetime, fresh: float | None = None, pushed: float = 0.0) -> SourceState:
    """The source answered: failures are forgotten, and it is due by its interval; `fresh` and `pushed` as in `wait`."""
    moment, due = times.rfc3339(now), times.rfc3339(now + wait(state, fresh, pushed))
    state = replace(state, asked=moment, answered=moment, due=due, list_due=due)
    return replace(state, failures=0, failing=None, last_error=None)


def early(state: SourceState, now: datetime, seconds: float = 0.0) -> SourceState:
    """The source has more to give: it is due again after so many seconds, its list in its own time."""
    return replace(state, due=times.rfc3339(now + timedelta(seconds=seconds)))


def ill(state: SourceState, error: InputRefused, now: datetime) -> SourceState:
    """The source failed: asked again later and later, not before it says itself; ended at 410."""
    moment = times.rfc3339(now)
    return replace(
        state,
        asked=moment,
        due=times.rfc3339(now + put_off(error, state.source, state.failures + 1)),
        failures=state.failures + 1,
        failing=state.failing or moment,
        last_error=error.why,
        ended=_gone(error),
    )


def move(source: Source, state: SourceState, moved: str | None, now: datetime) -> tuple[SourceState, Source | None]:
    """What is known after an answer that said `moved`, and the source at its new address once that is believed.

    One redirect said to be for good is often a mistake, a notice of maintenance or a hotel's network: it is followed,
    but the address is kept until the same move has been seen again a day later.
    """
    if moved is None or moved == source.url:
        known = state.moved == source.url  # it did move here, and that may be said
        return (state if known else replace(state, moved=None, moved_since=None)), None
    since = times.instant_of(state.moved_since)
    if moved != state.moved or since is None:
        return replace(state, moved=moved, moved_since=times.rfc3339(now)), None
    return state, replace(source, url=moved) if now - since >= BELIEVED_AFTER else None


def page_well(state: PageState, now: datetime, fresh: float | None = None) -> PageState:
    """The page answered: due when it is twice as old, not before its answer has gone stale (at most 12 hours)."""
    first = times.instant_of(state.first) or now
    again = max(FIRST_AGAIN, now - first, timedelta(seconds=fresh or 0))
    return replace(state, asked=times.rfc3339(now), due=times.rfc3339(now + min(again, LONGEST)), failures=0)


def page_ill(state: PageState, error: InputRefused, now: datetime) -> PageState:
    """The page failed: asked later and later; ended at 410, and at 404 when that was said often enough."""
    failures = state.failures + 1
    missing = isinstance(error, FetchFailed) and error.status == 404 and failures >= MISSING_TRIES
    due = times.rfc3339(now + put_off(error, state.url, failures))
    return replace(state, asked=times.rfc3339(now), due=due, failures=failures, ended=missing or _gone(error))


def page_due(state: PageState, now: datetime, changed: bool = False) -> bool:
    """Whether to ask a known page: one that is young and due; or one whose entry has `changed`, whatever its age and
    freshness, if it does not fail and was not asked just now."""
    if state.ended:
        return False
    first, asked, due = (times.instant_of(moment) for moment in (state.first, state.asked, state.due))
    waits = due is not None and due > now
    if changed:
        return not waits or (not state.failures and (asked is None or now - asked >= SHORTEST))
    young = first is None or asked is None or asked - first < YOUNG
    return young and not waits


def put_off(error: InputRefused, identity: str, failures: int) -> timedelta:
    """How long to wait after this failure, the `failures`th in a row; not less than was asked for."""
    asked_for = error.retry_after if isinstance(error, FetchFailed) else None
    return max(back_off(identity, failures), timedelta(seconds=asked_for or 0))


def _gone(error: InputRefused) -> bool:
    return isinstance(error, FetchFailed) and error.status == 410
