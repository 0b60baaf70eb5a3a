"""How far apart days are, as sentences tell it: "two days after", "three months before", "ended two days of talks"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec.structs import replace

from communique.model import When
from communique.record.tree import Tree

COUNT = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
}  # fmt: skip
APART = re.compile(rf"\b({'|'.join(COUNT)}) (day|week|month|year)s? $", re.I)
"""How long "after" or "before" one thing another was."""
COUNTED = {
    "day": {"day"}, "week": {"day"}, "month": {"day", "month"}, "year": {"day", "month", "year"},
}  # fmt: skip
"""How well the day has to be known that these are counted from."""
ENDS = {"end", "conclude", "wrap", "finish", "complete"}
LENGTH = re.compile(rf"\b({'|'.join(COUNT)}|1?\d)(?:-day | days of )", re.I)
LONGEST = 14
"""Days; what took longer is told with its last day alone."""


def away(told: When, count: str, unit: str, back: bool, words: str) -> When | None:
    """The day, month or year that is so many days, weeks, months or years, in words, before or after one that is told;
    None where that is not known well enough to be counted from."""
    unit, number = unit.lower(), COUNT[count.lower()] * (-1 if back else 1)
    if told.precision not in COUNTED[unit]:
        return None
    day = date.fromisoformat(told.start)
    if unit in {"day", "week"}:
        found = (day + timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
        return When(start=found, end=found, precision="day", text=words)
    if unit == "year":
        year = day.year + number
        return When(start=f"{year}-01-01", end=f"{year}-12-31", precision="year", text=words)
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = monthrange(year, month + 1)[1]
    start, end = (date(year, month + 1, of_month).isoformat() for of_month in (1, last))
    return When(start=start, end=end, precision="month", text=words)


def whole(tree: Tree, token: int, when: When | None) -> When | None:
    """The days of a meeting at `token`, where `when` is the day it ended on and its sentence says how many it took."""
    if when is None or when.precision != "day":
        return when
    end = next((i for i in (token, *tree.up(token)) if tree.lemma(i) in ENDS), None)
    ended = [] if end is None else tree.kids(end, "dobj", "nsubj", "nsubjpass", "prep")
    kids = [k for k in ended if tree.token(k).dep != "prep" or tree.lemma(k) == "of"]
    below = [tree.down(kid, clauses=False) for kid in kids]
    spans = [span for span in below if end == token or token in span]
    lengths = (LENGTH.search(tree.text, tree.token(span[0]).start, tree.token(span[-1]).end) for span in spans)
    told = next((length for length in lengths if length), None)
    days = int(COUNT.get(told[1].lower(), 0) or told[1]) if told else 1
    if not 1 < days <= LONGEST:
        return when
    start = date.fromisoformat(when.end) - timedelta(days=days - 1)
    return replace(when, start=start.isoformat(), precision="span")
