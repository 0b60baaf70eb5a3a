"""The policy, over values and a played clock: nothing is asked here."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from communique import times
from communique.errors import FetchFailed, FetchRefused
from communique.model import PageState, Source, SourceState
from communique.sources import polling

NOW = datetime(2024, 3, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATE = SourceState(source="wire")
PAGE = PageState(url="https://wire.example/1", source="wire", first=times.rfc3339(NOW))


def due_in(state: SourceState | PageState, now: datetime = NOW) -> timedelta:
    due = times.instant_of(state.due)
    assert due is not None
    return due - now


def failed(status: int | None = 500, retry_after: float | None = None) -> FetchFailed:
    return FetchFailed("https://wire.example/", "failed", status=status, retry_after=retry_after)


@pytest.mark.parametrize(
    ("gap", "seconds"),
    [(timedelta(minutes=6), 300), (HOUR, 900), (timedelta(days=1), 21_600), (30 * 24 * HOUR, 43_200)],
)
def test_a_source_is_asked_by_how_often_it_publishes(gap: timedelta, seconds: float) -> None:
    moments = [NOW - gap * n for n in range(30)]
    found = polling.interval(moments, NOW)
    assert found == pytest.approx(gap.total_seconds())
    assert due_in(polling.well(replace(STATE, interval=found), NOW)).total_seconds() == seconds


def test_of_a_source_of_which_little_is_known_nothing_is_concluded() -> None:
    assert polling.interval([], NOW) is None
    assert polling.interval([NOW, NOW - HOUR], NOW) is None
    assert polling.interval([NOW, NOW - HOUR], NOW, 99.0) == 99.0
    assert due_in(polling.well(STATE, NOW)) == timedelta(minutes=30)


def test_silence_makes_the_interval_longer_and_one_busy_hour_does_not_rule_it() -> None:
    moments = [NOW - HOUR * n for n in range(21)]
    steady = polling.interval(moments, NOW)
    assert steady == 3600
    later = polling.interval(moments, NOW + 20 * HOUR, steady)
    assert later is not None and steady < later < 7200
    burst = polling.interval([*moments, *(NOW - timedelta(minutes=n) for n in range(20))], NOW, steady)
    assert burst is not None and 60 < burst < 3600


def test_times_to_come_tell_nothing() -> None:
    assert polling.interval([NOW + HOUR * n for n in range(1, 9)], NOW) is None


def test_neither_freshness_nor_the_feeds_own_wish_is_undercut_within_twelve_hours() -> None:
    busy = replace(STATE, interval=60.0)
    assert due_in(polling.well(busy, NOW, fresh=3600)) == HOUR
    assert due_in(polling.well(replace(busy, least=7200), NOW, fresh=3600)) == 2 * HOUR
    assert due_in(polling.well(replace(busy, least=7 * 86_400), NOW)) == 12 * HOUR


def test_failures_wait_twice_as_long_each_time_up_to_a_day_and_not_all_alike() -> None:
    state, waits = STATE, []
    for _ in range(12):
        state = polling.ill(state, failed(), NOW)
        waits.append(due_in(state) / timedelta(minutes=10))
    for count, wait in enumerate(waits):
        assert 0.8 * min(2**count, 144) - 0.01 <= wait <= 1.2 * min(2**count, 144) + 0.01
    others = {due_in(polling.ill(SourceState(source=f"s{n}"), failed(), NOW)) for n in range(100)}
    assert len(others) > 60 and max(others) - min(others) > timedelta(minutes=3)
    assert polling.ill(STATE, failed(), NOW) == polling.ill(STATE, failed(), NOW)


def test_since_when_a_source_fails_is_kept_and_it_is_asked_daily() -> None:
    state, now = STATE, NOW
    while now < NOW + timedelta(days=40):
        state = polling.ill(state, failed(), now)
        assert due_in(state, now) <= timedelta(days=1.2)
        now += due_in(state, now)
    assert state.failing == times.rfc3339(NOW) and not state.ended
    assert (polling.well(state, now).failing, polling.well(state, now).failures) == (None, 0)


def test_a_servers_own_wait_is_kept_and_410_ends() -> None:
    assert due_in(polling.ill(STATE, failed(429, retry_after=7200), NOW)) == 2 * HOUR
    assert due_in(polling.ill(STATE, failed(503, retry_after=1), NOW)) > timedelta(minutes=7)
    assert polling.ill(STATE, failed(410), NOW).ended and not polling.ill(STATE, failed(404), NOW).ended


def test_a_move_is_believed_when_it_is_said_again_a_day_later() -> None:
    source = Source(id="wire", url="https://wire.example/feed")
    new = "https://new.example/feed"
    state, moved = polling.move(source, STATE, new, NOW)
    assert (state.moved, moved) == (new, None)
    assert polling.move(source, state, new, NOW + 23 * HOUR) == (state, None)
    assert polling.move(source, state, new, NOW + 24 * HOUR) == (state, replace(source, url=new))
    back, moved = polling.move(source, state, None, NOW + 24 * HOUR)
    assert (back.moved, back.moved_since, moved) == (None, None, None)
    other, moved = polling.move(source, state, "https://other.example/", NOW + 24 * HOUR)
    assert (other.moved, other.moved_since, moved) == ("https://other.example/", times.rfc3339(NOW + 24 * HOUR), None)


def test_a_page_is_asked_when_it_is_twice_as_old_until_it_is_48_hours_old() -> None:
    page, now, asked = PAGE, NOW, []
    while polling.page_due(page, now):
        asked.append((now - NOW) / HOUR)
        page = polling.page_well(page, now)
        now += due_in(page, now)
    assert asked == [0, 0.5, 1, 2, 4, 8, 16, 28, 40, 52]


def test_a_page_that_fails_is_tried_again_less_and_less_and_then_left() -> None:
    page, now, tries = PAGE, NOW, 0
    while polling.page_due(page, now) and tries < 50:
        page = polling.page_ill(page, failed(None), now)
        now, tries = now + due_in(page, now), tries + 1
    assert 7 <= tries <= 11
    refused = polling.page_ill(PAGE, FetchRefused(PAGE.url, "robots"), NOW)
    assert not refused.ended and not polling.page_due(refused, NOW + timedelta(minutes=5))


def test_what_is_gone_is_left_at_once_and_what_is_missing_after_four_tries() -> None:
    assert polling.page_ill(PAGE, failed(410), NOW).ended
    page = PAGE
    for count in range(1, 5):
        page = polling.page_ill(page, failed(404), NOW)
        assert page.ended == (count == 4)
    assert not polling.page_due(page, NOW + 24 * HOUR, changed=True)


def test_a_changed_entry_is_followed_whatever_its_age_but_not_at_once_again() -> None:
    page = replace(polling.page_well(PAGE, NOW + 96 * HOUR, fresh=36_000))
    later = NOW + 96 * HOUR + timedelta(minutes=6)
    assert not polling.page_due(page, later) and polling.page_due(page, later, changed=True)
    assert not polling.page_due(page, later - timedelta(minutes=3), changed=True)
    failing = polling.page_ill(page, failed(), later)
    assert not polling.page_due(failing, later + timedelta(minutes=6), changed=True)
