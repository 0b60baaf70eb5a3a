"""Where reports come from, and what asking them has taught."""

from typing import Literal

from communique.model.base import Noun
from communique.model.reports import Report

Ownership = Literal["public", "state", "private", "party", "unknown"]
SourceKind = Literal["feed", "sitemap", "page", "address", "folder", "archive", "lines"]


class Selectors(Noun):
    """CSS selectors for a publisher with peculiar pages. `links` finds the article links on a list page; the others
    work on an article's page: `text` holds the article, `drop` what in it is none, `title`, `published` and `byline`
    what they are called after."""

    links: str | None = None
    title: str | None = None
    text: str | None = None
    drop: str | None = None
    published: str | None = None
    byline: str | None = None


class Source(Noun):
    """Where reports come from. `reprint` is how many words of one report a brief may take verbatim: a number as text,
    `full`, or `headline`. `ownership_reason` and `reprint_reason` say why these are what they are said to be. `section`
    is the folder the user keeps it in: names parted by `/`, and a slash or backslash within a name has a backslash
    before it. `verified` is the day on which a check last reached it."""

    id: str
    url: str
    kind: SourceKind = "feed"
    publisher: str = ""
    country: str | None = None
    language: str | None = None
    ownership: Ownership = "unknown"
    ownership_reason: str = ""
    reprint: str = "60"
    reprint_reason: str = ""
    section: str = ""
    selectors: Selectors | None = None
    verified: str | None = None


class SourceState(Noun):
    """What asking a source has taught: validators for the next conditional request, health, and when to ask again:
    `due` is for the source, `list_due` for its list, which may have more to give than is asked in one round.

    `failing` is since when every asking has failed. `interval` is how long it takes, in seconds, between two new
    articles of it, as seen so far; `least` how many seconds its feed wants to be left alone. `moved` is the address it
    says it has moved to for good, since when `moved_since`. `hub` and `topic` are what its list offers to be subscribed
    to (WebSub), by headers or in itself. `paused` is no lesson: since then an editor wants it asked no more.
    """

    source: str
    etag: str | None = None
    last_modified: str | None = None
    asked: str | None = None
    answered: str | None = None
    due: str | None = None
    list_due: str | None = None
    failures: int = 0
    failing: str | None = None
    last_error: str | None = None
    ended: bool = False
    interval: float | None = None
    least: float | None = None
    moved: str | None = None
    moved_since: str | None = None
    hub: str | None = None
    topic: str | None = None
    paused: str | None = None


class Found(Noun):
    """A source behind an address: what it holds in a few words, or null, or why it could not be read."""

    source: Source
    sound: str | None = None
    why: str | None = None


class Subscription(Noun):
    """What a hub was asked to tell us of one source (WebSub). `id` is a secret: it stands in `callback`, the address
    which the hub calls, and whoever knows it may speak as the hub; what the hub pushes is signed with `secret`.

    `asked` is when the hub was last asked, `due` when it is to be asked again, `failures` how often in a row it has not
    confirmed what it was asked, `last_error` why. The hub pushes `until` then, null before it has confirmed. `noticed`
    is when it last pushed, `missed` when the source last had something new of which no push had told. `leaving` says
    that the hub is asked to end the subscription.
    """

    id: str
    source: str
    hub: str
    topic: str
    callback: str
    secret: str
    asked: str | None = None
    due: str | None = None
    until: str | None = None
    failures: int = 0
    last_error: str | None = None
    noticed: str | None = None
    missed: str | None = None
    leaving: bool = False


class PageState(Noun):
    """The same for one article address of a source; `report` is the id of what was read there, null when refused.
    `first` is when it was first asked, `due` when it may be asked again, `failures` how often it failed in a row,
    `entry_*` what the feed last said of it, `ended` that it is gone for good. `reserved` says that text and data mining
    was reserved by header or tdmrep.json when it last came whole. `part` says that it is no article but a part of the
    source's list: a sitemap in a sitemap index."""

    url: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    asked: str | None = None
    due: str | None = None
    failures: int = 0
    report: str | None = None
    first: str | None = None
    ended: bool = False
    reserved: bool = False
    part: bool = False
    entry_title: str | None = None
    entry_published: str | None = None
    entry_updated: str | None = None
    entry_summary: str | None = None


class Page(Noun):
    """Bytes as a publisher served them, on their way from sources to reading. `served` is the address after redirects
    where it differs from the one asked; `entry_*` is what a feed said of it. `reserved` says that the publisher
    reserves text and data mining (TDM Reservation Protocol) outside of the page itself: by header or tdmrep.json.
    `report` is what was read of it already, where the source hands over reports instead of pages."""

    url: str
    body: bytes
    source: Source | None = None
    id: str | None = None
    served: str | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fetched: str | None = None
    reserved: bool = False
    entry_title: str | None = None
    entry_published: str | None = None
    entry_summary: str | None = None
    report: Report | None = None


class Refusal(Noun):
    """One input that was not taken, by the name the user knows it by, and why, in plain words."""

    name: str
    why: str
    source: str | None = None
    at: str | None = None
