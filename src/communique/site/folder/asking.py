"""One request to the application, in this process and without a network."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope


class Answer(NamedTuple):
    """What the application says: status, headers, and the whole body."""

    status: int
    headers: Headers
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


async def ask(app: ASGIApp, base: str, address: str) -> Answer:
    """The answer to a GET of an address of the site (path and query). What the application raises passes on."""
    path, _, query = address.partition("?")
    host = urlsplit(base)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # a file is sent without waiting for us to leave
        "http_version": "1.1",
        "method": "GET",
        "scheme": host.scheme or "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii", "replace"),
        "query_string": query.encode("ascii", "replace"),
        "root_path": "",
        "headers": [(b"host", (host.netloc or "localhost").encode("ascii", "replace"))],
        "client": None,
        "server": None,
        "extensions": {},
    }
    begun: Message = {"status": 500, "headers": []}
    parts: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal begun
        if message["type"] == "http.response.start":
            begun = message
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return Answer(begun["status"], Headers(raw=list(begun["headers"])), b"".join(parts))
