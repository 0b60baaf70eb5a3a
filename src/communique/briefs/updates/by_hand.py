"""An editor's text: each sentence with its evidence and what the gate warns of, and laid over the desk's brief.

Nothing is refused: the editor decides. What an editor releases is told as such, with the reason where the check warned.
"""

from collections.abc import Mapping, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from communique.briefs import copying
from communique.briefs.check import check, evidence
from communique.briefs.dossier import Dossier, Evidence
from communique.briefs.telling import voices
from communique.briefs.updates.numbering import numbered
from communique.briefs.updates.slots import slots
from communique.briefs.updates.standing import Standing
from communique.lexicon import sentences
from communique.model import Brief, Check, Citation, EditorsText, Sentence, Verdict, Warned, identity, words_allowed

EDITOR = "editor"
CITED = 3
"""Reports that are cited for a sentence without being chosen."""


def parted(text: str) -> list[str]:
    """The sentences of a text as they will be printed, single spaces."""
    plain = " ".join(text.split())
    return [plain[span.start : span.end].strip() for span in sentences.split(plain, "en")]


def fine(verdict: Verdict) -> bool:
    """Whether nothing is said against a sentence; an editor hears of every reason, also of one that is outweighed."""
    return verdict.verdict == "supported" and not verdict.reasons


class Judging:
    """The sentences of one text against the reports of its story."""

    def __init__(self, dossier: Dossier, before: Sequence[Sentence]) -> None:
        """`before` are sentences that were printed, which keep their citations and their writer."""
        self.evidence = Evidence(dossier)
        self.standing = Standing(self.evidence, check)
        self.before = {sentence.text: sentence for sentence in before}
        self.warned: list[Warned] = []

    def sentence(self, text: str, chosen: Sequence[Citation], why: str) -> Sentence:
        """A sentence with what was chosen for it, else what it had, else the nearest evidence; a warning is noted."""
        known = self.before.get(text)
        citations = tuple(chosen) or (known.citations if known else ())
        citations = tuple(now for c in citations if (now := self.standing.citation(c))) or self.nearest(text)
        verdict = self.verdict(text, citations)
        if fine(verdict):
            return known if known and known.citations == citations else self.written(text, citations, "")
        self.warned.append(Warned(sentence=text, reasons=verdict.reasons, nearest=self.nearest(text) or citations))
        return self.written(text, citations, why)

    def written(self, text: str, citations: tuple[Citation, ...], why: str) -> Sentence:
        """A sentence of the editor's."""
        return Sentence(text=text, citations=citations, writer=EDITOR, kept=why or UNSET)

    def verdict(self, text: str, citations: Sequence[Citation]) -> Verdict:
        """What the gate says against the reports cited, or against all where none is."""
        cited = {c.report for c in citations} or set(self.evidence.by_id)
        sources = tuple(r for r in self.evidence.english if r.id in cited)
        return check(Check(id=identity("k", text), claim=text, sources=sources))

    def nearest(self, text: str) -> tuple[Citation, ...]:
        """The sentence of each report that best bears a text out, where one does."""
        found = []
        for report in self.evidence.english:
            if (span := evidence(text, report)) is not None:
                place = next((s for s in report.sentences if s.start <= span[0] < s.end), None)
                if place is not None:
                    found.append(Citation(report=report.id, version=report.version, start=place.start, end=place.end))
        return tuple(found[:CITED])


def judged(
    dossier: Dossier,
    words: tuple[str, str, str],
    before: Sequence[Sentence],
    chosen: Mapping[str, Sequence[Citation]],
    whys: Mapping[str, str],
    by: str,
    at: str,
) -> EditorsText:
    """The text that an editor wrote: headline, standfirst, and paragraphs parted by blank lines. `chosen` has citations
    and `whys` reasons to keep it, each by sentence."""
    judging = Judging(dossier, before)

    def told(text: str) -> tuple[Sentence, ...]:
        return tuple(judging.sentence(one, chosen.get(one, ()), whys.get(one, "")) for one in parted(text) if one)

    headline, standfirst, body = words
    headline = " ".join(headline.split())
    text = EditorsText(
        by=by, at=at, headline=headline, standfirst=told(standfirst),
        body=tuple(p for block in body.replace("\r", "").split("\n\n") if (p := told(block))),
    )  # fmt: skip
    verdict = judging.verdict(headline, [c for s in text.sentences for c in s.citations])
    if headline and not fine(verdict):
        judging.warned.insert(0, Warned(sentence=headline, reasons=verdict.reasons))
    return replace(text, warned=tuple(judging.warned), copied=tuple(over(dossier, text)))


def over(dossier: Dossier, text: EditorsText) -> list[str]:
    """Of which reports a text takes more words than allowed."""
    brief = Brief(story=dossier.story, headline=text.headline, standfirst=text.standfirst, body=text.body)
    found = []
    for report in Evidence(dossier).reports:
        most, taken = words_allowed(dossier.allowances.get(report.id)), copying.copied(brief, report)
        if most is not None and taken > most:
            found.append(f"{taken} words are {voices.publisher(report)}’s, which allows {most}")
    return found


def laid(desk: Brief, text: EditorsText, dossier: Dossier, previous: Brief | None) -> Brief:
    """The desk's brief with an editor's text in place of its own: cards, sources, notices and dates go on from the
    desk, within what allowances leave. Words of a report that may no more be printed go."""
    if desk.state == "withdrawn":
        return numbered(desk, previous, dossier.now)
    ev = Evidence(dossier)
    standing, ledger = Standing(ev, check), copying.Ledger(ev.reports, dossier.allowances)
    closed = [ledger.runs[r] for r, left in ledger.left.items() if left == 0]

    def now(part: Sequence[Sentence]) -> tuple[Sentence, ...]:
        open_ = (s for s in part if not any(copying.common(s.text, runs) for runs in closed))
        cited = ((s, tuple(standing.citation(c) or c for c in s.citations)) for s in open_)
        return tuple(s if s.citations == found else replace(s, citations=found) for s, found in cited)

    body = tuple(p for paragraph in text.body if (p := now(paragraph)))
    brief = replace(
        desk, headline=text.headline, standfirst=now(text.standfirst), body=body, drafted=UNSET, edited=text.at
    )
    ledger.keep(copying.pieces(replace(brief, statements=())))
    cards = []
    for card in brief.statements:
        if ledger.fits(card.words):
            ledger.take(card.words)
            cards.append(card)
    return numbered(replace(brief, statements=tuple(cards)), previous, dossier.now)


def tells_otherwise(old: Brief, text: EditorsText) -> bool:
    """Whether a text has other days, numbers, names or quotations than the brief had."""
    return _facts(old.headline, old.sentences) != _facts(text.headline, text.sentences)


def _facts(headline: str, told: Sequence[Sentence]) -> tuple[frozenset[object], ...]:
    found = [slots(text, frozenset()) for text in (headline, *(s.text for s in told))]
    return tuple(
        frozenset().union(*(getattr(one, name) for one in found)) for name in ("days", "numbers", "names", "quotes")
    )
