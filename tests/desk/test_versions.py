"""An article that is corrected, changed without a note, and put back, over real HTTP: what desk and site say."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.model import Source
from tests.desk.gazette import html, with_changed
from tests.desk.opening import parser
from tests.sources.conftest import Publisher, body

NOTE = "An earlier version of this article said that they agreed on 15 points. They agreed on 14 points."
WRONG = with_changed(1, "14 points", "15 points")
DATED = {"published": "2024-03-21T18:30:00+01:00"}
ROUNDS = (
    html(story=WRONG, **DATED),
    html(note=f"Correction: {NOTE}", modified="2024-03-22T07:00:00+01:00", counters="40 comments", **DATED),
    html(note=f"Correction: {NOTE}", modified="2024-03-22T07:00:00+01:00", counters="55 comments", **DATED),
    html(story=with_changed(3, "autumn", "winter"), counters="61 comments", **DATED),
    html(story=WRONG, counters="70 comments", **DATED),
)
HOURS = (0, 3, 8, 18, 40)  # after the first; a page is asked again when it is twice as old


class Told:
    """A desk after all rounds, its site, and what each round said."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.site = TestClient(desk.site(), follow_redirects=False)
        self.changed: list[int] = []

    @property
    def report(self) -> str:
        return self.desk.store.stories()[0].reports[0]

    def changes(self, version: int) -> str:
        return self.site.get(f"/report/{self.report}/v/{version}/changes").text


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    publisher = Publisher()
    folder: Path = tmp_path_factory.mktemp("desk")
    clock = PlayedClock(datetime(2024, 3, 21, 20, tzinfo=UTC))
    desk = Desk(Settings(allow_private=True, pace=0.0), folder=folder, clock=clock, parser=parser())
    desk.store.put_source(Source(id="gazette", url=f"{publisher.url}/feed", publisher="Harbour Gazette"))
    item = "<item><title>Norway and Chile</title><link>/talks</link></item>"
    publisher.pages["/feed"] = body(f"<rss version='2.0'><channel>{item}</channel></rss>", "application/rss+xml")
    found = Told(desk)
    begun = clock.moment
    for page, hours in zip(ROUNDS, HOURS, strict=True):
        clock.moment = begun + timedelta(hours=hours)
        publisher.pages["/talks"] = body(page)
        done = desk.once()
        assert not done.refusals
        found.changed.append(done.changed)
    yield found
    desk.store.close()
    publisher.close()


def test_each_change_is_a_version_and_counters_are_none(told: Told) -> None:
    assert told.changed == [0, 1, 0, 1, 1]
    report = told.desk.store.report(told.report)
    assert report is not None
    seen = [f"2024-03-{day}Z" for day in ("21T20:00:00", "21T23:00:00", "22T14:00:00", "23T12:00:00")]
    assert [v.seen for v in report.versions] == seen
    assert [v.note for v in report.versions] == [None, NOTE, None, None]


def test_the_correction_is_told_with_its_note_and_the_number(told: Told) -> None:
    page = told.changes(2)
    assert NOTE in page and "[removed: </span>15" in page and "[added: </span>14" in page
    assert "22 March 2024, 06:00" in page and "1 sentence changed" in page  # dated by the publisher, in UTC


def test_the_silent_change_is_told_as_one(told: Told) -> None:
    page = told.changes(3)
    assert "says nothing of this change" in page and NOTE not in page
    assert "[removed: </span>autumn" in page and "[added: </span>winter" in page


def test_a_text_that_went_back_is_a_version_again(told: Told) -> None:
    first, last = (told.desk.store.report(told.report, n) for n in (1, 4))
    assert first is not None and last is not None and first.text == last.text
    page = told.site.get(f"/report/{told.report}/v/4/changes?from=1").text
    assert "No sentence changed." in page
    assert "[removed: </span>14" in told.changes(4)


def test_the_report_tells_of_all_its_versions(told: Told) -> None:
    page = told.site.get(f"/report/{told.report}").text
    assert page.count("No note came with the change.") == 2 and page.count(NOTE) == 1
    assert "This report has changed since we first saw it." in page
    second = told.site.get(f"/report/{told.report}/v/2")
    assert second.status_code == 200


def test_the_brief_and_its_feeds_tell_of_the_correction_once(told: Told) -> None:
    story = told.desk.store.stories()[0].id
    assert [c.text for c in told.desk.store.brief(story).corrections] == [NOTE]  # type: ignore[union-attr]
    page = told.site.get(f"/story/{story}").text
    assert page.count(f"<p>{NOTE}</p>") == 1 and f"/report/{told.report}/v/2/changes" in page
    assert f"/report/{told.report}/v/4/changes" in page  # the version the brief rests on
    assert told.site.get("/feed.atom").text.count(NOTE) == 1
    assert told.site.get("/feed.json").text.count(NOTE) == 1


def test_the_api_has_the_same(told: Told) -> None:
    listed = told.site.get(f"/api/reports/{told.report}/versions").json()
    assert listed["corrected"] == [2] and [item["version"] for item in listed["items"]] == [1, 2, 3, 4]
    changed = told.site.get(f"/api/reports/{told.report}/versions/2/changes").json()
    assert changed["counts"] == {"changed": 1, "removed": 0, "added": 0, "moved": 0}
    words = [(p["kind"], p["text"].strip()) for p in changed["lines"][0]["pieces"]]
    assert ("removed", "15") in words and ("added", "14") in words and changed["note"] == NOTE
