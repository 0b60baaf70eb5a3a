"""Full text over briefs and reports, by SQLite's FTS5."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import OperationalError

from communique.model import Noun
from communique.ports import Hit
from communique.store import schema
from communique.store.connection import Connected, folded

MOST_TERMS = 32
LONGEST_QUERY = 1000
SHORTEST_PREFIX = 3
UNMARKED = str.maketrans({"\x00": " ", "\x02": " ", "\x03": " "})

entry = schema.entry


class Query(Noun, frozen=True):
    """A reader's words as FTS5 takes them: `match` with all terms joined by AND, and the folded phrases."""

    match: str
    phrases: tuple[str, ...] = ()


def parsed(query: str, *, prefix: bool = False) -> Query | None:
    """The query of what a reader typed, None if there is no word in it. With `prefix` its last word may go on."""
    terms: list[str] = []
    phrases: list[str] = []
    loose = False
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query[:LONGEST_QUERY].translate(UNMARKED)):
        said = phrase or word
        if not any(c.isalnum() for c in said) or len(terms) == MOST_TERMS:
            continue
        terms.append(f'"{said}"')
        loose = not phrase and len(said) >= SHORTEST_PREFIX
        if phrase:
            phrases.append(folded(phrase))
    if not terms or (prefix and not loose):
        return None
    return Query(match=" AND ".join(terms) + ("*" if prefix else ""), phrases=tuple(phrases))


def index(connection: Connection, kind: str, ref: str, title: str, words: str, at: str | None) -> None:
    """Make the title and words of one brief or report findable, in place of what they were before."""
    row = insert(entry).values(kind=kind, ref=ref, at=at)
    row = row.on_conflict_do_update(index_elements=["kind", "ref"], set_={"at": at})
    seq = connection.execute(row.returning(entry.c.seq)).scalar_one()
    connection.execute(text("DELETE FROM entry_text WHERE rowid = :seq"), {"seq": seq})
    connection.execute(
        text("INSERT INTO entry_text (rowid, title, text) VALUES (:seq, :title, :text)"),
        {"seq": seq, "title": title.translate(UNMARKED), "text": words.translate(UNMARKED)},
    )


def unindex(connection: Connection, kind: str, ref: str) -> None:
    """Take a brief or report out of the search."""
    mine = (entry.c.kind == kind) & (entry.c.ref == ref)
    for seq in connection.execute(select(entry.c.seq).where(mine)).scalars().all():
        connection.execute(text("DELETE FROM entry_text WHERE rowid = :seq"), {"seq": seq})
    connection.execute(delete(entry).where(mine))


def found(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """The hits of a query, briefs first, then by rank (a match in the title weighs five times)."""
    exact = "".join(f" AND (holds(t.title, :p{i}) OR holds(t.text, :p{i}))" for i in range(len(query.phrases)))
    statement = text(
        "SELECT e.kind, e.ref, t.title, snippet(entry_text, -1, char(2), char(3), '…', 24), e.at"
        " FROM entry_text AS t JOIN entry AS e ON e.seq = t.rowid"
        f" WHERE entry_text MATCH :match{exact}"
        " ORDER BY e.kind, bm25(entry_text, 5.0, 1.0), e.ref LIMIT :limit"
    )
    values = {"match": query.match, "limit": limit} | {f"p{i}": phrase for i, phrase in enumerate(query.phrases)}
    rows = connection.execute(statement, values).all()
    return [
        Hit(kind=kind, id=ref, title=title, snippet=snippet, at=at or None) for kind, ref, title, snippet, at in rows
    ]


class Search(Connected):
    """The search of `ports.Store`."""

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        """Briefs first, then reports, by rank. Words are joined by AND, `"a phrase"` is exact; a last word that finds
        nothing whole is tried as the beginning of one. Never raises on input."""
        for prefix in (False, True):
            terms = parsed(query, prefix=prefix)
            if terms is None or limit <= 0:
                continue
            with self.reading() as connection:
                try:
                    hits = found(connection, terms, limit)
                except (OperationalError, UnicodeEncodeError):  # words that FTS5 makes nothing of
                    hits = []
            if hits:
                return hits
        return []
