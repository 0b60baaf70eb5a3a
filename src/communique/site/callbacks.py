"""Where hubs call (WebSub): they ask whether a subscription was meant, and push what is new.

An address is known to the desk and its hub alone. What is larger, slower or more frequent than news ever is ends
without being taken in; what is wrongly signed is taken in and means nothing (section 8).
"""

from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from communique.ports import Clock, Subscriber
from communique.site import bodies

LARGEST = 5_000_000  # bytes of a push
LONGEST = 10.0  # seconds for a push to come in
MOST = 30  # calls for one subscription ...
WINDOW = timedelta(minutes=1)  # ... in so long


class Callbacks:
    """Answers the calls of hubs; `subscriber` decides what they mean."""

    def __init__(self, subscriber: Subscriber, clock: Clock) -> None:
        self._subscriber, self._clock = subscriber, clock
        self._calls: dict[str, tuple[datetime, int]] = {}  # of known subscriptions only

    async def answer(self, request: Request) -> Response:
        """`/websub/{id}`: GET asks or tells, POST pushes."""
        id, pushes = request.path_params["id"], request.method == "POST"
        if not await run_in_threadpool(self._subscriber.knows, id):
            return _refused(410 if pushes else 404, "There is no such subscription.")
        if self._too_many(id):
            return _refused(429, "Too many calls for one subscription.", {"Retry-After": str(WINDOW.seconds)})
        return await (self._push(id, request) if pushes else self._intent(id, request))

    async def _intent(self, id: str, request: Request) -> Response:
        asked = dict(request.query_params)
        whole = request.method == "GET" and ("hub.challenge" in asked or asked.get("hub.mode") == "denied")
        if not whole or not await run_in_threadpool(self._subscriber.intended, id, asked):
            return _refused(404, "This was not asked for.")
        return PlainTextResponse(asked.get("hub.challenge", ""), headers={"Cache-Control": "no-store"})

    async def _push(self, id: str, request: Request) -> Response:
        sent = await bodies.taken(request, "body", LARGEST, LONGEST)
        if isinstance(sent, bodies.NotTaken):
            return _refused(*sent)
        await run_in_threadpool(self._subscriber.pushed, id, sent, request.headers.get("x-hub-signature"))
        return PlainTextResponse("Taken.\n", status_code=202)

    def _too_many(self, id: str) -> bool:
        now = self._clock.now()
        since, count = self._calls.get(id, (now, 0))
        if now - since >= WINDOW:
            since, count = now, 0
        self._calls[id] = since, count + 1
        return count >= MOST


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> Response:
    """No; the connection ends with it, so that nothing more of a body comes in."""
    return PlainTextResponse(f"{why}\n", status_code=status, headers={"Connection": "close", **(headers or {})})
