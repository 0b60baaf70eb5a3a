"""Reports of one happening are one story: join or open, fold copies, link what hangs together."""

from communique.stories.decision import Considered, Decision
from communique.stories.grouper import Grouper
from communique.stories.repair import repair

__all__ = ["Considered", "Decision", "Grouper", "repair"]
