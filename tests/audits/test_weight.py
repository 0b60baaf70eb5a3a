"""What a page costs a reader: bytes over the wire, style sheets, scripts, and the round trips to its largest paint."""

import zlib
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
    shift: shifts.reduce((sum, e) => sum + e.value, 0),
    largest: largest.url,
    blocking: entries.filter((e) => e.renderBlockingStatus === "blocking").map((e) => e.name),
  };
}"""

LARGEST = """() => new Promise((done) => {
  const seen = new PerformanceObserver((list) => done(list.getEntries().at(-1).element.textContent));
  seen.observe({ type: "largest-contentful-paint", buffered: true });
})"""


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
    assert cost["shift"] == 0
    assert cost["largest"] == "", "the largest paint is text of the page itself, no picture that is asked for later"
    assert [name for name in cost["blocking"] if ".css" not in name] == [], "only the style sheet is waited for"
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
