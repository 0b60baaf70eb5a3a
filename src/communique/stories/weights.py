"""The weights of the decision, from weights.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, log1p
from typing import Literal

import numpy as np
import numpy.typing as npt

from communique.stories.live import Kept
from communique.stories.matching import Couple, Match
from communique.stories.pairs import Features, Floats

FORMAL = 3  # words of diplomacy in the openings of two reports together that make them dealings between states
MOST_ODDS = 8.0  # log of odds of a match, either way
LONG = 100  # different words of the longer of two reports, from which on they are compared as long ones

Kind = Literal["close", "wide"]
KINDS: tuple[Kind, Kind] = ("close", "wide")


@cache
def tables() -> dict[str, dict[str, float]]:
    """The tables as they stand in the file."""
    text = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf8")
    return tomllib.loads(text)


@cache
def weights() -> dict[str, tuple[float, Features]]:
    """(bias, weight of each feature) by kind."""
    zero = dict.fromkeys(Features._fields, 0.0)
    return {
        kind: (tables()[kind]["bias"], Features(**(zero | {n: w for n, w in tables()[kind].items() if n != "bias"})))
        for kind in KINDS
    }


@cache
def bias_and_weights() -> Floats:
    """The same, a row for each kind."""
    return np.array([[bias, *table] for bias, table in (weights()[kind] for kind in KINDS)])


@cache
def match_weights() -> dict[str, float]:
    """The bias and the weight of each number of a match."""
    return dict(tables()["match"])


def match_odds(matches: Mapping[Couple, Match]) -> dict[Couple, float]:
    """The log of the odds that two reports tell of one happening, by how good a match they are."""
    w = match_weights()
    return {
        couple: round(
            w["bias"]
            + w["odds"] * max(-MOST_ODDS, min(MOST_ODDS, match.odds))
            + w["rank"] * log1p(match.rank)
            + w["margin"] * match.margin,
            6,
        )
        for couple, match in matches.items()
    }


def wide(mine: Kept, others: Sequence[Kept]) -> npt.NDArray[np.intp]:
    """For each of the others the number of the table, in KINDS, by which it is compared with a report.

    Dealings between states come back with the same words, and short reports have few: they are told apart by people,
    days and pairs. Of other news at length the words decide."""
    long, most = length(mine) >= LONG, FORMAL - formal(mine)
    return np.array([int((long or length(it) >= LONG) and formal(it) < most) for it in others])


def length(kept: Kept) -> int:
    """Different words of a report."""
    return kept.words.sizes[0] if kept.words is not None else 0


def formal(kept: Kept) -> int:
    """Words of diplomacy in the opening of a report."""
    return kept.traits.formal if kept.traits is not None else 0


def added(features: Floats, tables: npt.NDArray[np.intp]) -> Floats:
    """For each row of features what the bias and each feature add to the log of the odds that two reports tell of one
    happening."""
    adds = bias_and_weights()[tables]
    adds[:, 1:] *= features
    return adds


def likelihood(odds: float) -> float:
    """From 0 to 1, for the log of odds."""
    return round(1 / (1 + exp(-max(-60.0, min(60.0, odds)))), 6)
