"""The protocols the rooms are built against. A protocol's docstring is the contract; every implementation passes the
same tests. A port is added when its second implementation or its first fake needs it."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from communique.drafting import DraftStore
from communique.editorial import KeyStore, RulingStore, UserStore
from communique.model import (
    Agreement,
    Event,
    Holding,
    Link,
    Noun,
    PageState,
    Recorded,
    Redo,
    Refusal,
    Report,
    Source,
    SourceState,
    Statement,
    Story,
    Subscription,
    Terms,
)
from communique.publishing import BriefStore, ErasingStore, ViewStore, WaitingStore
from communique.searching import SearchStore
from communique.surveys import SurveyStore
from communique.watching import WatchStore


class Clock(Protocol):
    """The time of the desk. Polling, views and `updated` ask it; nothing else does."""

    def now(self) -> datetime:
        """The present, aware."""

    def sleep(self, seconds: float) -> None:
        """Wait; a playing clock moves on instead."""


class Answer(Noun):
    """What the network gave for one address: final `url` after redirects, lower-case `headers`, decoded `body`.

    `moved` is the address it has moved to for good: where the redirects that say so (301, 308) led before any that does
    not. `fresh` is for how many seconds the answer says it stays good, null where it does not say. `reserved` tells
    that text and data mining is reserved for this address, by header or by the host's tdmrep.json; null with a 304 of
    which neither says so: what was known of the page stands.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    moved: str | None = None
    fresh: float | None = None
    reserved: bool | None = False


class Fetch(Protocol):
    """Asking the network: what whoever reads sources is handed.

    `get` asks once, conditionally where validators are given, and returns an answer with status 200 or 304; with a
    `span` of bytes (first, last, both included) it asks for these alone and returns 206, or 200 with the whole where
    the server cannot. It raises FetchRefused before anything is sent (robots.txt, forbidden address, scheme) and
    FetchFailed for every other outcome. It keeps each host's pace. Safe to call from several threads.
    """

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> Answer: ...


class Door(Fetch, Protocol):
    """The only door to the network but mail: fetching, and what only hubs and webhooks are asked by.

    `post` sends a form, a field of several values as often as it has any, and returns an answer with a status of 2xx,
    of which at least the beginning of the body is given. All that holds for `get` holds for it, but robots.txt, which
    is for what is read: who offers an address to send to wants it used. A redirect is followed only where it keeps the
    form (307, 308).
    """

    def post(self, url: str, form: Mapping[str, str | Sequence[str]]) -> Answer: ...
    def call(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post these very bytes to whoever asked for them, as `post` does a form. No redirect is followed."""


class Subscriber(Protocol):
    """Who answers the hubs that call the site (WebSub, W3C Recommendation of 23 January 2018). `id` is what stands in
    the address called; no method tells whether an id was close to a known one. Safe to call from several threads.
    """

    def knows(self, id: str) -> bool:
        """Whether there is a subscription of this id."""

    def intended(self, id: str, asked: Mapping[str, str]) -> bool:
        """A hub wants to know whether it is to subscribe or unsubscribe us, or tells that it will not (`hub.mode`,
        `hub.topic`, `hub.lease_seconds`, `hub.reason`): true if that is what we want, or was understood."""

    def pushed(self, id: str, body: bytes, signature: str | None) -> None:
        """A hub pushed this body under this X-Hub-Signature. One that does not sign what was pushed changes nothing."""


class Token(Noun):
    """One token of a parse: offsets into the parsed text, universal part of speech, dependency label, index of the
    head token (its own index for a root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Parsed(Noun):
    """A dependency parse of one sentence; `entities` are (start, end, label) offsets with OntoNotes labels."""

    tokens: tuple[Token, ...]
    entities: tuple[tuple[int, int, str], ...] = ()


class Parser(Protocol):
    """Turns sentences into parses, in order, in batches."""

    def parse(self, sentences: Sequence[str]) -> Sequence[Parsed]: ...


class Entailment(Protocol):
    """How far one text carries another: for each pair of (premise, hypothesis), in order, a number from 0 (it does not)
    to 1 (who believes the premise believes the hypothesis too). Half and more counts as carried. A pair gives the same
    number whatever stands beside it in the call."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]: ...


class Offices(Protocol):
    """Who holds which office, out of all that reports said of it."""

    def __call__(self, holdings: Iterable[Holding], on: str | None = None) -> Terms:
        """All terms with their differences, or those of one day."""


class SourceStore(Protocol):
    """Sources, their health, and the pages asked."""

    def put_source(self, source: Source) -> None: ...
    def remove_source(self, source: str) -> None:
        """Forget the source and its state; its reports stay, and its subscriptions, which a hub has yet to end. Raises
        UsageError if it is unknown."""

    def sources(self) -> Sequence[Source]: ...
    def source(self, source: str) -> Source | None: ...
    def source_state(self, source: str) -> SourceState:
        """The state, fresh and empty for a source never asked."""

    def put_source_state(self, state: SourceState) -> None: ...
    def subscription(self, id: str) -> Subscription | None: ...
    def subscriptions(self, source: str | None = None) -> Sequence[Subscription]:
        """Those of one source or all, by id."""

    def put_subscription(self, subscription: Subscription) -> None: ...
    def remove_subscription(self, id: str) -> None:
        """Forget it, if there is one of this id."""

    def page_states(self, source: str) -> Mapping[str, PageState]:
        """All known pages of a source by address."""

    def put_page_state(self, state: PageState) -> None: ...
    def put_refusal(self, refusal: Refusal) -> None:
        """Keep a refusal; the same name and why again only moves its time."""

    def refusals(self, limit: int = 100, source: str | None = None) -> Sequence[Refusal]:
        """The newest first, of one source or of all."""


class ReportStore(Protocol):
    """Reports in all versions. A stored version's text never changes."""

    def put_report(self, report: Report) -> None:
        """Keep this version and make it searchable. A version that is stored already is left as it is."""

    def report(self, report: str, version: int | None = None) -> Report | None:
        """The given version, or the newest; its `versions` list them all."""

    def reports(self, ids: Iterable[str]) -> Sequence[Report]:
        """The newest versions, in the order asked, unknown ids left out."""

    def reports_by_source(self) -> Mapping[str, int]:
        """How many reports there are of each source that has any."""

    def first_reported(self) -> str | None:
        """The first day (UTC) on which a stored report was published, None without one."""

    def unassigned(self) -> Sequence[Report]:
        """Reports without a story, by (published, id)."""

    def set_copy(self, report: str, original: str) -> None: ...


class StoryStore(Protocol):
    """Stories and the reports in them."""

    def assign(self, report: str, story: str, *, fixed: bool = False) -> None:
        """Put a report into a story, opening it if it is new; the story is then due for revision, and so is one
        that the report left. Where a person placed it, it is `fixed` from then on. Idempotent. Raises UsageError for a
        report that is not stored and for a story that redirects to another."""

    def story(self, story: str) -> Story | None: ...
    def stories(self, ids: Collection[str] | None = None) -> Sequence[Story]:
        """All stories, or those of these ids, by the order they opened."""

    def stories_after(self, story: str | None, limit: int) -> Sequence[Story]:
        """Up to `limit` of those that redirect to no other, by the order they opened, after this one or from the
        first."""

    def assignments(self) -> Iterator[tuple[Report, str]]:
        """(report, story) in the order they were assigned, each report in the version by which it was assigned: what a
        grouper replays after a restart."""

    def story_of(self, report: str) -> str | None:
        """The story a report is in."""

    def mark_due(self, story: str) -> None: ...
    def due(self) -> Sequence[Story]:
        """Stories whose record, brief or links are older than their reports, by the order they opened; none that
        redirects to another."""

    def put_links(self, story: str, links: Sequence[Link]) -> None: ...
    def links(self, story: str) -> Sequence[Link]:
        """Best first."""

    def linked_to(self, story: str) -> Sequence[str]:
        """The stories of which a link leads to this one, by id."""

    def put_facts(self, story: str, body: bytes | None) -> None:
        """Keep what the story's links are drawn from, in place of what was kept; None lets go of it."""

    def facts(self) -> Mapping[str, bytes]:
        """What is kept so, by story."""


class GroupingStore(Protocol):
    """What grouping keeps of live reports: bytes under the id of a report, and one block besides."""

    def keep(self, report: str, row: bytes, gone: Sequence[str] = (), counted: bytes | None = None) -> None:
        """Keep the row of a stored report, let go of those of the `gone`, and replace the count if one is given."""

    def keep_nothing(self) -> None: ...
    def kept(self) -> Iterator[tuple[str, str, bytes | None]]:
        """(report, story, row) of all reports assigned since the first that has a row, in the order of assignment; the
        row is None where none is kept. Where there are no rows at all it is None for every report."""

    def counted(self) -> bytes | None:
        """The count that was kept last."""


class RecordStore(Protocol):
    """Mentions, statements, holdings as taken from report versions; events as joined per story."""

    def put_recorded(self, recorded: Recorded) -> None: ...
    def recorded(self, report: str, version: int) -> Recorded | None: ...
    def put_events(self, story: str, events: Sequence[Event]) -> None:
        """Replace the story's events and clear its mark as due for the record; participants are indexed by key. Those
        that are told no more are kept and found by id alone."""

    def event(self, event: str) -> Event | None: ...
    def events_of_story(self, story: str, *, every: bool = False) -> Sequence[Event]:
        """In the order they were put; with `every` also those that editors removed or joined to others."""

    def events_of_country(self, code: str) -> Sequence[Event]:
        """Events with the country on either side, by date, newest first (undated last)."""

    def events_of_pair(self, a: str, b: str) -> Sequence[Event]:
        """Events between the two (either direction, or both on a reciprocal side), newest first."""

    def events_of_person(self, key: str) -> Sequence[Event]: ...
    def statements_of_person(self, key: str) -> Sequence[Statement]: ...
    def statements_between(self, a: str, b: str) -> Sequence[Statement]:
        """What speakers of one of two countries said that names the other, from newest report versions only, latest
        report first."""

    def holdings(self, key: str | None = None, code: str | None = None) -> Sequence[Holding]:
        """Holdings of one person (by slug), of one country or of all, from newest report versions only, by (day,
        id)."""

    def redo(self, room: str) -> Redo | None:
        """How far the room has been derived again, None where nothing is under way."""

    def put_redo(self, redo: Redo) -> None:
        """Keep how far it is, in place of what was kept."""

    def close_redo(self, room: str) -> None:
        """It is done; let go of what was kept."""

    def people(self, limit: int | None = None) -> Sequence[tuple[str, str, str | None, int]]:
        """(key, name, country code, number of events) of everyone in an event, most events first, at most `limit`."""

    def countries(self, limit: int | None = None) -> Sequence[tuple[str, int]]:
        """(code, number of events), most first, at most `limit`."""

    def pairs(self, limit: int | None = None) -> Sequence[tuple[str, str, int]]:
        """(code, code, number of events) with codes in alphabetical order, most first, at most `limit`."""


class AgreementStore(Protocol):
    """Agreements over all stories."""

    def put_agreements(self, agreements: Sequence[Agreement]) -> None:
        """Keep each in place of what was kept under its id; one without a history is let go."""

    def agreements_of_story(self, story: str) -> Sequence[Agreement]: ...
    def agreements_of_country(self, code: str) -> Sequence[Agreement]:
        """Those the country is party to, by day, newest first (undated last)."""

    def agreements_of_pair(self, a: str, b: str) -> Sequence[Agreement]:
        """Those both are parties to, by day, newest first (undated last)."""


class StreamStore(Protocol):
    """All there is of a kind, a piece at a time, in memory that does not grow with the store. What is read is the store
    as it stood at the beginning; an iterator that is not read to its end is to be closed."""

    def each_event(
        self, *, country: str | None = None, pair: tuple[str, str] | None = None, person: str | None = None
    ) -> Generator[Event]:
        """Events that are told, or those of one country, pair or person, by (date, id), newest first (undated last)."""

    def each_statement(
        self, person: str | None = None, since: str | None = None, until: str | None = None
    ) -> Generator[Statement]:
        """Statements of newest report versions, or those of one person (by slug), by report and place in it; of reports
        published within days (UTC, both included; those without a time only where both are open)."""

    def each_holding(self, person: str | None = None) -> Generator[Holding]:
        """Holdings of newest report versions, or those of one person (by slug), by (day, id)."""

    def each_agreement(self, country: str | None = None) -> Generator[Agreement]:
        """Agreements, or those of one country, by (day, id), newest first (undated last)."""

    def each_report(self, since: str | None = None, until: str | None = None) -> Generator[Report]:
        """Newest versions, by id; those published within days, as with statements."""


class Store(
    SourceStore,
    ReportStore,
    StoryStore,
    GroupingStore,
    RulingStore,
    RecordStore,
    AgreementStore,
    StreamStore,
    SurveyStore,
    BriefStore,
    WaitingStore,
    ErasingStore,
    DraftStore,
    ViewStore,
    UserStore,
    KeyStore,
    WatchStore,
    SearchStore,
    Protocol,
):
    """Keep and find; decides nothing. One writer at a time; readers are never blocked.

    Every call outside a transaction commits by itself. Inside `transaction()` all calls of this thread commit together
    or, on an exception, not at all.
    """

    def transaction(self) -> AbstractContextManager[None]: ...
    def state(self, *, views: bool = False) -> tuple[int, ...]:
        """Another value after whatever any process commits; after what only counts `views` where they are asked for."""

    def last_round(self) -> datetime | None:
        """When the last finished round was begun, by the desk's clock."""

    def close_round(self, begun: datetime) -> None: ...
    def close(self) -> None: ...
