"""The last step before print: a draft gets its attribution, and is printed if it says something new, keeps within what
publishers allow, and passes the gate; else the next one is tried.

Who tells a sentence is said when the teller changes, and anew in every paragraph and for every standfirst; it holds
until the next teller is named. A sentence that says itself who says so gets no second attribution. What the differences
show to be contested is attributed each time.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from communique.briefs.copying import Ledger
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.words import content, core, overlap
from communique.model import Check, Sentence, Verdict, identity

Gate = Callable[[Check], Verdict]
TRIES = 14
"""Drafts tried for one sentence."""
REPEATED, TOLD = 0.6, 0.85
"""Share of a draft's content words in one printed sentence, and in all of them, from which on it says nothing new."""
WITHIN = 0.75
"""Share of the shorter of two sentences that the longer has, from which on they say the same."""
COUNTED = 0.4
"""The same for a sentence that has a number in common with a printed one: the same count is mostly the same fact."""
YEARLY = re.compile(r"(?:19|20)\d\d")
YEAR = re.compile(
    r"(?<=\d )(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})"
)


class Press:
    """What has been printed of one brief, and the gate every sentence passes."""

    def __init__(
        self, evidence: Evidence, gate: Gate, ledger: Ledger, contested: frozenset[tuple[str, int]] = frozenset(),
        *, sparing: bool = True,
    ) -> None:  # fmt: skip
        """`contested` are the sentences (report, start) that reports differ in; without `sparing`, every sentence that
        does not say itself who says so is attributed, to be read anywhere."""
        self.evidence, self.gate, self.ledger, self.contested, self.sparing = evidence, gate, ledger, contested, sparing
        self.printed: list[frozenset[str]] = []
        self.verdicts: dict[tuple[str, ...], bool] = {}
        self.held: list[str] = []
        self.year = ""
        self.turn = self.tried = self.passed = 0

    def trial(self) -> "Press":
        """The same press, with nothing of what it prints booked."""
        other = Press(self.evidence, self.gate, self.ledger.copy(), self.contested, sparing=self.sparing)
        other.printed, other.verdicts, other.year = list(self.printed), self.verdicts, self.year
        return other

    def paragraph(self, *, part: bool = False) -> None:
        """A new paragraph: tellers are named anew; in a new part of the brief, the year is said again too."""
        self.held = []
        if part:
            self.year = ""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part of the brief that is read for itself; afterwards all is as before."""
        held, year = self.held, self.year
        self.paragraph(part=True)
        yield
        self.held, self.year = held, year

    def first(self, drafts: Iterable[Draft], names: Names, *, repeat: bool = False) -> Sentence | None:
        """The first draft that may be printed, booked and its people remembered; None if none may. `repeat` allows what
        has been said already."""
        for draft in islice(drafts, TRIES):
            if not draft.citations or (not repeat and self.said(draft.core or core(draft.text))):
                continue
            text, tellers = self.worded(draft)
            if not self.ledger.fits(text) or not self.passes(text, draft):
                continue
            self.ledger.take(text)
            self.printed.append(content(draft.core or core(draft.text)))
            for person in draft.introduces:
                names.mark(person)
            names.hear(text)
            if tellers:
                self.turn += 1
                self.held = tellers
            years = YEAR.findall(text)
            self.year = years[-1][1] if years else self.year
            return Sentence(text=text, citations=tuple(dict.fromkeys(draft.citations)))
        return None

    def worded(self, draft: Draft) -> tuple[str, list[str]]:
        """A draft as it would be printed here, and the tellers it names anew."""
        text = YEAR.sub(lambda m: m[1] if m[2] == self.year else m[0], draft.text)
        told = [v if not v.via or not re.search(rf"(?<!\w){re.escape(v.teller)}(?!\w)", text) else voices.Voice(v.via)
                for v in draft.tellers]  # fmt: skip
        tellers = voices.names(told) if told else []
        known = self.sparing and not any((c.report, c.start) in self.contested for c in draft.citations)
        if not tellers or draft.closed or (known and tellers == self.held):
            return text, []
        return voices.attributed(text, told, self.turn), tellers

    def passes(self, text: str, draft: Draft) -> bool:
        """Whether the gate has nothing against a text beside the reports its draft cites."""
        cited = dict.fromkeys(citation.report for citation in draft.citations)
        asked = (text, *cited)
        if asked in self.verdicts:
            return self.verdicts[asked]
        sources = tuple(self.evidence.by_id[report] for report in cited)
        verdict = self.gate(Check(id=identity("k", text), claim=text, sources=sources))
        passed = verdict.verdict == "supported" and not verdict.reasons
        self.tried += 1
        self.passed += passed
        return self.verdicts.setdefault(asked, passed)

    def said(self, text: str) -> bool:
        """Whether a text says nothing that has not been printed."""
        words = content(text)
        if not words:
            return True
        everything = frozenset().union(*self.printed) if self.printed else frozenset()
        one = max((len(words & printed) for printed in self.printed), default=0)
        if any(min(len(words), len(p)) >= 4 and overlap(words, p) >= WITHIN for p in self.printed):
            return True
        if any(w[:1].isdigit() and len(w) > 1 and not YEARLY.fullmatch(w) for w in words) and any(
            len(words & printed) / min(len(words), len(printed)) >= COUNTED
            and any(w[:1].isdigit() and not YEARLY.fullmatch(w) for w in words & printed)
            for printed in self.printed if printed
        ):  # fmt: skip
            return True
        return one / len(words) >= REPEATED or len(words & everything) / len(words) >= TOLD
