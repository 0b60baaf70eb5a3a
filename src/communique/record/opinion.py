"""A second opinion on which type of act a word tells, if any, by what the words around it mean: a network with one
hidden layer, which knows a word by its vector and so also heads and objects that no sentence it was fitted on has.

It sees the commonest cues of the table (`cues.py`) and, for each place around the word (`around`), the mean of the
vectors of the words there. Sums run in one order and are rounded, so that the same sentence gives the same answer in
every process. `meanings.npz` has the vectors, written by `bench/meanings.py`; `opinion.npz` the weights, fitted by
`bench/record_fit.py`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from communique.record.scene import ACTIVE, Scene

PLACES = (
    "head", "doer", "what", "what.of", "what.to", "with", "preposition", "to", "to.of", "then", "then.what", "after",
    "of", "over", "over.preposition", "over.what", "clause", "sentence",
)  # fmt: skip
"""Where a word stands to the one that may tell an act."""
WIDE = {"clause", "sentence"}
MEANT = {"NOUN", "VERB", "ADJ"}
PLAIN = 3
"""Decimals of a sum that count."""
KEPT = 10_000
"""Words at a place whose way to the hidden layer is remembered (8 MB)."""

Vector = npt.NDArray[np.float32]
Words = Mapping[str, Sequence[str]]
"""Lemmas by place."""


def around(scene: Scene, index: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The words at each place around a word, where there are any."""
    tree = scene.tree
    yield "head", (index,)
    doers, objects = _sides(scene, index)
    yield "doer", doers
    yield "what", objects
    yield "what.of", [kid for o in objects for kid in tree.kids(o, "amod", "compound", "nmod", "poss")]
    yield "what.to", [to for o in objects for p in tree.kids(o, "prep") for to in tree.kids(p, "pobj")]
    yield "with", tree.kids(index, "prt", "advmod", "acomp", "attr", "oprd", "dative")
    prepositions = tree.kids(index, "prep", "agent", "dative")
    led = [to for p in prepositions for to in tree.kids(p, "pobj", "pcomp")]
    yield "preposition", prepositions
    yield "to", led
    yield "to.of", [kid for to in led for kid in tree.kids(to, "amod", "compound", "nmod")]
    then = tree.kids(index, "xcomp", "ccomp", "pcomp")
    yield "then", then
    yield "then.what", [kid for t in then for kid in tree.kids(t, "dobj", "nsubjpass")]
    yield "after", tree.kids(index, "advcl")
    if tree.token(index).pos not in ACTIVE:
        yield "of", tree.kids(index, "amod", "compound", "nmod", "poss")
    yield from _over(scene, index)
    clause = tree.down(index, clauses=False)
    yield "clause", [i for i in clause if i != index and tree.token(i).pos in MEANT | {"ADV", "PROPN"}]
    yield "sentence", [i for i, token in enumerate(tree.tokens) if token.pos in MEANT]


def _sides(scene: Scene, index: int) -> tuple[list[int], list[int]]:
    tree = scene.tree
    if tree.token(index).pos not in ACTIVE:
        return [], tree.kids(index, "dobj")[:1]
    doers, objects = tree.subjects(index), tree.kids(index, "dobj")
    if tree.passive(index):
        doers, objects = [by for a in tree.kids(index, "agent") for by in tree.kids(a, "pobj")], doers
    return doers[:1], objects[:1]


def _over(scene: Scene, index: int) -> Iterator[tuple[str, Sequence[int]]]:
    tree, above = scene.tree, scene.tree.token(index).head
    if tree.token(index).dep in {"pobj", "pcomp"}:
        yield "over.preposition", (above,)
        above = tree.token(above).head
    if above != index:
        yield "over", (above,)
        yield "over.what", [kid for kid in tree.kids(above, "dobj") if kid != index]


class Meanings(NamedTuple):
    """Vectors of lemmas in lower case, in whole numbers of which each is `unit`."""

    rows: Mapping[str, int]
    vectors: npt.NDArray[np.int8]
    unit: float

    def of(self, word: str) -> Vector | None:
        """The vector of a lemma; None where it is not known."""
        row = self.rows.get(word)
        return None if row is None else self.vectors[row].astype(np.float32) * np.float32(self.unit)


@dataclass(frozen=True)
class Opinion:
    """The network: `places` and `shown`, a row for each of the cues, lead to the hidden layer, where `lean` is added;
    `out` leads to the types, where `level` is."""

    meanings: Meanings
    places: Mapping[str, Vector]
    cues: Mapping[str, int]
    shown: Vector
    lean: Vector
    out: Vector
    level: Vector
    _known: dict[tuple[str, str], int | None] = field(default_factory=dict, repr=False)

    def probabilities(self, cues: Iterable[str], words: Words) -> list[float]:
        """The probability of each type, in the order of the table's classes."""
        hidden = np.maximum(self._reached(cues, words), 0)
        sums = [round(float(s), PLAIN) for s in (hidden[:, None] * self.out).sum(axis=0) + self.level]
        most = max(sums)
        powers = [math.exp(s - most) for s in sums]
        total = sum(powers)
        return [p / total for p in powers]

    def _reached(self, cues: Iterable[str], words: Words) -> Vector:
        rows = [row for cue in cues if (row := self.cues.get(cue)) is not None]
        if len(self._known) + sum(map(len, words.values())) > KEPT:
            self._known.clear()
        moved: list[int] = []
        shares: list[int] = []
        for place, there in words.items():
            known = [row for word in there if (row := self._moved(place, word)) is not None]
            moved += known
            shares += [len(known)] * len(known)
        every = np.empty((len(moved) + 1, len(self.lean)), np.float32)
        every[0] = self.lean + np.add.reduce(self.shown.take(rows, 0))
        np.divide(self._ways.take(moved, 0), np.array(shares, np.float32)[:, None], out=every[1:])
        reached: Vector = np.add.reduce(every)
        return reached

    @cached_property
    def _ways(self) -> Vector:
        return np.empty((KEPT, len(self.lean)), np.float32)

    def _moved(self, place: str, word: str) -> int | None:
        """The row of `_ways` with what a word at a place brings to the hidden layer."""
        try:
            return self._known[place, word]
        except KeyError:
            pass
        meaning, row = self.meanings.of(word), len(self._known)
        if meaning is not None:
            self._ways[row] = (meaning[:, None] * self.places[place]).sum(axis=0)
        self._known[place, word] = None if meaning is None else row
        return self._known[place, word]

    def reasons(self, cues: Sequence[str], words: Words, number: int) -> list[tuple[str, float]]:
        """How much less probable the type of this number would be without the words at each place, and without all
        cues; what changes most first."""
        whole = self.probabilities(cues, words)[number]
        lost = {
            f"{place}={' '.join(there)}": self.probabilities(cues, {p: w for p, w in words.items() if p != place})
            for place, there in words.items()
            if place not in WIDE
        }
        lost["cues"] = self.probabilities((), words)
        found = [(name, round(whole - without[number], 2)) for name, without in lost.items()]
        return sorted((f for f in found if f[1]), key=lambda f: (-abs(f[1]), f[0]))[:4]


def words(scene: Scene, index: int) -> Words:
    """The lemmas at each place around a word, where there are any."""
    return {place: [scene.lemmas[i] for i in there] for place, there in around(scene, index) if there}


@cache
def meanings() -> Meanings:
    """The vectors of this room."""
    kept = _kept("meanings")
    return Meanings(
        {word: int(row) for word, row in zip(_names(kept["words"]), kept["rows"], strict=True)},
        kept["vectors"],
        float(kept["unit"]),
    )


@cache
def shipped() -> Opinion:
    """The network of this room."""
    kept = dict(_kept("opinion"))
    return made(_names(kept.pop("cues")), **kept)


def made(
    cues: Sequence[str], into: npt.NDArray[np.int8], unit: Any, lean: Vector, out: Vector, level: Vector
) -> Opinion:
    """The network of weights as they are kept: `into`, in whole numbers of which each is `unit`, has the rows of each
    place and then one a cue."""
    size, rows = meanings().vectors.shape[1], into.astype(np.float32) * np.float32(unit)
    places = {place: rows[size * n : size * (n + 1)] for n, place in enumerate(PLACES)}
    number = {cue: n for n, cue in enumerate(cues)}
    return Opinion(meanings(), places, number, rows[size * len(PLACES) :], lean, out, level)


def _kept(name: str) -> Mapping[str, npt.NDArray[Any]]:
    with resources.files(__package__).joinpath(f"{name}.npz").open("rb") as file:
        return dict(np.load(file))


def _names(lines: npt.NDArray[np.uint8]) -> list[str]:
    return lines.tobytes().decode().split("\n")
