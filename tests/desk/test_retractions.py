"""Two publishers tell of one meeting over real HTTP; then one takes its report back, and the other is gone for good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.model import Brief, Source
from tests.desk.gazette import STORY, html
from tests.desk.opening import parser
from tests.sources.conftest import Publisher, body, status

WORDS = "This article has been retracted: the ministry says that no such meeting took place."
DATED = {"published": "2024-03-21T18:30:00+01:00"}
OTHER = (
    "The foreign ministers of Norway and Chile met in Oslo on Thursday and agreed to open talks on fisheries, "
    "Radio Fjord has learned.",
    "The Chilean minister flew home on Thursday evening, and the talks are to go on in Santiago in the autumn.",
)


class Street:
    """A desk and two publishers; `hours` after the first round it goes on."""

    def __init__(self, folder: Path) -> None:
        self.publisher = Publisher()
        self.begun = datetime(2024, 3, 21, 20, tzinfo=UTC)
        self.clock = PlayedClock(self.begun)
        settings = Settings(allow_private=True, pace=0.0, base_url="https://desk.example")
        self.desk = Desk(settings, folder=folder, clock=self.clock, parser=parser())
        for name, shown in (("gazette", "Harbour Gazette"), ("fjord", "Radio Fjord")):
            self.desk.store.put_source(Source(id=name, url=f"{self.publisher.url}/{name}/feed", publisher=shown))
            item = f"<item><title>Norway and Chile</title><link>/{name}/talks</link></item>"
            feed = body(f"<rss version='2.0'><channel>{item}</channel></rss>", "application/rss+xml")
            self.publisher.pages[f"/{name}/feed"] = feed
        self.publisher.pages["/gazette/talks"] = body(html(story=STORY, **DATED))
        self.publisher.pages["/fjord/talks"] = body(html(story=OTHER, byline="Nils Vik", **DATED))
        self.site = TestClient(self.desk.site(), follow_redirects=False)

    def round(self, hours: float) -> None:
        self.clock.moment = self.begun + timedelta(hours=hours)
        self.desk.once()

    @property
    def story(self) -> str:
        return next(s.id for s in self.desk.store.stories() if s.redirect is None)

    @property
    def brief(self) -> Brief:
        found = self.desk.store.brief(self.story)
        assert found is not None
        return found

    def close(self) -> None:
        self.site.close()
        self.desk.store.close()
        self.publisher.close()


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    made = Street(tmp_path)
    made.round(0)
    assert len(made.brief.sources) == 2 and made.brief.state == "released"
    yield made
    made.close()


def taken_back(street: Street) -> None:
    """The Gazette says at the top of its article that it retracts it."""
    page = html(story=(WORDS, *STORY), modified="2024-03-22T07:00:00+01:00", **DATED)
    street.publisher.pages["/gazette/talks"] = body(page)
    street.round(3)


def test_a_publisher_that_retracts_leaves_a_notice_with_its_words(street: Street) -> None:
    before = street.brief
    taken_back(street)
    (notice,) = street.brief.corrections
    assert (notice.kind, notice.publisher, notice.revision) == ("retraction", "Harbour Gazette", 2)
    assert WORDS in notice.text and notice.changed and notice.at == "2024-03-22T07:00:00+01:00"
    assert [c.publisher for c in street.brief.sources] == ["Radio Fjord"]
    assert street.brief.dates.updated != before.dates.updated and street.brief.state == "released"
    assert not any("14 points" in s.text for s in street.brief.sentences)
    street.round(60)
    assert street.brief.corrections == (notice,)


def test_a_page_gone_for_good_is_a_retraction_and_an_outage_is_none(street: Street) -> None:
    street.publisher.pages["/gazette/talks"] = status(404)
    street.round(3)
    assert street.brief.corrections == () and len(street.brief.sources) == 2
    street.publisher.pages["/gazette/talks"] = status(410)
    street.round(30)
    (notice,) = street.brief.corrections
    assert notice.kind == "retraction" and "410 Gone" in notice.text
    report = street.desk.store.report(notice.report)
    assert report is not None and report.retracted == "gone" and report.text == "" and report.version == 2
    first = street.desk.store.report(notice.report, 1)
    assert first is not None and first.text


def test_when_nothing_is_left_the_brief_is_withdrawn_and_its_address_says_why(street: Street) -> None:
    street.publisher.pages["/gazette/talks"] = status(410)
    street.publisher.pages["/fjord/talks"] = status(410)
    street.round(3)
    brief = street.brief
    assert brief.state == "withdrawn" and brief.sentences == () and len(brief.corrections) == 2
    page = street.site.get(f"/story/{street.story}")
    assert page.status_code == 410 and page.text.count("410 Gone") == 4, "for readers and for machines"
    assert "Harbour Gazette" in page.text and "Radio Fjord" in page.text and "14 points" not in page.text
    told = street.site.get(f"/api/briefs/{street.story}")
    assert told.status_code == 410 and told.json()["state"] == "withdrawn" and len(told.json()["corrections"]) == 2
    feed = street.site.get("/feed.json").json()["items"]
    assert len(feed) == 1 and feed[0]["content_html"].startswith("<p><b>Withdrawn</b>")
    assert "410 Gone" in feed[0]["content_html"] and feed[0]["date_modified"] == brief.dates.updated
    assert "Withdrawn" in street.site.get("/feed.atom").text
    assert street.desk.store.latest() == []
    assert not [hit for hit in street.desk.store.search("fisheries", 5) if hit.kind == "brief"]


def test_notices_stand_at_the_top_of_feeds_and_in_the_page_for_machines(street: Street) -> None:
    taken_back(street)
    item = street.site.get("/feed.json").json()["items"][0]
    assert item["content_html"].startswith("<p><b>Retraction</b>") and WORDS in item["content_html"]
    assert item["date_modified"] == street.brief.dates.updated
    atom = street.site.get("/feed.atom").text
    assert "Retraction" in atom and street.brief.dates.updated in atom
    page = street.site.get(f"/story/{street.story}").text
    assert '"@type": "CorrectionComment"' in page and "Harbour Gazette" in page
    told = street.site.get(f"/api/briefs/{street.story}").json()["corrections"]
    assert told[0]["kind"] == "retraction" and told[0]["changed"]


def test_a_report_that_comes_back_is_believed_again(street: Street) -> None:
    taken_back(street)
    assert street.brief.sources[0].publisher == "Radio Fjord"
    street.publisher.pages["/gazette/talks"] = body(html(story=STORY, **DATED))
    street.round(12)
    assert len(street.brief.sources) == 2
    assert [c.kind for c in street.brief.corrections] == ["retraction"], "that it was retracted stays said"
