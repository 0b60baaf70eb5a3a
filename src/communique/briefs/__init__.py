"""Story and record in, brief out: own words where the record carries them, every sentence tied to its reports.

`compose` is the embedded writer: deterministic and offline. The gate is `communique.briefs.check.check`; a sentence it
refuses is not printed.
"""

from communique.briefs.compose import compose
from communique.briefs.dossier import Dossier

__all__ = ["Dossier", "compose"]
