"""Revised, not rewritten: the previous brief with what is new put where it belongs.

A sentence of the previous brief stays in its place and wording as long as it holds (`standing`) and the new one on the
same matter, where there is one, tells no fact beyond it. Where it does, the new sentence takes the place of the old.
What is new altogether comes after the sentence that it follows in the new brief. Where the outcome could not be read
(`sound`), or would take more words of a report than its publisher allows, the new brief stands as it is.
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from communique.briefs import copying
from communique.briefs.dossier import Evidence
from communique.briefs.press import REPEATED, Gate
from communique.briefs.telling import voices
from communique.briefs.telling.saying import content
from communique.briefs.updates.slots import likeness, slots, words_of
from communique.briefs.updates.sound import sound
from communique.briefs.updates.standing import Standing
from communique.model import Brief, Sentence, words_allowed

MOST, PARAGRAPHS, CITED = 14, 4, 6
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

    def brief(self) -> Brief:
        """The revised brief: with all that may stay, else with less, else the new one."""
        kept = replace(self.fresh, headline=self.headline(), standfirst=self.standfirst())
        for rest in (True, False):
            body = self.body(rest=rest)
            made = replace(kept, body=body)
            if sound(body, self.fresh.body, self.previous.body) and self.allowed(made):
                return made
        return kept if self.allowed(kept := replace(kept, body=self.fresh.body)) else self.fresh

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

    def body(self, *, rest: bool) -> Paragraphs:
        """The body: the old sentences in their places, the new ones put between; `rest` keeps those, too, that the new
        brief has nothing on."""
        old = [s for paragraph in self.previous.body for s in paragraph]
        new = [s for paragraph in self.fresh.body for s in paragraph]
        pairs = self.pairs(old, new)
        places = {id(before): new[n] for n, before in pairs.items()}
        placed: dict[int, Sentence] = {}  # by the number of a new sentence, what is printed for it
        numbers = {id(sentence): n for n, sentence in enumerate(new)}
        room = MOST - len(new)
        paragraphs: list[list[Sentence]] = []
        for paragraph in self.previous.body:
            told: list[Sentence] = []
            for before in paragraph:
                match = places.get(id(before))
                if match is not None:
                    placed[numbers[id(match)]] = self.better(before, match)
                    told.append(placed[numbers[id(match)]])
                elif rest and room > 0 and (held := self.alone(before, new)):
                    told.append(held)
                    room -= 1
            paragraphs.append(told)
        self.insert(paragraphs, placed)
        return joined(paragraphs)

    def insert(self, paragraphs: list[list[Sentence]], placed: dict[int, Sentence]) -> None:
        """Put the new sentences that nothing stands for yet where they belong among the `paragraphs`."""
        number = 0
        for told in self.fresh.body:
            following = [n for n in range(number, number + len(told)) if n in placed]
            begun = number
            for sentence in told:
                if number not in placed:
                    placed[number] = sentence
                    before = placed.get(number - 1) if number > begun else None
                    after = next((placed[n] for n in following if n > number), None)
                    last = placed.get(begun - 1) if begun else None
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

    def alone(self, before: Sentence, new: Sequence[Sentence]) -> Sentence | None:
        """An old sentence on whose matter the new brief has nothing, if it holds and is not told otherwise there."""
        words = content(before.text)
        told = any(len(words & content(s.text)) / max(1, len(words)) >= REPEATED for s in new)
        if told or self.standing.corrected(before):
            return None
        return self.standing.sentence(before)

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
        """Whether no report is copied beyond its allowance, or none more than in the new brief."""
        for report in self.evidence.reports:
            most = words_allowed(self.evidence.dossier.allowances.get(report.id))
            if most is not None and copying.copied(brief, report) > most:
                return False
        return True


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
