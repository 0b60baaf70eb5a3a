"""What passed between countries: pure measures over events, statements and agreements, defined in docs/record.md.

It lies below the rooms because record, site and command must count alike and no room imports another.

scale      the quads and the intensity scale of the event types
series     events by week and month
measures   the tie of two countries; the partners of one
"""

from communique.ties.measures import between, happened, partners, tie
from communique.ties.scale import QUADS, SCALE, SCALE_NAME
from communique.ties.series import filled, monthly, weekly

__all__ = ["QUADS", "SCALE", "SCALE_NAME", "between", "filled", "happened", "monthly", "partners", "tie", "weekly"]
