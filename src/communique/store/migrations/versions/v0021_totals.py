"""How many events each country, pair and person is in, kept with every event that comes or goes.

They were counted anew for every front page and list, half a second in a store of a hundred thousand stories.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables, filled from the events that are there, and the triggers that keep them."""
    for kind, columns in (("country", ("code",)), ("pair", ("a", "b")), ("person", ("key", "name", "code"))):
        keys = [sa.Column(name, sa.Text, primary_key=True) for name in columns]
        op.create_table(f"{kind}_total", *keys, sa.Column("number", sa.Integer, nullable=False))
        values = [name if name != "code" else "coalesce(code, '')" for name in columns]
        counted = f"SELECT {', '.join(values)}, count(*) FROM event_{kind} GROUP BY {', '.join(values)}"
        op.execute(f"INSERT INTO {kind}_total {counted}")
        for trigger in triggers(kind, columns):
            op.execute(trigger)


def triggers(kind: str, columns: tuple[str, ...]) -> list[str]:
    """One for what comes, one for what goes."""
    made = []
    for when, row in (("INSERT", "new"), ("DELETE", "old")):
        values = [f"{row}.{name}" if name != "code" else f"coalesce({row}.code, '')" for name in columns]
        same = " AND ".join(f"{name} = {value}" for name, value in zip(columns, values, strict=True))
        more = f"INSERT INTO {kind}_total VALUES ({', '.join(values)}, 1) ON CONFLICT DO UPDATE SET number = number + 1"
        less = f"UPDATE {kind}_total SET number = number - 1 WHERE {same}"
        none = f"DELETE FROM {kind}_total WHERE {same} AND number = 0"
        does = more if when == "INSERT" else f"{less}; {none}"
        made.append(f"CREATE TRIGGER event_{kind}_{when.lower()} AFTER {when} ON event_{kind} BEGIN {does}; END")
    return made
