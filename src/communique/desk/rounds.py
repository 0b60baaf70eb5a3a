"""A round of the desk on its store, one method per step, in the order of the data.

    gather   ask the sources that are due, read what they served, keep new versions
    decide   give every report without a story to one, in the order of (published, id)
    record   take mentions, statements and holdings from what is new
    join     agree, per story, on what happened
    brief    write what has changed, every sentence tied to its reports
    link     which stories hang together
    subscribe  ask hubs to push what is new in sources that offer it

`once` runs them all on the store. Each step skips what is done, so a round that was killed is simply run again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique import times
from communique.desk.hubs import Subscribing
from communique.desk.steps import unexpected, with_sentences
from communique.errors import CommuniqueError, InputRefused
from communique.lexicon.printings import changed
from communique.model import Noun, Recorded, Refusal, Report, Source, SourceState, Story, Version, identity

if TYPE_CHECKING:
    from communique.sources.gather import Gathered
    from communique.sources.websub import Push

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


class Desk(Subscribing):
    """A desk in a folder: the steps over values and the sources, which it inherits, and the round over its store."""

    def once(self, progress: Progress = lambda step, done, total: None) -> Round:
        """One round over everything that is due. What was refused is in the result and in the store."""
        begun = self.clock.now()
        result = self.gather(Round(begun=times.rfc3339(begun)), progress)
        result = self.decide(result, progress)
        result = self.revise(result, progress)
        result = replace(result, refusals=(*result.refusals, *self.subscribe()))
        self.store.close_round(begun)
        return result

    def gather(self, result: Round, progress: Progress) -> Round:
        """Ask the sources that are due, several at once, and keep what each served in one transaction."""
        due = [source for source in self.store.sources() if self._is_due(source)]
        if due:
            _ = self.parser  # it loads while the sources are asked
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
                for copy in decision.copies:
                    self.store.set_copy(copy, report.id)
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
        for done, recorded in enumerate(self._taken(members), 1):
            taken[recorded.report] = recorded
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

    # --- within the steps ---

    def _is_due(self, source: Source) -> bool:
        """Whether the source is to be asked now: by its own time, or since a hub says that there is something new."""
        state, now = self.store.source_state(source.id), self.clock.now()
        return not state.ended and ((state.due or "") <= times.rfc3339(now) or self._push(state, now).told)

    def _push(self, state: SourceState, now: datetime) -> "Push":
        from communique.sources import websub

        return websub.push(state, self.held(state.source), now)

    def _ask(self, source: Source) -> "Gathered | Refusal":
        from communique.sources import gather

        try:
            state, pages, now = self.store.source_state(source.id), self.store.page_states(source.id), self.clock.now()
            return gather.gather(source, state, pages, self.fetch, now, self._push(state, now))
        except CommuniqueError as error:
            return Refusal(name=source.url, why=str(error), source=source.id)
        except Exception as error:  # one source must never end the run for the others
            return Refusal(name=source.url, why=unexpected(error), source=source.id)

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
            except Exception as error:  # one page must never end the run for the others
                refusals.append(Refusal(name=page.url, why=unexpected(error), source=source.id))
        new = changed = 0
        with self.store.transaction():
            for report in read.values():
                version = self._keep_report(report)
                new, changed = new + (version == 1), changed + (version > 1)
            for state in gathered.page_states:
                found = read.get(state.url)
                self.store.put_page_state(replace(state, report=found.id if found else state.report))
            for refusal in refusals:
                self.store.put_refusal(replace(refusal, at=now))
            self.store.put_source_state(gathered.state)
            if gathered.source:
                self.store.put_source(gathered.source)
            if gathered.missed and (held := self.held(source.id)):
                self.store.put_subscription(replace(held, missed=gathered.state.asked))
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
        if before is not None and not changed(before, report):
            return 0
        number, earlier = (before.version + 1, before.versions) if before else (1, ())
        seen = times.rfc3339(self.clock.now())
        this = Version(version=number, modified=report.modified, note=report.note, seen=seen)
        copy_of = before.copy_of if before else report.copy_of
        report = replace(report, version=number, versions=(*earlier, this), copy_of=copy_of)
        self.store.put_report(report)
        return report.version

    def _taken(self, reports: Sequence[Report]) -> Iterator[Recorded]:
        """The record of each report: first those that are stored, then the others, each kept as soon as it is taken."""
        missing = []
        for report in reports:
            stored = self.store.recorded(report.id, report.version)
            if stored is None or stored.derived != self.recorder.derived:
                missing.append(report)
            else:
                yield stored
        for recorded in self.recorder.records(missing) if missing else ():
            self.store.put_recorded(recorded)
            yield recorded

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

    def _link(self) -> None:
        from communique.stories import links

        due = {story.id for story in self.store.due()}
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
                    places=frozenset(event.place.name for event in events if event.place and event.status == "done"),
                )
            )
        for story_id, found in links.links(facts).items():
            if story_id in due or tuple(self.store.links(story_id)) != found:
                self.store.put_links(story_id, found)
