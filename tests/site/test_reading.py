"""The newsroom read in a real Chromium: sources beside the text, narrow screens, paper, and nobody else asked."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site import shots

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The newsroom's site on a free port."""
    with shots.served(tmp_path_factory.mktemp("reading")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=shots.FLAGS)
        yield opened
        opened.close()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_number_opens_its_source(browser: Browser, address: str, javascript: bool, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(address + "/story/s-talks")
    mark = page.locator(".body button.mark").nth(8)
    card = page.locator(f"#{mark.get_attribute('popovertarget')}")
    assert not card.is_visible()
    mark.click()
    assert card.is_visible() and "strategic choice" in card.locator("mark").inner_text()
    page.wait_for_timeout(200)
    box, text = card.bounding_box(), page.locator(".body").bounding_box()
    assert box and text
    if width == 1280:
        assert box["x"] >= text["x"] + text["width"], "beside the text, not over it"
    else:
        assert box["y"] + box["height"] == pytest.approx(900, abs=1) and box["width"] == 360, "a sheet from below"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    context.close()


def test_the_pointer_opens_and_a_click_keeps_open(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + "/story/s-talks")
    mark = page.locator(".body button.mark").nth(8)
    mark.hover()
    page.locator(".card:popover-open").wait_for(timeout=3000)
    page.mouse.move(5, 5)
    page.locator(".card:popover-open").wait_for(state="detached", timeout=3000)
    mark.hover()
    page.locator(".card:popover-open").wait_for(timeout=3000)
    mark.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    assert page.locator(".card:popover-open").count() == 1
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for path in shots.PAGES.values():
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{path} at {width}"
    assert all(url.startswith(address) for url in asked)
    assert [text for text in said if "404" not in text and "410 (Gone)" not in text] == []
    page.close()


def test_paper_has_the_cited_sentences_as_notes(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + "/story/s-talks")
    assert page.locator(".notes h2").is_visible()
    assert all(card.is_visible() for card in page.locator(".card").all())
    assert not page.locator(".find").is_visible()
    page.close()
