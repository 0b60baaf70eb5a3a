"""Publishers on loopback that misbehave, each in one named way and each at a port of its own."""

import gzip
import random
import selectors
import socket
import ssl
import struct
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from communique.model import Source

from ..reading.wall_pages import WALLS
from .conftest import Serve, body, status

ARTICLE = (
    '<!doctype html><html lang="en"><head><title>{title}</title></head><body><main><article><h1>{title}</h1>'
    "<p>{first} on Thursday, and both ministries published the text of what was agreed in the evening.</p>"
    "<p>A second meeting is planned for the autumn, the ministry said in a statement to reporters.</p>"
    "</article></main></body></html>"
)


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to misbehave. `serve` answers the source's address, `more` other paths; `kind` is what the desk takes the
    source for. `why` is a pattern that the refusal must match, None where there is nothing to refuse; `kept` the
    headlines that are rightly read. `url` is the address asked where it is not the server's own, `at` the path that is
    refused: the source's, or that of an article in its list."""

    name: str
    serve: Serve = status(404)
    why: str | None
    kind: str = "feed"
    kept: tuple[str, ...] = ()
    more: Mapping[str, Serve] = {}
    tls: bool = False
    scheme: str = "http"
    url: str | None = None
    at: str = "/it"


class Street:
    """All publishers, one after the other on their ports, behind one thread that accepts for them."""

    def __init__(self, ways: tuple[Way, ...], certificate: Path | None = None) -> None:
        self.sources: dict[str, Source] = {}
        self.asked: dict[str, list[str]] = {way.name: [] for way in ways}
        self._certificate = certificate
        self._selector = selectors.DefaultSelector()
        self._closed = threading.Event()
        for way in ways:
            door = socket.create_server(("127.0.0.1", 0))
            self._selector.register(door, selectors.EVENT_READ, way)
            url = way.url or f"{way.scheme}://127.0.0.1:{door.getsockname()[1]}/it"
            self.sources[way.name] = Source(id=way.name, url=url, kind=way.kind, publisher=way.name)  # type: ignore[arg-type]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()

    def _accept(self) -> None:
        while not self._closed.is_set():
            for key, _ in self._selector.select(0.1):
                connection, address = key.fileobj.accept()  # type: ignore[union-attr]
                threading.Thread(target=self._answer, args=(key.data, connection, address), daemon=True).start()

    def _answer(self, way: Way, connection: socket.socket, address: Any) -> None:
        asked = self.asked[way.name]

        class Desk(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 20.0

            def do_GET(self) -> None:
                asked.append(self.path)
                pages = {"/it": way.serve, **way.more}
                pages.get(self.path, status(404))(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        try:
            with connection:
                if way.tls:
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    context.load_cert_chain(str(self._certificate))
                    connection = context.wrap_socket(connection, server_side=True)
                Desk(connection, address, None)  # type: ignore[arg-type]
        except OSError:  # the desk has hung up, as it should
            pass


def article(title: str, first: str, **headers: str) -> Serve:
    return body(ARTICLE.format(title=title, first=first), **headers)


def feed(*links: str) -> Serve:
    items = "".join(f"<item><title>Of {n}</title><link>{link}</link></item>" for n, link in enumerate(links, 1))
    return body(f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title>{items}</channel></rss>', "text/xml")


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Serve:
    """These bytes instead of an answer, and then the end of the connection."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for _ in range(times):
            for piece in pieces:
                handler.wfile.write(piece)
                time.sleep(pause)

    return serve


def then(head: bytes, piece: bytes, pause: float = 0.0) -> Serve:
    """A beginning, and then the same again and again until nobody listens; 20 seconds at most."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            handler.wfile.write(piece)
            time.sleep(pause)

    return serve


def reset(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(OK + b"Content-Length: 5000\r\n\r\n<rss>")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def to(target: str, code: int = 302) -> Serve:
    """A redirect; without a target, to the very path that was asked."""
    return lambda handler: status(code, Location=target or handler.path)(handler)


def ever_new(handler: BaseHTTPRequestHandler) -> None:
    """An ETag that no answer before has had."""
    article("Envoys return to Lima", "The envoys returned to Lima", ETag=f'"{time.monotonic_ns()}"')(handler)


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
NOISE = random.Random(7).randbytes(20_000)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><rss version="2.0"><channel><title>&i;</title></channel></rss>'
)
FILE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel>'
    "<item><title>&x;</title></item></channel></rss>"
)
METADATA, LATE, LARGE = "is a cloud metadata address", "no answer in time", "larger than 0.8 MB"
SCHEME = "only http and https are asked"

NETWORK = (
    Way(name="silent", serve=then(b"", b"", 0.2), why=LATE),
    Way(name="slow-headers", serve=then(b"", b"H", 0.05), why=LATE),
    Way(name="slow-body", serve=then(OK + b"\r\n", b"x", 0.05), why=LATE),
    Way(name="only-continue", serve=then(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), why=LATE),
    Way(name="endless-headers", serve=then(OK, b"X-More: and more\r\n" * 50), why="Receive buffer too long"),
    Way(name="endless-body", serve=then(OK + b"\r\n", b"x" * 10_000), why=LARGE),
    Way(name="endless-chunks", serve=then(CHUNKED, b"2710\r\n" + b"x" * 10_000 + b"\r\n"), why=LARGE),
    Way(name="gzip-bomb", serve=body(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"), why=LARGE),
    Way(name="broken-gzip", serve=body(b"not gzip", Content_Encoding="gzip"), why="broken compression"),
    Way(name="cut-gzip", serve=body(gzip.compress(NOISE)[:-20], Content_Encoding="gzip"), why="ends too early"),
    Way(name="no-deflate", serve=body(b"\xff" * 99, Content_Encoding="deflate"), why="broken compression"),
    Way(name="unasked-encoding", serve=body(b"..", Content_Encoding="br"), why=r"did not ask for \(br\)"),
    Way(name="length-too-long", serve=raw(OK + b"Content-Length: 9000\r\n\r\n<rss"), why="peer closed|incomplete"),
    Way(name="length-twice", serve=raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), why="Content-Length"),
    Way(name="length-below-nought", serve=raw(OK + b"Content-Length: -5\r\n\r\nxx"), why="Content-Length"),
    Way(name="closed-at-once", serve=raw(b""), why="disconnected"),
    Way(name="reset", serve=reset, why="reset|peer closed"),
    Way(name="no-http", serve=raw(b"\x00\x01\x02 not http\r\n\r\n"), why="illegal status line"),
    Way(name="only-html", serve=raw(b"<html><body>Hello</body></html>"), why="disconnected without sending"),
    Way(name="one-long-header", serve=raw(OK, b"X-A: " + b"a" * 200_000 + b"\r\n\r\n"), why="Receive buffer too long"),
    Way(name="many-headers", serve=raw(OK, b"X-A: a\r\n" * 20_000, b"\r\n"), why="Receive buffer too long"),
    Way(name="broken-chunks", serve=raw(CHUNKED + b"zz\r\nno\r\n"), why="chunk"),
    Way(name="chunks-that-stop", serve=raw(CHUNKED + b"ff\r\n<rss"), why="peer closed|incomplete"),
    Way(name="tls-to-plain", scheme="https", why=r"robots\.txt cannot be read"),
    Way(name="self-signed", scheme="https", tls=True, why="certificate"),
    Way(name="no-such-name", url="http://nowhere.invalid/feed", why="cannot resolve nowhere.invalid"),
    Way(name="nobody-there", url="http://127.0.0.1:1/feed", why="refused"),
)
REDIRECTS = (
    Way(name="to-itself", serve=to(""), why="in a circle"),
    Way(name="to-and-fro", serve=to("/b"), more={"/b": to("/c", 301), "/c": to("/b")}, why="in a circle"),
    Way(
        name="on-and-on", serve=to("/0"), more={f"/{n}": to(f"/{n + 1}") for n in range(9)}, why="more than 5 redirects"
    ),
    Way(name="to-metadata", serve=to("http://169.254.169.254/latest/meta-data"), why=METADATA),
    Way(name="to-metadata-mapped", serve=to("http://[::ffff:169.254.169.254]/"), why=METADATA),
    Way(name="to-metadata-nat64", serve=to("http://[64:ff9b::a9fe:a9fe]/"), why=METADATA),
    Way(name="to-metadata-as-number", serve=to("http://2852039166/"), why=METADATA),
    Way(name="to-link-local", serve=to("http://[fe80::1]/"), why="link-local"),
    Way(name="to-no-address", serve=to("http://0.0.0.0/"), why="reserved address"),
    Way(name="to-everybody", serve=to("http://224.0.0.1/"), why="multicast"),
    Way(name="to-a-file", serve=to("file:///etc/passwd"), why=SCHEME),
    Way(name="to-ftp", serve=to("ftp://files.example/news"), why=SCHEME),
    Way(name="to-javascript", serve=to("javascript:alert(1)"), why=SCHEME),
    Way(name="to-a-password", serve=to("http://reader:word@127.0.0.1/"), why="password"),
    Way(name="to-no-port", serve=to("http://127.0.0.1:99999999/"), why="not an address"),
    Way(name="to-nowhere", serve=status(302), why="to nowhere"),
)
STATUSES = (
    Way(name="unasked-304", serve=status(304), why="nothing of it is known"),
    Way(name="unasked-206", serve=status(206, Content_Range="bytes 0-0/9"), why="where the whole was asked"),
    *(
        Way(name=f"status-{code}", serve=status(code), why=f"answered {code}$")
        for code in (204, 300, 400, 401, 403, 404, 410, 451, 500, 599)
    ),
    Way(name="later-in-seconds", serve=status(429, Retry_After="86400"), why="answered 429"),
    Way(name="later-by-date", serve=status(503, Retry_After="Mon, 25 Mar 2024 12:00:00 GMT"), why="answered 503"),
)
LISTS = (
    Way(name="html-as-feed", serve=article("Not a feed", "It is a page"), why="not a feed"),
    Way(name="noise-as-feed", serve=body(NOISE, "text/xml"), why="not a feed"),
    Way(name="empty-feed", serve=body(b"", "text/xml"), why="not a feed"),
    Way(name="blank-feed", serve=body(b" \r\n\t" * 500, "text/xml"), why="not a feed"),
    Way(name="nul-feed", serve=body(bytes(3000), "text/xml"), why="not a feed"),
    Way(name="other-json", serve=body('{"posts": []}', "application/json"), why="not a JSON Feed"),
    Way(name="deep-json", serve=body("[" * 100_000, "application/json"), why="not a feed"),
    Way(name="deeper-json", serve=body('{"a":' * 100_000, "application/json"), why="broken JSON"),
    Way(name="many-laughs", serve=body(LAUGHS, "text/xml"), why=None),
    Way(name="names-a-file-inside", serve=body(FILE, "text/xml"), why="without an address"),
    Way(name="names-files", serve=feed("file:///etc/passwd", "javascript:alert(1)"), why="without an address"),
    Way(name="robots-500", why="robots.txt cannot be read .answered 500", more={"/robots.txt": status(500)}),
    Way(name="robots-endless", why="closed by the publisher's",
        more={"/robots.txt": then(OK + b"\r\n", b"User-agent: *\nDisallow: /\n" * 900)}),
    Way(name="robots-circle", why="robots.txt cannot be read .redirects", more={"/robots.txt": to("/robots.txt")}),
    Way(name="robots-no", why="closed by the publisher's", more={"/robots.txt": body("User-agent: *\nDisallow: /")}),
)  # fmt: skip
PAGES = (
    Way(name="pdf-page", serve=body(b"%PDF-1.7\n" + NOISE), why="not HTML", kind="address"),
    Way(name="image-page", serve=body(b"\x89PNG\r\n\x1a\n" + NOISE), why="not HTML", kind="address"),
    Way(name="noise-page", serve=body(NOISE), why="not HTML", kind="address"),
    Way(name="empty-page", serve=body(b""), why="empty", kind="address"),
    Way(name="blank-page", serve=body(b" \n" * 999), why="empty", kind="address"),
    Way(name="nul-page", serve=body(bytes(9000)), why="not HTML", kind="address"),
    Way(name="length-too-short", serve=raw(OK + b"Content-Length: 30\r\n\r\n" + ARTICLE.encode()), why="no HTML in it",
        kind="address"),
    Way(name="deep-page", serve=body("<div>" * 50_000 + "end"), why="too deep", kind="address"),
    Way(name="many-elements", serve=body("<p>" * 200_500), why="more than 200000 elements", kind="address"),
    Way(name="wrong-charset", kind="address", why=None, kept=("Министры встретились",),
        serve=body(ARTICLE.format(title="Министры встретились", first="Министры двух стран встретились").encode(
            "cp1251"), "text/html; charset=us-ascii")),
    Way(name="no-charset-at-all", serve=article("Ministers meet in Quito", "The ministers met in Quito",
        Content_Type="text/html; charset=no-such"), kind="address", why=None, kept=("Ministers meet in Quito",)),
    Way(name="changing-etag", serve=ever_new, kind="address", why=None, kept=("Envoys return to Lima",)),
)  # fmt: skip
INSTEAD = tuple(
    Way(name=f"{name}-page", serve=body(page), why=why, kind="address") for name, (page, why) in WALLS.items()
)


def on_page(way: Way) -> Way:
    """The same on one article of a good feed, between two that are well. Who asks to be left alone is: the last is then
    not asked."""
    first, last = f"Talks before {way.name}", f"Talks after {way.name}"
    more = {
        **way.more,
        "/it": feed("/first", "/page", "/last"),
        "/first": article(first, f"The ministers of the {way.name} treaty met in Quito"),
        "/page": way.serve,
        "/last": article(last, f"The envoys of the {way.name} treaty met in Lima"),
    }
    kept = (first,) if way.name.startswith("later-") else (first, last)
    why = "gone for good .410" if way.name == "status-410" else way.why
    return replace(
        way, name=f"page-{way.name}", serve=more["/it"], more=more, kind="feed", at="/page", kept=kept, why=why
    )


OF_HOSTS = ("tls-to-plain", "self-signed", "no-such-name", "nobody-there")
UNCLEAN = ("length-too-short",)  # what it sent too much spoils the next answer on its connection: read a round later
ON_PAGES = tuple(
    on_page(way)
    for way in (*NETWORK, *REDIRECTS, *STATUSES, *PAGES, *INSTEAD)
    if way.why and way.name not in (*OF_HOSTS, *UNCLEAN)
)
WAYS = (*NETWORK, *REDIRECTS, *STATUSES, *LISTS, *PAGES, *INSTEAD, *ON_PAGES)
GOOD = tuple(
    Way(name=f"good-{n}", serve=feed("/a", "/b"), why=None, kept=(f"Talks in {a}", f"Treaty with {b}"),
        more={"/a": article(f"Talks in {a}", f"The foreign ministers met in {a}"),
              "/b": article(f"Treaty with {b}", f"The assembly agreed to a treaty with {b}")})
    for n, (a, b) in enumerate((("Oslo", "Peru"), ("Hanoi", "Ghana"), ("Cairo", "Nepal")), 1)
)  # fmt: skip
