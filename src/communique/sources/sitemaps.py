"""Sitemaps as sources (sitemaps.org 0.9, with the news extension), single ones and indexes of them.

A sitemap names everything a site has, a source wants what is new. So outside of the news extension only what has
changed within some days is taken; of an index only the newest parts are asked, each conditionally.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from communique import times
from communique.errors import InputRefused, Unreadable
from communique.feeds import Entry
from communique.model import Noun, PageState
from communique.ports import Answer, Fetch
from communique.sources import sitemap_files
from communique.sources.addresses import may_be_article, site
from communique.sources.sitemap_files import Named, Part

DEEPEST = 3  # levels of indexes
MOST_PARTS = 8  # parts of an index asked in one round
MOST_UNDATED = 500  # a sitemap that says nothing of when is taken as a list if it is no longer than this
DAYS = 7
TOGETHER = 50  # so many entries said to have changed at one moment tell of the sitemap, not of the pages
OTHER_PARTS = re.compile(r"(category|tag|author|image|video|product)s?[-_]sitemap", re.IGNORECASE)


class Sitemap(Noun, frozen=True):
    """One file: the parts of an index, or what of a sitemap is news, newest first; the first address that was left out
    because it is of another site; what the news extension calls the publication, and its language."""

    parts: tuple[Part, ...] = ()
    entries: tuple[Entry, ...] = ()
    stranger: str | None = None
    publication: str | None = None
    language: str | None = None


class Listed(Noun, frozen=True):
    """What a sitemap and its parts name: entries newest first, the states of the parts asked, and what was refused.
    `index` says that the file names parts: it does not change when they do."""

    entries: tuple[Entry, ...] = ()
    parts: tuple[PageState, ...] = ()
    refused: tuple[InputRefused, ...] = ()
    index: bool = False
    publication: str | None = None
    language: str | None = None


def listed(
    answer: Answer, known: Mapping[str, PageState], fetch: Fetch, now: datetime, source: str, days: int = DAYS
) -> Listed:
    """The entries behind a sitemap's `answer`, its parts asked through `fetch` where it is an index; `known` are the
    parts asked before, by address. Raises Unreadable where the first file is no sitemap; a part that fails is refused
    by its name."""
    top = parse(answer.body, answer.url, now, days)
    found, refused, states = [top], _stranger(top, answer.url), list[PageState]()
    waiting = [(part, 1) for part in _newest(top.parts, now, days)]
    for _ in range(MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop(0)
        state = known.get(part.url) or PageState(url=part.url, source=source, part=True, first=times.rfc3339(now))
        try:
            got, state = _part(state, fetch, now, days)
        except InputRefused as error:
            refused.append(error)
            continue
        states.append(state)
        found.append(got)
        refused += _stranger(got, part.url)
        if got.parts and depth < DEEPEST:
            waiting[:0] = [(inner, depth + 1) for inner in _newest(got.parts, now, days)]
        elif got.parts:
            refused.append(Unreadable(part.url, f"an index more than {DEEPEST} levels deep"))
    first: dict[str | None, Entry] = {}
    for entry in sorted((entry for one in found for entry in one.entries), key=_when, reverse=True):
        first.setdefault(entry.url, entry)
    return Listed(
        entries=tuple(first.values()),
        parts=tuple(states),
        refused=tuple(refused),
        index=bool(top.parts),
        publication=next((one.publication for one in found if one.publication), None),
        language=next((one.language for one in found if one.language), None),
    )


def _part(state: PageState, fetch: Fetch, now: datetime, days: int) -> tuple[Sitemap, PageState]:
    answer = fetch.get(state.url, etag=state.etag, last_modified=state.last_modified)
    state = replace(state, asked=times.rfc3339(now))
    if answer.status == 304:
        return Sitemap(), state
    got = parse(answer.body, answer.url, now, days)
    validators = {"etag": answer.headers.get("etag"), "last_modified": answer.headers.get("last-modified")}
    return got, state if got.parts else replace(state, **validators)  # an index is needed whole to find its parts


def parse(body: bytes, url: str, now: datetime, days: int = DAYS) -> Sitemap:
    """One file, found at `url`. Raises Unreadable where it is no sitemap, or names much and says nothing of when."""
    file = sitemap_files.parse(body, url)
    read = _of_site(file.parts, url) if file.parts else _chosen(file.named, url, now, days)
    return replace(read, publication=file.publication, language=file.language)


def _chosen(named: Sequence[Named], url: str, now: datetime, days: int) -> Sitemap:
    """What of a sitemap is news. Raises Unreadable where nothing says, of too many, which are."""
    own = [dated for dated in named if site(dated.entry.url or "") == site(url)]
    stranger = next((d.entry.url for d in named if site(d.entry.url or "") != site(url)), None)
    own = [dated for dated in own if dated.news or may_be_article(dated.entry.url or "")]
    moments = Counter(dated.latest for dated in own if not dated.news and dated.latest)
    same = {moment for moment, count in moments.items() if count >= max(TOGETHER, len(own) / 2)}
    own = [_undated(dated) if not dated.news and dated.latest in same else dated for dated in own]
    since = now - timedelta(days=days)
    taken = [dated for dated in own if dated.news or (dated.latest and dated.latest >= since)]
    if not any(dated.news or dated.latest for dated in own):
        if len(own) > MOST_UNDATED:
            raise Unreadable(url, "does not say when its many addresses have changed: none is taken")
        taken = own
    taken.sort(key=_latest, reverse=True)
    return Sitemap(entries=tuple(dated.entry for dated in taken), stranger=stranger)


def _undated(dated: Named) -> Named:
    return Named(entry=replace(dated.entry, updated=None))


def _of_site(parts: Sequence[Part], url: str) -> Sitemap:
    stranger = next((part.url for part in parts if site(part.url) != site(url)), None)
    own = [part for part in parts if site(part.url) == site(url) and part.url != url]
    own = [part for part in own if not OTHER_PARTS.search(part.url)] or own
    return Sitemap(parts=tuple({part.url: part for part in own}.values()), stranger=stranger)


def _newest(parts: Iterable[Part], now: datetime, days: int) -> list[Part]:
    """The parts that can hold news, the newest first; those that do not say when, from both ends by turns: some sites
    begin with the newest, some end with it."""
    parts = tuple(parts)
    since = now - timedelta(days=days)
    dated = sorted((p for p in parts if p.latest and p.latest >= since), key=_latest, reverse=True)
    rest = [part for part in parts if part.latest is None]
    turns = [rest[i // 2] if i % 2 == 0 else rest[-1 - i // 2] for i in range(len(rest))]
    return [*dated, *turns][:MOST_PARTS]


def _stranger(found: Sitemap, url: str) -> list[InputRefused]:
    if found.stranger is None:
        return []
    return [Unreadable(url, f"names addresses of another site ({site(found.stranger)}): they are not taken")]


def _latest(of: Part | Named) -> datetime:
    return of.latest or datetime.min.replace(tzinfo=UTC)


def _when(entry: Entry) -> datetime:
    return times.instant_of(entry.published or entry.updated) or datetime.min.replace(tzinfo=UTC)
