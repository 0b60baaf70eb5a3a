"""What `source add URL` finds behind an address: the feeds it names, the feed it is, or a list page."""

from urllib.parse import urlsplit

import lxml.html

from communique import feeds
from communique.errors import Unreadable
from communique.model import Source, SourceKind, identity, slug
from communique.ports import Answer, Fetch
from communique.sources import addresses, archives, folders, lists

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


def discover(url: str, fetch: Fetch) -> tuple[Source, ...]:
    """The sources behind an address, the likeliest first; a path to a folder gives a folder, an archive is known as
    one by its first bytes.

    Raises FetchRefused and FetchFailed as `fetch` does, and Unreadable where there is neither feed nor list.
    """
    if folders.is_folder(url):
        return (Source(id=identity("o", url), url=url, kind="folder", publisher=folders.name(url)),)
    if archive := archives.found(url, fetch):
        return (archive,)
    answer = fetch.get(url if "://" in url else f"https://{url}")
    if feeds.looks_like(answer.body):
        return (_feed(answer),)
    tree = lists.parsed(answer.body, answer.url)
    named = [
        addresses.plain(link.get("href") or "", answer.url)
        for link in tree.iter("link")
        if _is_feed(link.get("rel"), link.get("type"))
    ]
    name = _site_name(tree) or addresses.site(answer.url)
    language = (tree.get("lang") or "").split("-")[0].lower() or None
    found = [_source(link, "feed", name, language) for link in dict.fromkeys(named) if link]
    if not found and len(lists.links(answer.body, answer.url)) >= 3:
        found = [_source(answer.url, "page", name, language)]
    if not found:
        raise Unreadable(answer.url, "names no feed, is no feed, and holds no list of articles")
    return tuple(found)


def _feed(answer: Answer) -> Source:
    feed = feeds.parse(answer.body, answer.url, answer.headers.get("content-type"))
    language = (feed.language or "").split("-")[0].lower() or None
    return _source(answer.url, "feed", feed.title or addresses.site(answer.url), language)


def _is_feed(rel: str | None, kind: str | None) -> bool:
    return "alternate" in (rel or "").lower().split() and (kind or "").lower().split(";")[0].strip() in FEED_TYPES


def _source(url: str, kind: SourceKind, publisher: str, language: str | None) -> Source:
    host = slug(addresses.site(url))
    path = urlsplit(url).path + urlsplit(url).query
    known = f"{host}-{identity('', path)[:4]}" if len(path) > 1 else host
    return Source(id=known, url=url, kind=kind, publisher=" ".join(publisher.split())[:200], language=language)


def _site_name(tree: lxml.html.HtmlElement) -> str | None:
    """What the page says its site is called: og:site_name, else the page's title."""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:site_name" and meta.get("content"):
            return str(meta.get("content"))
    return next((title.text for title in tree.iter("title") if title.text), None)
