"""The part that weighs meaning: how far the sources carry a sentence as a whole, whatever single slots say.

What tells a true abstract from a false one, without a language model, is whether its words stand together: pairs of
content words that share a source sentence, in the order in which the claim has them. The cues are weighed by a logistic
model whose table, `meaning.toml`, is fitted on claims of our own (`python -m bench.meaning_fit` fits it again).
"""

import math
import tomllib
from collections.abc import Sequence
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
    """The content words of a source sentence, each with its first and last place; and the pairs of all its words."""

    places: dict[str, tuple[int, int]]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=8192)
def laid(sentence: str) -> Laid:
    """One source sentence laid out."""
    tokens = words.tokens(sentence)
    places: dict[str, tuple[int, int]] = {}
    for at, token in enumerate(t for t in tokens if words.meaningful(t)):
        places[token.stem] = (places.get(token.stem, (at, at))[0], at)
    stems = [t.stem for t in tokens]
    return Laid(places, frozenset(pairwise(stems)))


def cues(sentence: str, sources: Sequence[Source]) -> Cues:
    """The cues of one sentence."""
    tokens = words.tokens(sentence)
    stems = [t.stem for t in tokens if words.meaningful(t)]
    found = [laid(p.text) for source in sources for p in source.passages]
    there = [layout.places for layout in found]
    near = [(a, b) for i, a in enumerate(stems) for b in stems[i + 1 : i + 1 + REACH] if a != b]
    every = [(a, b) for i, a in enumerate(stems) for b in stems[i + 1 :] if a != b]
    beside = list(pairwise(t.stem for t in tokens))
    alone = float(bool(stems) and all(any(s in places for places in there) for s in stems))
    return Cues(
        order=share([any(follows(p, a, b) for p in there) for a, b in near], alone),
        together=share([any(a in p and b in p for p in there) for a, b in every], alone),
        neighbours=share([any(pair in layout.pairs for layout in found) for pair in beside], alone),
        strange=any(unknown(a, there) and unknown(b, there) for a, b in pairwise(tokens)),
        size=len(stems),
        new=sum(not any(word in p for word in words.alike(stem) for p in there) for stem in stems),
    )


def unknown(token: Token, there: Sequence[dict[str, tuple[int, int]]]) -> bool:
    """Whether a word printed with a capital stands nowhere in the sources."""
    return token.upper and words.meaningful(token) and not any(token.stem in places for places in there)


def share(found: Sequence[bool], empty: float) -> float:
    """The part of these that hold; `empty` where there are none."""
    return sum(found) / len(found) if found else empty


def follows(places: dict[str, tuple[int, int]], one: str, other: str) -> bool:
    """Whether a sentence has one word somewhere before the other."""
    return one in places and other in places and places[one][0] < places[other][1]


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
