"""The newsroom's site, filled once for the tests that only read, and a fresh one for those that write."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from communique import site
from communique.record import terms
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.shots import EDITOR, FLAGS, PASSWORD, served

if TYPE_CHECKING:
    from tests.site.editors import Desk

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.5",
}
SETTINGS = site.SiteSettings(
    base_url="https://desk.example",
    notice="This is a sample: publishers are fictional.",
    timezone="Europe/Berlin",
)


class Fixed:
    """A clock that stands where it is set."""

    def __init__(self, moment: datetime = newsroom.NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Nothing waits here."""


@pytest.fixture(scope="package")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The filled newsroom, only to be read."""
    store = SqliteStore(tmp_path_factory.mktemp("site") / "newsroom.db")
    newsroom.fill(store)
    with TestClient(site.create(store, Fixed(), SETTINGS, offices=terms), follow_redirects=False) as client:
        yield client
    store.close()


@pytest.fixture
def desk(store: SqliteStore) -> "Iterator[Desk]":
    """The filled newsroom with an editor who may sign in."""
    from tests.site.editors import Desk  # which takes its clock and settings from here

    newsroom.fill(store)
    made = Desk(store)
    made.editors.add(EDITOR, PASSWORD)
    yield made
    made.client.close()


@pytest.fixture
def serve(store: SqliteStore) -> Iterator[Callable[..., TestClient]]:
    """Makes clients of sites over the store."""
    clients: list[TestClient] = []

    def make(clock: Fixed | None = None, settings: site.SiteSettings = SETTINGS, **more: object) -> TestClient:
        app = site.create(store, clock or Fixed(), settings, offices=terms)
        clients.append(TestClient(app, follow_redirects=False, **more))  # type: ignore[arg-type]
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        assert found, "Chromium is missing; ./do test installs it"
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of a file."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the filled newsroom's site on loopback."""
    with served(tmp_path_factory.mktemp("live")) as address:
        yield address
