"""Each slot of a clause bound to the sentences that tell of the same people and say the same."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.briefs.gate import passages, words
from communique.briefs.gate.claims import Clause
from communique.briefs.gate.passages import Name, Passage, Source
from communique.briefs.gate.words import Token

NEAREST = 6
"""How many content words around a slot its evidence is measured by; half must be there. bench.checks measures it."""
CLOSE = 0.7
"""A sentence is evidence for a clause that names nobody if its share of the clause's words is this part of the best."""


class Bound(NamedTuple):
    """What the sources say of a clause: the sentences that tell of its people, best first, and what of its words
    each has; `missing` are people of the clause that no such sentence has."""

    evidence: tuple[tuple[Source, Passage], ...]
    shares: tuple[float, ...]
    missing: tuple[Name, ...]


def content(tokens: Iterable[Token]) -> list[Token]:
    """The words that carry meaning."""
    return [t for t in tokens if words.meaningful(t)]


def has(passage: Passage, token: Token) -> bool:
    """Whether a sentence has a word, or one that says the same."""
    return token.stem in passage.says


def share(passage: Passage, tokens: Sequence[Token], clause: Clause) -> float:
    """How much of some words of a clause a sentence has."""
    known = [n for n in clause.people if bears(passage, n)]
    return carried(passage, [(t.start, t.stem) for t in tokens], known)


def carried(passage: Passage, wanted: Sequence[tuple[int, str]], known: Sequence[Name]) -> float:
    """How much of these words (where each stands, and its stem) a sentence has; words of names that stand for someone
    `known` in it count as there."""
    if not wanted:
        return 0.0
    says = passage.says
    lost = [start for start, stem in wanted if stem not in says]
    for name in known if lost else ():
        lost = [start for start in lost if not name.start <= start < name.end]
    return (len(wanted) - len(lost)) / len(wanted)


def bears(passage: Passage, name: Name, *, own: bool = False) -> bool:
    """Whether someone of this name is in a sentence, or meant by its pronouns."""
    return _bears(passage, name.key, own)


@lru_cache(maxsize=16384)
def _bears(passage: Passage, key: tuple[str, ...], own: bool) -> bool:
    for there in passage.names if own else passage.names + passage.reach:
        if passages.matches(key, there.key):
            return True
    return len(key) > 1 and passage.stems.issuperset(map(words.stem, key))


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The initials of a name's capitalised words."""
    return "".join(w[0] for w in re.findall(r"[^\W_][\w’'-]*", text) if w[0].isupper())


def acronym(source: Source, text: str) -> bool:
    """Whether a source uses a name's acronym, or has in full the name whose acronym this is."""
    if text.isupper():
        return text in source.initials or text in source.acronyms
    return len(letters(text)) > 2 and letters(text) in source.acronyms


def near(clause: Clause, start: int, end: int) -> list[Token]:
    """The content words of a clause nearest a slot."""
    around = [t for t in clause.content if not start <= t.start < end]
    around.sort(key=lambda t: min(abs(t.start - end), abs(start - t.end)))
    return around[:NEAREST]


def bound(clause: Clause, sources: Sequence[Source], text: str) -> Bound:
    """The sentences that can be evidence for a clause: all of its people are in them, or as many as in any."""
    tokens = [(t.start, t.stem) for t in clause.content]
    rated: list[tuple[int, float, int, Source, Passage]] = []
    subject = clause.people[0] if clause.people else None
    codes = [t for t in clause.tokens if t.kind in ("name", "demonym")] if not clause.people else []
    for source in sources:
        for passage in source.passages:
            known = [n for n in clause.people if bears(passage, n)]
            there = sum([t.stem in passage.stems for t in codes])
            for name in clause.people:
                own = name is subject and first_is_other(passage, name)
                borne = bears(passage, name, own=True) if own else name in known
                there += borne or acronym_in(passage, text[name.start : name.end])
            value = carried(passage, tokens, known)
            if there or value >= 0.3:
                rated.append((there, value, -passage.start, source, passage))
    most = max((r[0] for r in rated), default=0)
    wanted = len(clause.people) + len(codes)
    kept = sorted((r for r in rated if r[0] == most), key=lambda r: r[:3], reverse=True)
    if not clause.people and kept:
        kept = [r for r in rated if r[1] >= CLOSE * max(x[1] for x in rated) and r[0] >= min(most, wanted)]
        kept.sort(key=lambda r: r[1:3], reverse=True)
    missing: tuple[Name, ...] = ()
    if clause.people and most < len(clause.people) and kept:
        best = kept[0]
        missing = tuple(
            n for n in clause.people if not bears(best[4], n) and not acronym_in(best[4], text[n.start : n.end])
        )
    elif clause.people and not kept:
        missing = clause.people
    return Bound(tuple((r[3], r[4]) for r in kept[:12]), tuple(r[1] for r in kept[:12]), missing)


def first_is_other(passage: Passage, name: Name) -> bool:
    """Whether a sentence begins with a name of its own, so that its pronouns are not its subject."""
    if not passage.names or passage.names[0].start - passage.start > 40:
        return False
    return not passages.matches(name.key, passage.names[0].key)


def acronym_in(passage: Passage, text: str) -> bool:
    """Whether a body is in a sentence by its acronym, or in full where the claim has the acronym."""
    if text.isupper():
        return len(text) > 2 and text in passages.initials(passage.text)
    return len(letters(text)) > 2 and letters(text) in passages.shortened(passage.text)


def beside(source: Source, passage: Passage) -> list[Passage]:
    """A sentence, the one before if it leans on that, and the one after if that leans on it."""
    found = [passage]
    if passage.reach and passage.number:
        found.append(source.passages[passage.number - 1])
    following = source.passages[passage.number + 1 : passage.number + 2]
    return found + [p for p in following if passages.LEANING.match(p.text)]


def words_missing(
    clause: Clause, found: Bound, sources: Sequence[Source], text: str, skip: Sequence[tuple[int, int]]
) -> list[Token]:
    """Content words of a clause that none of its evidence has, nor the sentences beside it."""
    around = {id(p): p for source, passage in found.evidence for p in beside(source, passage)}
    says = frozenset[str]().union(*(p.says for p in around.values()))
    lost = []
    for token in clause.content:
        if token.stem in words.known("glue") or token.text[0].isdigit() or any(a <= token.start < b for a, b in skip):
            continue
        if token.upper and not token.kind:
            there = any(not s.stems.isdisjoint(words.alike(token.stem)) for s in sources)
        else:
            there = token.stem in says
        if not there and not abbreviated(token, sources, text):
            lost.append(token)
    return lost


def acronyms_over(token: Token, text: str) -> frozenset[str]:
    """The acronyms of all names in a text that a capitalised word is part of: `Party` of `CPC` in "Communist Party of
    China"."""
    found: set[str] = set()
    for run in passages.CAPITALISED.finditer(text):
        if run.start() <= token.start < run.end():
            parts = [w for w in re.finditer(r"[^\W_][\w’'-]*", run.group()) if w.group()[0].isupper()]
            at = next((i for i, w in enumerate(parts) if w.end() + run.start() > token.start), 0)
            first = "".join(w.group()[0] for w in parts)
            found.update(first[i:j] for i in range(at + 1) for j in range(max(at + 1, i + 3), len(first) + 1))
    return frozenset(found)


def abbreviated(token: Token, sources: Sequence[Source], text: str) -> bool:
    """Whether a capitalised word is part of a name whose acronym the sources use, or an acronym of a name in them."""
    if not token.upper:
        return False
    if token.text.isupper():
        return any(acronym(s, token.text) for s in sources)
    return any(acronyms_over(token, text) & s.acronyms for s in sources)
