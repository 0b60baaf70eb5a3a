"""The script in a real Chromium: a brief is told as seen, the front page says what is new, and loads it when asked."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from communique import site
from communique.store.sqlite import SqliteStore
from tests.serving import Serving
from tests.site.conftest import SETTINGS, Fixed
from tests.store.nouns import a_brief

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
EVER = datetime(2024, 1, 1, tzinfo=UTC)


class Desk:
    """A site on loopback, and its store as another process has it."""

    def __init__(self, folder: Path) -> None:
        self.store = SqliteStore(folder / "desk.db")
        for story in ("s1", "s2"):
            self.store.put_brief(a_brief(story))
        self.serving = Serving(site.create(self.store, Fixed(), SETTINGS))
        self.address = self.serving.address
        self.elsewhere = SqliteStore(folder / "desk.db")

    def counted(self, story: str, wanted: int) -> bool:
        """Whether a story comes to be counted so often."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if dict(self.elsewhere.most_viewed(EVER)).get(story, 0) == wanted:
                return True
            time.sleep(0.1)
        return False

    def close(self) -> None:
        self.serving.stop()
        self.elsewhere.close()
        self.store.close()


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(user_agent=PERSON, locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_page_from_a_cache_is_told_as_seen(open_desk: Desk, page: Page) -> None:
    """The cache answers in the browser's stead, so that only the script can tell."""
    kept = page.request.get(f"{open_desk.address}/story/s1", headers={"User-Agent": "curl/8"}).body()
    page.route("**/story/s1", lambda route: route.fulfill(body=kept, content_type="text/html"))
    with page.expect_request("**/view/s1") as sent:
        page.goto(f"{open_desk.address}/story/s1")
    assert sent.value.method == "POST"
    assert open_desk.counted("s1", 1)
    page.reload()
    page.goto(f"{open_desk.address}/story/s2")
    assert open_desk.counted("s2", 1) and open_desk.counted("s1", 1)


def test_what_is_new_is_said_and_loaded_when_asked(open_desk: Desk, page: Page) -> None:
    page.goto(open_desk.address)
    line = page.get_by_role("status")
    expect(line).to_have_text("Look for newer")
    for story in ("n1", "n2", "n3"):
        open_desk.elsewhere.put_brief(a_brief(story))
    expect(line).to_have_text("3 new", timeout=20_000)
    open_desk.elsewhere.put_brief(a_brief("s1", 2))
    expect(line).to_have_text("3 new, 1 updated", timeout=20_000)
    assert page.get_by_text("Headline of n1").count() == 0, "nothing moves by itself"
    line.get_by_role("link").click()
    expect(page.get_by_text("Headline of n1").first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Look for newer")
    open_desk.elsewhere.put_brief(a_brief("n4"))
    expect(page.get_by_role("status")).to_have_text("1 new", timeout=20_000)


def test_without_javascript_the_line_is_a_link(open_desk: Desk, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(open_desk.address)
    open_desk.elsewhere.put_brief(a_brief("n1"))
    page.get_by_role("link", name="Look for newer").click()
    expect(page.get_by_text("Headline of n1").first).to_be_visible()
    context.close()
