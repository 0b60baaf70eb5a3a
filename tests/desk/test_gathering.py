"""Many sources at once: one that hangs holds up no other, and in whatever order they come in, the same is stored."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from bench.street import Host
from msgspec.structs import replace

from communique.desk.gathering import by_host, is_due
from communique.model import Source, SourceState
from communique.store.sqlite import SqliteStore
from tests.desk.on_street import ARTICLES, FAILING, HOSTS, desk_at, keep, round_of
from tests.desk.snapshot import snapshot
from tests.sources.conftest import Publisher, status

KILLS = 3


@pytest.fixture(scope="module")
def street() -> Iterator[list[str]]:
    """The addresses of the street's feeds, the failing ones last."""
    command = [sys.executable, "-m", "bench.street", *map(str, (HOSTS, ARTICLES, FAILING, 0.001))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        port = int(process.stdout.readline())
        yield [f"http://{Host(n, HOSTS, 1).address}:{port}/feed.xml" for n in range(HOSTS + FAILING)]
        process.stdin.close()


@pytest.fixture(scope="module")
def moment() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def alone(street: list[str], moment: datetime, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What stands in the store when one source is asked after the other."""
    desk = desk_at(tmp_path_factory.mktemp("alone"), moment, workers=1)
    keep(desk, street)
    result = round_of(desk)
    assert (result.asked, result.new, result.opened + result.joined) == (HOSTS + FAILING, *2 * [HOSTS * ARTICLES])
    return snapshot(desk.store)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()


def test_a_source_that_hangs_holds_up_no_other(
    street: list[str], moment: datetime, alone: list[str], publisher: Publisher, tmp_path: Path
) -> None:
    others_done = threading.Event()
    released = []

    def hang(handler: BaseHTTPRequestHandler) -> None:
        released.append(others_done.wait(60))
        status(404)(handler)

    publisher.pages["/robots.txt"] = hang
    desk = desk_at(tmp_path, moment, workers=16, timeout=80.0)
    keep(desk, [*street[:HOSTS], f"{publisher.url}/feed"])

    def progress(step: str, done: int, total: int) -> None:
        if done == total - 1:
            others_done.set()

    result = round_of(desk, progress)
    assert released == [True]
    assert (result.asked, result.new, len(result.refusals)) == (HOSTS + 1, HOSTS * ARTICLES, 1)
    assert snapshot(desk.store) == alone


def test_whoever_ends_a_round_does_not_wait_for_a_source_that_hangs(
    street: list[str], moment: datetime, publisher: Publisher, tmp_path: Path
) -> None:
    ended, waited = threading.Event(), []
    publisher.pages["/robots.txt"] = lambda handler: waited.append(ended.wait(60))
    desk = desk_at(tmp_path, moment, workers=2, timeout=80.0)
    keep(desk, [f"{publisher.url}/feed", *street])

    def interrupted(step: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        round_of(desk, interrupted)
    assert waited == []
    ended.set()


def test_a_round_killed_again_and_again_ends_as_one_that_asked_one_after_the_other(
    street: list[str], moment: datetime, alone: list[str], tmp_path: Path
) -> None:
    chance = random.Random()
    keep(desk_at(tmp_path, moment, workers=1), street)
    done = [0]
    for kill in range(KILLS + 1):
        command = [sys.executable, "-m", "tests.desk.on_street", str(tmp_path), moment.isoformat()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            if kill < KILLS:
                for _ in range(chance.randint(1, 8)):
                    process.stdout.readline()
                process.send_signal(signal.SIGKILL)
            else:
                assert process.stdout.read().endswith("done\n")
        done.append(asked(tmp_path))
    assert done == sorted(set(done)) and done[-1] == HOSTS + FAILING  # each was cut off, and each got on
    store = SqliteStore(tmp_path / "desk.db")
    assert snapshot(store) == alone
    store.close()


def asked(folder: Path) -> int:
    """How many sources have been asked by what the store says."""
    store = SqliteStore(folder / "desk.db")
    try:
        return sum(store.source_state(source.id).asked is not None for source in store.sources())
    finally:
        store.close()


def test_sources_of_one_host_have_their_turns_one_after_the_other() -> None:
    addresses = ["http://a.example/1", "http://b.example/1", "http://A.example/2", "inbox", "https://a.example:8443/3"]
    sources = [Source(id=str(n), url=address) for n, address in enumerate(addresses)]
    assert [[source.id for source in some] for some in by_host(sources)] == [["0", "2"], ["1"], ["3"], ["4"]]


def test_a_source_with_more_to_give_is_asked_once_in_a_round_that_is_run_again() -> None:
    now = "2024-03-24T12:00:00Z"
    state = SourceState(source="s", asked=now, due=now)
    assert not is_due(state, now) and is_due(state, "2024-03-24T12:00:01Z")
    assert is_due(SourceState(source="s"), now)
    assert not is_due(replace(state, ended=True), "2024-03-25T12:00:00Z")
