"""A site for those alone who are signed in: every address turns strangers away and is kept by no cache."""

import re

import pytest
from httpx2 import Response
from msgspec.structs import replace
from starlette.testclient import TestClient

from communique import site
from communique.model import Key
from communique.site.rates import hashed
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import BROWSER, SETTINGS, Fixed
from tests.site.editors import Desk
from tests.site.test_queue import FILLED, KEYS, addresses
from tests.site.test_users import WORD, let_in

CLOSED = replace(SETTINGS, sign_in="readers")
SHUT = re.compile(r"Kim Song Nam|Wang Huning|Kestrel|s-talks")
"""Names of people, of a publisher and of a story in the newsroom."""


@pytest.fixture
def desk(store: SqliteStore) -> Desk:
    newsroom.fill(store)
    desk = Desk(store, CLOSED)
    let_in(desk, "Rea", "reader")
    return desk


def asked(desk: Desk, path: str, **headers: str) -> Response:
    return desk.client.get(path, headers=BROWSER | headers)


def everything(desk: Desk) -> list[str]:
    """Every address that is read, its holes filled."""
    found = []
    for path in addresses(desk):
        values = FILLED | {"story": "s-talks", "version": "1", "kind": "json"} | {"key": KEYS.get(path, FILLED["key"])}
        found.append(re.sub(r"\{(\w+)(?::\w+)?\}", lambda hole, filled=values: filled[hole[1]], path))  # type: ignore[misc]
    return found


def test_a_stranger_is_turned_away_everywhere(desk: Desk) -> None:
    paths = [
        *everything(desk),
        "/updates",
        "/nothing",
        "/fr/story/s-talks",
        "/admin/nothing",
        "/admin",
        "/static/nothing.css",
        "/story/none",
    ]
    assert len(paths) > 70
    for path in paths:
        answer = asked(desk, path)
        if path == "/robots.txt":
            assert answer.text == "User-agent: *\nDisallow: /\n"
            continue
        assert answer.status_code == (404 if path.startswith("/static") else answer.status_code), path
        assert answer.status_code in (303, 401, 404) and not SHUT.search(answer.text), path
        page = "/fr/admin/sign-in" if path.startswith("/fr/") else "/admin/sign-in"
        assert answer.headers.get("location", page) == page, path
        assert path.startswith("/static") or answer.headers["cache-control"] == "private, no-store", path
    assert asked(desk, "/admin/sign-in").status_code == 200
    assert asked(desk, "/static/site.css").headers["cache-control"].startswith("public")
    assert desk.client.post("/view/s-talks").status_code == 303
    for wrong in ("", "x", "Rea2"):
        assert asked(desk, "/", cookie=f"communique-session={wrong}").status_code == 303


def test_who_is_signed_in_reads_everything_and_no_cache_keeps_it(desk: Desk) -> None:
    given = 0
    for path in everything(desk):
        answer = asked(desk, path, cookie="communique-session=Rea")
        assert answer.status_code in (200, 301, 307, 404), path
        given += answer.status_code == 200
        assert answer.headers["cache-control"] == "private, no-store", path
    assert given >= 60
    assert "Kim Song Nam" in asked(desk, "/story/s-talks", cookie="communique-session=Rea").text
    assert asked(desk, "/story/s-talks").status_code == 303, "what was shown to one is kept for nobody"


def test_a_key_of_the_api_reads_too(desk: Desk) -> None:
    desk.store.put_key(hashed("the key"), Key(name="Alpha", rate=0))
    assert asked(desk, "/api/briefs").status_code == 401
    assert asked(desk, "/api/briefs", authorization="Bearer wrong").status_code == 401
    answer = asked(desk, "/api/briefs", authorization="Bearer the key")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "private, no-store"
    assert asked(desk, "/feed.atom", **{"x-api-key": "the key"}).status_code == 200


def test_a_feed_has_a_private_address_until_the_user_is_signed_out(desk: Desk) -> None:
    cookie = {"cookie": "communique-session=Rea"}
    page = desk.client.get("/admin/account", headers=cookie).text
    assert "Make a new address" in page and "reader=" not in page
    page = desk.client.post("/admin/account/feeds", data={"form": WORD}, headers=cookie)
    token = re.search(r"https://desk\.example/feed\.atom\?reader=([\w.-]+)", page.text)
    assert token and page.headers["cache-control"] == "private, no-store"
    assert desk.client.get("/admin/account", headers=cookie).status_code == 200, "no session ends with it"
    for path in ("/feed.atom", "/feed.json", "/pair/CHN-PRK/feed.rss", "/country/PRK.ics"):
        assert asked(desk, f"{path}?reader={token[1]}").status_code == 200
        for wrong in ("", "x", token[1][:-1], "zz.x", f"ff.{token[1]}", token[1].partition(".")[0] + "."):
            assert asked(desk, f"{path}?reader={wrong}").status_code == 401, wrong
    for path in ("/", "/story/s-talks", "/api/briefs"):
        assert asked(desk, f"{path}?reader={token[1]}").status_code in (303, 401), "it opens feeds alone"
    assert token[1].partition(".")[2] not in str(desk.store.users()), "the store has no more than a hash"
    desk.editors.end_sessions("Rea")
    assert asked(desk, f"/feed.atom?reader={token[1]}").status_code == 401
    assert desk.client.post("/admin/account/feeds", data={"form": "x"}, headers=cookie).status_code == 303


def test_the_session_of_a_closed_site_goes_to_every_page(store: SqliteStore) -> None:
    newsroom.fill(store)
    desk = Desk(store, CLOSED)
    desk.editors.add("Rea", "a long password", "reader")
    answer = desk.sign("a long password", "Rea")
    assert answer.headers["location"] == "/"
    kept = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("communique-session="))
    assert {"HttpOnly", "SameSite=lax", "Secure", "Path=/"} <= {part.strip() for part in kept.split(";")}
    assert desk.client.get("/", headers=BROWSER).status_code == 200
    word = re.search(r'name="form" value="([^"]+)"', desk.client.get("/admin/account").text)
    assert word and desk.client.post("/admin/sign-out", data={"form": word[1]}).status_code == 303
    assert desk.client.get("/", headers=BROWSER).status_code == 303
    assert list(store.sessions()) == []


def test_without_users_only_keys_open_a_closed_site(store: SqliteStore) -> None:
    store.put_key(hashed("the key"), Key(name="Alpha", rate=0))
    client = TestClient(site.create(store, Fixed(), CLOSED), follow_redirects=False)
    assert client.get("/", headers=BROWSER | {"cookie": "communique-session=x"}).status_code == 303
    assert client.get("/", headers=BROWSER | {"authorization": "Bearer the key"}).status_code == 200
