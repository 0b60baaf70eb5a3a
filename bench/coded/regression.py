"""Fits tables of weights over traits: choices among answers, and choices among things, both by their likelihood with a
quadratic penalty (limited-memory BFGS: Liu and Nocedal, Mathematical Programming 45, 1989)."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
KEPT, ROUNDS, CLOSE = 10, 200, 1e-6


class Sparse(NamedTuple):
    """Which rows have which traits: `row` and `trait` in pairs, the names of the traits, the number of rows."""

    row: Index
    trait: Index
    names: tuple[str, ...]
    rows: int

    def sums(self, weights: Vector) -> Vector:
        """For each row and answer the sum of the weights of its traits."""
        return np.stack([np.bincount(self.row, w[self.trait], self.rows) for w in weights.T], 1)

    def back(self, errors: Vector) -> Vector:
        """For each trait and answer the sum of the errors of the rows that have it."""
        return np.stack([np.bincount(self.trait, e[self.row], len(self.names)) for e in errors.T], 1)


def sparse(rows: Sequence[Sequence[str]], least: int) -> Sparse:
    """The traits that at least so many rows have."""
    counts = Counter(trait for row in rows for trait in set(row))
    names = tuple(sorted(trait for trait, count in counts.items() if count >= least))
    place = {name: n for n, name in enumerate(names)}
    pairs = [(n, place[trait]) for n, row in enumerate(rows) for trait in sorted(set(row)) if trait in place]
    both = np.array(pairs, np.intp).reshape(-1, 2)
    return Sparse(both[:, 0], both[:, 1], names, len(rows))


def answers(rows: Sparse, gold: Index, weight: Vector, count: int, penalty: float) -> Vector:
    """Multinomial logistic regression: weights by trait and answer, the answer `count` being none of them. `gold` is
    the right answer of each row, `weight` how much the row counts."""
    right = np.zeros((rows.rows, count + 1))
    right[np.arange(rows.rows), gold] = 1

    def at(flat: Vector) -> tuple[float, Vector]:
        w = flat.reshape(-1, count)
        z = np.column_stack([rows.sums(w), np.zeros(rows.rows)])
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -float(weight @ np.log(np.maximum(1e-12, (p * right).sum(axis=1)))) + penalty / 2 * float(flat @ flat)
        return loss, (rows.back(((p - right) * weight[:, None])[:, :count]) + penalty * w).ravel()

    return least(at, np.zeros(len(rows.names) * count)).reshape(-1, count)


def choices(rows: Sparse, group: Index, good: npt.NDArray[np.bool_], penalty: float) -> Vector:
    """Conditional logistic regression: of the rows of one group one is taken, or none of them; `good` are the right
    ones, any of which will do, and none is right where a group has no good row."""
    groups = int(group.max()) + 1
    has = np.bincount(group[good], minlength=groups) > 0

    def at(flat: Vector) -> tuple[float, Vector]:
        odds = np.exp(np.minimum(30.0, rows.sums(flat[:, None])[:, 0]))
        whole = 1 + np.bincount(group, odds, groups)
        fine = np.where(has, np.bincount(group[good], odds[good], groups), 1.0)
        loss = -float(np.log(np.maximum(1e-12, fine / whole)).sum()) + penalty / 2 * float(flat @ flat)
        share = np.where(good, odds / np.maximum(1e-12, fine[group]), 0.0)
        return loss, rows.back((odds / whole[group] - share)[:, None])[:, 0] + penalty * flat

    return least(at, np.zeros(len(rows.names)))[:, None]


def least(at: Callable[[Vector], tuple[float, Vector]], x: Vector) -> Vector:
    """Where a smooth function, given with its gradient, is least."""
    value, slope = at(x)
    steps: list[Vector] = []
    turns: list[Vector] = []
    for _ in range(ROUNDS):
        direction = -_curved(slope, steps, turns)
        length = 1.0 if steps else 1 / max(1e-12, float(np.abs(slope).sum()))
        while True:
            new, new_slope = at(x + length * direction)
            if new <= value + 1e-4 * length * float(slope @ direction) or length < 1e-10:
                break
            length /= 2
        step, turn = length * direction, new_slope - slope
        if float(step @ turn) > 1e-10:
            steps, turns = [*steps[1 - KEPT :], step], [*turns[1 - KEPT :], turn]
        x, done = x + step, abs(value - new) < CLOSE * abs(value)
        value, slope = new, new_slope
        if done:
            break
    return x


def _curved(slope: Vector, steps: Sequence[Vector], turns: Sequence[Vector]) -> Vector:
    """The slope as the latest steps bend it."""
    q = slope.copy()
    shares = []
    for step, turn in zip(reversed(steps), reversed(turns), strict=True):
        shares.append(float(step @ q) / float(turn @ step))
        q -= shares[-1] * turn
    if steps:
        q *= float(steps[-1] @ turns[-1]) / float(turns[-1] @ turns[-1])
    for step, turn, share in zip(steps, turns, reversed(shares), strict=True):
        q += step * (share - float(turn @ q) / float(turn @ step))
    return q
