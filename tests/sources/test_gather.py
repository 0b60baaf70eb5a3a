from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.model import Page, PageState, Selectors, Source, SourceState
from communique.sources import turn as module
from communique.sources.gather import Gathered, gather, sound
from communique.sources.http import HttpFetch

from .conftest import Publisher, body, status


def rss(*items: tuple[str, str, str]) -> str:
    """A feed of (path or address, title, pubDate)."""
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>" for link, title, day in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{entries}</channel></rss>'


class Turned(Gathered, frozen=True):
    """What a round over one source gave, with its pages."""

    pages: tuple[Page, ...] = ()


class Reader:
    """Gathers one source again and again, remembering what the desk would."""

    def __init__(self, source: Source, fetch: HttpFetch, clock: PlayedClock) -> None:
        self.source, self.fetch, self.clock = source, fetch, clock
        self.state = SourceState(source=source.id)
        self.pages: dict[str, PageState] = {}

    def round(self) -> Turned:
        came: list[Page] = []
        found = gather(self.source, self.state, self.pages, self.fetch, self.clock.now(), came.append)
        self.state = found.state
        self.pages |= {state.url: state for state in found.page_states}
        return Turned(**structs.asdict(found), pages=tuple(came))


@pytest.fixture
def wire(publisher: Publisher, fetch: HttpFetch, clock: PlayedClock) -> Reader:
    return Reader(Source(id="wire", url=publisher.url + "/feed"), fetch, clock)


DAY = "Fri, 22 Mar 2024 10:00:00 +0800"


def test_a_feed_gives_its_pages_with_what_it_said_of_them(wire: Reader, publisher: Publisher) -> None:
    publisher.pages |= {
        "/feed": body(
            rss(("/1", "One", DAY), ("/2#top", "Two", DAY), ("/2", "Two", DAY)), "application/rss+xml", ETag='"f"'
        ),
        "/1": body("<p>one</p>", ETag='"p1"'),
        "/2": body("<p>two</p>"),
    }
    found = wire.round()
    assert [page.body for page in found.pages] == [b"<p>one</p>", b"<p>two</p>"]
    first = found.pages[0]
    assert (first.entry_title, first.entry_published, first.etag) == ("One", "2024-03-22T10:00:00+08:00", '"p1"')
    assert first.source == wire.source and first.fetched == "2024-03-24T12:00:00Z"
    assert (found.state.etag, found.state.failures, found.state.due) == ('"f"', 0, "2024-03-24T12:30:00Z")
    assert not found.refusals


def test_a_second_round_asks_young_pages_conditionally_and_takes_corrections(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {
        "/feed": body(rss(("/1", "One", DAY), ("/2", "Two", DAY)), "application/rss+xml", ETag='"f"'),
        "/1": body("<p>one</p>", ETag='"p1"'),
        "/2": body("<p>two</p>", ETag='"p2"'),
    }
    wire.round()
    publisher.pages["/2"] = body("<p>two, corrected</p>", ETag='"p2b"')
    clock.sleep(3600)
    found = wire.round()
    assert [page.body for page in found.pages] == [b"<p>two, corrected</p>"]
    assert found.pages[0].entry_title == "Two"  # known from the first round: the feed itself had not changed
    assert found.unchanged == 1
    assert publisher.asked[-2][1]["if-none-match"] == '"p1"'


def test_an_old_page_is_asked_once_more_and_then_only_when_its_entry_changes(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {"/feed": body(rss(("/1", "One", DAY))), "/1": body("<p>one</p>")}
    wire.round()
    clock.sleep(timedelta(days=30).total_seconds())
    assert len(wire.round().pages) == 1  # at least once after its 48 hours
    clock.sleep(3600)
    assert wire.round().pages == ()
    publisher.pages["/feed"] = body(rss(("/1", "One", "Mon, 25 Mar 2024 10:00:00 +0800")))
    clock.sleep(3600)
    assert len(wire.round().pages) == 1
    clock.sleep(3600)
    assert wire.round().pages == ()


def test_failing_pages_stop_no_other_and_are_tried_again(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {
        "/robots.txt": body("User-agent: *\nDisallow: /closed", "text/plain"),
        "/feed": body(
            rss(*((f"/{name}", name, DAY) for name in ("closed", "gone", "missing", "broken", "good"))), ETag='"f"'
        ),
        "/gone": status(410),
        "/broken": status(500),
        "/good": body("<p>good</p>", ETag='"g"'),
    }
    found = wire.round()
    assert [page.url for page in found.pages] == [publisher.url + "/good"]
    why = {refusal.name.rpartition("/")[2]: refusal.why for refusal in found.refusals}
    assert set(why) == {"closed", "gone", "missing", "broken"}
    assert "robots.txt" in why["closed"] and "410" in why["gone"] and "404" in why["missing"] and "500" in why["broken"]
    assert {refusal.source for refusal in found.refusals} == {"wire"}
    publisher.pages["/broken"] = body("<p>mended</p>")
    clock.sleep(3600)
    found = wire.round()  # the feed answers 304; the broken page is not forgotten, the gone one is not asked again
    assert [page.body for page in found.pages] == [b"<p>mended</p>"]
    assert "/gone" not in publisher.paths()[-5:]


def test_a_failing_source_waits_longer_each_time_and_recovers(wire: Reader, publisher: Publisher) -> None:
    publisher.pages["/feed"] = status(500)
    waits = []
    for _ in range(9):
        found = wire.round()
        assert found.refusals[0].name == wire.source.url and found.pages == ()
        waits.append(found.state.due)
    assert waits[:4] == sorted(waits[:4]) and waits[-1] > "2024-03-25T07:00:00Z"
    assert (found.state.failures, found.state.last_error) == (9, "answered 500")
    assert found.state.failing == "2024-03-24T12:00:00Z"
    publisher.pages["/feed"] = body(rss())
    assert (wire.round().state.failures, wire.state.last_error, wire.state.failing) == (0, None, None)


def test_retry_after_sets_when_a_source_is_due(wire: Reader, publisher: Publisher) -> None:
    publisher.pages["/feed"] = status(429, Retry_After="7200")
    assert wire.round().state.due == "2024-03-24T14:00:00Z"


def test_a_feed_that_is_gone_ends_its_source(wire: Reader, publisher: Publisher) -> None:
    publisher.pages["/feed"] = status(410)
    assert wire.round().state.ended


@pytest.mark.parametrize("content", ["<html><body>soft 404</body></html>", "", "{", '{"a": 1}', "\x00\x01\x02", "<rss"])
def test_what_is_no_feed_is_said_and_not_taken_as_seen(content: str, wire: Reader, publisher: Publisher) -> None:
    publisher.pages["/feed"] = body(content, ETag='"f"')
    found = wire.round()
    assert found.pages == ()
    if content != "<rss":  # an empty but recognisable feed names nothing
        assert found.refusals and found.state.failures == 1 and found.state.etag is None


def test_broken_xml_gives_what_can_still_be_made_out(wire: Reader, publisher: Publisher) -> None:
    whole = rss(("/1", "Trade & talks", DAY), ("/2", "Two", DAY))
    publisher.pages |= {"/feed": body(whole[:-60]), "/1": body("<p>1</p>"), "/2": body("<p>2</p>")}
    assert publisher.url + "/1" in [page.url for page in wire.round().pages]


def test_an_entry_without_address_is_refused_and_the_rest_is_read(wire: Reader, publisher: Publisher) -> None:
    publisher.pages |= {"/feed": body(rss(("", "Nameless", DAY), ("/1", "One", DAY))), "/1": body("<p>1</p>")}
    found = wire.round()
    assert len(found.pages) == 1
    assert "Nameless" in found.refusals[0].why


def test_a_long_list_is_asked_in_portions(
    wire: Reader, publisher: Publisher, clock: PlayedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 3)
    publisher.pages["/feed"] = body(rss(*((f"/{n}", str(n), DAY) for n in range(5))), ETag='"f"')
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>", ETag=f'"{n}"') for n in range(5)}
    found = wire.round()
    assert len(found.pages) == 3 and found.state.due == "2024-03-24T12:00:00Z" and found.state.etag == '"f"'
    found = wire.round()
    assert len(found.pages) == 2 and found.state.due == found.state.list_due != "2024-03-24T12:00:00Z"
    assert publisher.paths().count("/feed") == 1  # what was left is remembered: the list is asked in its own time
    assert [page.entry_title for page in found.pages] == ["3", "4"]


def test_a_correction_that_cannot_be_asked_for_at_once_is_not_forgotten(
    wire: Reader, publisher: Publisher, clock: PlayedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.pages["/feed"] = body(rss(*((f"/{n}", str(n), DAY) for n in range(3))), ETag='"f"')
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>", ETag=f'"{n}"') for n in range(3)}
    wire.round()
    clock.sleep(timedelta(days=4).total_seconds())
    wire.round()
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    changed = [(f"/{n}", str(n), "Thu, 28 Mar 2024 10:00:00 +0800") for n in range(3)]
    publisher.pages["/feed"] = body(rss(*changed), ETag='"f2"')
    clock.sleep(86_400)
    begun = len(publisher.paths())
    for _ in range(4):
        wire.round()
    assert sorted(publisher.paths()[begun:]) == ["/0", "/1", "/2", "/feed"]


def test_a_publisher_that_wants_to_be_left_alone_is(wire: Reader, publisher: Publisher, clock: PlayedClock) -> None:
    publisher.pages["/feed"] = body(rss(*((f"/{n}", str(n), DAY) for n in range(5))), ETag='"f"')
    publisher.pages |= {"/0": body("<p>0</p>"), "/1": status(429, Retry_After="5400")}
    found = wire.round()
    assert publisher.paths() == ["/feed", "/0", "/1"]
    assert (len(found.pages), len(found.refusals), found.state.due) == (1, 1, "2024-03-24T13:30:00Z")
    clock.sleep(5400)
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>") for n in range(1, 5)}
    assert {page.body for page in wire.round().pages} >= {b"<p>1</p>", b"<p>2</p>", b"<p>3</p>", b"<p>4</p>"}


def test_a_host_that_does_not_answer_ends_its_turn(wire: Reader, publisher: Publisher) -> None:
    items = [(f"http://127.0.0.1:9/{n}", str(n), DAY) for n in range(20)]
    publisher.pages["/feed"] = body(rss(*items), ETag='"f"')
    wire.fetch = HttpFetch("", wire.clock, allow_private=True, pace=0.0)
    publisher.pages["/robots.txt"] = status(404)
    found = wire.round()
    assert found.state.failures == 0 and len(found.page_states) == 20
    wire.fetch.close()


def test_what_says_it_stays_good_is_not_asked_before_it_has_gone_stale(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {
        "/feed": body(rss(("/1", "One", DAY)), ETag='"f"', Cache_Control="max-age=7200"),
        "/1": body("<p>one</p>", ETag='"1"', Cache_Control="max-age=14400"),
    }
    assert wire.round().state.due == "2024-03-24T14:00:00Z"
    clock.sleep(7200)
    wire.round()
    assert publisher.paths() == ["/feed", "/1", "/feed"]
    clock.sleep(7200)
    wire.round()
    assert publisher.paths()[3:] == ["/feed", "/1"]


def test_a_source_that_has_moved_is_asked_there_once_it_has_said_so_for_a_day(
    wire: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {"/feed": status(308, Location="/new"), "/new": body(rss(("/1", "One", DAY)), ETag='"n"')}
    publisher.pages["/1"] = body("<p>1</p>")
    found = wire.round()
    assert (found.source, found.state.moved) == (None, publisher.url + "/new")
    clock.sleep(3600)
    assert wire.round().source is None
    clock.sleep(86_400)
    found = wire.round()
    assert found.source == replace(wire.source, url=publisher.url + "/new")
    wire.source = found.source
    clock.sleep(86_400)
    begun = len(publisher.paths())
    assert wire.round().state.moved == wire.source.url and publisher.paths()[begun] == "/new"


def test_missing_pages_are_given_up_after_some_tries(wire: Reader, publisher: Publisher, clock: PlayedClock) -> None:
    publisher.pages["/feed"] = body(rss(("/1", "One", DAY)), ETag='"f"')
    for _ in range(60):
        wire.round()
        clock.sleep(1800)
    assert publisher.paths().count("/1") == 4
    assert wire.pages[publisher.url + "/1"].ended


def test_a_single_address_that_fails_is_a_failing_source(wire: Reader, publisher: Publisher) -> None:
    wire.source = replace(wire.source, kind="address")
    publisher.pages["/feed"] = status(500)
    assert (wire.round().state.failures, wire.state.last_error) == (1, "answered 500")
    publisher.pages["/feed"] = status(410)
    wire.pages.clear()
    assert wire.round().state.ended


def test_of_a_list_without_end_the_newest_are_taken(wire: Reader, publisher: Publisher) -> None:
    items = [(f"/{n}", str(n), f"{1 + n // 60:02} Mar 2024 10:{n % 60:02}:00 +0000") for n in range(700)]
    publisher.pages["/feed"] = body(rss(*items))
    wire.fetch._largest = 2_000_000
    found = wire.round()
    assert "more than 500" in found.refusals[0].why
    assert {state.entry_title for state in found.page_states} == {str(n) for n in range(200, 700)}


def test_a_redirected_entry_keeps_its_address_and_says_where_it_was_served(wire: Reader, publisher: Publisher) -> None:
    publisher.pages |= {
        "/feed": body(rss(("/short", "One", DAY))),
        "/short": status(301, Location="/long/one"),
        "/long/one": body("<p>1</p>"),
    }
    page = wire.round().pages[0]
    assert (page.url, page.served) == (publisher.url + "/short", publisher.url + "/long/one")


LIST = """<html><body><nav><a href="/about-us-and-our-long-history">About us and our long history</a></nav><main>
<ul><li><a href="/news/1">Ministers of both countries meet in Hanoi</a></li>
<li><a href="/news/2">Envoys return after three months away</a></li><li><a href="/tag/x">A tag with a long name</a>
<li><a href="https://other.example/1">Somebody else's article about this</a></li></ul></main>
<footer><a href="/privacy-policy-in-full">Our privacy policy in full length</a></footer></body></html>"""


@pytest.mark.parametrize("selector", [None, "main li a[href^='/news']"])
def test_a_list_page_names_articles(selector: str | None, wire: Reader, publisher: Publisher) -> None:
    wire.source = replace(wire.source, kind="page", selectors=Selectors(links=selector))
    publisher.pages |= {"/feed": body(LIST), "/news/1": body("<p>1</p>"), "/news/2": body("<p>2</p>")}
    found = wire.round()
    assert [page.entry_title for page in found.pages] == [
        "Ministers of both countries meet in Hanoi",
        "Envoys return after three months away",
    ]


def test_a_selector_that_is_none_is_said(wire: Reader, publisher: Publisher) -> None:
    wire.source = replace(wire.source, kind="page", selectors=Selectors(links="main >>> a"))
    publisher.pages["/feed"] = body(LIST)
    assert "no CSS selector" in wire.round().refusals[0].why


def test_a_single_address_is_a_source(wire: Reader, publisher: Publisher, clock: PlayedClock) -> None:
    wire.source = replace(wire.source, kind="address")
    publisher.pages["/feed"] = body("<p>article</p>", ETag='"a"')
    assert [page.body for page in wire.round().pages] == [b"<p>article</p>"]
    clock.sleep(3600)
    found = wire.round()
    assert (found.pages, found.unchanged) == ((), 1)


def test_a_folder_is_a_source(tmp_path: Path, wire: Reader, clock: PlayedClock) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.html").write_text("<p>a</p>")
    (tmp_path / "in" / "b.txt").write_text("b")
    (tmp_path / "c.jpg").write_text("no article")
    wire.source = replace(wire.source, kind="folder", url=str(tmp_path))
    assert [page.body for page in wire.round().pages] == [b"<p>a</p>", b"b"]
    assert (wire.round().pages, wire.round().unchanged) == ((), 2)
    (tmp_path / "a.html").write_text("<p>a, changed</p>")
    assert [page.body for page in wire.round().pages] == [b"<p>a, changed</p>"]
    wire.source = replace(wire.source, url=str(tmp_path / "nowhere"))
    assert wire.round().refusals[0].why == "no such folder"


def test_sound_says_how_a_source_answers(wire: Reader, publisher: Publisher, tmp_path: Path) -> None:
    publisher.pages["/feed"] = body(rss(("/1", "One", DAY), ("/2", "Two", DAY)))
    assert sound(wire.source, wire.fetch) == "names 2 articles, the newest of 2024-03-22"
    assert "0 files" in sound(replace(wire.source, kind="folder", url=str(tmp_path)), wire.fetch)
