"""Answers kept in memory: given again while nothing changed, made again when something did."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique import site
from communique.ports import Store
from communique.site import keeping
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import BROWSER, SETTINGS, Fixed
from tests.site.talks import TALKS

DAY = datetime(2024, 3, 25, tzinfo=UTC)
Serve = Callable[..., TestClient]


class Counting:
    """A store that counts how often it was asked for what a front page or a brief's page asks for once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.made = 0

    def __getattr__(self, name: str) -> Any:
        if name == "versions" or name == "last_round":
            self.made += 1
        return getattr(self._store, name)


@pytest.fixture
def clock() -> Fixed:
    return Fixed()


@pytest.fixture
def counting(store: SqliteStore) -> Counting:
    newsroom.fill(store)
    return Counting(store)


@pytest.fixture
def client(counting: Counting, clock: Fixed) -> TestClient:
    app = site.create(counting, clock, SETTINGS)  # type: ignore[arg-type]
    return TestClient(app, follow_redirects=False, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("path", ["/", "/story/s-talks"])
def test_a_page_is_made_once_while_nothing_changes(client: TestClient, counting: Counting, path: str) -> None:
    first = client.get(path)
    again = client.get(path)
    known = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert counting.made == 1
    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", first.headers["etag"])
    assert "content-length" not in known.headers and known.headers["x-content-type-options"] == "nosniff"


def test_who_has_a_page_is_told_so_when_it_is_not_kept_yet(client: TestClient, clock: Fixed) -> None:
    etag = client.get("/about").headers["etag"]
    clock.moment += timedelta(seconds=31)
    assert client.get("/about", headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/about").content


def test_what_another_process_writes_is_seen_at_once(client: TestClient, store: SqliteStore, tmp_path: Path) -> None:
    assert "Corrected at once" not in client.get("/story/s-talks").text
    other = SqliteStore(store._path)
    other.put_brief(replace(TALKS, version=3, headline="Corrected at once"))
    other.close()
    assert "Corrected at once" in client.get("/story/s-talks").text
    assert "Corrected at once" in client.get("/").text


def test_a_page_is_made_again_after_half_a_minute_and_at_midnight(
    client: TestClient, counting: Counting, clock: Fixed
) -> None:
    clock.moment = clock.moment.replace(hour=22, minute=59, second=50)  # ten seconds to midnight in Berlin
    client.get("/")
    clock.moment += timedelta(seconds=9)
    client.get("/")
    assert counting.made == 1
    clock.moment += timedelta(seconds=1)
    assert "26 March" in client.get("/").text and counting.made == 2
    clock.moment += timedelta(seconds=30)
    client.get("/")
    assert counting.made == 3


def test_views_count_of_what_is_given_from_memory(client: TestClient, store: SqliteStore) -> None:
    front, before = client.get("/").text, dict(store.most_viewed(DAY))["s-talks"]
    for reader in range(3):
        headers = {**BROWSER, "User-Agent": f"{BROWSER['User-Agent']} {reader}"}
        etag = client.get("/story/s-talks", headers=headers).headers["etag"]
        client.get("/story/s-talks", headers={**headers, "If-None-Match": etag})
    client.get("/story/s-talks", headers={"User-Agent": "curl/8"})
    assert dict(store.most_viewed(DAY))["s-talks"] == before + 3
    assert client.get("/").text != front


def test_counting_views_leaves_kept_pages_standing(client: TestClient, counting: Counting) -> None:
    for reader in range(3):
        client.get("/story/s-talks", headers={**BROWSER, "User-Agent": f"{BROWSER['User-Agent']} {reader}"})
    assert counting.made == 1


def test_what_is_for_somebody_is_neither_kept_nor_given_from_memory(client: TestClient, counting: Counting) -> None:
    client.get("/")
    client.get("/", headers={"Cookie": "editor=x"})
    client.get("/", headers={"Authorization": "Bearer x"})
    assert counting.made == 3
    assert not keeping.keepable({"type": "http", "method": "GET", "path": "/admin/story/s"}, client.get("/").headers)  # type: ignore[arg-type]


def test_packed_and_plain_are_kept_apart(client: TestClient) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    again = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and again.headers["content-encoding"] == "gzip"
    assert plain.text == packed.text == again.text
    assert int(again.headers["content-length"]) < int(plain.headers["content-length"])


def test_no_more_is_kept_than_there_is_room_for(
    client: TestClient, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 40_000)
    for number in range(20):
        assert client.get(f"/?n={number}").status_code == 200
    client.get("/?n=19")
    assert counting.made == 20
    client.get("/?n=0")
    assert counting.made == 21


def test_what_is_missing_or_moved_is_not_kept(client: TestClient, store: SqliteStore) -> None:
    assert client.get("/story/s-new").status_code == 404
    assert client.get("/story/s-guests").status_code == 301
    assert client.get("/story/s-guests").status_code == 301


class Slow(Counting):
    """A store that takes its time for a brief's page, and can be made to wait."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked, self.going = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        if name == "versions":
            self.asked.set()
            assert self.going.wait(20)
        return super().__getattr__(name)


@pytest.fixture
def slow(store: SqliteStore, clock: Fixed) -> Iterator[tuple[Slow, TestClient]]:
    newsroom.fill(store)
    slow = Slow(store)
    app = site.create(slow, clock, SETTINGS)  # type: ignore[arg-type]
    with TestClient(app, follow_redirects=False, headers={"Accept-Encoding": "identity"}) as client:
        yield slow, client
        slow.going.set()


def test_many_who_ask_at_once_wait_for_one_making(slow: tuple[Slow, TestClient], store: SqliteStore) -> None:
    counting, client = slow
    before = dict(store.most_viewed(DAY))["s-talks"]
    with ThreadPoolExecutor(8) as pool:
        agents = [{**BROWSER, "User-Agent": f"{BROWSER['User-Agent']} {n}"} for n in range(8)]
        asked = [pool.submit(client.get, "/story/s-talks", headers=agent) for agent in agents]
        assert counting.asked.wait(20)
        time.sleep(0.3)
        counting.going.set()
        answers = [one.result(20) for one in asked]
    assert {answer.status_code for answer in answers} == {200} and len({a.content for a in answers}) == 1
    assert counting.made == 1
    end = time.monotonic() + 30  # a thread writes the views that wait
    while dict(store.most_viewed(DAY))["s-talks"] < before + 8 and time.monotonic() < end:
        time.sleep(0.1)
    assert dict(store.most_viewed(DAY))["s-talks"] == before + 8


def test_who_comes_after_a_change_does_not_get_what_was_begun_before_it(
    slow: tuple[Slow, TestClient], store: SqliteStore
) -> None:
    counting, client = slow
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(client.get, "/story/s-talks")
        assert counting.asked.wait(20)
        store.put_brief(replace(TALKS, version=3, headline="Corrected at once"))
        second = pool.submit(client.get, "/story/s-talks")
        time.sleep(0.3)
        counting.going.set()
        assert first.result(20).status_code == 200
        assert "Corrected at once" in second.result(20).text
    assert counting.made == 2


def test_who_waits_for_what_is_not_kept_asks_for_itself(slow: tuple[Slow, TestClient]) -> None:
    counting, client = slow
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(client.get, "/story/s-none") for _ in range(3)]
        assert counting.asked.wait(20)
        time.sleep(0.3)
        counting.going.set()
        assert [one.result(20).status_code for one in asked] == [404] * 3


def test_who_gives_up_waiting_ends_it_for_nobody_else(store: SqliteStore) -> None:
    begun, going = asyncio.Event(), asyncio.Event()
    statuses: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        begun.set()
        await going.wait()
        headers = [(b"cache-control", b"public"), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"page"})

    async def heard() -> Any:
        return {"type": "http.request"}

    async def told(message: Any) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    async def three() -> None:
        kept = keeping.Kept(app, store, lambda: DAY, lambda *_: None)
        scope = {"type": "http", "method": "GET", "path": "/about", "query_string": b"", "headers": []}
        first, leaving, staying = (asyncio.ensure_future(kept(dict(scope), heard, told)) for _ in range(3))
        await begun.wait()
        leaving.cancel()
        await asyncio.wait([leaving])
        going.set()
        await asyncio.wait_for(asyncio.gather(first, staying), 20)

    asyncio.run(three())
    assert statuses == [200, 200]
