"""Which of the feeds of a site fits an address best."""

import re
from collections.abc import Iterable
from statistics import median
from urllib.parse import urlsplit

from communique.feeds import Feed
from communique.model import Noun

FULL = 1_000  # characters of an item from which it counts as the article and not as its summary
COMMENTS = re.compile(r"comments?|kommentare?|commentaires?|comentarios?|комментари", re.I)
NARROW = re.compile(r"/(tags?|topics?|category|categories|authors?|search|person|keyword)/", re.I)
FEED_WORDS = re.compile(r"feeds?|rss2?|atom|rdf|xml|json|php|aspx?|index|all|latest|full|news|rss_full|portada")
OTHER = 3


class Named(Noun, frozen=True):
    """A feed that was named: where, what it says, and whether that could be had. `by` is the place of its naming."""

    url: str
    by: int
    final: str
    feed: Feed | None = None


def ranked(found: Iterable[Named], url: str, language: str | None) -> list[Named]:
    """Feeds, the one that fits the address first; of those that hold the same, one."""

    def order(one: Named) -> tuple[bool, bool, bool, bool, int, bool, int]:
        feed, path = one.feed, urlsplit(one.final).path
        other = bool(feed and language and feed.language and language_of(feed.language) != language)
        about = f"{path} {feed.title if feed else ''}"
        narrow = bool(NARROW.search(path)) and not NARROW.search(urlsplit(url).path)
        return (
            feed is None,
            bool(COMMENTS.search(about)),
            narrow,
            other,
            fit(one.final, url),
            not _full(feed),
            one.by,
        )

    kept: list[Named] = []
    for one in sorted(found, key=order):
        if not any(one.final == known.final or (_items(one) and _items(one) == _items(known)) for known in kept):
            kept.append(one)
    return kept


def fit(feed: str, url: str) -> int:
    """How a feed's address fits the one given: 0 of the same section, 1 of one above it, 2 of the whole site, 3 of
    another section."""
    own = [part for part in re.split(r"[/.]", urlsplit(url).path.lower()) if part]
    said = [part for part in re.split(r"[/.]", urlsplit(feed).path.lower()) if part]
    section = [part for part in said if not FEED_WORDS.fullmatch(part)]
    if not set(section) <= set(own):
        return OTHER
    if not section:
        return 2
    return 0 if own and section[-1] == own[-1] else 1


def _full(feed: Feed | None) -> bool:
    """Whether a feed's items hold the articles themselves."""
    return bool(feed and feed.entries) and median(len(e.content or "") for e in (feed.entries if feed else ())) >= FULL


def _items(one: Named) -> frozenset[str]:
    return frozenset(entry.url for entry in one.feed.entries if entry.url) if one.feed else frozenset()


def language_of(tag: str | None) -> str | None:
    """The language that a tag begins with."""
    return (tag or "").split("-")[0].lower() or None
