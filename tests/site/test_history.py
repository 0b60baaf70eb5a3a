"""Merged, split and pinned stories as readers meet them: old addresses, lists, feeds, the history."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.model import Dates, Ruling
from communique.site.history import joined
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.conftest import BROWSER, Fixed

ATOM = "{http://www.w3.org/2005/Atom}"
Serve = Callable[..., TestClient]


def merged(store: SqliteStore, gone: str, story: str) -> None:
    """What the desk does to merge stories."""
    found = store.story(gone)
    assert found is not None
    with store.transaction():
        for report in found.reports:
            store.assign(report, story)
        store.redirect(gone, story)


@pytest.fixture
def client(serve: Serve, store: SqliteStore) -> TestClient:
    newsroom.fill(store)
    return serve()


@pytest.mark.parametrize("old", ["/story/s-panel", "/story/s-panel/v/1", "/story/s-panel/v/7"])
def test_an_old_address_leads_to_the_story_for_good(client: TestClient, store: SqliteStore, old: str) -> None:
    assert client.get(old).status_code == (404 if old.endswith("7") else 200)
    merged(store, "s-panel", "s-envoy")
    merged(store, "s-envoy", "s-talks")
    answer = client.get(old)
    assert (answer.status_code, answer.headers["location"]) == (301, "/story/s-talks")
    assert client.get(answer.headers["location"]).status_code == 200


def test_an_old_address_of_the_api_does_so_too(client: TestClient, store: SqliteStore) -> None:
    merged(store, "s-panel", "s-talks")
    for asked in ("/api/briefs/s-panel", "/api/briefs/s-panel?version=1"):
        answer = client.get(asked)
        assert (answer.status_code, answer.headers["location"]) == (301, "/api/briefs/s-talks")
    assert client.get("/api/reports/r-s-panel").json()["story"] == "s-talks"


def test_a_merged_story_is_nowhere_listed(client: TestClient, store: SqliteStore) -> None:
    lists = (
        "/",
        "/search?q=vientiane+tour",
        "/story/s-talks",
        "/feed.atom",
        "/feed.json",
        "/api/briefs",
        "/api/search?q=tour",
    )
    listed = re.compile('"?/story/s-laos"|"(story|id)":"s-laos"|/story/s-laos[<"]')
    assert sum(bool(listed.search(client.get(path).text)) for path in lists) >= 6
    merged(store, "s-laos", "s-envoy")
    for path in lists:
        assert not listed.search(client.get(path).text), path
    for path in ("/", "/feed.atom", "/api/briefs"):
        assert "s-envoy" in client.get(path).text


def test_views_count_for_the_story_that_is_left(client: TestClient, store: SqliteStore) -> None:
    client.get("/story/s-laos", headers=BROWSER)
    client.get("/story/s-talks", headers=BROWSER)
    before = {v["story"]: v["views"] for v in client.get("/api/most-viewed").json()["items"]}
    merged(store, "s-laos", "s-talks")
    after = {v["story"]: v["views"] for v in client.get("/api/most-viewed").json()["items"]}
    assert before["s-laos"] == 1 and after == {k: v for k, v in before.items() if k != "s-laos"}
    client.get("/story/s-laos", headers=BROWSER)
    assert dict(store.most_viewed(datetime(2024, 3, 1, tzinfo=UTC))).keys() == after.keys(), (
        "an address that leads on counts nothing"
    )


def entry(client: TestClient, story: str) -> dict[str, str | None]:
    root = ET.fromstring(client.get("/feed.atom").content)
    found = [e for e in root.findall(f"{ATOM}entry") if str(e.findtext(f"{ATOM}id")).endswith(f"/story/{story}")]
    assert len(found) == 1
    told = next(i for i in client.get("/feed.json").json()["items"] if i["id"].endswith(f"/story/{story}"))
    assert told["date_published"] == found[0].findtext(f"{ATOM}published")
    return {tag: found[0].findtext(f"{ATOM}{tag}") for tag in ("id", "published", "updated")}


def test_the_feed_announces_a_story_once(client: TestClient, store: SqliteStore) -> None:
    before = entry(client, "s-talks")
    merged(store, "s-shells", "s-talks")
    dates = Dates(reported=("2024-01-05T14:00:00+09:00", "2024-03-25T08:00:00Z"), updated="2024-03-25T09:00:00Z")
    store.put_brief(replace(talks.TALKS, version=3, dates=dates))
    after = entry(client, "s-talks")
    assert after["id"] == before["id"] and after["published"] == before["published"], "though an older report joined it"
    assert after["updated"] == "2024-03-25T09:00:00Z"
    assert "s-shells" not in client.get("/feed.atom").text


def test_a_pinned_story_leads_until_its_time_is_over(serve: Serve, store: SqliteStore) -> None:
    newsroom.fill(store)
    clock = Fixed()
    client = serve(clock)

    def lead() -> str:
        return re.findall(r'<h2><a href="/story/([^"]+)', client.get("/").text)[0]

    def pin(story: str, until: datetime | None = None, kind: str = "pin") -> None:
        end = until.isoformat() if until else None
        store.put_ruling(Ruling(at="2024-03-25T07:00:00Z", by="Ana", kind=kind, stories=(story,), until=end))  # type: ignore[arg-type]

    assert lead() == "s-talks", "the pin of the newsroom has ended"
    pin("s-shells", clock.moment + timedelta(hours=1))
    text = client.get("/").text
    assert lead() == "s-shells" and text.count('href="/story/s-shells"') == 1 and "pinned by an editor" in text
    assert 'href="/story/s-talks"' in text and "pinned by an editor" not in client.get("/?before=2024-03-24").text
    merged(store, "s-shells", "s-envoy")
    assert lead() == "s-envoy"
    clock.moment += timedelta(hours=1)
    assert lead() == "s-talks" and "pinned by an editor" not in client.get("/").text
    pin("s-laos")
    assert lead() == "s-laos"
    pin("s-laos", kind="unpin")
    assert lead() == "s-talks"
    pin("s-nothing")
    assert lead() == "s-talks"


def test_a_story_tells_its_history(full: TestClient) -> None:
    text = full.get("/story/s-talks").text
    part = text.split('id="history"')[1].split("</section>")[0]
    plain = [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in part.split("<li>")[1:]]
    assert plain[0].startswith(
        "1 report moved here from Chinese vice minister in Pyongyang for talks on exchanges 24 March 2024, 13:30"
        " by an editor: It tells of Friday’s meeting."
    )
    assert plain[1].startswith("1 report split off into Kim Song Nam received in Vientiane 24 March 2024, 10:10 by an")
    assert plain[2].startswith(
        "Merged with “Guests from Pyongyang at the Great Hall of the People” 23 March 2024, 07:00 by the desk: 0.83"
    )
    assert "This story was joined from" not in text, "what was joined was split again"
    laos = full.get("/story/s-laos").text
    assert "Split off with 1 report from" in laos and 'href="/story/s-talks"' in laos
    assert 'id="history"' not in full.get("/story/s-shells").text


def test_a_brief_says_of_how_many_stories_it_was_joined(client: TestClient, store: SqliteStore) -> None:
    for n, gone in enumerate(("s-panel", "s-shells")):
        merged(store, gone, "s-envoy")
        store.put_ruling(
            Ruling(at="2024-03-25T07:00:00Z", by="desk", kind="merge", stories=("s-envoy", gone), score=0.9)
        )
        assert f"This story was joined from {('two', 'three')[n]}." in client.get("/story/s-envoy").text


def test_what_is_split_off_is_counted_no_more() -> None:
    def ruling(kind: str, *stories: str) -> Ruling:
        return Ruling(at="", by="desk", kind=kind, stories=stories)  # type: ignore[arg-type]

    told = [
        ruling("split", "a", "d"),
        ruling("merge", "a", "b", "c"),
        ruling("split", "a", "x"),
        ruling("split", "y", "a"),
    ]
    assert [joined(told[n:], "a") for n in range(5)] == [2, 3, 1, 1, 1]


def test_the_history_is_public_and_names_no_editor(full: TestClient) -> None:
    text = full.get("/history").text
    assert text.index("tells of Friday") < text.index("pinned to the front page") < text.index("0.83")
    assert "“Guests from Pyongyang at the Great Hall of the People” merged into" in text
    assert "until <time" in text
    for path in ("/history", "/story/s-talks", "/api/history"):
        told = full.get(path).text
        assert "Ana" not in told and "Otieno" not in told
    assert {item["by"] for item in full.get("/api/history").json()["items"]} == {"desk", "editor"}


def test_the_history_is_paged(client: TestClient, store: SqliteStore) -> None:
    for n in range(120):
        store.put_ruling(
            Ruling(at="2024-03-25T07:00:00Z", by="Ana", kind="pin", stories=("s-talks",), why=f"Reason {n:03}.")
        )
    seen, path = [], "/history"
    for _ in range(3):
        text = client.get(path).text
        seen += re.findall(r"Reason (\d+)\.", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        path = following[1] if following else ""
    assert seen == [f"{n:03}" for n in reversed(range(120))] and not path
    assert "There is nothing earlier." in client.get("/history?before=1").text
    assert client.get("/history?before=x").status_code == client.get(f"/history?before={'9' * 99}").status_code == 200
    api, path = [], "/api/history?limit=50"
    while path:
        told = client.get(path).json()
        api += [item["id"] for item in told["items"]]
        path = (told["next"] or "").removeprefix("https://desk.example")
    assert api == list(range(124, 0, -1))
    assert len(client.get("/api/history?story=s-guests&limit=100").json()["items"]) == 100, "of the story it became"
    assert client.get("/api/history?story=s-nothing").json() == {"items": [], "next": None}


def test_a_desk_where_nothing_was_decided_says_so(serve: Serve) -> None:
    assert "every story stands as it was first grouped" in serve().get("/history").text


def test_a_headline_that_may_not_be_shown_any_more_is_not(client: TestClient, store: SqliteStore) -> None:
    report = store.report("r-s-guests")
    assert report is not None and "Guests from Pyongyang" in client.get("/history").text
    store.put_report(replace(report, version=2, reserved=True))
    assert "Guests from Pyongyang" not in client.get("/history").text
    assert "A story merged into" in client.get("/history").text
