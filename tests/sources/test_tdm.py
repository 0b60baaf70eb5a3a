"""What publishers reserve (TDM Reservation Protocol), from their own words to a report."""

import json

import pytest

from communique.reading import read
from communique.sources import tdm
from communique.sources.http import HttpFetch
from tests.reading.pages import html, page

from .conftest import Publisher, body, status

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
