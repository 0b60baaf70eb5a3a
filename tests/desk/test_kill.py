"""Twenty SIGKILLs at random moments of the demo's rounds change nothing in what stands at the end."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.store.sqlite import SqliteStore
from tests.desk.snapshot import snapshot

KILLS = 20


def run(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The demo's two rounds as a process of their own, continued where the folder's store stands."""
    command = [sys.executable, "-m", "communique", "demo", "--stop", "--keep", folder, "--publishers-port", str(port)]
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(folder: Path, port: int) -> list[str]:
    """One run to its end; what the store then says."""
    process = run(folder, port)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    store = SqliteStore(folder / "desk.db")
    try:
        return snapshot(store)
    finally:
        store.close()


@pytest.mark.slow
@pytest.mark.xdist_group("kill")
def test_a_run_killed_twenty_times_ends_as_an_undisturbed_one(tmp_path: Path, free_port: int) -> None:
    began = time.monotonic()
    undisturbed = finish(tmp_path / "undisturbed", free_port)
    took = time.monotonic() - began
    assert len(undisturbed) > 300

    chance = random.Random(20240324)
    kills, desks = 0, 1
    while kills < KILLS:
        folder = tmp_path / f"killed-{desks}"
        fresh = not folder.exists()
        began = time.monotonic()
        process = run(folder, free_port)
        try:
            process.communicate(timeout=chance.uniform(0.1 * took, took))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0
        desks += 1
        took = time.monotonic() - began if fresh else took  # the machine may have become faster
    for number in range(1, desks + 1):
        assert finish(tmp_path / f"killed-{number}", free_port) == undisturbed
