"""The editors' pages: signing in, what a stranger can do, and every decision by form."""

import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from communique import site
from communique.desk.editors import TRIES
from communique.model import Report
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.editors import HOSTILE, Desk, Fields
from tests.site.shots import EDITOR, PASSWORD, sign_in
from tests.site.test_pages import Outline


def test_a_site_without_editors_has_no_such_pages(full: TestClient) -> None:
    assert full.get("/admin").status_code == full.get("/admin/sign-in").status_code == 404


@pytest.mark.parametrize("path", ["/admin", "/admin/story/s-talks", "/admin/story/none"])
def test_a_stranger_is_shown_the_sign_in_page_and_no_more(desk: Desk, path: str) -> None:
    for cookie in (b"", b"communique-session=", b"communique-session=x", b"communique-session=\xc3\xa9;a", b"=;=;,"):
        answer = desk.client.get(path, headers=[(b"cookie", cookie)])
        assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in")
        assert answer.headers["cache-control"] == "no-store" and not answer.content


@pytest.mark.parametrize("act", ["merge", "split", "move", "pin", "unpin", "nonsense"])
def test_a_stranger_decides_nothing(desk: Desk, act: str) -> None:
    before = desk.store.last_ruling()
    form = {"form": "", "report": "r-cai", "story": "s-laos", "to": "s-laos", "other": "s-laos"}
    for words in ({"form": ""}, {"form": "x"}, {}):
        answer = desk.client.post(f"/admin/story/s-talks/{act}", data=form | words)
        assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in")
    assert desk.store.last_ruling() == before


def test_an_editor_signs_in_and_out(desk: Desk) -> None:
    answer = desk.sign(PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin")
    kept = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("communique-session="))
    for word in ("HttpOnly", "SameSite=lax", "Secure", "Path=/admin", "Max-Age=43200"):
        assert word in kept
    page = desk.client.get("/admin")
    assert f"Signed in as <b>{EDITOR}</b>" in page.text and page.headers["cache-control"] == "no-store"
    assert "etag" not in page.headers
    assert desk.client.get("/admin/sign-in").headers["location"] == "/admin"
    token = desk.client.cookies.get("communique-session", path="/admin")
    assert token
    assert desk.post("/admin/sign-out", word="wrong").status_code == 403
    assert desk.post("/admin/sign-out").headers["location"] == "/admin/sign-in"
    assert desk.client.get("/admin").status_code == 303
    desk.client.cookies.set("communique-session", token, path="/admin")
    assert desk.client.get("/admin").status_code == 303, "the session is over, not only the cookie"


def test_over_plain_http_the_cookie_is_sent_back(store: SqliteStore) -> None:
    newsroom.fill(store)
    desk = Desk(store, site.SiteSettings(), "http://127.0.0.1:8600")
    desk.editors.add(EDITOR, PASSWORD)
    answer = desk.sign(PASSWORD)
    assert all("Secure" not in cookie for cookie in answer.headers.get_list("set-cookie"))
    assert desk.client.get("/admin").status_code == 200


def test_wrong_name_and_wrong_password_are_one_answer(desk: Desk) -> None:
    answers = [
        desk.sign("not the password", name)
        for name in (EDITOR, "Nobody", HOSTILE, "\ud800".encode("utf-8", "replace").decode())
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert len({re.sub(r'value="[^"]+"', "", answer.text) for answer in answers}) == 1
    assert all("Name or password is wrong." in answer.text and "Nobody" not in answer.text for answer in answers)
    assert not any("communique-session" in str(answer.headers) for answer in answers)


@pytest.mark.parametrize("name", [EDITOR, "Nobody"])
def test_after_too_many_tries_a_name_has_to_wait(desk: Desk, name: str) -> None:
    for _ in range(TRIES):
        assert desk.sign("not the password", name).status_code == 403
    answer = desk.sign(PASSWORD, name)
    assert answer.status_code == 429 and "too often wrong under this name; wait 15 minutes" in answer.text


def test_a_sign_in_form_from_elsewhere_does_not_count(desk: Desk) -> None:
    for word in ("", "x"):
        assert desk.sign(PASSWORD, form=word).status_code == 403
    desk.client.get("/admin/sign-in")
    desk.client.cookies.clear()
    for word in ("", "x"):
        answer = desk.client.post("/admin/sign-in", data={"form": word, "name": EDITOR, "password": PASSWORD})
        assert answer.status_code == 403 and "too old" in answer.text
    assert list(desk.store.sessions()) == []


@pytest.mark.parametrize("act", ["merge", "split", "move", "pin", "unpin"])
def test_a_form_without_the_word_of_the_session_decides_nothing(desk: Desk, act: str) -> None:
    desk.signed()
    (mine,) = Fields(desk.client.get("/admin").text).words
    before = desk.store.last_ruling()
    form: dict[str, object] = {"report": "r-cai", "story": "s-laos", "to": "s-laos"}
    for word in ("", "x", mine[:-1], mine + "x"):
        assert desk.post(f"/admin/story/s-talks/{act}", form, word).status_code == 403
    assert desk.store.last_ruling() == before


@pytest.mark.parametrize(
    "path",
    [
        "/admin/sign-in",
        "/admin",
        "/admin/story/s-talks",
        "/admin/story/s-talks?done=4",
        "/admin/story/s-guests",
        "/admin/story/none",
    ],
)
def test_every_page_is_sound(desk: Desk, path: str) -> None:
    if path != "/admin/sign-in":
        desk.signed()
    answer = desk.client.get(path)
    outline = Outline(answer.text)
    assert answer.status_code == 200 and outline.open == [] and outline.styles == 0
    assert len(outline.ids) == len(set(outline.ids)) and set(outline.pointed) <= set(outline.ids)
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    assert answer.headers["cache-control"] == "no-store" and 'content="noindex"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for href in {h.partition("#")[0] for h in outline.hrefs if h.startswith("/")}:
        assert desk.client.get(href).status_code in (200, 303), href


def test_recent_stories_are_listed_with_their_reports(desk: Desk) -> None:
    text = desk.signed().client.get("/admin").text
    assert text.index("/admin/story/s-talks") < text.index("/admin/story/s-shells")
    assert "Cai Qi meets WPK delegation" in text and "/admin/story/s-guests" not in text
    for n in range(20):
        report, brief = newsroom.small(f"s-{n:02}", f"Talks {n}", "They met.", None, f"2024-02-{n + 1:02}T08:00:00Z", 1)
        desk.store.put_report(report)
        desk.store.assign(report.id, brief.story)
        desk.store.put_brief(brief)
    seen: list[str] = []
    path = "/admin"
    while path:
        text = desk.client.get(path).text
        seen += re.findall(r'<h2><a href="/admin/story/([^"]+)', text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize(
    "typed", ["s-laos", " s-laos ", "https://desk.example/story/s-laos#sources", "/story/s-laos/v/1"]
)
def test_a_story_is_opened_by_id_or_address(desk: Desk, typed: str) -> None:
    answer = desk.signed().client.get("/admin/story", params={"id": typed})
    assert answer.headers["location"] == "/admin/story/s-laos"
    for odd in ("", HOSTILE, "//evil.example/", "\r\nSet-Cookie: a=b"):
        where = desk.client.get("/admin/story", params={"id": odd}).headers["location"]
        assert where.startswith("/admin/story/") and urlsplit(where).netloc == "" and "\n" not in where


def test_stories_are_merged_by_form(desk: Desk) -> None:
    form: dict[str, object] = {"story": ["s-laos"], "other": "https://desk.example/story/s-envoy", "why": "One tour."}
    answer = desk.signed().post("/admin/story/s-panel/merge", form)
    (ruling,) = desk.store.rulings(1)
    assert (ruling.by, ruling.kind, set(ruling.stories)) == (EDITOR, "merge", {"s-envoy", "s-laos", "s-panel"})
    assert ruling.why == "One tour." and ruling.stories[0] == "s-envoy", "the oldest stays"
    assert answer.headers["location"] == f"/admin/story/s-envoy?done={ruling.id}"
    assert "One tour." in desk.done(answer)
    assert desk.client.get("/story/s-laos").headers["location"] == "/story/s-envoy"
    public = desk.client.get("/history").text
    assert "One tour." in public and EDITOR not in public


def test_reports_are_split_off_and_moved_by_form(desk: Desk) -> None:
    text = desk.signed().done(
        desk.post("/admin/story/s-talks/split", {"report": ["r-cai", "r-copy"], "why": "Another day."})
    )
    new = desk.store.story_of("r-cai")
    assert new and new != "s-talks" and desk.store.story_of("r-copy") == new and "2 reports split off" in text
    answer = desk.post(f"/admin/story/{new}/move", {"report": ["r-cai", "r-copy"], "to": "/story/s-talks"})
    assert answer.headers["location"].startswith("/admin/story/s-talks?done="), "the story that was left leads there"
    assert "placed by an editor" in desk.done(answer)
    assert desk.store.story_of("r-cai") == "s-talks"


def test_a_story_is_pinned_and_unpinned_by_form(desk: Desk) -> None:
    text = desk.signed().done(desk.post("/admin/story/s-laos/pin", {"until": "2024-03-26T18:00"}))
    pinned = desk.store.pinned()
    assert pinned and pinned.until == "2024-03-26T17:00:00Z", "as the clocks of the desk's zone say"
    assert "This story leads the front page." in text
    assert "pinned by an editor" in desk.client.get("/").text
    desk.done(desk.post("/admin/story/s-laos/unpin"))
    assert desk.store.pinned() is None


@pytest.mark.parametrize(
    ("act", "form", "why"),
    [
        ("merge", {}, "a merge takes two stories or more"),
        ("merge", {"other": "s-guests"}, "s-guests redirects to s-talks: name that one"),
        ("merge", {"other": HOSTILE}, "no such story"),
        ("split", {}, "a split takes one report or more"),
        ("split", {"report": ["r-s-laos"]}, "r-s-laos: not in s-talks, but in s-laos"),
        ("move", {"report": ["r-cai"]}, "no such story"),
        ("move", {"report": ["r-cai"], "to": "s-talks"}, "r-cai is in s-talks already"),
        ("pin", {"until": "tomorrow"}, "tomorrow: not a time"),
        ("pin", {"until": "2024-03-25T08:00"}, "2024-03-25T07:00:00Z is past"),
        ("unpin", {}, "s-talks is not pinned"),
        ("pin", {"why": "w" * 501}, "a reason has 500 letters at most"),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_the_form(
    desk: Desk, act: str, form: dict[str, object], why: str
) -> None:
    before = desk.store.last_ruling()
    answer = desk.signed().post(f"/admin/story/s-talks/{act}", {"why": "As seen.", **form})
    assert answer.status_code == 422 and "Not done: " in answer.text and why in answer.text
    assert answer.headers["cache-control"] == "no-store" and "<script>alert" not in answer.text
    if "report" in form and act == "move":
        assert 'value="r-cai" checked' in answer.text and 'value="As seen."' in answer.text
    assert desk.store.last_ruling() == before
    Outline(answer.text)


def test_what_publishers_and_editors_write_is_text(desk: Desk) -> None:
    desk.store.put_report(Report(id="r-odd", title=HOSTILE, publisher=HOSTILE, text="They met."))
    desk.store.assign("r-odd", "s-laos")
    text = desk.signed().done(desk.post("/admin/story/s-laos/pin", {"why": HOSTILE}))
    assert "<script>alert" not in text and text.count("&gt;&lt;script&gt;alert") >= 3
    assert "<script>alert" not in desk.client.get("/history").text


def test_odd_requests_are_refused_plainly(desk: Desk) -> None:
    client = desk.signed().client
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/admin/story/s-talks/pin", json={"form": "x"}).status_code == 415
    assert client.post("/admin/sign-in", content=b"a=" + b"x" * 600_000, headers=kind).status_code == 413
    assert client.post("/admin/sign-in", content=b"a=1&" * 6000, headers=kind).status_code == 400
    assert client.post("/admin/sign-in", content=b"form=%ff%fe\xff&name=\x00", headers=kind).status_code == 403
    assert desk.post("/admin/story/s-talks/nonsense").status_code == 404
    assert desk.post("/admin/story/none/pin").status_code == 422
    assert client.get("/admin/story/s-talks/pin").status_code == 405
    assert (
        client.get("/admin/story/s-talks?done=999").status_code
        == client.get("/admin/story/s-talks?done=x").status_code
        == 200
    )
    assert client.put("/admin").status_code == 405


def test_a_form_that_does_not_come_whole_holds_up_nobody(live: str) -> None:
    place = urlsplit(live)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as half:
        half.sendall(
            b"POST /admin/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 100\r\n\r\nform="
        )
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as other:
            other.sendall(b"GET /admin/sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert other.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.browser
def test_an_editor_works_without_javascript(tmp_path: Path, browser: Browser) -> None:
    from tests.site.shots import served

    with served(tmp_path) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        sign_in(page, address)
        page.get_by_role("link", name="Moscow stops the experts").click()
        page.get_by_label("Or another").or_(page.get_by_label("The other story")).fill("s-envoy")
        page.locator("#why-merge").fill("One affair.")
        page.get_by_role("button", name="Merge", exact=True).click()
        assert page.url.startswith(f"{address}/admin/story/s-envoy?done=")
        assert (
            "Merged" in page.get_by_role("status").inner_text() or "merged" in page.get_by_role("status").inner_text()
        )
        page.locator("input[name=report]").nth(1).check()
        page.get_by_role("button", name="Split off").click()
        assert "1 report split off" in page.get_by_role("status").inner_text()
        page.get_by_role("button", name="Split off").click()
        assert "a split takes one report or more" in page.get_by_role("alert").inner_text()
        page.goto(f"{address}/admin/story/s-shells")
        page.get_by_role("button", name="Lead the front page").click()
        page.goto(f"{address}/")
        assert "Shells fired" in page.locator(".lead h2").inner_text()
        assert not context.cookies(f"{address}/"), "readers' pages get no cookie"
        page.goto(f"{address}/admin")
        page.get_by_role("button", name="Sign out").click()
        assert page.url == f"{address}/admin/sign-in"
        context.close()


def test_deciding_is_what_is_handed_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(desk.editors, "pin", lambda *given: asked.append(given) or desk.store.rulings(1)[0])
    desk.signed().post("/admin/story/s-laos/pin", {"why": "So."})
    assert asked == [("s-laos", EDITOR, "So.", None)] and desk.store.last_ruling() == 4
