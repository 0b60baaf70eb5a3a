"""A source that is one page: it fares as the page does."""

from datetime import timedelta

import pytest

from communique import times
from communique.clock import PlayedClock
from communique.model import Source
from communique.sources.http import HttpFetch

from .conftest import Publisher, body, status
from .test_gather import Reader


@pytest.fixture
def page(publisher: Publisher, fetch: HttpFetch, clock: PlayedClock) -> Reader:
    return Reader(Source(id="it", url=publisher.url + "/it", kind="address"), fetch, clock)


def until_due(page: Reader) -> timedelta:
    """Play on to when the source is due; how long that was."""
    before, due = page.clock.now(), times.instant_of(page.state.due)
    assert due is not None and due > before
    page.clock.moment = due
    return due - before


def test_each_failure_counts_and_an_answer_ends_them(page: Reader, publisher: Publisher) -> None:
    publisher.pages["/it"] = status(500)
    waits = []
    for failures in (1, 2, 3):
        page.round()
        assert (page.state.failures, page.state.last_error) == (failures, "answered 500")
        waits.append(until_due(page))
    assert waits[0] < waits[1] < waits[2] and page.state.failing == "2024-03-24T12:00:00Z"
    publisher.pages["/it"] = body("<p>here</p>")
    assert len(page.round().pages) == 1
    assert (page.state.failures, page.state.failing, page.state.last_error) == (0, None, None)


def test_a_round_in_which_the_page_is_not_due_leaves_its_failures(page: Reader, publisher: Publisher) -> None:
    publisher.pages["/it"] = status(500)
    page.round()
    page.clock.sleep(60)
    page.round()
    assert publisher.paths() == ["/it"]
    assert (page.state.failures, page.state.last_error) == (1, "answered 500")
    assert page.state.due == page.pages[page.source.url].due


@pytest.mark.parametrize(("code", "rounds"), [(410, 1), (404, 4)])
def test_a_page_that_is_gone_ends_the_source(page: Reader, publisher: Publisher, code: int, rounds: int) -> None:
    publisher.pages["/it"] = status(code)
    for number in range(1, rounds + 1):
        page.round()
        assert page.state.ended == (number == rounds)
        if not page.state.ended:
            until_due(page)
    assert page.state.last_error == f"answered {code}"


def test_a_page_that_is_no_longer_young_is_left_alone(page: Reader, publisher: Publisher) -> None:
    publisher.pages["/it"] = body("<p>here</p>", ETag='"1"')
    page.round()
    for _ in range(20):
        until_due(page)
        page.round()
    assert len(publisher.paths()) < 12 and page.clock.now() - times.instant_of("2024-03-24T12:00:00Z") > timedelta(4)  # type: ignore[operator]
    assert (page.state.ended, page.state.failures) == (False, 0)
