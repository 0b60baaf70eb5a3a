"""A publisher that reserves text and data mining, from its pages to everything a reader can see."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.model import Report
from communique.sources.http import HttpFetch
from tests.desk.opening import parser
from tests.sources.conftest import Publisher, Serve, body
from tests.sources.misbehaving import feed

TITLE = "Chinese and French foreign ministers meet in Paris"
SENTENCES = (
    "PARIS, March 21 (Kestrel) - Chinese Foreign Minister Wang Yi met French Foreign Minister Stephane Sejourne in"
    " Paris on Thursday for talks on trade and the war in Ukraine.",
    '"We agreed to speak more often and to speak more plainly than we have done in these past years," Wang told'
    " reporters after the meeting at the Quai d'Orsay.",
    "France will host a second round of talks with China in June, the French ministry said in a statement.",
    "The two ministers also signed an agreement on civil nuclear energy that their governments"
    " had prepared since autumn.",
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>{title}</title>{head}<meta name="description" content="{first}">'
    "</head><body><main><article><h1>{title}</h1>"
    '<time datetime="2024-03-21T18:00:00Z">21 March 2024</time>{text}</article>'
    "</main></body></html>"
)
TDMREP = body(json.dumps([{"location": "/", "tdm-reservation": 1}]), "application/json")
WAYS = ("header", "tdmrep", "meta", "noai")


def article(way: str | None, more: str = "") -> Serve:
    head = {
        "meta": '<meta name="tdm-reservation" content="1">',
        "noai": '<meta name="robots" content="noai">',
    }.get(way or "", "")
    sentences = (*SENTENCES, *([more] if more else ()))
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    headers = {"tdm_reservation": "1"} if way == "header" else {}
    return body(PAGE.format(title=TITLE, first=SENTENCES[0], head=head, text=text), **headers)


class Newsroom:
    """A desk with one publisher, and what it shows."""

    def __init__(self, folder: Path, publisher: Publisher) -> None:
        self.publisher = publisher
        self.clock = PlayedClock(datetime(2024, 3, 21, 20, tzinfo=UTC))
        self.fetch = HttpFetch("", self.clock, allow_private=True, pace=0.0)
        settings = Settings(workers=1, pace=0.0, allow_private=True)
        self.desk = Desk(settings, folder=folder, clock=self.clock, fetch=self.fetch, parser=parser())
        self.publisher.pages["/feed"] = feed("/talks")
        (found,) = self.desk.behind(f"{publisher.url}/feed")
        self.desk.add([found.source])
        self.clock.sleep(25 * 3600)  # what the publisher says to robots is asked again

    def round(self, way: str | None, more: str = "") -> Report:
        """The publisher prints the article, reserving it in this way or not; the desk does a round, a day later."""
        self.publisher.pages["/talks"] = article(way, more)
        self.publisher.pages.pop("/.well-known/tdmrep.json", None)
        if way == "tdmrep":
            self.publisher.pages["/.well-known/tdmrep.json"] = TDMREP
        self.desk.once()
        self.clock.sleep(25 * 3600)
        (report,) = (report for report, _ in self.desk.store.assignments())
        newest = self.desk.store.report(report.id)
        assert newest is not None
        return newest

    def seen(self) -> dict[str, str]:
        """Everything a reader can see of it, by address."""
        store = self.desk.store
        (report,) = (report.id for report, _ in store.assignments())
        story = store.story_of(report)
        site = TestClient(self.desk.site())
        versions = range(1, (store.report(report) or Report(id="", text="")).version + 1)
        brief = store.brief(story or "")
        pair, people = "CHN-FRA", re.findall(r'href="/person/([^"#/]+)"', site.get(f"/story/{story}").text)
        paths = [
            "/", f"/story/{story}", *(f"/story/{story}/v/{n}" for n in range(1, (brief.version if brief else 0) + 1)),
            f"/report/{report}", *(f"/report/{report}/v/{n}" for n in versions), "/countries", "/country/CHN",
            "/people",
            *(f"/person/{key}" for key in people), "/pairs", f"/pair/{pair}", "/sources", "/about",
            "/search?q=nuclear+energy", "/search?q=ministers", "/search?q=Sejourne",
            *(f"{home}/feed.{kind}" for home in ("", "/country/FRA", f"/pair/{pair}") for kind in ("atom", "json")),
            "/api/briefs", f"/api/briefs/{story}", f"/api/briefs/{story}?version=1", f"/api/reports/{report}",
            "/api/countries/FRA/events", f"/api/pairs/{pair}/events", *(f"/api/people/{key}/events" for key in people),
            "/api/most-viewed",
            "/api/search?q=nuclear+energy", "/api/search?q=ministers",
        ]  # fmt: skip
        answers = {path: site.get(path) for path in paths}
        gone = {path for path, answer in answers.items() if answer.status_code == 404}
        assert {answer.status_code for answer in answers.values()} <= {200, 404}
        assert all(re.search(r"/story/.*/v/|version=1", path) for path in gone)  # versions of a brief that are withheld
        seen = {path: answer.text for path, answer in answers.items()}
        reports = [found for n in versions if (found := store.report(report, n))]
        if brief:
            seen["markdown"] = self.desk.markdown(brief, reports[-1:])
        return seen

    def close(self) -> None:
        self.fetch.close()
        self.desk.store.close()


def runs(text: str) -> set[str]:
    """Every run of eight words."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}


def plain(shown: str) -> str:
    """What is shown without its markup; both as HTML and as JSON write quotation marks."""
    shown = re.sub(r"\\[nrt]|[\x02\x03]", " ", re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), shown))
    shown = re.sub(r"&(amp;)?(#39|#x27|quot|#34|rsquo);", "'", shown)
    return re.sub(r"</?(mark|b|em|i|a|span|cite|q|sup)\b[^>]*>|<[^>]*>|&lt;[^&]*&gt;", " ", shown)


def leaks(seen: dict[str, str]) -> dict[str, list[str]]:
    """Where runs of eight words of the report stand that are not its headline's."""
    own = set().union(*(runs(sentence) for sentence in SENTENCES)) - runs(TITLE)
    found = {path: sorted(own & runs(plain(text))) for path, text in seen.items()}
    return {path: words for path, words in found.items() if words}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    publisher = Publisher()
    made = Newsroom(tmp_path, publisher)
    yield made
    made.close()
    publisher.close()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_reserved_is_read_for_the_record_and_nowhere_printed(way: str, newsroom: Newsroom) -> None:
    report = newsroom.round(way)
    assert report.reserved and SENTENCES[1] in report.text
    recorded = newsroom.desk.store.recorded(report.id, 1)
    assert recorded and recorded.mentions
    story = newsroom.desk.store.story_of(report.id)
    events = newsroom.desk.store.events_of_story(story or "")
    assert any({"CHN", "FRA"} <= {a.code for a in (*e.actor, *e.recipient)} for e in events)
    seen = newsroom.seen()
    assert leaks(seen) == {}
    assert TITLE in seen[f"/report/{report.id}"] and report.url and report.url in seen[f"/report/{report.id}"]


def test_what_is_not_reserved_is_shown_in_its_bounds(newsroom: Newsroom) -> None:
    report = newsroom.round(None)
    assert not report.reserved
    assert {f"/report/{report.id}", "markdown"} & set(leaks(newsroom.seen()))


def test_a_reservation_that_is_lifted_shows_it_again(newsroom: Newsroom) -> None:
    newsroom.round("meta")
    assert leaks(newsroom.seen()) == {}
    report = newsroom.round(None)
    assert (report.version, report.reserved) == (2, False)
    assert f"/report/{report.id}" in leaks(newsroom.seen())


@pytest.mark.parametrize("way", WAYS)
def test_a_reservation_that_is_added_hides_what_was_shown(way: str, newsroom: Newsroom) -> None:
    newsroom.round(None)
    assert leaks(newsroom.seen())
    report = newsroom.round(way)
    assert (report.version, report.reserved) == (2, True)
    assert leaks(newsroom.seen()) == {}


def test_a_reservation_added_with_a_correction_hides_the_version_before(newsroom: Newsroom) -> None:
    newsroom.round(None)
    report = newsroom.round(
        "header", "A third round is planned for the autumn in Beijing, officials of both sides said."
    )
    assert (report.version, report.reserved) == (2, True)
    assert leaks(newsroom.seen()) == {}
