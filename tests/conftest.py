"""What several rooms' tests share: the demo, played once, on a store that is kept for the session."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.demo import Demo
from communique.desk import Desk, Round
from communique.store.sqlite import SqliteStore
from tests import stores

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LONG = ("audits", "demo", "kill")
"""Groups that take minutes: they begin first, or one worker would wait for the other at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a file's tests share is made once: they run in one worker, as the tests of a group of several files do."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.location[0]))
    items.sort(key=lambda item: not any(mark.args[0] in LONG for mark in item.iter_markers("xdist_group")))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """What a test is called by must be short, and the same in every worker: packed bytes hold the time."""
    return argname if isinstance(val, str | bytes) and len(val) > 80 else None


class Played:
    """The desk of the demo after both rounds, and what each round said of itself."""

    def __init__(self, demo: Demo, rounds: list[Round]) -> None:
        self.demo = demo
        self.desk: Desk = demo.desk
        self.store = demo.desk.store
        self.rounds = rounds

    def story_of(self, report: str) -> str:
        """The story that holds the report printed at publisher/slug."""
        publisher, name = report.split("/")
        for story in self.store.stories():
            for found in self.store.reports(story.reports):
                if found.source == publisher and (found.url or "").endswith(f"/news/{name}"):
                    return story.id
        raise AssertionError(f"{report} is in no story")


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The packaged sample, read over HTTP by the real desk in two rounds."""
    with Demo(tmp_path_factory.mktemp("demo")) as demo:
        rounds = [demo.desk.once() for _ in demo.moments()]
        yield Played(demo, rounds)


@pytest.fixture
def free_port() -> int:
    """A port that was free a moment ago on every loopback address."""
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = stores.empty(tmp_path / "desk.db")
    yield opened
    opened.close()
