"""Revised, not rewritten: the previous brief with what is new put where it belongs.

A sentence of the previous brief stays in its place and wording as long as it holds (`standing`) and the new one on the
same matter, where there is one, tells no fact beyond it. Where it does, the new sentence takes the place of the old.
What is new altogether comes after the sentence that it follows in the new brief. Where there is no room for all (a
publisher's allowance, the length of a body), those new sentences go that are no news, then old ones. What could not be
read so (`sound`) is not printed so: then the new brief stands as it is.
"""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from msgspec.structs import replace

from communique.briefs import copying
from communique.briefs.dossier import Evidence
from communique.briefs.press import REPEATED, Gate
from communique.briefs.telling import voices
from communique.briefs.telling.words import content
from communique.briefs.updates.slots import likeness, slots, words_of
from communique.briefs.updates.sound import sound
from communique.briefs.updates.standing import Standing
from communique.lexicon.revisions import facts
from communique.model import Brief, Sentence

MOST, PARAGRAPHS, CITED = 12, 4, 6
"""Sentences and paragraphs of a body that grew, and citations of a sentence to which more are added."""

Paragraphs = tuple[tuple[Sentence, ...], ...]


def revised(fresh: Brief, previous: Brief | None, evidence: Evidence, gate: Gate) -> Brief:
    """The brief `fresh`, written from the reports as they are now, with what still holds of the `previous` one. Given
    what it has given before, it gives the same again."""
    if previous is None or not previous.body or fresh.story != previous.story:
        return fresh
    return Revising(fresh, previous, evidence, gate).brief()


class Revising:
    """One brief while it is revised."""

    def __init__(self, fresh: Brief, previous: Brief, evidence: Evidence, gate: Gate) -> None:
        self.fresh, self.previous, self.evidence = fresh, previous, evidence
        self.standing = Standing(evidence, gate)
        told = [name for r in evidence.reports for name in (voices.publisher(r), *voices.foreign(r), *r.origin)]
        self.tellers = words_of(told)
        self.ledger = copying.Ledger(evidence.reports, evidence.dossier.allowances)

    def brief(self) -> Brief:
        """The revised brief: with all that may stay, else with less, else the new one."""
        if self.nothing_new():
            old = self.previous
            return replace(self.fresh, headline=old.headline, standfirst=old.standfirst, body=old.body)
        kept = replace(self.fresh, headline=self.headline(), standfirst=self.standfirst())
        alone, idle = self.alone(), self.idle()
        less = [(len(alone), n) for n in range(len(idle) + 1)] if alone else [(0, 0)]
        for stay, go in (*less, *((n, len(idle)) for n in reversed(range(1, len(alone)))), (0, 0)):
            body = self.body(alone[:stay], frozenset(idle[len(idle) - go :]))
            made = replace(kept, body=body)
            if sound(body, self.fresh.body, self.previous.body) and self.allowed(made):
                return made
        return kept if self.allowed(kept) else self.fresh

    def nothing_new(self) -> bool:
        """Whether the story rests on the same printings, tells the same facts, and all of the text holds."""
        old, new = self.previous, self.fresh
        same = {(c.report, c.version) for c in old.sources} == {(c.report, c.version) for c in new.sources}
        if not same or facts(old) != facts(new) or bool(old.drafted) != bool(new.drafted):
            return False
        return all(self.standing.sentence(s) == s and not self.standing.corrected(s) for s in old.sentences)

    def headline(self) -> str:
        """The previous headline while it is true and the new one says nothing beyond it."""
        old, new = self.previous.headline, self.fresh.headline
        beyond = not slots(new, self.tellers).within(slots(old, self.tellers))
        if old == new or beyond:
            return new
        cited = [c for paragraph in self.fresh.body for s in paragraph for c in s.citations]
        return old if cited and self.standing.passes(old, cited) else new

    def standfirst(self) -> tuple[Sentence, ...]:
        """The new standfirst, each sentence worded as before where it tells the same."""
        pairs = self.pairs(self.previous.standfirst, self.fresh.standfirst)
        return tuple(self.better(pairs.get(n), new) for n, new in enumerate(self.fresh.standfirst))

    def body(self, alone: Sequence[tuple[Sentence, Sentence]], out: Set[int]) -> Paragraphs:
        """The body: the old sentences in their places, those of `alone` as well, the new ones put between, but for the
        numbers in `out`."""
        places = {id(before): n for n, before in self.matched.items()}
        staying = {id(before): held for before, held in alone}
        placed: dict[int, Sentence] = {}  # by the number of a new sentence, what is printed for it
        paragraphs: list[list[Sentence]] = []
        for paragraph in self.previous.body:
            told: list[Sentence] = []
            for before in paragraph:
                if (n := places.get(id(before))) is not None:
                    placed[n] = self.worded[n]
                    told.append(placed[n])
                elif held := staying.get(id(before)):
                    told.append(held)
            paragraphs.append(told)
        self.insert(paragraphs, placed, out)
        return joined(paragraphs)

    @cached_property
    def new(self) -> tuple[Sentence, ...]:
        """The sentences of the new body."""
        return tuple(s for paragraph in self.fresh.body for s in paragraph)

    @cached_property
    def matched(self) -> Mapping[int, Sentence]:
        """By the number of a new sentence of the body, the old one on the same matter."""
        return self.pairs([s for paragraph in self.previous.body for s in paragraph], self.new)

    @cached_property
    def worded(self) -> Mapping[int, Sentence]:
        """What is printed for those."""
        return {n: self.better(before, self.new[n]) for n, before in self.matched.items()}

    def alone(self) -> list[tuple[Sentence, Sentence]]:
        """The old sentences on whose matter the new brief has nothing, if they hold and are not told otherwise there,
        each with its citations as they are now."""
        used = {id(before) for before in self.matched.values()}
        printed = [content(s.text) for s in (*self.new, *self.worded.values())]
        found: list[tuple[Sentence, Sentence]] = []
        for before in (s for paragraph in self.previous.body for s in paragraph if id(s) not in used):
            words = content(before.text)
            told = any(len(words & other) / max(1, len(words)) >= REPEATED for other in printed)
            room = MOST - len(self.new) + len(self.idle())
            if told or self.standing.corrected(before) or len(found) >= room:
                continue
            if held := self.standing.sentence(before):
                found.append((before, held))
        return found

    def insert(self, paragraphs: list[list[Sentence]], placed: dict[int, Sentence], out: Set[int]) -> None:
        """Put the new sentences that nothing stands for yet where they belong among the `paragraphs`."""
        number = 0
        for told in self.fresh.body:
            following = [n for n in range(number, number + len(told)) if n in placed]
            begun = number
            for sentence in told:
                if number not in placed and number not in out:
                    placed[number] = sentence
                    before = next((placed[n] for n in range(number - 1, begun - 1, -1) if n in placed), None)
                    after = next((placed[n] for n in following if n > number), None)
                    last = next((placed[n] for n in range(begun - 1, -1, -1) if n in placed), None)
                    put(paragraphs, sentence, before, after, last)
                number += 1

    def better(self, before: Sentence | None, new: Sentence) -> Sentence:
        """The old sentence where it holds and the new one tells nothing beyond it, with what that one cites if they
        tell the same; else the new one."""
        if before is None or before.text == new.text:
            return new
        told, telling = slots(before.text, self.tellers), slots(new.text, self.tellers)
        if not telling.within(told) or (told != telling and self.standing.corrected(before)):
            return new
        held = self.standing.sentence(before)
        if held is None or told != telling:
            return held or new
        both = tuple(dict.fromkeys((*held.citations, *new.citations)))[: max(CITED, len(held.citations))]
        return replace(held, citations=both) if self.standing.passes(held.text, both) else held

    def idle(self) -> list[int]:
        """The numbers of new sentences that are no news: not of what is told first, on no old one's matter, and out of
        what the previous brief was written from. They give way where there is no room for all."""
        known = {(credit.report, credit.version) for credit in self.previous.sources}
        first = len(self.fresh.body[0]) if self.fresh.body else 0
        return [
            n
            for n, sentence in enumerate(self.new)
            if n >= first and n not in self.matched and all((c.report, c.version) in known for c in sentence.citations)
        ]

    def pairs(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> Mapping[int, Sentence]:
        """By the number of a new sentence, the old one on the same matter; the surest pairs first."""
        scored = [
            (-score, n, m)
            for n, sentence in enumerate(new)
            for m, before in enumerate(old)
            if (score := likeness(before, sentence, self.tellers))
        ]
        found: dict[int, Sentence] = {}
        used: set[int] = set()
        for _, n, m in sorted(scored):
            if n not in found and m not in used:
                found[n] = old[m]
                used.add(m)
        return found

    def allowed(self, brief: Brief) -> bool:
        """Whether no report is copied beyond its allowance."""
        printed = copying.pieces(brief)
        return all(
            left is None or sum(copying.common(piece, self.ledger.runs[report]) for piece in printed) <= left
            for report, left in self.ledger.left.items()
        )


def put(
    paragraphs: list[list[Sentence]], sentence: Sentence, before: Sentence | None, after: Sentence | None,
    last: Sentence | None,
) -> None:  # fmt: skip
    """Put a sentence behind the one `before` it, else before the one `after` it, else as a paragraph of its own behind
    that of the `last` sentence before its paragraph, or first of all."""
    for neighbour, step in ((before, 1), (after, 0)):
        for paragraph in paragraphs:
            place = next((n for n, s in enumerate(paragraph) if s is neighbour), None)
            if place is not None:
                paragraph.insert(place + step, sentence)
                return
    behind = next((n for n, p in enumerate(paragraphs) if any(s is last for s in p)), -1)
    paragraphs.insert(behind + 1, [sentence])


def joined(paragraphs: Sequence[Sequence[Sentence]]) -> Paragraphs:
    """The paragraphs that are not empty, the last ones together where there are too many."""
    told = [list(paragraph) for paragraph in paragraphs if paragraph]
    if len(told) > PARAGRAPHS:
        told[PARAGRAPHS - 1 :] = [[s for paragraph in told[PARAGRAPHS - 1 :] for s in paragraph]]
    return tuple(tuple(paragraph) for paragraph in told)
