"""Story and record in, brief out: own words where the record carries them, every sentence tied to its reports.

`compose` is the embedded writer: deterministic and offline. `material`, `asked` and `edited` are the second one: what a
model is shown, what it is asked, and the brief made of its answer. The gate is `communique.briefs.check.check`; a
sentence it refuses is not printed, but where an editor wrote it: then it warns (`judged`, `laid`).
"""

from communique.briefs.compose import compose, composed
from communique.briefs.dossier import Dossier, Elsewhere
from communique.briefs.second.drafted import Edited, edited
from communique.briefs.second.showing import Material, asked, material
from communique.briefs.updates.by_hand import judged, laid, tells_otherwise
from communique.briefs.updates.notices import changes

__all__ = [
    "Dossier", "Edited", "Elsewhere", "Material", "asked", "changes", "compose", "composed", "edited", "judged", "laid",
    "material", "tells_otherwise",
]  # fmt: skip
