"""What publishers reserve (TDM Reservation Protocol), from their own words to a report."""

import json
from http.server import BaseHTTPRequestHandler

import pytest

from communique.clock import PlayedClock
from communique.model import Source
from communique.reading import read
from communique.sources import tdm
from communique.sources.http import HttpFetch
from tests.reading.pages import html, page

from .conftest import Publisher, Serve, body, status
from .test_gather import Reader

ALL = {"location": "/", "tdm-reservation": 1}


@pytest.mark.parametrize(
    ("rules", "path", "reserved"),
    [
        ([ALL], "/a", True),
        ([{"location": "/", "tdm-reservation": 0}], "/a", False),
        ([{"location": "/news/", "tdm-reservation": 1}], "/news/a", True),
        ([{"location": "/news/", "tdm-reservation": 1}], "/opinion/a", False),
        ([{"location": "/news/free", "tdm-reservation": 0}, ALL], "/news/free/a", False),
        ([ALL, {"location": "/news/free", "tdm-reservation": 0}], "/news/free/a", True),
        ([{"location": "/*.html$", "tdm-reservation": 1}], "/x/a.html", True),
        ([{"location": "/*.html$", "tdm-reservation": 1}], "/x/a.html?p=2", False),
        ([{"location": "/*/long/*", "tdm-reservation": 1}], "/x/long/a", True),
        ([{"location": "*", "tdm-reservation": 1}], "/a", True),
        ([{"location": "/", "tdm-reservation": "1"}], "/a", True),
        ([{"location": "/", "tdm-reservation": 2}], "/a", False),
        ([{"location": "/", "tdm-reservation": True}], "/a", False),
        ([{"location": "/"}, ALL], "/a", True),
        (["no rule", None, {"tdm-reservation": 1}], "/a", False),
        ({"location": "/", "tdm-reservation": 1}, "/a", False),
        ([ALL | {"tdm-policy": "https://a.example/policy.json"}], "/a", True),
    ],
)
def test_the_first_rule_that_fits_counts(rules: object, path: str, reserved: bool) -> None:
    assert tdm.reserved("http://a.example" + path, tdm.rules(json.dumps(rules))) is reserved


@pytest.mark.parametrize("text", ["", "<html>", "[" * 100_000, '[{"location":'])
def test_a_file_that_is_none_reserves_nothing(text: str) -> None:
    assert tdm.rules(text) == ()


@pytest.mark.parametrize(
    ("headers", "stated"),
    [
        ({"tdm-reservation": "1"}, True),
        ({"tdm-reservation": "0"}, False),
        ({"tdm-reservation": "yes"}, None),
        ({"x-robots-tag": "noindex, noai"}, True),
        ({"x-robots-tag": "noimageai"}, None),
        ({"x-robots-tag": "noai", "tdm-reservation": "0"}, False),
        ({}, None),
    ],
)
def test_a_header_says_so_or_nothing(headers: dict[str, str], stated: bool | None) -> None:
    assert tdm.by_header(headers) is stated


def test_the_header_counts_over_the_file_and_the_file_is_asked_once(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages = {
        "/.well-known/tdmrep.json": body(json.dumps([ALL]), "application/json"),
        "/a": body("x"),
        "/b": body("x", tdm_reservation="0"),
        "/c": body("x"),
    }
    assert [fetch.get(publisher.url + path).reserved for path in ("/a", "/b", "/c")] == [True, False, True]
    assert [path for path, _ in publisher.asked].count("/.well-known/tdmrep.json") == 1


def test_a_file_that_fails_reserves_nothing(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages = {"/.well-known/tdmrep.json": status(500), "/a": body("x")}
    assert fetch.get(publisher.url + "/a").reserved is False


@pytest.mark.parametrize(
    ("head", "outside", "reserved"),
    [
        ('<meta name="tdm-reservation" content="1">', False, True),
        ('<meta name="tdm-reservation" content="0">', True, False),
        ('<meta name="TDM-Reservation" content="1">', False, True),
        ('<meta name="tdm-reservation" content="maybe">', True, True),
        ('<meta name="robots" content="index, noai">', False, True),
        ('<meta name="robots" content="noindex">', False, False),
        ("", True, True),
        ("", False, False),
    ],
)
def test_the_page_itself_counts_over_both(head: str, outside: bool, reserved: bool) -> None:
    assert read(page(html(head=head), reserved=outside)).reserved is reserved  # type: ignore[arg-type]


def test_of_a_reserved_report_only_the_headline_may_be_printed() -> None:
    report = read(page(html(head='<meta name="tdm-reservation" content="1">')))
    assert report.allowance("full") == "headline"
    assert read(page()).allowance("full") == "full"


FEED = '<rss version="2.0"><channel><title>Wire</title><item><title>A</title><link>/a</link></item></channel></rss>'


@pytest.mark.parametrize(
    ("before", "after", "file", "reserved", "asked_whole"),
    [
        ({"tdm_reservation": "1"}, {}, [], [True], 1),  # the 304 says nothing: what was said stands
        ({}, {}, [], [False], 1),
        ({}, {"tdm_reservation": "1"}, [], [False, True], 2),  # the words are the same, the reservation is new
        ({"tdm_reservation": "1"}, {"tdm_reservation": "0"}, [], [True, False], 2),
        ({}, {}, [ALL], [False, True], 2),
    ],
)
def test_a_page_that_has_not_changed_keeps_its_reservation_until_another_is_stated(
    before: dict[str, str],
    after: dict[str, str],
    file: list[object],
    reserved: list[bool],
    asked_whole: int,
    publisher: Publisher,
    fetch: HttpFetch,
    clock: PlayedClock,
) -> None:
    publisher.pages = {"/feed": body(FEED, "application/rss+xml"), "/a": body("x", ETag='"a"', **before)}
    wire = Reader(Source(id="wire", url=publisher.url + "/feed"), fetch, clock)
    came = [page.reserved for page in wire.round().pages]
    publisher.pages["/.well-known/tdmrep.json"] = body(json.dumps(file), "application/json")
    publisher.pages["/a"] = unchanged("x", '"a"', **after)
    clock.sleep(86_401)
    came += [page.reserved for page in wire.round().pages]
    assert came == reserved and wire.pages[publisher.url + "/a"].reserved == reserved[-1]
    whole = [path for path, headers in publisher.asked if path == "/a" and "if-none-match" not in headers]
    assert len(whole) == asked_whole


def unchanged(text: str, tag: str, **headers: str) -> Serve:
    """A page that has not changed for those who know it, with these headers either way."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == tag
        (status(304, ETag=tag, **headers) if known else body(text, ETag=tag, **headers))(handler)

    return serve
