"""Sitemaps (sitemaps.org, 0.9) with Google's extension for news, and robots.txt (RFC 9309)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from communique import times
from communique.model import Brief, Noun
from communique.site import feeds, linked, moments, prefixes
from communique.site.feeds import xml
from communique.site.frame import Frame
from communique.site.language import NAMES

XML = "application/xml; charset=utf-8"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
PAGE = 2_000  # stories in the order they opened: a page that is full has no more added to it
MOST = 50_000  # addresses in one sitemap
MOST_NEWS, NEW = 1_000, timedelta(days=2)  # as Google takes them
CLOSED = ("/view", "/updates")


class Place(Noun, frozen=True):
    """An address of the site by its path, and when what stands there last changed."""

    path: str
    changed: str | None = None
    news: str = ""


def index(frame: Frame) -> bytes:
    """The sitemap of the sitemaps."""
    pages = -(-frame.store.last_opened() // PAGE)
    names = ("pages", "news", *(f"briefs-{number}" for number in range(1, pages + 1)))
    told = "".join(f"<sitemap><loc>{xml(frame.address(f'/sitemap/{name}.xml'))}</loc></sitemap>" for name in names)
    return _document("sitemapindex", told)


def briefs(frame: Frame, number: int) -> bytes | None:
    """The briefs of the stories of one page, from 1; None where there is no such page."""
    first = (number - 1) * PAGE
    if number < 1 or first >= frame.store.last_opened():
        return None
    return urlset(frame, (place(brief) for brief in frame.store.opened(first, first + PAGE)))


def pages(frame: Frame) -> bytes:
    """Front page, lists, and what the record has pages of."""
    lists = (
        "/", "/pairs", "/matrix", "/map", "/calendar", "/countries", "/people", "/organisations", "/sources",
        "/history", "/about",
    )  # fmt: skip
    found = [*lists, *(f"/country/{code}" for code, _ in frame.store.countries())]
    found += [f"/pair/{a}-{b}" for a, b, _ in frame.store.pairs()]
    found += [f"/person/{key}" for key, *_ in frame.store.people()]
    found += [f"/organisation/{key}" for key, *_ in frame.store.bodies()]
    return urlset(frame, (Place(path=path) for path in found[:MOST]))


def news(frame: Frame) -> bytes:
    """The briefs first printed in the last two days, as Google's namespace has them."""
    since, found = frame.clock.now() - NEW, []
    for brief in frame.store.latest(MOST_NEWS):
        first = published(brief, frame)
        if first is not None and first >= since:
            told = (
                f"<news:news><news:publication><news:name>{xml(frame.settings.title)}</news:name><news:language>en"
                f"</news:language></news:publication><news:publication_date>{times.rfc3339(first)}"
                f"</news:publication_date><news:title>{xml(brief.headline)}</news:title></news:news>"
            )
            found.append(Place(path=f"/story/{brief.story}", changed=feeds.changed(brief), news=told))
    return urlset(frame, found, NEWS)


def published(brief: Brief, frame: Frame) -> datetime | None:
    """When the first version of a brief was printed, as its page tells machines."""
    first = frame.store.brief(brief.story, 1) or brief
    return times.instant_of(moments.rfc3339(first.dates.updated) or moments.rfc3339(linked.last(brief)))


def place(brief: Brief) -> Place:
    """A brief's own page."""
    return Place(path=f"/story/{brief.story}", changed=feeds.changed(brief))


def urlset(frame: Frame, places: Iterable[Place], more: str = "") -> bytes:
    """A sitemap of places."""
    return _document("urlset", "".join(_entry(frame, one) for one in places), more)


def _entry(frame: Frame, one: Place) -> str:
    changed = f"<lastmod>{one.changed}</lastmod>" if one.changed else ""
    return f"<url><loc>{xml(frame.address(one.path))}</loc>{changed}{one.news}</url>"


def _document(name: str, told: str, more: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {" ".join(filter(None, (NAMESPACE, more)))}>'
    return f"{head}{told}</{name}>\n".encode("utf-8", "replace")


def robots(frame: Frame) -> bytes:
    """What robots may ask: all but what is for editors, and what counts and pushes to readers' pages; nothing
    where readers sign in."""
    if frame.settings.sign_in:
        return b"User-agent: *\nDisallow: /\n"
    editors = (prefixes.address("/admin", code, frame.settings.language) for code in NAMES)
    closed = () if frame.settings.exported else (*editors, *CLOSED)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), *([] if closed else ["Allow: /"]), ""]
    lines += [f"Sitemap: {frame.address(path)}" for path in ("/sitemap.xml", "/sitemap/news.xml")]
    return ("\n".join(lines) + "\n").encode()
