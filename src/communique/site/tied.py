"""Ties as the site tells them: read from the store, each fact with the sentences that bear it out.

The measures are `communique.ties`; what a page shows, the API sends and `communique tie` prints is one value.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from communique import ties, times
from communique.model import Agreement, Citation, Event, Noun, Standing, Statement, Tie
from communique.site.archive import Archive, Quoted

Told = TypeVar("Told", Agreement, Standing)


class Exhibit(Noun, frozen=True):
    """A sentence that bears a fact out: where it stands, our address of it, its words as far as they may be shown."""

    report: str
    version: int
    start: int
    address: str
    words: str = ""
    publisher: str | None = None
    published: str | None = None


class TieFacts(Noun, frozen=True):
    """A tie with the evidence of each of its events, agreements and statements, by their ids. A statement's words are
    empty where its publisher lets us print no more than a headline."""

    tie: Tie
    evidence: dict[str, tuple[Exhibit, ...]]


class Evidence:
    """The sentences behind events, agreements and statements by their ids, each looked up when first asked for. What
    is not known to it is looked for among the store's events."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._known: dict[str, Event | Agreement | Statement] = {}
        self._found: dict[str, list[Quoted]] = {}

    def know(self, *facts: Event | Agreement | Statement) -> None:
        """Facts that may be asked for."""
        self._known |= {fact.id: fact for fact in facts}

    def of(self, fact: str) -> list[Quoted]:
        """The sentences that bear a fact out, at most four; empty where none is stored any more."""
        if fact not in self._found:
            known = self._known.get(fact) or self.archive.store.event(fact)
            if known is None:
                self._found[fact] = []
            elif isinstance(known, Statement):
                self._found[fact] = [self.archive.quoted(cited(known), asked=True)]
            else:
                self._found[fact] = self.archive.evidence(known.reports, known.evidence)
        return self._found[fact]

    def standing(self, standing: Standing) -> list[Quoted]:
        """The sentences that say how an agreement came to stand, at most two."""
        return self.archive.evidence(standing.reports, standing.evidence, limit=2)

    def some(self, facts: Iterable[str], most: int = 3) -> list[Quoted]:
        """One sentence for each of the first facts that have one, each sentence once."""
        found: dict[str, Quoted] = {}
        for fact in facts:
            for quoted in self.of(fact)[:1]:
                found.setdefault(quoted.link, quoted)
            if len(found) == most:
                break
        return list(found.values())


def cited(statement: Statement) -> Citation:
    """Where a statement stands."""
    return Citation(report=statement.report, version=statement.version, start=statement.start, end=statement.end)


def told(
    archive: Archive,
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    year: int | None = None,
    new_since: str | None = None,
) -> Tie:
    """The tie of two countries as the store knows it; days are ISO dates."""
    store = archive.store
    events = store.events_of_pair(a, b)
    said = store.statements_between(a, b)
    reports = {s.report for s in said}
    archive.gather(reports)
    statements = [public(archive, s) for s in said]
    if new_since:
        reports |= {report for e in events for report in e.reports}
    return ties.tie(
        a, b, events, statements=statements, agreements=printed(archive, store.agreements_of_pair(a, b)),
        reported={report: day(archive, report) for report in reports}, since=since, until=until, year=year,
        new_since=new_since, dealings={code: store.dealings_within(code, since, until) for code in (a, b)},
    )  # fmt: skip


def facts(archive: Archive, tie: Tie) -> TieFacts:
    """A tie with all its evidence."""
    evidence = Evidence(archive)
    everything: list[Event | Agreement | Statement] = [*tie.events, *tie.planned, *tie.agreements]
    everything += [r.statement for r in tie.remarks]
    evidence.know(*everything)
    return TieFacts(tie=tie, evidence={one.id: exhibits(evidence.of(one.id)) for one in everything})


def exhibits(found: Sequence[Quoted]) -> tuple[Exhibit, ...]:
    """Sentences as the API sends them."""
    return tuple(
        Exhibit(
            report=q.report, version=q.version, start=q.start, address=q.link, words=q.words, publisher=q.publisher,
            published=q.published,
        )
        for q in found
    )  # fmt: skip


def public(archive: Archive, statement: Statement) -> Statement:
    """A statement without its words where they are not ours to print."""
    report = archive.report(statement.report, statement.version)
    return replace(statement, words="") if report is None or archive.closed(report) else statement


def printed(archive: Archive, agreements: Sequence[Agreement]) -> list[Agreement]:
    """Agreements without name and subject, which are words of reports, where one of these is not ours to print: the
    kind stands for the name."""
    return [replace(_open(archive, a), history=tuple(_open(archive, s) for s in a.history)) for a in agreements]


def _open(archive: Archive, told: Told) -> Told:
    reports = [archive.report(report) for report in told.reports]
    ours = all(report is not None and not archive.closed(report) for report in reports)
    return told if ours else replace(told, name=told.kind, subject=None)


def day(archive: Archive, report: str) -> str | None:
    """The day a report was published, at its publisher's place."""
    found = archive.report(report)
    try:
        published = times.day_of(found.published) if found else None
    except ValueError:
        return None
    return published.isoformat() if published else None
