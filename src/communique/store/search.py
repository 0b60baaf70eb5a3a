"""Full text over all that the desk knows, by SQLite's FTS5, in time that does not grow with how much matches.

The index is read from the newest entry backwards, and no further than `COUNTED` results: they are the total and what
facets are drawn from. Relevance is bm25 (Robertson and Zaragoza 2009) over all results where these are few; where they
are many it goes by where the words stand, headline before lead before the rest, and by time.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from communique.lexicon import queries
from communique.searching import COUNTED, RANKED, Condition, Facet, Found, Hit, Query, Tally
from communique.store.connection import Connected, folded
from communique.store.indexing import DATED
from communique.store.matching import HEADLINE, LEAD, Matching, any_word, last_word, matching
from communique.store.spelling import nearest

SCORED = 500  # results, up to which each gets its bm25
FACETED = 1000  # results that facets are counted over
MOST_VALUES = 12  # of a facet
WEIGHTS = "5.0, 2.0, 1.0, 1.0, 0.0, 0.0"  # of title, lead, text, exact, who, marks
PAGES = ("person", "organisation", "country")  # they have no day of their own
BRIEF = 1.5  # times the score of what others write

SEQS = (
    "SELECT rowid FROM entry_text WHERE entry_text MATCH :match AND rowid BETWEEN :low AND :high"
    " ORDER BY rowid DESC LIMIT :most"
)
SCORES = (
    f"SELECT rowid, bm25(entry_text, {WEIGHTS}) FROM entry_text WHERE entry_text MATCH :match"
    " AND rowid BETWEEN :low AND :high"
)
COLUMNS = (
    "SELECT e.seq, e.kind, e.codes, e.types, e.publisher, substr(e.at, 1, 7) FROM json_each(:seqs) AS s"
    " CROSS JOIN entry AS e ON e.seq = s.value"
)
OF_KIND = "SELECT e.seq, e.kind FROM json_each(:seqs) AS s CROSS JOIN entry AS e ON e.seq = s.value"
TITLED = (
    "SELECT e.seq, e.kind, b.title FROM json_each(:seqs) AS s CROSS JOIN entry AS e ON e.seq = s.value"
    " JOIN entry_body AS b ON b.seq = e.seq"
)
SHOWN = (
    "SELECT e.seq, e.kind, e.ref, e.owner, e.at, b.title, substr(b.lead || b.text, 1, 160) AS first"
    " FROM json_each(:seqs) AS s CROSS JOIN entry AS e ON e.seq = s.value JOIN entry_body AS b ON b.seq = e.seq"
)
MARKED = (
    "SELECT rowid, highlight(entry_text, 0, char(2), char(3)), snippet(entry_text, 1, char(2), char(3), '…', 24),"
    " snippet(entry_text, 2, char(2), char(3), '…', 24)"
    " FROM entry_text WHERE entry_text MATCH :match AND rowid = :seq"
)


class Search(Connected):
    """The part of the store behind `searching.SearchStore`."""

    def find(self, query: Query, limit: int = 20, offset: int = 0, *, newest: bool = False) -> Found:
        """Results by relevance, or the newest first. A last word that finds nothing whole is tried as the beginning of
        one. Takes bounded time however many match. Never raises on what is asked."""
        if query.empty:
            return Found()
        with self.reading() as connection:
            for prefix in (False, True):
                if prefix and last_word(query) is None:
                    break
                try:
                    found = _found(connection, query, max(0, limit), max(0, offset), newest, prefix)
                except (OperationalError, UnicodeEncodeError):  # words that FTS5 makes nothing of
                    continue
                if found.total:
                    return found
        return Found()

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        """Briefs, then reports, each by relevance, as a reader would type it. Never raises on what is asked."""
        asked = queries.parse(query).query
        if not asked.groups or limit <= 0:
            return []
        hits: list[Hit] = []
        for kind in ("brief", "report"):
            of_kind = msgspec.structs.replace(asked, groups=(*asked.groups, (Condition(field="kind", value=kind),)))
            hits += self.find(of_kind, limit - len(hits)).hits if len(hits) < limit else ()
        return hits

    def spelled(self, words: Sequence[str]) -> Mapping[str, str]:
        """For words that stand in next to nothing: the one that is spelled nearly so and stands in much more."""
        with self.reading() as connection:
            meant = {word: nearest(connection, word) for word in words}
        return {word: found for word, found in meant.items() if found}


def _found(connection: Connection, query: Query, limit: int, offset: int, newest: bool, prefix: bool) -> Found:
    asked = matching(query, prefix=prefix)
    seqs = _seqs(connection, asked, COUNTED + 1)
    more = len(seqs) > COUNTED
    del seqs[COUNTED:]
    if not seqs:
        return Found()
    counted = _spread(seqs, FACETED)
    order = seqs if newest or not query.said else _ranked(connection, query, asked, seqs, prefix)
    return Found(
        hits=tuple(_hits(connection, order[offset : offset + limit], any_word(query, prefix=prefix))),
        total=len(seqs),
        more=more,
        reachable=len(order),
        facets=_facets(connection, counted),
        counted=len(counted),
        begun=prefix,
    )


def _rows(connection: Connection, statement: str, values: dict[str, Any]) -> list[Any]:
    """Rows as the database has them: thousands at a time are too many to be made into anything else."""
    cursor = connection.exec_driver_sql(statement, values).cursor
    return [] if cursor is None else list(cursor.fetchall())


def _seqs(connection: Connection, asked: Matching, most: int) -> list[int]:
    values = {"match": asked.whole, "low": asked.low, "high": asked.high, "most": most}
    return [row[0] for row in _rows(connection, SEQS, values)]


def _spread(seqs: list[int], most: int) -> list[int]:
    """So many of them, evenly."""
    if len(seqs) <= most:
        return seqs
    return [seqs[i * len(seqs) // most] for i in range(most)]


def _ranked(connection: Connection, query: Query, asked: Matching, seqs: list[int], prefix: bool) -> list[int]:
    """The first of the results by relevance: pages of people, organisations and countries that are called so, then by
    score or, where there are many, by where the words stand."""
    headed = msgspec.structs.replace(matching(query, HEADLINE, prefix=prefix), low=0, high=DATED - 1)
    named = _kinds(connection, _seqs(connection, headed, RANKED)) if asked.low < DATED else {}
    pages = [seq for seq, kind in named.items() if kind in PAGES]
    scores = _scores(connection, asked, seqs) if len(seqs) <= SCORED else None
    if scores is not None:
        briefs = {seq for seq, kind in _kinds(connection, seqs).items() if kind == "brief"}
        weighed = {seq: scores.get(seq, 0.0) * (BRIEF if seq in briefs else 1.0) for seq in seqs}
        rest = sorted(seqs, key=lambda seq: (weighed[seq], -seq))
    else:
        rest = [*_placed(connection, query, asked, prefix), *seqs]
    return list(dict.fromkeys(pages + rest))[:RANKED]


def _placed(connection: Connection, query: Query, asked: Matching, prefix: bool) -> list[int]:
    """The newest results with all words in headline and lead: those with all in the headline first, briefs before
    others, the newer first."""
    led = msgspec.structs.replace(matching(query, LEAD, prefix=prefix), low=asked.low, high=asked.high)
    said = {word for one in query.said for word in folded(one.value).split()}
    order = {
        seq: (not all(word in folded(title).split() for word in said), kind != "brief", -seq)
        for seq, kind, title in _rows(connection, TITLED, {"seqs": json.dumps(_seqs(connection, led, RANKED))})
    }
    return sorted(order, key=lambda seq: order[seq])


def within(asked: Matching, seqs: list[int]) -> Matching:
    """The same, but of the time of these results only, so that what nothing has is not looked for in everything."""
    return msgspec.structs.replace(asked, low=seqs[-1], high=seqs[0])


def _scores(connection: Connection, asked: Matching, seqs: list[int]) -> dict[int, float] | None:
    """bm25 of the words alone, None where too much has them that the conditions leave out."""
    alone = within(Matching(words="", whole=asked.words), seqs)
    if not asked.words or len(_seqs(connection, alone, 2 * SCORED + 1)) > 2 * SCORED:
        return None
    values = {"match": asked.words, "low": alone.low, "high": alone.high}
    return {row[0]: row[1] for row in connection.exec_driver_sql(SCORES, values)}


def _kinds(connection: Connection, seqs: list[int]) -> dict[int, str]:
    return dict(_rows(connection, OF_KIND, {"seqs": json.dumps(seqs)}))


def _columns(connection: Connection, seqs: list[int]) -> Sequence[Any]:
    return _rows(connection, COLUMNS, {"seqs": json.dumps(seqs)})


def _facets(connection: Connection, seqs: list[int]) -> tuple[Facet, ...]:
    """The commonest values among these results, months newest first."""
    _, kinds, codes, types, publishers, months = zip(*_columns(connection, seqs), strict=True)
    counts = {
        "kind": Counter(kinds),
        "country": _split(Counter(codes)),
        "type": _split(Counter(types)),
        "from": Counter(filter(None, publishers)),
        "month": Counter(filter(None, months)),
    }
    facets = []
    for name, counter in counts.items():
        ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES]
        if name == "month":
            ranked.sort(reverse=True)
        if ranked:
            facets.append(Facet(field=name, values=tuple(Tally(value=value, count=count) for value, count in ranked)))
    return tuple(facets)


def _split(lists: Counter[str]) -> Counter[str]:
    """Each of the values that stand in lists, as often as the lists do."""
    counts: Counter[str] = Counter()
    for values, times in lists.items():
        for value in values.split():
            counts[value] += times
    return counts


def _hits(connection: Connection, seqs: list[int], words: str) -> list[Hit]:
    """The results as they are shown, the words marked."""
    rows = {row.seq: row for row in connection.exec_driver_sql(SHOWN, {"seqs": json.dumps(seqs)})}
    hits = []
    for seq in seqs:
        row = rows[seq]
        marked, snippet = _marked(connection, seq, words)
        hits.append(
            Hit(
                kind=row.kind, id=row.ref, title=row.title, snippet=snippet or row.first, at=row.at or None,
                marked=marked, of=row.owner,
            )
        )  # fmt: skip
    return hits


def _marked(connection: Connection, seq: int, words: str) -> tuple[str, str]:
    """Title and snippet of one result, empty where nothing in it is to be marked."""
    found = connection.exec_driver_sql(MARKED, {"match": words, "seq": seq}).first() if words else None
    if found is None:
        return "", ""
    _, title, lead, rest = found
    best = max((lead, rest), key=lambda part: part.count("\x02"))
    return title if "\x02" in title else "", best if "\x02" in best else ""
