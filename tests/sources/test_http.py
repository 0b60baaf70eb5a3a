import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from communique.clock import PlayedClock
from communique.errors import FetchFailed, FetchRefused
from communique.sources.http import HttpFetch

from .conftest import Publisher, body, status


def test_a_page_comes_with_lower_case_headers_and_an_honest_agent(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/a"] = body("<p>hello</p>", ETag='"1"')
    answer = fetch.get(publisher.url + "/a")
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<p>hello</p>", '"1"')
    assert answer.url == publisher.url + "/a"
    agent = publisher.asked[-1][1]["user-agent"]
    assert agent.startswith("Communique/") and "desk@example.org" in agent


def test_a_known_page_is_asked_conditionally(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/a"] = body("<p>hello</p>", ETag='"1"')
    answer = fetch.get(publisher.url + "/a", etag='"1"', last_modified="Sun, 24 Mar 2024 00:00:00 GMT")
    assert (answer.status, answer.body) == (304, b"")
    asked = [headers for path, headers in publisher.asked if path == "/a"]
    assert asked[-1]["if-modified-since"] == "Sun, 24 Mar 2024 00:00:00 GMT"


@pytest.mark.parametrize("code", [400, 403, 404, 410, 451, 500, 503, 204])
def test_other_answers_fail_with_their_status(code: int, fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/a"] = status(code)
    with pytest.raises(FetchFailed) as failed:
        fetch.get(publisher.url + "/a")
    assert failed.value.status == code
    assert failed.value.name == publisher.url + "/a"


@pytest.mark.parametrize("value", ["120", "Sun, 24 Mar 2024 12:02:00 GMT"])
def test_retry_after_is_told_and_kept(value: str, fetch: HttpFetch, publisher: Publisher, clock: PlayedClock) -> None:
    publisher.pages["/a"] = status(429, Retry_After=value)
    publisher.pages["/b"] = body("x")
    with pytest.raises(FetchFailed) as failed:
        fetch.get(publisher.url + "/a")
    assert failed.value.retry_after == 120
    with pytest.raises(FetchRefused, match="left alone for another 120 s"):
        fetch.get(publisher.url + "/b")
    clock.sleep(120)
    assert fetch.get(publisher.url + "/b").status == 200


def test_redirects_are_followed_within_limits(fetch: HttpFetch, publisher: Publisher) -> None:
    for number in range(9):
        publisher.pages[f"/{number}"] = status(302, Location=f"/{number + 1}#part")
    publisher.pages["/9"] = body("there")
    assert fetch.get(publisher.url + "/5").url == publisher.url + "/9"
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        fetch.get(publisher.url + "/1")
    publisher.pages["/9"] = status(301, Location="/7")
    with pytest.raises(FetchFailed, match="circle"):
        fetch.get(publisher.url + "/7")
    publisher.pages["/9"] = status(301)
    with pytest.raises(FetchFailed, match="nowhere"):
        fetch.get(publisher.url + "/9")


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/meta-data", "http://[::ffff:169.254.169.254]/", "file:///etc/passwd",
               "ftp://a.example/", "http://0.0.0.0/"],
)  # fmt: skip
def test_a_redirect_into_the_dark_is_refused_and_names_the_first_address(
    target: str, fetch: HttpFetch, publisher: Publisher
) -> None:
    publisher.pages["/a"] = status(302, Location=target)
    with pytest.raises(FetchRefused) as refused:
        fetch.get(publisher.url + "/a")
    assert refused.value.name == publisher.url + "/a"


def test_gzip_is_unpacked_and_bombs_are_not(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/a"] = body(gzip.compress(b"<p>hello</p>"), Content_Encoding="gzip")
    publisher.pages["/raw"] = body(zlib.compress(b"zlib")[2:-4], Content_Encoding="deflate")
    publisher.pages["/bomb"] = body(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    publisher.pages["/cut"] = body(gzip.compress(b"hello" * 100)[:-12], Content_Encoding="gzip")
    publisher.pages["/not"] = body(b"not gzip", Content_Encoding="gzip")
    publisher.pages["/br"] = body(b"..", Content_Encoding="br")
    assert fetch.get(publisher.url + "/a").body == b"<p>hello</p>"
    assert fetch.get(publisher.url + "/raw").body == b"zlib"
    for path, why in (("/bomb", "larger than 0.2 MB"), ("/cut", "too early"), ("/not", "broken"), ("/br", "encoding")):
        with pytest.raises(FetchFailed, match=why):
            fetch.get(publisher.url + path)


def test_too_large_and_endless_bodies_are_cut_off(fetch: HttpFetch, publisher: Publisher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    publisher.pages["/large"] = body("x" * 300_000)
    publisher.pages["/endless"] = endless
    for path in ("/large", "/endless"):
        with pytest.raises(FetchFailed, match="larger"):
            fetch.get(publisher.url + path)


def test_slow_servers_do_not_hold_us(publisher: Publisher, clock: PlayedClock) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            handler.wfile.write(b"H")
            time.sleep(0.05)

    def slow_body(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    publisher.pages |= {"/drip": drip, "/body": slow_body, "/silent": lambda handler: time.sleep(2)}
    fetch = HttpFetch("", clock, allow_private=True, pace=0.0, timeout=0.3, longest=0.6)
    for path in ("/drip", "/body", "/silent"):
        began = time.monotonic()
        with pytest.raises(FetchFailed):
            fetch.get(publisher.url + path)
        assert time.monotonic() - began < 1.5


def test_a_connection_that_breaks_or_lies_is_a_failure(fetch: HttpFetch, publisher: Publisher) -> None:
    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"only this")
        handler.close_connection = True

    def garbage(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01\x02 not http\r\n\r\n")
        handler.close_connection = True

    publisher.pages |= {"/short": short, "/garbage": garbage}
    for path in ("/short", "/garbage"):
        with pytest.raises(FetchFailed):
            fetch.get(publisher.url + path)
    with pytest.raises(FetchRefused, match=r"robots\.txt cannot be read"):  # TLS where there is none
        fetch.get(publisher.url.replace("http:", "https:"))
    with pytest.raises((FetchFailed, FetchRefused)):
        fetch.get("http://127.0.0.1:1/")


def test_no_cookie_is_kept(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/a"] = body("x", Set_Cookie="reader=1")
    fetch.get(publisher.url + "/a")
    fetch.get(publisher.url + "/a")
    assert "cookie" not in publisher.asked[-1][1]


def test_two_requests_to_a_host_keep_its_pace(publisher: Publisher, clock: PlayedClock) -> None:
    publisher.pages["/a"] = body("x")
    fetch = HttpFetch("", clock, allow_private=True, pace=2.0)
    before = clock.now()
    for _ in range(4):
        fetch.get(publisher.url + "/a")
    assert len(publisher.asked) == 6  # with robots.txt and tdmrep.json
    assert (clock.now() - before).total_seconds() == pytest.approx(10)


def test_a_lasting_redirect_is_told_up_to_the_first_that_does_not_last(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages = {
        "/old": status(301, Location="/new"),
        "/new": status(302, Location="/today"),
        "/today": body("here"),
        "/other": status(302, Location="/old"),
    }
    assert fetch.get(publisher.url + "/old").moved == publisher.url + "/new"
    assert fetch.get(publisher.url + "/other").moved is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache_Control": "public, max-age=600"}, 600.0),
        ({"Cache_Control": "max-age=600, s-maxage=5"}, 600.0),
        ({"Cache_Control": "max-age=600", "Age": "200"}, 400.0),
        ({"Cache_Control": "max-age=600", "Age": "900"}, 0.0),
        ({"Cache_Control": "no-cache, max-age=600"}, 0.0),
        ({"Cache_Control": "no-store"}, 0.0),
        ({"Cache_Control": "immutable"}, 604_800.0),
        ({"Cache_Control": "max-age=99999999999"}, 604_800.0),
        ({"Cache_Control": "max-age=-5"}, None),
        ({"Expires": "Sun, 24 Mar 2200 12:05:00 GMT"}, 604_800.0),
        ({"Expires": "0"}, 0.0),
    ],
)
def test_how_long_an_answer_stays_good_is_told(
    headers: dict[str, str], seconds: float | None, fetch: HttpFetch, publisher: Publisher
) -> None:
    publisher.pages["/a"] = body("x", **headers)
    assert fetch.get(publisher.url + "/a").fresh == seconds


def test_an_answer_to_another_question_is_refused(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages |= {"/same": status(304), "/part": status(206, Content_Range="bytes 0-0/9")}
    with pytest.raises(FetchFailed, match="nothing of it is known"):
        fetch.get(publisher.url + "/same")
    with pytest.raises(FetchFailed, match="where the whole was asked"):
        fetch.get(publisher.url + "/part")
    for said, why in (("bytes 5-9/20", "another part"), ("bytes 0-99/200", "another part"), ("bytes 0-3/9", "length")):
        publisher.pages["/part"] = status(206, Content_Range=said)
        with pytest.raises(FetchFailed, match=why):
            fetch.get(publisher.url + "/part", span=(0, 4))
