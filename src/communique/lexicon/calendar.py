"""Calendar words in English, French, Spanish and German, and the arithmetic of days behind `dates`."""

import calendar
import re
from datetime import date, timedelta
from typing import Literal

Range = tuple[date, date] | None
Tense = Literal["past", "future", "open"]

MONTH_NAMES = (
    "january jan janvier enero januar",
    "february feb février fevrier febrero februar",
    "march mar mars marzo märz",
    "april apr avril abril",
    "may mai mayo",
    "june jun juin junio juni",
    "july jul juillet julio juli",
    "august aug août aout agosto",
    "september sept sep septembre septiembre setiembre",
    "october oct octobre octubre oktober",
    "november nov novembre noviembre",
    "december dec décembre decembre diciembre dezember",
)
WEEKDAY_NAMES = (
    "monday lundi lunes montag",
    "tuesday mardi martes dienstag",
    "wednesday mercredi miércoles miercoles mittwoch",
    "thursday jeudi jueves donnerstag",
    "friday vendredi viernes freitag",
    "saturday samedi sábado sabado samstag",
    "sunday dimanche domingo sonntag",
)
MONTHS = {word: number for number, words in enumerate(MONTH_NAMES, 1) for word in words.split()}
WEEKDAYS = {word: number for number, words in enumerate(WEEKDAY_NAMES) for word in words.split()}

VERBS = (
    "visit|travel|meet|arrive|hold|begin|start|sign|discuss|attend|host|address|fly|go|leave|take|vote|receive|welcome|"
    "join|open|resume|continue|deliver|speak|head|make|pay|stay|depart|brief|convene|gather|come|return"
)
TENSE = re.compile(
    rf"\b(?:(?P<future>(?:will|would|shall|won't)\s+(?:also\s+|not\s+|then\s+)?(?:be\s+|have\s+)?[a-z]+|"
    rf"(?:is|are|was|were)\s+(?:due|scheduled|expected|set|to|planned|slated|planning|going|preparing)\b(?:\s+to)?"
    rf"(?:\s+(?:be\s+)?[a-z]+)?|plan(?:s|ned)?\s+to\s+(?:be\s+)?[a-z]+|(?:scheduled|slated|due)\s+(?:for|on|to|in)\b|"
    rf"(?:has|have|had|(?:given?|gave|giving)(?:\s+[\w’'-]+){{1,4}})\s+(?:until|till)\b|"
    rf"(?:returns|goes|travels|flies|heads|votes|departs|convenes|resumes)\b|"
    rf"(?:falls|takes\s+place|begins|starts|opens|upcoming|forthcoming|coming)\b|to\s+(?:also\s+)?(?:be\s+[a-z]+|{VERBS})\b|ahead\s+of\b|"
    rf"(?:doit|doivent|devra|sera|aura\s+lieu|se\s+rendra|prévue?s?|irá|viajará|visitará|será|prevista?o?)\b)|"
    rf"(?P<past>(?:said|told|met|held|arrived|went|came|took|made|gave|began|was|were|had|has|left|flew|spoke|wrote|"
    rf"sent|paid|saw|won|lost|[a-z]{{2,}}[a-z]ed)\b))"
)
CLAUSE_END = re.compile(r"[.!?;\n]\s")
ABBREVIATED = re.compile(r"\b[A-Z][a-z]?\.\s$")


def small(text: str) -> str:
    """A text in small letters, each in its place: patterns that need not mind the case take a third of the time."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def tense(text: str, start: int) -> Tense:
    """Whether the words just before an expression of time put it into the future, the past, or leave it open."""
    window = text[max(0, start - 140) : start]
    clause = 0
    for end in CLAUSE_END.finditer(window):
        if not ABBREVIATED.search(window, max(0, end.end() - 5), end.end()):
            clause = end.end()
    cues = list(TENSE.finditer(small(window), clause))
    if not cues:
        return "open"
    return "future" if cues[-1].lastgroup == "future" else "past"


def whole_month(year: int, month: int) -> Range:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def whole_year(year: int, last: int | None = None) -> Range:
    """First and last day of a year, or of several."""
    return date(year, 1, 1), date(last or year, 12, 31)


def on(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, anchor: date, weekday: int | None = None) -> date | None:
    """The day of this month and day nearest the anchor; one that falls on the weekday named, where there is one."""
    days = [found for year in (anchor.year, anchor.year - 1, anchor.year + 1) if (found := on(year, month, day))]
    days.sort(key=lambda found: abs((found - anchor).days))
    matching = [found for found in days if weekday is not None and found.weekday() == weekday]
    return next(iter([*matching, *days]), None)


def nearest_month(month: int, anchor: date, when: Tense) -> Range:
    """The month of that name by tense: the latest begun, the next to end, or the nearest."""
    year = anchor.year
    if when == "future":
        return whole_month(year + (month < anchor.month), month)
    if when == "past":
        return whole_month(year - (month > anchor.month), month)
    middle = min((date(y, month, 15) for y in (year - 1, year, year + 1)), key=lambda d: abs((d - anchor).days))
    return whole_month(middle.year, month)


def nth(day: int, anchor: date, when: Tense) -> date | None:
    """ "The 22nd": of this month or the last, or of the next one after a future cue."""
    months = [(anchor.year, anchor.month)]
    earlier, later = anchor.replace(day=1) - timedelta(days=1), anchor.replace(day=28) + timedelta(days=5)
    months += [(later.year, later.month)] if when == "future" else [(earlier.year, earlier.month)]
    days = [found for year, month in months if (found := on(year, month, day))]
    fitting = [found for found in days if (found >= anchor if when == "future" else found <= anchor)]
    return next(iter([*fitting, *days]), None)


def weekday_before(weekday: int, anchor: date, *, strictly: bool = False) -> date:
    """The latest such weekday on the anchor or before it."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back or (7 if strictly else 0))


def weekday_after(weekday: int, anchor: date, *, strictly: bool = False) -> date:
    """The first such weekday on the anchor or after it."""
    ahead = (weekday - anchor.weekday()) % 7
    return anchor + timedelta(days=ahead or (7 if strictly else 0))


def period(unit: str, turn: int, anchor: date) -> Range:
    """This (0), the last (-1) or the next (1) week, weekend, month or year around the anchor; weeks begin on Monday."""
    if unit == "year":
        return whole_year(anchor.year + turn)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + turn
        return whole_month(index // 12, index % 12 + 1)
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=turn)
    if unit == "weekend":
        saturday = monday + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    return monday, monday + timedelta(days=6)


def shifted(day: date, unit: str, count: int) -> Range:
    """A count of days, weeks, months or years away: exact for days and weeks, the whole month or year otherwise."""
    if unit in ("day", "week"):
        moved = day + timedelta(days=count * (7 if unit == "week" else 1))
        return moved, moved
    return period(unit, count, day)
