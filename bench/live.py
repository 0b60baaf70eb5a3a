"""Readers of the update stream at one process: what they cost it, and how soon a brief that another process stores
reaches all of them.

The server is `communique serve` itself, in a process of its own; the readers are sockets of this one, which also stores
the briefs. So what is timed has both sides on one machine in it.
"""

import asyncio
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.model import Brief, Dates, Sentence
from communique.store.sqlite import SqliteStore

READERS, A_FEW = 1000, 100
BRIEFS = 5
LONGEST = 60.0  # seconds for anything to happen at all


def figures(short: bool) -> dict[str, float]:
    """Megabytes of the server's resident memory with all readers connected; seconds from before a brief is stored until
    the last reader has it, over all briefs; seconds the server takes to end with all of them still there."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "communique.toml").touch()
        store = SqliteStore(Path(folder) / "desk.db")
        for n in range(20):
            store.put_brief(brief(f"before-{n}"))
        with served(Path(folder)) as (process, port):
            return asyncio.run(measured(store, process, port, A_FEW if short else READERS))


async def measured(store: SqliteStore, process: subprocess.Popen[bytes], port: int, count: int) -> dict[str, float]:
    alone = resident(process.pid)
    readers = [Reader() for _ in range(count)]
    for some in range(0, count, 50):
        await asyncio.gather(*(reader.connect(port) for reader in readers[some : some + 50]))
    times: list[float] = []
    slowest: list[float] = []
    for n in range(BRIEFS):
        began = time.perf_counter()
        await asyncio.to_thread(store.put_brief, brief(f"new-{n}"))
        reached = await asyncio.gather(*(reader.told(f"new-{n}") for reader in readers))
        times += [at - began for at in reached]
        slowest.append(max(reached) - began)
        await asyncio.sleep(0.37)  # not in step with the server
    full = resident(process.pid)
    began = time.perf_counter()
    process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(process.wait, LONGEST)
    stopped = time.perf_counter() - began
    for reader in readers:
        reader.writer.close()
    store.close()
    return {
        "readers": float(count),
        "megabytes": full,
        "megabytes_alone": alone,
        "kilobytes_a_reader": 1000 * (full - alone) / count,
        "seconds_to_reach_all": max(slowest),
        "seconds_median": statistics.median(times),
        "seconds_to_stop": stopped,
    }


class Reader:
    """A socket that listens."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def connect(self, port: int) -> None:
        """Ask for updates, and wait for the stream to begin."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        self.writer.write(b"GET /updates HTTP/1.1\r\nHost: desk\r\nAccept: text/event-stream\r\n\r\n")
        await asyncio.wait_for(self.reader.readuntil(b"retry:"), LONGEST)

    async def told(self, story: str) -> float:
        """When the story is told."""
        await asyncio.wait_for(self.reader.readuntil(f'"{story}"'.encode()), LONGEST)
        return time.perf_counter()


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`communique serve` over a folder, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "communique", "serve", "-C", str(folder)]
    settings = os.environ | {"COMMUNIQUE_PORT": str(port)}
    with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + LONGEST
            while time.monotonic() < end:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield process, port
        finally:
            process.kill()


def resident(process: int) -> float:
    """Megabytes of memory a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


def brief(story: str) -> Brief:
    text = "The envoys spoke of harvests."
    dates = Dates(reported=("2024-03-21T00:00:00Z",))
    return Brief(story=story, headline=f"Headline of {story}", standfirst=(Sentence(text=text),), dates=dates)
