"""Sitemaps, ninjs, linked data, calendars and cards are what their specifications say, and planted faults are found."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace
from PIL import Image
from protego import Protego

from communique.model import Report
from communique.site import card, sitemaps
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.conftest import Fixed
from tests.site.valid import calendar, linked, ninjs, sitemap

HOST = "https://desk.example"
STORIES = ("s-talks", "s-shells", "s-envoy", "s-laos", "s-panel")
Planted = list[tuple[str, str, str]]
IN_NEWS: Planted = [
    ("xml", "</urlset>", ""),
    ("root", "schemas/sitemap/0.9", "schemas/sitemap/0.84"),
    ("unknown", "<url>", "<sitemap/><url>"),
    ("unknown", "<url>", "<url><title>x</title>"),
    ("twice", "<lastmod>", "<lastmod>2024-03-24</lastmod><lastmod>"),
    ("loc", f"<loc>{HOST}/", "<loc>/"),
    ("loc", f"<loc>{HOST}/", f"<loc>{HOST}/{'x' * 2048}"),
    ("host", f"<loc>{HOST}/", "<loc>https://other.example/"),
    ("lastmod", "<lastmod>2024-", "<lastmod>24-"),
    ("changefreq", "<lastmod>", "<changefreq>often</changefreq><lastmod>"),
    ("priority", "<lastmod>", "<priority>2</priority><lastmod>"),
    ("same loc", "</urlset>", f"<url><loc>{HOST}/x</loc></url>" * 2 + "</urlset>"),
    ("news parts", "<news:title>", "<news:genres>x</news:genres><news:title>"),
    ("publication", "<news:name>Communique</news:name>", ""),
    ("news language", "<news:language>en<", "<news:language>English<"),
    ("news title", "<news:title>", "<news:title> </news:title><news:title>"),
    ("news date", "<news:publication_date>2024-03-24T", "<news:publication_date>24 March "),
    ("old", "<news:publication_date>2024-03-24T", "<news:publication_date>2024-03-20T"),
]
IN_NINJS: Planted = [
    ("json", "{", ""),
    ("required", f'"uri":"{HOST}/story/s-talks"', '"title":"x"'),
    ("required", '"associations":[{"name":"', '"associations":[{"title":"'),
    ("choice", '"type":"text"', '"type":"article"'),
    ("type", '"version":"2"', '"version":2'),
    ("urgency", '"type":"text"', '"urgency":12,"type":"text"'),
    ("unknown", '"by":', '"byline":'),
    ("unknown", '"literal":', '"key":'),
    ("instant", '"versionCreated":"2024-03-24T', '"versionCreated":"2024-03-24 '),
    ("uri", f'"uri":"{HOST}/story/s-talks"', '"uri":"story s-talks"'),
    ("uri", f'"uri":"{HOST}/person/', '"uri":"/person/'),
    ("language", '"language":"en"', '"language":"e"'),
    ("standard", '"schema":', '"scheme":'),
    ("missing", '"value":', '"title":'),
    ("list", '"altIds":[', '"altIds":"x","genres":["x",'),
    ("type", '"wordCount":', '"charCount":"x","wordCount":'),
    ("html", '"value":"<p>', '"value":"<div>'),
]
IN_LINKED: Planted = [
    ("json", "{", ""),
    ("context", '"https://schema.org"', '"http://schema.org/"'),
    ("article", '"@type": "NewsArticle"', '"@type": "CorrectionComment"'),
    ("missing", '"datePublished"', '"text"'),
    ("unsourced", '"isBasedOn"', '"text"'),
    ("headline", '"headline": "', f'"headline": "{"x" * 111}'),
    ("type", '"@type": "Country"', '"@type": "Land"'),
    ("nameless", '"@type": "Organization", "name"', '"@type": "Organization", "description"'),
    ("wordless", '"@type": "CorrectionComment", "text"', '"@type": "CorrectionComment", "description"'),
    ("property", '"inLanguage"', '"language"'),
    ("empty", '"inLanguage": "en"', '"inLanguage": ""'),
    ("expected", '"author": {"@type": "Organization"', '"author": {"@type": "Country"'),
    ("expected", '"correction": [', '"correction": ["x", '),
    ("address", f'"@id": "{HOST}', '"@id": "'),
    ("date", '"dateModified": "2024-', '"dateModified": "24-'),
    ("period", '"temporalCoverage": "2024-', '"temporalCoverage": "March '),
    ("language", '"inLanguage": "en"', '"inLanguage": "e"'),
]
IN_CALENDAR: Planted = [
    ("line end", "\r\n", "\n"),
    ("long", "SUMMARY:", f"SUMMARY:{'x' * 80}"),
    ("calendar", "END:VCALENDAR\r\n", ""),
    ("missing", "PRODID:", "X-PRODID:"),
    ("missing", "DTSTAMP:", "X-STAMP:"),
    ("broken", "DTSTART;VALUE=DATE:2024", "DTSTART;VALUE=DATE:24"),
    ("status", "STATUS:CONFIRMED", "STATUS:HELD"),
    ("end", "BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nDURATION:P1D\r\n"),
    ("order", "DTEND;VALUE=DATE:2024", "DTEND;VALUE=DATE:1999"),
]


def planted(faults: Callable[[str], list[str]], text: str, rule: str, old: str, new: str) -> None:
    """The rule is kept, and no more once one thing is put in its place."""
    assert old in text and faults(text) == []
    found = faults(text.replace(old, new, 1))
    assert rule in {fault.partition(":")[0] for fault in found}, found


def of_news(text: str) -> list[str]:
    return sitemap.faults(text.encode(), HOST, newsroom.NOW)


@pytest.mark.parametrize(("rule", "old", "new"), IN_NEWS)
def test_planted_in_a_sitemap(full: TestClient, rule: str, old: str, new: str) -> None:
    planted(of_news, full.get("/sitemap/news.xml").text, rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_NINJS)
def test_planted_in_ninjs(full: TestClient, rule: str, old: str, new: str) -> None:
    planted(lambda text: ninjs.faults(text.encode()), full.get("/story/s-talks.ninjs.json").text, rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_LINKED)
def test_planted_in_linked_data(full: TestClient, rule: str, old: str, new: str) -> None:
    planted(linked.faults, linked.of_page(full.get("/story/s-talks").text), rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_CALENDAR)
def test_planted_in_a_calendar(full: TestClient, rule: str, old: str, new: str) -> None:
    planted(lambda text: calendar.faults(text.encode()), full.get("/pair/CHN-PRK.ics").text, rule, old, new)


def test_two_events_of_one_uid_are_found(full: TestClient) -> None:
    text = full.get("/pair/CHN-PRK.ics").text
    event = re.search(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.DOTALL)
    assert event
    planted(lambda text: calendar.faults(text.encode()), text, "same uid", event[0], event[0] * 2)


@pytest.mark.parametrize(
    "path", ["/country/CHN.ics", "/pair/CHN-PRK.ics", "/person/kim-song-nam.ics", "/export/meetings.ics"]
)
def test_every_calendar_is_valid(full: TestClient, path: str) -> None:
    assert calendar.faults(full.get(path).content) == []


@pytest.mark.parametrize("story", STORIES)
def test_every_brief_tells_machines_what_it_is(full: TestClient, story: str) -> None:
    page = full.get(f"/story/{story}").text
    assert linked.faults(linked.of_page(page)) == []
    answer = full.get(f"/story/{story}.ninjs.json")
    assert ninjs.faults(answer.content) == [] and answer.headers["etag"]
    meta = dict(re.findall(r'<meta (?:property|name)="(og:[a-z:_]+|twitter:card|article:\w+)" content="([^"]*)"', page))
    assert meta["og:image"].startswith(f"{HOST}/story/{story}/card.png?v=") and meta["og:type"] == "article"
    assert meta["article:modified_time"] and meta["twitter:card"] == "summary_large_image"
    picture = full.get(meta["og:image"].removeprefix(HOST))
    assert picture.headers["content-type"] == "image/png" and len(picture.content) < 60_000
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    again = full.get(f"/story/{story}/card.png", headers={"If-None-Match": picture.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("home", ["", "/country/CHN", "/pair/CHN-PRK", "/person/kim-song-nam", "/most-viewed"])
def test_every_list_of_briefs_is_a_ninjs_composite(full: TestClient, home: str) -> None:
    answer = full.get(f"{home}/feed.ninjs.json")
    assert ninjs.faults(answer.content) == []
    atom = re.findall(r"<entry><id>(.*?)</id>", full.get(f"{home}/feed.atom").text)
    assert [one["uri"] for one in answer.json()["associations"]] == atom
    assert full.get("/history/feed.ninjs.json").status_code == 404


def test_what_ninjs_tells_is_what_the_brief_tells(full: TestClient) -> None:
    told = full.get("/story/s-talks.ninjs.json").json()
    assert told["version"] == "2" and told["pubStatus"] == "usable"
    assert told["headlines"][0]["value"] == talks.TALKS.headline
    assert "correction" in [one["role"] for one in told["descriptions"]]
    assert [one["name"] for one in told["associations"]] == [credit.title for credit in talks.TALKS.sources]
    assert {"CHN", "PRK"} <= {place["literal"] for place in told["places"]}


def test_a_merged_story_leads_on_and_a_withdrawn_one_says_so(
    serve: Callable[..., TestClient], store: SqliteStore
) -> None:
    newsroom.fill(store)
    client = serve()
    assert client.get("/story/s-guests.ninjs.json").headers["location"] == "/story/s-talks.ninjs.json"
    store.put_brief(replace(talks.TALKS, version=3, state="withdrawn"))
    told = client.get("/story/s-talks.ninjs.json")
    assert told.json()["pubStatus"] == "canceled" and talks.TALKS.headline not in told.text
    assert ninjs.faults(told.content) == [] and linked.faults(linked.of_page(client.get("/story/s-talks").text)) == []
    assert client.get("/story/s-talks/card.png").status_code == 404
    assert "s-talks" not in client.get("/sitemap/briefs-1.xml").text
    assert client.get("/story/nobody.ninjs.json").status_code == client.get("/story/nobody/card.png").status_code == 404


def test_the_sitemaps_have_every_brief_and_page_of_the_record_once(full: TestClient) -> None:
    index = full.get("/sitemap.xml")
    assert sitemap.faults(index.content, HOST) == []
    found: list[str] = []
    for loc in re.findall(r"<loc>(.*?)</loc>", index.text):
        part = full.get(loc.removeprefix(HOST))
        assert sitemap.faults(part.content, HOST, newsroom.NOW) == [], loc
        found += [] if "news" in loc else re.findall(r"<loc>(.*?)</loc>", part.text)
    assert len(found) == len(set(found))
    assert {f"{HOST}/story/{story}" for story in STORIES} <= set(found)
    assert f"{HOST}/pair/CHN-PRK" in found and f"{HOST}/person/kim-song-nam" in found
    assert f"{HOST}/organisations" in found and f"{HOST}/calendar" in found
    assert f"{HOST}/story/s-guests" not in found
    for address in found:
        assert full.get(address.removeprefix(HOST)).status_code == 200, address


def test_sitemaps_are_paged_by_the_order_in_which_stories_opened(
    serve: Callable[..., TestClient], store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PAGE", 2)
    newsroom.fill(store)
    client = serve()
    pages = re.findall(r"/sitemap/(briefs-\d+)\.xml", client.get("/sitemap.xml").text)
    assert pages == [f"briefs-{number}" for number in range(1, 1 + (store.last_opened() + 1) // 2)]
    one = client.get("/sitemap/briefs-1.xml").text
    assert f"<loc>{HOST}/story/s-talks</loc><lastmod>{talks.TALKS.dates.updated}</lastmod>" in one
    store.put_report(Report(id="r-new", text="News."))
    store.assign("r-new", "s-new")
    assert client.get("/sitemap/briefs-1.xml").text == one
    for name in ("briefs-0", "briefs-99", "briefs-x", "briefs-" + "9" * 30, "more"):
        assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_news_is_what_was_printed_in_the_last_two_days(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    listed = []
    for days in (0, 3):
        text = serve(Fixed(newsroom.NOW + timedelta(days=days))).get("/sitemap/news.xml").text
        listed.append(re.findall(r"/story/([\w-]+)<", text))
    assert "s-panel" in listed[0] and listed[1] == []


def test_robots_find_the_sitemaps_and_stay_out_of_what_is_for_people(full: TestClient) -> None:
    answer = full.get("/robots.txt")
    rules = Protego.parse(answer.text)
    assert list(rules.sitemaps) == [f"{HOST}/sitemap.xml", f"{HOST}/sitemap/news.xml"]
    for path in ("/admin", "/admin/sign-in", "/view", "/updates"):
        assert not rules.can_fetch(HOST + path, "Googlebot")
    for path in ("/", "/story/s-talks", "/feed.atom", "/api/briefs", "/story/s-talks/card.png"):
        assert rules.can_fetch(HOST + path, "Googlebot")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Erdoğan and Phạm Minh Chính", "Erdoğan and Phạm Minh Chính"),
        ("Wang Yi (王毅) speaks", "Wang Yi () speaks"),
        ("Café ﬁve ½", "Café five 12"),
        ("Владимир", "Владимир"),
        ("عربي", ""),
        ("a\u0000b\ud800c\U0001f600", "abc"),
    ],
)
def test_a_card_prints_no_boxes(given: str, kept: str) -> None:
    printed = card.printable(given, card.SERIF)
    assert printed == kept or (given.startswith("Café") and "five" in printed)
    assert all(card.has(card.SERIF, character) for character in printed)


@pytest.mark.parametrize("headline", ["", "Talks", "Wang Yi " * 60, "x" * 500, "会谈"])
def test_a_card_holds_any_headline_within_its_margins(headline: str) -> None:
    image = Image.open(io.BytesIO(card.drawn("Communique", headline, "21 March 2024", "1 independent witness")))
    ink = image.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert image.size == (1200, 630) and ink
    assert ink[0] >= card.MARGIN - 4 and ink[2] <= 1200 - card.MARGIN + 4 and ink[3] <= 630 - 30
