"""Answers kept in memory, as bytes with their headers, for as long as what they were made of stands.

A page costs tens of milliseconds to make, its state microseconds to ask for. An answer that may be kept by any cache
(`public`, with an ETag) is kept here too, for the half minute that its header allows and not over the desk's midnight,
and given again while the store's state is the one it was made from. Who asks for what is just being made waits for it.
What is for somebody in particular passes by.
"""

from asyncio import Future, get_running_loop, shield
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.errors import StoreError
from communique.ports import Store

HELD = timedelta(seconds=30)
LARGEST = 2 << 20  # bytes of an answer
MOST = 64 << 20  # bytes of all
PASSING = ("/admin", "/api/", "/static/", "/websub", "/updates", "/export/")
VIEWED = "/most-viewed"  # and the front page show how often others were opened
UNSENT = (b"content-length", b"content-type", b"content-encoding")  # with a 304

Key = tuple[str, str, bytes, bool]


class Answer(NamedTuple):
    """An answer with what it was made from: the store's state, the how manieth it is that was begun, and until when it
    may be given."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: str
    state: tuple[int, ...]
    number: int
    until: datetime


class Kept:
    """Gives kept answers before the application is asked. `seen` is told of every brief that is sent from here, as the
    brief's page tells of those it sends; `now` is the present in the desk's zone."""

    def __init__(
        self, app: ASGIApp, store: Store, now: Callable[[], datetime], seen: Callable[[Request, str], None]
    ) -> None:
        self.app, self._store, self._now, self._seen = app, store, now, seen
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0
        self._begun = 0
        self._making: dict[Key, Future[Answer | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if not keepable(scope, headers):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        key = scope.get("language", ""), path, scope["query_string"], "gzip" in headers.get("accept-encoding", "")
        number = self._begun
        try:
            state, now = self._store.state(views=path == "/" or path.startswith(VIEWED)), self._now()
        except StoreError:
            await self.app(scope, receive, send)
            return
        wanted = headers.get("if-none-match", "")
        while (known := self._standing(key, state, now, number)) is None:
            if key not in self._making:
                made = await self._made(key, scope, receive, send, state, now)
                if made is not None:
                    await given(made, wanted, send)
                return
            if await shield(self._making[key]) is None:  # who gives up waiting must not end it for the others
                await self.app(scope, receive, send)
                return
        if path.startswith("/story/") and "/" not in path[7:]:
            self._seen(Request(scope), path[7:])
        self._answers.move_to_end(key)
        await given(known, wanted, send)

    def _standing(self, key: Key, state: tuple[int, ...], now: datetime, number: int) -> Answer | None:
        """What is kept, if it was made from this state, or begun after the how manieth: then the state is no older."""
        known = self._answers.get(key)
        stands = known is not None and (known.state == state or known.number > number) and now < known.until
        return known if stands else None

    async def _made(
        self, key: Key, scope: Scope, receive: Receive, send: Send, state: tuple[int, ...], now: datetime
    ) -> Answer | None:
        """The application's answer, kept, and told to all who wait for it; None where it may not be and is sent."""
        waited = self._making[key] = get_running_loop().create_future()
        self._begun += 1
        number, made = self._begun, None
        try:
            made = await self._asked(scope, receive, send, state, now, number)
            if made is not None:
                self._put(key, made)
            return made
        finally:
            del self._making[key]
            waited.set_result(made)

    async def _asked(
        self, scope: Scope, receive: Receive, send: Send, state: tuple[int, ...], now: datetime, number: int
    ) -> Answer | None:
        """The application's answer; None where it may not be and is sent already."""
        start: Message = {}
        parts: list[bytes] = []

        async def taking(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and kept_by_all(message):
                start = message
            elif start:
                parts.append(message.get("body", b""))
            else:
                await send(message)

        whole = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        await self.app({**scope, "headers": whole}, receive, taking)
        if not start:
            return None
        until = min(now + HELD, now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1))
        etag = Headers(raw=start["headers"])["etag"]
        return Answer(start["headers"], b"".join(parts), etag, state, number, until)

    def _put(self, key: Key, made: Answer) -> None:
        before = self._answers.pop(key, None)
        self._answers[key] = made
        self._bytes += len(made.body) - (len(before.body) if before else 0)
        while self._bytes > MOST:
            _, oldest = self._answers.popitem(last=False)
            self._bytes -= len(oldest.body)


def keepable(scope: Scope, headers: Headers) -> bool:
    """Whether what a request asks for may be kept: a page for everybody."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and not scope["path"].startswith(PASSING)
        and not any(name in headers for name in ("cookie", "authorization", "range"))
    )


def kept_by_all(start: Message) -> bool:
    """Whether an answer that begins so is whole, of a bounded length, and may be kept by any cache for any reader."""
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "etag" in headers
        and "public" in headers.get("cache-control", "")
        and "set-cookie" not in headers
        and headers.get("vary", "accept-encoding").lower() == "accept-encoding"
        and 0 < int(headers.get("content-length", 0)) <= LARGEST
    )


async def given(answer: Answer, wanted: str, send: Send) -> None:
    """Send an answer, or 304 to whoever has it."""
    has = bool(wanted) and matches(wanted, answer.etag)
    headers = [(n, v) for n, v in answer.headers if n not in UNSENT] if has else answer.headers
    await send({"type": "http.response.start", "status": 304 if has else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if has else answer.body})


def matches(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names the ETag, by weak comparison (RFC 9110, 13.1.2)."""
    wanted = etag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == wanted or part.strip() == "*" for part in header.split(","))
