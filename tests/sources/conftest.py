import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.clock import PlayedClock
from communique.sources.http import HttpFetch

Serve = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """A publisher on loopback: `pages` says how each path is answered, `asked` keeps the requests it got, `sent` the
    bodies of those that had one."""

    def __init__(self) -> None:
        self.pages: dict[str, Serve] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.sent: list[bytes] = []
        publisher = self

        class Desk(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                publisher.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                publisher.pages.get(self.path, status(404))(self)

            def do_POST(self) -> None:
                publisher.sent.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Desk)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path not in ("/robots.txt", "/.well-known/tdmrep.json")]


def status(code: int, **headers: str) -> Serve:
    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return serve


def known(handler: BaseHTTPRequestHandler, headers: dict[str, str]) -> bool:
    """Whether the request has the tag of these headers; it is then answered 304."""
    tag = headers.get("ETag")
    if not tag or handler.headers.get("If-None-Match") != tag:
        return False
    status(304, ETag=tag)(handler)
    return True


def send(handler: BaseHTTPRequestHandler, code: int, data: bytes, headers: dict[str, str]) -> None:
    handler.send_response(code)
    for name, value in {**headers, "Content-Length": str(len(data))}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def body(content: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> Serve:
    data = content.encode() if isinstance(content, str) else content

    def serve(handler: BaseHTTPRequestHandler) -> None:
        if known(handler, headers):
            return
        send(handler, 200, data, {"Content-Type": kind, **headers})

    return serve


def ranged(content: bytes, sent: list[int], **headers: str) -> Serve:
    """A file of which parts can be asked; `sent` takes the size of each answer's body."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        if known(handler, headers):
            return
        told = re.fullmatch(r"bytes=(\d+)-(\d+)", handler.headers.get("Range") or "")
        first, last = (int(told[1]), min(int(told[2]), len(content) - 1)) if told else (0, len(content) - 1)
        if told and first >= len(content):
            status(416, Content_Range=f"bytes */{len(content)}")(handler)
            return
        data = content[first : last + 1]
        sent.append(len(data))
        part = {"Content-Range": f"bytes {first}-{last}/{len(content)}"} if told else {}
        send(handler, 206 if told else 200, data, {"Content-Type": "application/octet-stream", **part, **headers})

    return serve


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()


@pytest.fixture
def clock() -> PlayedClock:
    return PlayedClock(datetime(2024, 3, 24, 12, tzinfo=UTC))


@pytest.fixture
def fetch(clock: PlayedClock) -> Iterator[HttpFetch]:
    made = HttpFetch("desk@example.org", clock, allow_private=True, pace=0.0, timeout=2.0, longest=3.0, largest=200_000)
    yield made
    made.close()
