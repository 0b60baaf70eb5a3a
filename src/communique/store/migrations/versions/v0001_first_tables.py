"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def key(name: str, kind: type[sa.Text] | type[sa.Integer] = sa.Text) -> "sa.Column[Any]":
    """A column of the primary key."""
    return sa.Column(name, kind, primary_key=True, nullable=False)


def body() -> "sa.Column[bytes]":
    """The noun itself as JSON."""
    return sa.Column("body", sa.LargeBinary, nullable=False)


def upgrade() -> None:
    """From an empty file."""
    sources()
    reports()
    stories()
    record()
    events()
    briefs()
    search()


def sources() -> None:
    """What is asked, and how it went."""
    op.create_table("source", key("id"), body())
    op.create_table("source_state", key("source"), body())
    op.create_table("page_state", key("source"), key("url"), body())
    op.create_table("refusal", key("name"), key("why"), sa.Column("at", sa.Text, nullable=False), body())
    op.create_index("refusal_newest", "refusal", ["at"])
    op.create_table("desk_round", key("id", sa.Integer), sa.Column("begun", sa.Text, nullable=False))


def reports() -> None:
    """One row a report, one row a version of it."""
    op.create_table(
        "report",
        key("id"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published_at", sa.Text),
        sa.Column("copy_of", sa.Text),
    )
    op.create_table(
        "report_version",
        key("report"),
        key("version", sa.Integer),
        sa.Column("modified", sa.Text),
        sa.Column("note", sa.Text),
        body(),
        sa.ForeignKeyConstraint(["report"], ["report.id"]),
    )


def stories() -> None:
    """Stories, their reports in the order they joined, their links."""
    op.create_table(
        "story",
        key("seq", sa.Integer),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("opened", sa.Text),
        sa.Column("redirect", sa.Text),
        sa.Column("due_record", sa.Boolean, nullable=False),
        sa.Column("due_brief", sa.Boolean, nullable=False),
        sa.Column("due_links", sa.Boolean, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assignment",
        key("seq", sa.Integer),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"]),
        sa.ForeignKeyConstraint(["story"], ["story.id"]),
        sa.UniqueConstraint("report"),
        sqlite_autoincrement=True,
    )
    op.create_index("assignment_story", "assignment", ["story"])
    op.create_table("link", key("story"), key("position", sa.Integer), body())


def record() -> None:
    """What was taken from each report version."""
    op.create_table("recorded", key("report"), key("version", sa.Integer), body())
    place = ("report", sa.Text), ("version", sa.Integer), ("position", sa.Integer)
    op.create_table(
        "statement", *(key(*column) for column in place), sa.Column("speaker", sa.Text, nullable=False), body()
    )
    op.create_index("statement_speaker", "statement", ["speaker"])
    op.create_table(
        "holding",
        *(key(*column) for column in place),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("day", sa.Text),
        body(),
    )
    op.create_index("holding_person", "holding", ["person"])


def events() -> None:
    """Events and what they are found by."""
    op.create_table(
        "event",
        key("id"),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("day", sa.Text),
        body(),
    )
    op.create_index("event_story", "event", ["story"])
    op.create_table("event_country", key("code"), key("event"))
    op.create_table("event_pair", key("a"), key("b"), key("event"))
    op.create_table(
        "event_person", key("key"), key("event"), sa.Column("name", sa.Text, nullable=False), sa.Column("code", sa.Text)
    )
    for table in ("event_country", "event_pair", "event_person"):
        op.create_index(f"{table}_event", table, ["event"])


def briefs() -> None:
    """Briefs in all versions, and views by day."""
    op.create_table(
        "brief",
        key("story"),
        key("version", sa.Integer),
        sa.Column("newest", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reported_at", sa.Text, nullable=False),
        body(),
    )
    op.create_index("brief_latest", "brief", ["newest", "state", "reported_at", "story"])
    op.create_table("view", key("day"), key("story"), key("reader"))
    op.create_table("view_count", key("day"), key("story"), sa.Column("views", sa.Integer, nullable=False))


def search() -> None:
    """Full text over briefs and reports."""
    op.create_table(
        "entry",
        key("seq", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("at", sa.Text),
        sa.UniqueConstraint("kind", "ref"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE entry_text USING fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
