"""A claim laid beside the source sentence it was made from: what is the same is believed, what differs is judged.

Most true sentences of a brief, and most false ones, are a sentence of a report with something changed. Beside that
sentence every word has its place, so a day, a name or a number counts only where the report has it, and a word may be
exchanged only for one that says the same. What was added and stands elsewhere is left to the rest of the gate.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from communique.briefs.gate import binding, changes, passages, words
from communique.briefs.gate.changes import Changes, Difference
from communique.briefs.gate.claims import Claim, attributed
from communique.briefs.gate.items import Item, content, itemised
from communique.briefs.gate.orders import arranged
from communique.briefs.gate.passages import Passage, Source
from communique.lexicon import dates, names, numbers
from communique.model import Reason

NEAR = 0.6
"""A sentence is one the claim was made from if the claim has this part of its items from it, in its order."""
SURE = 0.75
"""So much of it is the same in a claim that is no free wording."""
LEAST = 2
"""At least so many of them carry meaning."""
ELSEWHERE = 0.7
"""Another sentence may tell it the claim's way if it has this part of the claim's content words."""
JOINED = re.compile(
    r"[;:“”\"()–—]|\b(?:and|that|who|which|but|while|after|before|when|as|said|whether|than|if|how|where|because|since)\b"
)
"""What makes a sentence more than one clause, so that a day in it cannot stand anywhere."""
TRIED = 3
"""So many of the nearest sentences are laid beside."""


class Laid(NamedTuple):
    """A claim beside a sentence: the part of it that is the same, reasons against it, and whether anything in it has
    to be looked for elsewhere."""

    share: float
    reasons: tuple[Reason, ...]
    open: bool


def laid(claim: Claim, sources: Sequence[Source]) -> Laid | None:
    """The claim beside the sentence nearest to it; None if it was made from none. A sentence beside which all is right
    is preferred."""
    best: Laid | None = None
    for source, passage in nearest(claim, sources):
        found = beside(claim, source, passage, sources)
        if found and not found.reasons and not found.open:
            return found
        if found and (best is None or found.share > best.share):
            best = found
    return best


def nearest(claim: Claim, sources: Sequence[Source]) -> list[tuple[Source, Passage]]:
    """The sentences with most words of the claim, if they have half of them."""
    mine = frozenset(t.stem for t in claim.tokens)
    rated = []
    for source in sources:
        for passage in source.passages:
            shared = len(mine & passage.stems)
            if 2 * shared >= len(mine):
                rated.append((-shared, len(passage.stems), source, passage))
    rated.sort(key=lambda r: r[:2])
    return [(source, passage) for *_, source, passage in rated[:TRIED]]


@lru_cache(maxsize=512)
def items_of(text: str, published: date | None) -> tuple[Item, ...]:
    """The items of a claim, read on a report's day."""
    days = dates.find(text, published)
    people = tuple((n.start, n.end, passages.key_of(n.text)) for n in names.find(text))
    return itemised(words.tokens(text), days, numbers.find(text, days), people)


def beside(claim: Claim, source: Source, passage: Passage, sources: Sequence[Source]) -> Laid | None:
    """The claim beside one sentence, who says so apart from the rest; None if too little is the same."""
    mine, theirs = items_of(claim.text, source.published), passage.items
    credit = attributed(claim.text, claim.quotes)
    credits = Changes(0, (), (), False)
    if credit:
        printed = attributed(passage.text, passages.quotations(passage.text))
        inside, mine = parted(mine, credit, 0)
        if printed:
            theirs_inside, theirs = parted(theirs, printed, passage.start)
            credits = credited(changes.between(inside, theirs_inside), sources, source, passage)
        else:
            credits = credits._replace(open=True)
    rows = arranged(mine, claim.text), arranged(theirs, passage.text, passage.start)
    simple = all(sum(i.kind == "day" for i in row) == 1 for row in rows) and not JOINED.search(claim.text)
    main = changes.between(*rows, movable=simple)
    share = len(main.kept) / max(1, main.items)
    if share < NEAR or sum(map(content, main.kept)) < LEAST:
        return None
    if len([d for d in main.contrary if d.item and d.item.kind in changes.SLOTS]) > 1:
        return Laid(share, (), True)
    reasons: list[Reason] = []
    away = main.open or credits.open
    for difference in (*main.contrary, *credits.contrary):
        if told_elsewhere(difference, claim, passage, sources):
            away = True
        else:
            reasons.append(difference.reason)
    return Laid(share, tuple(reasons), away)


def credited(found: Changes, sources: Sequence[Source], source: Source, passage: Passage) -> Changes:
    """What differs in who says so. An agency or publisher that the source has it from, or names beside this, is left
    to the rest of the gate; anybody else must be who the sentence says it is."""
    kept = []
    stems = {t.stem for known in sources for origin in known.origins for t in words.tokens(origin)}
    for near in source.passages[max(0, passage.number - 2) : passage.number + 3]:
        stems |= {t.stem for t in near.tokens if t.upper and not t.kind}
    for difference in found.contrary:
        item, reason = difference.item, difference.reason
        if item and item.kind in ("word", "name") and any(words.stem(p) in stems for p in item.text.split()):
            continue
        if reason.kind == "name":
            reason = Reason(kind="attribution", text=reason.text)
        kept.append(difference._replace(reason=reason))
    return found._replace(contrary=tuple(kept), open=found.open or len(kept) < len(found.contrary))


def parted(items: Sequence[Item], span: tuple[int, int], offset: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items inside a stretch of a sentence, and the others."""
    inside = tuple(i for i in items if span[0] <= i.start - offset < span[1])
    return inside, tuple(i for i in items if not span[0] <= i.start - offset < span[1])


def told_elsewhere(found: Difference, claim: Claim, here: Passage, sources: Sequence[Source]) -> bool:
    """Whether another sentence has what differs, and most of the claim's content words: it may tell it this way."""
    item = found.item
    around = [t for t in claim.tokens if words.meaningful(t) and not (item and item.start <= t.start < item.end)]
    named = [n for clause in claim.clauses for n in (*clause.people, *clause.others)]
    for source in sources:
        for passage in source.passages:
            if passage.start == here.start and passage.text == here.text:
                continue
            known = [n for n in named if binding.bears(passage, n)]
            bearer = item is not None and any(n.start <= item.start < n.end for n in known)
            if not (bearer or agrees(found, passage)):
                continue
            there = sum(binding.has(passage, t) or any(n.start <= t.start < n.end for n in known) for t in around)
            if there >= ELSEWHERE * len(around):
                return True
    return False


def agrees(found: Difference, passage: Passage) -> bool:
    """Whether a sentence has what the claim has: the "not" or none, the word and not the other one, the day."""
    item, other = found.item, found.other
    mark = item if item and item.kind in ("no", "plan") else other if item is None else None
    if mark:
        return any(i.kind == mark.kind for i in passage.items) == (item is not None)
    if item is None:
        return False
    if item.kind == "word" and other and changes.stands(other, passage.items):
        return False
    return changes.stands(item, passage.items)
