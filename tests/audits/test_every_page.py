"""Every page type, signed in where it takes it: axe-core, the keyboard alone, four times the size, no motion, forced
colours. One visit for all of it, for opening a page costs more than looking at it."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request as Asked
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page
from starlette.requests import Request

from communique.site import frame
from communique.site.frame import Frame
from tests.audits import looking
from tests.audits.conftest import PAGES, Show
from tests.site.shots import ADMIN

TEMPLATES = Path(frame.__file__).parent / "templates"
APART = {"admin_frame.html", "admin_barred.html", "admin_sources_found.html", "copy.html", "copy_search.html"}
"""A frame of others, what only a form that was sent leads to, and what a copy in files has."""
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("audits")]


def test_every_page_type(show: Show, name: str) -> None:
    page = show(name)
    assert looking.by_keyboard(page) == {}
    assert looking.by_axe(page) == {}
    assert looking.enlarged(page) == {}
    assert looking.forced(page) == {}
    assert looking.still(page) == []


def test_every_template_of_a_page_is_looked_at(
    signed: BrowserContext, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, rendered = set[str](), Frame.rendered

    def noted(own: Frame, request: Request, template: str, **context: Any) -> str:
        seen.add(template)
        return rendered(own, request, template, **context)

    monkeypatch.setattr(Frame, "rendered", noted)
    for name, path in PAGES.items():
        if name in ADMIN:
            assert signed.request.get(live + path).ok
        else:  # whatever comes with a cookie is not given from memory
            with suppress(HTTPError):
                urlopen(Asked((live + path).partition("#")[0], headers={"Cookie": "known=1"}))
    pages = {one.name for one in TEMPLATES.glob("*.html") if "{% extends" in one.read_text() and one.name not in APART}
    assert pages <= seen


def test_a_page_with_faults_is_found_out(show: Show) -> None:
    page = show("about")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x.png\"><h5>Deep</h5>')")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=pale>Pale words</p>')")
    page.evaluate("document.getElementById('pale').style.color = 'color-mix(in srgb, currentColor 30%, transparent)'")
    page.evaluate("document.querySelectorAll('main a')[0].tabIndex = -1")
    page.evaluate("document.querySelectorAll('footer a')[0].style.outline = 'none'")
    page.evaluate("document.getElementById('pale').style.width = '400px'")
    lost = looking.by_keyboard(page)
    assert {what: len(where) for what, where in lost.items()} == {"not reached": 1, "no ring": 1}
    violations = looking.by_axe(page)
    assert rules(violations["1280 light"]) == {"color-contrast", "heading-order", "image-alt"}
    assert rules(violations["390 dark"]) == {"color-contrast"}
    assert looking.enlarged(page).keys() == {"sideways", "cut"}
    page.evaluate("document.getElementById('pale').style.transition = 'color 1s'")
    assert len(looking.still(page)) == 1


def rules(lines: list[str]) -> set[str]:
    return {line.split(":")[0] for line in lines}


def opened(page: Page, nth: int = 3) -> Any:
    """A source of the brief, opened."""
    page.locator(".body button.mark").nth(nth).click()
    return page.locator(".card:popover-open")


def test_an_opened_source(show: Show) -> None:
    page = show("brief")
    card = opened(page)
    assert card.count() == 1
    assert looking.by_axe(page) == {}
    page.set_viewport_size(looking.ENLARGED)
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] >= 0 and box["y"] + box["height"] <= 256


def test_an_opened_source_rises_for_who_does_not_mind(show: Show) -> None:
    page = show("brief")
    page.emulate_media(reduced_motion="no-preference")
    opened(page)
    assert len(page.evaluate(looking.MOVING)) == 1


@pytest.mark.parametrize("place", ["front", "pair", "admin-story"])
def test_the_first_stop_skips_to_the_text(show: Show, place: str) -> None:
    page = show(place)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_source_opens_closes_and_lets_go_by_keyboard(show: Show) -> None:
    page = show("brief")
    mark = page.locator(".body button.mark").nth(2)
    card = page.locator(f"[id='{mark.get_attribute('popovertarget')}']")
    mark.focus()
    page.keyboard.press("Enter")
    assert card.is_visible()
    page.keyboard.press("Tab")
    assert card.evaluate("e => e.contains(document.activeElement)"), "the next stop is in what was opened"
    page.keyboard.press("Escape")
    assert not card.is_visible() and mark.evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    for _ in range(card.locator("a[href], button").count() + 1):
        page.keyboard.press("Tab")
    assert not card.evaluate("e => e.contains(document.activeElement)"), "what was opened lets nobody out"


def test_what_is_folded_unfolds_by_keyboard(show: Show) -> None:
    folded = show("pair").locator("summary:visible").first
    folded.press("Enter")
    assert folded.evaluate("e => e.parentElement.open")
