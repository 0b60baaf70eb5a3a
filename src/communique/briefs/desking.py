"""A drafted sentence before print: its form, what it cites, the allowance, and the gate."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from communique.briefs import form, voices
from communique.briefs.copying import Ledger
from communique.briefs.dossier import Evidence, without_dateline
from communique.briefs.drafts import Line
from communique.briefs.headline import LIMIT
from communique.briefs.press import Gate
from communique.briefs.showing import Material
from communique.model import Check, Citation, Report, Sentence, Span, identity

MOST_CITED = 6


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
        if (
            form.alone(f"{text.rstrip('.')}.", {self.evidence.anchor(c.report) for c in cited})
            != f"{text.rstrip('.')}."
        ):
            return "it cannot stand alone"
        if not self.ledger.fits(text):
            return "it copies more than a publisher allows"
        return self.unsupported(text, cited)

    def sentence(self, line: Line) -> Sentence | str:
        """The sentence as it may be printed, with days in full and who says so, not yet booked; or why it may not."""
        text = form.tidied(line.text)
        if why := form.refused(text):
            return why
        cited = self.cited(line)
        if isinstance(cited, str):
            return cited
        full = form.alone(text, {self.evidence.anchor(c.report) for c in cited})
        if full is None:
            return "it cannot stand alone"
        told = self.attributed(full, cited)
        if why := form.refused(told):
            return why
        if not self.ledger.fits(told):
            return "it copies more than a publisher allows"
        if why := self.unsupported(told, cited):
            return why
        self.turn += 1
        return Sentence(text=told, citations=cited, writer=self.model)

    def cited(self, line: Line) -> tuple[Citation, ...] | str:
        """What a line cites, in its order; or what is wrong with its citations."""
        if not line.cites:
            return "it cites nothing"
        if any(not 1 <= number <= len(self.shown) for number in line.cites):
            return "it cites sentences that do not exist"
        if len(line.cites) > MOST_CITED:
            return f"it cites more than {MOST_CITED} sentences"
        return tuple(self.shown[number - 1][0] for number in line.cites)

    def attributed(self, text: str, cited: Sequence[Citation]) -> str:
        """A sentence with who says so, where it does not say it and one voice alone does."""
        told = {voices.of(r, r.text[c.start : c.end]) for c in cited if (r := self.evidence.by_id[c.report])}
        names = {name for voice in told for name in voice if name}
        named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
        if len(told) != 1 or named or voices.RETELLING.search(text):
            return text
        return voices.attributed(text, list(told), self.turn)

    def unsupported(self, text: str, cited: Sequence[Citation]) -> str | None:
        """Why the gate refuses a text: against the cited reports, then against the cited sentences alone."""
        whole = [self.evidence.by_id[report] for report in dict.fromkeys(c.report for c in cited)]
        parts = [_only(report, [c for c in cited if c.report == report.id]) for report in whole]
        for sources, what in ((whole, "reports"), (parts, "sentences")):
            verdict = self.gate(Check(id=identity("k", text), claim=text, sources=tuple(sources)))
            if verdict.verdict != "supported":
                reasons = "; ".join(reason.text for reason in verdict.reasons[:2])
                return f"the {what} it cites do not support it" + (f": {reasons}" if reasons else "")
        return None


def _only(report: Report, cited: Sequence[Citation]) -> Report:
    """A report of which only the cited sentences are left, each with the one before it, on which it may lean."""
    kept = [
        index
        for index, span in enumerate(report.sentences)
        if any(c.start == span.start for c in cited)
        or any(c.start == after.start for after in report.sentences[index + 1 : index + 2] for c in cited)
    ]
    text, spans = "", []
    for index in kept:
        sentence = without_dateline(report, report.sentence(index)) if index == 0 else report.sentence(index)
        spans.append(Span(start=len(text), end=len(text) + len(sentence)))
        text += f"{sentence}\n"
    return replace(report, text=text, sentences=tuple(spans), title=None)
