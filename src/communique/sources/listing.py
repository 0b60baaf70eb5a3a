"""What a source's list says, whatever kind of list it is: a feed, a sitemap, a page."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from communique import feeds, times
from communique.errors import InputRefused, Unreadable
from communique.feeds import Entry
from communique.model import Noun, PageState, Source
from communique.ports import Answer, Fetch
from communique.sources.addresses import plain
from communique.sources.weblinks import related

MOST_ENTRIES = 500  # of a list, the newest
MOST_OLDER = 5  # pages of a feed's older items that are followed


class Listing(Noun, frozen=True):
    """What a list names: entries, each address once, absolute, newest first where the list is too long; the states of
    its parts; what of it was refused; how many seconds it wants to be left alone, and where it says it has moved to.
    `whole` says that it must be given in full each time, `ended` that nothing more will come."""

    entries: tuple[Entry, ...] = ()
    parts: tuple[PageState, ...] = ()
    refused: tuple[InputRefused, ...] = ()
    least: float | None = None
    hub: str | None = None
    topic: str | None = None
    moved: str | None = None
    whole: bool = False
    ended: bool = False


def listed(
    source: Source,
    answer: Answer,
    known: Mapping[str, PageState],
    fetch: Fetch,
    now: datetime,
    *,
    back: bool = False,
) -> Listing:
    """The list of a source in its `answer`; `known` are its pages and parts by address. What the headers say of hub and
    topic goes before what the list says (WebSub section 4). With `back`, the feed's pages of older items too (RFC
    5005), as far as they go and can be read. Raises Unreadable."""
    found, named = _read(source, answer, known, fetch, now, back), related(answer.headers.get("link", ""), answer.url)
    return replace(found, hub=named.get("hub") or found.hub, topic=named.get("self") or found.topic)


def _read(
    source: Source, answer: Answer, known: Mapping[str, PageState], fetch: Fetch, now: datetime, back: bool
) -> Listing:
    if source.kind == "feed":
        feed = _feed(answer)
        found = Listing(least=feed.interval, hub=feed.hub, topic=feed.topic, moved=feed.moved, ended=feed.ended)
        found = _bounded(source, found, feed.entries)
        return _with_older(source, found, feed.next, {source.url, answer.url}, fetch) if back else found
    if source.kind == "sitemap":
        from communique.sources import sitemaps

        parts = {url: state for url, state in known.items() if state.part}
        got = sitemaps.listed(answer, parts, fetch, now, source.id)
        return _bounded(source, Listing(parts=got.parts, refused=got.refused, whole=got.index), got.entries)
    from communique.sources import lists

    selector = source.selectors.links if source.selectors else None
    return _bounded(source, Listing(), lists.links(answer.body, answer.url, selector))


def _feed(answer: Answer) -> feeds.Feed:
    return feeds.parse(answer.body, answer.url, answer.headers.get("content-type"))


def _with_older(source: Source, found: Listing, at: str | None, seen: set[str], fetch: Fetch) -> Listing:
    """The listing with what the pages of older items name, the first of which is `at`. A page that cannot be had is
    refused and ends this, and fails nothing else."""
    for _ in range(MOST_OLDER):
        if at is None:
            break
        if at in seen:
            return _refusing(found, Unreadable(at, "its pages of older items lead in a circle"))
        seen.add(at)
        try:
            answer = fetch.get(at)
            feed = _feed(answer)
        except InputRefused as error:
            return _refusing(found, error)
        seen.add(answer.url)
        older = _bounded(source, Listing(), feed.entries)
        named = {entry.url for entry in found.entries}
        more = tuple(entry for entry in older.entries if entry.url not in named)
        found = replace(found, entries=(*found.entries, *more), refused=(*found.refused, *older.refused))
        at = feed.next
    return found


def _refusing(found: Listing, error: InputRefused) -> Listing:
    return replace(found, refused=(*found.refused, error))


def _bounded(source: Source, found: Listing, entries: Sequence[Entry]) -> Listing:
    """The listing with its entries, and refusals of those without an address or beyond the limit."""
    named: dict[str, Entry] = {}
    nameless = []
    for entry in entries:
        address = plain(entry.url or "", source.url) if entry.url else None
        if address is None:
            nameless.append(entry)
        else:
            named.setdefault(address, replace(entry, url=address))
    refused = list(found.refused)
    if nameless:
        refused.append(Unreadable(source.url, f"an entry without an address: {nameless[0].title or 'without a title'}"))
    chosen = list(named.values())
    if len(chosen) > MOST_ENTRIES:
        chosen = sorted(chosen, key=_newest, reverse=True)[:MOST_ENTRIES]
        refused.append(Unreadable(source.url, f"names more than {MOST_ENTRIES} articles: the newest are taken"))
    return replace(found, entries=tuple(chosen), refused=tuple(refused))


def _newest(entry: Entry) -> float:
    at = times.instant_of(entry.updated or entry.published)
    return at.timestamp() if at else float("-inf")
