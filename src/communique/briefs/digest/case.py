"""One sentence of a digest before the sentences of reports that may tell of the same."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from communique.briefs.digest.shelf import Shelf, Word, asked, has, mass, share
from communique.briefs.digest.told import Told
from communique.briefs.gate import passages
from communique.briefs.gate.passages import Name

AWAY = 40
"""Letters from a slot at which a word counts half for finding what is told of the slot."""
LEAST = 0.3
"""A sentence with less of the words around a slot tells of something else."""
NEAR = 0.7
"""And one with less than this part of what the nearest sentence has is not asked."""
ADDS = 0.12
"""What a further sentence must add to be named as support."""
BREAK = re.compile(r"(?:;\s|,\s+(?:and|but|while|where|who|which|with|after)\s|\s(?:while|after|before)\s)")

PART = re.compile(
    r"(?:;\s|,\s+(?:and|but|while|where|who|which|with|after)\s|\s(?:while|after|and)\s(?=\w+(?:ed|ing)\b)|,\s+and\s|"
    r"\sand\s(?=(?:is|are|was|were|has|have|had|will|would)\s))"
)
"""Where one stretch of a sentence ends and another begins, which another sentence may carry."""
LEAD = re.compile(r"(?:After|Before|While|When|As|Despite|Following|During|Since)\s[^,]{8,120},\s")
"""A stretch at the beginning of a sentence, up to its comma."""
TELLS, POOR = 0.5, 0.3
"""A stretch of which no sentence has this much is not carried, and what has of it counts this much."""
SMALL = 3.0
"""A stretch with less weight is no stretch of its own."""
BESIDE, STORY = 0.7, 0.5
"""What counts of that which a second sentence adds: of the same report, of another report of the story."""
ELSEWHERE, CLEAR = 0.15, 0.8
"""By how much a sentence of another story must be more like a stretch to carry it, and how much of it it must have."""
MOST = 5

Row = tuple[float, Told]


class Fault(NamedTuple):
    """Something a sentence says otherwise than reports (`grave`), or that no report has; `line` gives `value`. `sure`
    tells that it does not depend on how much else of the sentence reports carry."""

    kind: str
    text: str
    value: str | None = None
    line: Told | None = None
    grave: bool = True
    sure: bool = False


class Meeting(NamedTuple):
    """A meeting as the record has it: who was there in plain words, of which countries, and how a reader is told."""

    people: tuple[str, ...]
    codes: tuple[str, ...]
    told: str


class Case(NamedTuple):
    """A claim, its words that must be carried, the sentences of the reports that tell of it, and the page's day."""

    claim: Told
    wanted: tuple[Word, ...]
    lines: tuple[Told, ...]
    shelf: Shelf
    cite: Callable[[Told], str]
    meetings: Callable[[], Sequence[Meeting]] = tuple
    day: date | None = None

    def around(self, start: int, end: int, *, close: bool = False) -> list[Row]:
        """Sentences by how much they have of what stands around a slot of the claim, best first; with `close` of what
        stands in the same stretch of the claim, if that says enough."""
        text, weighed = self.claim.text, []
        for word in self.stretch(start) if close else self.wanted:
            at = word.token
            if start <= at.start < end:
                continue
            low, high = (at.end, start) if at.start < start else (end, at.start)
            broken = len(BREAK.findall(text[max(0, low - 1) : high + 1]))
            weighed.append(word._replace(weight=word.weight / (1 + max(0, high - low) / AWAY) * 0.6**broken))
        rows = [(share(line, weighed), line) for line in self.lines]
        return sorted((r for r in rows if r[0] > 0), key=lambda r: (-r[0], r[1].source, r[1].number))

    def stretch(self, at: int) -> Sequence[Word]:
        """The words of the stretch of the claim that a place in it belongs to; all of them where it is a small one."""
        for part in parted(self, least=1.0):
            if part[0].token.start <= at <= part[-1].token.end and len(part) > 1:
                return part
        return self.wanted

    def near(self, start: int, end: int, least: float = LEAST, part: float = NEAR, *, close: bool = False) -> list[Row]:
        """The sentences that tell of what stands around a slot of the claim."""
        rows = self.around(start, end, close=close)
        return [r for r in rows if r[0] >= max(least, part * rows[0][0])] if rows else []

    def before(self, line: Told) -> Told | None:
        """The sentence before one, where that one leans on it."""
        if line.number and passages.LEANING.match(line.text):
            return self.shelf.lines[line.source][line.number - 1]
        return None

    def people(self) -> list[Name]:
        """Who is named in the claim, other than countries and bodies that the reports know under other words."""
        found = []
        for name in self.claim.names:
            inside = [t for t in self.claim.tokens if name.start <= t.start < name.end]
            if not any(t.kind for t in inside) and not self.claim.text[name.start : name.end].isupper():
                found.append(name)
        return found


def case(claim: Told, shelf: Shelf, story: Sequence[int], cite: Callable[[Told], str]) -> Case:
    """A claim before the reports of its story."""
    lines = tuple(line for place in story for line in shelf.lines[place])
    return Case(claim, asked(claim, shelf), lines, shelf, cite)


def carried_by(of: Case) -> tuple[float, list[Told]]:
    """How much of a claim reports carry, 0 to 1, and the sentences that do: each stretch of it is carried by one
    sentence, to which others, of the same report or story first, may add."""
    stretches = parted(of)
    whole = sum(w.weight for part in stretches for w in part)
    if not whole:
        return 0.0, []
    total, chosen = 0.0, dict[Told, None]()
    for part in stretches:
        mark, lines = resting(of, part)
        if lines and share(lines[0], part) < TELLS:
            mark, lines = POOR * mark, []
        total += mark * sum(w.weight for w in part)
        chosen |= dict.fromkeys(lines)
    return total / whole, list(chosen)[:MOST]


def parted(of: Case, least: float = SMALL) -> list[tuple[Word, ...]]:
    """The words of a claim by its stretches; one with little of its own belongs to the one before."""
    found_at = [m.end() for m in PART.finditer(of.claim.text)]
    if lead := LEAD.match(of.claim.text):
        found_at = sorted({lead.end(), *found_at})
    cuts = [at for at in found_at if not any(q.start < at < q.end for q in of.claim.quotes)]
    bounds = [0, *cuts, len(of.claim.text)]
    found: list[tuple[Word, ...]] = []
    for low, high in pairwise(bounds):
        part = tuple(w for w in of.wanted if low <= w.token.start < high)
        if found and (sum(w.weight for w in part) < least or sum(w.weight for w in found[-1]) < least):
            found[-1] += part
        elif part:
            found.append(part)
    return found


def resting(of: Case, wanted: Sequence[Word]) -> tuple[float, list[Told]]:
    """How much of these words one sentence carries, with what others add to it at a discount."""
    whole = sum(w.weight for w in wanted)
    best = max(of.lines, key=lambda line: share(line, wanted), default=None)
    other = max(of.shelf.all, key=lambda line: share(line, wanted), default=None)
    if other is not None and best is not None and share(other, wanted) >= max(CLEAR, share(best, wanted) + ELSEWHERE):
        best = other
    if best is None or not share(best, wanted):
        return 0.0, []
    mark, chosen = share(best, wanted), [best]
    left = [w for w in wanted if not has(best, w)]
    for lines, worth in ((of.shelf.lines[best.source], BESIDE), (of.lines, STORY)):
        more = max(lines, key=lambda line: mass(line, left), default=None)
        gain = mass(more, left) / whole if more else 0.0
        if more is not None and gain >= ADDS and (more.source == best.source or kindred(more, best, of)):
            mark += worth * gain
            chosen.append(more)
            left = [w for w in left if not has(more, w)]
    return mark, chosen


def kindred(line: Told, first: Told, of: Case) -> bool:
    """Whether a further sentence tells of the same: it has something of the claim that the first has too, or stands
    in the same report."""
    return line.source == first.source or any(has(line, w) and has(first, w) for w in of.wanted)
