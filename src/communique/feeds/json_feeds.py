"""JSON Feed, versions 1 and 1.1, as publishers write it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import msgspec

from communique.errors import Unreadable
from communique.feeds.addresses import absolute
from communique.feeds.dates import moment
from communique.feeds.nouns import LONGEST_CONTENT, MOST_ENTRIES, Entry, Feed, field, language


def feed(text: str, url: str) -> Feed:
    """The feed that this text is; raises Unreadable where it is none."""
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unreadable(url, f"broken JSON: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise Unreadable(url, "JSON, but not a JSON Feed")
    inherited = _authors(found)
    items = [item for item in found["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    return Feed(
        title=field(found.get("title")),
        language=language(found.get("language")),
        entries=tuple(_entry(item, url, inherited) for item in items),
        hub=_hub(found.get("hubs"), url),
        topic=_address(found.get("feed_url"), url),
        next=_address(found.get("next_url"), url),
        ended=found.get("expired") is True,
    )


def _address(value: object, base: str) -> str | None:
    return absolute(value, base) if isinstance(value, str) else None


def _hub(hubs: object, url: str) -> str | None:
    """The first hub that speaks WebSub."""
    said = [hub for hub in hubs if isinstance(hub, dict)] if isinstance(hubs, list) else []
    return next(
        (found for hub in said if hub.get("type") == "WebSub" and (found := _address(hub.get("url"), url))), None
    )


def _authors(thing: Mapping[str, Any]) -> tuple[str, ...]:
    authors = thing.get("authors") or [thing.get("author")]
    names = [field(a.get("name"), 200) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return tuple(name for name in names if name)


def _entry(item: Mapping[str, Any], url: str, inherited: tuple[str, ...]) -> Entry:
    plain = item.get("content_text")
    as_html = escape(plain[:LONGEST_CONTENT], quote=False) if isinstance(plain, str) else None
    return Entry(
        url=_address(item.get("url") or item.get("external_url"), url) or _address(item.get("id"), "about:blank"),
        title=field(item.get("title")),
        published=moment(item.get("date_published")),
        updated=moment(item.get("date_modified")),
        summary=field(item.get("summary")),
        content=field(item.get("content_html") or as_html, LONGEST_CONTENT),
        authors=_authors(item) or inherited,
    )
