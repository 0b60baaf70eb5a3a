"""Whether a sentence that was printed before may still be printed: what it rests on stands, and the gate passes it."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec.structs import replace

from communique.briefs.dossier import Evidence
from communique.briefs.press import Gate
from communique.model import Check, Citation, Report, Sentence, identity


class Standing:
    """Sentences of the previous brief against the reports as they are now."""

    def __init__(self, evidence: Evidence, gate: Gate) -> None:
        self.evidence, self.gate = evidence, gate
        self.printings: Mapping[tuple[str, int], Report] = {(r.id, r.version): r for r in evidence.dossier.printings}

    def sentence(self, printed: Sentence) -> Sentence | None:
        """The sentence with its citations in the newest versions of the reports; None where one of them does not stand
        as it did, for the sentence may name who told it, or where the gate refuses it now."""
        citations = tuple(found for c in printed.citations if (found := self.citation(c)))
        if (
            not citations
            or len(citations) < len(printed.citations)
            or self.undone(printed)
            or not self.passes(printed.text, citations)
        ):
            return None
        return replace(printed, citations=tuple(dict.fromkeys(citations)))

    def citation(self, given: Citation) -> Citation | None:
        """The cited sentence in the newest version of its report; None where it stands there no more."""
        report = self.evidence.by_id.get(given.report)
        if report is None or report.id in self.evidence.dossier.mute:
            return None
        if report.version == given.version:
            return given
        before = self.printings.get((given.report, given.version))
        if before is None:
            return None
        words = _plain(before.text[given.start : given.end])
        spans = (span for span in report.sentences if _plain(report.text[span.start : span.end]) == words)
        same = next(spans, None) if words else None
        if same is None:
            return None
        return Citation(report=report.id, version=report.version, start=same.start, end=same.end)

    def passes(self, text: str, citations: Iterable[Citation]) -> bool:
        """What the gate says of a text against the reports that are cited for it."""
        sources = tuple(self.evidence.by_id[report] for report in dict.fromkeys(c.report for c in citations))
        given = Check(id=identity("k", text), claim=text, sources=sources)
        return self.gate(given).verdict == "supported"

    def undone(self, printed: Sentence) -> bool:
        """Whether it rests on what an editor took out of the record, and on nothing that the record tells."""
        ids = {id for c in printed.citations for id in self.mentions.get((c.report, c.start), ())}
        return not ids.isdisjoint(self.evidence.dossier.undone) and ids.isdisjoint(self.told)

    def corrected(self, printed: Sentence) -> bool:
        """Whether an editor has corrected an event that it tells of."""
        ids = {id for c in printed.citations for id in self.mentions.get((c.report, c.start), ())}
        return not ids.isdisjoint(self.amended)

    @cached_property
    def mentions(self) -> Mapping[tuple[str, int], set[str]]:
        """By report and start of a sentence, the mentions the record took from it."""
        found: dict[tuple[str, int], set[str]] = {}
        for mention in self.evidence.mentions.values():
            if cited := self.evidence.citation(mention.report, mention.sentence):
                found.setdefault((cited.report, cited.start), set()).add(mention.id)
        return found

    @cached_property
    def told(self) -> frozenset[str]:
        """The mentions that events of the story rest on."""
        return frozenset(mention for event in self.evidence.events for mention in event.evidence)

    @cached_property
    def amended(self) -> frozenset[str]:
        """Those of events that an editor has corrected."""
        return frozenset(m for event in self.evidence.events if event.coded for m in event.evidence)


def _plain(text: str) -> str:
    return " ".join(text.split())
