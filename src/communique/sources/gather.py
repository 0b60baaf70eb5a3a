"""Asking one source: its list first, then the articles it names.

A round asks the list conditionally when it is due, then pages: those never asked, those whose entry says something else
than before, and those that are young and due (see `polling`). A turn is bounded in pages, bytes and time, and ends
early where the publisher wants to be left alone or does not answer; what is left is remembered and asked in the next
round. A page that fails stops no other.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from communique import times
from communique.errors import FetchFailed, InputRefused, Unreadable
from communique.feeds import Entry
from communique.model import Noun, Page, PageState, Refusal, Source, SourceState
from communique.ports import Answer, Fetch
from communique.sources import archives, folders, polling
from communique.sources.listing import Listing, listed
from communique.sources.websub import UNPUSHED, Push

LONGEST_SUMMARY = 2000
MOST_PAGES = 60  # of one source in one round; the rest is asked in the next
MOST_BYTES = 24_000_000
LONGEST_TURN = 300.0  # seconds by the machine: a slow publisher must not hold up a round
DEAD = 3  # requests without any answer in a row
LEFT_ALONE = (429, 503)


class Gathered(Noun, frozen=True):
    """What asking one source gave: pages that are new or have changed, how many had not, what was refused, what is to
    be remembered of the source and its pages, and the source itself where it has moved for good. `missed` says that
    there was something new of which no hub had told."""

    state: SourceState
    pages: tuple[Page, ...] = ()
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    page_states: tuple[PageState, ...] = ()
    source: Source | None = None
    missed: bool = False


class Wanted(Noun, frozen=True):
    """A page to ask: its state with what its entry says of it, and its state as it was."""

    state: PageState
    before: PageState


def gather(
    source: Source,
    state: SourceState,
    pages: Mapping[str, PageState],
    fetch: Fetch,
    now: datetime,
    push: Push = UNPUSHED,
) -> Gathered:
    """Ask `source` at the time `now`; `pages` are its known pages by address, `push` is what a hub has told. What a
    publisher does never raises; it is in `refusals`."""
    if source.kind in ("folder", "archive", "lines"):
        return _files(source, state, pages, fetch, now)
    if source.kind == "address":
        listing, answer = Listing(entries=(Entry(url=source.url),)), None
    elif not push.told and (times.instant_of(state.list_due) or now) > now:
        listing, answer = Listing(), None
    else:
        try:
            answer = fetch.get(source.url, etag=state.etag, last_modified=state.last_modified)
            listing = Listing() if answer.status == 304 else listed(source, answer, pages, fetch, now)
        except InputRefused as error:
            return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    return _asked(source, state, listing, answer, pages, fetch, now, push)


def sound(source: Source, fetch: Fetch) -> str:
    """Ask a source now and keep nothing; how it answered, in a few words. Raises InputRefused when it did not."""
    now = datetime.now(UTC)
    if source.kind == "folder":
        found = folders.pages(source, {}, now)
        return f"a folder of {len(found.pages)} files"
    if source.kind in ("archive", "lines"):
        found = archives.pages(source, {}, fetch, now)
        return f"holds {len(found.pages)} pages{' and more' if found.more else ''}, {len(found.refused)} refused"
    answer = fetch.get(source.url)
    if source.kind == "address":
        return f"answers with {len(answer.body)} bytes"
    entries = listed(source, answer, {}, fetch, now).entries
    if not entries and source.kind == "sitemap":
        return "names no article of these days"
    if not entries:
        raise Unreadable(source.url, "answers, but names no article")
    newest = max((entry.updated or entry.published or "" for entry in entries), default="")
    return f"names {len(entries)} articles" + (f", the newest of {newest[:10]}" if newest else "")


def _asked(
    source: Source,
    state: SourceState,
    listing: Listing,
    answer: Answer | None,
    known: Mapping[str, PageState],
    fetch: Fetch,
    now: datetime,
    push: Push,
) -> Gathered:
    """The source after its list was read: its pages asked, its state as it is to be kept."""
    waiting, held = wanted(source, listing.entries, known, now)
    turn = Turn(source, fetch, now)
    left = turn.ask(waiting)
    states = {one.url: one for one in (*listing.parts, *held, *(page.state for page in left), *turn.states)}
    after, moved = _after(source, state, listing, answer, now)
    news = answer is not None and any(not page.part and url not in known for url, page in states.items())
    if source.kind == "address":
        after = _ill(state, turn.error, now) if turn.error else polling.well(state, now)
    else:
        found = polling.interval(_moments({**known, **states}.values()), now, state.interval)
        after = replace(after, interval=found)
        pushed = push.covered if push.told == news else 0.0  # a hub is counted on while it tells what we then find
        after = polling.well(after, now, answer.fresh, pushed) if answer else replace(after, due=after.list_due)
    return Gathered(
        state=polling.early(after, now, turn.wait) if left else after,
        pages=tuple(turn.pages),
        unchanged=turn.unchanged,
        refusals=(*(_refusal(source, error) for error in listing.refused), *turn.refusals),
        page_states=tuple(states.values()),
        source=moved,
        missed=news and not push.told,
    )


def _after(
    source: Source, state: SourceState, listing: Listing, answer: Answer | None, now: datetime
) -> tuple[SourceState, Source | None]:
    """What the list said of itself, kept; and the source at its new address, when it has moved. A 304 says nothing
    new, but where it redirects."""
    if answer is None or (answer.status == 304 and not answer.moved):
        return state, None
    if answer.status != 304:
        seen = {} if listing.whole else answer.headers
        state = replace(
            state,
            etag=seen.get("etag"),
            last_modified=seen.get("last-modified"),
            least=listing.least,
            hub=listing.hub,
            topic=listing.topic,
        )
    return polling.move(source, state, listing.moved or answer.moved, now)


def wanted(
    source: Source, entries: Sequence[Entry], known: Mapping[str, PageState], now: datetime
) -> tuple[list[Wanted], list[PageState]]:
    """What to ask: pages never asked, then changed entries, then young pages; and the states of pages whose entry has
    changed but that cannot be asked yet, so that the change is not forgotten."""
    new, changed, held = [], [], []
    for entry in entries:
        url = entry.url or ""
        before = known.get(url)
        if before is None:
            before = PageState(url=url, source=source.id, first=times.rfc3339(now))
            new.append(Wanted(state=said(entry, before), before=before))
        elif before.asked and not before.ended and _tells(said(entry, before)) != _tells(before):
            state = said(entry, before)
            if polling.page_due(before, now, changed=True):
                changed.append(Wanted(state=state, before=before))
            else:
                held.append(replace(state, asked=None))
    taken = {page.state.url for page in changed} | {state.url for state in held}
    rest = [page for url, page in sorted(known.items()) if url not in taken and not page.part]
    rest = [page for page in rest if polling.page_due(page, now)]
    rest.sort(key=lambda page: (page.asked is None, page.entry_published or page.first or ""), reverse=True)
    young = [Wanted(state=page, before=page) for page in rest]
    never = sum(page.asked is None for page in rest)
    return [*new, *young[:never], *changed, *young[never:]], held


class Turn:
    """One source's turn in a round: pages asked one after the other, and what came of it."""

    def __init__(self, source: Source, fetch: Fetch, now: datetime) -> None:
        self._source, self._fetch, self._now = source, fetch, now
        self.pages: list[Page] = []
        self.states: list[PageState] = []
        self.refusals: list[Refusal] = []
        self.unchanged = 0
        self.wait = 0.0  # seconds for which the publisher is to be left alone
        self.error: InputRefused | None = None

    def ask(self, waiting: Sequence[Wanted]) -> list[Wanted]:
        """Ask pages until the turn is over; those that are left."""
        ends = time.monotonic() + LONGEST_TURN
        silent = size = 0
        for place, page in enumerate(waiting):
            if place >= MOST_PAGES or size > MOST_BYTES or time.monotonic() > ends:
                return [_kept(left) for left in waiting[place:]]
            try:
                size += self._one(page)
                silent = 0
            except InputRefused as error:
                self._failed(page, error)
                silent = silent + 1 if _silent(error) else 0
                if silent >= DEAD or _wants_quiet(error):
                    asked_for = error.retry_after if isinstance(error, FetchFailed) else None
                    self.wait = asked_for or polling.FIRST_FAILURE.total_seconds()
                    return [_kept(left) for left in waiting[place + 1 :]]
        return []

    def _one(self, page: Wanted) -> int:
        before = page.before
        answer = self._fetch.get(before.url, etag=before.etag, last_modified=before.last_modified)
        state = polling.page_well(page.state, self._now, answer.fresh)
        if answer.status == 304:
            self.unchanged += 1
            self.states.append(state)
            return 0
        headers = answer.headers
        state = replace(state, etag=headers.get("etag"), last_modified=headers.get("last-modified"))
        self.states.append(state)
        self.pages.append(_page(self._source, answer, state))
        return len(answer.body)

    def _failed(self, page: Wanted, error: InputRefused) -> None:
        state = polling.page_ill(page.state, error, self._now)
        if page.before.asked and page.state != page.before:  # what has changed is tried once more, however old
            state = replace(state, asked=None)
        self.error = error
        self.states.append(state)
        why = f"gone for good ({error.status})" if state.ended and isinstance(error, FetchFailed) else error.why
        self.refusals.append(Refusal(name=error.name, why=why, source=self._source.id))


def _silent(error: InputRefused) -> bool:
    """Whether nothing was answered at all."""
    return isinstance(error, FetchFailed) and error.status is None


def _wants_quiet(error: InputRefused) -> bool:
    return isinstance(error, FetchFailed) and error.status in LEFT_ALONE


def _kept(page: Wanted) -> Wanted:
    """A page left for the next round: one whose entry has changed counts as never asked, so that it will be."""
    changed = page.state != page.before
    return replace(page, state=replace(page.state, asked=None)) if changed else page


def _tells(state: PageState) -> tuple[str | None, ...]:
    """What tells of a change: summaries are left out, some hold counters."""
    return state.entry_title, state.entry_published, state.entry_updated


def said(entry: Entry, state: PageState) -> PageState:
    """The state with what the entry says of the page; what it leaves out stays as it was."""
    return replace(
        state,
        entry_title=entry.title or state.entry_title,
        entry_published=entry.published or state.entry_published,
        entry_updated=entry.updated or state.entry_updated,
        entry_summary=(entry.summary or "")[:LONGEST_SUMMARY] or state.entry_summary,
    )


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


def _moments(pages: Iterable[PageState]) -> list[datetime]:
    """When the articles of a source came out, as it says; of those it does not say it of, each time we found some."""
    articles = [page for page in pages if not page.part]
    told = [times.instant_of(page.entry_published) for page in articles if page.entry_published]
    found = {times.instant_of(page.first) for page in articles if not page.entry_published}
    return [moment for moment in (*told, *found) if moment]


def _files(source: Source, state: SourceState, known: Mapping[str, PageState], fetch: Fetch, now: datetime) -> Gathered:
    """What a folder or an archive holds that is new; with more to read, it is due again at once."""
    try:
        is_folder = source.kind == "folder"
        found = folders.pages(source, known, now) if is_folder else archives.pages(source, known, fetch, now)
    except InputRefused as error:
        return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    after = polling.well(state, now)
    return Gathered(
        state=polling.early(after, now) if found.more else after,
        pages=found.pages,
        unchanged=found.unchanged,
        refusals=tuple(_refusal(source, error) for error in found.refused),
        page_states=found.states,
    )


def _ill(state: SourceState, error: InputRefused, now: datetime) -> SourceState:
    """The source failed. A list that came but could not be read is not taken as seen."""
    if isinstance(error, Unreadable):
        state = replace(state, etag=None, last_modified=None)
    return polling.ill(state, error, now)


def _refusal(source: Source, error: InputRefused) -> Refusal:
    return Refusal(name=error.name, why=error.why, source=source.id)
