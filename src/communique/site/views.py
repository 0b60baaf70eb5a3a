"""Views, counted without knowing anybody: a reader is a hash that nobody can turn back and that ends with the day."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from starlette.requests import Request

from communique.errors import StoreError
from communique.site.frame import Frame

ROBOT = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|archiver|fetch|monitor|preview|scan|headless|lighthouse|phantom|selenium"
    r"|curl|wget|python|httpx|aiohttp|okhttp|go-http|java/|libwww|perl|ruby|node|axios|scrapy|facebookexternalhit"
    r"|feed|rss|reader/|validator|uptime|pingdom|gptbot|claude|embedly|whatsapp|telegram|discord|slack",
    re.IGNORECASE,
)


def counts(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a request is a person reading: a GET by something that calls itself a browser, not ahead of need."""
    agent = headers.get("user-agent", "")
    purpose = " ".join(headers.get(name, "") for name in ("sec-purpose", "purpose", "x-purpose", "x-moz")).lower()
    return (
        method == "GET"
        and agent.startswith(("Mozilla/", "Opera/"))
        and not ROBOT.search(agent)
        and not any(word in purpose for word in ("prefetch", "preview", "prerender"))
    )


def reader(salt: bytes, day: date, address: str, agent: str) -> str:
    """The day's name for a reader: 64 bits of a keyed hash of address and agent, under a key that is the day's own."""
    key = hashlib.blake2b(day.isoformat().encode(), key=salt[:64], digest_size=32).digest()
    return hashlib.blake2b(f"{address}\x1f{agent}".encode(), key=key, digest_size=8).hexdigest()


def count(frame: Frame, request: Request, story: str) -> None:
    """Count a view of the story's brief, if it is one. A store that cannot take it now costs the view, not the page."""
    if not counts(request.method, request.headers):
        return
    day = frame.now().date()
    address = request.client.host if request.client else ""
    try:
        frame.store.count_view(story, day, reader(frame.salt, day, address, request.headers.get("user-agent", "")))
    except StoreError:
        return
