"""What every page hangs in: templates, settings, conditional answers, and the headers that keep a page to itself."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique import ties
from communique.errors import ConfigError
from communique.model import Holding, Terms
from communique.ports import Clock, Offices, Store
from communique.site import chart, moments, ranking, words
from communique.site.archive import Archive
from communique.site.settings import SiteSettings

STATIC = Path(__file__).parent / "static"
CACHED = "public, max-age=30, stale-while-revalidate=300"


class Frame:
    """The site's equipment: store, clock, settings, and the ways to answer."""

    def __init__(self, store: Store, clock: Clock, settings: SiteSettings, offices: Offices | None = None) -> None:
        self.store = store
        self._offices = offices
        self.clock = clock
        self.settings = settings
        try:
            self.zone = ZoneInfo(settings.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ConfigError(f"timezone: no zone is called {settings.timezone!r}") from None
        self.watched = ranking.watch(settings.watched)
        self.salt = settings.view_salt.encode() or secrets.token_bytes(32)
        self.base = settings.base_url.rstrip("/")

    def now(self) -> datetime:
        """The present in the desk's zone."""
        return self.clock.now().astimezone(self.zone)

    def terms(self, holdings: Iterable[Holding], on: str | None = None) -> Terms:
        """The terms of offices that holdings give, none where the site was made without."""
        return self._offices(holdings, on) if self._offices else Terms()

    def archive(self) -> Archive:
        """A fresh view of the store for one page."""
        return Archive(self.store)

    def address(self, path: str) -> str:
        """The public address of a path."""
        return self.base + path

    @cached_property
    def templates(self) -> Environment:
        """The templates: everything is escaped, an unknown name is an error."""
        env = Environment(
            loader=PackageLoader("communique.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters: dict[str, Callable[..., Any]] = {
            "together": moments.together,
            "opened": lambda text: text[:1].upper() + text[1:],
            "day": moments.day,
            "month": moments.month,
            "week": moments.week,
            "lasted": moments.lasted,
            "when": moments.when,
            "isoday": lambda text: moments.day(found) if (found := moments.date_of(text, self.zone)) else "",
            "signed": chart.signed,
            "instant": lambda text: moments.instant(text, self.zone),
            "country": words.country,
            "language": words.language,
            "web": web,
            "host": host,
            "marked": marked,
        }
        env.filters.update(filters)
        env.globals |= {
            "counted": words.counted,
            "is_country": words.is_country,
            "OWNERSHIP": words.OWNERSHIP,
            "RELATIONS": words.RELATIONS,
            "SLOTS": words.SLOTS,
            "FORCES": words.FORCES,
            "STANDING": ties.STANDING,
            "NOTICES": words.NOTICES,
            "site": self.settings,
            "asset": self.asset,
            "address": self.address,
        }
        return env

    def asset(self, name: str) -> str:
        """The address of a static file, with its contents' hash, so that it may be kept for ever."""
        return f"/static/{name}?{_digest((STATIC / name).read_bytes())}"

    def page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
        """A rendered page, or 304 where the reader has it already."""
        html = self.rendered(request, template, **context)
        kind = "text/html; charset=utf-8"
        return conditional(request, html.encode("utf-8", "replace"), kind, status=status)

    def rendered(self, request: Request, template: str, **context: Any) -> str:
        """A page as HTML."""
        context = {"path": request.url.path, "today": self.now().date(), "query": "", "feeds": None, **context}
        return self.templates.get_template(template).render(context)

    def missing(self, request: Request, what: str, status: int = 404) -> Response:
        """A page for what is not here, which says why and shows ways on."""
        briefs = self.store.latest(limit=5)
        return self.page(request, "missing.html", status=status, what=what, briefs=briefs)


def conditional(
    request: Request, body: bytes, kind: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The body under its ETag; 304 without a body if the reader's If-None-Match names it (RFC 9110, 13.1.2)."""
    etag = f'W/"{_digest(body)}"'
    sent = {"ETag": etag, "Cache-Control": CACHED if status == 200 else "no-cache", **(headers or {})}
    if status == 200 and matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=sent)
    return Response(body, status_code=status, media_type=kind, headers=sent)


def matches(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names the ETag, by weak comparison."""
    wanted = etag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == wanted or part.strip() == "*" for part in header.split(","))


def moved(path: str, *, permanent: bool = True) -> Response:
    """A redirect within the site."""
    return RedirectResponse(quote(path, safe="/#?=&-_.~"), status_code=301 if permanent else 307)


def web(address: str | None) -> str:
    """The address if it is one of the web (http or https); empty for anything a page should not link to."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return ""
    return (address or "").strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def host(address: str | None) -> str:
    """The host of an address, for a reader to see where a link goes."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def marked(snippet: str) -> Markup:
    """A search snippet with its matches as <mark>; everything else escaped, unbalanced marks closed."""
    parts = str(escape(snippet)).split("\x02")
    out = parts[0].replace("\x03", "")
    for part in parts[1:]:
        hit, _, rest = part.partition("\x03")
        out += f"<mark>{hit}</mark>{rest.replace(chr(3), '')}"
    return Markup(out)


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=10).hexdigest()
