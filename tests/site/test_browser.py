"""The demo's site in a real Chromium: every page type, both widths, both themes, without and with JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Played
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def address(played: Played) -> Iterator[str]:
    """The demo's site on a free port."""
    with serving(played.desk.site()) as made:
        yield made.address


def paths(played: Played) -> list[str]:
    talks = played.story_of("qianmen/cai-qi-meets-wpk-delegation")
    tie = ["/country/PRK", "/person/kim-song-nam", "/pair/CHN-PRK"]
    return ["/", f"/story/{talks}", *tie, "/search?q=Beijing", "/sources", "/about"]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_type_reads_well(played: Played, browser: Browser, address: str, width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
    for path in paths(played):
        answer = page.goto(address + path)
        assert answer is not None and answer.status == 200, path
        assert page.locator("h1").count() == 1, path
        assert overflow(page) <= 0, f"{path} is wider than {width} px"
        assert "sample" in page.inner_text("body").lower(), f"{path} does not say that it is a sample"
    assert foreign == []
    context.close()


def test_a_citation_opens_its_source_sentence_without_javascript(
    played: Played, browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + paths(played)[1])
    mark = page.locator(".body button.mark").first
    card = page.locator(f"[id='{mark.get_attribute('popovertarget')}']")
    assert not card.is_visible()
    mark.click()
    assert card.is_visible() and card.locator("mark").inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    context.close()


def test_from_the_front_page_to_a_brief_to_a_person_to_the_pair(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/search?q=%22Kim+Song+Nam%22")
    page.locator("main a[href^='/story/']").first.click()
    assert "/story/" in page.url
    page.locator("main a[href='/person/kim-song-nam']").first.click()
    assert "Kim Song Nam" in page.inner_text("h1")
    page.locator("main a[href^='/story/']:visible, main a[href^='/report/']:visible").first.click()
    page.wait_for_url(re.compile(rf"{address}/(?:story|report)/"))
    page.close()
