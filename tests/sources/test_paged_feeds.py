"""Feeds in pages (RFC 5005 section 3), and feeds that say they are at their end (JSON Feed `expired`)."""

import json
import time
from http.server import BaseHTTPRequestHandler

import pytest

from communique.clock import PlayedClock
from communique.model import Source
from communique.sources import listing
from communique.sources import turn as turns
from communique.sources.gather import sound
from communique.sources.http import HttpFetch

from .conftest import Publisher, Serve, body, status
from .test_gather import Reader


def paged(first: int, last: int, following: str | None = None, **said: object) -> Serve:
    """A JSON Feed of the articles with these numbers, and where the older ones are."""
    items = [{"id": str(n), "url": f"/{n}", "title": f"Article {n}"} for n in range(first, last + 1)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": items, "next_url": following}
    return body(json.dumps({**feed, **said}), "application/feed+json", ETag=f'"{first}-{last}-{said}"')


@pytest.fixture
def wire(publisher: Publisher, fetch: HttpFetch, clock: PlayedClock) -> Reader:
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>", ETag=f'"{n}"') for n in range(40)}
    return Reader(Source(id="wire", url=publisher.url + "/feed"), fetch, clock)


def numbers(wire: Reader) -> list[int]:
    return [int(page.url.rpartition("/")[2]) for page in wire.round().pages]


def test_at_first_older_items_are_followed_and_later_they_are_not(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {
        "/feed": paged(0, 2, "/feed?page=2"),
        "/feed?page=2": paged(2, 4, "/feed?page=3"),
        "/feed?page=3": paged(5, 5),
    }
    assert numbers(wire) == [0, 1, 2, 3, 4, 5]
    publisher.pages["/feed"] = paged(6, 7, "/feed?page=2")
    publisher.asked.clear()
    clock.sleep(1800)
    assert numbers(wire) == [6, 7]
    assert "/feed?page=2" not in publisher.paths()


def test_no_more_than_five_pages_of_older_items_are_followed_each_bounded(
    wire: Reader, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_ENTRIES", 2)
    publisher.pages["/feed"] = paged(0, 2, "/p1")
    publisher.pages |= {f"/p{n}": paged(3 * n, 3 * n + 2, f"/p{n + 1}") for n in range(1, 9)}
    found = wire.round()
    assert sorted(int(page.url.rpartition("/")[2]) for page in found.pages) == [
        3 * n + k for n in range(listing.MOST_OLDER + 1) for k in (0, 1)
    ]
    assert [refusal.why for refusal in found.refusals] == ["names more than 2 articles: the newest are taken"] * 6
    assert "/p6" not in publisher.paths()


@pytest.mark.parametrize("back", ["/feed", "/p1", "/p2"])
def test_pages_that_lead_in_a_circle_are_each_asked_once(wire: Reader, publisher: Publisher, back: str) -> None:
    publisher.pages |= {"/feed": paged(0, 0, "/p1"), "/p1": paged(1, 1, "/p2"), "/p2": paged(2, 2, back)}
    found = wire.round()
    assert [page.entry_title for page in found.pages] == ["Article 0", "Article 1", "Article 2"]
    assert [(refusal.name, refusal.why) for refusal in found.refusals] == [
        (publisher.url + back, "its pages of older items lead in a circle")
    ]
    assert sorted(path for path in publisher.paths() if not path[1:].isdigit()) == ["/feed", "/p1", "/p2"]


@pytest.mark.parametrize(
    ("older", "why"),
    [
        (status(404), "answered 404"),
        (body("<p>no feed</p>"), "not a feed"),
        (status(302, Location="http://169.254.169.254/"), "metadata"),
    ],
)
def test_older_items_that_cannot_be_had_are_refused_by_name_and_fail_nothing_else(
    wire: Reader, publisher: Publisher, older: Serve, why: str
) -> None:
    publisher.pages |= {"/feed": paged(0, 1, "/older"), "/older": older}
    found = wire.round()
    assert [page.entry_title for page in found.pages] == ["Article 0", "Article 1"]
    (refusal,) = found.refusals
    assert refusal.name == publisher.url + "/older" and why in refusal.why
    assert (found.state.failures, found.state.last_error, found.state.etag is None) == (0, None, False)


def test_older_items_beyond_one_turn_come_in_the_next(
    wire: Reader, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, clock: PlayedClock
) -> None:
    monkeypatch.setattr(turns, "MOST_PAGES", 3)
    publisher.pages |= {"/feed": paged(0, 1, "/older"), "/older": paged(2, 4)}
    assert numbers(wire) == [0, 1, 2]
    clock.sleep(1)
    assert numbers(wire) == [3, 4]


def test_a_feed_at_its_end_is_read_out_and_then_asked_no_more(
    wire: Reader, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, clock: PlayedClock
) -> None:
    monkeypatch.setattr(turns, "MOST_PAGES", 2)
    publisher.pages["/feed"] = paged(0, 2, expired=True)
    assert (numbers(wire), wire.state.ended, wire.state.etag) == ([0, 1], False, None)
    clock.sleep(1)
    assert (numbers(wire), wire.state.ended) == ([2], False)  # the list itself is not due yet
    clock.sleep(13 * 3600)
    wire.round()
    assert wire.state.ended and wire.state.last_error == "says that nothing more will come"


def test_a_check_follows_no_older_items(wire: Reader, publisher: Publisher) -> None:
    publisher.pages |= {"/feed": paged(0, 1, "/older"), "/older": paged(2, 4)}
    assert sound(wire.source, wire.fetch) == "names 2 articles"


def test_a_list_in_many_parts_ends_with_its_turn(
    wire: Reader, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN", 0.3)
    publisher.pages |= {"/feed": paged(0, 0, "/p1"), "/p1": slow(paged(1, 1, "/p2")), "/p2": paged(2, 2)}
    found = wire.round()
    assert [refusal.name for refusal in found.refusals] == [publisher.url + "/p2"]
    assert found.pages == () and [state.asked for state in found.page_states] == [None, None]
    monkeypatch.undo()
    wire.clock.sleep(1)
    assert [page.entry_title for page in wire.round().pages] == ["Article 0", "Article 1"]


def slow(serve: Serve) -> Serve:
    """The same after half a second."""

    def later(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.5)
        serve(handler)

    return later
