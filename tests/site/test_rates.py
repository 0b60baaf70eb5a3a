"""Keys of the API and how often it is asked: buckets fill by the clock, a key has its own, and the store no key."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.model import Key
from communique.site import rates
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import SETTINGS, Fixed

Serve = Callable[..., TestClient]
THREE = replace(SETTINGS, api_rate=3)
CLOSED = replace(SETTINGS, api_open=False)


@pytest.fixture(autouse=True)
def filled(store: SqliteStore) -> None:
    newsroom.fill(store)
    store.put_key(rates.hashed("the key of Alpha"), Key(name="Alpha", rate=5))
    store.put_key(rates.hashed("the key of Beta"), Key(name="Beta", rate=0))


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_bucket_runs_out_says_when_to_come_again_and_fills_by_the_clock(serve: Serve) -> None:
    clock = Fixed()
    client = serve(clock, THREE)
    told = [client.get("/api/briefs").headers["ratelimit"] for _ in range(3)]
    assert told == ['"minute";r=2;t=0', '"minute";r=1;t=0', '"minute";r=0;t=20']
    over = client.get("/api/briefs")
    assert over.status_code == 429 and over.headers["retry-after"] == "20" and "Retry-After" in over.json()["detail"]
    assert over.headers["ratelimit-policy"] == '"minute";q=3;w=60' and over.headers["cache-control"] == "no-store"
    clock.moment += timedelta(seconds=19)
    assert client.get("/api/briefs").status_code == 429
    clock.moment += timedelta(seconds=1)
    assert client.get("/api/briefs").status_code == 200
    clock.moment += timedelta(days=1)
    assert client.get("/api/briefs").headers["ratelimit"] == '"minute";r=2;t=0', "never more than a minute's worth"


def test_pages_feeds_and_the_description_are_not_counted(serve: Serve) -> None:
    client = serve(None, replace(SETTINGS, api_rate=1, api_open=False))
    for path in ("/", "/feed.atom", "/api/openapi.json", "/story/s-talks"):
        for _ in range(3):
            answer = client.get(path)
            assert answer.status_code == 200 and "ratelimit" not in answer.headers


def test_a_key_has_a_rate_of_its_own(serve: Serve) -> None:
    client = serve(None, THREE)
    for _ in range(5):
        answer = client.get("/api/briefs", headers=bearer("the key of Alpha"))
        assert answer.status_code == 200 and answer.headers["ratelimit-policy"] == '"minute";q=5;w=60'
    assert client.get("/api/briefs", headers={"X-API-Key": "the key of Alpha"}).status_code == 429
    assert client.get("/api/briefs").status_code == 200, "the address has not asked yet"
    for _ in range(20):
        assert client.get("/api/briefs", headers=bearer("the key of Beta")).status_code == 200


@pytest.mark.parametrize("key", ["wrong", "x" * 5000, rates.hashed("the key of Alpha")])
def test_a_wrong_key_is_refused_and_takes_from_the_address(serve: Serve, key: str) -> None:
    client = serve(None, THREE)
    for _ in range(3):
        answer = client.get("/api/briefs", headers=bearer(key))
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert client.get("/api/briefs", headers=bearer(key)).status_code == 429


def test_a_closed_api_needs_a_key_and_is_not_for_shared_caches(serve: Serve) -> None:
    client = serve(None, CLOSED)
    assert client.get("/api/briefs").status_code == 401
    answer = client.get("/api/briefs", headers=bearer("the key of Alpha"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("private") and "Authorization" in answer.headers["vary"]
    again = client.get("/api/briefs", headers=bearer("the key of Alpha") | {"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_key_that_is_removed_opens_nothing(serve: Serve, store: SqliteStore) -> None:
    client = serve(None, CLOSED)
    store.remove_key("Alpha")
    assert client.get("/api/briefs", headers=bearer("the key of Alpha")).status_code == 401


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    monkeypatch.setattr(rates, "REMEMBERED", 2)
    client = serve(None, THREE)
    app: Any = client.app
    first = TestClient(app, client=("192.0.2.1", 1))
    assert [first.get("/api/briefs").status_code for _ in range(4)] == [200, 200, 200, 429]
    for last in (2, 3):
        assert TestClient(app, client=(f"192.0.2.{last}", 1)).get("/api/briefs").status_code == 200
    assert first.get("/api/briefs").status_code == 200


@pytest.mark.parametrize(
    ("client", "who"),
    [
        (("192.0.2.1", 5), "192.0.2.1"),
        (("2001:db8:1:2:3::4", 5), "2001:db8:1:2::/64"),
        (("testclient", 5), "testclient"),
        (None, ""),
    ],
)
def test_of_ipv6_a_subscriber_is_counted(client: tuple[str, int] | None, who: str) -> None:
    assert rates.place({"client": client}) == who


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/api/briefs", 2), ("/api/history", 1), ("/api/pairs/CHN-PRK/events", 2), ("/api/countries/CHN/events", 3)],
)
def test_lists_are_walked_by_their_links(serve: Serve, path: str, limit: int) -> None:
    client = serve()
    whole = [one.get("id") or one["story"] for one in client.get(f"{path}?limit=100").json()["items"]]
    walked: list[str] = []
    at: str | None = f"{path}?limit={limit}"
    while at is not None:
        answer = client.get(at)
        items, said = answer.json()["items"], answer.json()["next"]
        walked += [one.get("id") or one["story"] for one in items]
        link = re.fullmatch(r'<https://desk\.example(.*)>; rel="next"', answer.headers.get("link", ""))
        assert (link and link[1]) == (said and said.removeprefix("https://desk.example")) and len(items) <= limit
        at = link[1] if link else None
    assert walked == whole and len(whole) > limit
