"""Updates over real HTTP: what a reader is told of what another process printed, and how streams end."""

import http.client
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient

from communique import site
from communique.site import live
from communique.store.sqlite import SqliteStore
from tests.serving import LONGEST, Serving, serving
from tests.site.conftest import SETTINGS, Fixed
from tests.store.nouns import a_brief


@pytest.fixture
def running(store: SqliteStore) -> Iterator[Serving]:
    store.put_brief(a_brief("s1"))
    with serving(site.create(store, Fixed(), SETTINGS)) as made:
        yield made


@pytest.fixture
def elsewhere(running: Serving, store: SqliteStore) -> Iterator[SqliteStore]:
    """The store as another process has it."""
    other = SqliteStore(store._path)
    yield other
    other.close()


class Stream:
    """A reader of updates."""

    def __init__(self, port: int, query: str = "", **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", f"/updates{query}", headers={"Accept-Encoding": "gzip", **given})
        self.answer = self.connection.getresponse()

    def close(self) -> None:
        self.answer.close()
        self.connection.close()

    def block(self) -> dict[str, str]:
        """The next event or comment; empty where the stream ends."""
        found: dict[str, str] = {}
        while line := self.answer.readline():
            text = line.decode().rstrip("\n")
            if not text and found:
                return found
            name, _, value = text.partition(": ") if not text.startswith(":") else ("comment", "", text[2:])
            if text:
                found[name] = value
        return found

    def told(self, count: int) -> list[str]:
        """The stories of the next events."""
        stories = []
        while len(stories) < count:
            block = self.block()
            assert block, "the stream ended"
            if block.get("event") == "printed":
                found = re.fullmatch(r'{"story": "(.+)", "first": (\d+)}', block["data"])
                assert found and int(found[2]) <= int(block["id"])
                stories.append(found[1])
        return stories


def test_what_another_process_prints_is_told_at_once(running: Serving, elsewhere: SqliteStore) -> None:
    with closing(Stream(running.port)) as stream:
        assert stream.answer.status == 200 and stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store" and not stream.answer.headers["content-encoding"]
        opening = stream.block()
        assert opening["retry"] == "5000"
        began = time.monotonic()
        elsewhere.put_brief(a_brief("s2"))
        assert stream.told(1) == ["s2"]
        assert time.monotonic() - began < 10, "two seconds, and what a busy machine adds"
        elsewhere.put_brief(a_brief("s3"))
        elsewhere.put_brief(a_brief("s1", 2))
        assert stream.told(2) == ["s3", "s1"]


def test_who_comes_again_is_told_what_was_missed(running: Serving, elsewhere: SqliteStore) -> None:
    since = elsewhere.last_printed()
    for story in ("s2", "s3"):
        elsewhere.put_brief(a_brief(story))
    with closing(Stream(running.port, f"?since={since}")) as stream:
        assert stream.told(2) == ["s2", "s3"]
    with closing(Stream(running.port, f"?since={since}", Last_Event_ID=str(since + 1))) as stream:
        assert stream.told(1) == ["s3"]
    for n in range(live.KEPT + 20):
        elsewhere.put_brief(a_brief(f"t{n}"))
    with closing(Stream(running.port, f"?since={since}")) as stream:
        told = stream.told(live.KEPT)
        while told[-1] != f"t{live.KEPT + 19}":
            told += stream.told(1)
    assert told[-live.KEPT :] == [f"t{n}" for n in range(20, live.KEPT + 20)]


def test_the_store_is_asked_once_for_all_and_not_where_nobody_listens(
    running: Serving, elsewhere: SqliteStore, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = store.printed_since

    def counted(seq: int, limit: int) -> object:
        asked.append(seq)
        return real(seq, limit)

    monkeypatch.setattr(store, "printed_since", counted)
    time.sleep(1.2 * live.EVERY)
    assert asked == []
    streams = [Stream(running.port) for _ in range(20)]
    for n in range(2):
        elsewhere.put_brief(a_brief(f"n{n}"))
        assert [stream.told(1) for stream in streams] == [[f"n{n}"]] * 20
    assert len(asked) < 40, "twice a second for twenty"
    for stream in streams:
        stream.close()


def test_a_quiet_stream_says_that_it_is_there(running: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BEAT", 0.1)
    with closing(Stream(running.port)) as stream:
        stream.block()
        assert [stream.block(), stream.block()] == [{"comment": "ping"}] * 2


def test_streams_end_when_the_server_does(running: Serving) -> None:
    streams = [Stream(running.port) for _ in range(5)]
    for stream in streams:
        stream.block()
    assert running.stop() < 10
    assert [stream.block() for stream in streams] == [{}] * 5
    for stream in streams:
        stream.close()
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", running.port), timeout=1):
        pass


@pytest.mark.parametrize("since", ["x", "-1", "1.5", "٣", "9" * 30])
def test_a_place_that_is_none_is_refused(full: TestClient, since: str) -> None:
    answer = full.get("/updates", params={"since": since})
    assert answer.status_code == 400 and answer.text.startswith("since: ")


def test_a_stream_has_a_head_and_an_end_of_room(full: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    head = full.head("/updates")
    assert head.status_code == 200 and head.headers["content-type"].startswith("text/event-stream")
    monkeypatch.setattr(live, "most", lambda: 0)
    answer = full.get("/updates")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "60"
