"""Screenshots of every page type, at two widths and in two themes: `python -m tests.site.shots FOLDER [ADDRESS]`.

Without an address the newsroom of the tests is served. The brief is also shot with a source opened, and in print.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from communique import site
from communique.desk.editors import Editors
from communique.record import terms
from communique.store.sqlite import SqliteStore
from tests.site import newsroom

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
EDITOR, PASSWORD = "Ana Lund", "a password for the tests"
ADMIN = {
    "admin": "/admin",
    "admin-story": "/admin/story/s-talks",
    "admin-done": "/admin/story/s-talks?done=4",
    "admin-none": "/admin/story/s-guests",
    "admin-event": "/admin/event/e-wang-y",
    "admin-removed": "/admin/event/e-vnm",
    "admin-text": "/admin/story/s-panel/text",
}
PAGES = {
    "front": "/",
    "brief": "/story/s-talks",
    "version": "/story/s-talks/v/1",
    "revision": "/story/s-talks/v/2/changes",
    "report": "/report/r-kcna2#s-0",
    "changes": "/report/r-quota/v/3/changes",
    "corrected": "/report/r-quota/v/2/changes",
    "changes-closed": "/report/r-quota-closed/v/3/changes",
    "printings": "/report/r-quota",
    "country": "/country/PRK",
    "person": "/person/kim-song-nam",
    "pair": "/pair/CHN-PRK",
    "countries": "/countries",
    "people": "/people",
    "pairs": "/pairs",
    "sources": "/sources",
    "search": "/search?q=beijing",
    "about": "/about",
    "history": "/history",
    "history-event": "/history?event=e-wang-y",
    "timeline": "/pair/CHN-PRK#e-e-wang-y",
    "missing": "/story/nothing",
}


class Fixed:
    """A clock that stands still."""

    def now(self) -> datetime:
        return newsroom.NOW

    def sleep(self, seconds: float) -> None:
        """Nothing waits here."""


def correct(editors: Editors) -> None:
    """An event corrected, one removed, one joined to another, as editors do."""
    given = {"day": "2024-03-22", "recipient": "Wang Yi; director of the Foreign Affairs Commission; CHN"}
    editors.correct("e-wang-y", given, EDITOR, "The ministry’s read-out gives Friday.")
    editors.remove("e-vnm", EDITOR, "The tour’s second stop is told in its own story.")
    editors.join("e-wang-h", "e-liu", EDITOR, "One sitting, as the agency’s second report says.")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The newsroom's site on a free port."""
    store = SqliteStore(folder / "newsroom.db")
    newsroom.fill(store)
    settings = site.SiteSettings(
        notice="This is a sample: publishers are fictional, reports are written for it.", timezone="Europe/Berlin"
    )
    editors = Editors(store, Fixed())
    editors.add(EDITOR, PASSWORD)
    correct(editors)
    written = "A vote in the Security Council ended the mandate of the panel.", "A vote in the Assembly prolonged it."
    editors.save("s-panel", ("The panel ends", "", " ".join(written)), EDITOR, 0)
    app = site.create(store, Fixed(), settings, editors=editors, offices=terms)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)
    store.close()


def shoot(browser: Browser, address: str, folder: Path, pages: dict[str, str]) -> None:
    """Every page at both widths, in both themes."""
    for width in (1280, 390):
        for theme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
            page = context.new_page()
            for name, path in pages.items() - ADMIN.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
            if "brief" in pages:
                page.goto(address + pages["brief"])
                page.locator(".body button.mark").nth(3).click()
                page.wait_for_timeout(250)
                page.screenshot(path=folder / f"source-{width}-{theme}.png")
            if ADMIN.keys() & pages:
                sign_in(page, address)
                for name in ADMIN.keys() & pages:
                    page.goto(address + pages[name])
                    page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
            context.close()


def sign_in(page: Page, address: str) -> None:
    """Through the form, as an editor does."""
    page.goto(f"{address}/admin")
    page.get_by_label("Name").fill(EDITOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def main(target: str, address: str = "", *names: str) -> None:
    """Make the folder and fill it."""
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    known = PAGES | {"sign-in": "/admin/sign-in"} | ADMIN
    chosen = {name: known[name] for name in names} if names else known
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        if address:
            shoot(browser, address, folder, chosen)
        else:
            with served(Path(scratch)) as local:
                shoot(browser, local, folder, chosen)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
