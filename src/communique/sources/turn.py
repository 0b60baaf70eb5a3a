"""A source's turn in a round: which of its pages are asked, in which order, and what came of it.

A turn is bounded in pages, bytes and time, and ends early where the publisher wants to be left alone or does not
answer; what is left is remembered and asked in the next round. A page that fails stops no other.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from communique import times
from communique.errors import FetchFailed, FetchRefused, InputRefused
from communique.feeds import Entry
from communique.model import Noun, Page, PageState, Refusal, Source
from communique.ports import Answer, Fetch
from communique.sources import polling

LONGEST_SUMMARY = 2000
MOST_PAGES = 60  # of one source in one round; the rest is asked in the next
MOST_BYTES = 24_000_000
LONGEST_TURN = 300.0  # seconds by the machine: a slow publisher must not hold up a round
DEAD = 3  # requests without any answer in a row
LEFT_ALONE = (429, 503)
GONE = 410


class Timed:
    """`Fetch` for one turn: what is asked after its end is refused, so that a list in many parts is bounded too."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch, self._ends = fetch, time.monotonic() + LONGEST_TURN

    @property
    def over(self) -> bool:
        """Whether the turn is at its end."""
        return time.monotonic() > self._ends

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> Answer:
        """See `ports.Fetch`."""
        if self.over:
            raise FetchRefused(url, f"not asked: the source has had its {LONGEST_TURN:g} s of this round")
        return self._fetch.get(url, etag=etag, last_modified=last_modified, span=span)


class Wanted(Noun, frozen=True):
    """A page to ask: its state with what its entry says of it, and its state as it was."""

    state: PageState
    before: PageState


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

    def __init__(self, source: Source, fetch: Timed, now: datetime, take: Callable[[Page], None]) -> None:
        """`take` is given each page as it comes."""
        self._source, self._fetch, self._now, self._take = source, fetch, now, take
        self.states: list[PageState] = []
        self.refusals: list[Refusal] = []
        self.unchanged = 0
        self.gone: list[str] = []  # addresses that answered 410
        self.wait = 0.0  # seconds for which the publisher is to be left alone
        self.error: InputRefused | None = None

    def ask(self, waiting: Sequence[Wanted]) -> list[Wanted]:
        """Ask pages until the turn is over; those that are left."""
        silent = size = 0
        for place, page in enumerate(waiting):
            if place >= MOST_PAGES or size > MOST_BYTES or self._fetch.over:
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
        if answer.status == 304 and answer.reserved not in (None, before.reserved):
            answer = self._fetch.get(before.url)  # the page is as it was, but what may be done with it is not
        state = polling.page_well(page.state, self._now, answer.fresh)
        if answer.status == 304:
            self.unchanged += 1
            self.states.append(state)
            return 0
        headers = answer.headers
        state = replace(
            state,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            reserved=bool(answer.reserved),
        )
        self.states.append(state)
        self._take(_page(self._source, answer, state))
        return len(answer.body)

    def _failed(self, page: Wanted, error: InputRefused) -> None:
        state = polling.page_ill(page.state, error, self._now)
        if page.before.asked and page.state != page.before:  # what has changed is tried once more, however old
            state = replace(state, asked=None)
        self.error = error
        self.states.append(state)
        if isinstance(error, FetchFailed) and error.status == GONE:
            self.gone.append(state.url)
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
        reserved=state.reserved,
        entry_title=state.entry_title,
        entry_published=state.entry_published,
        entry_summary=state.entry_summary,
    )
