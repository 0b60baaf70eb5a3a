"""Conditional answers, merged and withdrawn stories, feeds and the API."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import msgspec
import pytest
from fastapi.testclient import TestClient

from communique import feeds, site
from communique.errors import ConfigError
from communique.model import Brief
from communique.site.pages.brief import changes
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.conftest import Fixed

ATOM = "{http://www.w3.org/2005/Atom}"
SELDOM = {"drafted", "edited"}
"""Fields that are there only where a model drafted, or an editor wrote."""


@pytest.mark.parametrize("path", ["/", "/story/s-talks", "/pair/CHN-PRK", "/feed.atom", "/feed.json", "/api/briefs"])
def test_a_reader_who_has_the_page_gets_304(full: TestClient, path: str) -> None:
    answer = full.get(path)
    etag = answer.headers["etag"]
    assert "max-age" in answer.headers["cache-control"]
    again = full.get(path, headers={"If-None-Match": f'"other", {etag}'})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == etag
    assert full.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_static_files_are_kept_for_ever_under_addresses_that_change(full: TestClient) -> None:
    sheet = re.search(r'href="(/static/site\.css\?[0-9a-f]+)"', full.get("/").text)
    assert sheet and "immutable" in full.get(sheet[1]).headers["cache-control"]


def test_head_is_answered_without_counting(full: TestClient) -> None:
    assert full.head("/story/s-talks").status_code == 200


def test_drafts_are_not_public_and_withdrawals_say_so(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    client = serve()
    store.put_brief(msgspec.structs.replace(talks.TALKS, version=3, state="withdrawn"))
    gone = client.get("/story/s-talks")
    assert gone.status_code == 410 and "withdrawn" in gone.text and "corrected Cai Qi’s office" in gone.text
    assert talks.TALKS.headline not in gone.text
    assert client.get("/story/s-talks/v/1").status_code == 307
    told = client.get("/api/briefs/s-talks")
    assert told.status_code == 410 and talks.TALKS.headline not in told.text and told.json()["corrections"]
    store.put_brief(msgspec.structs.replace(talks.TALKS, version=4, state="draft"))
    assert client.get("/story/s-talks").status_code == 404


def test_versions_stay_readable_and_say_what_changed(full: TestClient) -> None:
    old = full.get("/story/s-talks/v/1").text
    assert "This is version 1 of 2" in old and 'content="noindex"' in old
    assert 'rel="canonical" href="https://desk.example/story/s-talks"' in old
    told = changes(talks.FIRST, talks.TALKS)
    assert told["gone"] == [talks.FIRST.headline] and len(told["new"]) == 10


@pytest.mark.parametrize("home", ["", "/country/CHN", "/pair/CHN-PRK", "/person/kim-song-nam"])
def test_feeds_read_back_as_written(full: TestClient, home: str) -> None:
    raw = full.get(f"{home}/feed.atom")
    assert raw.headers["content-type"].startswith("application/atom+xml")
    parsed = feeds.parse(raw.content, f"https://desk.example{home}/feed.atom")
    root = ET.fromstring(raw.content)
    entries = root.findall(f"{ATOM}entry")
    assert entries and all(e.findtext(f"{ATOM}{tag}") for e in [root, *entries] for tag in ("id", "title", "updated"))
    told = full.get(f"{home}/feed.json").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"https://desk.example{home}/feed.json"
    assert [item["id"] for item in told["items"]] == [e.findtext(f"{ATOM}id") for e in entries]
    assert [item["title"] for item in told["items"]] == [entry.title for entry in parsed.entries]
    talks_ = next(item for item in told["items"] if item["id"].endswith("s-talks"))
    assert talks_["title"] == talks.TALKS.headline and "strategic choice" in talks_["content_html"]
    assert talks_["date_published"] == "2024-03-21T11:05:00Z"


def test_the_api_sends_what_its_document_describes(full: TestClient) -> None:
    document = full.get("/api/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/briefs",
        "/api/briefs/{story}",
        "/api/briefs/{story}/versions",
        "/api/briefs/{story}/views",
        "/api/briefs/{story}/versions/{version}/changes",
        "/api/reports/{report}",
        "/api/reports/{report}/versions",
        "/api/reports/{report}/versions/{version}/changes",
        "/api/countries/{code}/events",
        "/api/countries/{code}/agreements",
        "/api/pairs/{a}-{b}/events",
        "/api/pairs/{a}-{b}/tie",
        "/api/people/{key}/events",
        "/api/people/{key}/offices",
        "/api/countries/{code}/offices",
        "/api/events/{event}",
        "/api/search",
        "/api/most-viewed",
        "/api/history",
    }
    text = json.dumps(document)
    schemas = document["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/(\w+)"', text)) <= set(schemas)
    answers = {
        "BriefList": "/api/briefs?limit=2",
        "Brief": "/api/briefs/s-talks",
        "ReportFacts": "/api/reports/r-cai",
        "VersionList": "/api/reports/r-quota/versions",
        "Changes": "/api/reports/r-quota/versions/3/changes?from=1",
        "EventList": "/api/pairs/PRK-CHN/events",
        "HitList": "/api/search?q=beijing",
        "ViewedList": "/api/most-viewed",
        "ViewsByDay": "/api/briefs/s-talks/views",
        "RulingList": "/api/history?limit=1",
    }
    for name, path in answers.items():
        told = full.get(path).json()
        assert set(told) == set(schemas[name]["properties"]) - SELDOM, path
    assert msgspec.convert(full.get("/api/briefs/s-talks").json(), Brief) == talks.TALKS


def test_the_api_pages_and_refuses_plainly(full: TestClient) -> None:
    told = full.get("/api/briefs?limit=2").json()
    seen = [brief["story"] for brief in told["items"]]
    while told["next"]:
        told = full.get(told["next"].removeprefix("https://desk.example")).json()
        seen += [brief["story"] for brief in told["items"]]
    assert len(seen) == len(set(seen)) == 5
    assert full.get("/api/briefs?limit=0").status_code == 422
    for path in (
        "/api/briefs/none",
        "/api/reports/none",
        "/api/countries/XX/events",
        "/api/people/none/events",
        "/api/nowhere",
    ):
        answer = full.get(path)
        assert answer.status_code == 404 and answer.json()["detail"]
    report = full.get("/api/reports/r-arrival").json()
    assert "text" not in report and len(report["cited"]) == 3


def test_a_zone_nobody_knows_is_refused(store: SqliteStore) -> None:
    with pytest.raises(ConfigError, match="Mars/Olympus"):
        site.create(store, Fixed(), site.SiteSettings(timezone="Mars/Olympus"))
