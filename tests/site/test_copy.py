"""The site as files: served by a plain file server, at its root and in a folder, with every link followed."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from msgspec.structs import replace
from playwright.sync_api import Browser

from communique.config import Settings
from communique.desk import Desk, copying
from communique.errors import UsageError
from communique.model import Brief
from communique.site.folder import Copied
from communique.store.sqlite import SqliteStore
from tests.site import newsroom

BASE = "http://127.0.0.1:{}/archive/copy"


class Quiet(SimpleHTTPRequestHandler):
    """Python's own file server, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def file_server(folder: Path) -> Iterator[str]:
    """A plain file server over a folder; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def copy(folder: Path, into: Path, base: str) -> Copied:
    desk = Desk(Settings(timezone="Europe/Berlin"), folder=folder)
    try:
        return copying.copied(desk, into, base, ["en", "ar"])
    finally:
        desk.store.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk's folder: the newsroom, with a draft and a withdrawn brief."""
    folder = tmp_path_factory.mktemp("desk")
    store = SqliteStore(folder / "desk.db")
    newsroom.fill(store)
    with store.transaction():
        for story, state in (("s-draft", "draft"), ("s-gone", "released"), ("s-gone", "withdrawn")):
            report, brief = newsroom.small(story, f"Headline of {story}", "Nobody may read this yet.", None,
                                           "2024-03-23T20:00:00+07:00", 1)  # fmt: skip
            store.put_report(report)
            store.assign(report.id, story)
            store.put_brief(
                newsroom.withdrawn(brief) if state == "withdrawn" else drafted(brief) if state == "draft" else brief
            )
        store.close_round(newsroom.NOW)
    store.close()
    return folder


def drafted(brief: Brief) -> Brief:
    return replace(brief, state="draft")


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Copied]]:
    """The copy in a subfolder of a file server: its address, its folder, and what was told of it."""
    root = tmp_path_factory.mktemp("web")
    with file_server(root) as address:
        folder = root / "archive" / "copy"
        done = copy(filled, folder, f"{address}/archive/copy")
        yield f"{address}/archive/copy/", folder, done


def links(body: bytes, kind: str) -> Iterator[str]:
    """All that a document links to."""
    if "html" in kind:
        document = html.document_fromstring(body)
        for element in document.iter():
            for name in ("href", "src", "action", "content"):
                found = element.get(name) if isinstance(element.tag, str) else None
                if found and (name != "content" or found.startswith("http")):
                    yield found
                elif found and element.get("http-equiv") == "refresh":
                    yield found.partition("url=")[2]
    elif "xml" in kind or kind.endswith(("/atom", "/rss")):
        root = etree.fromstring(body)
        for element in root.iter():
            yield from (v for n, v in element.attrib.items() if n in ("href", "url", "isPermaLink") and "://" in v)
            if element.text and re.fullmatch(r"https?://\S+", element.text.strip()):
                yield element.text.strip()
    elif "json" in kind:
        yield from re.findall(r'"(https?://[^"\s\\]+)"', body.decode())


def walk(start: str, base: str) -> dict[str, tuple[int, str, bytes]]:
    """Everything that links lead to from a page on the server, with status, type and body."""
    host = urlsplit(start).netloc
    connection = HTTPConnection(host, timeout=10)
    found: dict[str, tuple[int, str, bytes]] = {}
    due = [start]
    while due:
        address = due.pop()
        if address in found:
            continue
        connection.request("GET", urlsplit(address).path)
        answer = connection.getresponse()
        body, kind = answer.read(), answer.headers.get("Content-Type", "")
        if answer.status == 301:
            due.append(urljoin(address, answer.headers["Location"]))
        found[address] = answer.status, kind, body
        if urlsplit(address).path.endswith((".json", ".jsonld")):
            kind = "application/json"
        for link in links(body, kind) if answer.status == 200 else ():
            whole = urldefrag(urljoin(address, link))[0].partition("?")[0]
            if urlsplit(whole).netloc == host and whole not in found:
                assert whole.startswith(base), f"{address} links to {whole}, outside of the copy"
                due.append(whole)
    connection.close()
    return found


def test_every_link_of_a_copy_in_a_folder_leads_to_a_file(served: tuple[str, Path, Copied]) -> None:
    address, folder, done = served
    assert done.refusals == ()
    found = walk(address, address)
    assert {status for status, _, _ in found.values()} <= {200, 301}, [a for a, f in found.items() if f[0] >= 400]
    reached = {urlsplit(one).path.removeprefix("/archive/copy/") for one, f in found.items() if f[0] == 200}
    names = {f"{name}index.html" if name.endswith("/") or not name else name for name in reached}
    files = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")}
    alone = {name for name in files - names if not name.startswith(("search/", "api/"))}
    assert alone <= {"404.html", "robots.txt", "sitemap.xml", "sitemap/pages.xml", "sitemap/news.xml",
                     "sitemap/briefs-1.xml", "story/s-guests/index.html", "story/s-gone/index.html",
                     "static/search.js"} | {n for n in alone if n.endswith("card.png")}, alone  # fmt: skip
    for wanted in ("story/s-talks/index.html", "story/s-talks/v/1/index.html", "story/s-talks/v/2/changes/index.html",
                   "country/PRK/index.html", "country/PRK.ics", "pair/CHN-PRK/feed.atom", "pair/CHN-PRK.csv",
                   "calendar/2024-03/index.html", "edition/2024-W12/index.html", "edition/2024-03-24/index.html",
                   "matrix/index.html", "matrix/period=all/index.html", "map/index.html", "sources/index.html",
                   "about/index.html", "history/index.html", "most-viewed/days=30/index.html", "search/index.html",
                   "export/events.csv", "export/statements.jsonl", "sources.opml", "sitemap.xml", "robots.txt",
                   "story/s-talks/card.png", "static/site.css", "api/openapi.json", "organisations/index.html",
                   "person/kim-song-nam/index.html"):  # fmt: skip
        assert (folder / wanted).is_file(), wanted


def test_sitemaps_and_feeds_name_addresses_of_the_copy(served: tuple[str, Path, Copied]) -> None:
    address, folder, _ = served
    briefs = (folder / "sitemap/briefs-1.xml").read_text()
    assert f"<loc>{address}story/s-talks/</loc>" in briefs
    assert walk(f"{address}sitemap.xml", address)
    assert f"Sitemap: {address}sitemap.xml" in (folder / "robots.txt").read_text()
    page = html.document_fromstring((folder / "story/s-talks/index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{address}story/s-talks/"]
    told = json.loads((folder / "api/openapi.json").read_bytes())
    assert "/api/briefs/{story}.json" in told["paths"] and "/api/search.json" not in told["paths"]
    assert json.loads((folder / "api/briefs/s-talks.json").read_bytes())["story"] == "s-talks"


def test_nothing_asks_a_server(served: tuple[str, Path, Copied]) -> None:
    _, folder, _ = served
    for path in folder.rglob("index.html"):
        text = path.read_text()
        assert not re.search(r'data-view|data-since|(?:href|src|action)="/', text), path
        forms = re.findall(r'<form[^>]*action="([^"]*)"', text)
        own = folder / "ar" if path.relative_to(folder).parts[0] == "ar" else folder
        assert all((path.parent / form).resolve() == (own / "search/index.html").resolve() for form in forms), path


def test_drafts_stay_and_old_addresses_lead_on(served: tuple[str, Path, Copied]) -> None:
    address, folder, _ = served
    assert not list(folder.rglob("*s-draft*/index.html")) or not (folder / "story/s-draft").exists()
    assert not any(b"Headline of s-draft" in p.read_bytes() for p in (folder / "story").rglob("*.html"))
    assert b"Nobody may read this yet" not in (folder / "story/s-gone/index.html").read_bytes()
    assert b"This brief was withdrawn" in (folder / "story/s-gone/index.html").read_bytes()
    old = html.document_fromstring((folder / "story/s-guests/index.html").read_bytes())
    assert old.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../s-talks/index.html"]
    assert old.xpath("//link[@rel='canonical']/@href") == [f"{address}story/s-talks/"]


def test_two_copies_of_one_store_have_the_same_bytes(
    served: tuple[str, Path, Copied], filled: Path, tmp_path: Path
) -> None:
    address, folder, first = served
    again = copy(filled, tmp_path / "again", address.rstrip("/"))
    assert contents(tmp_path / "again") == contents(folder) and again.files == first.files


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_of_somebody_else_is_left_alone(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty and was not written by"):
        copy(filled, tmp_path, "https://desk.example")
    assert contents(tmp_path) == {"letters.txt": b"mine"}
    with pytest.raises(UsageError, match="a base is an address"):
        copy(filled, tmp_path / "other", "desk.example/copy")


@pytest.mark.browser
def test_a_browser_searches_the_copy(served: tuple[str, Path, Copied], browser: Browser) -> None:
    address, _, _ = served
    host = urlsplit(address).netloc
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: failed.append(request.url) if urlsplit(request.url).netloc != host else None)
    page.goto(f"{address}story/s-talks/")
    page.fill("#q", "delegation vientiane")
    page.press("#q", "Enter")
    page.wait_for_selector(".hits li")
    assert page.text_content("[data-said]") == "1 result."
    page.click(".hits a")
    page.wait_for_url("**/story/s-laos/index.html")
    page.goto(f"{address}search/?q=pyongyang")
    page.wait_for_selector(".hits li")
    assert "Moscow stops the experts" in page.inner_text(".hits")
    page.goto(f"{address}search/?q=zzzz")
    page.wait_for_selector('[data-said]:has-text("Nothing")')  # a function to wait for would be barred from eval
    page.goto(f"{address}ar/search/?q=kim")
    page.wait_for_selector(".hits li")
    assert page.text_content("h1") == "نتائج «kim»" and re.match(
        r"\d+ (نتائج|نتيجة)", page.text_content("[data-said]") or ""
    )
    assert page.text_content(".hits .kind") == "شخص"
    page.click(".hits a")
    page.wait_for_url("**/ar/person/**")
    page.goto(f"{address}search/?q=corée")
    page.wait_for_selector(".of-country")
    assert "North Korea" in page.inner_text(".hits"), "a country is found by its name in every language"
    assert failed == []
    page.close()
    offline = browser.new_context(java_script_enabled=False).new_page()
    offline.goto(f"{address}search/?q=kim")
    assert "needs JavaScript" in offline.inner_text("main")
    offline.context.close()


@pytest.mark.browser
def test_a_page_has_the_elements_it_has_at_the_desk(
    served: tuple[str, Path, Copied], browser: Browser, full: TestClient
) -> None:
    address, folder, _ = served
    page = browser.new_page()
    shape = """() => [...document.querySelectorAll("main *")].filter((e) => !e.closest("form,.drafted"))
        .map((e) => (e.matches("a") ? "span" : e.tagName) + " " + (e.getAttribute("class") || ""))"""
    for path in ("pair/CHN-PRK", "map", "story/s-talks", "report/r-kcna2"):
        page.set_content(full.get(f"/{path}").text)
        wanted = page.evaluate(shape)
        page.goto(f"{address}{path}/")
        assert [one.lower() for one in page.evaluate(shape)] == [one.lower() for one in wanted], path
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("document.styleSheets.length") == 1
    page.click(".lead h2 a")
    page.wait_for_url("**/story/**")
    assert page.url.startswith("file:") and page.url.endswith("/index.html") and page.query_selector(".standfirst")
    page.close()
