"""Search over briefs, reports, statements, events, people, countries and organisations, narrowed by what they are
about. The index is made again from what is stored when the file is opened, a piece at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FROM = {"report": "report", "event": "event", "brief": "brief", "person": "event_person"}
FROM |= {"country": "event_country", "organisation": "event_body"}


def upgrade() -> None:
    """The old index goes; marks say what is to be read again."""
    op.execute("DROP TABLE entry_text")
    op.drop_table("entry")
    told = ("codes", "types", "publisher", "who", "marks")
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("at", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in told),
        sa.UniqueConstraint("kind", "ref"),
    )
    op.create_index("entry_owner", "entry", ["owner", "kind"])
    op.create_table(
        "entry_body",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "lead", "text")),
    )
    op.execute(
        "CREATE VIEW entry_content AS"
        " SELECT seq, title, lead, text, '' AS exact, '' AS who, '' AS marks FROM entry_body"
    )
    op.execute(
        "CREATE VIRTUAL TABLE entry_text USING fts5(title, lead, text, exact, who, marks, content = 'entry_content',"
        " content_rowid = 'seq', tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE entry_vocabulary USING fts5vocab(entry_text, 'row')")
    due = op.create_table("reindexing", sa.Column("kind", sa.Text, primary_key=True), sa.Column("after", sa.Text))
    some = [kind for kind, table in FROM.items() if op.get_bind().execute(sa.text(f"SELECT 1 FROM {table}")).first()]
    if some:
        op.bulk_insert(due, [{"kind": kind, "after": None} for kind in some])
