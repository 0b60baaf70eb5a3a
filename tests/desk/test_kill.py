"""Twenty SIGKILLs at random moments of the demo's rounds change nothing in what stands at the end."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.store.sqlite import SqliteStore
from tests.conftest import ROOT
from tests.desk.snapshot import snapshot

KILLS = 20


class Desks:
    """Desks in processes of their own (`killed`), each going on with the two rounds where its folder's store stands."""

    def __init__(self) -> None:
        self.loaded = subprocess.Popen(
            [sys.executable, "-m", "tests.desk.killed"],
            cwd=ROOT,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, folder: Path, port: int, within: float | None = None) -> int:
        """How a desk ended that is killed unless it ends within so many seconds."""
        assert self.loaded.stdin and self.loaded.stdout
        self.loaded.stdin.write(f"{folder} {port}\n".encode())
        self.loaded.stdin.flush()
        process = int(self.loaded.stdout.readline())
        ended, _, _ = select.select([self.loaded.stdout], [], [], 300 if within is None else within)
        if not ended:
            os.kill(process, signal.SIGKILL)
        return int(self.loaded.stdout.readline())

    def finish(self, folder: Path, port: int) -> list[str]:
        """What the store says after a run to the end."""
        assert self.run(folder, port) == 0
        store = SqliteStore(folder / "desk.db")
        try:
            return snapshot(store)
        finally:
            store.close()


@pytest.fixture
def desks() -> Iterator[Desks]:
    made = Desks()
    yield made
    made.loaded.communicate(timeout=60)


@pytest.mark.slow
@pytest.mark.xdist_group("kill")
def test_a_run_killed_twenty_times_ends_as_an_undisturbed_one(desks: Desks, tmp_path: Path, free_port: int) -> None:
    began = time.monotonic()
    undisturbed = desks.finish(tmp_path / "undisturbed", free_port)
    took = time.monotonic() - began
    assert len(undisturbed) > 50

    chance = random.Random(20240324)
    kills, number = 0, 1
    while kills < KILLS:
        folder = tmp_path / f"killed-{number}"
        fresh = not folder.exists()
        began = time.monotonic()
        code = desks.run(folder, free_port, chance.uniform(0.1 * took, took))
        if code == -signal.SIGKILL:
            kills += 1
            continue
        assert code == 0
        number += 1
        took = time.monotonic() - began if fresh else took  # the machine may have become faster
    for each in range(1, number + 1):
        assert desks.finish(tmp_path / f"killed-{each}", free_port) == undisturbed
