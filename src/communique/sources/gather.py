"""Asking one source: its list first, then the articles it names.

A round asks a feed or list page conditionally, then the pages of entries it has not seen, and again, conditionally,
the pages it knows until they have been asked once at an age of 48 hours: corrections come in that time. A page whose
entry says something else than before is asked whatever its age. A page that fails stops no other.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from communique import feeds, times
from communique.errors import FetchFailed, FetchRefused, InputRefused, Unreadable
from communique.feeds import Entry
from communique.model import Noun, Page, PageState, Refusal, Source, SourceState
from communique.ports import Answer, Fetch
from communique.sources import addresses, archives, folders

AGAIN_AFTER = timedelta(minutes=10)
LONGEST_BACK_OFF = timedelta(days=1)
YOUNG = timedelta(hours=48)
LONGEST_SUMMARY = 2000
MOST_PAGES = 60  # of one source in one round; the rest is asked in the next


class Gathered(Noun, frozen=True):
    """What asking one source gave: pages that are new or have changed, how many had not, what was refused, and what is
    to be remembered of the source and its pages."""

    state: SourceState
    pages: tuple[Page, ...] = ()
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    page_states: tuple[PageState, ...] = ()


def gather(source: Source, state: SourceState, pages: Mapping[str, PageState], fetch: Fetch, now: datetime) -> Gathered:
    """Ask `source` at the time `now`; `pages` are its known pages by address. What a publisher
    does never raises; it is in `refusals`."""
    if source.kind in ("folder", "archive", "lines"):
        return _files(source, state, pages, fetch, now)
    if source.kind == "address":
        return _asked_pages(source, _well(state, now), (Entry(url=source.url),), pages, fetch, now)
    try:
        answer = fetch.get(source.url, etag=state.etag, last_modified=state.last_modified)
        entries = () if answer.status == 304 else listed(source, answer)
    except InputRefused as error:
        return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    return _asked_pages(source, _well(state, now, answer), entries, pages, fetch, now)


def sound(source: Source, fetch: Fetch) -> str:
    """Ask a source now and keep nothing; how it answered, in a few words. Raises InputRefused when it did not."""
    if source.kind == "folder":
        found = folders.pages(source, {}, datetime.now(UTC))
        return f"a folder of {len(found.pages)} files"
    if source.kind in ("archive", "lines"):
        found = archives.pages(source, {}, fetch, datetime.now(UTC))
        return f"holds {len(found.pages)} pages{' and more' if found.more else ''}, {len(found.refused)} refused"
    answer = fetch.get(source.url)
    if source.kind == "address":
        return f"answers with {len(answer.body)} bytes"
    entries = listed(source, answer)
    if not entries:
        raise Unreadable(source.url, "answers, but names no article")
    newest = max((entry.updated or entry.published or "" for entry in entries), default="")
    return f"names {len(entries)} articles" + (f", the newest of {newest[:10]}" if newest else "")


def listed(source: Source, answer: Answer) -> tuple[Entry, ...]:
    """The entries of a feed or list page. Raises Unreadable."""
    if source.kind == "feed":
        return feeds.parse(answer.body, answer.url, answer.headers.get("content-type")).entries
    from communique.sources import lists

    return lists.links(answer.body, answer.url, source.selectors.links if source.selectors else None)


def _asked_pages(
    source: Source,
    state: SourceState,
    entries: Sequence[Entry],
    known: Mapping[str, PageState],
    fetch: Fetch,
    now: datetime,
) -> Gathered:
    wanted, nameless = _wanted(source, entries, known, now)
    pages, states, refusals, unchanged = [], [], list(nameless), 0
    for entry, before in wanted[:MOST_PAGES]:
        page, after, refusal = _ask(source, entry, before, fetch, now)
        states.append(after)
        pages += [page] if page else []
        refusals += [refusal] if refusal else []
        unchanged += page is None and refusal is None
    if len(wanted) > MOST_PAGES:  # the list must be given to us in full again
        state = replace(state, due=times.rfc3339(now), etag=None, last_modified=None)
    return Gathered(
        state=state, pages=tuple(pages), unchanged=unchanged, refusals=tuple(refusals), page_states=tuple(states)
    )


def _wanted(
    source: Source, entries: Sequence[Entry], known: Mapping[str, PageState], now: datetime
) -> tuple[list[tuple[Entry, PageState]], list[Refusal]]:
    """What to ask: new pages, then changed entries, then young pages; and refusals of entries without address."""
    fresh, changed, young = [], [], []
    named: dict[str, Entry] = {}
    refusals = []
    for entry in entries:
        address = addresses.plain(entry.url or "", source.url) if entry.url else None
        if address is None:
            refusals.append(
                Refusal(name=source.url, why=f"an entry without an address: {entry.title}", source=source.id)
            )
        else:
            named.setdefault(address, replace(entry, url=address))
    for address, entry in named.items():
        before = known.get(address)
        if before is None:
            first = times.rfc3339(now)
            fresh.append((entry, PageState(url=address, source=source.id, first=first)))
        elif not before.ended and said(entry, before) != before:
            changed.append((entry, before))
    taken = {entry.url for entry, _ in changed}
    for address, before in known.items():
        if address not in taken and _is_young(before):
            young.append((named.get(address, Entry(url=address)), before))
    return [*fresh, *changed, *young], refusals


def _is_young(state: PageState) -> bool:
    """Whether the page has not yet been asked at an age of 48 hours."""
    first, asked = times.instant_of(state.first), times.instant_of(state.asked)
    return not state.ended and (first is None or asked is None or asked - first < YOUNG)


def _ask(
    source: Source, entry: Entry, before: PageState, fetch: Fetch, now: datetime
) -> tuple[Page | None, PageState, Refusal | None]:
    state = replace(before, asked=times.rfc3339(now))
    try:
        answer = fetch.get(before.url, etag=before.etag, last_modified=before.last_modified)
    except FetchFailed as error:
        ended = error.status == 410
        refusal = _refusal(source, FetchFailed(error.name, "gone for good (410)")) if ended else _refusal(source, error)
        return None, replace(state, ended=ended), refusal
    except FetchRefused as error:
        return None, state, _refusal(source, error)
    state = said(entry, state)
    if answer.status == 304:
        return None, state, None
    headers = answer.headers
    state = replace(state, etag=headers.get("etag"), last_modified=headers.get("last-modified"))
    return _page(source, answer, state), state, None


def _page(source: Source, answer: Answer, state: PageState) -> Page:
    return Page(
        url=state.url,
        served=answer.url if answer.url != state.url else None,
        body=answer.body,
        source=source,
        content_type=answer.headers.get("content-type"),
        etag=state.etag,
        last_modified=state.last_modified,
        fetched=state.asked,
        reserved=answer.reserved,
        entry_title=state.entry_title,
        entry_published=state.entry_published,
        entry_summary=state.entry_summary,
    )


def said(entry: Entry, state: PageState) -> PageState:
    """The state with what the entry says of the page; what it leaves out stays as it was."""
    return replace(
        state,
        entry_title=entry.title or state.entry_title,
        entry_published=entry.published or state.entry_published,
        entry_updated=entry.updated or state.entry_updated,
        entry_summary=(entry.summary or "")[:LONGEST_SUMMARY] or state.entry_summary,
    )


def _files(source: Source, state: SourceState, known: Mapping[str, PageState], fetch: Fetch, now: datetime) -> Gathered:
    """What a folder or an archive holds that is new; with more to read, it is due again at once."""
    try:
        is_folder = source.kind == "folder"
        found = folders.pages(source, known, now) if is_folder else archives.pages(source, known, fetch, now)
    except InputRefused as error:
        return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    after = _well(state, now)
    return Gathered(
        state=replace(after, due=times.rfc3339(now)) if found.more else after,
        pages=found.pages,
        unchanged=found.unchanged,
        refusals=tuple(_refusal(source, error) for error in found.refused),
        page_states=found.states,
    )


def _refusal(source: Source, error: InputRefused) -> Refusal:
    return Refusal(name=error.name, why=error.why, source=source.id)


def _well(state: SourceState, now: datetime, answer: Answer | None = None) -> SourceState:
    """The source answered: failures are forgotten, validators kept."""
    moment = times.rfc3339(now)
    state = replace(
        state, asked=moment, answered=moment, due=times.rfc3339(now + AGAIN_AFTER), failures=0, last_error=None
    )
    if answer is None or answer.status == 304:
        return state
    return replace(state, etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified"))


def _ill(state: SourceState, error: InputRefused, now: datetime) -> SourceState:
    """The source failed: asked again later and later, after what it says itself if it says so; gone for good at 410.
    A list that came but could not be read is not taken as seen."""
    wait = min(AGAIN_AFTER * 2 ** min(state.failures, 10), LONGEST_BACK_OFF)
    ended = False
    if isinstance(error, FetchFailed):
        wait = max(wait, timedelta(seconds=error.retry_after or 0))
        ended = error.status == 410
    if isinstance(error, Unreadable):
        state = replace(state, etag=None, last_modified=None)
    return replace(
        state,
        asked=times.rfc3339(now),
        due=times.rfc3339(now + wait),
        failures=state.failures + 1,
        last_error=error.why,
        ended=ended,
    )
