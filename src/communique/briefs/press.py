"""The last step before print: a draft is printed if it says something new, keeps within what publishers allow, and
passes the gate; else the next one is tried."""

from collections.abc import Callable, Iterable
from itertools import islice

from communique.briefs.copying import Ledger
from communique.briefs.dossier import Evidence
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import Draft
from communique.briefs.telling.saying import content
from communique.model import Check, Sentence, Verdict, identity

Gate = Callable[[Check], Verdict]
TRIES = 10
"""Drafts tried for one sentence."""
REPEATED, TOLD = 0.7, 0.85
"""Share of a draft's content words in one printed sentence, and in all of them, from which on it says nothing new."""


class Press:
    """What has been printed of one brief, and the gate every sentence passes."""

    def __init__(self, evidence: Evidence, gate: Gate, ledger: Ledger) -> None:
        self.evidence, self.gate, self.ledger = evidence, gate, ledger
        self.printed: list[frozenset[str]] = []
        self.tried = self.passed = 0

    def first(self, drafts: Iterable[Draft], names: Names, *, repeat: bool = False) -> Sentence | None:
        """The first draft that may be printed, booked and its people remembered; None if none may. `repeat` allows what
        the standfirst has said already."""
        for draft in islice(drafts, TRIES):
            if not draft.citations or (not repeat and self.said(draft.text)) or not self.ledger.fits(draft.text):
                continue
            if self.passes(draft):
                self.ledger.take(draft.text)
                self.printed.append(content(draft.text))
                for person in draft.introduces:
                    names.mark(person)
                return Sentence(text=draft.text, citations=tuple(dict.fromkeys(draft.citations)))
        return None

    def passes(self, draft: Draft) -> bool:
        """What the gate says of a draft against the reports it cites."""
        cited = dict.fromkeys(citation.report for citation in draft.citations)
        sources = tuple(self.evidence.by_id[report] for report in cited)
        verdict = self.gate(Check(id=identity("k", draft.text), claim=draft.text, sources=sources))
        self.tried += 1
        self.passed += verdict.verdict == "supported"
        return verdict.verdict == "supported"

    def said(self, text: str) -> bool:
        """Whether a text says nothing that has not been printed."""
        words = content(text)
        if not words:
            return True
        everything = frozenset().union(*self.printed) if self.printed else frozenset()
        one = max((len(words & printed) for printed in self.printed), default=0)
        if any(len(printed) > 4 and len(words & printed) / len(printed) >= 0.9 for printed in self.printed):
            return True
        return one / len(words) >= REPEATED or len(words & everything) / len(words) >= TOLD
