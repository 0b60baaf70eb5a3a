"""Briefs by when they were printed; events by their days and types; organisations in events."""

import hashlib
import json
import re
import unicodedata
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)
BODIES = ("IGO", "NGO", "IMG")
REMOVED = "coalesce(json_extract(CAST(body AS TEXT), '$.removed'), 0)"
JOINED = "json_extract(CAST(body AS TEXT), '$.joined') IS NOT NULL"


def upgrade() -> None:
    """What is stored is filled in from the bodies."""
    op.add_column("brief", sa.Column("printed_at", sa.Text))
    op.create_index("brief_printed", "brief", ["printed_at", "story"])
    for column in ("last_day", "type", "status"):
        op.add_column("event", sa.Column(column, sa.Text))
    op.add_column("event", sa.Column("stands", sa.Boolean, nullable=False, server_default="1"))
    op.create_index("event_days", "event", ["last_day", "day"])
    op.create_table(
        "event_body",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
    )
    op.create_index("event_body_event", "event_body", ["event"])
    op.execute(
        "UPDATE event SET type = json_extract(CAST(body AS TEXT), '$.event'),"
        " status = coalesce(json_extract(CAST(body AS TEXT), '$.status'), 'done'),"
        " last_day = substr(json_extract(CAST(body AS TEXT), '$.date.end'), 1, 10),"
        f" stands = NOT ({REMOVED} OR {JOINED})"
    )
    printed()
    organisations()


def printed() -> None:
    """When each version was printed: as it says, else when its last report came out."""
    connection = op.get_bind()
    found = "SELECT rowid, reported_at, json_extract(CAST(body AS TEXT), '$.dates.updated') FROM brief"
    for row, reported, updated in connection.exec_driver_sql(found).fetchall():
        values = (utc(updated) or reported, row)
        connection.exec_driver_sql("UPDATE brief SET printed_at = ? WHERE rowid = ?", values)


def utc(text: str | None) -> str | None:
    """A time as UTC text of one width."""
    try:
        moment = datetime.fromisoformat(text or "")
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return aware.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        return None


def organisations() -> None:
    """The organisations on either side of events that are told."""
    connection = op.get_bind()
    for event, body in connection.exec_driver_sql("SELECT id, body FROM event WHERE stands").fetchall():
        told = json.loads(body)
        for actor in (*told.get("actor", ()), *told.get("recipient", ())):
            if actor.get("code") in BODIES and not actor.get("person") and actor.get("name"):
                row = (slug(actor["name"]), event, actor["name"], actor["code"])
                connection.exec_driver_sql("INSERT OR IGNORE INTO event_body VALUES (?, ?, ?, ?)", row)


def slug(name: str) -> str:
    """A name as it stands in an address, an id where it has no Latin letter."""
    plain = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED)).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", plain)).strip("-")
    return made or "n" + hashlib.blake2s(name.encode(), digest_size=6).hexdigest()
