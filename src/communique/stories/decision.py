"""What grouping answers."""

from typing import Literal

from communique.model import Noun
from communique.stories.pairs import Features


class Considered(Noun, frozen=True):
    """A live story that was compared with a report: how likely they belong together (half and more joins), by which
    table of weights most of its reports were, the features as means over its reports, and what the bias and each of
    them added to the log of the odds."""

    story: str
    score: float
    kind: Literal["close", "wide"]
    features: Features
    bias: float
    added: Features


class Decision(Noun, frozen=True):
    """Where a report belongs. `story` is None when it opens one. `copy_of` is the report it is a copy of; `copies` are
    reports decided before that turn out to be copies of this one. `considered` are the stories compared, best first;
    none for a copy, which goes where its like is."""

    report: str
    story: str | None = None
    copy_of: str | None = None
    copies: tuple[str, ...] = ()
    considered: tuple[Considered, ...] = ()
