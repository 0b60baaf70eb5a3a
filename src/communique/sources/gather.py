"""Asking one source: its list first, then the articles it names.

A round asks the list conditionally when it is due, then pages: those never asked, those whose entry says something else
than before, and those that are young and due (see `polling`), within the bounds of one `turn`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from communique import times
from communique.errors import InputRefused, Unreadable
from communique.feeds import Entry
from communique.model import Noun, Page, PageState, Refusal, Source, SourceState
from communique.ports import Answer, Fetch
from communique.sources import archives, folders, polling
from communique.sources.listing import Listing, listed
from communique.sources.turn import Timed, Turn, wanted
from communique.sources.websub import UNPUSHED, Push

Take = Callable[[Page], None]


class Gathered(Noun, frozen=True):
    """What asking one source gave besides its pages: how many of them had not changed, what was refused, what is to be
    remembered of the source and its pages, and the source itself where it has moved for good. `missed` says that there
    was something new of which no hub had told; `gone` are addresses of pages that were taken down for good (410)."""

    state: SourceState
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()
    page_states: tuple[PageState, ...] = ()
    source: Source | None = None
    missed: bool = False
    gone: tuple[str, ...] = ()


def gather(
    source: Source,
    state: SourceState,
    pages: Mapping[str, PageState],
    fetch: Fetch,
    now: datetime,
    take: Take,
    push: Push = UNPUSHED,
) -> Gathered:
    """Ask `source` at the time `now`; `pages` are its known pages by address, `push` is what a hub has told. Each page
    that is new or has changed is given to `take` as it comes, so that no more than one body is held. What a publisher
    does never raises; it is in `refusals`. It takes no longer than `turn.LONGEST_TURN` and one request."""
    timed = Timed(fetch)
    if source.kind in ("folder", "archive", "lines"):
        return _files(source, state, pages, timed, now, take)
    if source.kind == "address":
        return _address(source, state, pages, timed, now, take)
    if not push.told and (times.instant_of(state.list_due) or now) > now:
        listing, answer = Listing(), None
    else:
        try:
            answer = timed.get(source.url, etag=state.etag, last_modified=state.last_modified)
            first = state.answered is None
            listing = Listing() if answer.status == 304 else listed(source, answer, pages, timed, now, back=first)
        except InputRefused as error:
            return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    turn = Turn(source, timed, now, take)
    return _asked(source, state, listing, answer, pages, turn, now, push)


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
    turn: Turn,
    now: datetime,
    push: Push,
) -> Gathered:
    """The source after its list was read: its pages asked, its state as it is to be kept."""
    waiting, held = wanted(source, listing.entries, known, now)
    left = turn.ask(waiting)
    states = {one.url: one for one in (*listing.parts, *held, *(page.state for page in left), *turn.states)}
    after, moved = _after(source, state, listing, answer, now)
    news = answer is not None and any(not page.part and url not in known for url, page in states.items())
    found = polling.interval(_moments({**known, **states}.values()), now, state.interval)
    after = replace(after, interval=found)
    if answer:
        pushed = push.covered if push.told == news else 0.0  # a hub is counted on while it tells what we then find
        after = polling.well(after, now, answer.fresh, pushed)
    else:
        after = replace(after, asked=times.rfc3339(now), due=after.list_due)
    if listing.ended and all(page.before.asked for page in left):
        after = replace(after, ended=True, last_error="says that nothing more will come")
    return Gathered(
        state=polling.early(after, now, turn.wait) if left else after,
        unchanged=turn.unchanged,
        refusals=(*(_refusal(source, error) for error in listing.refused), *turn.refusals),
        page_states=tuple(states.values()),
        source=moved,
        missed=news and not push.told,
        gone=tuple(turn.gone),
    )


def _address(
    source: Source, state: SourceState, known: Mapping[str, PageState], fetch: Timed, now: datetime, take: Take
) -> Gathered:
    """A source that is one page: it fares as the page does, and is due when that is."""
    turn = Turn(source, fetch, now, take)
    turn.ask(wanted(source, (Entry(url=source.url),), known, now)[0])
    page = turn.states[0] if turn.states else known[source.url]
    if turn.error:
        state = _ill(state, turn.error, now)
    elif turn.states:
        state = polling.well(state, now)
    waits = (times.instant_of(page.due) or now) > now
    due = page.due if waits else times.rfc3339(now + polling.LONGEST)  # one no longer young is asked no more
    return Gathered(
        state=replace(state, due=due, ended=page.ended),
        unchanged=turn.unchanged,
        refusals=tuple(turn.refusals),
        page_states=tuple(turn.states),
        gone=tuple(turn.gone),
    )


def _after(
    source: Source, state: SourceState, listing: Listing, answer: Answer | None, now: datetime
) -> tuple[SourceState, Source | None]:
    """What the list said of itself, kept; and the source at its new address, when it has moved. A 304 says nothing
    new, but where it redirects."""
    if answer is None or (answer.status == 304 and not answer.moved):
        return state, None
    if answer.status != 304:
        seen = {} if listing.whole or listing.ended else answer.headers
        state = replace(
            state,
            etag=seen.get("etag"),
            last_modified=seen.get("last-modified"),
            least=listing.least,
            hub=listing.hub,
            topic=listing.topic,
        )
    return polling.move(source, state, listing.moved or answer.moved, now)


def _moments(pages: Iterable[PageState]) -> list[datetime]:
    """When the articles of a source came out, as it says; of those it does not say it of, each time we found some."""
    articles = [page for page in pages if not page.part]
    told = [times.instant_of(page.entry_published) for page in articles if page.entry_published]
    found = {times.instant_of(page.first) for page in articles if not page.entry_published}
    return [moment for moment in (*told, *found) if moment]


def _files(
    source: Source, state: SourceState, known: Mapping[str, PageState], fetch: Timed, now: datetime, take: Take
) -> Gathered:
    """What a folder or an archive holds that is new; with more to read, it is due again at once."""
    try:
        is_folder = source.kind == "folder"
        found = folders.pages(source, known, now) if is_folder else archives.pages(source, known, fetch, now)
    except InputRefused as error:
        return Gathered(state=_ill(state, error, now), refusals=(_refusal(source, error),))
    for page in found.pages:
        take(page)
    after = polling.well(state, now)
    return Gathered(
        state=polling.early(after, now) if found.more else after,
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
