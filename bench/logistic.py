"""Multinomial logistic regression over named cues with an L2 penalty, by L-BFGS (Liu and Nocedal 1989)."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from communique.record.model import Table

LEAST = 2  # cases a cue must be in, if nothing else is said
SMALL = 0.1  # a weight that is not kept, likewise

Vector = npt.NDArray[np.float64]


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    penalty: float,
    least: int = LEAST,
    small: float = SMALL,
) -> Table:
    """The weights of the cues that are in so many cases at least, those from `small` on."""
    counts = Counter(cue for row in rows for cue in row)
    names = sorted(cue for cue, n in counts.items() if n >= least)
    number = {cue: i for i, cue in enumerate(names)}
    indexes = [[number[cue] for cue in row if cue in number] for row in rows]
    flat = np.array([i for row in indexes for i in row])
    of = np.repeat(np.arange(len(rows)), [len(row) for row in indexes])
    order = np.argsort(flat, kind="stable")
    by_cue = of[order]
    ends = np.searchsorted(flat[order], np.arange(len(names)))
    begins = np.concatenate([[0], np.cumsum([len(row) for row in indexes])[:-1]])
    gold = np.zeros((len(rows), len(classes)), np.float32)
    gold[np.arange(len(rows)), [classes.index(label) for label in labels]] = 1

    def loss(w: Vector) -> tuple[float, Vector]:
        table = w.reshape(len(names), len(classes)).astype(np.float32)
        scores = np.add.reduceat(table[flat], begins, axis=0)
        scores -= scores.max(axis=1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        wrong = np.exp(log) - gold
        gradient = np.add.reduceat(wrong[by_cue], ends, axis=0) + penalty * table
        return float(-(gold * log).sum() + penalty * (table**2).sum() / 2), gradient.ravel().astype(float)

    w = minimised(loss, np.zeros(len(names) * len(classes))).reshape(len(names), len(classes))
    kept = {
        cue: tuple((c, round(float(x), 2)) for c, x in enumerate(w[i]) if abs(x) >= small) for cue, i in number.items()
    }
    return Table(tuple(classes), {cue: pairs for cue, pairs in kept.items() if pairs})


def minimised(loss: Callable[[Vector], tuple[float, Vector]], w: Vector, steps: int = 80, memory: int = 8) -> Vector:
    """The least of a smooth convex function, by L-BFGS with a backtracking line search."""
    value, gradient = loss(w)
    past: list[tuple[Vector, Vector, float]] = []
    for _ in range(steps):
        q, used = gradient.copy(), []
        for s, y, rho in reversed(past):
            a = rho * float(s @ q)
            used.append(a)
            q -= a * y
        if past:
            s, y, _ = past[-1]
            q *= float(s @ y) / float(y @ y)
        for (s, y, rho), a in zip(past, reversed(used), strict=True):
            q += (a - rho * float(y @ q)) * s
        step, slope = 1.0 if past else 1 / max(1.0, float(np.abs(gradient).sum())) * 10, -float(gradient @ q)
        while True:
            trial, new = loss(w - step * q)
            if trial <= value + 1e-4 * step * slope or step < 1e-10:
                break
            step /= 2
        s, y = -step * q, new - gradient
        w, gradient = w + s, new
        if float(s @ y) > 1e-12:
            past = [*past, (s, y, 1 / float(s @ y))][-memory:]
        if value - trial < 1e-6 * max(1.0, abs(value)):
            break
        value = trial
    return w
