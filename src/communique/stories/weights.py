"""The weights of the decision, from weights.toml."""

import tomllib
from functools import cache
from importlib import resources
from math import exp
from typing import Literal

from communique.stories.features import Features
from communique.stories.live import LiveStory, Traits

FORMAL = 2.0  # words of diplomacy in the openings of report and story together that make them dealings between states

Kind = Literal["states", "other"]


@cache
def weights() -> dict[str, tuple[float, Features]]:
    """(bias, weight of each feature) by kind."""
    text = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf8")
    zero = dict.fromkeys(Features._fields, 0.0)
    return {kind: (table.pop("bias"), Features(**(zero | table))) for kind, table in tomllib.loads(text).items()}


def kind_of(mine: Traits, story: LiveStory) -> Kind:
    """By which table a report and a story are compared."""
    return "states" if mine.formal + story.formal / max(1, story.size) >= FORMAL else "other"


def score(kind: Kind, features: Features) -> float:
    """How likely it is, from 0 to 1, that the report belongs to the story."""
    bias, table = weights()[kind]
    total = bias + sum(weight * value for weight, value in zip(table, features, strict=True))
    return round(1 / (1 + exp(-max(-60.0, min(60.0, total)))), 6)
