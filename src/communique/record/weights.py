"""Tables of weights by which the record decides: for each trait what it speaks for, and how much.

A table is tab-separated: the first line names the answers, each further line a trait with a weight for each of them. An
answer's weights of the traits at hand are summed; what is not in the table says nothing. Fitted by
bench/coded/fit.py on sentences of our own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import repeat

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Table:
    """The answers a table can give, and its weights by trait, in their order."""

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def sums(self, traits: Iterable[str]) -> list[float]:
        """What the traits come to for each answer, in log-odds against none of them."""
        if len(self.answers) == 1:
            return [sum(map(self._only.get, traits, repeat(0.0)))]
        number, whole = self._rows
        known = list(map(number.get, traits, repeat(0)))
        sums: list[float] = np.add.reduce(whole.take(known, 0)).tolist()
        return sums

    @cached_property
    def _only(self) -> Mapping[str, float]:
        """The weights of the one answer there is."""
        return {trait: weight for trait, (weight,) in self.weights.items()}

    @cached_property
    def _rows(self) -> tuple[Mapping[str, int], npt.NDArray[np.float64]]:
        """The number of each trait, and by it the weights for all answers; the first row is that of an unknown one."""
        whole = np.array([(0.0,) * len(self.answers), *self.weights.values()])
        return {trait: number for number, trait in enumerate(self.weights, 1)}, whole

    def telling(self, traits: Iterable[str], answer: str, most: int = 5) -> tuple[tuple[str, float], ...]:
        """The traits that count most for or against an answer, with their weights."""
        place = self.answers.index(answer)
        known = {trait: self.weights[trait][place] for trait in traits if trait in self.weights}
        return tuple(sorted(known.items(), key=lambda told: (-abs(told[1]), told[0]))[:most])


NAMES = ("belonging", "sides", "pairs")


@cache
def tables() -> dict[str, Table]:
    """The tables of this package by name, read once."""
    return {name: _read(name) for name in NAMES}


def _read(name: str) -> Table:
    first, *rest = resources.files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in rest)
    return Table(tuple(first.split("\t")[1:]), {trait: tuple(map(float, weights)) for trait, *weights in rows})
