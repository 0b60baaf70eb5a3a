"""Reports of one happening are one story: join or open, fold copies, link what hangs together."""

from communique.stories.decision import Considered, Decision
from communique.stories.grouper import Grouper
from communique.stories.repair import INERTIA, repair
from communique.stories.saved import Saved

__all__ = ["INERTIA", "Considered", "Decision", "Grouper", "Saved", "repair"]
