"""The archive as the newspaper of a day or week, and how a brief is cited."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor, Brief, Dates, Event, Participant, Place
from communique.site import editions, regions
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.conftest import SETTINGS, Fixed


def test_an_edition_is_a_day_or_a_week_in_the_desks_zone() -> None:
    day, week = editions.read("2024-03-31"), editions.read("2024-W13")
    assert day and week and (day.key, week.key) == ("2024-03-31", "2024-W13")
    assert (week.first, week.last) == (date(2024, 3, 25), date(2024, 3, 31))
    berlin = ZoneInfo("Europe/Berlin")
    assert day.bounds(berlin) == (datetime(2024, 3, 30, 23, tzinfo=UTC), datetime(2024, 3, 31, 22, tzinfo=UTC))
    assert editions.of_day(date(2024, 12, 31), "week").key == "2025-W01"


@pytest.mark.parametrize(
    "key", ["2024-02-30", "2024-W54", "2023-W53", "24-03-01", "2024-3-1", "٢٠٢٤-03-01", "x", "2024", "0000-01-01"]
)
def test_what_is_no_day_gets_a_page_that_helps(full: TestClient, key: str) -> None:
    for answer in (full.get(f"/edition/{key}"), full.get("/edition", params={"day": key})):
        assert answer.status_code == 404 and "/edition/2024-W12" in answer.text


@pytest.mark.parametrize("key", ["0001-01-01", "9999-12-31", "9999-W52", "2024-03-26"])
def test_the_ends_of_the_calendar_and_the_future_are_refused(full: TestClient, key: str) -> None:
    assert full.get(f"/edition/{key}").status_code == 404


def test_a_day_has_the_versions_that_stood_at_its_end(full: TestClient) -> None:
    first, last = full.get("/edition/2024-03-21").text, full.get("/edition/2024-03-24").text
    assert "North Korean party delegation in Beijing" in first and 'href="/story/s-talks/v/1"' in first
    assert "Version 1 of 2 today" in first and "s-panel" not in first
    assert "meets four Chinese leaders" in last and 'href="/story/s-talks"' in last
    assert "5 briefs printed or revised on this day" in last
    assert re.findall(r'<h2 id="region-\d">(.*?)</h2>', last) == ["The world", "East Asia"]
    assert '<time datetime="2024-03-24">Sunday 24 March 2024</time>' in last
    week = full.get("/edition/2024-W12").text
    assert "5 briefs printed or revised in this week" in week and "18–24 March 2024" in week
    assert "so far" in full.get("/edition/2024-W13").text


def test_an_empty_day_leads_to_the_nearest_with_briefs(full: TestClient) -> None:
    text = full.get("/edition/2024-03-22").text
    nearest = text.split('id="nothing"')[1].split("</section>")[0]
    assert re.findall(r'href="(.*?)"', nearest) == ["/edition/2024-03-21", "/edition/2024-03-24"]
    assert 'class="lead"' not in text and 'href="/story/s-talks/v/1"' in text.split('id="earlier"')[1]
    assert "/edition/2024-03-24" in full.get("/edition/2024-03-25").text
    assert full.get("/edition?day=2024-03-22").headers["location"] == "/edition/2024-03-22"


def test_a_day_begins_in_the_zone_of_the_desk(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    store.put_brief(
        replace(newsroom.small(*newsroom.SMALL[0])[1], version=2, dates=Dates(updated="2024-03-24T23:30:00Z"))
    )
    assert "/story/s-shells" in serve().get("/edition/2024-03-25").text
    utc = serve(settings=replace(SETTINGS, timezone="UTC"))
    assert 'href="/story/s-shells"' in utc.get("/edition/2024-03-24").text


def test_the_watched_are_told_with_their_briefs(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    client = serve(Fixed(), replace(SETTINGS, watched=("CHN-PRK", "FRA", "Kim Song Nam", "Nobody Known")))
    block = client.get("/").text.split('id="watched"')[1].split("</section>")[0]
    assert re.findall(r'class="of" href="(.*?)"', block) == ["/person/kim-song-nam", "/pair/CHN-PRK", "/country/FRA"]
    assert block.count("Nothing in the latest briefs.") == 2 and block.count("/story/s-talks") == 2


def test_every_country_stands_in_one_region() -> None:
    listed = [code for codes in regions.REGIONS.values() for code in codes.split()]
    assert sorted(listed) == sorted(countries.codes())


def test_a_brief_stands_where_most_of_it_happened_else_by_its_parties() -> None:
    china, france = (Actor(text=c, name=c, code=c) for c in ("CHN", "FRA"))
    told = Brief(story="s", headline="h", participants=(Participant(name="A", key="a", code="BRA"),))
    there = Event(id="e", story="s", event="CONSULT", actor=(china,), place=Place(name="Paris", country="FRA"))
    assert regions.of_brief(told, [there]) == "Europe"
    assert regions.of_brief(told, [replace(there, place=None, recipient=(china, france))]) == "East Asia"
    assert regions.of_brief(told, []) == "Latin America and the Caribbean"
    assert regions.of_brief(replace(told, participants=()), []) == "The world"


def test_a_brief_is_cited_by_the_version_that_stays(full: TestClient) -> None:
    text = full.get("/story/s-talks").text
    chicago = "Version 2, last modified March 24, 2024. https://desk.example/story/s-talks/v/2."
    assert f"Communique. “{talks.TALKS.headline}.” {chicago}" in text
    mail = unquote(re.findall(r'href="(mailto:[^"]*)"', text)[0])
    assert mail.endswith(f"{talks.TALKS.headline}\n\nhttps://desk.example/story/s-talks/v/2\n")
    answer = full.get("/story/s-talks/v/1/cite.bib")
    assert answer.headers["content-type"] == "application/x-bibtex; charset=utf-8"
    assert "@misc{communique-s-talks-v1," in answer.text and "month = mar" in answer.text
    assert full.get("/story/s-talks/v/9/cite.bib").status_code == full.get("/story/x/cite.bib").status_code == 404


def test_what_tex_would_read_is_escaped(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    report, brief = newsroom.small("s-1", "50 % of {A}_B & \\C $", "Text.", None, "2024-03-01T10:00:00Z", 1)
    store.put_report(report)
    store.put_brief(brief)
    text = serve().get("/story/s-1/cite.bib").text
    assert r"title = {{50 \% of \{A\}\_B \& \textbackslash{}C \$}}" in text


def test_the_days_of_a_story_lead_to_sentences_and_reports(full: TestClient) -> None:
    text = full.get("/story/s-talks").text.split('id="days"')[1].split("</section>")[0]
    days = re.findall(r'<time datetime="(2024-[\d-]+)">', text)
    assert days == ["2024-03-21", "2024-03-22", "2024-03-23", "2024-03-24"]
    arrival = text.split('datetime="2024-03-22"')[0]
    assert 'href="/person/wang-huning"' in arrival and re.search(r'href="/report/[^"]*#s-\d+"', arrival)
    assert "Sources in English, German" in full.get("/story/s-talks").text
