"""Feeds of briefs: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, in our own writers."""

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
JSON = "application/feed+json; charset=utf-8"
EPOCH = "1970-01-01T00:00:00Z"
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


class Feed(Noun, frozen=True):
    """A list of briefs with a name; `home` is the path of the page it belongs to."""

    title: str
    home: str
    briefs: tuple[Brief, ...]

    def path(self, kind: str) -> str:
        """The path of the feed itself; `kind` is atom, rss or json."""
        return f"{self.home.rstrip('/')}/feed.{kind}"


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


def entry(brief: Brief, frame: Frame) -> str:
    """One Atom entry."""
    address = xml(frame.address(f"/story/{brief.story}"))
    published = first_published(brief, frame)
    return (
        f"<entry><id>{address}</id><title>{xml(brief.headline)}</title>"
        f'<link rel="alternate" type="text/html" href="{address}"/>'
        f"<updated>{changed(brief)}</updated>"
        + (f"<published>{published}</published>" if published else "")
        + f"<summary>{xml(summary(brief))}</summary>"
        f'<content type="html">{xml(html(brief))}</content></entry>'
    )


def atom(feed: Feed, frame: Frame) -> bytes:
    """The feed as Atom."""
    itself, home = xml(frame.address(feed.path("atom"))), xml(frame.address(feed.home))
    newest = max(map(changed, feed.briefs), default=EPOCH)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>{itself}</id><title>{xml(feed.title)}</title>'
        f'<link rel="self" type="application/atom+xml" href="{itself}"/>'
        f'<link rel="alternate" type="text/html" href="{home}"/><updated>{newest}</updated>'
        f"<author><name>{xml(frame.settings.title)}</name></author>"
        + (f"<subtitle>{xml(frame.settings.notice)}</subtitle>" if frame.settings.notice else "")
        + "".join(entry(brief, frame) for brief in feed.briefs)
        + "</feed>\n"
    )
    return text.encode("utf-8", "replace")


def item(brief: Brief, frame: Frame) -> dict[str, Any]:
    """One JSON Feed item."""
    address = frame.address(f"/story/{brief.story}")
    published = first_published(brief, frame)
    return {
        "id": address,
        "url": address,
        "title": brief.headline,
        "summary": summary(brief),
        "content_html": html(brief),
        "date_modified": changed(brief),
        **({"date_published": published} if published else {}),
    }


def json_feed(feed: Feed, frame: Frame) -> bytes:
    """The feed as JSON Feed 1.1."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": frame.address(feed.home),
        "feed_url": frame.address(feed.path("json")),
        "language": "en",
        "authors": [{"name": frame.settings.title, "url": frame.address("/")}],
        **({"description": frame.settings.notice} if frame.settings.notice else {}),
        "items": [item(brief, frame) for brief in feed.briefs],
    }
    return msgspec.json.encode(told)


def rss(feed: Feed, frame: Frame) -> bytes:
    """The feed as RSS 2.0; when an entry changed is told by Atom's element."""
    itself, home = xml(frame.address(feed.path("rss"))), xml(frame.address(feed.home))
    told = frame.settings.notice or f"Briefs of {frame.settings.title}"
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{xml(feed.title)}</title><link>{home}</link><description>{xml(told)}</description>"
        f'<language>en</language><atom:link rel="self" type="application/rss+xml" href="{itself}"/>'
        + "".join(rss_item(brief, frame) for brief in feed.briefs)
        + "</channel></rss>\n"
    )
    return text.encode("utf-8", "replace")


def rss_item(brief: Brief, frame: Frame) -> str:
    """One RSS item."""
    address = xml(frame.address(f"/story/{brief.story}"))
    published = times.instant_of(first_published(brief, frame))
    dated = f"<pubDate>{format_datetime(published)}</pubDate>" if published else ""
    return (
        f'<item><title>{xml(brief.headline)}</title><link>{address}</link><guid isPermaLink="true">{address}</guid>'
        f"{dated}<atom:updated>{changed(brief)}</atom:updated><description>{xml(html(brief))}</description></item>"
    )


def newest_first(briefs: Sequence[Brief], limit: int = 30) -> tuple[Brief, ...]:
    """The briefs by their newest report, for lists that come from the record."""
    return tuple(sorted(briefs, key=lambda b: (reported(b), b.story), reverse=True)[:limit])


def reported(brief: Brief) -> str:
    """When its newest report came out, as an instant to order by."""
    return moments.rfc3339(last(brief)) or EPOCH
