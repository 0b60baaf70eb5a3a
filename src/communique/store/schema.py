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
)

REVISION = "0011"
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
    Index("story_redirect", "redirect"),
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
    "ruling_story",
    metadata,
    Column("story", Text, primary_key=True),
    Column("ruling", Integer, primary_key=True),
)

# What a decision about events is found by: their ids, and the sentences they rest on.
ruling_event = Table(
    "ruling_event",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("ruling", Integer, primary_key=True),
)

redo = Table("redo", metadata, Column("room", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

look_back = Table(
    "look_back", metadata, Column("id", Integer, primary_key=True), Column("assignment", Integer, nullable=False)
)

editor = Table("editor", metadata, Column("name", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

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
    "grouping_count",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
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
    Index("event_story", "story"),
)

event_country = Table(
    "event_country",
    metadata,
    Column("code", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Index("event_country_event", "event"),
)

event_pair = Table(
    "event_pair",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Index("event_pair_event", "event"),
)

event_person = Table(
    "event_person",
    metadata,
    Column("key", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("code", Text),
    Index("event_person_event", "event"),
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
    Index("brief_latest", "newest", "state", "reported_at", "story"),
)

brief_hand = Table(
    "brief_hand", metadata, Column("story", Text, primary_key=True), Column("body", LargeBinary, nullable=False)
)

draft = Table("draft", metadata, Column("key", Text, primary_key=True), Column("body", LargeBinary, nullable=False))

spending = Table("spending", metadata, Column("day", Text, primary_key=True), Column("amount", Float, nullable=False))

view = Table(
    "view",
    metadata,
    Column("day", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
)

view_count = Table(
    "view_count",
    metadata,
    Column("day", Text, primary_key=True),
    Column("story", Text, primary_key=True),
    Column("views", Integer, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("at", Text),
    UniqueConstraint("kind", "ref"),
)

desk_round = Table(
    "desk_round", metadata, Column("id", Integer, primary_key=True), Column("begun", Text, nullable=False)
)

# The words of an entry, by its seq. Porter stems, folded case and accents.
ENTRY_TEXT = (
    "CREATE VIRTUAL TABLE entry_text USING fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2')"
)
