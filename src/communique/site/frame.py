"""What every page hangs in: templates, settings, conditional answers, and the headers that keep a page to itself."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import BaseLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from communique import ties
from communique.errors import ConfigError
from communique.model import Holding, Terms
from communique.ports import Clock, Offices, Store
from communique.site import chart, language, moments, prefixes, ranking, roles, words
from communique.site.archive import Archive
from communique.site.keeping import matches
from communique.site.language import ENGLISH, _
from communique.site.messages import translated
from communique.site.settings import READS, SiteSettings
from communique.site.views import Views

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
        self.base = settings.base_url.rstrip("/")
        language.known(settings.language)
        self._templates: dict[str, Environment] = {}
        self.views = Views(store, self.now, self.base)

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

    @property
    def templates(self) -> Environment:
        """The templates in the language of the page."""
        code = language.spoken().code
        if code not in self._templates:
            self._templates[code] = self._environment(code)
        return self._templates[code]

    def _environment(self, code: str) -> Environment:
        """The templates in one language: everything is escaped, an unknown name is an error."""
        env = Environment(
            loader=loader(code),
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
            "desk": words.of_the_desk,
            "reason": words.reason,
            "language": words.language,
            "web": web,
            "host": host,
            "marked": marked,
        }
        env.filters.update(filters)
        env.globals |= {
            "_": _,
            "counted": language.counted,
            "in_english": words.in_english,
            "in_page_language": words.in_page_language,
            "page_language": language.known(code),
            "weekdays": moments.weekdays,
            "BY": words.BY,
            "CHANGES": words.CHANGES,
            "CHECKS": words.CHECKS,
            "KIND": words.KIND,
            "KINDS": words.KINDS,
            "MODES": words.MODES,
            "is_country": words.is_country,
            "OWNERSHIP": words.OWNERSHIP,
            "BODIES": words.BODIES,
            "RELATIONS": words.RELATIONS,
            "ROLES": words.ROLES,
            "SLOTS": words.SLOTS,
            "FORCES": words.FORCES,
            "STANDING": ties.STANDING,
            "STATUSES": words.STATUSES,
            "NOTICES": words.NOTICES,
            "site": self.settings,
            "may": roles.may,
            "asset": self.asset,
            "address": lambda path: self.address(prefixes.address(path, code, self.settings.language)),
        }
        return env

    def _tongues(self, path: str) -> list[tuple[language.Language, str]]:
        """A page's path in each language; none for what has but one."""
        if not prefixes.is_page(path):
            return []
        return [(language.known(one), prefixes.address(path, one, self.settings.language)) for one in language.NAMES]

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
        query = request.url.query
        told = {"path": request.url.path, "asked_with": f"?{query}" if query else "", "today": self.now().date()}
        tongues = self._tongues(request.url.path) if request.method != "POST" else []  # no link sends a form again
        context = {**told, "tongues": tongues, "query": "", "feeds": None, **context}
        html = self.templates.get_template(template).render(context)
        return prefixes.linked(html, language.spoken().code, self.settings.language)

    def missing(self, request: Request, what: str, status: int = 404) -> Response:
        """A page for what is not here, which says why and shows ways on."""
        reads = request.scope.get(READS, not self.settings.sign_in)
        briefs = self.store.latest(limit=5) if reads else ()
        return self.page(request, "missing.html", status=status, what=_(what), briefs=briefs, tongues=[])


def loader(code: str) -> BaseLoader:
    """Where templates come from: the files, which are English, put into another language as they are read."""
    files = PackageLoader("communique.site")
    if code == ENGLISH:
        return files
    said = language.known(code).say

    def read(name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, file, fresh = files.get_source(Environment(), name)
        return translated(source, said), file, fresh

    return FunctionLoader(read)


def conditional(
    request: Request, body: bytes, kind: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The body under its ETag; 304 without a body if the reader's If-None-Match names it (RFC 9110, 13.1.2)."""
    etag = f'W/"{_digest(body)}"'
    sent = {"ETag": etag, "Cache-Control": CACHED if status == 200 else "no-cache", **(headers or {})}
    if status == 200 and matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=sent)
    return Response(body, status_code=status, media_type=kind, headers=sent)


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
