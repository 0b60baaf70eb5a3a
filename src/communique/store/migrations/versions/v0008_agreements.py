"""Agreements over all stories, and which countries a statement is of and about."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was recorded before there is none: a story has both once it is recorded again."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("day", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    for name, key in (("agreement_country", "code"), ("agreement_story", "story")):
        op.create_table(
            name, sa.Column(key, sa.Text, primary_key=True), sa.Column("agreement", sa.Text, primary_key=True)
        )
        op.create_index(f"{name}_agreement", name, ["agreement"])
    op.create_table(
        "statement_about",
        sa.Column("speaker", sa.Text, primary_key=True),
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    )
    op.create_index("statement_about_report", "statement_about", ["report", "version"])
