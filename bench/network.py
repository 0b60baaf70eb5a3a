"""A network with one hidden layer over rows of numbers, by Adam (Kingma and Ba 2015) with dropout before and after it.

Written for the second opinion on acts (`record/opinion.py`): the last columns of a row are cues, nought or one.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

HIDDEN, NETWORKS = 64, 3
"""Of each network, and how many are fitted apart and made one, whose sums are the mean of theirs."""
ROUNDS, LOT = 10, 512
SPEED = 3e-3
HIDE_FROM, HIDE_WITHIN = 0.25, 0.3
"""Shares of the input and of the hidden layer that a step does not see."""
DECAY = 0.01


class Weights(NamedTuple):
    """From the row to the hidden layer, what is added there, from it to the answers, what is added there."""

    into: Matrix
    lean: Matrix
    out: Matrix
    level: Matrix


class Kept(NamedTuple):
    """The same as kept: `into` in whole numbers of which each is `unit`."""

    into: npt.NDArray[np.int8]
    unit: np.float32
    lean: Matrix
    out: Matrix
    level: Matrix


def fit(dense: Matrix, cues: npt.NDArray[np.bool_], labels: npt.NDArray[np.int64], answers: int) -> Weights:
    """The weights for these cases: their numbers, their cues and the number of the right answer."""
    apart = [_fit(dense, cues, labels, answers, np.random.default_rng(seed)) for seed in range(NETWORKS)]
    return Weights(
        np.concatenate([one.into for one in apart], axis=1),
        np.concatenate([one.lean for one in apart]),
        np.concatenate([one.out for one in apart]) / np.float32(NETWORKS),
        np.mean([one.level for one in apart], axis=0),
    )


def _fit(
    dense: Matrix, cues: npt.NDArray[np.bool_], labels: npt.NDArray[np.int64], answers: int, chance: np.random.Generator
) -> Weights:
    wide = dense.shape[1] + cues.shape[1]
    spread = np.concatenate([np.full(dense.shape[1], dense.shape[1] ** -0.5), np.full(cues.shape[1], 0.1)])
    now = Weights(
        (chance.normal(size=(wide, HIDDEN)) * spread[:, None]).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        (chance.normal(size=(HIDDEN, answers)) * HIDDEN**-0.5).astype(np.float32),
        np.zeros(answers, np.float32),
    )
    first, second = ([np.zeros_like(part) for part in now] for _ in range(2))
    steps = ROUNDS * -(-len(labels) // LOT)
    step = 0
    for _ in range(ROUNDS):
        order = chance.permutation(len(labels))
        for begin in range(0, len(order), LOT):
            these = order[begin : begin + LOT]
            rows = np.concatenate([dense[these], cues[these].astype(np.float32)], axis=1)
            slopes = _slopes(now, rows, labels[these], chance)
            step += 1
            pace = SPEED * min(1, step / 100) * (1 - step / (steps + 1))
            for part, slope, mean, square in zip(now, slopes, first, second, strict=True):
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope**2 - square)
                move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
                part -= (pace * (move + (DECAY * part if part.ndim > 1 else 0))).astype(np.float32)
    return now


def _slopes(now: Weights, rows: Matrix, labels: npt.NDArray[np.int64], chance: np.random.Generator) -> Weights:
    """The slope of the loss at a lot of cases."""
    rows = rows * _seen(chance, rows, HIDE_FROM)
    reached = rows @ now.into + now.lean
    kept = _seen(chance, reached, HIDE_WITHIN) * (reached > 0)
    hidden = reached * kept
    sums = hidden @ now.out + now.level
    wrong = np.exp(sums - sums.max(axis=1, keepdims=True))
    wrong /= wrong.sum(axis=1, keepdims=True)
    wrong[np.arange(len(labels)), labels] -= 1
    wrong /= np.float32(len(labels))
    back = (wrong @ now.out.T) * kept
    return Weights(rows.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0))


def _seen(chance: np.random.Generator, of: Matrix, hidden: float) -> Matrix:
    """Which values a step sees, made up for by their size."""
    return (chance.random(of.shape, dtype=np.float32) >= hidden) / np.float32(1 - hidden)


def kept(weights: Weights) -> Kept:
    """The weights in the fewest bytes that serve."""
    unit = np.float32(np.abs(weights.into).max() / 127)
    whole = np.rint(weights.into / unit).astype(np.int8)
    return Kept(whole, unit, *(np.round(part, 3) for part in weights[1:]))
