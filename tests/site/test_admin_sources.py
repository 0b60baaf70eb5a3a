"""Sources under /admin: their health, and what admins decide about them, by form."""

import re
from collections.abc import Iterator

import pytest
from httpx2 import Response
from msgspec.structs import replace

from communique.config import Settings
from communique.desk import Desk as Newsdesk
from communique.site.pages.admin_sources import carried
from communique.store.sqlite import SqliteStore
from tests.site.conftest import BROWSER, Fixed
from tests.site.editors import HOSTILE, Desk
from tests.site.test_users import WORD, ask, staffed
from tests.sources.conftest import Publisher, body

PAGE = "/admin/sources"
FEED = (
    "<rss version='2.0'><channel><title>Isles Wire &lt;b&gt;</title><language>en</language>"
    "<item><title>Ministers meet</title><link>/1</link><pubDate>Thu, 21 Mar 2024 10:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)


@pytest.fixture
def desk(store: SqliteStore) -> Iterator[Desk]:
    """The newsroom with an editor and an admin, and a desk that may ask loopback."""
    made = staffed(store)
    asking = Newsdesk(Settings(allow_private=True, pace=0), store=store, clock=made.clock)
    made.editors.behind = asking.behind_web
    yield made
    made.client.close()


@pytest.fixture
def isles() -> Iterator[Publisher]:
    made = Publisher()
    made.pages["/feed.xml"] = body(FEED, "application/rss+xml")
    yield made
    made.close()


def posted(desk: Desk, act: str, who: str = "Root", **form: str) -> Response:
    return ask(desk, who, "POST", f"{PAGE}/{act}", **({"form": WORD} | form))


def row(page: str, source: str) -> str:
    found = re.search(rf'<li id="source-{source}">.*?</details></li>', page, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_the_health_of_every_source_is_told_with_the_failing_first(desk: Desk) -> None:
    page = ask(desk, "Root", "GET", PAGE).text
    ids = re.findall(r'<li id="source-([^"]+)"><h3>', page)
    assert ids[0] == "closed" and len(ids) == len(desk.store.sources())
    told = row(page, "closed")
    assert "Failing, 3 times in a row" in told and "the server answered 503" in told and "Failed in a row 3" in told
    assert "Last answer none" in told
    counts = desk.store.reports_by_source()
    assert f"{counts['kestrel']} reports" in row(page, "kestrel") and "Failed in a row 0" in row(page, "kestrel")
    failing = ask(desk, "Root", "GET", f"{PAGE}?show=ill").text
    assert re.findall(r'<li id="source-([^"]+)"><h3>', failing) == ["closed"]
    assert "None of them." in ask(desk, "Root", "GET", f"{PAGE}?show=paused").text


def test_an_admin_pauses_resumes_and_asks(desk: Desk) -> None:
    done = posted(desk, "pause", source="kestrel", why="It prints rumours.")
    assert done.status_code == 303 and done.headers["location"].endswith("#source-kestrel")
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert (
        'role="status"' in page and "It prints rumours." in page and "Paused by an editor since" in row(page, "kestrel")
    )
    assert desk.store.source_state("kestrel").paused == "2024-03-25T07:30:00Z"
    public = desk.client.get("/sources", headers=BROWSER).text
    assert "Paused by an editor" in public
    history = desk.client.get("/history", headers=BROWSER).text
    assert "Source paused: Kestrel" in history and "It prints rumours." in history and "Root" not in history
    assert "Source paused: Kestrel" in desk.client.get("/history/feed.json").json()["items"][0]["content_html"]
    (told,) = [one for one in desk.client.get("/api/history").json()["items"] if one["kind"] == "pause"]
    assert (told["source"], told["by"], told["stories"]) == ("kestrel", "editor", [])
    again = posted(desk, "pause", source="kestrel", why="Twice.")
    assert again.status_code == 422 and "paused already" in again.text and 'value="Twice."' in again.text
    assert posted(desk, "resume", source="kestrel").status_code == 303
    assert desk.store.source_state("kestrel").paused is None
    assert posted(desk, "ask", source="kestrel").status_code == 303
    assert [one.kind for one in desk.store.rulings(3)] == ["ask", "resume", "pause"]
    assert posted(desk, "ask", source=HOSTILE).status_code == 422


def test_an_admin_looks_behind_an_address_and_adds_what_is_there(desk: Desk, isles: Publisher) -> None:
    before = len(desk.store.sources())
    looked = posted(desk, "look", address=f"{isles.url}/feed.xml")
    assert looked.status_code == 200 and looked.headers["cache-control"] == "no-store"
    assert "1 source found" in looked.text and "names 1 articles" in looked.text and "<b>Isles" not in looked.text
    assert len(desk.store.sources()) == before, "nothing is added by looking"
    (value,) = re.findall(r'name="source" value="([^"]+)"', looked.text)
    chosen = value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
    done = posted(desk, "add", source=chosen, publisher="Isles Wire", country="NOR", why="The ministry’s own.")
    assert done.status_code == 303
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert 'role="status"' in page and "Source added: Isles Wire" in page
    (kept,) = [one for one in desk.store.sources() if one.url == f"{isles.url}/feed.xml"]
    assert (kept.publisher, kept.country, kept.language, kept.kind) == ("Isles Wire", "NOR", "en", "feed")
    looked = posted(desk, "look", address=f"{isles.url}/feed.xml")
    assert f"known already as {kept.id}" in looked.text
    assert posted(desk, "add", source=carried(kept)).status_code == 422


@pytest.mark.parametrize(
    ("act", "form", "why"),
    [
        ("look", {"address": ""}, "type an address first"),
        ("look", {"address": "/etc"}, "no address of the web"),
        ("look", {"address": HOSTILE}, "no address of the web"),
        ("look", {"address": "http://127.0.0.1:9/"}, "127.0.0.1:9"),
        ("add", {}, "choose one of those that were found"),
        ("add", {"source": "x"}, "the form does not say which source"),
        ("add", {"source": "[1]"}, "the form does not say which source"),
        ("add", {"source": '{"id":"x","url":"/etc","kind":"folder"}'}, "only addresses of the web are added here"),
        ("add", {"source": '{"id":"x","url":"https://x.example/"}', "country": "<b>"}, "is no country code"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(desk: Desk, act: str, form: dict[str, str], why: str) -> None:
    before = desk.store.sources(), desk.store.last_ruling()
    answer = posted(desk, act, **form)
    assert answer.status_code == 422 and why in answer.text, answer.text
    assert "<script>alert" not in answer.text and (desk.store.sources(), desk.store.last_ruling()) == before


@pytest.mark.parametrize("act", ["look", "add", "pause", "resume", "ask"])
def test_a_form_without_the_word_or_the_right_changes_nothing(desk: Desk, isles: Publisher, act: str) -> None:
    before = desk.store.sources(), desk.store.last_ruling()
    form = {"source": "kestrel", "address": f"{isles.url}/feed.xml"}
    assert posted(desk, act, form="x", **form).status_code == 403
    assert posted(desk, act, "Eve", **form).status_code == 403
    assert posted(desk, act, "nobody", **form).headers["location"] == "/admin/sign-in"
    assert (desk.store.sources(), desk.store.last_ruling()) == before and isles.asked == []


def test_a_publisher_that_calls_itself_a_script_is_shown_as_words(desk: Desk) -> None:
    (source, *_) = desk.store.sources()
    desk.store.put_source(replace(source, publisher=HOSTILE, url="javascript:alert(1)"))
    page = ask(desk, "Root", "GET", PAGE).text
    assert "<script>alert" not in page and 'href="javascript' not in page


def test_the_time_is_the_desks(desk: Desk) -> None:
    assert isinstance(desk.clock, Fixed)
    posted(desk, "pause", source="kestrel")
    assert desk.store.rulings(1)[0].at == "2024-03-25T07:30:00Z"
