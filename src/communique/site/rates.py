"""Who may ask the API, and how often: a key or an address has a bucket of tokens that fills up again.

A bucket holds as many tokens as there are requests a minute, and a request takes one. Buckets are kept in memory alone,
so nobody's address is ever stored; a site of several processes gives each its own. The headers are those of the
IETF's draft on RateLimit header fields.
"""

import hashlib
import ipaddress
import math
from collections import OrderedDict
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.site.frame import Frame

WINDOW = 60.0  # seconds
REMEMBERED = 10_000  # buckets; who has not asked for longest has a full one again
PREFIX = 64  # bits of an IPv6 address that belong to one subscriber
DESCRIBED = "/api/openapi.json"  # what says how to ask is open to all


class Rates:
    """Lets requests to the API through, or answers 401 or 429."""

    def __init__(self, app: ASGIApp, frame: Frame) -> None:
        self.app, self._frame = app, frame
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is not for the API passes as it is."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or scope["path"] == DESCRIBED:
            await self.app(scope, receive, send)
            return
        settings, key = self._frame.settings, given(Headers(scope=scope))
        known = await run_in_threadpool(self._frame.store.key, hashed(key)) if key else None
        rate = known.rate if known else settings.api_rate
        told = self._take(f"key {known.name}" if known else f"address {place(scope)}", rate)
        if told["Retry-After"]:
            await refused(429, "Too many requests: see Retry-After.", told)(scope, receive, send)
        elif (key and known is None) or (known is None and not settings.api_open):
            why = "There is no such key." if key else "The API of this desk needs a key."
            await refused(401, why, {"WWW-Authenticate": "Bearer"})(scope, receive, send)
        else:
            await self.app(scope, receive, self._telling(send, told, private=not settings.api_open))

    def _take(self, who: str, rate: int) -> dict[str, str]:
        """Take a token; what the headers say. `Retry-After` is empty where there was one."""
        if rate <= 0:
            return {"Retry-After": ""}
        now = self._frame.clock.now()
        left, since = self._buckets.pop(who, (float(rate), now))
        left = min(float(rate), left + max(0.0, (now - since).total_seconds()) * rate / WINDOW)
        allowed = left >= 1
        left -= allowed
        self._buckets[who] = left, now
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        wait = math.ceil((1 - left) * WINDOW / rate) if left < 1 else 0
        return {
            "RateLimit-Policy": f'"minute";q={rate};w={WINDOW:.0f}',
            "RateLimit": f'"minute";r={math.floor(left)};t={wait}',
            "Retry-After": "" if allowed else str(wait),
        }

    def _telling(self, send: Send, told: dict[str, str], private: bool) -> Send:
        """Sends with the headers; what only holders of keys may have is not for shared caches."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in told.items():
                    if value:
                        headers[name] = value
                headers.add_vary_header("Authorization")
                if private and "public" in headers.get("cache-control", ""):
                    headers["Cache-Control"] = headers["cache-control"].replace("public", "private")
            await send(message)

        return sending


def given(headers: Headers) -> str:
    """The key of a request: a bearer token, or `X-API-Key`; empty without one."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else headers.get("x-api-key", "").strip()


def hashed(key: str) -> str:
    """What a key is kept as. It is random and long, so a plain hash cannot be reversed by guessing."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def place(scope: Scope) -> str:
    """Whose bucket an address takes from: of IPv6 the network that one subscriber has."""
    address = (scope.get("client") or ("",))[0]
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return str(address)
    return str(ipaddress.ip_network((found, PREFIX), strict=False)) if found.version == 6 else str(found)


def refused(status: int, why: str, headers: dict[str, str]) -> JSONResponse:
    """No, as the API says it."""
    sent = {name: value for name, value in headers.items() if value} | {"Cache-Control": "no-store"}
    return JSONResponse({"detail": why}, status_code=status, headers=sent)


def describe(told: dict[str, Any]) -> None:
    """Put into an OpenAPI document that a key may be sent, and what is answered without."""
    told["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{}, {"key": []}]
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"] |= {
                "401": {"description": "There is no such key, or the desk asks for one"},
                "429": {"description": "Too many requests; Retry-After says how many seconds to wait"},
            }
