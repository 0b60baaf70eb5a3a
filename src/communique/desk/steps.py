"""The steps over plain values, without a store: read, group, take, compose, check, and what is asked of a desk."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from msgspec.structs import replace

from communique import times
from communique.desk.equipment import Equipment
from communique.errors import InputRefused, UsageError
from communique.model import Brief, Check, Event, Page, Recorded, Report, Verdict, identity

if TYPE_CHECKING:
    from communique.briefs import Dossier
    from communique.exports.kinds import Format, Style, What
    from communique.model.digests import CheckedDigest
    from communique.site.exported import Selection
    from communique.site.tied import TieFacts
    from communique.stories import Decision
    from communique.stories.explaining import Explained
    from communique.stories.neighbours import Neighbour

T = TypeVar("T")


class Steps(Equipment):
    """One method per step, in the order of the data."""

    def pages(
        self, name: str, stream: BinaryIO, base: Path | None = None, *, jsonl: bool = False
    ) -> Iterator[Page | InputRefused]:
        """The pages in a file: HTML, a feed, WARC or JSON Lines, known by its first bytes or by `jsonl`."""
        from communique.reading import inputs

        return inputs.pages(name, stream, base, jsonl=jsonl)

    def read(self, page: Page) -> Report:
        """A report from the bytes of a page. Raises Unreadable."""
        from communique import reading

        return reading.read(page, latest=self.clock.now())

    def group(self, reports: Iterable[Report]) -> Iterator[tuple[Report, str]]:
        """Each report with the id of its story, in the order given: decided in one pass, then looked at once more."""
        yield from ((report, story) for report, story, _ in self._grouped(reports, lambda decision: None))

    def explain(self, reports: Iterable[Report]) -> "Iterator[Explained]":
        """The same, with the stories that were considered for each report and what spoke for and against them."""
        from communique.stories.explaining import explained

        for report, story, first in self._grouped(reports, explained):
            given = first.story or identity("s", report.id)
            yield replace(first, story=story, first=given if given != story else None)

    def _grouped(self, reports: Iterable[Report], kept: "Callable[[Decision], T]") -> Iterator[tuple[Report, str, T]]:
        """Each report with its story, and what is kept of the decision about it."""
        from communique.stories import Grouper, repair

        grouper, decided = Grouper(), []
        for report in reports:
            decision = grouper.decide(report)
            report = replace(report, copy_of=decision.copy_of or report.copy_of)
            grouper.observe(report, story := decision.story or identity("s", report.id))
            decided.append((report, story, kept(decision)))
        moved = {move.report: move.story for move in repair(grouper, lambda report: identity("s", report, "apart"))}
        yield from ((report, moved.get(report.id, story), it) for report, story, it in decided)

    def related(self, reports: Iterable[Report], most: int | None = None) -> "Iterator[tuple[Report, list[Neighbour]]]":
        """Each report with the others, nearest first, in the order given."""
        from communique.stories.neighbours import neighbours

        return neighbours(list(reports), most)

    def take(self, report: Report) -> Recorded:
        """What the record takes from one report: mentions, statements, holdings."""
        return self.recorder.record(with_sentences(report))

    def account(self, report: Report) -> Iterator[str]:
        """Lines for reading: why the acts of a report were recorded as they were, by parse, words, sides and actors."""
        from communique.record.explaining import explained

        return explained(self.recorder, with_sentences(report))

    def compose(self, reports: Iterable[Report]) -> Iterator[Brief]:
        """Group, record, join and brief reports that are at hand: one brief a story that can be written, in the order
        they opened. The same reports give the same bytes, in whatever order they come and whenever: it has no
        `updated`."""
        from communique import briefs, record

        stories: dict[str, list[Report]] = {}
        decided = sorted(map(with_sentences, reports), key=lambda report: times.order_of(report.published, report.id))
        for report, story in self.group(decided):
            stories.setdefault(story, []).append(report)
        every = [r for members in stories.values() for r in members]
        taken = {recorded.report: recorded for recorded in self.recorder.records(every)}
        known = [holding for recorded in taken.values() for holding in recorded.holdings]
        events: dict[str, tuple[Event, ...]] = {}
        for story, members in stories.items():
            events[story] = record.join(story, members, [taken[r.id] for r in members], known, ())
        everything = [event for found in events.values() for event in found]
        first = min((day.isoformat() for r in every if (day := times.day_of(r.published))), default=None)
        for story, members in stories.items():
            dossier = self._dossier(story, members, taken, events[story], everything, None, {})
            brief = briefs.composed(replace(dossier, now="", elsewhere=briefs.Elsewhere(since=first)))
            if brief is not None:
                yield brief

    def check(self, check: Check) -> Verdict:
        """Is this sentence supported by these sources? Raises ConfigError where a model is set that cannot be used."""
        from communique.briefs.check import check as gate

        return gate(check, self.entailment)

    def check_digest(self, page: Page, reports: Iterable[Report]) -> "CheckedDigest":
        """Anybody's digest, each sentence marked with what in the reports supports it and what is wrong; the page
        itself and its copies among the reports are left out. Raises Unreadable."""
        from communique import record
        from communique.briefs.digest.checking import check, newest
        from communique.reading.digests import digest

        printed = digest(page, self.clock.now())
        given = newest([with_sentences(report) for report in reports])

        def joined(members: Sequence[Report]) -> tuple[Event, ...]:
            taken = [self.take(report) for report in members]
            return record.join("digest", members, taken, [h for one in taken for h in one.holdings], ())

        return check(printed, given, {report.id: story for report, story in self.group(given)}, joined)

    def markdown(self, brief: Brief, reports: Iterable[Report]) -> str:
        """A brief as a page of Markdown for reading, with its sources as numbered notes."""
        from communique.briefs.markdown import markdown

        return markdown(brief, tuple(reports))

    def html(self, briefs: Sequence[Brief], reports: Iterable[Report]) -> str:
        """Briefs as a page of their own, with its style inside and the citations linked to the sources."""
        from communique.briefs.page import html

        return html(briefs, tuple(reports))

    def tie(self, a: str, b: str, **asked: str) -> "TieFacts":
        """What passed between two countries (ISO 3166 alpha-3) with its evidence, as the site tells it; `since`,
        `until` and `new_since` are ISO dates. Raises UsageError for what is no pair of countries."""
        from communique.lexicon import countries
        from communique.site import tied
        from communique.site.archive import Archive

        for code in (a, b):
            if code not in countries.codes() or a == b:
                raise UsageError(f"{a} {b}: a tie is between two countries, by their codes: CHN PRK")
        archive = Archive(self.store)
        first, second = sorted((a, b))
        return tied.facts(archive, tied.told(archive, first, second, year=None, **asked))

    def exported(
        self, what: "What", format: "Format", chosen: "Selection", style: "Style | None", file: BinaryIO
    ) -> None:
        """Write facts of the record in a format other programs read, in bounded memory. Raises UsageError for what is
        not written so, and for Parquet without pyarrow."""
        from communique.exports import parquet, writing
        from communique.site import exported

        writing.check(what, format, style)
        base = self.settings.address.rstrip("/")
        with closing(exported.told(self.store, what, chosen, base)) as told:
            if format == "parquet":
                parquet.write(writing.table(what, style), told, file)
                return
            done = exported.carried(self.store, chosen) if format == "ics" else frozenset[str]()
            name = f"{exported.name(chosen)} – {self.settings.title}"
            for piece in writing.written(what, format, told, base=base, name=name, style=style, carried=done):
                file.write(piece)

    def _dossier(
        self,
        story: str,
        reports: Sequence[Report],
        taken: Mapping[str, Recorded],
        events: Sequence[Event],
        everything: Sequence[Event],
        previous: Brief | None,
        words: Mapping[str, str],
        printings: Sequence[Report] = (),
        undone: Iterable[str] = (),
    ) -> "Dossier":
        """Everything of one story as values."""
        from communique import briefs

        standard = str(self.settings.reprint_words)
        return briefs.Dossier(
            story=story,
            reports=tuple(r for r in reports if not r.retracted),
            recorded=tuple(taken[r.id] for r in reports if not r.retracted),
            events=tuple(events),
            earlier=tuple(event for event in everything if event.story != story),
            previous=previous,
            now=times.rfc3339(self.clock.now()),
            allowances={r.id: r.allowance(words.get(r.source or "", standard)) for r in reports},
            retracted=tuple(r for r in reports if r.retracted),
            printings=tuple(printings),
            undone=frozenset(undone),
        )


def with_sentences(report: Report) -> Report:
    """The report with its sentences split, for reports that came as bare JSON Lines."""
    from communique.lexicon import sentences

    if report.sentences or not report.text:
        return report
    return replace(report, sentences=sentences.split(report.text, report.language))


def unexpected(error: Exception) -> str:
    """A fault of ours in words a user can report."""
    return f"unexpected {type(error).__name__}: {error}"
