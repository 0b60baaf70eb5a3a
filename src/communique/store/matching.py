"""Queries as FTS5 takes them. Every value is quoted, so that no word of a reader's is an operator.

No column is named where none has to be: what is exact, who and marks are written so that no plain word is one of them,
and FTS5 takes several times as long to look at the columns of each entry."""

from collections.abc import Sequence

from communique.model import Noun
from communique.searching import Condition, Query
from communique.store.indexing import DATED, IN_A_MINUTE, exactly, mark, minute_of, named

ALL = ""
HEADLINE, LEAD = "{title} : ", "{title lead} : "
LAST = (1 << 63) - 1
DAY = 24 * 60 * IN_A_MINUTE


class Matching(Noun, frozen=True):
    """What a query asks of the index: its words alone, all of it, and the interval of `seq`."""

    words: str
    whole: str
    low: int = 0
    high: int = LAST


def matching(query: Query, columns: str = ALL, *, prefix: bool = False) -> Matching:
    """The query over some columns of words. With `prefix` the last of them may go on."""
    last = last_word(query) if prefix else None
    groups = [[expression(c, columns, c is last) for c in group] for group in query.groups if not group[0].without]
    worded = [
        g for g, group in zip(groups, held(query), strict=True) if all(c.field in ("words", "phrase") for c in group)
    ]
    without = [expression(c, ALL, False) for group in query.groups for c in group if c.without]
    positive = [either(group) for group in groups] or [quoted(mark("all", ""))]
    whole = " AND ".join(positive)
    if without:
        whole = f"({whole}) NOT {either(without)}"
    low, high = interval(query)
    return Matching(words=" AND ".join(map(either, worded)), whole=whole, low=low, high=high)


def held(query: Query) -> list[tuple[Condition, ...]]:
    """The groups that results have, and not those that they have not."""
    return [group for group in query.groups if not group[0].without]


def either(expressions: Sequence[str]) -> str:
    """One of several."""
    return expressions[0] if len(expressions) == 1 else "(" + " OR ".join(expressions) + ")"


def last_word(query: Query) -> Condition | None:
    """The word at the end, if it is one that may go on."""
    said = query.said
    return said[-1] if said and said[-1].field == "words" and sum(c.isalnum() for c in said[-1].value) >= 3 else None


def quoted(words: str) -> str:
    """Words as one string of FTS5."""
    return '"' + words.replace('"', '""') + '"'


def expression(one: Condition, columns: str, beginning: bool) -> str:
    """One condition over some columns."""
    if one.field == "words":
        goes_on = "*" if beginning or one.beginning else ""
        return f"{columns}{quoted(one.value)}{goes_on}"
    if one.field == "phrase":
        exact = quoted(exactly(one.value))
        return f"({exact} AND {columns}{quoted(one.value)})" if columns else exact
    if one.field == "from":
        return quoted(named(one.value))
    value = one.value.replace("-", "") if one.field == "pair" else one.value
    return quoted(mark(one.field, value))


def any_word(query: Query, *, prefix: bool = False) -> str:
    """Any of the words and phrases that are asked for, to mark them; empty without one."""
    last = last_word(query) if prefix else None
    marks = [f"{quoted(c.value)}{'*' if c is last or c.beginning else ''}" for c in query.said]
    return either(marks) if marks else ""


def interval(query: Query) -> tuple[int, int]:
    """The interval of seq for the days that are asked for."""
    low = minute_of(query.since) if query.since else DATED if query.until else 0
    return low, minute_of(query.until) + DAY - 1 if query.until else LAST
