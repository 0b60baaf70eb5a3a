"""Days, weeks, months and years in running text, resolved against the day of the report.

Press usage decides what a bare weekday means: in the past it is the latest such day on or before the anchor, after
"will", "is to" or "next" it is the coming one. A day without a year is the one nearest the anchor. What cannot be known
without an anchor stays None; nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from communique.lexicon import SENTENCES_KEPT, calendar, relatives
from communique.lexicon.calendar import MONTHS, WEEKDAYS, Range
from communique.model import Noun, Precision


class FoundDate(Noun, frozen=True):
    """An expression of time: offsets, words as printed, first and last day (None where they cannot be known), and the
    precision of the expression. `weekday` (0 is Monday) is the weekday it names; `kind` says whether it is a calendar
    date, a weekday, or relative to another day; `year` whether it names its year."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: Precision
    weekday: int | None = None
    kind: Literal["calendar", "weekday", "relative"] = "calendar"
    year: bool = False


def listed(table: Iterable[str]) -> str:
    """The words of a table as one alternation, longest first."""
    return "|".join(sorted(table, key=len, reverse=True))


M, W = listed(MONTHS), listed(WEEKDAYS)
TO = r"\s?(?:-|–|—|\bto\b|\band\b|\bau\b|\bal\b|\bund\b)\s?"
ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
LEAD = rf"(?:(?P<w>{W})(?:\s+(?:le|el|den))?,?\s+(?:the\s+|\()?)?"
YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d))?"
END = r"(?![\w%]|,\d{3}\b)"
OF = r"(?:of\s+|de\s+)?"
MONTH, MONTH2 = rf"(?P<m>{M})", rf"(?P<m2>{M})"
DAY, DAY2 = rf"(?P<d>[0-3]?\d){ORDINAL}", rf"(?P<d2>[0-3]?\d){ORDINAL}"
WHICH = "last|next|this|coming|past|following|previous"
PATTERNS = (
    ("iso", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?"),
    ("days", rf"\b{LEAD}{MONTH}\.?\s+{DAY}{TO}{MONTH2}\.?\s+{DAY2}{YEAR}{END}"),
    ("days", rf"\b{LEAD}{DAY}\s+{OF}{MONTH}{TO}{DAY2}\s+{OF}{MONTH2}{YEAR}{END}"),
    ("days", rf"\b{LEAD}{MONTH}\.?\s+{DAY}{TO}{DAY2}{YEAR}{END}"),
    ("days", rf"\b{DAY}{TO}{DAY2}\s+{OF}{MONTH}\b{YEAR}{END}"),
    ("day", rf"\b{LEAD}{MONTH}\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?{YEAR}{END}"),
    ("day", rf"\b{LEAD}{DAY}\s+{OF}{MONTH}\b\.?{YEAR}{END}"),
    ("months", rf"\b(?P<m>{M})\s?(?:-|–|\bto\b|\band\b)\s?(?P<m2>{M})\s+(?P<y>(?:19|20)\d\d){END}"),
    ("month", rf"\b(?P<m>{M})\.?,?\s+{OF}(?P<y>(?:19|20)\d\d){END}"),
    ("month", rf"\b(?P<which>last|next|this|early|late|mid)[\s-]+(?P<m>{M})\b"),
    ("bare month", rf"\b(?P<m>{M})\b"),
    ("nth", r"\bthe\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of\s)?[a-z]{4,})"),
    ("weekdays", rf"\b(?P<w>{W})\s?(?:-|–|\bto\b|\bthrough\b|\buntil\b)\s?(?P<w2>{W})\b"),
    ("weekday", rf"\b(?:(?P<which>{WHICH})\s+)?(?P<w>{W})\b(?P<after>\s+(?:dernier|prochain|pasado))?"),
    ("years", r"\b(?P<y>(?:19|20)\d\d)(?:-|–)(?P<y2>(?:19|20)?\d\d)(?![\w-])"),
    ("decade", r"\b(?P<y>(?:19|20)\d0)s\b"),
    ("bare year", r"\b(?P<y>(?:19|20)\d\d)(?![\w-]|,\d{3}|\.\d)"),
)
NEEDS = {"nth": "n", "weekday": "w", "weekdays": "w", "years": "y", "decade": "y", "bare year": "y", "iso": "y"}
COMPILED = [(kind, re.compile(pattern), NEEDS.get(kind, "m")) for kind, pattern in PATTERNS]
DIGITS, DIGIT = ("days", "day", "months"), re.compile(r"\d")
"""The kinds that need a digit: most stretches have none, and these patterns are the slowest."""
MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|between|before|after|during|through|and|every|each|throughout|en|de|im)\s+$",
    re.I,
)
MONTH_TAIL = re.compile(r"['’]s?\s|\s+(?:visit|meeting|talks|summit|vote|elections?|report|and\s+[A-Z])\b")
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|during|early|late|spring|summer|autumn|fall|winter|before|after|to|and|year|"
    r"between|through|en|de|seit|the)\s+|\(|mid-|end-)$",
    re.I,
)
COUNTED = re.compile(r"\s+(?:[a-z]+s|people|percent|per\s+cent|km|miles?)\b")
PROPER = re.compile(r"\b(?:Black|Bloody|Good Morning) $")
PROPER_TAIL = re.compile(r"\s(?:Times|Telegraph|Mirror|Express|Herald|Night Live)\b")
CAPITAL_ONLY = ("may ", "march ", "mar ", "mars ", "mai ", "sep ", "dec ", "nov ")
"""Month words that begin something else when they are not capitalised."""


Expression = tuple[str, re.Match[str]]
"""A kind of expression of time and where it stands in the small letters of a text."""
SORTS = dict.fromkeys(MONTHS, "m") | dict.fromkeys(WEEKDAYS, "w")
INITIALS = {word[0]: [other[1:] for other in SORTS if other[0] == word[0]] for word in SORTS}
NAMED = re.compile(rf"\b(?:{'|'.join(f'{letter}(?:{listed(rest)})' for letter, rest in INITIALS.items())})\b")
"""Months and weekdays by their first letter: most words are known by that to be neither."""
FIGURES = re.compile(r"[0-9](?:(?<=1)9\d\d|(?<=2)0\d\d|\d?(?:st|nd|rd|th)\b)")
"""Years and what counts days, as "22nd"."""


def windows(small: str) -> Iterator[tuple[int, int, list[str]]]:
    """The stretches of a text in small letters around calendar words, where the patterns are worth trying, and which
    sorts are there: m for a month, w for a weekday, y for a year, n for "22nd"."""
    spots = [(word.start(), word.end(), SORTS[word.group()]) for word in NAMED.finditer(small)]
    spots += [(it.start(), it.end(), "y" if it.group().isdigit() else "n") for it in FIGURES.finditer(small)]
    reached: tuple[int, int, list[str]] | None = None
    for begin, stop, sort in sorted(spots):
        start, end = max(0, begin - 48), min(len(small), stop + 48)
        while 0 < start < len(small) and small[start - 1].isalnum():
            start -= 1
        while end < len(small) and small[end].isalnum():
            end += 1
        if reached and start <= reached[1]:
            reached = (reached[0], end, [*reached[2], sort])
        else:
            if reached:
                yield reached
            reached = (start, end, [sort])
    if reached:
        yield reached


def acceptable(kind: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words around make this a time at all: "may" and "March" are verbs too, 2000 may count troops."""
    before, printed = text[max(0, match.start() - 14) : match.start()], text[match.start() : match.end()]
    if kind == "bare month":
        after_in, tailed = MONTH_LEAD.search(before), MONTH_TAIL.match(text, match.end())
        return printed[0].isupper() and bool(after_in or (tailed and match.group() != "may"))
    if kind == "bare year":
        led = YEAR_LEAD.search(before) or text[match.end() : match.end() + 2] in ("'s", "’s")
        return bool(led) and not COUNTED.match(text, match.end())
    if kind == "weekday":
        return not (PROPER.search(before) or PROPER_TAIL.match(text, match.end()))
    if kind in ("day", "days", "month") and printed.startswith(CAPITAL_ONLY):
        return bool(match.groupdict().get("y") or not text[match.end() : match.end() + 2].strip(" ").isalpha())
    return True


def of_days(match: re.Match[str], anchor: date | None) -> Range:
    """From one day to another of the same year."""
    first_month = MONTHS[match["m"]]
    last_month = MONTHS[match["m2"]] if "m2" in match.groupdict() else first_month
    year = int(match["y"]) if match["y"] else None
    if year is None and anchor is None:
        return None
    if year is None and anchor is not None:
        near = calendar.nearest(first_month, int(match["d"]), anchor)
        year = near.year if near else anchor.year
    assert year is not None
    first = calendar.on(year, first_month, int(match["d"]))
    last = calendar.on(year + (last_month < first_month), last_month, int(match["d2"]))
    return (first, last) if first and last and first < last else None


def of_day(match: re.Match[str], anchor: date | None) -> Range:
    """One day, its year named or the nearest."""
    month, day = MONTHS[match["m"]], int(match["d"])
    if match["y"]:
        found = calendar.on(int(match["y"]), month, day)
    else:
        found = calendar.nearest(month, day, anchor, named_weekday(match)) if anchor else None
    return (found, found) if found else None


def of_month(match: re.Match[str], anchor: date | None, when: calendar.Tense) -> Range:
    """A month, its year named or by tense."""
    groups = match.groupdict()
    month, last = MONTHS[match["m"]], groups.get("m2")
    if groups.get("y"):
        first_days = calendar.whole_month(int(match["y"]), month)
        last_days = calendar.whole_month(int(match["y"]), MONTHS[last]) if last else first_days
        return (first_days[0], last_days[1]) if first_days and last_days else None
    which = groups.get("which") or ""
    turned: dict[str, calendar.Tense] = {"last": "past", "next": "future"}
    return calendar.nearest_month(month, anchor, turned.get(which, when)) if anchor else None


def of_weekday(match: re.Match[str], anchor: date | None, when: calendar.Tense) -> Range:
    """A weekday, or from one to another, by tense and by "last" or "next"."""
    groups = match.groupdict()
    weekday, which = WEEKDAYS[match["w"]], (groups.get("which") or "")
    if anchor is None:
        return None
    if which in ("last", "past", "previous") or groups.get("after", ""):
        first = calendar.weekday_before(weekday, anchor, strictly=True)
        if (groups.get("after") or "").strip() == "prochain":
            first = calendar.weekday_after(weekday, anchor, strictly=True)
    elif which in ("next", "coming", "following"):
        first = calendar.weekday_after(weekday, anchor, strictly=True)
    elif when == "future" or (which == "this" and when == "open"):
        first = calendar.weekday_after(weekday, anchor)
    else:
        first = calendar.weekday_before(weekday, anchor)
    if groups.get("w2"):
        return first, calendar.weekday_after(WEEKDAYS[match["w2"]], first)
    return first, first


def of_year(match: re.Match[str]) -> Range:
    """A year, a decade or from year to year."""
    first, last = int(match["y"]), match.groupdict().get("y2")
    if match.group().endswith("s"):
        return calendar.whole_year(first, first + 9)
    end = int(last if len(last) == 4 else match["y"][:2] + last) if last else first
    return calendar.whole_year(first, end) if end >= first else None


def named_weekday(match: re.Match[str]) -> int | None:
    """The weekday an expression names."""
    word = match.groupdict().get("w")
    return WEEKDAYS[word] if word and "w2" not in match.groupdict() else None


def resolve(kind: str, match: re.Match[str], text: str, anchor: date | None) -> tuple[Range, Precision]:
    """The days a match means, and how exact it is."""
    if kind == "iso":
        day = calendar.on(int(match["y"]), int(match["m"]), int(match["d"]))
        return ((day, day) if day else None), "day"
    if kind == "days":
        return of_days(match, anchor), "span"
    if kind == "day":
        return of_day(match, anchor), "day"
    if kind in ("month", "bare month", "months"):
        when = calendar.tense(text, match.start()) if anchor else "open"
        return of_month(match, anchor, when), "span" if kind == "months" else "month"
    if kind in ("weekday", "weekdays"):
        days = of_weekday(match, anchor, calendar.tense(text, match.start()) if anchor else "open")
        return days, "span" if kind == "weekdays" else "day"
    if kind == "nth":
        found = calendar.nth(int(match["d"]), anchor, calendar.tense(text, match.start())) if anchor else None
        return ((found, found) if found else None), "day"
    return of_year(match), "year" if kind == "bare year" else "span"


def possible(kind: str, match: re.Match[str]) -> bool:
    """Whether the calendar has such days: there is no 31 February."""
    groups = match.groupdict()
    days = [int(groups[key]) for key in ("d", "d2") if groups.get(key)]
    if kind == "iso" or kind == "nth":
        return all(1 <= day <= 31 for day in days)
    year = int(groups["y"]) if groups.get("y") and days else 2024
    months = [MONTHS[groups.get(key) or groups["m"]] for key in ("m", "m2")[: len(days)]] if days else []
    return all(calendar.on(year, month, day) for month, day in zip(months, days, strict=True))


def placed(text: str, small: str, start: int, end: int, sorts: list[str]) -> Iterator[Expression]:
    """Calendar dates and weekdays within a window of a text (`small` in small letters), in order of precedence."""
    taken: list[tuple[int, int]] = []
    digits = DIGIT.search(text, start, end) is not None
    for kind, pattern, need in COMPILED:
        if need not in sorts or (kind in DIGITS and not digits) or (kind == "weekdays" and sorts.count("w") < 2):
            continue
        for match in pattern.finditer(small, start, end):
            begin, stop = match.span()
            if any(begin < other_end and other_start < stop for other_start, other_end in taken):
                continue
            if acceptable(kind, text, match) and possible(kind, match):
                taken.append((begin, stop))
                yield kind, match


def expressions(text: str) -> tuple[Expression, ...]:
    """All expressions of time in a text, none overlapping: those that name a day, month or year, then those that tell
    one from another day."""
    small = calendar.small(text)
    found = [one for start, end, sorts in windows(small) for one in placed(text, small, start, end, sorts)]
    spans = [match.span() for _, match in found]
    for match in relatives.matches(small):
        if not any(match.start() < end and start < match.end() for start, end in spans):
            spans.append(match.span())
            found.append(("relative", match))
    return tuple(found)


known = lru_cache(maxsize=SENTENCES_KEPT)(expressions)


@lru_cache(maxsize=SENTENCES_KEPT)
def find(text: str, anchor: date | None) -> tuple[FoundDate, ...]:
    """What `search` finds, remembered."""
    return read(text, anchor, known(text))


def search(text: str, anchor: date | None) -> tuple[FoundDate, ...]:
    """All expressions of time in order, none overlapping. `anchor` is the day the text was published."""
    return read(text, anchor, expressions(text))


def by_sentence(sentences: Iterable[str], anchor: date | None) -> Iterator[tuple[FoundDate, ...]]:
    """What `search` finds in each sentence of a text: "a day earlier" counts from the day last named before it."""
    last: date | None = None
    for sentence in sentences:
        found = read(sentence, anchor, known(sentence), last)
        last = next((d.first for d in reversed(found) if d.precision == "day" and d.first), last)
        yield found


def read(
    text: str, anchor: date | None, told: Sequence[Expression], before: date | None = None
) -> tuple[FoundDate, ...]:
    """The days that expressions of a text mean on the day it was published, in order; `before` is the day named last
    before the text begins."""
    if isinstance(anchor, datetime):
        anchor = anchor.date()
    found: list[FoundDate] = []
    for kind, match in told:
        begin, stop = match.span()
        if kind == "relative":

            def earlier(position: int = begin) -> date | None:
                days = [(d.end, d.first) for d in found if d.end <= position and d.precision == "day" and d.first]
                return max(days, key=lambda pair: pair[0])[1] if days else before

            days, precision = relatives.resolve(match, anchor, earlier)
            made = FoundDate(
                start=begin, end=stop, text=text[begin:stop], first=days[0] if days else None,
                last=days[1] if days else None, precision=precision, kind="relative",
            )  # fmt: skip
        else:
            days, precision = resolve(kind, match, text, anchor)
            made = FoundDate(
                start=begin, end=stop, text=text[begin:stop], first=days[0] if days else None,
                last=days[1] if days else None, precision=precision, weekday=named_weekday(match),
                kind="weekday" if kind.startswith("weekday") else "calendar", year=bool(match.groupdict().get("y")),
            )  # fmt: skip
        found.append(made)
    return tuple(sorted(found, key=lambda d: d.start))
