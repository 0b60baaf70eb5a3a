"""The tests' newsroom on loopback, every page type of it, and a signed-in Chromium to look at them with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site import shots
from tests.site.conftest import chromium

PAGES = shots.PAGES | {"sign-in": "/admin/sign-in"} | shots.ADMIN
STATUS = {"missing": 404, "withdrawn": 410}
TOOLS = Path(__file__).parents[2] / "build" / "audits" / "node_modules"
Show = Callable[[str], Page]


def tool(path: str) -> Path:
    """A file of what the site is audited with; the test fails where it was not fetched."""
    found = TOOLS / path
    assert found.exists(), f"{path} is missing: ./do test fetches it with npm into build/audits"
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all audits."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the newsroom's site, one for all audits."""
    with shots.served(tmp_path_factory.mktemp("live")) as address:
        yield address


@pytest.fixture(scope="package")
def signed(browser: Browser, live: str) -> Iterator[BrowserContext]:
    """One context for all pages, in which an editor has signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live)
    page = context.new_page()
    shots.sign_in(page, live)
    page.close()
    yield context
    context.close()


@pytest.fixture
def show(signed: BrowserContext, live: str) -> Iterator[Show]:
    """Opens a page type by its name; sign-in is shown to nobody in particular."""
    opened: list[Page] = []

    def showing(name: str) -> Page:
        page = signed.new_page()
        opened.append(page)
        answer = page.goto(live + PAGES[name])
        assert answer is not None and answer.status == STATUS.get(name, 200), PAGES[name]
        return page

    yield showing
    for page in opened:
        page.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `name` is run for every page type."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", PAGES)
