"""What a page costs a reader: bytes over the wire, style sheets, scripts, and the round trips to its largest paint."""

import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.audits.conftest import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("audits")]

TRANSFERRED = 60_000
"""Bytes of a page with everything but images, packed, headers included."""

LOADED = """async () => {
  const entries = performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"));
  const observed = (type) => new Promise((done) => {
    const seen = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type, buffered: true });
    setTimeout(() => done(seen), 150);
  });
  const shifts = await observed("layout-shift"), paints = await observed("largest-contentful-paint");
  const largest = paints.at(-1), sheet = entries.find((e) => e.name.includes(".css"));
  return {
    bytes: entries.filter((e) => e.initiatorType !== "img").reduce((sum, e) => sum + e.transferSize, 0),
    sheets: entries.filter((e) => e.name.includes(".css")).length,
    scripts: entries.filter((e) => e.initiatorType === "script").length,
    foreign: entries.filter((e) => new URL(e.name).origin !== location.origin).length,
    shifts: shifts.map((e) => [e.value, ...e.sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? node?.data)]),
    largest: largest.url,
    blocking: entries.filter((e) => e.renderBlockingStatus === "blocking").map((e) => e.name),
  };
}"""

LARGEST = """() => new Promise((done) => {
  const seen = new PerformanceObserver((list) => done(list.getEntries().at(-1).element.textContent));
  seen.observe({ type: "largest-contentful-paint", buffered: true });
})"""


PIECE, SLOW, PAUSE = 200, 30_000, 0.02
"""Bytes that come at once, bytes that come so, and seconds between two pieces, in which the browser draws one."""


@pytest.fixture(scope="module")
def slowly(live: str) -> Iterator[str]:
    """The address of the site behind a slow line: a page comes in pieces, each ending with a closed element."""

    class Line(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with urlopen(live + self.path) as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            sent = 0
            while kind.startswith("text/html") and sent < SLOW and (end := body.find(b"</", sent + PIECE)) > 0:
                end = body.index(b">", end) + 1
                self.wfile.write(body[sent:end])
                time.sleep(PAUSE)
                sent = end
            self.wfile.write(body[sent:])

        def do_POST(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """A test prints no log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=30)
    server.server_close()


def loaded(browser: Browser, address: str, name: str, width: int) -> tuple[Page, dict[str, Any]]:
    """A page opened by somebody who was never here, and what it cost."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(address + PAGES[name], wait_until="load")
    cost: dict[str, Any] = page.evaluate(LOADED)
    return page, cost


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page_type", ["brief", "front", "country", "pair", "report"])
def test_a_page_is_light_and_stands_still(browser: Browser, live: str, page_type: str, width: int) -> None:
    page, cost = loaded(browser, live, page_type, width)
    assert 0 < cost["bytes"] < TRANSFERRED
    assert (cost["sheets"], cost["foreign"]) == (1, 0) and cost["scripts"] <= 1
    assert cost["shifts"] == []
    assert cost["largest"] == "", "the largest paint is text of the page itself, no picture that is asked for later"
    assert [name for name in cost["blocking"] if ".css" not in name] == [], "only the style sheet is waited for"
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page_type", ["brief", "front", "country", "pair", "report", "people"])
def test_a_page_that_comes_in_pieces_stands_still(browser: Browser, slowly: str, page_type: str, width: int) -> None:
    """What is drawn of a page is where it will be when all of it has come."""
    page, cost = loaded(browser, slowly, page_type, width)
    assert cost["shifts"] == []
    page.context.close()


def test_what_a_reader_sees_first_is_in_the_first_round_trip(browser: Browser, live: str) -> None:
    """A server sends ten segments, 14,600 bytes, before it waits for an answer (RFC 6928). The brief's head and the
    beginning of its text, of which the largest paint is a part, come in these, packed."""
    with urlopen(Request(live + PAGES["brief"], headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        first = answer.read()[: 14_600 - 1_000]
    html = zlib.decompressobj(31).decompress(first).decode("utf-8", "ignore")
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(live + PAGES["brief"])
    largest = page.evaluate(LARGEST)
    beginning = " ".join(largest.split())[:40]
    assert beginning and beginning in " ".join(html.split())
    page.context.close()
