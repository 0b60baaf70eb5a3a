"""Pages over an archive of 100,000 briefs, beside a bare Starlette application that sends the very same bytes.

Each server has one core, wrk (Debian's) the other; both servers are uvicorn without options, and are asked in turns.
`a_second` is requests for each second that the server's process has of its core, so that what else runs on the machine
changes little; `over_bare` the same as a share of the bare application's, with `_known` where the reader has the page
(If-None-Match, 304); `p99_over_median` the latency of the slowest hundredth in medians under that load, by the clock on
the wall, with `_written` while another process prints a brief every five seconds, so that every page has to be made
anew. `made_ms` is what making a page costs when it is not kept. What is measured is `communique.site.keeping`.
"""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.request import Request, urlopen

from msgspec.structs import replace

from bench import archive
from communique.store.sqlite import SqliteStore

BRIEFS = 100_000
FOLDER = Path("build/bench")
PAGES = {
    "front": "/",
    "brief": "/story/{story}",
    "country": "/country/{code}",
    "pair": "/pair/{pair}",
    "feed": "/feed.atom",
}
CONNECTIONS, SECONDS, ROUNDS = 16, 3, 3
WRITES, BETWEEN = 3, 5  # briefs printed under load, and seconds between them


def site(path: str) -> object:
    """The site over the archive in a file."""
    from communique import site
    from communique.record import terms

    return site.create(SqliteStore(path), Standing(), site.SiteSettings(), offices=terms)


class Standing:
    """A clock that stands at the archive's end: what passes in a bench is no news."""

    def now(self) -> datetime:
        """The archive's end."""
        return archive.NOW

    def sleep(self, seconds: float) -> None:
        """Nothing waits here."""


def bare(url: str) -> object:
    """A Starlette application that sends what one address of another server sent, as bytes."""
    from starlette.applications import Starlette
    from starlette.requests import Request as Asked
    from starlette.responses import Response
    from starlette.routing import Route

    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        body, given = answer.read(), dict(answer.headers)
    given = {name: value for name, value in given.items() if name.lower() not in ("server", "date", "content-length")}
    etag = given.get("etag", "")
    known = {n: v for n, v in given.items() if n.lower() not in ("content-type", "content-encoding")}

    async def page(request: Asked) -> Response:
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=known)
        return Response(body, headers=given)

    return Starlette(routes=[Route("/{path:path}", page)])


def serve(kind: str, what: str, port: int) -> None:
    """One of the two, until it is ended."""
    import uvicorn

    uvicorn.run(site(what) if kind == "site" else bare(what), port=port, log_level="critical")  # type: ignore[arg-type]


@contextmanager
def served(kind: str, what: str, core: str) -> Iterator[tuple[str, int]]:
    """The address of one of the two, and its process, on one core."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = ["taskset", "-c", core, sys.executable, "-m", "bench.pages", kind, what, str(port)]
    process = subprocess.Popen(command)
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def spent(process: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asked(url: str, process: int, core: str, etag: str = "", seconds: int = SECONDS) -> tuple[float, float]:
    """Requests for each second of the server's process, and the slowest hundredth in medians."""
    wrk = shutil.which("wrk")
    assert wrk, "wrk is missing; ./do bench installs it"
    command = ["taskset", "-c", core, wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    command += ["-H", "Accept-Encoding: gzip", *(["-H", f"If-None-Match: {etag}"] if etag else []), url]
    before = spent(process)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    took = spent(process) - before
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    found = re.search(r"(\d+) requests in", said)
    assert found, said
    return int(found[1]) / took, milliseconds(said, "99") / milliseconds(said, "50")


def milliseconds(said: str, percent: str) -> float:
    """A percentile of latency as wrk prints it."""
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", said)
    assert found, said
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


def measured(ours: tuple[str, int], bare: tuple[str, int], core: str) -> dict[str, float]:
    """One page of the site beside the bare application, in turns; medians over the rounds."""
    with urlopen(Request(ours[0], headers={"Accept-Encoding": "gzip"})) as answer:
        etag = answer.headers["etag"]
    rounds: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for suffix, known in (("", ""), ("_known", etag)):
            (count, tail), (other, other_tail) = asked(*ours, core, known), asked(*bare, core, known)
            told = {"a_second": count, "over_bare": count / other, "p99_over_median": tail, "p99_of_bare": other_tail}
            for name, value in told.items():
                rounds.setdefault(name + suffix, []).append(value)
    return {name: statistics.median(values) for name, values in rounds.items()}


def under_writing(url: str, process: int, core: str, path: Path) -> float:
    """The slowest hundredth in medians while briefs are printed now and then."""
    command = [sys.executable, "-m", "bench.pages", "printing", str(path)]
    with subprocess.Popen(["taskset", "-c", core, *command]) as printing:
        _, tail = asked(url, process, core, seconds=WRITES * BETWEEN)
        assert printing.wait() == 0
    return tail


def printing(path: str) -> None:
    """Print the next version of the newest brief, some times."""
    store = SqliteStore(path)
    for _ in range(WRITES):
        time.sleep(BETWEEN - 1)
        newest = store.latest(1)[0]
        store.put_brief(replace(newest, version=newest.version + 1))
        time.sleep(1)
    store.close()


def made(url: str) -> float:
    """Milliseconds to make a page, by asking for addresses that are not kept; the fastest of five."""
    took = []
    for number in range(5):
        begun = time.perf_counter()
        urlopen(f"{url}?uncached={number}").read()
        took.append(time.perf_counter() - begun)
    return 1000 * min(took)


def figures(short: bool) -> dict[str, float]:
    """Per page and over all; nothing in the short form, as the archive takes five minutes to make the first time."""
    if short:
        return {}
    whole = archive.filled(FOLDER, BRIEFS)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:  # what is printed under load goes into a copy
        return over(shutil.copyfile(whole, Path(folder) / "desk.db"), BRIEFS)


def over(path: Path, count: int) -> dict[str, float]:
    """The figures over an archive of so many briefs."""
    cores = sorted(os.sched_getaffinity(0))
    server, client = str(cores[0]), str(cores[-1])
    store = SqliteStore(path)
    places = {"story": f"sb{count - 1:06}", "code": store.countries(1)[0][0], "pair": "-".join(store.pairs(1)[0][:2])}
    store.close()
    found: dict[str, float] = {"briefs": float(count)}
    with served("site", str(path), server) as (address, process):
        for name, where in PAGES.items():
            url = address + where.format(**places)
            found[f"{name}_made_ms"] = made(url)
            with served("bare", url, server) as (plain, other):
                told = measured((url, process), (f"{plain}/page", other), client)
            found |= {f"{name}_{what}": value for what, value in told.items()}
            found[f"{name}_p99_over_median_written"] = under_writing(url, process, client, path)
    for least in ("over_bare", "over_bare_known"):
        found[f"least_{least}"] = min(found[f"{name}_{least}"] for name in PAGES)
    for worst in ("p99_over_median", "p99_over_median_known", "p99_over_median_written"):
        found[f"worst_{worst}"] = max(found[f"{name}_{worst}"] for name in PAGES)
    return found


if __name__ == "__main__":
    printing(sys.argv[2]) if sys.argv[1] == "printing" else serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
