"""The days of a sentence said in full, counted from the day of its report."""

import re
from datetime import date
from functools import lru_cache

from communique.briefs.telling import wording
from communique.lexicon import dates

NO_ON = re.compile(
    r"\b(?:of|since|until|by|for|from|during|before|after|between|to|early|late|mid|throughout|than|through) $",
    re.I,
)
"""What stands before a day that takes no "on"."""
MONTH_FIRST = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}")
BOUND = re.compile(r"\b(?:(?:every|each)(?: other| second| third)?|most|some|any|the|a|an|its|their|his|her) $", re.I)
"""What makes a weekday a kind of day (`the Sunday market`)."""
OVER = re.compile(r"\b(?:had|was|were|\w+ed|rose|fell|grew|stood|came|went|met|got|ran|held|knew)\b")
"""What may have ended on a day before it is told."""
COMING = re.compile(
    r"\b(?:will|would|to|until|by|due|next|coming|plan\w*|expect\w*|set|schedul\w*|shall|is|are|has|[a-z]+s)\b"
)
"""What may tell of a day to come."""
UNTIL = re.compile(r"\b(?:until|till) (?:the end of |(?:midnight|noon) (?:on )?)?$")
"""A term: it may end after what is told of it ("reserved its position until Friday")."""
FROM = re.compile(r"\b(?:[Ff]rom (?:midnight )?(?:on )?|by (?:the end of |(?:midnight|noon) (?:on )?)?)$")
PART = re.compile(r" (night|evening|morning|afternoon)\b")


@lru_cache(maxsize=8192)
def absolute_days(text: str, anchor: date | None) -> str | None:
    """The sentence with its relative days as dates; None if one cannot be resolved, or stands where a date cannot
    ("Friday's close"). Years, months and full dates that name themselves are left as they are."""
    out, done = [], 0
    before: dates.FoundDate | None = None
    for found in dates.find(text, anchor):
        if before and found.first == before.first and text[done : found.start] == ", ":
            done = found.end
            continue
        before = found
        if found.text.endswith(("before", "after")) and re.match(r" [a-z]", text[found.end :]):
            continue
        if re.match(r" than\b", text[found.end :]):
            continue
        if found.kind == "weekday" and BOUND.search(text[: found.start]):
            continue
        if found.kind == "weekday" and anchor and found.first and _misread(found.first, anchor, text, found.start):
            return None
        words = absolute(found, text)
        if words is None or (
            words != found.text
            and found.precision not in ("year", "month")
            and not MONTH_FIRST.fullmatch(found.text)
            and re.match(r"['’]s?\b|-", text[found.end :])
        ):
            return None
        listed = re.search(r" and $", text[: found.start]) and done and text[done : found.start] == " and "
        if listed or NO_ON.search(text[: found.start]):
            words = re.sub(r"^(?:on|in) ", "", words)
        elif re.match(r"in \d{4}$", words) and re.match(r" (?:marks|is|was|will|has)\b", text[found.end :]):
            words = words.removeprefix("in ")
        start = found.start
        lead = re.search(r"\b(?:on|late on|early on) $", text[:start], re.I)
        if words.startswith(("on ", "in ")) and lead:
            start = lead.start()
        part = PART.match(text[found.end :])
        if part and words.startswith("on "):
            words = f"on the {part[1]} of {words.removeprefix('on ')}"
        out += [text[done:start], words]
        done = found.end + (part.end() if part else 0)
        if done == len(text) and text.endswith(".") and not words.endswith("."):
            out.append(".")
    return "".join([*out, text[done:]])


def _misread(day: date, anchor: date, text: str, start: int) -> bool:
    """Whether a weekday was read to the wrong side of the day of its report."""
    if day > anchor:
        return not COMING.search(text)
    before = text[:start]
    ahead = re.search(r"\b(?:will|is to|are to)\b", before) or not OVER.search(before)
    return day < anchor and bool(UNTIL.search(before) or (ahead and FROM.search(before)))


def absolute(found: dates.FoundDate, text: str) -> str | None:
    """One expression of time in full, with its preposition; as printed if it names its year; None if it is unknown."""
    own = text[found.start : found.end]
    if MONTH_FIRST.fullmatch(own) and found.first is not None and found.first == found.last:
        return f"{found.first.day} {found.first:%B} {found.first.year}"
    if found.kind == "calendar" and (found.year or found.precision != "day"):
        return own
    if found.first is None or found.last is None:
        return None
    if own.lower() == "overnight":
        return f"in the night to {wording.day(found.first)}"
    if found.precision == "day" and found.first == found.last:
        return f"on {wording.day(found.first)}"
    whose = text[found.end : found.end + 2] in ("'s", "’s")
    if found.precision == "month":
        if whose:
            return f"{found.first:%B}"
        return f"in {found.first:%B} {found.first.year}"
    if found.precision == "year":
        if whose:
            return str(found.first.year)
        return own if found.year else f"in {found.first.year}"
    return None
