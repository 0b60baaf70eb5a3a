"""Search as readers meet it: page, feeds, API, and from the keyboard in a real browser."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import feedparser
import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from communique.site.pages.search import EXAMPLES
from communique.store.sqlite import SqliteStore
from tests.site import newsroom

HOSTILE = (
    "a" * 10_000, '"' * 10_000, "(" * 10_000, "a OR " * 2_000, "-a " * 3_000, "AND OR NOT", "NEAR(a b, 3)", "a* b*",
    "title:x", "^beijing", "\x00beijing\x00", "\x02x\x03", "🙂🙂", "\u202eبكين\u202c محادثات",
    "'; DROP TABLE entry; --",
    '"; --', "country:\x00", "pair:-", "from:\"", "on:99999999999-1", "type:" + "x" * 500, "<script>alert(1)</script>",
)  # fmt: skip


def page(client: TestClient, typed: str, **more: str) -> str:
    answer = client.get("/search", params={"q": typed, **more})
    assert answer.status_code == 200
    return answer.text


def kinds(text: str) -> list[str]:
    return re.findall(r'<li class="of-(\w+)', text)


def asked_by(text: str, label: str) -> str:
    """The query behind a link."""
    found = re.search(rf'href="([^"]+)"[^>]*>(?:<[^>]+>[^<]*</[^>]+>)?{re.escape(label)}', text)
    assert found, label
    return parse_qs(urlsplit(found.group(1).replace("&amp;", "&")).query)["q"][0]


def test_every_kind_is_found_and_leads_to_its_evidence(full: TestClient) -> None:
    seen: set[str] = set()
    for typed in ("Kim Song Nam", "north korea", "type:statement", "type:event", "panel type:brief"):
        text = page(full, typed)
        seen |= set(kinds(text))
        results = text[text.index('<ol class="hits"') : text.index("</ol>", text.index('<ol class="hits"'))]
        paths = {path.replace("&amp;", "&") for path in re.findall(r'href="(/(?!search)[^"]+)"', results)}
        assert len(paths) >= 1
        for path in sorted(paths)[:12]:
            answer = full.get(path)
            assert answer.status_code == 200, path
            mark = urlsplit(path).fragment
            assert not mark or f'id="{mark}"' in answer.text, path
    assert seen >= {"brief", "report", "statement", "event", "person", "country"}
    assert "<mark>" in page(full, "beijing")


def test_no_words_of_publishers_who_allow_only_their_headlines(full: TestClient) -> None:
    closed = page(full, "witnesses at the airport")
    assert "The Ledger" in closed and closed.count('class="snippet"') == 1, "headline only means headline only"
    assert "lets us print no more than its headline" in closed
    items = full.get("/api/search", params={"q": "witnesses at the airport"}).json()["items"]
    assert [bool(i["snippet"]) for i in items] == [not i["withheld"] for i in items]
    assert any(i["withheld"] for i in items)


def test_facets_add_a_condition_and_take_it_away(full: TestClient) -> None:
    text = page(full, "beijing")
    narrower = asked_by(text, "Reports")
    assert narrower == "beijing type:report"
    text = page(full, narrower)
    assert set(kinds(text)) == {"report"}
    assert asked_by(text, "Reports") == "beijing", "the facet takes it away again"
    assert asked_by(text, "type:report") == "beijing", "and so does the condition above"
    beside = page(full, "beijing").partition('<aside class="facets"')[2].partition("</aside>")[0]
    for label in ("North Korea", "March 2024", "Talks", "Kestrel"):
        found = re.search(rf">{label}[^<]*</a> <span class=\"n\">(\d+)</span>", beside)
        assert found, label
        told = full.get("/api/search", params={"q": asked_by(beside, label)}).json()
        more = label == "Kestrel"  # briefs that rest on it have no publisher to be counted under
        assert told["total"] > int(found.group(1)) if more else told["total"] == int(found.group(1)), label


def test_a_slip_is_asked_about_and_the_other_spelling_finds_more(full: TestClient) -> None:
    text = page(full, "delegtion beijing")
    assert "Did you mean" in text
    assert kinds(page(full, asked_by(text, "<b>delegation beijing")))
    assert "Did you mean" not in page(full, "delegation")


def test_what_is_not_understood_is_told_and_the_rest_is_searched(full: TestClient) -> None:
    text = page(full, 'beijing on:2024-99 colour:red "great hall')
    assert text.count('<p class="remark">') == 3
    text = page(full, "beijing on:2024-99")
    assert kinds(text) and "is no day" in text


def test_nothing_found_says_what_was_searched_and_what_to_try(full: TestClient) -> None:
    text = page(full, "beijing -beijing country:FRA on:2024-03-22")
    assert "Nothing has all of this" in text and "from 22 March 2024 to 22 March 2024" in text
    text = page(full, "beijing zzzzqq")
    assert asked_by(text, "without <b>zzzzqq") == "beijing"
    assert "nothing to search for" in page(full, "***")
    assert "Type a name" in page(full, "")


def test_results_are_paged_and_sorted(full: TestClient) -> None:
    first, second = page(full, "-nothing"), page(full, "-nothing", page="2")
    hits = [re.findall(r'<p class="hit"><a href="([^"]+)"', text) for text in (first, second)]
    assert len(hits[0]) == 20 and hits[1] and not set(hits[0]) & set(hits[1])
    assert 'rel="next"' in first and 'rel="prev"' in second and 'start="21"' in second
    newest = page(full, "beijing", sort="newest")
    assert "by relevance</a>" in newest and "the newest first</a>" in page(full, "beijing")
    at = [i["at"] or "" for i in full.get("/api/search?q=beijing&sort=newest").json()["items"]]
    assert at == sorted(at, reverse=True)
    for odd in ("0", "-1", "x", "٣", "99999999", "999"):
        assert full.get("/search", params={"q": "beijing", "page": odd}).status_code == 200


def test_every_example_works(full: TestClient) -> None:
    text = page(full, "")
    for typed, _ in EXAMPLES:
        assert f"<code>{typed}</code>" in text.replace("&#34;", '"')
        answer = full.get("/api/search", params={"q": typed}).json()
        assert not answer["notes"], typed


def test_a_search_is_a_feed(full: TestClient) -> None:
    text = page(full, 'beijing country:"north korea"')
    links = [
        link.replace("&amp;", "&") for link in re.findall(r'<link rel="alternate"[^>]*href="(/search/[^"]+)"', text)
    ]
    assert len(links) == 3
    for link in links:
        answer = full.get(link)
        assert answer.status_code == 200 and "/story/s-talks" in answer.text
        assert full.get(link, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    feed = feedparser.parse(full.get(links[0]).content)
    assert not feed.bozo and feed.feed.title.startswith("beijing")
    assert len(feed.entries) == len({entry.id for entry in feed.entries}) >= 1
    assert feed.feed.links[1].href.startswith("https://desk.example/search?q=beijing")
    assert full.get("/search/feed.json?q=zzzzqq").json()["items"] == []


def test_browsers_can_add_the_search(full: TestClient) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in full.get("/").text
    answer = full.get("/opensearch.xml")
    root = ET.fromstring(answer.text)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    assert len(root.findtext(f"{space}ShortName") or "") <= 16
    for url in root.findall(f"{space}Url"):
        path = (url.get("template") or "").removeprefix("https://desk.example").replace("{searchTerms}", "beijing")
        assert full.get(path).headers["content-type"].startswith(url.get("type") or "-"), path


def test_the_api_has_the_same_and_pages(full: TestClient) -> None:
    seen: list[tuple[str, str]] = []
    path = "/api/search?q=country:nk&limit=7&sort=newest"
    while path:
        told = full.get(path).json()
        seen += [(i["kind"], i["id"]) for i in told["items"]]
        path = (told["next"] or "").removeprefix("https://desk.example")
    assert len(seen) == len(set(seen)) == told["total"] > 14 and not told["more"]
    told = full.get("/api/search?q=delegtion").json()
    assert told["meant"] == "delegation" and told["items"] == []
    assert full.get("/api/search?q=x&sort=oldest").status_code == 422


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_queries_are_answered(full: TestClient, typed: str) -> None:
    text = page(full, typed)
    assert "<script>alert(1)" not in text
    assert len(typed) < 1000 or "characters were searched" in text
    assert full.get("/api/search", params={"q": typed}).status_code == 200
    assert full.get("/search/feed.atom", params={"q": typed}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(st.sampled_from('ab"-:OR ()*^{}+fromcountryypeon2024é🙂\u202e'), max_size=60))
def test_whatever_is_typed_is_answered(full: TestClient, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    assert full.get("/search", params={"q": typed}).status_code == 200
    assert full.get("/api/search", params={"q": typed}).status_code == 200


def test_no_more_words_than_a_source_allows(store: SqliteStore, serve: Callable[..., TestClient]) -> None:
    newsroom.fill(store)
    source = next(s for s in store.sources() if s.id == "kestrel")
    store.put_source(msgspec.structs.replace(source, reprint="5"))
    client = serve()
    found = [i for i in client.get("/api/search?q=beijing+type:report+from:kestrel").json()["items"] if i["snippet"]]
    assert found and all(len(i["snippet"].split()) <= 5 for i in found)


@pytest.mark.browser
@pytest.mark.xdist_group("newsroom")
def test_from_the_keyboard_alone(browser: Browser, live: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(live + "/")
    for _ in range(6):
        opened.keyboard.press("Tab")
        if opened.locator("#q:focus").count():
            break
    assert opened.locator("#q:focus").count() == 1, "the field is near the top of every page"
    opened.keyboard.type("delegtion")
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    follow(opened, "delegation")
    follow(opened, "Reports")
    assert opened.locator("#q").input_value() == "delegation type:report"
    follow(opened, "type:report")
    assert opened.locator("#q").input_value() == "delegation"
    follow(opened, "the newest first")
    opened.locator("summary", has_text="How to ask").focus()
    opened.keyboard.press("Enter")
    assert opened.locator(".syntax dl").is_visible()
    context.close()


def follow(opened: Page, words: str) -> None:
    """Go by Tab to the link with these words, and along it with Enter."""
    for _ in range(200):
        opened.keyboard.press("Tab")
        text = opened.evaluate("document.activeElement.closest('main') ? document.activeElement.innerText : ''")
        if words in text:
            with opened.expect_navigation():
                opened.keyboard.press("Enter")
            return
    raise AssertionError(words)
