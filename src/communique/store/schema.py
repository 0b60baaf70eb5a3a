"""The tables. A noun is kept whole as JSON in `body`; the other columns are what it is searched and ordered by.

`*_at` columns hold instants as UTC text of one width, so that text order is time order; null is unknown. The revision
here is that of the newest migration: a file that carries it is opened without looking further.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

REVISION = "0021"
APPLICATION = 0x434D5145  # "CMQE" in the file's header: tells our files from other SQLite databases

metadata = MetaData()

source = Table("source", metadata, Column("id", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

source_state = Table(
    "source_state", metadata, Column("source", Text, primary_key=True), Column("body", LargeBinary, nullable=False)
)

subscription = Table(
    "subscription",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("subscription_source", "source"),
)

page_state = Table(
    "page_state",
    metadata,
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("name", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("refusal_newest", "at"),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("published_at", Text),
    Column("copy_of", Text),
    Column("source", Text),
    Index("report_source", "source"),
)

report_version = Table(
    "report_version",
    metadata,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("modified", Text),
    Column("note", Text),
    Column("body", LargeBinary, nullable=False),
    Column("seen", Text),
)

story = Table(
    "story",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("opened", Text),
    Column("redirect", Text),
    Column("due_record", Boolean, nullable=False),
    Column("due_brief", Boolean, nullable=False),
    Column("due_links", Boolean, nullable=False),
    Index("story_redirect", "redirect", "id", sqlite_where=text("redirect IS NOT NULL")),
    sqlite_autoincrement=True,
)

assignment = Table(
    "assignment",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False, unique=True),
    Column("story", Text, ForeignKey("story.id"), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("fixed", Boolean, nullable=False, server_default="0"),
    Index("assignment_story", "story"),
    sqlite_autoincrement=True,
)

ruling = Table(
    "ruling",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ruling_kind", "kind"),
    sqlite_autoincrement=True,
)

ruling_story = Table(
    "ruling_story", metadata, Column("story", Text, primary_key=True), Column("ruling", Integer, primary_key=True)
)

# What a decision about events is found by: their ids, and the sentences they rest on.
ruling_event = Table(
    "ruling_event", metadata, Column("ref", Text, primary_key=True), Column("ruling", Integer, primary_key=True)
)

redo = Table("redo", metadata, Column("room", Text, primary_key=True), Column("body", LargeBinary, nullable=False))
look_back = Table(
    "look_back", metadata, Column("id", Integer, primary_key=True), Column("assignment", Integer, nullable=False)
)

editor = Table("editor", metadata, Column("name", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

api_key = Table(
    "api_key",
    metadata,
    Column("hashed", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token", Text, primary_key=True),
    Column("editor", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

grouping_row = Table(
    "grouping_row",
    metadata,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

grouping_count = Table(
    "grouping_count", metadata, Column("id", Integer, primary_key=True), Column("body", LargeBinary, nullable=False)
)

link = Table(
    "link",
    metadata,
    Column("story", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

story_facts = Table(
    "story_facts",
    metadata,
    Column("story", Text, ForeignKey("story.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

recorded = Table(
    "recorded",
    metadata,
    Column("report", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

statement = Table(
    "statement",
    metadata,
    Column("report", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("speaker", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("statement_speaker", "speaker"),
)

statement_about = Table(
    "statement_about",
    metadata,
    Column("speaker", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("report", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Index("statement_about_report", "report", "version"),
)

holding = Table(
    "holding",
    metadata,
    Column("report", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Text),
    Column("body", LargeBinary, nullable=False),
    Column("code", Text),
    Index("holding_person", "person"),
    Index("holding_code", "code"),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("day", Text),
    Column("body", LargeBinary, nullable=False),
    Column("last_day", Text),
    Column("type", Text),
    Column("status", Text),
    Column("stands", Boolean, nullable=False, server_default="1"),
    Index("event_story", "story"),
    Index("event_days", "last_day", "day", "status", "type", "id"),
)

event_country = Table(
    "event_country",
    metadata,
    Column("code", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Index("event_country_event", "event", "code"),
)

event_pair = Table(
    "event_pair",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Index("event_pair_event", "event", "a", "b"),
    Index("event_pair_second", "b", "a", "event"),
)

event_person = Table(
    "event_person",
    metadata,
    Column("key", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("code", Text),
    Index("event_person_event", "event"),
    Index("event_person_named", "key", "name", "code"),
)


def total(kind: str, *columns: str) -> Table:
    """How many events each of a kind is in, kept by triggers (native.py) on the table of these events: to count those
    of a large archive anew takes half a second. A person without a code has an empty one here."""
    keys = [Column(name, Text, primary_key=True) for name in columns]
    return Table(f"{kind}_total", metadata, *keys, Column("number", Integer, nullable=False))


country_total, pair_total = total("country", "code"), total("pair", "a", "b")
person_total = total("person", "key", "name", "code")

event_body = Table(
    "event_body",
    metadata,
    Column("key", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Index("event_body_event", "event"),
)

agreement = Table(
    "agreement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("day", Text),
    Column("body", LargeBinary, nullable=False),
)

agreement_country = Table(
    "agreement_country",
    metadata,
    Column("code", Text, primary_key=True),
    Column("agreement", Text, primary_key=True),
    Index("agreement_country_agreement", "agreement"),
)

agreement_story = Table(
    "agreement_story",
    metadata,
    Column("story", Text, primary_key=True),
    Column("agreement", Text, primary_key=True),
    Index("agreement_story_agreement", "agreement"),
)

brief = Table(
    "brief",
    metadata,
    Column("story", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("newest", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("reported_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("printed_at", Text),
    Column("seq", Integer),
    Index("brief_latest", "reported_at", "story", "state", sqlite_where=text("newest = 1")),
    Index("brief_unreleased", "state", "reported_at", "story", sqlite_where=text("newest = 1 AND state <> 'released'")),
    Index("brief_printed", "printed_at", "story"),
    Index("brief_seq", "seq"),
)

brief_hand = Table(
    "brief_hand", metadata, Column("story", Text, primary_key=True), Column("body", LargeBinary, nullable=False)
)

brief_waiting = Table(
    "brief_waiting",
    metadata,
    Column("story", Text, primary_key=True),
    Column("reported_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

draft = Table("draft", metadata, Column("key", Text, primary_key=True), Column("body", LargeBinary, nullable=False))
spending = Table("spending", metadata, Column("day", Text, primary_key=True), Column("amount", Float, nullable=False))

view = Table(
    "view",
    metadata,
    Column("day", Text, primary_key=True),
    Column("door", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("minute", Integer, nullable=False),
    Index("view_minute", "minute", "story"),
    sqlite_with_rowid=False,
)

# Who is not counted on a day; an empty reader is all behind the door.
view_left_out = Table(
    "view_left_out",
    metadata,
    Column("day", Text, primary_key=True),
    Column("door", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
)

view_salt = Table(
    "view_salt", metadata, Column("day", Text, primary_key=True), Column("salt", LargeBinary, nullable=False)
)

view_count = Table(
    "view_count",
    metadata,
    Column("day", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("views", Integer, nullable=False),
)

# What can be found. `seq` is a minute and a number within it (indexing.py), so that its order is the order of time and
# an interval of days is one of `seq`; the other columns are what results are narrowed by and counted by. `owner` is the
# report of a statement, the story of an event. `who` and `marks` are words of the full-text index.
entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("owner", Text),
    Column("at", Text),
    *(Column(name, Text, nullable=False) for name in ("codes", "types", "publisher", "who", "marks")),
    UniqueConstraint("kind", "ref"),
    Index("entry_owner", "owner", "kind"),
)

WORDS = (Column(name, Text, nullable=False) for name in ("title", "lead", "text"))
entry_body = Table("entry_body", metadata, Column("seq", Integer, primary_key=True), *WORDS)

# How far the index has been made again from what is stored; no row where it is whole.
reindexing = Table("reindexing", metadata, Column("kind", Text, primary_key=True), Column("after", Text))

desk_round = Table(
    "desk_round", metadata, Column("id", Integer, primary_key=True), Column("begun", Text, nullable=False)
)
