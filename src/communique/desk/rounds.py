"""A round of the desk on its store, one method per step, in the order of the data.

    gather   ask the sources that are due, read what they served, keep new versions
    decide   give every report without a story to one, in the order of (published, id)
    look back  at the latest reports, now that more is known
    record   take mentions, statements and holdings from what is new
    join     agree, per story, on what happened
    brief    write what has changed, every sentence tied to its reports
    link     which stories hang together
    subscribe  ask hubs to push what is new in sources that offer it
    announce   tell our own hub, where there is one, which feeds have changed
    deliver    send what is news to those who watch

`once` runs them all on the store. Each step skips what is done, so a round that was killed is simply run again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from communique import times
from communique.desk.announcing import announced
from communique.desk.elsewhere import elsewhere, pairs
from communique.desk.gathering import Progress, Round
from communique.desk.releasing import waits
from communique.desk.removing import masking
from communique.desk.serving import Serving
from communique.desk.steps import with_sentences
from communique.desk.wording import adopted, desks_own, dossier, under
from communique.desk.writing import Drafting
from communique.model import Brief, Event, Holding, Recorded, Refusal, Report, Story, identity

if TYPE_CHECKING:
    from communique.briefs import Dossier
    from communique.desk.delivering import Delivering

MOST_FORGOTTEN = 500  # decisions about a story that are looked through for people who were removed


class Desk(Serving):
    """A desk in a folder: the steps over values and the sources, which it inherits, and the round over its store."""

    def once(self, progress: Progress = lambda step, done, total: None) -> Round:
        """One round over everything that is due. What was refused is in the result and in the store."""
        begun = self.clock.now()
        _ = self.writer and self.prompt, self.post  # what is wrong with them is said before anything is done
        result = self.gather(Round(begun=times.rfc3339(begun)), progress)
        result = self.decide(result, progress)
        result = self.look_back(result)
        result = self.revise(result, progress)
        result = replace(result, refusals=(*result.refusals, *self.subscribe(), *self.announce(result)))
        result = self.deliver(result)
        self.store.close_round(begun)
        return result

    def decide(self, result: Round, progress: Progress) -> Round:
        """Give every report without a story to one, in the order of (published, id), each in a transaction."""
        waiting = self.store.unassigned()
        counts = {"opened": 0, "joined": 0, "copies": 0}
        if waiting:
            self.follow()  # outside the transactions: a grouper that is made now replays the whole store
        for done, report in enumerate(waiting, 1):
            with self.store.transaction():
                self.follow()
                decision = self.grouper.decide(report)
                story = decision.story or identity("s", report.id)
                if decision.copy_of:
                    self.store.set_copy(report.id, decision.copy_of)
                    report = replace(report, copy_of=decision.copy_of)
                for copy in decision.copies:
                    self.store.set_copy(copy, report.id)
                self.store.assign(report.id, story)
                kept = self.grouper.saved(report)
                self.store.keep(report.id, kept.row, kept.gone, kept.counted)
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
        printed, drafting = list[str](), self._drafting() if due else None
        decided: dict[str, int] = {}
        dossiers = self._dossiers(due, reports, taken, decided)
        for done, (story, brief) in enumerate(zip(due, self._briefs(dossiers, drafting), strict=True), 1):
            printed += [story.id] if brief and self._print(story, brief, decided[story.id]) else []
            progress("brief", done, len(due))
        if due:
            self.linking.revise(due, self.grouper)
        events = sum(len(self.store.events_of_story(story.id)) for story in due)
        return replace(
            result,
            events=events,
            briefs=len(printed),
            printed=tuple(printed),
            writing=drafting.result() if drafting else None,
        )

    def announce(self, result: Round) -> tuple[Refusal, ...]:
        """Tell the hub which feeds the round has changed. What it refused."""
        store, now = self.store, self.clock.now()
        refusals = tuple(announced(store, self.fetch, self.settings, result.printed, store.last_round(), now))
        for refusal in refusals:
            store.put_refusal(refusal)
        return refusals

    def deliver(self, result: Round) -> Round:
        """Put what is news for a watch into its outbox, and send what is due."""
        self.delivering.match()
        sent, refused = self.delivering.send()
        for refusal in refused:
            self.store.put_refusal(refusal)
        return replace(result, sent=sent, refusals=(*result.refusals, *refused))

    @property
    def delivering(self) -> "Delivering":
        """What matches and sends for those who watch. Raises ConfigError as `post` and `zone` do."""
        from communique.desk.delivering import Delivering

        return Delivering(
            self.store, self.fetch, self.post, self.settings.address, self.zone, self.clock.now,
            self.settings.title, self.sender, self.settings.workers, self.settings.language,
        )  # fmt: skip

    # --- within the steps ---

    def _taken(self, reports: Sequence[Report]) -> Iterator[Recorded]:
        """The record of each report: first those that are stored, then the others, each kept as soon as it is taken."""
        missing = []
        for report in reports:
            stored = self.store.recorded(report.id, report.version)
            if stored is None or stored.derived != self.recorder.derived:
                missing.append(report)
            else:
                yield stored
        masks = masking(self.store)
        for taken in self.recorder.records(missing) if missing else ():
            recorded = masks.noun(taken)
            self.store.put_recorded(recorded)
            yield recorded

    def _join(self, due: Sequence[Story], reports: Mapping[str, list[Report]], taken: Mapping[str, Recorded]) -> None:
        known = self.store.holdings()
        for story in due:
            members = reports[story.id]
            with self.store.transaction():
                if not self._stands(story):
                    continue
                self.join_story(story, members, [taken[r.id] for r in members], known)

    def join_story(
        self, story: Story, members: Sequence[Report], taken: Sequence[Recorded], known: Sequence[Holding]
    ) -> tuple[Sequence[Event], Sequence[Event]]:
        """Join a story's events, lay over them what editors decided, and keep them, with what the story tells of
        agreements: the events before and those after. Within a transaction of the caller's."""
        from communique import record

        became = self.store.redirecting(story.id)
        before = [event for one in (story.id, *became) for event in self.store.events_of_story(one, every=True)]
        told = record.join(story.id, members, taken, known, [event.coded or event for event in before])
        rulings = self.store.rulings_about((*told, *before))
        events = record.corrected(told, rulings, before, story.reports)
        for one in became:
            self.store.put_events(one, ())  # what the merged stories told, this one tells
        self.store.put_events(story.id, events)
        self._agree(story.id, members, taken, became)
        return before, events

    def _agree(self, story: str, reports: Sequence[Report], taken: Sequence[Recorded], became: Sequence[str]) -> None:
        """What the story tells of agreements, laid to those on record."""
        from communique import record

        codes = {a.code for one in taken for d in one.documents for a in d.parties if a.code}
        known = {a.id: a for one in (story, *became) for a in self.store.agreements_of_story(one)}
        known |= {a.id: a for code in sorted(codes) for a in self.store.agreements_of_country(code)}
        self.store.put_agreements(record.agreed(story, reports, taken, list(known.values()), became))

    def _stands(self, story: Story) -> bool:
        """Whether the story is still what it was when the round began to revise it. If not, it is due again."""
        now = self.store.story(story.id)
        return now is not None and now.redirect is None and now.reports == story.reports

    def _decided(self, story: Story) -> int:
        """The id of the last decision about the story or one of its events, 0 for none."""
        found = self.store.rulings(1, story=story.id)
        return found[0].id if found else 0

    def _drafting(self) -> Drafting | None:
        """A model's drafts, where one is set."""
        if self.writer is None:
            return None
        return Drafting(self.writer, self.store, self.settings.writer, self.prompt, self._today)

    def _today(self) -> date:
        return self.clock.now().astimezone(UTC).date()

    def _briefs(self, dossiers: "Iterator[Dossier]", drafting: Drafting | None) -> Iterator[Brief | None]:
        """The briefs of the stories, in their order, None for one that cannot be written."""
        from communique import briefs

        return drafting.briefs(dossiers) if drafting else map(briefs.composed, dossiers)

    def _dossiers(
        self,
        due: Sequence[Story],
        reports: Mapping[str, list[Report]],
        taken: Mapping[str, Recorded],
        decided: dict[str, int],
    ) -> "Iterator[Dossier]":
        """What each brief is written from; `decided` takes the last decision about the story before that was read."""
        for story in due:
            decided[story.id] = self._decided(story)
            yield self._told(story, reports[story.id], taken)

    def _told(self, story: Story, reports: list[Report], taken: Mapping[str, Recorded]) -> "Dossier":
        """What the story's brief is written from."""
        every = self.store.events_of_story(story.id, every=True)
        events = [event for event in every if event.stands]
        undone = [mention for event in every if event.removed for mention in event.evidence]
        earlier = {
            event.id: event
            for a, b in pairs(events)
            for event in self.store.events_of_pair(a, b)
            if event.story != story.id
        }
        previous = desks_own(self.store, story.id)
        words = {source.id: source.reprint for source in self.store.sources()}
        cited = {(c.report, c.version) for s in previous.sentences for c in s.citations} if previous else set()
        now = {(report.id, report.version) for report in reports}
        older = [r for id, version in sorted(cited - now) if (r := self.store.report(id, version))]
        dossier = self._dossier(
            story.id, reports, taken, events, list(earlier.values()), previous, words, older, undone
        )
        other = elsewhere(self.store, story.id, events, reports)
        forgot = [(r.id, r.at) for r in self.store.rulings(MOST_FORGOTTEN, story=story.id) if r.kind == "forget"]
        return replace(dossier, elsewhere=other, former=tuple(self._former(reports)), forgot=tuple(forgot))

    def _former(self, reports: Sequence[Report]) -> "Iterator[tuple[Report, Recorded]]":
        """The printings that a correction took back, as far as they are stored, with what was recorded from them."""
        for report in reports:
            for version in report.corrected:
                old = self.store.report(report.id, version.version - 1) if version.version > 1 else None
                if old is not None:
                    old = with_sentences(replace(old, copy_of=report.copy_of))
                    yield old, self.store.recorded(old.id, old.version) or self.take(old)

    def _print(self, story: Story, brief: Brief, decided: int) -> bool:
        """Print the story's brief, or let it wait for an editor, unless somebody has decided since; true if a new
        version is printed. What is withdrawn does not wait."""
        previous = self.store.brief(story.id)
        with self.store.transaction():
            if not self._stands(story) or self._decided(story) != decided:
                return False  # it is due again
            if (hand := adopted(self.store, story.id)) is not None and hand.text is not None:
                given = dossier(self.store, story.id, str(self.settings.reprint_words), times.rfc3339(self.clock.now()))
                brief = under(self.store, hand, brief, given)
            new = previous is None or brief.version != previous.version
            if new and self.settings.publish == "after release" and (previous is None or brief.state == "released"):
                waits(self.store, brief, times.rfc3339(self.clock.now()))
                return False
            self.store.put_brief(brief)
            self.store.drop_waiting(story.id)
        return new
