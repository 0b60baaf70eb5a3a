"""The reports that a digest is held against: candidates chosen quickly, their sentences, and how much a word weighs."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from communique.briefs.digest import vocabulary
from communique.briefs.digest.told import Told, told
from communique.briefs.digest.where import IN, capitals
from communique.briefs.gate import passages, words
from communique.briefs.gate.passages import Name, Source
from communique.briefs.gate.words import Token
from communique.model import Report

MOST = 48
"""Reports that are read closely, of all that were given."""
PRIOR = 0.6
"""How much it counts for a story that the paragraph and the page tell of it, beside what its best sentence has of the
sentence looked at."""
ALSO, ALSO_NEAR = 0.35, 0.9
"""A story tells of a sentence too if one of its sentences has this much of it, and this part of what the best has."""
COLOUR, GLUE = 0.25, 0.5
"""What words of colour and words of every report weigh against others."""
NAME = 2.0
NEARLY = 0.6
"""What a word counts that says nearly the same."""
NOTE = re.compile(r"\s*(?:correction|clarification|editor[’']s note)s?\s*:", re.I)
PLAIN = re.compile(r"[^\W\d_]{3,}|\d+")


class Shelf:
    """Reports prepared for one digest."""

    def __init__(self, reports: Sequence[Report], text: str, stories: Mapping[str, str]) -> None:
        self.given = len(reports)
        self.counted = {r.id: Counter(vocabulary_of(r)) for r in reports}
        self.rare = rarity(self.counted.values())
        wanted = set(plainly(text))
        ranked = sorted(reports, key=lambda r: (-self.common(r, wanted), r.published or "", r.id))
        self.reports = [r for r in ranked[:MOST] if self.common(r, wanted) > 0]
        self.sources: list[Source] = [passages.source(r) for r in self.reports]
        self.lines: list[list[Told]] = [printed(list(told(s, n))) for n, s in enumerate(self.sources)]
        self.all = [line for lines in self.lines for line in lines]
        self.frequency = Counter(stem for line in self.all for stem in line.stems)
        self.kin: dict[str, frozenset[str]] = {}
        self.stories: dict[str, list[int]] = {}
        for place, report in enumerate(self.reports):
            self.stories.setdefault(stories.get(report.id, report.id), []).append(place)

    def common(self, report: Report, wanted: set[str]) -> float:
        """How much a report has in common with a text: the rarity of the words in both, against its own length."""
        mine = self.counted[report.id]
        both = sum(self.rare[word] for word in mine.keys() & wanted)
        return both / (1 + 0.1 * math.sqrt(len(mine)))

    def story(self, claim: Told, paragraph: str, page: str) -> tuple[int, ...]:
        """The places of the reports of the story that a sentence tells: the one with the sentence most like it, where
        the paragraph and the page speak for a story too."""
        near, far = set(plainly(paragraph)), set(plainly(page))
        marks = [self.common(r, near) + 0.5 * self.common(r, far) for r in self.reports]
        whole = max(marks, default=0.0) or 1.0
        wanted = asked(claim, self)
        told = {
            story: max(share(line, wanted) for place in places for line in self.lines[place] or ())
            + PRIOR * max(marks[place] for place in places) / whole
            for story, places in self.stories.items()
            if any(self.lines[place] for place in places)
        }
        best = max(told, key=lambda story: told[story], default=None)
        return tuple(sorted(self.stories[best], key=lambda n: -marks[n])) if best is not None else ()

    def telling(self, claim: Told, story: Sequence[int]) -> tuple[int, ...]:
        """The places of the reports that can tell of a sentence: those of its story, then of every other story that has
        a sentence nearly as like it as any."""
        wanted = asked(claim, self)
        like = {
            name: max((share(line, wanted) for place in places for line in self.lines[place]), default=0.0)
            for name, places in self.stories.items()
        }
        least = max(ALSO, ALSO_NEAR * max(like.values(), default=0.0))
        others = [n for name, places in self.stories.items() if like[name] >= least for n in places if n not in story]
        return (*story, *others)

    def close(self, stem: str) -> frozenset[str]:
        """The stems that say the same as this one: by the gate's groups, or of one family of words in these reports."""
        if stem not in self.kin:
            family = {other for other in self.frequency if vocabulary.family(stem, other)}
            self.kin[stem] = words.alike(stem) | family
        return self.kin[stem]

    def saying(self, stem: str) -> frozenset[str]:
        """The stems that say the same or nearly the same as this one."""
        return self.close(stem) | vocabulary.wide(stem)

    def weight(self, token: Token) -> float:
        """How much it matters that a report has this word."""
        if token.stem in words.known("glue") or token.stem in words.known("speech") | vocabulary.listed("said"):
            return GLUE
        if token.stem in vocabulary.listed("colour") and not token.kind:
            return COLOUR
        often = self.frequency[token.stem]
        return 1.0 + 0.25 * math.log((1 + len(self.all)) / (1 + often)) if often else 1.5


class Word(NamedTuple):
    """A word of a claim that matters: its weight, the stems that say the same and nearly the same, and the name it is
    part of."""

    token: Token
    weight: float
    close: frozenset[str]
    saying: frozenset[str]
    name: Name | None


def asked(claim: Told, shelf: Shelf) -> tuple[Word, ...]:
    """The words of a claim that reports must carry."""
    found = []
    for token in claim.tokens:
        if not vocabulary.matter(token) or token.text[0].isdigit():
            continue
        name = next((n for n in claim.names if n.start <= token.start < n.end), None)
        weight = NAME if name and not token.kind else shelf.weight(token)
        close, saying = shelf.close(token.stem), shelf.saying(token.stem)
        if token.kind == "capital" and IN.search(claim.text[max(0, token.start - 20) : token.start]):
            close = saying = frozenset([f"#{token.stem}"])
        found.append(Word(token, weight, close, saying, None if token.kind else name))
    return tuple(found)


def bears(line: Told, name: Name, *, own: bool = False) -> bool:
    """Whether someone of this name is in a sentence, or meant by its pronouns."""
    there = line.names if own else (*line.names, *line.reach)
    if any(passages.matches(name.key, n.key) for n in there):
        return True
    return all(words.stem(part) in line.stems for part in name.key)


def has(line: Told, word: Word) -> float:
    """How much of a word of a claim a sentence carries: whole where it has it, less where one that says nearly that."""
    if word.name is not None and bears(line, word.name):
        return 1.0
    if not line.stems.isdisjoint(word.close):
        return 1.0
    return 0.0 if line.stems.isdisjoint(word.saying) else NEARLY


def mass(line: Told, wanted: Sequence[Word]) -> float:
    """The weight of these words that a sentence carries."""
    return sum(w.weight * has(line, w) for w in wanted)


def share(line: Told, wanted: Sequence[Word]) -> float:
    """How much of these words a sentence carries, 0 to 1."""
    whole = sum(w.weight for w in wanted)
    return mass(line, wanted) / whole if whole else 0.0


def printed(lines: list[Told]) -> list[Told]:
    """The sentences of a report without a note at its end on what it printed wrongly before."""
    end = next((n for n, line in enumerate(lines) if NOTE.match(line.text)), len(lines))
    return [line._replace(stems=line.stems | capitals(line)) for line in lines[:end]]


def vocabulary_of(report: Report) -> list[str]:
    """The words of a report, headline and all, plainly."""
    return plainly(f"{report.title or ''} {report.text}")


def plainly(text: str) -> list[str]:
    """Words in small letters, cut to the first seven letters: enough to find what tells of the same."""
    return [word[:7] for word in PLAIN.findall(text.lower())]


def rarity(counted: Iterable[Counter[str]]) -> dict[str, float]:
    """For each word how rare it is among reports; words of half of them count nothing."""
    often: Counter[str] = Counter()
    many = 0
    for one in counted:
        often.update(one.keys())
        many += 1
    return {
        word: max(0.0, math.log((1 + many) / (0.5 + count)) - (0.3 if many > 20 else -0.3))
        for word, count in often.items()
    }
