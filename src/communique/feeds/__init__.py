"""Feeds as publishers write them, well-formed or not: RSS 0.9x to 2.0, RDF, Atom, JSON Feed.

Both the room that asks sources and the room that reads files take feeds apart; they do it here, in one way.
"""

import html
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import msgspec

from communique.errors import Unreadable
from communique.feeds.bounds import refuse_depth, without_declarations
from communique.feeds.dates import moment as moment
from communique.model import Noun

LONGEST_FIELD = 100_000
LONGEST_CONTENT = 2_000_000
MOST_ENTRIES = 100_000
PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}


class Entry(Noun, frozen=True):
    """One item of a feed. `url` is absolute, or null where the item has no address. Times are as `times.py` says or
    null; `summary` and `content` are HTML as given."""

    url: str | None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()


class Feed(Noun, frozen=True):
    """A feed: what it calls itself and its items in the order given.

    `hub` and `topic` are what WebSub subscribes with, `next` the page of older items (RFC 5005), `interval` the seconds
    after which it wants to be asked again, `moved` where it says it has moved to, `ended` that nothing more will come.
    """

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    hub: str | None = None
    topic: str | None = None
    next: str | None = None
    interval: float | None = None
    moved: str | None = None
    ended: bool = False


def looks_like(body: bytes) -> bool:
    """Whether these bytes begin as a feed of a kind that `parse` reads, going by the first elements or keys."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in body[:4096]
    head = re.sub(rb"(?s)<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", b"", head.replace(b"\0", b"")).lstrip()
    return re.match(rb"<([a-z]+:)?(rss|feed|RDF)[\s>]", head, re.IGNORECASE) is not None


def parse(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """The feed in these bytes; `url` is where it was found, against which relative addresses are read, `content_type`
    the header it came with, whose charset is believed where the bytes are in it.

    A broken feed gives the items that can still be made out. Raises Unreadable where there is no feed at all.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(body, url)
    return _xml_feed(body, url, content_type)


def _text(value: object, longest: int = LONGEST_FIELD) -> str | None:
    return value[:longest].strip() or None if isinstance(value, str) else None


def _person(value: object) -> str | None:
    """A name without the markup and the mail address that may stand around it; None where there is only an address."""
    text = re.sub(r"<[^<>]*>", "", _text(value, 200) or "")
    return re.sub(r"^\S+@\S+ ?\(?([^()]*)\)?$", r"\1", text.strip()).strip() or None


def _language(value: object) -> str | None:
    """A tag of a language as BCP 47 writes it; None for anything longer than a tag, or with blanks."""
    text = (_text(value, 100) or "").replace("_", "-")
    return text if len(text) <= 40 and " " not in text and text else None


def _address(value: object, base: str) -> str | None:
    if not (text := _text(value, 4001)) or len(text) > 4000:
        return None
    text = text.replace(" ", "%20")
    if text.startswith("www."):
        text = f"https://{text}"
    try:
        joined = urljoin(base, text)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def _json_feed(body: bytes, url: str) -> Feed:
    try:
        feed = msgspec.json.decode(body.lstrip(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(url, f"broken JSON: {error}") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Unreadable(url, "JSON, but not a JSON Feed")
    items = [item for item in feed["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    entries = tuple(_json_entry(item, url) for item in items)
    return Feed(
        title=_text(feed.get("title")),
        language=_language(feed.get("language")),
        entries=entries,
        hub=_json_hub(feed.get("hubs"), url),
        topic=_address(feed.get("feed_url"), url),
        next=_address(feed.get("next_url"), url),
        ended=feed.get("expired") is True,
    )


def _json_hub(hubs: object, url: str) -> str | None:
    """The first hub that speaks WebSub."""
    said = [hub for hub in hubs if isinstance(hub, dict)] if isinstance(hubs, list) else []
    return next(
        (found for hub in said if hub.get("type") == "WebSub" and (found := _address(hub.get("url"), url))), None
    )


def _escaped(text: object) -> str | None:
    """Plain text as HTML."""
    return html.escape(text[:LONGEST_CONTENT], quote=False) if isinstance(text, str) else None


def _json_entry(item: Mapping[str, Any], url: str) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    names = [_text(a.get("name"), 200) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return Entry(
        url=_address(item.get("url") or item.get("external_url"), url) or _address(item.get("id"), "about:blank"),
        title=_text(item.get("title")),
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        summary=_text(item.get("summary")),
        content=_text(item.get("content_html") or _escaped(item.get("content_text")), LONGEST_CONTENT),
        authors=tuple(name for name in names if name),
    )


def _xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    import feedparser

    body = without_declarations(body)
    refuse_depth(body, url)

    try:
        # a stream: feedparser would open a file by the name that plain bytes spell
        found = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False, response_headers=_headers(content_type)
        )
    except Exception as error:  # feedparser promises nothing about what it lets through
        raise Unreadable(url, f"not a feed: {error}") from error
    if not found.get("version") and not found.entries:
        why = found.get("bozo_exception")
        raise Unreadable(url, f"not a feed: {why}" if why else "not a feed")
    base = _address(found.feed.get("link"), url) or url
    entries = tuple(_xml_entry(item, base) for item in found.entries[:MOST_ENTRIES])
    links = {link.get("rel"): link.get("href") for link in reversed(found.feed.get("links") or ())}
    return Feed(
        title=_text(found.feed.get("title")),
        language=_language(found.feed.get("language")),
        entries=entries,
        hub=_address(links.get("hub"), url),
        topic=_address(links.get("self"), url),
        next=_address(links.get("next"), url),
        interval=_interval(found.feed),
        moved=_address(found.feed.get("itunes_new-feed-url"), url),
    )


def _headers(content_type: str | None) -> dict[str, str]:
    """What feedparser is told of the answer: the charset alone, since it takes text/* without one for ASCII."""
    charset = re.search(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", content_type or "", re.IGNORECASE)
    return {"content-type": f"application/xml; charset={charset[1]}"} if charset else {}


def _interval(feed: Mapping[str, Any]) -> float | None:
    """Seconds by `ttl` (minutes), or by the syndication module's period and how often in it."""
    if (minutes := _number(feed.get("ttl"))) is not None:
        return minutes * 60
    period = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    return period / (_number(feed.get("sy_updatefrequency")) or 1) if period else None


def _number(text: object) -> float | None:
    """A number above nought, of at most six digits."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*", text) if isinstance(text, str) else None
    return float(found[1]) or None if found else None


def _xml_entry(item: Any, base: str) -> Entry:
    contents = [part.get("value") for part in item.get("content") or ()]
    authors = [author.get("name") for author in item.get("authors") or () if isinstance(author, dict)]
    return Entry(
        url=_address(item.get("link"), base) or _address(item.get("id"), "about:blank"),
        title=_text(item.get("title")),
        published=_xml_time(item, "published"),
        updated=_xml_time(item, "updated"),
        summary=_text(item.get("summary")),
        content=max((text for part in contents if (text := _text(part, LONGEST_CONTENT))), key=len, default=None),
        authors=tuple(dict.fromkeys(name for author in authors if (name := _person(author)))),
    )


def _xml_time(item: Any, name: str) -> str | None:
    """The time as written; feedparser's own reading of it would make up days, hours and zones that nobody gave."""
    return moment(item[name]) if name in item else None  # it answers for `updated` with `published`, and warns
