"""Feeds of briefs and of what was decided: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, in our own writers. A feed names
the hub that pushes it, where the desk has one (WebSub, section 4)."""

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any

import msgspec
from markupsafe import escape

from communique import times
from communique.model import Brief, Noun
from communique.site import moments, notices
from communique.site.frame import Frame
from communique.site.linked import last, summary

ATOM = "application/atom+xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
OPML = "text/x-opml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"
EPOCH = "1970-01-01T00:00:00Z"
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


class Entry(Noun, frozen=True):
    """What a feed has of one thing: its lasting id and its address, both whole addresses; `html` is for a reader;
    `updated` is an instant, and so is `published`."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    updated: str
    published: str | None = None


class Feed(Noun, frozen=True):
    """A list of briefs, or of other `items`, with a name; `home` is the path of the page it belongs to, and `under` the
    path its own address begins with where that is another; `query` is what is asked there."""

    title: str
    home: str
    briefs: tuple[Brief, ...] = ()
    items: tuple[Entry, ...] = ()
    under: str | None = None
    query: str = ""

    @property
    def page(self) -> str:
        """The path of the page, with what is asked there."""
        return f"{self.home}?{self.query}" if self.query else self.home

    def path(self, kind: str) -> str:
        """The path of the feed itself; `kind` is atom, rss or json."""
        asked = f"?{self.query}" if self.query else ""
        return f"{(self.under or self.home).rstrip('/')}/feed.{kind}{asked}"

    def entries(self, frame: Frame) -> list[Entry]:
        """All that is in it, in its order."""
        return [*(entry(brief, frame) for brief in self.briefs), *self.items]


def xml(text: str | None) -> str:
    """Text for XML: escaped, and without characters XML has no way to write."""
    return str(escape(UNPRINTABLE.sub("", text or "")))


def html(brief: Brief) -> str:
    """A brief as HTML for a reader: its notices on top, standfirst, body, and where it comes from."""
    standfirst = " ".join(sentence.text for sentence in brief.standfirst)
    paragraphs = [standfirst, *(" ".join(s.text for s in paragraph) for paragraph in brief.body)]
    body = notices.html(brief) + "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text)
    named = dict.fromkeys(credit.publisher for credit in brief.sources if credit.publisher)
    return body + (f"<p><small>Rests on reports by {escape(', '.join(named))}.</small></p>" if named else "")


def changed(brief: Brief) -> str:
    """When the brief last changed, as an instant."""
    return moments.rfc3339(brief.dates.updated) or moments.rfc3339(last(brief)) or EPOCH


def first_published(brief: Brief, frame: Frame) -> str | None:
    """When the first report of its first version came out. What joins the story later, and be it an older story, leaves
    the entry where it stands in a reader's list."""
    first = brief if brief.version == 1 else frame.store.brief(brief.story, 1) or brief
    reported = first.dates.reported or brief.dates.reported
    return moments.rfc3339(reported[0]) if reported else None


def entry(brief: Brief, frame: Frame) -> Entry:
    """A brief as an entry."""
    address = frame.address(f"/story/{brief.story}")
    return Entry(
        id=address,
        address=address,
        title=brief.headline,
        summary=summary(brief),
        html=html(brief),
        updated=changed(brief),
        published=first_published(brief, frame),
    )


def links(feed: Feed, kind: str, frame: Frame) -> str:
    """The `Link` header of a feed: its own address, and its hub (RFC 8288)."""
    hub = f'<{frame.settings.hub}>; rel="hub", ' if frame.settings.hub else ""
    return f'{hub}<{frame.address(feed.path(kind))}>; rel="self"'


def atom(feed: Feed, frame: Frame) -> bytes:
    """The feed as Atom."""
    itself, home = xml(frame.address(feed.path("atom"))), xml(frame.address(feed.page))
    entries = feed.entries(frame)
    newest = max((one.updated for one in entries), default=EPOCH)
    hub = xml(frame.settings.hub)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>{itself}</id><title>{xml(feed.title)}</title>'
        f'<link rel="self" type="application/atom+xml" href="{itself}"/>'
        + (f'<link rel="hub" href="{hub}"/>' if hub else "")
        + f'<link rel="alternate" type="text/html" href="{home}"/><updated>{newest}</updated>'
        f"<author><name>{xml(frame.settings.title)}</name></author>"
        + (f"<subtitle>{xml(frame.settings.notice)}</subtitle>" if frame.settings.notice else "")
        + "".join(map(atom_entry, entries))
        + "</feed>\n"
    )
    return text.encode("utf-8", "replace")


def atom_entry(one: Entry) -> str:
    """One Atom entry."""
    return (
        f"<entry><id>{xml(one.id)}</id><title>{xml(one.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{xml(one.address)}"/>'
        f"<updated>{one.updated}</updated>"
        + (f"<published>{one.published}</published>" if one.published else "")
        + f"<summary>{xml(one.summary)}</summary>"
        f'<content type="html">{xml(one.html)}</content></entry>'
    )


def json_feed(feed: Feed, frame: Frame) -> bytes:
    """The feed as JSON Feed 1.1."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": frame.address(feed.page),
        "feed_url": frame.address(feed.path("json")),
        "language": "en",
        "authors": [{"name": frame.settings.title, "url": frame.address("/")}],
        **({"hubs": [{"type": "WebSub", "url": frame.settings.hub}]} if frame.settings.hub else {}),
        **({"description": frame.settings.notice} if frame.settings.notice else {}),
        "items": [item(one) for one in feed.entries(frame)],
    }
    return msgspec.json.encode(told)


def item(one: Entry) -> dict[str, Any]:
    """One JSON Feed item."""
    return {
        "id": one.id,
        "url": one.address,
        "title": one.title,
        "summary": one.summary,
        "content_html": one.html,
        "date_modified": one.updated,
        **({"date_published": one.published} if one.published else {}),
    }


def rss(feed: Feed, frame: Frame) -> bytes:
    """The feed as RSS 2.0; when an entry changed is told by Atom's element."""
    itself, home = xml(frame.address(feed.path("rss"))), xml(frame.address(feed.page))
    told = frame.settings.notice or f"Briefs of {frame.settings.title}"
    hub = xml(frame.settings.hub)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{xml(feed.title)}</title><link>{home}</link><description>{xml(told)}</description>"
        f'<language>en</language><atom:link rel="self" type="application/rss+xml" href="{itself}"/>'
        + (f'<atom:link rel="hub" href="{hub}"/>' if hub else "")
        + "".join(map(rss_item, feed.entries(frame)))
        + "</channel></rss>\n"
    )
    return text.encode("utf-8", "replace")


def rss_item(one: Entry) -> str:
    """One RSS item."""
    published = times.instant_of(one.published)
    dated = f"<pubDate>{format_datetime(published)}</pubDate>" if published else ""
    lasting = "true" if one.id == one.address else "false"
    return (
        f"<item><title>{xml(one.title)}</title><link>{xml(one.address)}</link>"
        f'<guid isPermaLink="{lasting}">{xml(one.id)}</guid>'
        f"{dated}<atom:updated>{one.updated}</atom:updated><description>{xml(one.html)}</description></item>"
    )


def newest_first(briefs: Sequence[Brief], limit: int = 30) -> tuple[Brief, ...]:
    """The briefs by their newest report, for lists that come from the record."""
    return tuple(sorted(briefs, key=lambda b: (reported(b), b.story), reverse=True)[:limit])


def reported(brief: Brief) -> str:
    """When its newest report came out, as an instant to order by."""
    return moments.rfc3339(last(brief)) or EPOCH
