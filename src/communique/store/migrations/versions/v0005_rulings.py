"""What was decided about stories, who may decide, and how far the look back has looked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reports assigned before were placed by no person."""
    op.add_column("assignment", sa.Column("fixed", sa.Boolean, nullable=False, server_default="0"))
    op.create_index("story_redirect", "story", ["redirect"])
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ruling_kind", "ruling", ["kind"])
    op.create_table(
        "ruling_story",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("ruling", sa.Integer, primary_key=True),
    )
    op.create_table(
        "look_back",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assignment", sa.Integer, nullable=False),
    )
    op.create_table(
        "editor",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("editor", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
