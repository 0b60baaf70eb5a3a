"""Asking the sources that are due, many hosts at once, and keeping what each served.

Every source is asked, read and kept by itself: it is in the store with one transaction or not at all, and none looks at
what another gave. So in whatever order they come in, the same stands in the store when all have been asked.

A round is bounded. One turn takes at most about six minutes (see `sources.turn`), no turn begins after a quarter of an
hour, and the sources of one host have their turns one after the other. What was not begun by then is still due, and
comes first in the next round; what failed last time comes last.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from communique import times
from communique.desk.hubs import Subscribing
from communique.desk.removing import masking, page_masked, tells_of
from communique.desk.retracting import BY_US, retracted
from communique.desk.steps import unexpected
from communique.desk.writing import Writing
from communique.errors import CommuniqueError, InputRefused
from communique.lexicon.printings import changed
from communique.model import Noun, Page, Refusal, Report, Source, SourceState, Version

if TYPE_CHECKING:
    from communique.sources.gather import Gathered
    from communique.sources.websub import Push

LONGEST_ROUND = 900.0  # seconds by the machine in which turns begin

Progress = Callable[[str, int, int], None]


class Round(Noun):
    """What one round did: counts of sources asked, report versions, stories, reports that the look back moved,
    events, briefs (and the stories of those that were `printed` anew), messages `sent` to those who watch, what was
    refused, and the model's part where one drafts."""

    begun: str
    asked: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    opened: int = 0
    joined: int = 0
    copies: int = 0
    moved: int = 0
    events: int = 0
    briefs: int = 0
    printed: tuple[str, ...] = ()
    sent: int = 0
    refusals: tuple[Refusal, ...] = ()
    writing: Writing | None = None


class Served(Noun):
    """What one source gave: how many reports were new, changed or as before, and what was refused."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: tuple[Refusal, ...] = ()


class Gathering(Subscribing):
    """The first step of a round."""

    def gather(self, result: Round, progress: Progress) -> Round:
        """Ask the sources that are due, several hosts at once, and keep what each served in one transaction."""
        now, sources = self.clock.now(), self.store.sources()
        states = {source.id: self.store.source_state(source.id) for source in sources}
        due = sorted(
            (s for s in sources if is_due(states[s.id], times.rfc3339(now), self._push(states[s.id], now).told)),
            key=lambda source: (states[source.id].failures > 0, states[source.id].due or "", source.id),
        )
        if due:
            _ = self.parser  # it loads while the sources are asked
        served: dict[str, Served] = {}
        for one in self._served(due):
            served |= one
            progress("gather", len(served), len(due))
        for source in due:
            result = _added(result, served[source.id]) if source.id in served else result
        return replace(result, asked=len(served))

    def _served(self, due: Sequence[Source]) -> Iterator[Mapping[str, Served]]:
        """What the sources gave, by their ids, of one host after the other as these come to their end. Whoever stops
        listening, or the program when it ends, does not wait for those that are still asked."""
        hosts = by_host(due)
        waiting = deque(hosts)
        ends, reading = time.monotonic() + LONGEST_ROUND, threading.Lock()
        came: queue.SimpleQueue[Mapping[str, Served] | Exception] = queue.SimpleQueue()

        def work() -> None:
            while (sources := _next(waiting)) is not None:
                try:
                    came.put({source.id: self._ask(source, reading) for source in sources if time.monotonic() < ends})
                except Exception as error:  # the store's: it ends the round
                    came.put(error)

        try:
            for _ in range(min(max(1, self.settings.workers), len(hosts))):
                threading.Thread(target=work, daemon=True, name="asking").start()
            for _ in hosts:
                one = came.get()
                if isinstance(one, Exception):
                    raise one
                yield one
        finally:
            waiting.clear()

    def _ask(self, source: Source, reading: threading.Lock) -> Served:
        """Ask a source, read its pages as they come, keep both. Pages are read one at a time over all sources: the
        extractors promise nothing about threads, and so no more bodies are held than there are workers."""
        from communique.sources import gather

        read: dict[str, Report] = {}
        refused: list[Refusal] = []

        def take(page: Page) -> None:
            try:
                with reading:
                    read[page.url] = self.read(page)
            except InputRefused as error:
                refused.append(Refusal(name=error.name, why=error.why, source=source.id))
            except Exception as error:  # one page must never end the run for the others
                refused.append(Refusal(name=page.url, why=unexpected(error), source=source.id))

        try:
            state, pages, now = self.store.source_state(source.id), self.store.page_states(source.id), self.clock.now()
            gathered = gather.gather(source, state, pages, self.fetch, now, take, self._push(state, now))
        except CommuniqueError as error:
            return self._refused(Refusal(name=source.url, why=str(error), source=source.id))
        except Exception as error:  # one source must never end the run for the others
            return self._refused(Refusal(name=source.url, why=unexpected(error), source=source.id))
        return self._keep(gathered, read, refused)

    def _push(self, state: SourceState, now: datetime) -> "Push":
        from communique.sources import websub

        return websub.push(state, self.held(state.source), now)

    def _refused(self, refusal: Refusal) -> Served:
        self.store.put_refusal(replace(refusal, at=times.rfc3339(self.clock.now())))
        return Served(refusals=(refusal,))

    def _keep(self, gathered: "Gathered", read: Mapping[str, Report], refused: Sequence[Refusal]) -> Served:
        now = times.rfc3339(self.clock.now())
        refusals = (*gathered.refusals, *refused)
        new = changed = 0
        with self.store.transaction():
            if self.store.source(gathered.state.source) is None:
                return Served()  # it was removed while it was asked
            masks = masking(self.store)
            paused = self.store.source_state(gathered.state.source).paused  # perhaps meanwhile
            for report in read.values():
                version = self._keep_report(masks.noun(report))
                new, changed = new + (version == 1), changed + (version > 1)
            for state in gathered.page_states:
                found = read.get(state.url)
                kept = page_masked(state, masks) if masks else state
                self.store.put_page_state(replace(kept, report=found.id if found else state.report))
                if state.url in gathered.gone and state.report:
                    changed += self._take_down(state.report)
            for refusal in refusals:
                if not tells_of(refusal, masks):
                    self.store.put_refusal(replace(refusal, at=now))
            self.store.put_source_state(replace(gathered.state, paused=paused))
            if gathered.source:
                self.store.put_source(gathered.source)
            if gathered.missed and (held := self.held(gathered.state.source)):
                self.store.put_subscription(replace(held, missed=gathered.state.asked))
        return Served(
            new=new,
            changed=changed,
            unchanged=gathered.unchanged + len(read) - new - changed,
            refusals=refusals,
        )

    def _keep_report(self, report: Report) -> int:
        """Keep a report if it is new or says something new; its version number, or 0 when nothing changed. One that the
        desk itself took out stays out."""
        before = self.store.report(report.id)
        if before is not None and before.retracted in BY_US:
            return 0
        if before is not None and before.retracted == report.retracted and not changed(before, report):
            return 0
        number, earlier = (before.version + 1, before.versions) if before else (1, ())
        seen = times.rfc3339(self.clock.now())
        this = Version(version=number, modified=report.modified, note=report.note, seen=seen)
        copy_of = before.copy_of if before else report.copy_of
        report = replace(report, version=number, versions=(*earlier, this), copy_of=copy_of)
        self.store.put_report(report)
        return report.version

    def _take_down(self, report: str) -> int:
        """Keep that a report's page was taken down for good; 1, or 0 where that is known."""
        before = self.store.report(report)
        if before is None or before.retracted:
            return 0
        self.store.put_report(retracted(before, "gone", times.rfc3339(self.clock.now())))
        return 1


def _next(waiting: deque[Sequence[Source]]) -> Sequence[Source] | None:
    try:
        return waiting.popleft()
    except IndexError:  # another took the last
        return None


def is_due(state: SourceState, now: str, told: bool = False) -> bool:
    """Whether a source is to be asked in a round at `now`: by its own time, but not a second time where that round was
    cut off and is run again; or since a hub has `told` that there is something new."""
    if state.ended or state.paused:
        return False
    return told or (state.asked != now and (state.due or "") <= now)


def by_host(sources: Sequence[Source]) -> Sequence[Sequence[Source]]:
    """The sources that are at one host, by the order of their first: they keep its pace together, and would only hold
    up each other's workers. What is no web address stands by itself."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(urlsplit(source.url).netloc.lower() or source.id, []).append(source)
    return list(found.values())


def _added(result: Round, served: Served) -> Round:
    return replace(
        result,
        new=result.new + served.new,
        changed=result.changed + served.changed,
        unchanged=result.unchanged + served.unchanged,
        refusals=(*result.refusals, *served.refusals),
    )
