"""The last step before print: a draft gets its attribution, and is printed if it says something new, keeps within what
publishers allow, and passes the gate; else the next one is tried.

Who tells a sentence is said when the teller changes, and anew in every paragraph and for every standfirst; it holds
until the next teller is named. A sentence that says itself who says so gets no second attribution. What the differences
show to be contested is attributed each time.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from communique.briefs import genre
from communique.briefs.copying import Ledger
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices, wording
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.naming import Names
from communique.briefs.telling.words import alike, content, core
from communique.lexicon import dates
from communique.model import Check, Sentence, Verdict, identity

Gate = Callable[[Check], Verdict]
NOTHING: Mapping[tuple[str, int], Set[str]] = {}
TRIES = 14
"""Drafts tried for one sentence."""
REPEATED, TOLD = 0.6, 0.85
"""Share of a draft's content words in one printed sentence, and in all of them, from which on it says nothing new."""
WITHIN = 0.75
"""Share of the shorter of two sentences that the longer has, from which on they say the same."""
COUNTED = 0.4
"""The same for a sentence that has a number in common with a printed one: the same count is mostly the same fact."""
YEARLY = re.compile(r"(?:19|20)\d\d")
YEARED = re.compile(r" (?:19|20)\d\d$")
YEAR = re.compile(
    r"(?<=\d )(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})"
)


class Contest(NamedTuple):
    """What a sentence gives (`value`) of what reports differ in (`about`), and whether it is told `alone`."""

    about: str
    value: str
    alone: bool = False


NO_CONTEST: Mapping[tuple[str, int], Contest] = {}


class Press:
    """What has been printed of one brief, and the gate every sentence passes."""

    def __init__(
        self, evidence: Evidence, gate: Gate, ledger: Ledger, contested: Mapping[tuple[str, int], Contest] = NO_CONTEST,
        overtaken: Mapping[tuple[str, int], Set[str]] = NOTHING, *, sparing: bool = True,
    ) -> None:  # fmt: skip
        """`contested` are the sentences (report, start) that reports differ in, with what about and what each gives: of
        numbers and days one is told, the others stand among the differences; without `sparing`, every sentence that
        does not say itself who says so is attributed, to be read anywhere. `overtaken` are numbers, by sentence, that
        have risen since: they are told as developments and not again."""
        self.evidence, self.gate, self.ledger, self.contested, self.sparing = evidence, gate, ledger, contested, sparing
        self.overtaken = overtaken
        self.printed: list[frozenset[str]] = []
        self.known: list[frozenset[str]] = []
        self.settled: dict[str, str] = {}
        self.verdicts: dict[tuple[str, ...], bool] = {}
        self.held: list[str] = []
        self.year = ""
        self.turn = self.tried = self.passed = 0

    def trial(self) -> "Press":
        """The same press, with nothing of what it prints booked."""
        other = Press(
            self.evidence, self.gate, self.ledger.copy(), self.contested, self.overtaken, sparing=self.sparing
        )
        other.printed, other.verdicts, other.year = list(self.printed), self.verdicts, self.year
        other.known, other.settled = list(self.known), dict(self.settled)
        other.turn = self.turn
        return other

    def paragraph(self, *, part: bool = False) -> None:
        """A new paragraph: tellers are named anew; in a new part of the brief, the year is said again too."""
        self.held = []
        if part:
            self.year = ""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part of the brief that is read for itself; afterwards all is as before."""
        held, year, turn = self.held, self.year, self.turn
        self.paragraph(part=True)
        yield
        self.held, self.year, self.turn = held, year, turn

    def first(self, drafts: Iterable[Draft], names: Names, *, repeat: bool = False) -> Sentence | None:
        """The first draft that may be printed, booked and its people remembered; None if none may. `repeat` allows our
        own words for what has been said already."""
        for draft in islice(drafts, TRIES):
            if not draft.citations or self.outdated(draft):
                continue
            contests = self.contests(draft)
            if any(self.settled.get(one.about, one.value) != one.value for one in contests):
                continue
            if not (repeat and draft.own) and self.said(draft.core or core(draft.text)):
                continue
            text, tellers = self.worded(draft)
            if not self.ledger.fits(text) or not self.passes(text, draft):
                continue
            self.ledger.take(text)
            self.settled |= {one.about: one.value for one in contests}
            self.printed.append(content(draft.core or core(draft.text)))
            self.known.append(alike(draft.core or core(draft.text)))
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

    def contests(self, draft: Draft) -> list[Contest]:
        """What a draft gives of what reports differ in, of which one value alone is told."""
        found = [one for c in draft.citations if (one := self.contested.get((c.report, c.start))) and one.alone]
        return [one for one in found if one.value in draft.text or YEARED.sub("", one.value) in draft.text]

    def outdated(self, draft: Draft) -> bool:
        """Whether a draft gives a number that a later report has risen above."""
        numbers = {number for c in draft.citations for number in self.overtaken.get((c.report, c.start), ())}
        return any(voices.stands(number, draft.text) for number in numbers)

    def worded(self, draft: Draft) -> tuple[str, list[str]]:
        """A draft as it would be printed here, and the tellers it names anew."""
        said = self.year and self.year in draft.text
        text = YEAR.sub(lambda m: m[1] if m[2] == self.year else m[0], draft.text) if said else draft.text
        told = [v if not v.via or not voices.stands(v.teller, text) else voices.Voice(v.via) for v in draft.tellers]
        tellers = voices.names(told) if told else []
        day = self.told_on(draft, text)
        tellers = [*tellers, day] if tellers and day else tellers
        known = self.sparing and not any((c.report, c.start) in self.contested for c in draft.citations)
        if not tellers or (draft.closed and not day) or (known and tellers == self.held):
            return text, []
        return voices.attributed(text, told, self.turn, day), tellers

    def told_on(self, draft: Draft, text: str) -> str:
        """The day of the report that tells a draft, where it is older than the last news and the draft gives no day."""
        days = {self.evidence.anchor(citation.report) for citation in draft.citations}
        day = days.pop() if len(days) == 1 else None
        if day is None or day >= genre.last_day(self.evidence) or dates.find(text, None):
            return ""
        told = wording.day(day)
        return told.removesuffix(f" {self.year}") if self.year else told

    def passes(self, text: str, draft: Draft) -> bool:
        """Whether the gate has nothing against a text beside the reports its draft cites."""
        return self.holds(text, [citation.report for citation in draft.citations])

    def holds(self, text: str, reports: Sequence[str]) -> bool:
        """Whether the gate has nothing against a text beside some reports."""
        cited = dict.fromkeys(reports)
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
        words = alike(text)
        if not words:
            return True
        everything = frozenset().union(*self.known)
        shared = [len(words & known) for known in self.known]
        one = max(shared, default=0)
        shorter = [min(len(words), len(known)) for known in self.known]
        if any(size >= 4 and both / size >= WITHIN for both, size in zip(shared, shorter, strict=True)):
            return True
        if any(w[:1].isdigit() and len(w) > 1 and not YEARLY.fullmatch(w) for w in words) and any(
            len(words & known) / min(len(words), len(known)) >= COUNTED
            and any(w[:1].isdigit() and not YEARLY.fullmatch(w) for w in words & known)
            for known in self.known if known
        ):  # fmt: skip
            return True
        return one / len(words) >= REPEATED or len(words & everything) / len(words) >= TOLD
