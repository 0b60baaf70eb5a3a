"""What is printed while a reader looks at the front page, as server-sent events (HTML Living Standard, 9.2).

The store is asked twice a second for all who listen, whoever stored it; nobody listens, nobody asks. An event's id is
the brief's place in the order of printing, which is the store's: a reader who comes again, to this process or another,
is told what was printed meanwhile.
"""

import asyncio
import json
import resource
from collections import deque
from collections.abc import AsyncIterator

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from communique.errors import StoreError
from communique.model import Printed
from communique.publishing import BriefStore

EVERY = 0.5  # seconds between two looks at the store
BEAT = 15.0  # seconds after which a stream that has nothing to tell says that it is there
RETRY = 5000  # milliseconds a browser waits before it comes again
KEPT = 100  # stories told to one who was long away
MOST = 10_000  # listeners
SPARED = 256  # open files left to pages and the store
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Updates:
    """Tells all who listen at `/updates` what is printed."""

    def __init__(self, store: BriefStore) -> None:
        self._store = store
        self._printed: deque[Printed] = deque(maxlen=KEPT)
        self._last = 0
        self._turn = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._listening = 0
        self._closed = False

    async def answer(self, request: Request) -> Response:
        """`/updates?since=SEQ`: what is printed after that, or after Last-Event-ID, or from now on."""
        asked = request.headers.get("last-event-id") or request.query_params.get("since") or ""
        if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 19):
            return PlainTextResponse(f"since: {asked[:40]!r} is not the id of an update.\n", 400, HEADERS)
        if request.method == "HEAD":
            return Response(None, 200, HEADERS, EventSourceResponse.media_type)
        if self._closed or self._listening >= most():
            return PlainTextResponse("Too many listen here now.\n", 503, HEADERS | {"Retry-After": "60"})
        since = int(asked) if asked else await run_in_threadpool(self._store.last_printed)
        return EventSourceResponse(self._told(since), headers=HEADERS)

    async def _told(self, since: int) -> AsyncIterator[bytes]:
        self._listening += 1
        try:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            yield format_sse_event(comment="what is printed from now on", retry=RETRY)
            while not self._closed:
                turn = self._turn
                fresh = [p for p in self._printed if p.seq > since]
                if fresh:
                    since = fresh[-1].seq
                    yield b"".join(map(told, fresh))
                    continue
                try:
                    await asyncio.wait_for(turn.wait(), BEAT)
                except TimeoutError:
                    yield KEEPALIVE_COMMENT
        finally:
            self._listening -= 1

    async def _look(self) -> None:
        while self._listening and not self._closed:
            try:
                found = await run_in_threadpool(self._store.printed_since, self._last, KEPT)
            except StoreError:
                found = ()
            if found:
                self._last = found[-1].seq
                self._printed.extend(found)
                self._wake()
            await asyncio.sleep(EVERY)

    def _wake(self) -> None:
        self._turn.set()
        self._turn = asyncio.Event()

    def close(self) -> None:
        """All streams end, and no more begin. Called in the server's own thread."""
        self._closed = True
        self._wake()


def told(printed: Printed) -> bytes:
    """An update as an event: which story, and since when it is there at all."""
    data = json.dumps({"story": printed.story, "first": printed.first})
    return format_sse_event(event="printed", data_str=data, id=str(printed.seq))


def most() -> int:
    """How many may listen: as many files as this process may open, less what pages and the store need."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST if files == resource.RLIM_INFINITY else min(MOST, files - SPARED)
