"""Times told from another day: "yesterday", "last week", "a day earlier", "two weeks ago"."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from communique.lexicon import calendar, words
from communique.lexicon.calendar import Range
from communique.model import Precision

BARE = r"(?!\s+(?:the|he|she|they|his|her|its|their|an?)\b)"
"""Not "the day before the vote", which tells a time from something else than a day."""

DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
RELATIVE = re.compile(
    r"\b(?:(?P<named>today|tonight|yesterday|tomorrow)|(?P<now>this\s+(?:morning|afternoon|evening)|overnight)|"
    r"(?P<night>last\s+night)|(?P<edge>earlier\s+|later\s+|early\s+|late\s+)?"
    r"(?P<turn>this|last|next|the\s+past|the\s+coming)\s+"
    r"(?P<unit>week|weekend|month|year)(?!-old)|(?P<weekend>(?:at|over)\s+the\s+weekend)|"
    r"(?P<same>(?:on\s+)?(?:that|the\s+same)\s+day)|"
    rf"(?P<before>the\s+day\s+before{BARE}|the\s+previous\s+day|a\s+day\s+(?:earlier|before))|"
    rf"(?P<after>the\s+day\s+after{BARE}|the\s+(?:following|next)\s+day|a\s+day\s+later)|"
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<units>day|week|month|year)s?\s+"
    r"(?P<way>ago|earlier|later))\b"
)
UNIT = re.compile(
    r"day(?:(?<=\sday)|(?<=today)|(?<=yesterday))|night|week(?<=\sweek)|month(?<=\smonth)|year(?<=\syear)|morning|evening"
    r"|noon|morrow"
)
"""What every such expression holds."""
AROUND = 48  # letters before and after it that an expression can take
WIDE = re.compile(r"\s\s{3}")
"""Spaces for which an expression may take more."""
COUNTS = {word: int(value) for word, value in words.numbered("ones").items() if value} | {"a": 1, "an": 1}


def matches(text: str) -> Iterator[re.Match[str]]:
    """All expressions in a text of small letters, in order. Only the stretches around the words that each must hold are
    looked at."""
    if ("  " in text or "\n" in text) and WIDE.search(text):
        yield from RELATIVE.finditer(text)
        return
    start = end = 0
    for unit in UNIT.finditer(text):
        if end and unit.start() - AROUND > end:
            yield from RELATIVE.finditer(text, start, end)
            end = 0
        start, end = start if end else max(0, unit.start() - AROUND), min(len(text), unit.end() + AROUND)
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
    if end:
        yield from RELATIVE.finditer(text, start, end)


def resolve(match: re.Match[str], anchor: date | None, earlier: Callable[[], date | None]) -> tuple[Range, Precision]:
    """What an expression such as "last week" means; `earlier` gives the day last named before it in the text."""
    base = anchor
    if match["same"] or match["before"] or match["after"] or (match["way"] or "ago") != "ago":
        base = earlier() or (anchor if match["way"] else None)
    if base is None:
        return None, "day" if not (match["unit"] or match["weekend"]) else "span"
    if match["count"]:
        count = COUNTS.get(match["count"]) or int(match["count"])
        unit = match["units"]
        sign = 1 if match["way"] == "later" else -1
        exact: dict[str, Precision] = {"month": "month", "year": "year", "week": "span"}
        try:
            days = calendar.shifted(base, unit, sign * count)
        except (OverflowError, ValueError):
            days = None
        if unit == "week" and days:
            days = calendar.period("week", 0, days[0])
        return days, exact.get(unit, "day")
    if match["unit"] or match["weekend"]:
        return turned(match, base)
    step = DAYS_AWAY.get((match["named"] or "today"), 0)
    step = -1 if match["night"] or match["before"] else 1 if match["after"] else step
    return calendar.shifted(base, "day", step), "day"


def turned(match: re.Match[str], anchor: date) -> tuple[Range, Precision]:
    """This, the last or the next week, weekend, month or year; "earlier this week" ends with the anchor."""
    if match["weekend"]:
        saturday = calendar.weekday_before(5, anchor)
        days = calendar.period("weekend", 0, saturday)
        return days, "span"
    unit, turn = match["unit"], match["turn"].rpartition(" ")[2]
    days = calendar.period(unit, {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1}[turn], anchor)
    edge = (match["edge"] or "").strip()
    if days and turn == "this" and edge == "earlier":
        days = (days[0], anchor)
    elif days and turn == "this" and edge == "later":
        days = (anchor, days[1])
    exact: dict[str, Precision] = {"month": "month", "year": "year"}
    return days, exact.get(unit, "span")
