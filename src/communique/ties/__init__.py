"""What passed between countries: pure measures over events, statements and agreements, defined in docs/record.md.

It lies below the rooms because record, site and command must count alike and no room imports another.

scale      the quads and the intensity scale of the event types
series     events by week and month
measures   the tie of two countries; the partners of one
"""

from communique.ties.measures import STANDING, as_of, between, happened, meetings, partners, tie, within
from communique.ties.scale import QUADS, SCALE, SCALE_NAME, conflict
from communique.ties.series import filled, monthly, weekly

__all__ = [
    "QUADS",
    "SCALE",
    "SCALE_NAME",
    "STANDING",
    "as_of",
    "between",
    "conflict",
    "filled",
    "happened",
    "meetings",
    "monthly",
    "partners",
    "tie",
    "weekly",
    "within",
]
