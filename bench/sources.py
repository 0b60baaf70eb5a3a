"""Gathering from many sources at once: a street of publishers, asked by a desk in a process of its own.

Round one takes everything. Round two comes two hours later by the desk's clock, when every article is still younger
than 48 hours and is asked again. What is said of pace and bytes is what the publishers saw.
"""

import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.street import Host
from communique.clock import SystemClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.model import Source
from communique.ports import Parsed
from communique.sources.http import HttpFetch
from communique.times import rfc3339

LATER = timedelta(hours=2)
LONG = (500, 20, 20, 0.5)  # publishers that answer, articles of each, publishers that fail, seconds between requests
SHORT = (36, 5, 5, 0.2)
PATIENCE = 5.0  # seconds for a publisher that is silent: the desk's own fifteen would only make the bench longer


class Later:
    """The machine's clock, put forward by hand between the rounds."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._clock = SystemClock()

    def now(self) -> datetime:
        """The present, put forward."""
        return self._clock.now() + self.ahead

    def sleep(self, seconds: float) -> None:
        """Wait for real."""
        self._clock.sleep(seconds)


class NoParser:
    """Nothing is recorded here, so nothing is parsed."""

    def parse(self, sentences: Any) -> list[Parsed]:
        """Never asked."""
        raise NotImplementedError


def figures(short: bool) -> dict[str, float]:
    hosts, articles, failing, pace = SHORT if short else LONG
    with tempfile.TemporaryDirectory() as folder:
        street = process("bench.street", hosts, articles, failing, pace)
        port = int(told(street))
        desk = process("bench.sources", folder, port, hosts, failing, pace)
        rounds, seen = [], []
        for _ in range(2):
            rounds.append(json.loads(told(desk, "round")))
            seen.append(json.loads(told(street, "seen")))
        for one in (desk, street):
            one.communicate(timeout=30)
    first, second = rounds
    return {
        "gathered": first["new"] / (hosts * articles),
        "asked_again": seen[1]["unchanged"] / (hosts * articles),
        "closest_over_pace": min(one["gap"] for one in seen),
        "in_flight_at_a_host": max(one["flying"] for one in seen),
        "megabytes": second["megabytes"],
        "bytes_again": seen[1]["bytes"] / seen[0]["bytes"],
        "seconds": first["seconds"],
        "seconds_again": second["seconds"],
        "cpu_seconds_per_1000": 1000 * first["cpu"] / first["new"],
        "cpu_seconds_per_1000_again": 1000 * second["cpu"] / (hosts * articles),
    }


def process(module: str, *arguments: object) -> "subprocess.Popen[str]":
    """A module as a process that is spoken to by lines."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def told(process: "subprocess.Popen[str]", question: str | None = None) -> str:
    """The next line of a process, after it was asked for it."""
    assert process.stdin and process.stdout
    if question:
        process.stdin.write(question + "\n")
        process.stdin.flush()
    return process.stdout.readline()


def main() -> None:
    """The desk: a round of gathering for each line read, and a line of JSON about it."""
    folder, port, hosts, failing, pace = sys.argv[1:]
    clock = Later()
    fetch = HttpFetch("bench@example.org", clock, allow_private=True, pace=float(pace), timeout=PATIENCE)
    desk = Desk(Settings(), folder=folder, clock=clock, fetch=fetch, parser=NoParser())
    names = [Host(number, int(hosts), float(pace)).address for number in range(int(hosts) + int(failing))]
    for number, name in enumerate(names):
        desk.store.put_source(Source(id=f"s{number:03}", url=f"http://{name}:{port}/feed.xml"))
    while sys.stdin.readline():
        began, cpu, new = time.monotonic(), time.process_time(), 0
        while True:
            result = desk.gather(Round(begun=rfc3339(clock.now())), lambda step, done, total: None)
            new += result.new
            if all(desk.store.source_state(source.id).asked for source in desk.store.sources()):
                break  # on a machine that is busy with other things one round may be too short for all
        said = {
            "new": new,
            "seconds": time.monotonic() - began,
            "cpu": time.process_time() - cpu,
            "megabytes": peak(),
        }
        print(json.dumps(said), flush=True)
        clock.ahead += LATER


def peak() -> float:
    """The most resident memory this process has had so far, in MB."""
    said = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    main()
