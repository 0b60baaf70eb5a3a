"""A drafted sentence before print: its form, what it cites, the allowance, and the gate."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.briefs.copying import WORD, Ledger
from communique.briefs.dossier import Evidence, without_dateline
from communique.briefs.gate.words import known, stem
from communique.briefs.headline import LIMIT
from communique.briefs.press import Gate
from communique.briefs.second import form
from communique.briefs.second.drafts import Line
from communique.briefs.second.showing import Material
from communique.briefs.telling import voices
from communique.briefs.telling.alone import HANGING
from communique.briefs.telling.words import content, overlap
from communique.lexicon import countries, names
from communique.model import Check, Citation, Reason, Report, Sentence, Span, identity

MOST_CITED = 6
NEAR = 0.5
"""The least share of content words that a text and what it cites have in common, for others to be cited too."""
RUN = 4
"""Words in a row by which a text is found again in its ground."""
HUNG = re.compile(r"(?:\b(?:that|dat|que|dass|che)|[:;(=])\W*$", re.I)
SPEECH = known("speech") - {"ask"}
SAID = re.compile(
    rf"{voices.RETELLING.pattern}|\b(?:wrote|spoke|found|agreed|knows?|\w+s (?:say|argue|insist|believe|hope))\b", re.I
)


class Copydesk:
    """Judges drafted sentences. What is refused comes back as the reason, in words a person understands."""

    def __init__(self, evidence: Evidence, shown: Material, gate: Gate, ledger: Ledger, model: str) -> None:
        self.evidence, self.gate, self.ledger, self.model = evidence, gate, ledger, model
        self.shown = shown.sentences
        self.turn = 0

    def headline(self, line: Line) -> str | None:
        """Why a headline may not be printed; None if it may."""
        text = form.tidied(line.text)
        if len(text) > LIMIT:
            return "it is too long for a headline"
        if why := form.refused(text):
            return why
        cited = self.cited(line)
        if isinstance(cited, str):
            return cited
        if self.in_full(text, cited) != text or HANGING.match(text):
            return "it cannot stand alone"
        if not self.ledger.fits(text):
            return "it copies more than a publisher allows"
        found = self.supported(text, cited)
        return found if isinstance(found, str) else None

    def sentence(self, line: Line, above: str = "") -> Sentence | str:
        """The sentence as it may be printed, with days in full and who says so, not yet booked; or why it may not. "The
        two sides" are those of two states that a headline `above` it names."""
        text = form.tidied(line.text)
        if why := form.refused(text):
            return why
        cited = self.cited(line)
        if isinstance(cited, str):
            return cited
        full = self.in_full(text, cited)
        pair = len({found.code for found in countries.find(above)}) == 2
        if full is None or form.leans(re.sub(r"^The two sides", "France", full) if pair else full):
            return "it cannot stand alone"
        told = self.attributed(full, cited)
        if why := form.refused(told):
            return why
        if not self.ledger.fits(told):
            return "it copies more than a publisher allows"
        found = self.supported(told, cited)
        if isinstance(found, str):
            return found
        self.turn += 1
        return Sentence(text=told, citations=found, writer=self.model)

    def cited(self, line: Line) -> tuple[Citation, ...] | str:
        """What a line cites, in its order; or what is wrong with its citations."""
        if not line.cites:
            return "it cites nothing"
        if any(not 1 <= number <= len(self.shown) for number in line.cites):
            return "it cites sentences that do not exist"
        if len(line.cites) > MOST_CITED:
            return f"it cites more than {MOST_CITED} sentences"
        return tuple(self.shown[number - 1][0] for number in line.cites)

    def in_full(self, text: str, cited: Sequence[Citation]) -> str | None:
        """A text with its days in full, or None."""
        reports = [self.evidence.by_id[c.report] for c in cited]
        known = {name for report in reports for name in (voices.publisher(report), *voices.foreign(report)) if name}
        return form.in_full(text, {self.evidence.anchor(report.id) for report in reports}, sorted(known, key=len)[::-1])

    def attributed(self, text: str, cited: Sequence[Citation]) -> str:
        """A sentence with who says so, where it does not say it and one voice alone does."""
        told = {voices.of(r, r.text[c.start : c.end]) for c in cited if (r := self.evidence.by_id[c.report])}
        tellers = {name for voice in told for name in voice if name}
        named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in tellers)
        if len(told) != 1 or named or voices.RETELLING.search(text):
            return text
        return voices.attributed(text, list(told), self.turn)

    def supported(self, text: str, cited: tuple[Citation, ...]) -> tuple[Citation, ...] | str:
        """What a text rests on, or why the gate refuses it. It must pass against the cited reports, and against the
        cited sentences alone; where these say most of it, the sentences that introduce the people in it may help, and
        are cited too."""
        reports = [self.evidence.by_id[report] for report in dict.fromkeys(c.report for c in cited)]
        if any(lifted(text, self.words(c)) for c in cited):
            return "its words hang on something else in the sentence it cites"
        if reasons := self.reasons(text, reports):
            return f"the reports it cites do not support it: {_said(reasons)}"
        reasons = self.reasons(text, _only(reports, cited))
        if not reasons:
            return cited
        more = self.introductions(text, reports, cited)
        near = overlap(content(text), content(" ".join(map(self.words, cited)))) >= NEAR
        hung = any(lifted(text, self.words(c)) for c in more)
        if near and not hung and not self.reasons(text, _only(reports, (*cited, *more))):
            return (*cited, *more)
        return f"the sentences it cites do not support it: {_said(reasons)}"

    def words(self, citation: Citation) -> str:
        """The words of a cited sentence."""
        return self.evidence.by_id[citation.report].text[citation.start : citation.end]

    def introductions(self, text: str, reports: Sequence[Report], cited: Sequence[Citation]) -> list[Citation]:
        """The sentences in which the cited reports first name whom a text names, but for those cited already."""
        found: list[Citation] = []
        for report in reports:
            first = [self._first(report, name.text.split()[-1]) for name in names.find(text)]
            found += [c for c in dict.fromkeys(first) if c and c not in cited]
        return found[: MOST_CITED - len(cited)]

    def _first(self, report: Report, word: str) -> Citation | None:
        places = (n for n in range(len(report.sentences)) if self.evidence.usable(report.id, n))
        named = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        place = next((n for n in places if named.search(report.sentence(n))), None)
        return None if place is None else self.evidence.citation(report.id, place)

    def reasons(self, text: str, sources: Sequence[Report]) -> tuple[Reason, ...]:
        """Why the gate refuses a text; none if it passes."""
        verdict = self.gate(Check(id=identity("k", text), claim=text, sources=tuple(sources)))
        if verdict.verdict == "supported" and not verdict.reasons:
            return ()
        return verdict.reasons or (Reason(kind="unsupported", text="too little of it stands there"),)


def _said(reasons: Sequence[Reason]) -> str:
    return "; ".join(reason.text for reason in reasons[:2])


def lifted(text: str, ground: str) -> bool:
    """Whether a text says as its own what in its ground only stands behind "that" or a colon, and not in anybody's
    mouth: "rumours that …", "the claim: …", "tell readers that …"."""
    said = [w.group().lower() for w in WORD.finditer(text)]
    runs = {tuple(said[n : n + RUN]) for n in range(len(said) - RUN + 1)}
    found = list(WORD.finditer(ground))
    theirs = [w.group().lower() for w in found]
    first = next((n for n in range(len(theirs) - RUN + 1) if tuple(theirs[n : n + RUN]) in runs), 0)
    before = ground[: found[first].start()] if first else ""
    if not HUNG.search(before):
        return False
    spoken = [word for word in WORD.findall(before.lower()) if word.endswith(("ed", "s")) and word not in SPEECH]
    return not (SAID.search(before) or any(stem(word) in SPEECH for word in spoken))


def _only(reports: Sequence[Report], cited: Sequence[Citation]) -> list[Report]:
    """The reports with nothing left but the cited sentences, each with the one before it, on which it may lean."""
    return [_cut(report, {c.start for c in cited if c.report == report.id}) for report in reports]


def _cut(report: Report, starts: set[int]) -> Report:
    following = [span.start for span in report.sentences[1:]] + [-1]
    text, spans = "", []
    for index, span in enumerate(report.sentences):
        if span.start in starts or following[index] in starts:
            sentence = report.sentence(index)
            sentence = without_dateline(report, sentence) if index == 0 else sentence
            spans.append(Span(start=len(text), end=len(text) + len(sentence)))
            text += f"{sentence}\n"
    return replace(report, text=text, sentences=tuple(spans), title=None)
