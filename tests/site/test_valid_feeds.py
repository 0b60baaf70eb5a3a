"""Every feed is what its specification says, the checks of that find what is planted, and feedparser takes them all."""

import re
from collections.abc import Callable

import feedparser
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique import feeds, site
from communique.model import Source
from communique.sources import opml as lists
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.conftest import SETTINGS
from tests.site.valid import atom, json_feed, opml, rss

HUB = "https://hub.example/"
LISTS = [
    "", "/history", "/corrections", "/most-viewed", "/country/CHN", "/country/PRK", "/country/ISL", "/pair/CHN-PRK",
    "/person/kim-song-nam",
]  # fmt: skip
KINDS: dict[str, Callable[[bytes], list[str]]] = {"atom": atom.faults, "rss": rss.faults, "json": json_feed.faults}

Planted = list[tuple[str, str, str]]
IN_ATOM: Planted = [
    ("xml", "</feed>", ""),
    ("doctype", "<feed ", "<!DOCTYPE feed><feed "),
    ("root", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    ("id", "<id>https://desk.example/feed.atom</id>", ""),
    ("title", "<title>Communique</title>", ""),
    ("updated", "</updated><author>", "</updated><updated>2024-03-24T18:00:00Z</updated><author>"),
    ("author", "<author><name>Communique</name></author>", ""),
    ("person", "<name>Communique</name>", "<uri>https://desk.example/</uri>"),
    ("person", "<name>Communique</name>", "<name> </name>"),
    ("same id", "<id>https://desk.example/story/s-panel</id>", "<id>https://desk.example/story/s-talks</id>"),
    ("namespace", "<entry>", '<entry><note xmlns="">x</note>'),
    ("unknown", "<entry>", "<entry><issued>2024-03-24T18:00:00Z</issued>"),
    ("instant", "<published>2024-03-24T", "<published>2024-03-24 "),
    ("instant", "<published>2024-03-24T", "<published>2024-13-24T"),
    ("address", "<id>https://desk.example/story/s-panel</id>", "<id>story/s-panel</id>"),
    ("category", "<entry>", "<entry><category/>"),
    ("type", "<summary>", '<summary type="markdown">'),
    ("xhtml", "<summary>", '<summary type="xhtml">'),
    ("elements", "<summary>", "<summary><b>x</b>"),
    ("html", "&lt;p&gt;", "&lt;div&gt;"),
    ("html", "&lt;p&gt;", "&lt;p onclick=x&gt;"),
    ("html", "&lt;p&gt;", "&lt;script&gt;&lt;/script&gt;&lt;p&gt;"),
    ("html", "&lt;p&gt;", "&lt;p&gt;&lt;a href=/x&gt;x&lt;/a&gt;"),
    ("empty", "<title>Communique</title>", "<title> </title>"),
    ("href", 'href="https://desk.example/story/s-panel"', 'href="/story/s-panel"'),
    ("alternate", "<entry>", '<entry><link type="text/html" href="https://desk.example/x"/>'),
    ("content", '<content type="html">', '<content type="html">x</content><content type="html">'),
    ("src", '<content type="html">', '<content src="https://desk.example/" type="html">'),
    ("self", 'rel="self"', 'rel="via"'),
    ("hub", "<updated>", f'<link rel="hub" href="{HUB}"/><updated>'),
]
IN_RSS: Planted = [
    ("xml", "</rss>", ""),
    ("root", "<rss ", '<rss xmlns="http://purl.org/rss/1.0/" '),
    ("version", 'version="2.0"', 'version="0.92"'),
    ("channel", "</channel>", "</channel><channel/>"),
    ("missing", "<title>Communique</title>", ""),
    ("twice", "<language>", "<title>x</title><language>"),
    ("language", "<language>en<", "<language>English, mostly<"),
    ("ttl", "<language>", "<ttl>soon</ttl><language>"),
    ("same guid", "https://desk.example/story/s-panel</guid>", "https://desk.example/story/s-talks</guid>"),
    ("self", 'rel="self"', 'rel="via"'),
    ("href", f'rel="hub" href="{HUB}"', 'rel="hub" href="hub"'),
    ("silent", "</channel>", "<item><category>x</category></item></channel>"),
    ("isPermaLink", 'isPermaLink="true"', 'isPermaLink="yes"'),
    ("guid", '<guid isPermaLink="true">https:', '<guid isPermaLink="true">urn:'),
    ("enclosure", "<item>", '<item><enclosure url="https://desk.example/x"/>'),
    ("instant", "<atom:updated>", "<atom:updated>on "),
    ("html", "&lt;p&gt;", "&lt;/p&gt;"),
    ("unknown", "<item>", "<item><body>x</body>"),
    ("date", "<pubDate>Sun, ", "<pubDate>Mon, "),
    ("date", " 2024 ", " 24 "),
    ("address", "<link>https://desk.example/story/s-panel", "<link>/story/s-panel"),
    ("elements", "<item><title>", "<item><title><b/>"),
]
IN_JSON: Planted = [
    ("json", '{"version', '"version'),
    ("version", "version/1.1", "version/2"),
    ("title", '"title":"Communique"', '"title":""'),
    ("hub", HUB, "hub"),
    ("items", '"items":[', '"entries":['),
    ("same id", '"id":"https://desk.example/story/s-panel"', '"id":"https://desk.example/story/s-talks"'),
    ("id", '"id":"https://desk.example/story/s-panel"', '"id":""'),
    ("content", '"content_html"', '"_content"'),
    ("instant", '"date_modified":"2024-03-24T', '"date_modified":"2024-03-24 '),
    ("attachment", '"content_html"', '"attachments":[{}],"content_html"'),
    ("html", '"content_html":"', '"content_html":"<b>'),
    ("unknown", '"summary"', '"description"'),
    ("type", '"language":"en"', '"language":["en"]'),
    ("address", '"feed_url":"https:', '"feed_url":"feed:'),
    ("language", '"language":"en"', '"language":"e"'),
    ("author", '"name":"Communique","url":"https://desk.example/"', ""),
]
IN_OPML: Planted = [
    ("xml", "</opml>", ""),
    ("root", "<opml ", '<opml xmlns="urn:list" '),
    ("version", 'version="2.0"', 'version="1.1"'),
    ("parts", "<body>", "<rest/><body>"),
    ("unknown", "<title>", "<editor>x</editor><title>"),
    ("unknown", "<body>", "<body><item/>"),
    ("date", "<title>", "<dateCreated>2024-03-24</dateCreated><title>"),
    ("date", "<outline ", '<outline created="2024-03-24" '),
    ("text", 'text="Kestrel', 'texts="Kestrel'),
    ("attribute", "<outline ", '<outline feed="x" '),
    ("xmlUrl", "xmlUrl=", "htmlUrl="),
    ("url", ' url="', ' description="'),
    ("boolean", "<outline ", '<outline isComment="no" '),
]  # fmt: skip


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The newsroom's site with a hub; a page beside the feeds among its sources."""
    store = SqliteStore(tmp_path_factory.mktemp("pushed") / "newsroom.db")
    newsroom.fill(store)
    store.put_source(Source(id="list", url="https://list.example/news", kind="page", section="Asia/Ministries"))
    told = site.SiteSettings(base_url=SETTINGS.base_url, notice=SETTINGS.notice, timezone="Europe/Berlin", hub=HUB)
    return TestClient(site.create(store, newsroom_clock(), told, opml=lists.written), follow_redirects=False)


def newsroom_clock() -> object:
    from tests.site.conftest import Fixed

    return Fixed()


@pytest.mark.parametrize("home", LISTS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_is_valid_and_taken(pushed: TestClient, home: str, kind: str) -> None:
    answer = pushed.get(f"{home}/feed.{kind}")
    assert answer.status_code == 200
    assert KINDS[kind](answer.content) == []
    assert answer.headers["link"] == f'<{HUB}>; rel="hub", <https://desk.example{home}/feed.{kind}>; rel="self"'
    ours = feeds.parse(answer.content, f"https://desk.example{home}/feed.{kind}")
    if kind != "json":
        theirs = feedparser.parse(answer.content)
        assert not theirs.bozo, theirs.get("bozo_exception")
        assert [one.link for one in theirs.entries] == [one.url for one in ours.entries]
        assert {link.href for link in theirs.feed.links if link.rel == "hub"} == {HUB}
    assert bool(ours.entries) != (home == "/country/ISL")


@pytest.mark.parametrize("home", LISTS)
def test_without_a_hub_none_is_named(full: TestClient, home: str) -> None:
    for kind in KINDS:
        answer = full.get(f"{home}/feed.{kind}")
        assert "hub" not in answer.headers["link"] and 'rel="hub"' not in answer.text and '"hubs"' not in answer.text


@pytest.mark.parametrize(("rule", "old", "new"), IN_ATOM)
def test_planted_in_atom(pushed: TestClient, rule: str, old: str, new: str) -> None:
    planted(atom.faults, pushed.get("/feed.atom").text, rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_RSS)
def test_planted_in_rss(pushed: TestClient, rule: str, old: str, new: str) -> None:
    planted(rss.faults, pushed.get("/feed.rss").text, rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_JSON)
def test_planted_in_json(pushed: TestClient, rule: str, old: str, new: str) -> None:
    planted(json_feed.faults, pushed.get("/feed.json").text, rule, old, new)


@pytest.mark.parametrize(("rule", "old", "new"), IN_OPML)
def test_planted_in_opml(pushed: TestClient, rule: str, old: str, new: str) -> None:
    planted(opml.faults, pushed.get("/sources.opml").text, rule, old, new)


def planted(faults: Callable[[bytes], list[str]], text: str, rule: str, old: str, new: str) -> None:
    """The rule is kept, and no more once one thing is put in its place."""
    assert old in text and faults(text.encode()) == []
    found = faults(text.replace(old, new, 1).encode())
    assert rule in {fault.partition(":")[0] for fault in found}, found


def test_an_entry_without_content_has_an_address(pushed: TestClient) -> None:
    text = re.sub(r"<content .*?</content>", "", pushed.get("/feed.atom").text)
    assert atom.faults(text.encode()) == []
    bare = re.sub(r'(<entry>.*?)<link rel="alternate"[^>]*>', r"\1", text)
    assert {fault.partition(":")[0] for fault in atom.faults(bare.encode())} == {"no content"}


def test_the_sources_go_into_a_feed_reader_and_come_back(pushed: TestClient) -> None:
    answer = pushed.get("/sources.opml")
    assert answer.headers["content-type"] == "text/x-opml; charset=utf-8" and opml.faults(answer.content) == []
    back = {source.url: source for source in lists.read(answer.content, "sources.opml").sources}
    assert back["https://list.example/news"].kind == "page" and back["https://list.example/news"].section
    again = pushed.get("/sources.opml", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_feed_of_decisions_tells_what_the_page_tells(full: TestClient) -> None:
    items = full.get("/history/feed.json").json()["items"]
    assert [item["id"] for item in items] == [f"https://desk.example/history#d-{n}" for n in (4, 3, 2, 1)]
    assert items[2]["title"].startswith("1 report split off from") and "a happening of its own" in items[2]["summary"]
    assert "Ana Lund" not in full.get("/history/feed.json").text
    page = items[2]["url"].removeprefix("https://desk.example")
    assert 'id="d-2"' in full.get(page).text


def test_a_feed_of_corrections_has_each_notice_once_and_keeps_its_id(
    serve: Callable[..., TestClient], store: SqliteStore
) -> None:
    newsroom.fill(store)
    client = serve()
    before = client.get("/corrections/feed.json").json()["items"]
    assert [item["url"] for item in before] == ["https://desk.example/story/s-talks#corrections"]
    assert before[0]["title"] == f"Correction: {talks.TALKS.headline}"
    store.put_brief(replace(talks.TALKS, version=3, headline="Talks go on"))
    after = client.get("/corrections/feed.json").json()["items"]
    assert [item["id"] for item in after] == [item["id"] for item in before]


def test_the_most_viewed_come_by_readers(full: TestClient) -> None:
    items = full.get("/most-viewed/feed.json").json()["items"]
    assert [item["url"].rpartition("/")[2] for item in items] == ["s-talks", "s-panel"]
