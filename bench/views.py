"""The count of views against a crowd whose true reading is known (`crowd`): two processes, one store, one killed.

The bulk goes through what the site itself calls for a request (`Views.page`, `Views.seen`, `Views.write`), in two
processes that take turns by chance and play the same days; one is killed with SIGKILL on the way, and started anew. A
smaller crowd of its own goes over HTTP through two uvicorn processes of the whole site behind a trusted proxy's header.
Views are written every minute of the played time (every five in the short form), so that what the killed process loses
is more than the one second of a real one.

`error` is the sum over briefs and days of |counted - true| by the sum of true; those who share address and agent with
somebody, and robots that nothing tells from people, are left out of it and given apart: `sharing_...` all of the
former, `two_alike_...` those who share with one other person alone.
"""

import http.client
import mmap
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from starlette.requests import Request

from bench import crowd as crowds
from bench.live import brief
from communique import site
from communique.site import readers
from communique.site.views import Views
from communique.store.sqlite import SqliteStore

BULK, OVER_HTTP = 990_000, 10_000
A_PART = 60_000  # in the short form
WRITTEN, SELDOM = 60, 300  # played seconds between two writings; in the short form
APART = 900.0  # played seconds that one process is ahead of the other at most
BEGIN = datetime(2024, 3, 25, tzinfo=UTC)
WINDOW = BEGIN + timedelta(days=1, hours=10, minutes=17)
Row = tuple[date, str, str, str]


def figures(short: bool) -> dict[str, float]:
    """Errors of the bulk, of the part over HTTP (`http_...`), and how many requests each had. The short form has no
    part over HTTP, and floors of its own: what twenty who game bring about is more among fewer."""
    began = time.perf_counter()
    if short:
        told = measured(A_PART, 1, partial(in_bulk, every=SELDOM))
        return {f"short_{name}": value for name, value in told.items()}
    bulk = measured(BULK, 1, partial(in_bulk, every=WRITTEN))
    over = measured(OVER_HTTP, 2, over_http)
    named = {f"http_{name}": over[name] for name in ("requests", "true", "error", "robots_counted")}
    return bulk | named | {"seconds": time.perf_counter() - began}


def measured(requests: int, seed: int, play: Callable[[Path, crowds.Crowd], None]) -> dict[str, float]:
    """Play a crowd on a new store, and compare what is counted with what was read."""
    crowd = crowds.crowd(requests, seed)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        (where / "clock").write_bytes(struct.pack("dd", -1.0, -1.0))
        store = SqliteStore(where / "desk.db")
        with store.transaction():
            for n in range(crowds.STORIES):
                store.put_brief(brief(f"s{n}"))
        # the secrets of the days, to know whose rows are whose
        salts = [store.day_salt((BEGIN + timedelta(days=n)).date()) for n in range(crowds.DAYS)]
        play(where, crowd)
        with store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT day, door, reader, story, minute FROM view").all()
        listed = dict(store.most_viewed(WINDOW, crowds.STORIES))
        store.close()
    return compared(crowd, salts, [tuple(row) for row in rows], listed) | {"requests": float(requests)}


def compared(crowd: crowds.Crowd, salts: list[bytes], rows: list[Any], listed: dict[str, int]) -> dict[str, float]:
    days = [(BEGIN + timedelta(days=n)).date().isoformat() for n in range(crowds.DAYS)]
    seen: dict[tuple[int, int, int], tuple[float, int]] = {}  # actor, day, story: first second, a request of it
    for n in np.nonzero((crowd.kinds[crowd.actor] != crowds.ROBOT) & (crowd.what != crowds.AHEAD))[0]:
        at = float(crowd.at[n])
        key = int(crowd.actor[n]), int(at // crowds.DAY), int(crowd.story[n])
        seen.setdefault(key, (at, int(n)))
    owners: dict[tuple[str, str, str], set[int]] = {}
    for n in np.nonzero(crowd.kinds[crowd.actor] != crowds.ROBOT)[0]:
        day = int(crowd.at[n] // crowds.DAY)
        named = readers.named(salts[day], crowd.addresses[crowd.actor[n]][int(crowd.moved[n])], agent(crowd, n))
        owners.setdefault((days[day], *named), set()).add(int(crowd.actor[n]))
    shares: dict[int, int] = {}  # with how many somebody shared a name at most
    for group in owners.values():
        shares |= {one: max(len(group), shares.get(one, 0)) for one in group}
    sharing, two = ({one for one, of in shares.items() if of in some} for some in (range(2, 99), (2,)))
    alike = {int(actor) for actor in np.nonzero(crowd.kinds == crowds.LIKE_PEOPLE)[0]}
    people = {key: at for key, at in seen.items() if key[0] not in sharing and key[0] not in alike}
    shared, of_two = (sum(key[0] in some for key in seen) for some in (sharing, two))
    true = Counter((days[day], f"s{story}") for _, day, story in people)
    counted: Counter[tuple[str, str]] = Counter()
    of_sharing = by_two = of_alike = of_robots = 0
    for day, door, reader, story, _ in rows:
        who = owners.get((day, door, reader), set())
        of_sharing += bool(who & sharing)
        by_two += bool(who & two)
        of_alike += bool(who & alike)
        of_robots += not who
        if not who & (sharing | alike):
            counted[day, story] += 1
    total = true.total()
    wrong = sum(abs(counted[key] - true[key]) for key in true.keys() | counted.keys())
    within = Counter(
        f"s{story}" for (_, _, story), (at, _) in seen.items() if at >= (WINDOW - BEGIN).total_seconds() + 60
    )
    most = [story for story, _ in within.most_common(10)]
    return {
        "true": float(total),
        "error": wrong / total,
        "counted_over_true": counted.total() / total - 1,
        "robots_counted": of_robots / total,
        "sharing_true": float(shared),
        "sharing_error": of_sharing / shared - 1 if shared else 0.0,
        "two_alike_true": float(of_two),
        "two_alike_error": by_two / of_two - 1 if of_two else 0.0,
        "like_people": float(len(alike)),
        "like_people_counted": of_alike / max(1, len(alike)),
        "everybody_error": abs(len(rows) - len(seen) + len(alike)) / (len(seen) - len(alike)),
        "window_top_ten_error": sum(abs(listed.get(s, 0) - within[s]) for s in most) / sum(within[s] for s in most),
    }


def agent(crowd: crowds.Crowd, n: int) -> str:
    index = int(crowd.agent[n])
    return crowds.BROWSERS[index] if index >= 0 else crowds.HONEST[-1 - index]


def headers(what: int, agent: str) -> dict[str, str]:
    """What comes with a request of a kind."""
    told = {"user-agent": agent, "accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "en-GB,en"}
    if what == crowds.BARE:
        return {"user-agent": agent, "accept": "*/*"}
    if what == crowds.BEACON:
        return told | {"accept": "*/*", "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}
    return told | ({"sec-purpose": "prefetch;prerender"} if what == crowds.AHEAD else {})


def method(what: int) -> str:
    return {crowds.BEACON: "POST", crowds.HEAD: "HEAD"}.get(what, "GET")


class Played:
    """A clock that all processes read from one file: two places, the played second of either process."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 16)

    def set(self, place: int, second: float) -> None:
        """A process is at this second."""
        struct.pack_into("d", self._map, 8 * place, second)

    def get(self, place: int) -> float:
        """Where it is."""
        return float(struct.unpack_from("d", self._map, 8 * place)[0])

    def now(self) -> datetime:
        """The played present."""
        return BEGIN + timedelta(seconds=max(0.0, self.get(0)))

    def sleep(self, seconds: float) -> None:
        """Nothing waits here."""


# the bulk


def in_bulk(where: Path, crowd: crowds.Crowd, every: int) -> None:
    """Two processes; the first is killed at two fifths of the way, and another takes its place."""
    np.savez(where / "crowd.npz", **{name: getattr(crowd, name) for name in crowds.Crowd._fields[:6]})
    (where / "addresses").write_text("\n".join(map(" ".join, crowd.addresses)), encoding="ascii")
    kill = len(crowd.at) * 2 // 5
    first, second = started(where, "count", every, 0, 0, kill), started(where, "count", every, 1, 0, -1)
    if first.wait() != -signal.SIGKILL:
        raise RuntimeError("the first process was not killed")
    again = started(where, "count", every, 0, kill + 1, -1)
    if again.wait() or second.wait():
        raise RuntimeError("a process that counts failed")


def started(where: Path, what: str, *given: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "bench.views", what, str(where), *map(str, given)])


def count(where: Path, every: int, place: int, begin: int, kill: int) -> None:
    """Every other request (by chance, the same in both) from one on, as the site counts it; at `kill`, death."""
    clock = Played(where / "clock")
    store = SqliteStore(where / "desk.db")
    now = BEGIN
    views = Views(store, lambda: now, "http://desk.example")
    views.start()
    views.write, written = (lambda: None), views.write  # type: ignore[method-assign]  # by the played time alone
    data = dict(np.load(where / "crowd.npz"))
    addresses = [line.split(" ") for line in (where / "addresses").read_text(encoding="ascii").splitlines()]
    mine = np.random.default_rng(99).integers(0, 2, len(data["at"])) == place
    columns = [data[name].tolist() for name in ("at", "actor", "story", "what", "agent", "moved")]
    raw: dict[tuple[int, int], list[tuple[bytes, bytes]]] = {}
    last = 0.0
    for n, (at, actor, story, what, index, moved) in enumerate(zip(*columns, strict=True)):
        if n < begin or not (mine[n] or n == kill):
            continue
        if n == kill:
            os.kill(os.getpid(), signal.SIGKILL)
        clock.set(place, at)
        while clock.get(1 - place) < at - APART:
            time.sleep(0.0005)
        now = BEGIN + timedelta(seconds=at)
        if at - last >= every:
            written()
            last = at
        if (what, index) not in raw:
            named = crowds.BROWSERS[index] if index >= 0 else crowds.HONEST[-1 - index]
            raw[what, index] = [(k.encode(), v.encode()) for k, v in headers(what, named).items()]
        client = (addresses[actor][moved], 0)
        request = Request({"type": "http", "method": method(what), "headers": raw[what, index], "client": client})
        (views.seen if what == crowds.BEACON else views.page)(request, f"s{story}")
    clock.set(place, 1e9)
    views.write = written  # type: ignore[method-assign]
    views.close()
    store.close()


# over HTTP


def over_http(where: Path, crowd: crowds.Crowd) -> None:
    """The same over loopback: two processes of the whole site, a request to either by chance."""
    clock = Played(where / "clock")
    mine = np.random.default_rng(99).integers(0, 2, len(crowd.at))
    with serving(where) as one, serving(where) as other:
        connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in (one, other)]
        for n in range(len(crowd.at)):
            clock.set(0, float(crowd.at[n]))
            what, actor = int(crowd.what[n]), int(crowd.actor[n])
            path = f"/{'view' if what == crowds.BEACON else 'story'}/s{crowd.story[n]}"
            forwarded = {"x-forwarded-for": crowd.addresses[actor][int(crowd.moved[n])]}
            connection = connections[mine[n]]
            connection.request(method(what), path, headers=headers(what, agent(crowd, n)) | forwarded)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 204):
                raise RuntimeError(f"{path}: {answer.status}")
        for connection in connections:
            connection.close()


@contextmanager
def serving(where: Path) -> Iterator[int]:
    """A process with the site, ended as a service is."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    process = started(where, "serve", port)
    try:
        for _ in range(1200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def serve(where: Path, port: int) -> None:
    from communique.site.serving import Server

    store = SqliteStore(where / "desk.db")
    settings = site.SiteSettings(trusted_proxies=("127.0.0.1",))
    Server(site.create(store, Played(where / "clock"), settings), port=port, log_level="warning").run()
    store.close()


if __name__ == "__main__":
    {"count": count, "serve": serve}[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
