"""The second writer: a model drafts, the copy desk and the gate judge each sentence, the embedded writer fills in.

A sentence that is refused is replaced by the embedded writer's on the same matter, if there is one that is not told
yet; else it is left out. What happened by the record is told in any case: if the draft leaves out what the embedded
brief leads with, that comes first. So the worst a model can do is to leave out what the embedded writer would not lead
with, and to choose dull sentences.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from communique.briefs import copying
from communique.briefs.compose import Writing, compose, standard, within
from communique.briefs.headline import cut
from communique.briefs.press import Gate, Press
from communique.briefs.second.desking import Copydesk
from communique.briefs.second.drafts import Draft, Line, read
from communique.briefs.second.showing import Material
from communique.briefs.telling.words import content
from communique.briefs.updates.notices import corrections
from communique.briefs.updates.numbering import numbered
from communique.briefs.updates.revising import revised
from communique.errors import WriterFailed
from communique.lexicon import names
from communique.model import Brief, Citation, Drafted, Sentence

MATTER = 0.5
"""Share of the shorter one's content words from which on two sentences are on the same matter."""
PARAGRAPHS, LEAD = 4, 2
"""Paragraphs of a body, and sentences of a standfirst."""
LEAST = 40
"""Words that a body may have however short the reports are."""


class Edited(NamedTuple):
    """A brief, what of the draft was refused and why, and why the draft as a whole was not used, if so."""

    brief: Brief
    refused: tuple[tuple[str, str], ...] = ()
    failed: str | None = None


def edited(shown: Material, text: str, model: str, gate: Gate | None = None) -> Edited:
    """The brief made of a model's answer. Where the answer is no draft, or nothing of it may be printed, it is the
    embedded writer's. The same answer gives the same bytes."""
    gate = gate or standard()
    try:
        draft = read(text)
    except WriterFailed as error:
        return Edited(compose(shown.dossier, gate), (), error.why)
    editing = Editing(shown, draft, model, gate)
    brief = editing.brief()
    if brief is None:
        return Edited(
            compose(shown.dossier, gate), tuple(editing.refused), "no sentence of the model's draft may be printed"
        )
    return Edited(brief, tuple(editing.refused))


class Editing:
    """One draft while it is being edited."""

    def __init__(self, shown: Material, draft: Draft, model: str, gate: Gate) -> None:
        self.draft, self.model, self.dossier = draft, model, shown.dossier
        self.writing = Writing(shown.dossier, gate, sparing=False)
        self.evidence = self.writing.evidence
        self.embedded = self.writing.written()
        self.ledger = copying.Ledger(self.evidence.reports, shown.dossier.allowances)
        self.copydesk = Copydesk(self.evidence, shown, gate, self.ledger, model)
        self.press = Press(self.evidence, gate, self.ledger)
        self.refused: list[tuple[str, str]] = []
        self.used: set[str] = set()
        self.above: set[str] = set()

    def brief(self) -> Brief | None:
        """The brief; None where no sentence of the draft may be printed."""
        notices = corrections(self.evidence, self.dossier.allowances)
        self.ledger.keep(notice.text for notice in notices)
        headline, drafted = self.headline()
        stand = self.standfirst()
        body = self.body()
        ours = (s for s in self.embedded.standfirst if s.text not in self.used)
        stand = stand or tuple(s for s in ours if self.booked(s.text))
        if not any(s.writer for s in (*stand, *(s for paragraph in body for s in paragraph))):
            return None
        people = tuple(
            p if self.participant_within(p.office) else replace(p, office=None) for p in self.embedded.participants
        )
        cards = tuple(card for card in self.embedded.statements if self.booked(card.words))
        brief = replace(
            self.embedded, headline=headline, standfirst=stand, body=body, participants=people, statements=cards
        )
        brief = within(brief, self.evidence, self.dossier)
        brief = revised(brief, self.dossier.previous, self.evidence, self.press.gate)
        brief = counted(brief, self.model, len(self.refused), drafted)
        return numbered(brief, self.dossier.previous, self.dossier.now)

    def headline(self) -> tuple[str, bool]:
        """The model's headline if it may be printed, else ours; and whether it is the model's."""
        line = self.draft.headline
        why = self.copydesk.headline(line) or self.beside(line) if line else None
        if line and why:
            self.refused.append((line.text, why))
        made = cut(line.text.rstrip(".")) if line and not why else self.embedded.headline
        self.ledger.take(made)
        return made, bool(line and not why)

    def beside(self, line: Line) -> str | None:
        """Why a headline is not on the matter of the story, which is what the embedded writer leads with."""
        ours = [self.embedded.headline, *(s.text for paragraph in self.embedded.body[:1] for s in paragraph[:1])]
        if any(same_matter(Sentence(text=line.text), Sentence(text=text)) for text in ours):
            return None
        return "it is not on what the story leads with"

    def standfirst(self) -> tuple[Sentence, ...]:
        """What stands of the drafted standfirst."""
        told: list[Sentence] = []
        for line in self.draft.standfirst[:LEAD]:
            sentence = self.copydesk.sentence(line, self.embedded.headline)
            if isinstance(sentence, Sentence):
                self.ledger.take(sentence.text)
                told.append(sentence)
            else:
                self.refused.append((line.text, sentence))
        self.above = {sentence.text for sentence in told}
        return tuple(told)

    def body(self) -> tuple[tuple[Sentence, ...], ...]:
        """The paragraphs of the draft, each sentence printed, replaced or left out; before them our lead if need be."""
        judged = [[self.judged(line) for line in lines] for lines in self.draft.paragraphs]
        kept = [one for lines in judged for one in lines if isinstance(one, Sentence)]
        lead = next((s for paragraph in self.embedded.body[:1] for s in paragraph[:1]), None)
        paragraphs: list[list[Sentence]] = []
        if lead and not any(same_matter(lead, one) for one in kept) and self.printed(lead):
            paragraphs.append([lead])
        left = max(LEAST, self.writing.room(()))
        for lines in judged:
            told: list[Sentence] = []
            for one in lines:
                sentence = one if isinstance(one, Sentence) else self.instead(*one, kept)
                if sentence and left > 0 and self.printed(sentence):
                    told.append(sentence)
                    left -= len(sentence.text.split())
            paragraphs += [told] if told else []
        if len(paragraphs) > PARAGRAPHS:
            paragraphs[PARAGRAPHS - 1 :] = [[s for paragraph in paragraphs[PARAGRAPHS - 1 :] for s in paragraph]]
        return tuple(tuple(paragraph) for paragraph in paragraphs) or self.embedded.body

    def judged(self, line: Line) -> Sentence | tuple[Line, tuple[Citation, ...]]:
        """The sentence that may be printed, or the line with what it cites, as far as that exists."""
        sentence = self.copydesk.sentence(line)
        if isinstance(sentence, Sentence):
            return sentence
        self.refused.append((line.text, sentence))
        cited = self.copydesk.cited(line)
        return line, () if isinstance(cited, str) else cited

    def instead(self, line: Line, cited: Sequence[Citation], kept: Sequence[Sentence]) -> Sentence | None:
        """The embedded writer's sentence on the matter of a refused line, if no sentence of the draft tells it."""
        meant = Sentence(text=line.text, citations=tuple(cited))
        ours = (s for paragraph in self.embedded.body for s in paragraph if s.text not in self.used)
        on_it = (s for s in ours if same_matter(meant, s) and not any(same_matter(s, one) for one in kept))
        return next(on_it, None)

    def printed(self, sentence: Sentence) -> bool:
        """Book a sentence of the body, unless it says nothing new or copies too much."""
        known = self.press.said(sentence.text) and not self.names_anew(sentence.text)
        known = known or sentence.text in self.used | self.above
        if known or not self.booked(sentence.text):
            if sentence.writer:
                self.refused.append((sentence.text, "it says nothing new, or copies more than a publisher allows"))
            return False
        self.used.add(sentence.text)
        self.press.printed.append(content(sentence.text))
        return True

    def names_anew(self, text: str) -> bool:
        """Whether a sentence names somebody whom the body has not named: meetings of a series are told alike."""
        printed = " ".join(self.used)
        return any(name.text.split()[-1] not in printed for name in names.find(text))

    def participant_within(self, office: str | None) -> bool:
        """Whether a person's office may be printed; it is booked then."""
        return office is None or self.booked(office)

    def booked(self, text: str) -> bool:
        """Book a piece that fits the allowances."""
        if not self.ledger.fits(text):
            return False
        self.ledger.take(text)
        return True


def same_matter(a: Sentence, b: Sentence) -> bool:
    """Whether two sentences rest on a sentence in common and share words, or share half of the shorter one's words."""
    one, other = content(a.text), content(b.text)
    share = len(one & other) / max(1, min(len(one), len(other)))
    return share >= MATTER or (share >= MATTER / 2 and not set(a.citations).isdisjoint(b.citations))


def counted(brief: Brief, model: str, refused: int, headline: bool) -> Brief:
    """The brief with the model's part in it said."""
    printed = [*brief.standfirst, *(s for paragraph in brief.body for s in paragraph)]
    own = sum(bool(sentence.writer) for sentence in printed)
    return replace(
        brief, drafted=Drafted(model=model, sentences=own, of=len(printed), refused=refused, headline=headline)
    )
