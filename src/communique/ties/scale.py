"""The quads and the intensity scale of the event types."""

from collections.abc import Mapping

QUADS: Mapping[str, str] = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation", "AID": "material cooperation", "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict", "SANCTION": "material conflict", "MOBILIZE": "material conflict",
    "COERCE": "material conflict", "ASSAULT": "material conflict",
}  # fmt: skip
"""PLOVER's four quads."""

SCALE_NAME = "Goldstein scale (1992), as assigned to CAMEO root classes and carried over to PLOVER types"
SCALE: Mapping[str, float] = {
    "AGREE": 4.0, "CONSULT": 1.0, "SUPPORT": 3.5, "COOPERATE": 6.0, "AID": 7.0, "CONCEDE": 5.0, "RETREAT": 5.0,
    "REQUEST": -5.0, "ACCUSE": -2.0, "REJECT": -4.0, "THREATEN": -6.0, "PROTEST": -6.5, "MOBILIZE": -7.2,
    "SANCTION": -4.0, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip
"""From -10 (conflict) to +10 (cooperation). J. S. Goldstein, A Conflict-Cooperation Scale for WEIS Events Data, Journal
of Conflict Resolution 36 (1992); its means per CAMEO root class; classes that PLOVER merged take the milder value."""


def conflict(event: str) -> bool:
    """Is this type of event one of conflict? An unknown one counts as cooperation."""
    return QUADS.get(event, "").endswith("conflict")
