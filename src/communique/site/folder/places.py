"""Which addresses of the site stay in a copy of it, in which file each stands, and how one file leads to another.

A page is a folder with an `index.html`, so that its address stays what it was. A file server knows no queries, so those
that stay become folders of their own (`/history?before=12` is `history/before=12/index.html`); a query that is not
named here is dropped, and its link leads to the page without it.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from communique.site.language import NAMES

ASKED: Mapping[str, tuple[str, ...]] = {
    "": ("before", "story", "days"),
    "history": ("before", "event"),
    "most-viewed": ("days",),
    "matrix": ("period",),
    "map": ("period",),
    "country": ("by", "page"),
    "pair": ("by", "page"),
    "person": ("by", "page"),
    "organisation": ("by", "page"),
    "people": ("country",),
    "report": ("s",),
}
"""The queries that stay, by the first part of the path."""
OURS = frozenset({"/search", "/copy"})
"""Pages that only a copy has; a script reads the query of one."""
GONE = frozenset({"admin", "view", "updates", "websub", "mcp", "opensearch.xml"})
FILE = re.compile(r"\.(?:atom|bib|css|csv|ics|js|json|jsonl|jsonld|opml|png|rss|svg|txt|xml)$")
PAGED = frozenset({"report", "organisation", "edition", "calendar", ""})  # never files, whatever their ids end in
LANGUAGE = re.compile(r"/([a-z]{2}(?:-[A-Za-z0-9]+)?)(?=/|$)")
FACTS = re.compile(r"/api/(?:openapi|(?:briefs|most-viewed)|(?:briefs|reports)/[^/]+|pairs/[^/]+/tie)\.json$")
UNSAFE = re.compile(r'[\x00-\x20<>:"\\|?*%#/&+\x7f]')
LONGEST = 120  # characters of a part of a file's name


class Place(NamedTuple):
    """Where an address of the site stands in the copy: what the application is asked, the file, and what a link to it
    carries besides (a query that a file server does not read, a fragment)."""

    asked: str
    file: str
    more: str = ""


class Rules(NamedTuple):
    """What of the site stays: `base` is the copy's public address without a slash at its end, `months` the first and
    last of the calendar, `languages` those that are kept besides the site's own, `language`, None for all."""

    base: str
    months: tuple[str, str]
    languages: frozenset[str] | None = None
    language: str = "en"

    def spoken(self, path: str) -> str:
        """The language of a page."""
        found = LANGUAGE.match(path)
        return found[1] if found and found[1] in NAMES else self.language

    @property
    def root(self) -> str:
        """The path of the copy at its host, with a slash at its end."""
        return urlsplit(self.base).path.rstrip("/") + "/"


def within(address: str, at: str, base: str) -> str | None:
    """The address as one of the site (from its root), seen from the page `at`; None for any other."""
    if address.startswith(("#", "data:", "mailto:")):
        return None
    if address == base or address.startswith((f"{base}/", f"{base}?", f"{base}#")):
        found = address[len(base) :]
        return found if found.startswith("/") else f"/{found}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else urljoin(at, address)


def place(address: str, rules: Rules) -> Place | None:
    """Where an address of the site stands; None for one that does not stay."""
    parts = urlsplit(address)
    more = f"#{parts.fragment}" if parts.fragment else ""
    found = LANGUAGE.match(parts.path)
    language = found[1] if found else ""
    if language and rules.languages is not None and language not in rules.languages:
        return None
    path = (parts.path[len(language) + 1 :] or "/") if language else parts.path
    first = path.split("/")[1]
    if first == "static":
        return Place(path, path[1:], (f"?{parts.query}" if parts.query else "") + more)
    if path in OURS:
        return Place(parts.path, filed(parts.path), (f"?{parts.query}" if parts.query else "") + more)
    if not stays(path, first, rules):
        return None
    given = [(name, value) for name, value in parse_qsl(parts.query) if name in ASKED.get(first, ())]
    query = tuple(sorted(dict(given).items()))
    asked = f"{parts.path}?{urlencode(query)}" if query else parts.path
    return Place(asked, filed(parts.path, query, page=first in PAGED or not FILE.search(path)), more)


def stays(path: str, first: str, rules: Rules) -> bool:
    """Whether an address (without its language) can live without a server."""
    if first in GONE or path == "/edition" or path.startswith("/search/"):
        return False
    if first == "api":
        return FACTS.match(path) is not None
    if first == "calendar" and path.count("/") == 2:
        return rules.months[0] <= path.split("/")[2] <= rules.months[1]
    return not any(part in (".", "..") for part in path.split("/"))


def filed(path: str, query: tuple[tuple[str, str], ...] = (), *, page: bool = True) -> str:
    """The file of a path with its query, by names that every file system takes."""
    names = [safe(unquote(part)) for part in path.split("/") if part]
    asked = ",".join(f"{name}={safe(value)}" for name, value in query)
    return "/".join((*names, *([asked] if asked else ()), *(["index.html"] if page else ())))


def safe(name: str) -> str:
    """A name that every file system takes; what is lost of it stands in a digest at its end."""
    kept = UNSAFE.sub("-", name)[:LONGEST]
    return kept if kept == name else f"{kept}-{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"


def relative(to: Place, at: str) -> str:
    """A link from the file `at`, which also leads on where files are opened from a disk."""
    return quote(posixpath.relpath(to.file, posixpath.dirname(at) or "."), safe="/=,~") + to.more


def rooted(to: Place, root: str) -> str:
    """A link from anywhere at the host, or from elsewhere if `root` is a whole address: a page is its folder."""
    file = to.file.removesuffix("index.html") if to.file.rpartition("/")[2] == "index.html" else to.file
    return root + quote(file, safe="/=,~") + to.more
