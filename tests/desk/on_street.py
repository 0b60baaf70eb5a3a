"""A desk of its own process on the street's publishers, to be killed: a line for each host done, then its stories."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bench.sources import NoParser

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk, Round
from communique.model import Source
from communique.sources.http import HttpFetch
from communique.times import rfc3339

HOSTS, ARTICLES, FAILING = 30, 2, 5


def desk_at(folder: Path, moment: datetime, workers: int, timeout: float = 1.0) -> Desk:
    """A desk at this moment, whose clock stands still."""
    clock = PlayedClock(moment)
    fetch = HttpFetch("", clock, allow_private=True, pace=0.0, timeout=timeout)
    return Desk(Settings(workers=workers), folder=folder, clock=clock, fetch=fetch, parser=NoParser())


def keep(desk: Desk, addresses: list[str]) -> None:
    """Give the desk the street's sources."""
    for number, address in enumerate(addresses):
        desk.store.put_source(Source(id=f"s{number:02}", url=address))


def round_of(desk: Desk, progress: Callable[[str, int, int], None] = lambda *_: None) -> Round:
    """What of a round this is about: all are asked, then the reports decided."""
    result = desk.gather(Round(begun=rfc3339(desk.clock.now())), progress)
    return desk.decide(result, lambda *_: None)


if __name__ == "__main__":
    desk = desk_at(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), workers=16)
    round_of(desk, lambda step, done, total: print(done, flush=True))
    print("done", flush=True)
