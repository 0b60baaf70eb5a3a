"""Days and times as pages print them, in the languages publishers use; read only where they can mean one day."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from communique.lexicon.months import ERAS, MONTHS, chinese, day, figures, month

EARLIEST = 1990
_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"({_NAMES})\.?(?:/\w{{3,12}})?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_DE = r"(?:\s+(?:de|del|of|d')\.?)?"
_GAP = r"(?:\s*[,\-]\s*|\s+|(?<=\.))"
WRITTEN = (
    (re.compile(rf"(?<![\w.]){_MONTH}\s*(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})(?!\w)", re.IGNORECASE), "mdy"),
    (re.compile(rf"(?<!\w)(\d{{1,2}}){_ORDINAL}{_DE}{_GAP}ב?{_MONTH}{_DE}{_GAP}(\d{{4}})(?!\w)", re.IGNORECASE), "dmy"),
    (
        re.compile(rf"(?<!\w)(\d{{4}})(?:\sm)?\.?[\s\-]+{_MONTH}[\s\-]+(\d{{1,2}})(?:\sd\.)?(?!\w)", re.IGNORECASE),
        "ymd",
    ),
    (re.compile(rf"(?<!\w)(\d{{4}})\.\sgada\s(\d{{1,2}})\.\s{_MONTH}(?!\w)", re.IGNORECASE), "ydm"),
    (re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"), "ymd"),
    (re.compile(r"(令和|平成|昭和|民國|民国)\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"), "era"),
    (
        re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"),
        "han",
    ),
    (re.compile(r"(?<!\w)(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE), "dmy"),
    (re.compile(r"(?<![\d./\-])(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/])"), "y-md"),
    (re.compile(r"(?<![\d./\-])(\d{1,2})([./\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2}(?=[\s,)|]|$))(?![\d/])"), "x-xy"),
)
NUMBER = re.compile(r"[\d〇一二三四五六七八九十]")
"""What no written day is without."""
ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+\-]\d\d:?\d\d|[+\-]\d\d)?)?(?![\d:])",
    re.IGNORECASE,
)
RFC822 = re.compile(r"^[A-Za-z]{3,9},?\s+\d{1,2}[\s\-][A-Za-z]{3}[\s\-]\d{2,4}\s+\d")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_ZONE = (
    r"(?:\(?\s*((?:(?:GMT|UTC)\s*(?:[+\-]\s?\d{1,2}(?::?\d\d)?)?|(?-i:Z|[A-Z]{3,4}|МСК))(?![\w+])|[+\-]\d\d:?\d\d))?"
)
_HALF = r"([ap]\.?\s?m\.?(?!\w))?"
_AT = r"(?:at|um|à|às|alle|ore|om|o|kl\.?|klo|в|о|u|v|a las|jam|годин[аи]|года|г\.|ora)(?=[\s\d,])"
AFTER = re.compile(
    r"(?:\s*[(（]\w{1,10}\.?[)）])?"  # the weekday
    rf"(?:\s*(?:[.,|/·•–—\-:T()]|{_AT})){{0,3}}\s*"
    r"(?:(오전|오후|上午|下午|午前|午後|AM|PM)\s*)?"
    r"(\d{1,2})(?:(?:[:h]|\s*[時时시点]\s*)(\d\d)(?:[:]\d\d)?|\.(\d\d)(?=\s*(?:Uhr|uur|$))|(?=\s*[ap]\.?\s?m\b)|\s*h(?!\w))\s*[分분]?\s*"
    rf"{_HALF}(?:Uhr|uur|hrs?)?[\s,]*{_ZONE}",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?<![\d:])(\d{{1,2}})[:h](\d\d)(?::\d\d)?\s*{_HALF}[\s,]*{_ZONE}[\s,|·\-–]*(?:(?:on|le|el|am|em|il)\s+)?$",
    re.IGNORECASE,
)
# Abbreviations that mean one offset wherever they are printed; IST, CST and BST do not.
ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "МСК": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "PST": -480, "PDT": -420, "PKT": 300,
    "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "SAST": 120, "EAT": 180, "WAT": 60,
}  # fmt: skip


class Stamp(NamedTuple):
    """A day found in a text, with its time where one stands beside it: a report time, and where it stands."""

    value: str
    start: int
    end: int


def moment(text: str, month_first: bool = False) -> str | None:
    """A time from metadata as `times.py` has it: an instant, a local time, a day, or None for anything else.

    `month_first` says how `03/04/2024` is meant; days that are impossible that way round are read the other."""
    text = " ".join(text[:100].split())
    if found := ISO.match(text):
        return _iso(found)
    if RFC822.match(text):
        try:
            return parsedate_to_datetime(text).isoformat(timespec="seconds")
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    if re.fullmatch(r"1\d{9}(\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    if found := COMPACT.fullmatch(text):
        year, number, of_month, hour, minute, second, zone = found.groups()
        spelled = f"{year}-{number}-{of_month}"
        spelled += f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        return _iso(again) if (again := ISO.match(spelled)) else None
    return next((stamp.value for stamp in stamps(text, month_first)), None)


def days(text: str, month_first: bool | None = None) -> Iterator[tuple[date, int]]:
    """Full days written in the text with where they begin. A day in figures whose order is open (03/04/2024) is left
    out when `month_first` is None."""
    for stamp in stamps(text, month_first):
        yield date.fromisoformat(stamp.value[:10]), stamp.start


def stamps(text: str, month_first: bool | None = None) -> list[Stamp]:
    """The same with the times beside them, in the order of the text, none within another."""
    if not NUMBER.search(text):
        return []
    text = figures(text)
    found = []
    for pattern, order in WRITTEN:
        for match in pattern.finditer(text):
            if (known := _day(match, order, month_first)) and known.year >= 1000:
                found.append((match.start(), match.end(), known))
    told: list[Stamp] = []
    for start, end, known in sorted(found):
        if not told or start >= told[-1].end:
            told.append(_timed(text, start, end, known, told[-1].end if told else 0))
    return told


def sane(text: str | None, latest: datetime | None) -> str | None:
    """The time, unless it lies before 1990 or, by more than a day, after `latest`: then it is not a report's."""
    if text is None:
        return None
    known = date.fromisoformat(text[:10])
    if known.year < EARLIEST or (latest is not None and (known - latest.date()).days > 1):
        return None
    return text


def _iso(found: re.Match[str]) -> str | None:
    known, hour, minute, second, zone = found.groups()
    try:
        if hour is None:
            return day(*map(int, known.split("-"))).isoformat()
        zone = (zone or "").upper()
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        if len(zone) in (3, 5) and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:] or '00'}"
        value = datetime.fromisoformat(f"{known}T{hour:0>2}:{minute}:{second or '00'}{zone}")
    except ValueError:
        return None
    return value.isoformat(timespec="seconds")


def _day(match: re.Match[str], order: str, month_first: bool | None) -> date | None:
    parts = [part for part in match.groups() if part not in ("-", "/", ".")]
    try:
        if order == "era":
            return date(ERAS[parts[0]] + (1 if parts[1] == "元" else int(parts[1])), int(parts[2]), int(parts[3]))
        if order == "han":
            return date(*map(chinese, parts))
        if order == "ydm":
            return day(int(parts[0]), month(parts[2]), int(parts[1]))
        if order in ("ymd", "y-md"):
            return day(int(parts[0]), month(parts[1]), int(parts[2]))
        if order == "mdy":
            return day(int(parts[2]), month(parts[0]), int(parts[1]))
        if order == "dmy":
            return day(int(parts[2]), _croatian(match, month(parts[1])), int(parts[0]))
        first, second, year = map(int, parts)
        return _in_figures(first, second, year, match[2], month_first)
    except ValueError:
        return None


def _croatian(match: re.Match[str], number: int) -> int:
    """Listopad is November in Polish and October in Croatian, which writes a dot behind the day."""
    return 10 if match[2].lower() == "listopada" and match[0].startswith(f"{match[1]}.") else number


def _in_figures(first: int, second: int, year: int, mark: str, month_first: bool | None) -> date | None:
    if first > 12 or second > 12 or first == second:
        month_first = second > 12
    elif mark == ".":
        month_first = False
    if month_first is None or (year < 100 and mark == "-"):
        return None
    year += 2000 if year < 100 else 0
    return day(year, first, second) if month_first else day(year, second, first)


def _timed(text: str, start: int, end: int, known: date, earlier: int) -> Stamp:
    """The stamp of a day with the time that follows it directly, or else stands directly before it."""
    if found := AFTER.match(text, end):
        half, hour, minute, dotted, other, zone = found.groups()
        value = _time(known, hour, minute or dotted or "00", half or other, zone)
        if value:
            return Stamp(value, start, found.end())
    if found := BEFORE.search(text, max(earlier, start - 40), start):
        hour, minute, half, zone = found.groups()
        if value := _time(known, hour, minute, half, zone):
            return Stamp(value, found.start(), end)
    return Stamp(known.isoformat(), start, end)


def _time(known: date, hour: str, minute: str, half: str | None, zone: str | None) -> str | None:
    number, told = int(hour), (half or "").lower()[:2]
    if told[:1] == "p" or told in ("오후", "下午", "午後"):
        number += 12 if number < 12 else 0
    elif told and number == 12:
        number = 0
    if number > 23 or int(minute) > 59:
        return None
    return f"{known.isoformat()}T{number:02}:{minute}:00{_offset(zone)}"


def _offset(zone: str | None) -> str:
    """The offset a zone means, or nothing where it could mean several: the time then stays local."""
    name = re.sub(r"\s", "", (zone or "").upper())
    if found := re.fullmatch(r"(?:GMT|UTC)?([+\-])(\d{1,2}):?(\d\d)?", name):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        minutes = -minutes if found[1] == "-" else minutes
    elif name in ZONES:
        minutes = ZONES[name]
    else:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if abs(minutes) < 900 else ""
