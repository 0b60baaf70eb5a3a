"""Indices by which a store of a hundred thousand briefs answers as one of a hundred does.

The planner took the index of the newest briefs for questions about one story, as an equality on `newest` looked like a
narrow one; it holds none but the newest now, and has no equality to offer. Counts by days, countries and people are
answered from an index alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Indices alone: no row changes."""
    for index in ("brief_latest", "event_days", "event_country_event", "event_pair_event", "story_redirect"):
        op.drop_index(index)
    newest, other = sa.text("newest = 1"), sa.text("newest = 1 AND state <> 'released'")
    op.create_index("brief_latest", "brief", ["reported_at", "story", "state"], sqlite_where=newest)
    op.create_index("brief_unreleased", "brief", ["state", "reported_at", "story"], sqlite_where=other)
    op.create_index("event_days", "event", ["last_day", "day", "status", "type", "id"])
    op.create_index("event_country_event", "event_country", ["event", "code"])
    op.create_index("event_pair_event", "event_pair", ["event", "a", "b"])
    op.create_index("event_pair_second", "event_pair", ["b", "a", "event"])
    op.create_index("event_person_named", "event_person", ["key", "name", "code"])
    led = sa.text("redirect IS NOT NULL")
    op.create_index("story_redirect", "story", ["redirect", "id"], sqlite_where=led)
