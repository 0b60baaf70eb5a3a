"""Briefs that wait for release: the editors' queue, and that no public address shows one."""

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from starlette.routing import Route

from communique import site
from communique.model import Sentence, Waiting
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import BROWSER, SETTINGS
from tests.site.editors import Desk
from tests.site.test_users import WORD, ask, let_in

AFTER = replace(SETTINGS, publish="after release")
WORDS = "Zwolfaxing"
"""Stands nowhere but in the drafts."""
FILLED = {
    "code": "PRK", "pair": "CHN-PRK", "key": "kim-song-nam", "report": "r-kcna2", "version": "2", "month": "2024-03",
    "name": "briefs", "what": "events", "kind": "feed", "event": "e-wang-y", "a": "CHN", "b": "PRK",
}  # fmt: skip
KEYS = {"/edition/{key}": "2024-03-24", "/organisation/{key}": "wpk"}


@pytest.fixture
def desk(store: SqliteStore) -> Iterator[Desk]:
    """The newsroom with the next version of its lead and a new story waiting, and an editor."""
    newsroom.fill(store)
    report, new = newsroom.small("s-new", f"{WORDS} talks open", f"{WORDS} met.", None, "2024-03-24T17:00:00Z", 1)
    store.put_report(replace(report, title="Talks open", text="x", sentences=(), description=None))
    store.assign(report.id, "s-new")
    lead = store.brief("s-talks")
    assert lead is not None
    told = replace(
        lead,
        version=lead.version + 1,
        headline=f"{WORDS} again",
        standfirst=(Sentence(text=f"{WORDS} were seen."), *lead.standfirst),
    )
    for brief in (new, told):
        store.put_waiting(Waiting(brief=replace(brief, state="draft"), since="2024-03-24T18:00:00Z"))
    made = Desk(store, AFTER)
    let_in(made, "Eve", "editor")
    yield made
    made.client.close()


def addresses(desk: Desk) -> list[str]:
    """Every address that is read, with its holes; the editors' pages, hubs' calls and the stream of updates apart."""
    app = desk.client.app
    routes = [r for r in app.router.routes if isinstance(r, Route) and "GET" in (r.methods or ())]  # type: ignore[attr-defined]
    found = [route.path for route in routes] + list(app.openapi()["paths"])  # type: ignore[attr-defined]
    return [path for path in found if path != "/updates" and not path.startswith(("/admin", "/websub"))]


def public(desk: Desk, story: str, version: int) -> dict[str, str]:
    """What every public address answers about a story."""
    found: dict[str, str] = {}
    for path in addresses(desk):
        values = FILLED | {"story": story, "version": str(version)}
        if path in KEYS:
            values["key"] = KEYS[path]
        kinds = ("atom", "rss", "json") if "{kind:feed}" in path else ("csv", "json", "jsonl", "jsonld", "ics")
        for kind in kinds if "{kind" in path else ("",):
            here = re.sub(r"\{(\w+)(?::\w+)?\}", lambda m, k=kind: k if m[1] == "kind" else values[m[1]], path)  # noqa: B023
            query = f"?q={WORDS}" if "search" in path else ""
            answer = desk.client.get(here + query, headers=BROWSER, follow_redirects=True)
            found[here] = re.sub(r"</?mark>", "", answer.text) if answer.status_code in (200, 410) else ""
    return found


def test_no_public_address_shows_a_draft_and_many_show_it_once_released(desk: Desk) -> None:
    said = re.compile(rf"{WORDS} (talks open|again|were seen|met)", re.IGNORECASE)
    for story, version in (("s-talks", 3), ("s-new", 1)):
        answers = public(desk, story, version)
        assert len(answers) > 90 and sum(bool(text) for text in answers.values()) > 50
        assert [path for path, text in answers.items() if said.search(text)] == []
        assert desk.client.get(f"/story/{story}/v/{version}").status_code == 404
    assert "/story/s-new" not in desk.client.get("/sitemap/briefs-0.xml").text + desk.client.get("/feed.atom").text
    assert desk.client.get("/story/s-new", headers=BROWSER).status_code == 404
    assert desk.client.post("/view/s-new", headers=BROWSER | {"Sec-Fetch-Site": "same-origin"}).status_code == 204
    assert desk.client.get(f"/api/search?q={WORDS}").json()["items"] == []
    printed = desk.store.last_printed()
    assert list(desk.store.printed_since(printed, 10)) == [], "the stream of updates tells of what is printed"
    done = ask(desk, "Eve", "POST", "/admin/queue/release", form=WORD, one="s-new")
    assert done.headers["location"] == "/admin/queue?done=1"
    shown = [path for path, text in public(desk, "s-new", 1).items() if said.search(text)]
    assert {"/", "/story/s-new", "/story/s-new/v/1", "/feed.atom", "/feed.rss", "/feed.json", "/search"} <= set(shown)
    assert {"/api/briefs", "/api/briefs/s-new", "/search/feed.atom"} <= set(shown)
    assert [hit["kind"] for hit in desk.client.get(f"/api/search?q={WORDS}").json()["items"]] == ["brief"]
    assert [one.story for one in desk.store.printed_since(printed, 10)] == ["s-new"]


def test_the_queue_shows_what_is_new_and_releases_the_marked(desk: Desk) -> None:
    page = ask(desk, "Eve", "GET", "/admin/queue").text
    assert f"{WORDS} talks open" in page and f"<ins>{WORDS} were seen.</ins>" in page
    assert "Nothing that the desk writes is published before an editor releases it." in page
    answer = ask(desk, "Eve", "POST", "/admin/queue/release", form=WORD)
    assert answer.status_code == 422 and "mark a brief first" in answer.text
    answer = ask(desk, "Eve", "POST", "/admin/queue/hold", form=WORD, one="s-new")
    assert answer.status_code == 303 and "<b>held back</b>" in ask(desk, "Eve", "GET", "/admin/queue").text
    assert ask(desk, "Eve", "POST", "/admin/queue/unhold", form=WORD, one="s-new").status_code == 303
    assert "<b>held back</b>" not in ask(desk, "Eve", "GET", "/admin/queue").text
    headers = {"cookie": "communique-session=Eve"}
    form = {"form": WORD, "story": ["s-new", "s-talks"], "why": "Read."}
    answer = desk.client.post("/admin/queue/release", data=form, headers=headers)
    assert answer.headers["location"] == "/admin/queue?done=2"
    assert "Nothing waits." in ask(desk, "Eve", "GET", "/admin/queue?done=2").text
    lead = desk.store.brief("s-talks")
    assert lead is not None and lead.headline == f"{WORDS} again" and lead.state == "released"
    history = desk.client.get("/history").text
    assert "Brief released" in history and "Read." in history and "Eve" not in history


def test_one_that_cannot_be_released_is_said_with_how_many_were(desk: Desk) -> None:
    headers = {"cookie": "communique-session=Eve"}
    form = {"form": WORD, "story": ["s-new", "s-laos", "s-talks"]}
    answer = desk.client.post("/admin/queue/release", data=form, headers=headers)
    assert answer.status_code == 422 and "s-laos: no brief of it waits for release (1 before it done)" in answer.text
    assert desk.store.brief("s-new") is not None and desk.store.waiting("s-talks") is not None


def test_a_form_without_the_word_releases_nothing(desk: Desk) -> None:
    for word in ("", "x"):
        assert ask(desk, "Eve", "POST", "/admin/queue/release", form=word, one="s-new").status_code == 403
    assert desk.store.brief("s-new") is None


def test_a_desk_that_publishes_at_once_says_so(store: SqliteStore) -> None:
    desk = Desk(store, site.SiteSettings())
    let_in(desk, "Eve", "editor")
    page = ask(desk, "Eve", "GET", "/admin/queue").text
    assert "This desk publishes at once" in page and "Nothing waits." in page
