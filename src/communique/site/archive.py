"""What one page needs from the store, read once: reports, sources, records, and sentences in their context."""

from collections.abc import Iterable, Sequence

from communique.model import (
    Brief,
    Citation,
    Document,
    Mention,
    Noun,
    Recorded,
    Report,
    Source,
    Span,
    spot,
    spot_of,
    words_allowed,
)
from communique.ports import Store
from communique.site.language import _


class Quoted(Noun, frozen=True):
    """A stored sentence in its context: the sentences before and after it, and where it begins. `words` is empty
    when the sentence is not to be shown (`why` says so) or is no longer stored."""

    report: str
    version: int
    start: int
    words: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    ownership: str = "unknown"
    country: str | None = None
    published: str | None = None
    language: str | None = None
    origin: tuple[str, ...] = ()
    newest: bool = True
    asked: bool = False

    @property
    def link(self) -> str:
        """The address of the sentence on our page of the report, which shows some only to who comes for them."""
        version = "" if self.newest else f"/v/{self.version}"
        return f"/report/{self.report}{version}{f'?s={self.start}' if self.asked else ''}#s-{self.start}"


class Archive:
    """A reader's eyes on the store for the length of one page: nothing is asked twice."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._reports: dict[tuple[str, int | None], Report | None] = {}
        self._recorded: dict[tuple[str, int], Recorded | None] = {}
        self._briefs: dict[str, Brief | None] = {}
        self._sources: dict[str, Source] | None = None

    def report(self, report: str, version: int | None = None) -> Report | None:
        """A report in the given version, or the newest."""
        key = (report, version)
        if key not in self._reports:
            newest = self._reports.get((report, None))
            if newest is not None and newest.version == version:
                return newest
            self._reports[key] = self.store.report(report, version)
        return self._reports[key]

    def gather(self, reports: Iterable[str]) -> None:
        """Have these reports at hand: many are found together in the time of a few alone."""
        unknown = [report for report in dict.fromkeys(reports) if (report, None) not in self._reports]
        self._reports |= {(found.id, None): found for found in self.store.reports(unknown)}

    def recorded(self, report: str, version: int) -> Recorded | None:
        """What the record took from a version of a report."""
        key = (report, version)
        if key not in self._recorded:
            self._recorded[key] = self.store.recorded(report, version)
        return self._recorded[key]

    def brief(self, story: str) -> Brief | None:
        """The newest version of a story's brief, if the public may read it."""
        if story not in self._briefs:
            found = self.store.brief(story)
            self._briefs[story] = found if found is not None and found.state == "released" else None
        return self._briefs[story]

    def briefs(self, stories: Iterable[str]) -> list[Brief]:
        """The public briefs of stories, each once, in the order asked; merged stories stand for what they became."""
        found: dict[str, Brief] = {}
        for story in stories:
            brief = self.brief(self.settled(story))
            if brief is not None:
                found.setdefault(brief.story, brief)
        return list(found.values())

    def settled(self, story: str) -> str:
        """The story that a merged story became, itself for others."""
        seen: set[str] = set()
        while story not in seen:
            seen.add(story)
            found = self.store.story(story)
            if found is None or found.redirect is None:
                return story
            story = found.redirect
        return story

    def source_of(self, report: Report) -> Source | None:
        """The source a report came from, if it is still known."""
        if self._sources is None:
            self._sources = {source.id: source for source in self.store.sources()}
        return self._sources.get(report.source or "")

    def closed(self, report: Report) -> bool:
        """Whether no more than headline and link of this report may be shown; a reservation in its newest version
        holds for those before it too."""
        source, newest = self.source_of(report), self.report(report.id)
        allowed = report.allowance(source.reprint if source else "")
        return allowed == "headline" or (newest is not None and newest.reserved)

    def withheld(self, brief: Brief) -> bool:
        """Whether a version of a brief is not shown any more: a publisher has reserved a report after it was written
        from it, or a report was removed on demand."""
        for report, version in {(c.report, c.version) for c in citations(brief)}:
            then, now = self.report(report, version), self.report(report)
            if now is not None and now.reserved and (then is None or not then.reserved):
                return True
            if now is not None and now.retracted == "demand":
                return True
        return False

    def least_allowed(self, *versions: Report) -> int | None:
        """How many words may be shown of some versions of a report: what its source allows, none where one of them or
        the newest is closed; None for no limit."""
        source = self.source_of(versions[0])
        return 0 if any(map(self.closed, versions)) else words_allowed(source.reprint if source else "")

    def quoted(self, citation: Citation, *, asked: bool = False) -> Quoted:
        """The cited sentence in its context, as far as it is stored and may be shown. `asked` for one that only a
        statement or an office rests on."""
        report = self.report(citation.report, citation.version)
        if report is None:
            why = _("This report is no longer stored.")
            return Quoted(report=citation.report, version=citation.version, start=citation.start, why=why)
        source = self.source_of(report)
        before, words, after = context(report, citation.start, citation.end)
        why = "" if words else _("This sentence is no longer stored.")
        if self.closed(report):
            before, words, after, why = "", "", "", _("The publisher lets us print no more than its headline.")
        newest = self.report(citation.report)
        inside = (s.start for s in report.sentences if s.start <= citation.start < s.end)
        return Quoted(
            report=citation.report,
            version=citation.version,
            start=next(inside, citation.start),
            words=words,
            before=before,
            after=after,
            why=why,
            title=report.title,
            url=report.canonical_url or report.url,
            publisher=report.publisher or (source.publisher if source else None),
            ownership=source.ownership if source else "unknown",
            country=source.country if source else None,
            published=report.published,
            language=report.language,
            origin=report.origin,
            newest=newest is None or newest.version == citation.version,
            asked=asked,
        )

    def evidence(self, reports: Sequence[str], mentions: Sequence[str], limit: int = 4) -> list[Quoted]:
        """The sentences of an event's mentions or an agreement's documents, at most `limit`, one of each report before
        a second of any."""
        wanted = set(mentions)
        rounds: list[list[Quoted]] = []
        for name in reports:
            for turn, mention in enumerate(self.mentions(name, wanted)):
                span = self._span(mention)
                if span is None:
                    continue
                if turn == len(rounds):
                    rounds.append([])
                cited = Citation(report=mention.report, version=mention.version, start=span.start, end=span.end)
                rounds[min(turn, len(rounds) - 1)].append(self.quoted(cited))
        return [quoted for turn in rounds for quoted in turn][:limit]

    def mentions(self, report: str, wanted: set[str]) -> list[Mention | Document]:
        """Those mentions and documents of a report that are wanted (ids), one a sentence, of the newest version that
        has any."""
        newest = self.report(report)
        for version in range(newest.version if newest else 0, 0, -1):
            recorded = self.recorded(report, version)
            told: list[Mention | Document] = [*recorded.mentions, *recorded.documents] if recorded else []
            found = {m.sentence: m for m in told if m.id in wanted}
            if found:
                return [found[index] for index in sorted(found)]
        return self._coded_no_more(newest, wanted) if newest else []

    def _coded_no_more(self, report: Report, wanted: set[str]) -> list[Mention | Document]:
        """The sentences of mentions and documents that the record does not take from them any more, as an editor's
        event may rest on them."""
        spots = {spot_of(mention): mention for mention in wanted}
        return [
            Mention(id=spots[name], report=report.id, version=report.version, event="", sentence=index)
            for index in range(len(report.sentences))
            if (name := spot(report.id, report.sentence(index))) in spots
        ]

    def _span(self, mention: Mention | Document) -> Span | None:
        report = self.report(mention.report, mention.version)
        if report is None or not 0 <= mention.sentence < len(report.sentences):
            return None
        return report.sentences[mention.sentence]


def citations(brief: Brief) -> list[Citation]:
    """All that a brief cites."""
    found = [
        *(s.citations for s in (*brief.standfirst, *(s for p in brief.body for s in p), *brief.background)),
        *(p.citations for p in brief.participants),
        *(s.citations for s in brief.statements),
        *(r.citations for d in (*brief.differences, *brief.developments) for r in d.readings),
    ]
    return [citation for one in found for citation in one]


def context(report: Report, start: int, end: int) -> tuple[str, str, str]:
    """The sentences before, at and after a stretch of the text; empty where there are none."""
    if not 0 <= start < end <= len(report.text):
        return "", "", ""
    inside = [i for i, s in enumerate(report.sentences) if s.start < end and s.end > start]
    if not inside:
        return "", report.text[start:end], ""
    before = report.sentence(inside[0] - 1) if inside[0] else ""
    after = report.sentence(inside[-1] + 1) if inside[-1] + 1 < len(report.sentences) else ""
    words = report.text[report.sentences[inside[0]].start : report.sentences[inside[-1]].end]
    return before, words, after
