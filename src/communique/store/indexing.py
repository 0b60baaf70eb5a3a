"""Keeping entries in the full-text index, in the transaction of what they tell of."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from communique.model import Noun
from communique.publishing import Masks
from communique.store.connection import folded
from communique.times import instant_of

UNMARKED = str.maketrans({"\x00": " ", "\x02": " ", "\x03": " "})
IN_A_MINUTE = 1 << 16
UNDATED = 1  # the first seq of what has no day
DATED = 1 << 41  # and of what has one
FIRST_MINUTE = 719_163 * 24 * 60 + DATED // IN_A_MINUTE  # from the first day there is to the first of 1970
BREAK = " 00 "  # between title, lead and text, and between names, that no phrase runs over

COLUMNS = ("kind", "ref", "owner", "at", "codes", "types", "publisher", "who", "marks")
WORDS = ("title", "lead", "text")
INDEXED = ("seq", *WORDS, "exact", "who", "marks")


def _into(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})"


KEPT = (
    f"SELECT e.seq, {', '.join(f'e.{name}' for name in COLUMNS)}, b.title, b.lead, b.text"
    " FROM entry AS e JOIN entry_body AS b ON b.seq = e.seq WHERE e.kind = :kind AND e.ref = :ref"
)
TAKEN = "SELECT max(seq) FROM entry WHERE seq >= :first AND seq < :last"
ADDED = (
    _into("entry", ("seq", *COLUMNS)),
    _into("entry_body", ("seq", *WORDS)),
    _into("entry_text", INDEXED).replace("(seq", "(rowid", 1),
)
DROPPED = (
    "INSERT INTO entry_text (entry_text, rowid, title, lead, text, exact, who, marks)"
    " VALUES ('delete', :seq, :title, :lead, :text, :exact, :who, :marks)",
    "DELETE FROM entry WHERE seq = :seq",
    "DELETE FROM entry_body WHERE seq = :seq",
)
OWNED = "SELECT ref FROM entry WHERE owner = :owner AND kind = :kind"


class Entry(Noun, frozen=True):
    """One brief, report, statement, event, person, organisation or country as it is found. `lead` are the first
    sentences, `text` the rest; `codes` the countries it is about and `pairs` those between which it is; `types` are
    PLOVER's; `who` are names of publishers, sources and speakers, `publisher` the one it is counted under."""

    kind: str
    ref: str
    title: str
    lead: str = ""
    text: str = ""
    at: str | None = None
    owner: str | None = None
    codes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ()
    publisher: str = ""
    who: tuple[str, ...] = ()
    language: str = ""


def mark(field: str, value: str) -> str:
    """The word of the index that says a value of a field. It ends with a zero, as stemmers leave such words alone."""
    return "".join(c for c in f"{field}{value}".casefold() if c.isascii() and c.isalnum()) + "0"


def marks_of(one: Entry) -> str:
    """All that an entry is narrowed by."""
    marks = [mark("all", ""), mark("kind", one.kind)]
    marks += [mark("country", code) for code in one.codes]
    marks += [mark("pair", "".join(sorted(pair))) for pair in one.pairs]
    marks += [mark("type", code) for code in one.types]
    if one.language:
        marks.append(mark("lang", one.language.split("-")[0]))
    return " ".join(dict.fromkeys(marks))


def named(name: str) -> str:
    """A name as the `who` column has it: each word between two ones."""
    return " ".join(f"1{word}1" for word in folded(name).split())


def exactly(words: str) -> str:
    """Words as the `exact` column has them: each between two zeros."""
    return " ".join(f"0{word}0" for word in folded(words).split())


def minute_of(at: str | None) -> int:
    """The first seq of the minute of a sortable time."""
    moment = instant_of(at)
    return UNDATED if moment is None else (int(moment.timestamp() // 60) + FIRST_MINUTE) * IN_A_MINUTE


def _free(connection: Connection, at: str | None) -> int:
    first = minute_of(at)
    room = DATED - UNDATED if first == UNDATED else IN_A_MINUTE
    while True:
        last = connection.exec_driver_sql(TAKEN, {"first": first, "last": first + room}).scalar()
        if last is None:
            return first
        if last + 1 < first + room:
            return int(last) + 1
        first += room


def row_of(one: Entry) -> dict[str, Any]:
    """An entry as the tables have it, without its place among them."""
    row: dict[str, Any] = {name: getattr(one, name) for name in ("kind", "ref", "owner", "at", "publisher")}
    row |= {"codes": " ".join(one.codes), "types": " ".join(one.types), "marks": marks_of(one)}
    row["who"] = BREAK.join(dict.fromkeys(map(named, filter(None, one.who))))
    return row | {name: getattr(one, name).translate(UNMARKED) for name in WORDS}


def put(connection: Connection, one: Entry) -> None:
    """Make an entry findable, in place of what it was before."""
    row = row_of(one)
    before = _kept(connection, one.kind, one.ref)
    if before is not None:
        if {name: value for name, value in before.items() if name != "seq"} == row:
            return
        _drop(connection, before)
    row["seq"] = before["seq"] if before is not None and before["at"] == one.at else _free(connection, one.at)
    row["exact"] = exact_of(row)
    for statement in ADDED:
        connection.exec_driver_sql(statement, row)


def exact_of(row: dict[str, Any]) -> str:
    """The words of a row as they stand."""
    return BREAK.join(exactly(row[name]) for name in WORDS)


def _kept(connection: Connection, kind: str, ref: str) -> dict[str, Any] | None:
    row = connection.exec_driver_sql(KEPT, {"kind": kind, "ref": ref}).mappings().first()
    return None if row is None else dict(row)


def _drop(connection: Connection, kept: dict[str, Any]) -> None:
    """The index has to be told again what it was given of an entry, to let go of it."""
    row = kept | {"exact": exact_of(kept)}
    for statement in DROPPED:
        connection.exec_driver_sql(statement, row)


def unindex(connection: Connection, kind: str, ref: str) -> None:
    """Take one entry out of the search."""
    if (kept := _kept(connection, kind, ref)) is not None:
        _drop(connection, kept)


def unindex_all(connection: Connection, kind: str, owner: str, but: Iterable[str] = ()) -> None:
    """Take all entries of an owner (the statements of a report, the events of a story) out of the search, but some."""
    mine = connection.exec_driver_sql(OWNED, {"owner": owner, "kind": kind}).scalars().all()
    for ref in set(mine) - set(but):
        unindex(connection, kind, ref)


def masked_entries(connection: Connection, masks: Masks) -> None:
    """Put the words of all entries through the masks; entries of people who are removed go."""
    for kind, ref in connection.exec_driver_sql("SELECT kind, ref FROM entry").all():
        kept = _kept(connection, kind, ref)
        if kept is None:
            continue
        row = kept | {name: masks.text(kept[name]) for name in WORDS}
        if kind == "person" and masks.removed(ref):
            _drop(connection, kept)
        elif row != kept:
            _drop(connection, kept)
            for statement in ADDED:
                connection.exec_driver_sql(statement, row | {"exact": exact_of(row)})


def purge(connection: Connection) -> None:
    """Rewrite the index without what was let go of: until then words of deleted entries lie in its older parts."""
    connection.exec_driver_sql("INSERT INTO entry_text (entry_text) VALUES ('optimize')")
