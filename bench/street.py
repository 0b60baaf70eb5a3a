"""A street of publishers on loopback, each at an address of its own, in a process of its own.

    python -m bench.street HOSTS ARTICLES FAILING PACE

The first HOSTS publishers have a feed of ARTICLES articles each, with ETag and Last-Modified; every 20th takes 1.6 PACE
seconds to answer, every 25th has moved its feed, every 10th wants a crawl delay of twice PACE seconds. FAILING more
fail, each in one of five ways. The first line printed is the port. For each line read, a line of JSON says what was
seen since the line before: the least time between the arrivals of two requests at a host over the pace that this host
wants, the most requests in flight at one host, bytes sent, articles sent whole and answered 304.
"""

import asyncio
import gzip
import hashlib
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

BEGUN = datetime.now(UTC)
WORDS = (
    "delegation", "border", "treaty", "harbour", "fisheries", "visit", "agreement", "statement", "committee", "summit",
    "envoy", "council", "railway", "grain", "energy", "customs", "visa", "exchange", "embassy", "consul", "parliament",
    "ceasefire", "proposal", "protocol", "region", "tariff", "currency", "loan", "reconstruction", "aid", "convoy",
    "river", "patrol", "exercise", "navy", "airspace", "mission", "mandate", "vote", "resolution", "draft", "press",
)  # fmt: skip
VERBS = ("discussed", "welcomed", "reviewed", "rejected", "confirmed", "postponed", "announced", "described", "signed")
SURROUNDINGS = "".join(f'<li><a class="menu-{n} item" href="/section/{n}">Section {n}</a></li>' for n in range(90))
STYLE = "".join(f".c{n}{{margin:{n}px;color:#{n:03x};padding:0 {n}px}}" for n in range(250))


class Host:
    """One publisher: its kind, and what was seen of the requests to it."""

    def __init__(self, number: int, hosts: int, pace: float) -> None:
        self.number = number
        self.fails = ("silent", "busy", "breaks", "gone", "errs")[number % 5] if number >= hosts else None
        self.slow = 1.6 * pace if number % 20 == 3 else 0.0
        self.moved = number % 25 == 4
        self.delay = 2 * pace if number % 10 == 6 else None
        self.pace = self.delay or pace
        self.last: float | None = None
        self.flying = 0

    @property
    def address(self) -> str:
        """The loopback address, one for each number."""
        return f"127.20.{self.number // 250}.{1 + self.number % 250}"


def article(host: int, number: int) -> bytes:
    """A page of about 30 KB, twelve paragraphs of it the article; the same each time."""
    chance = random.Random(f"{host} {number}")
    paragraphs = []
    for _ in range(12):
        sentences = [
            f"The {chance.choice(WORDS)} of {chance.choice(WORDS)} {chance.choice(VERBS)} the"
            f" {' and the '.join(chance.sample(WORDS, 4))} on {chance.choice(('Monday', 'Tuesday', 'Friday'))}."
            for _ in range(4)
        ]
        paragraphs.append(f"<p>{' '.join(sentences)}</p>")
    title, published = headline(host, number), (BEGUN - timedelta(hours=number)).isoformat()
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Courier {host}</title>'
        f'<meta property="article:published_time" content="{published}"><style>{STYLE}</style></head>'
        f"<body><header><nav><ul>{SURROUNDINGS}</ul></nav></header><main><article><h1>{title}</h1>"
        f"{''.join(paragraphs)}</article></main><footer><ul>{SURROUNDINGS}</ul></footer></body></html>"
    ).encode()


def headline(host: int, number: int) -> str:
    """The headline of an article."""
    chance = random.Random(f"{number} {host}")
    return f"{chance.choice(WORDS).title()} and {chance.choice(WORDS)} {chance.choice(VERBS)} in city {host}-{number}"


def feed(host: Host, articles: int) -> bytes:
    """The publisher's feed."""
    items = "".join(
        f"<item><title>{headline(host.number, n)}</title><link>/news/{n}</link>"
        f"<pubDate>{format_datetime(BEGUN - timedelta(hours=n))}</pubDate></item>"
        for n in range(articles)
    )
    return f'<rss version="2.0"><channel><title>Courier {host.number}</title>{items}</channel></rss>'.encode()


class Street:
    """All publishers and what was seen of the requests to them."""

    def __init__(self, hosts: int, articles: int, failing: int, pace: float) -> None:
        self.hosts = {host.address: host for host in (Host(n, hosts, pace) for n in range(hosts + failing))}
        self.articles = articles
        self.forget()

    def forget(self) -> None:
        """Begin to count again."""
        self.seen = {"gap": float("inf"), "flying": 0, "bytes": 0, "whole": 0, "unchanged": 0}

    async def open(self) -> int:
        """Listen on every address, on one port; that port."""
        first, *others = self.hosts
        server = await asyncio.start_server(self.serve, first, 0)
        port = int(server.sockets[0].getsockname()[1])
        self.servers = [server, await asyncio.start_server(self.serve, others, port)]
        return port

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests."""
        host = self.hosts[writer.get_extra_info("sockname")[0]]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                arrived = time.monotonic()
                if host.last is not None:
                    self.seen["gap"] = min(self.seen["gap"], (arrived - host.last) / host.pace)
                host.last = arrived
                host.flying += 1
                self.seen["flying"] = max(self.seen["flying"], host.flying)
                try:
                    await self.answer(host, head.decode("latin-1"), reader, writer)
                finally:
                    host.flying -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, host: Host, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, whose head this is."""
        path = head.split(" ", 2)[1]
        if host.fails == "silent":
            await reader.read()  # until the desk gives up
            raise ConnectionError
        await asyncio.sleep(host.slow)
        status, headers, body = self.answered(host, path, head)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        data = f"HTTP/1.1 {status}\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body
        if host.fails == "breaks":
            writer.write(data[: len(data) // 2])
            raise ConnectionError
        self.seen["bytes"] += len(data)
        self.seen["whole"] += status.startswith("200") and path.startswith("/news/")
        self.seen["unchanged"] += status.startswith("304") and path.startswith("/news/")
        writer.write(data)
        await writer.drain()

    def answered(self, host: Host, path: str, head: str) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body."""
        if path == "/robots.txt":
            delay = f"Crawl-delay: {host.delay}\n" if host.delay else ""
            return "200 OK", {}, f"User-agent: *\nDisallow: /private/\n{delay}".encode()
        if host.fails == "busy":
            return "503 Busy", {"Retry-After": "600"}, b""
        if host.fails == "gone" or path.startswith("/.well-known/"):
            return "410 Gone" if host.fails else "404 Not found", {}, b""
        if host.moved and path == "/feed.xml":
            return "301 Moved", {"Location": "/feeds/news.xml"}, b""
        if path.startswith("/news/") and host.fails == "errs":
            return "500 Error", {}, b""
        headers = {
            "ETag": '"' + hashlib.blake2s(f"{host.number} {path}".encode(), digest_size=8).hexdigest() + '"',
            "Last-Modified": format_datetime(BEGUN, usegmt=True),
            "Content-Type": "text/html" if path.startswith("/news/") else "application/rss+xml",
        }
        if f"if-none-match: {headers['ETag']}".lower() in head.lower():
            return "304 Not modified", headers, b""
        page = path.startswith("/news/")
        body = article(host.number, int(path.removeprefix("/news/"))) if page else feed(host, self.articles)
        if host.number % 2:
            headers["Content-Encoding"], body = "gzip", gzip.compress(body)
        return "200 OK", headers, body


async def main() -> None:
    """Open the street, and say what was seen whenever a line is read."""
    hosts, articles, failing = map(int, sys.argv[1:4])
    street = Street(hosts, articles, failing, float(sys.argv[4]))
    print(await street.open(), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(street.seen), flush=True)
        street.forget()


if __name__ == "__main__":
    asyncio.run(main())
