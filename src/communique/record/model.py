"""A table of weights that says which class some cues speak for: multinomial logistic regression, fitted by
`bench/record_fit.py` and shipped as text, a cue and the weights of its classes a line."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import repeat

import numpy as np
import numpy.typing as npt

PARTS = 100
"""Weights are kept in hundredths."""


@dataclass(frozen=True)
class Table:
    """Weights by cue: (class, weight) pairs. `heat` divides the sums, so that the probabilities are as often right as
    they say; it is found out of fold."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]
    heat: float = 1.0

    def probabilities(self, cues: Iterable[str]) -> list[float]:
        """The probability of each class, in the order of `classes`."""
        number, whole = self._rows
        known = list(map(number.get, cues, repeat(0)))
        sums = np.add.reduce(whole.take(known, 0), dtype=np.int32).tolist()
        most, heat = max(sums), self.heat * PARTS
        powers = [math.exp((s - most) / heat) for s in sums]
        total = sum(powers)
        return [p / total for p in powers]

    @cached_property
    def _rows(self) -> tuple[Mapping[str, int], npt.NDArray[np.int16]]:
        """The number of each cue, and by it the weights for all classes in `PARTS` of one, those it says nothing of
        too; the first row is that of a cue that is not known. Small, for what is looked up here is seldom at hand."""
        whole = np.zeros((len(self.weights) + 1, len(self.classes)), np.int16)
        for row, pairs in zip(whole[1:], self.weights.values(), strict=True):
            for number, weight in pairs:
                row[number] = round(weight * PARTS)
        return {cue: number for number, cue in enumerate(self.weights, 1)}, whole

    def reasons(self, cues: Iterable[str], name: str, most: int = 6) -> list[tuple[str, float]]:
        """The cues that speak most for or against a class, over the mean of the others, the strongest first."""
        number, others = self.classes.index(name), len(self.classes) - 1
        found = []
        for cue in cues:
            weights = dict(self.weights.get(cue, ()))
            own = weights.pop(number, 0.0)
            found.append((cue, round(own - sum(weights.values()) / others, 3)))
        return sorted((f for f in found if f[1]), key=lambda f: (-abs(f[1]), f[0]))[:most]


def read(lines: Sequence[str]) -> Table:
    """A table as `written` gives it."""
    names = tuple(lines[0].split("\t")[1:])
    heat = float(lines[1].split("\t")[1])
    number = {name: i for i, name in enumerate(names)}
    weights = {}
    for line in lines[2:]:
        cue, *pairs = line.rstrip("\n").split("\t")
        weights[cue] = tuple((number[p.rpartition(" ")[0]], float(p.rpartition(" ")[2])) for p in pairs)
    return Table(names, weights, heat)


def written(table: Table) -> list[str]:
    """The lines of a table: its classes, its heat, then a line a cue."""
    lines = ["\t".join(("classes", *table.classes)), f"heat\t{table.heat:.3f}"]
    for cue in sorted(table.weights):
        lines.append("\t".join([cue, *(f"{table.classes[i]} {w:.2f}" for i, w in table.weights[cue])]))
    return lines


@cache
def shipped(name: str) -> Table:
    """The table of this name in this room: `type` or `status`."""
    text = resources.files(__package__).joinpath(f"{name}_weights.tsv").read_text(encoding="utf8")
    return read(text.splitlines())
