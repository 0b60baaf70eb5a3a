"""The part that weighs meaning: how far the sources carry a sentence as a whole, whatever single slots say.

What tells a true abstract from a false one, without a language model, is whether its words stand together: pairs of
content words that share a source sentence, in the order in which the claim has them. The cues are weighed by a logistic
model whose table, `meaning.toml`, is fitted on claims of our own (`python -m bench.meaning_fit` fits it again).
"""

import math
import tomllib
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from communique.briefs.gate import words
from communique.briefs.gate.passages import Passage, Source
from communique.briefs.gate.words import Token
from communique.model import Reason
from communique.ports import Entailment

REACH = 5
"""How many content words apart two words of a claim may be and still be looked for as a pair."""
SLOTS = ("name", "number", "date", "place")
MOST = 3
"""More reasons of one kind than these say no more."""
COPIED, LAID = 0.5, 0.8
"""A sentence of which the first part of the pairs of adjoining words stands so in a source, or the second part of its
pairs in order in one sentence, is one of the source's own, cut, joined or changed; any other is worded freely."""
SHORT = 4
"""With fewer content words than these there is nothing to weigh; what is missing decides."""
PREMISES = 6
"""How many stretches of the sources a language model is shown for a sentence: the ones with most of its words."""


NOWHERE: Mapping[int, tuple[int, int]] = {}


class Cues(NamedTuple):
    """What is counted of a sentence; shares are from 0 to 1.

    `order`: pairs of content words at most REACH apart that one source sentence has in this order; `together`: all its
    pairs that one source sentence has; `neighbours`: pairs of adjoining words that stand so in a source. `strange`: it
    has a name of two words that stand nowhere in the sources. `size`: its content words; `new`: those of them
    that stand nowhere in the sources.
    """

    order: float
    together: float
    neighbours: float
    strange: bool
    size: int
    new: int

    @property
    def copied(self) -> bool:
        """Whether the sentence is made of the sources' own, or too short to be worded freely."""
        return self.size < SHORT or self.neighbours >= COPIED or self.order >= LAID


class Laid(NamedTuple):
    """The sentences of a source laid out: by content word, the sentences that have it, as bits of a number and with its
    first and last place in each; and the pairs of adjoining words."""

    bits: dict[str, int]
    places: dict[str, dict[int, tuple[int, int]]]
    pairs: frozenset[tuple[str, str]]
    size: int


@lru_cache(maxsize=256)
def laid(source: Source) -> Laid:
    """The sentences of a source laid out."""
    bits: dict[str, int] = {}
    places: dict[str, dict[int, tuple[int, int]]] = {}
    pairs: set[tuple[str, str]] = set()
    for number, passage in enumerate(source.passages):
        tokens = words.tokens(passage.text)
        pairs.update(pairwise([t.stem for t in tokens]))
        for at, stem in enumerate([t.stem for t in tokens if words.meaningful(t)]):
            spots = places.setdefault(stem, {})
            spots[number] = (spots.get(number, (at, at))[0], at)
            bits[stem] = bits.get(stem, 0) | 1 << number
    return Laid(bits, places, frozenset(pairs), len(source.passages))


def cues(sentence: str, sources: Sequence[Source]) -> Cues:
    """The cues of one sentence."""
    tokens = words.tokens(sentence)
    stems = [t.stem for t in tokens if words.meaningful(t)]
    layouts = [laid(source) for source in sources]
    every = [t.stem for t in tokens]
    known = frozenset[str]().union(*(layout.bits.keys() & set(every) for layout in layouts))
    order, together = paired(stems, layouts)
    adjoining = list(pairwise(every))
    stood = frozenset[tuple[str, str]]().union(*(layout.pairs.intersection(adjoining) for layout in layouts))
    alone = float(bool(stems) and known.issuperset(stems))
    return Cues(
        order=share(order, alone),
        together=share(together, alone),
        neighbours=share([pair in stood for pair in adjoining], alone),
        strange=any(unknown(a, known) and unknown(b, known) for a, b in pairwise(tokens)),
        size=len(stems),
        new=sum(stem not in known and not said(words.alike(stem), layouts) for stem in stems),
    )


def paired(stems: Sequence[str], layouts: Sequence[Laid]) -> tuple[list[bool], list[bool]]:
    """Of each pair of words at most REACH apart whether a sentence has them in this order, and of each pair at all
    whether one has both."""
    order: list[bool] = []
    together: list[bool] = []
    bits = [0] * len(stems)
    for layout in layouts:  # the sentences of one source after those of another
        bits = [mine << layout.size | layout.bits.get(stem, 0) for mine, stem in zip(bits, stems, strict=True)]
    for at, (one, mine) in enumerate(zip(stems, bits, strict=True)):
        after = [(other, mine & its != 0) for other, its in zip(stems[at + 1 :], bits[at + 1 :], strict=True)]
        order += [both and follows(layouts, one, other) for other, both in after[:REACH] if one != other]
        together += [both for other, both in after if one != other]
    return order, together


def said(alike: Set[str], layouts: Sequence[Laid]) -> bool:
    """Whether any of these words stands in the sources."""
    return any(not alike.isdisjoint(layout.bits) for layout in layouts)


def unknown(token: Token, known: Set[str]) -> bool:
    """Whether a word printed with a capital stands nowhere in the sources."""
    return token.upper and words.meaningful(token) and token.stem not in known


def share(found: Sequence[bool], empty: float) -> float:
    """The part of these that hold; `empty` where there are none."""
    return sum(found) / len(found) if found else empty


def follows(layouts: Sequence[Laid], one: str, other: str) -> bool:
    """Whether a sentence has one word somewhere before the other."""
    for layout in layouts:
        its = layout.places.get(other, NOWHERE)
        for at, (first, _) in layout.places.get(one, NOWHERE).items():
            if at in its and first < its[at][1]:
                return True
    return False


@cache
def table() -> dict[str, float]:
    """The weight of each cue, and `constant`."""
    text = resources.files(__package__).joinpath("meaning.toml").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def counted(found: Cues, reasons: Sequence[Reason]) -> dict[str, float]:
    """What the table weighs: two of the cues, and how many reasons there are against the sentence: `slots` (names,
    numbers, dates, places not found together with its words, at most MOST) and `against` (all but words not found)."""
    kinds = [reason.kind for reason in reasons]
    return {
        "order": found.order,
        "together": found.together,
        "slots": min(MOST, sum(kind in SLOTS for kind in kinds)),
        "against": min(MOST, sum(kind not in SLOTS and kind != "unsupported" for kind in kinds)),
    }


def weighed(found: Cues, reasons: Sequence[Reason]) -> float:
    """How far the sources carry a sentence by the built-in table, from 0 to 1, half and more being carried."""
    weights = table()
    total = weights["constant"] + sum(weights[name] * value for name, value in counted(found, reasons).items())
    return 1 / (1 + math.exp(-total))


def entailed(sentence: str, sources: Sequence[Source], entailment: Entailment) -> float:
    """The same by a language model: the most that one stretch of the sources carries."""
    pairs = [(premise, sentence) for premise in premises(sentence, sources)]
    return max(entailment(pairs), default=0.0)


def premises(sentence: str, sources: Sequence[Source]) -> list[str]:
    """The stretches of the sources that a language model is shown: each a sentence with the one before it, those with
    most of the claim's words first."""
    stems = {t.stem for t in words.tokens(sentence) if words.meaningful(t)}
    found: list[tuple[int, int, int, str]] = []
    for number, source in enumerate(sources):
        for passage in source.passages:
            before: tuple[Passage, ...] = source.passages[max(0, passage.number - 1) : passage.number]
            has = stems & passage.stems.union(*(p.stems for p in before))
            found.append((-len(has), number, passage.number, " ".join(p.text for p in (*before, passage))))
    return [text for *_, text in sorted(found)[:PREMISES]]
