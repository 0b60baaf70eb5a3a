"""The desk: the whole pipeline as prose, one method per step, in the order of the data.

    gather   ask the sources that are due, read what they served, keep new versions
    decide   give every report without a story to one, in the order of (published, id)
    record   take mentions, statements and holdings from what is new
    join     agree, per story, on what happened
    brief    write what has changed, every sentence tied to its reports
    link     which stories hang together

`once` runs them all on the store. Each step skips what is done, so a round that was killed is simply run again. The
methods `read`, `group`, `take`, `compose` and `check` are the same steps over plain values, without a store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from communique import times
from communique.clock import SystemClock
from communique.config import Settings
from communique.errors import CommuniqueError, InputRefused
from communique.model import (
    Brief,
    Check,
    Event,
    Noun,
    Page,
    Recorded,
    Refusal,
    Report,
    Source,
    Story,
    Verdict,
    Version,
    identity,
)
from communique.ports import Clock, Fetch, Parser, Store

if TYPE_CHECKING:
    from fastapi import FastAPI

    from communique.record import Recorder
    from communique.sources.gather import Gathered
    from communique.stories import Grouper

Progress = Callable[[str, int, int], None]


class Round(Noun):
    """What one round did: counts of sources asked, report versions, stories, events, briefs, and what was refused."""

    begun: str
    asked: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    opened: int = 0
    joined: int = 0
    copies: int = 0
    events: int = 0
    briefs: int = 0
    refusals: tuple[Refusal, ...] = ()


class Desk:
    """A desk in a folder. Everything it works with can be handed in; what is not is made when first needed."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        folder: Path | str = ".",
        store: Store | None = None,
        clock: Clock | None = None,
        fetch: Fetch | None = None,
        parser: Parser | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.folder = Path(folder)
        self.clock: Clock = clock or SystemClock()
        self._store, self._fetch, self._parser = store, fetch, parser

    # --- what it works with ----------------------------------------------------------------------------------------

    @cached_property
    def store(self) -> Store:
        """The store; opened, and made if it is not there yet. Raises StoreError."""
        from communique.store.sqlite import SqliteStore

        return self._store or SqliteStore(self.folder / self.settings.store)

    @cached_property
    def fetch(self) -> Fetch:
        """The door to the network."""
        from communique.sources.http import HttpFetch

        return self._fetch or HttpFetch(
            contact=self.settings.contact,
            clock=self.clock,
            allow_private=self.settings.allow_private,
            pace=self.settings.pace,
        )

    @cached_property
    def recorder(self) -> "Recorder":
        """The recorder, with its parser."""
        from communique.record import Recorder
        from communique.record.spacy_parser import SpacyParser

        return Recorder(self._parser or SpacyParser())

    @cached_property
    def grouper(self) -> "Grouper":
        """The grouper of the store, brought to where it stood by replaying the stored assignments."""
        from communique.stories import Grouper

        grouper = Grouper()
        for report, story in self.store.assignments():
            grouper.observe(report, story)
        return grouper

    # --- the steps over values ---------------------------------------------------------------------------------------

    def pages(
        self, name: str, stream: BinaryIO, base: Path | None = None, *, jsonl: bool = False
    ) -> Iterator[Page | InputRefused]:
        """The pages in a file: HTML, a feed, WARC, or JSON Lines, known by its first bytes or because `jsonl` says so."""
        from communique.reading import inputs

        return inputs.pages(name, stream, base, jsonl=jsonl)

    def read(self, page: Page) -> Report:
        """A report from the bytes of a page. Raises Unreadable."""
        from communique import reading

        return reading.read(page, latest=self.clock.now())

    def group(self, reports: Iterable[Report]) -> Iterator[tuple[Report, str]]:
        """Each report with the id of its story, in the order given, in one pass."""
        from communique.stories import Grouper

        grouper = Grouper()
        for report in reports:
            decision = grouper.decide(report)
            story = decision.story or identity("s", report.id)
            decided = replace(report, copy_of=decision.copy_of or report.copy_of)
            grouper.observe(decided, story)
            yield decided, story

    def take(self, report: Report) -> Recorded:
        """What the record takes from one report: mentions, statements, holdings."""
        return self.recorder.record(with_sentences(report))

    def compose(self, reports: Iterable[Report]) -> Iterator[Brief]:
        """Group, record, join and brief reports that are at hand: one brief a story, in the order they opened."""
        from communique import record

        stories: dict[str, list[Report]] = {}
        for report, story in self.group(map(with_sentences, reports)):
            stories.setdefault(story, []).append(report)
        taken = {r.id: self.take(r) for members in stories.values() for r in members}
        known = [holding for recorded in taken.values() for holding in recorded.holdings]
        events: dict[str, tuple[Event, ...]] = {}
        for story, members in stories.items():
            events[story] = record.join(story, members, [taken[r.id] for r in members], known, ())
        everything = [event for found in events.values() for event in found]
        for story, members in stories.items():
            yield self._composed(story, members, taken, events[story], everything, None, {})

    def check(self, check: Check) -> Verdict:
        """Is this sentence supported by these sources?"""
        from communique.briefs.check import check as gate

        return gate(check)

    def markdown(self, brief: Brief, reports: Iterable[Report]) -> str:
        """A brief as a page of Markdown for reading, with its sources as numbered notes."""
        from communique.briefs.markdown import markdown

        return markdown(brief, tuple(reports))

    # --- what is asked of the desk ---------------------------------------------------------------------------------

    def discover(self, address: str) -> Sequence[Source]:
        """The sources behind an address, the best first. Raises InputRefused when there is none."""
        from communique.sources.catalogue import discover

        return discover(address, self.fetch)

    def sound(self, source: Source) -> str:
        """Ask a source now without keeping anything; how it answered, in a few words. Raises InputRefused."""
        from communique.sources.gather import sound

        return sound(source, self.fetch)

    def site(self) -> "FastAPI":
        """The site as an ASGI application over the store."""
        from communique import site

        settings = site.SiteSettings(
            title=self.settings.title,
            notice=self.settings.notice,
            base_url=self.settings.address,
            timezone=self.settings.timezone,
        )
        return site.create(self.store, self.clock, settings)

    # --- the steps on the store --------------------------------------------------------------------------------------

    def once(self, progress: Progress = lambda step, done, total: None) -> Round:
        """One round over everything that is due. What was refused is in the result and in the store."""
        begun = self.clock.now()
        result = self.gather(Round(begun=times.rfc3339(begun)), progress)
        result = self.decide(result, progress)
        result = self.revise(result, progress)
        self.store.close_round(begun)
        return result

    def gather(self, result: Round, progress: Progress) -> Round:
        """Ask the sources that are due, several at once, and keep what each served in one transaction."""
        now = times.rfc3339(self.clock.now())
        states = {source.id: self.store.source_state(source.id) for source in self.store.sources()}
        due = [
            source
            for source in self.store.sources()
            if not states[source.id].ended and (states[source.id].due or "") <= now
        ]
        with ThreadPoolExecutor(max(1, self.settings.workers)) as pool:
            for done, (source, gathered) in enumerate(zip(due, pool.map(self._ask, due), strict=True), 1):
                result = self._keep(source, gathered, result)
                progress("gather", done, len(due))
        return replace(result, asked=len(due))

    def decide(self, result: Round, progress: Progress) -> Round:
        """Give every report without a story to one, in the order of (published, id), each in a transaction."""
        waiting = self.store.unassigned()
        counts = {"opened": 0, "joined": 0, "copies": 0}
        for done, report in enumerate(waiting, 1):
            decision = self.grouper.decide(report)
            story = decision.story or identity("s", report.id)
            with self.store.transaction():
                if decision.copy_of:
                    self.store.set_copy(report.id, decision.copy_of)
                    report = replace(report, copy_of=decision.copy_of)
                self.store.assign(report.id, story)
            self.grouper.observe(report, story)
            counts["joined" if decision.story else "opened"] += 1
            counts["copies"] += bool(decision.copy_of)
            progress("decide", done, len(waiting))
        return replace(result, **counts)

    def revise(self, result: Round, progress: Progress) -> Round:
        """Record, join, brief and link the stories that are due. All records come before all joins, all joins before
        all briefs: so what a brief may look back on does not depend on where an earlier round was cut off."""
        due = self.store.due()
        reports = {story.id: [with_sentences(r) for r in self.store.reports(story.reports)] for story in due}
        members = [report for story in due for report in reports[story.id]]
        taken: dict[str, Recorded] = {}
        for done, report in enumerate(members, 1):
            taken[report.id] = self._taken(report)
            progress("record", done, len(members))
        self._join(due, reports, taken)
        briefs = 0
        for done, story in enumerate(due, 1):
            briefs += self._brief(story, reports[story.id], taken)
            progress("brief", done, len(due))
        if due:
            self._link()
        events = sum(len(self.store.events_of_story(story.id)) for story in due)
        return replace(result, events=events, briefs=briefs)

    # --- within the steps --------------------------------------------------------------------------------------------

    def _ask(self, source: Source) -> "Gathered | Refusal":
        from communique.sources import gather

        try:
            state, pages = self.store.source_state(source.id), self.store.page_states(source.id)
            return gather.gather(source, state, pages, self.fetch, self.clock.now())
        except CommuniqueError as error:
            return Refusal(name=source.url, why=str(error), source=source.id)
        except Exception as error:  # one source must never end the run for the others
            return Refusal(name=source.url, why=f"unexpected {type(error).__name__}: {error}", source=source.id)

    def _keep(self, source: Source, gathered: "Gathered | Refusal", result: Round) -> Round:
        now = times.rfc3339(self.clock.now())
        if isinstance(gathered, Refusal):
            self.store.put_refusal(replace(gathered, at=now))
            return replace(result, refusals=(*result.refusals, gathered))
        refusals = list(gathered.refusals)
        read: dict[str, Report] = {}
        for page in gathered.pages:
            try:
                read[page.url] = self.read(page)
            except InputRefused as error:
                refusals.append(Refusal(name=error.name, why=error.why, source=source.id))
        new = changed = 0
        with self.store.transaction():
            for url, report in read.items():
                version = self._keep_report(report)
                new, changed = new + (version == 1), changed + (version > 1)
            for state in gathered.page_states:
                found = read.get(state.url)
                self.store.put_page_state(replace(state, report=found.id if found else state.report))
            for refusal in refusals:
                self.store.put_refusal(replace(refusal, at=now))
            self.store.put_source_state(gathered.state)
        return replace(
            result,
            new=result.new + new,
            changed=result.changed + changed,
            unchanged=result.unchanged + gathered.unchanged + len(read) - new - changed,
            refusals=(*result.refusals, *refusals),
        )

    def _keep_report(self, report: Report) -> int:
        """Keep a report if it is new or says something new; its version number, or 0 when nothing changed."""
        before = self.store.report(report.id)
        note = report.versions[-1].note if report.versions else None
        if before is None:
            report = replace(report, version=1, versions=(Version(version=1, modified=report.modified, note=note),))
        elif printed(before) == printed(report):
            return 0
        else:
            number = before.version + 1
            versions = (*before.versions, Version(version=number, modified=report.modified, note=note))
            report = replace(report, version=number, versions=versions, copy_of=before.copy_of)
        self.store.put_report(report)
        return report.version

    def _taken(self, report: Report) -> Recorded:
        stored = self.store.recorded(report.id, report.version)
        if stored is None or stored.derived != self.recorder.derived:
            stored = self.recorder.record(report)
            self.store.put_recorded(stored)
        return stored

    def _join(self, due: Sequence[Story], reports: Mapping[str, list[Report]], taken: Mapping[str, Recorded]) -> None:
        from communique import record

        known = self.store.holdings()
        for story in due:
            members = reports[story.id]
            before = self.store.events_of_story(story.id)
            events = record.join(story.id, members, [taken[r.id] for r in members], known, before)
            self.store.put_events(story.id, events)

    def _brief(self, story: Story, reports: list[Report], taken: Mapping[str, Recorded]) -> bool:
        """Write the story's brief; true if it has become a new version."""
        events = self.store.events_of_story(story.id)
        pairs = {(a.code, b.code) for event in events for a in event.actor for b in event.recipient}
        earlier = {
            event.id: event
            for a, b in sorted((a, b) for a, b in pairs if a and b and a != b)
            for event in self.store.events_of_pair(a, b)
            if event.story != story.id
        }
        previous = self.store.brief(story.id)
        words = {source.id: source.reprint for source in self.store.sources()}
        brief = self._composed(story.id, reports, taken, events, list(earlier.values()), previous, words)
        self.store.put_brief(brief)
        return previous is None or brief.version != previous.version

    def _composed(
        self,
        story: str,
        reports: Sequence[Report],
        taken: Mapping[str, Recorded],
        events: Sequence[Event],
        everything: Sequence[Event],
        previous: Brief | None,
        words: Mapping[str, str],
    ) -> Brief:
        from communique import briefs

        standard = str(self.settings.reprint_words)
        dossier = briefs.Dossier(
            story=story,
            reports=tuple(reports),
            recorded=tuple(taken[r.id] for r in reports),
            events=tuple(events),
            earlier=tuple(event for event in everything if event.story != story),
            previous=previous,
            now=times.rfc3339(self.clock.now()),
            allowances={r.id: words.get(r.source or "", standard) for r in reports},
        )
        return briefs.compose(dossier)

    def _link(self) -> None:
        from communique.stories import links

        facts = []
        for story in self.store.stories():
            brief, events = self.store.brief(story.id), self.store.events_of_story(story.id)
            if brief is None or story.redirect:
                continue
            actors = [actor for event in events for actor in (*event.actor, *event.recipient)]
            facts.append(
                links.StoryFacts(
                    id=story.id,
                    title=brief.headline,
                    text=" ".join(r.text for r in self.store.reports(story.reports)),
                    people=frozenset(actor.key for actor in actors if actor.person),
                    countries=frozenset(actor.code for actor in actors if actor.code),
                    dates=tuple(sorted(event.date.start for event in events if event.date and event.status == "done")),
                )
            )
        for story_id, found in links.links(facts).items():
            if tuple(self.store.links(story_id)) != found:
                self.store.put_links(story_id, found)


def printed(report: Report) -> tuple[object, ...]:
    """What makes a printing: two versions that agree in this are one."""
    return report.title, report.text, report.description, report.published, report.byline


def with_sentences(report: Report) -> Report:
    """The report with its sentences split, for reports that came as bare JSON Lines."""
    from communique.lexicon import sentences

    if report.sentences or not report.text:
        return report
    return replace(report, sentences=sentences.split(report.text, report.language))
