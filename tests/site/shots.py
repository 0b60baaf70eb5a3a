"""Screenshots of every page type, at two widths and in two themes: `python -m tests.site.shots FOLDER [ADDRESS]`.

Without an address the newsroom of the tests is served. The brief is also shot with a source opened, and in print.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright

from communique import site
from communique.desk.editors import Editors
from communique.model import (
    Actor,
    Event,
    Holding,
    Mention,
    Recorded,
    Sentence,
    Statement,
    Waiting,
    When,
)
from communique.record import terms
from communique.store.sqlite import SqliteStore
from tests.serving import serving
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
    "admin-refusals": "/admin/refusals",
    "admin-report": "/admin/report/r-cai",
    "admin-erase": "/admin/report/r-cai/erase",
    "admin-queue": "/admin/queue",
    "admin-sources": "/admin/sources",
    "admin-erase-source": "/admin/sources/kestrel/erase",
    "admin-erase-person": "/admin/person/kim-song-nam/erase",
    "admin-users": "/admin/users",
    "admin-account": "/admin/account",
    "admin-queue-ar": "/ar/admin/queue",
    "admin-story-ar": "/ar/admin/story/s-talks",
    "admin-sources-ar": "/ar/admin/sources",
}
PAGES = {
    "front": "/",
    "edition": "/edition/2024-03-24",
    "edition-week": "/edition/2024-W12",
    "edition-empty": "/edition/2024-03-22",
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
    "calendar": "/calendar/2024-03",
    "calendar-pair": "/calendar/2024-03?pair=CHN-PRK",
    "matrix": "/matrix",
    "map": "/map?period=all",
    "organisations": "/organisations",
    "organisation": "/organisation/nato",
    "countries": "/countries",
    "people": "/people",
    "pairs": "/pairs",
    "sources": "/sources",
    "search": "/search?q=beijing",
    "search-narrowed": "/search?q=country%3Ank+type%3Ameeting+-trade&sort=newest",
    "search-meant": "/search?q=delegtion",
    "search-none": "/search?q=beijing+zzzzqq+on%3A2024-99",
    "search-help": "/search",
    "about": "/about",
    "history": "/history",
    "history-event": "/history?event=e-wang-y",
    "timeline": "/pair/CHN-PRK#e-e-wang-y",
    "most-viewed": "/most-viewed",
    "withdrawn": "/story/s-withdrawn",
    "missing": "/story/nothing",
    "front-ar": "/ar/",
    "brief-ar": "/ar/story/s-talks",
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


def let_wait(store: SqliteStore) -> None:
    """A new story and the next version of one that is out, as they wait for release."""
    panel = store.brief("s-panel")
    assert panel is not None
    report, new = newsroom.small(
        "s-ferry", "Ferry between Rajin and Vladivostok resumes", "A ferry resumed its run between the two ports.",
        "2024-03-24", "2024-03-24T16:00:00Z", 1,
    )  # fmt: skip
    store.put_report(report)
    more = Sentence(text="The Council took note of the vote on Friday.")
    for brief in (new, replace(panel, version=panel.version + 1, body=(*panel.body, (more,)))):
        store.put_waiting(Waiting(brief=replace(brief, state="draft"), since="2024-03-24T18:00:00Z"))


def of_an_alliance(store: SqliteStore) -> None:
    """A story in which an organisation acts and somebody speaks for it, and one that was withdrawn."""
    text = (
        "NATO Secretary General Jens Stoltenberg met Hungarian officials in Brussels and said the alliance was ready."
    )
    report, brief = newsroom.small(
        "s-alliance", "NATO’s Stoltenberg meets Hungarian officials", text, "2024-03-21", "2024-03-21T15:00:00Z", 1
    )
    nato = Actor(text="NATO", name="NATO", code="IGO")
    chief = replace(nato, text="Stoltenberg", name="Jens Stoltenberg", person=True, office="secretary general")
    hungary, on = Actor(text="Hungary", name="Hungary", code="HUN"), When(start="2024-03-21", end="2024-03-21")
    told = Mention(
        id="m-alliance", report=report.id, sentence=0, evidence=text, event="CONSULT", reciprocal=True,
        actor=(nato, chief), recipient=(hungary,), date=on,
    )  # fmt: skip
    event = Event(
        id="e-alliance", story="s-alliance", event="CONSULT", reciprocal=True, actor=(nato, chief),
        recipient=(hungary,), date=on, evidence=(told.id,), reports=(report.id,),
    )  # fmt: skip
    said = Statement(
        id="q-alliance", report=report.id, sentence=0, start=text.index("the alliance"), end=len(text) - 1,
        words="the alliance was ready", kind="reported", speaker=chief,
    )  # fmt: skip
    held = Holding(
        id="h-alliance", report=report.id, person=chief.name, office="secretary general", code="IGO",
        day="2024-03-21", sentence=0,
    )  # fmt: skip
    store.put_report(report)
    store.assign(report.id, brief.story)
    store.put_recorded(Recorded(report=report.id, mentions=(told,), statements=(said,), holdings=(held,)))
    store.put_events(brief.story, [event])
    store.put_brief(brief)
    gone = replace(brief, story="s-withdrawn")
    store.put_brief(gone)
    store.put_brief(newsroom.withdrawn(gone))


def prepare(editors: Editors, store: SqliteStore) -> None:
    """Users, and all that editors have to look at."""
    editors.add(EDITOR, PASSWORD, "admin")
    editors.add("Ben Otieno", PASSWORD, "reader")
    correct(editors)
    written = "A vote in the Security Council ended the mandate of the panel.", "A vote in the Assembly prolonged it."
    editors.save("s-panel", ("The panel ends", "", " ".join(written)), EDITOR, 0)
    let_wait(store)
    of_an_alliance(store)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The newsroom's site on a free port."""
    store = SqliteStore(folder / "newsroom.db")
    newsroom.fill(store)
    settings = site.SiteSettings(
        notice="This is a sample: publishers are fictional, reports are written for it.",
        timezone="Europe/Berlin",
        publish="after release",
    )
    editors = Editors(store, Fixed())
    prepare(editors, store)
    app = site.create(store, Fixed(), settings, editors=editors, offices=terms)
    with serving(app) as made:
        yield made.address
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
    """Through the form, as an editor does. Waits for the page behind it: Chromium may never end a page that is closed
    while it is on its way to another."""
    page.goto(f"{address}/admin")
    page.get_by_label("Name").fill(EDITOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/admin")


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
