"""What exports are given, read from the store a few facts at a time: facts with reports, addresses and those words that
the reports allow."""

from collections.abc import Generator, Iterable
from contextlib import closing
from itertools import islice

from msgspec.structs import replace

from communique import ties, times
from communique.exports.calendar import is_meeting
from communique.exports.kinds import What
from communique.exports.moments import instant
from communique.exports.nouns import Cited, Passage, Told, ToldAgreement, ToldEvent, ToldHolding, ToldStatement
from communique.exports.printing import printable
from communique.model import (
    Agreement,
    Brief,
    Citation,
    Document,
    Event,
    Holding,
    Mention,
    Noun,
    Report,
    Source,
    Statement,
)
from communique.ports import Store
from communique.site import tied, words
from communique.site.archive import Archive

AT_ONCE = 100  # facts for which the store is asked together
PASSAGES = 4  # sentences of one fact
Fact = Event | Statement | Holding | Agreement | Report


class Selection(Noun, frozen=True):
    """Which facts: of a country, a pair or a person (by key), within days (both included; null is open). What has no
    day is in it only where the period is open on both sides."""

    country: str | None = None
    pair: tuple[str, str] | None = None
    person: str | None = None
    since: str | None = None
    until: str | None = None

    def codes(self) -> tuple[str, ...]:
        """The countries asked for."""
        return self.pair or ((self.country,) if self.country else ())

    def within(self, day: str | None) -> bool:
        """Is this day within the period?"""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or "") <= day[:10] and (self.until is None or day[:10] <= self.until)


def told(store: Store, what: What, chosen: Selection, base: str, offset: int = 0) -> Generator[Told]:
    """The facts of a kind from `offset` on, each with its evidence; `base` is the site's address. To be closed if it is
    not read to its end."""
    with closing(found(store, what, chosen)) as facts:
        rest = islice(facts, offset, None)
        while some := list(islice(rest, AT_ONCE)):
            desk = Telling(store, base)
            yield from (one for fact in some if (one := desk.tell(fact)) is not None)


def name(chosen: Selection) -> str:
    """What a selection is called: `China – North Korea`."""
    named = [words.country(code) for code in chosen.codes()] + ([chosen.person] if chosen.person else [])
    return " – ".join(named) or "All countries"


def carried(store: Store, chosen: Selection) -> set[str]:
    """Ids of the plans that events of the selection carried out."""
    return {event.fulfils for event in events(store, chosen) if event.fulfils}


def events(store: Store, chosen: Selection) -> Generator[Event]:
    """The events of a selection, of all days."""
    return store.each_event(country=chosen.country, pair=chosen.pair, person=chosen.person)


def found(store: Store, what: What, chosen: Selection) -> Generator[Fact]:
    """The facts of a kind as the store has them."""
    codes = set(chosen.codes())
    if what in ("events", "meetings"):
        for event in events(store, chosen):
            if ties.within(event, chosen.since, chosen.until) and (what == "events" or is_meeting(event)):
                yield event
    elif what == "statements":
        statements = store.each_statement(chosen.person, chosen.since, chosen.until)
        yield from (s for s in statements if not codes or between(s, chosen))
    elif what == "offices":
        for held in store.each_holding(chosen.person):
            if (not codes or held.code in codes) and chosen.within(held.day):
                yield held
    elif what == "agreements":
        for one in store.each_agreement(next(iter(chosen.codes()), None)):
            if codes <= {party.code for party in one.parties} and chosen.within(one.day):
                yield one
    else:
        yield from store.each_report(chosen.since, chosen.until)


def between(said: Statement, chosen: Selection) -> bool:
    """Is it a statement of the country or on it; of one of the pair on the other?"""
    by, about = said.speaker.code, set(said.about)
    if chosen.pair is None:
        return by == chosen.country or chosen.country in about
    return by in chosen.pair and bool(about & (set(chosen.pair) - {by}))


class Telling:
    """Facts of one batch, told with what the store has of their reports."""

    def __init__(self, store: Store, base: str) -> None:
        self.archive = Archive(store)
        self.base = base
        self._printed: dict[tuple[str, int], frozenset[int]] = {}
        self._cited: dict[tuple[str, int], Cited] = {}
        self._stories: dict[str, tuple[str, str | None]] = {}

    def tell(self, fact: Fact) -> Told | None:
        """The fact as exports take it; None where its report is no longer stored."""
        if isinstance(fact, Event):
            return self.event(fact)
        if isinstance(fact, Agreement):
            return ToldAgreement(agreement=fact, passages=self.passages(fact), reports=self.reports(fact.reports))
        if isinstance(fact, Report):
            return self.cited(fact)
        report = self.archive.report(fact.report, fact.version)
        if report is None:
            return None
        address = self.base + self.archive.quoted(place(fact, report), asked=True).link
        if isinstance(fact, Holding):
            return ToldHolding(holding=fact, report=self.cited(report), address=address)
        within = {i for i, span in enumerate(report.sentences) if span.start < fact.end and span.end > fact.start}
        said = fact if within <= self.printed(report) else replace(fact, words="")
        return ToldStatement(statement=said, report=self.cited(report), address=address)

    def event(self, event: Event) -> ToldEvent:
        """An event with its evidence."""
        story, decided = self.story(event.story)
        brief = self.archive.brief(story)
        reports = self.reports(event.reports)
        passages = self.passages(event)
        home = f"{self.base}/story/{story}"
        return ToldEvent(
            event=event,
            address=home if brief else next((p.address for p in passages), home),
            brief=home if brief else None,
            headline=brief.headline if brief else None,
            passages=passages,
            reports=reports,
            changed=changed(reports, decided, brief),
        )

    def story(self, story: str) -> tuple[str, str | None]:
        """What the story became, and when something was last decided about it or its events."""
        if story not in self._stories:
            settled = self.archive.settled(story)
            decided = self.archive.store.rulings(limit=1, story=settled)
            self._stories[story] = (settled, decided[0].at if decided else None)
        return self._stories[story]

    def reports(self, ids: tuple[str, ...]) -> tuple[Cited, ...]:
        """The reports of these ids that are stored, newest versions."""
        return tuple(self.cited(report) for one in ids if (report := self.archive.report(one)) is not None)

    def cited(self, report: Report) -> Cited:
        """A report without its text."""
        key = (report.id, report.version)
        if key not in self._cited:
            source = self.archive.source_of(report)
            story = self.archive.store.story_of(report.id)
            self._cited[key] = cited(report, source, self.story(story)[0] if story else None, self.base)
        return self._cited[key]

    def passages(self, fact: Event | Agreement) -> tuple[Passage, ...]:
        """The sentences that bear a fact out, the first of each report before the second of any, and of these those
        that tell of it as it stands before those that tell of it as planned or otherwise."""
        wanted, turns = set(fact.evidence), list[tuple[int, Mention | Document]]()
        for report in fact.reports:
            turns += enumerate(self.archive.mentions(report, wanted))
        turns.sort(key=lambda turn: (turn[0], turn[1].status != fact.status))
        told = (self.passage(mention) for _, mention in turns)
        return tuple(islice((passage for passage in told if passage is not None), PASSAGES))

    def passage(self, mention: Mention | Document) -> Passage | None:
        """One sentence, its words only where they may be printed."""
        report = self.archive.report(mention.report, mention.version)
        if report is None or not 0 <= mention.sentence < len(report.sentences):
            return None
        span = report.sentences[mention.sentence]
        newest = self.archive.report(report.id)
        version = "" if newest is None or newest.version == report.version else f"/v/{report.version}"
        return Passage(
            report=report.id,
            version=report.version,
            address=f"{self.base}/report/{report.id}{version}#s-{span.start}",
            words=report.sentence(mention.sentence) if mention.sentence in self.printed(report) else "",
            lead="\n" not in report.text[: span.start].lstrip(),
        )

    def printed(self, report: Report) -> frozenset[int]:
        """The sentences of this version that exports may print."""
        key = (report.id, report.version)
        if key not in self._printed:
            allowed = self.archive.least_allowed(report)
            self._printed[key] = printable(report, self.archive.recorded(*key), allowed)
        return self._printed[key]


def place(fact: Statement | Holding, report: Report) -> Citation:
    """Where a statement's or an office's sentence stands."""
    if isinstance(fact, Statement):
        return tied.cited(fact)
    spans = report.sentences
    start, end = (spans[fact.sentence].start, spans[fact.sentence].end) if 0 <= fact.sentence < len(spans) else (0, 0)
    return Citation(report=report.id, version=fact.version, start=start, end=end)


def cited(report: Report, source: Source | None, story: str | None, base: str) -> Cited:
    """A report without its text, with what is known of its source."""
    version = next((v for v in report.versions if v.version == report.version), None)
    return Cited(
        id=report.id, address=f"{base}/report/{report.id}", version=report.version, source=report.source,
        publisher=report.publisher or (source.publisher if source else None), title=report.title,
        url=report.canonical_url or report.url, published=report.published, modified=report.modified,
        seen=version.seen if version else None, language=report.language,
        dateline=report.dateline.text if report.dateline else None, origin=report.origin, access=report.access,
        copy_of=report.copy_of, versions=max(1, len(report.versions)), story=story,
    )  # fmt: skip


def changed(reports: Iterable[Cited], decided: str | None, brief: Brief | None) -> str | None:
    """The last time something may have changed an event: a printing of one of its reports, a decision about its story
    or about itself, a new version of the brief."""
    said = [r.seen or r.modified or r.published for r in reports]
    said += [decided, brief.dates.updated if brief else None]
    known = [at for text in said if (at := instant(text)) is not None]
    return times.rfc3339(max(known)) if known else None
