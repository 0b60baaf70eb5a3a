"""Days and times as pages print them, in the languages publishers use; read only where they can mean one day."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1990
_MONTHS = """
january jan janvier janv enero ene januar jänner janeiro gennaio ocak января січня يناير stycznia januari
february feb février févr fevr fevrier febrero februar fevereiro fev febbraio şubat февраля лютого فبراير lutego
march mar mars marzo märz maerz março marco mart марта березня مارس marca maart
april apr avril avr abril abr aprile nisan апреля квітня أبريل kwietnia
may mai mayo maio maggio mayıs мая травня مايو maja mei
june jun juin junio juni junho giugno haziran июня червня يونيو czerwca
july jul juillet juil julio juli julho luglio temmuz июля липня يوليو lipca
august aug août aout agosto ağustos августа серпня أغسطس sierpnia augustus
september sep sept septembre septiembre setembro settembre eylül сентября вересня سبتمبر września
october oct octobre octubre oktober okt outubro ottobre ekim октября жовтня أكتوبر października
november nov novembre noviembre novembro kasım ноября листопада نوفمبر listopada
december dec décembre dec diciembre dic dezember dez dezembro dicembre aralık декабря грудня ديسمبر grudnia
"""
MONTHS = {word: number for number, line in enumerate(_MONTHS.strip().splitlines(), 1) for word in line.split()}
_MONTH = "(" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_DE = r"(?:\s+(?:de|of|d')\.?)?"
WRITTEN = (
    (re.compile(rf"(?<![\w.]){_MONTH}\s+(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})(?!\w)", re.IGNORECASE), "mdy"),
    (
        re.compile(rf"(?<!\w)(\d{{1,2}}){_ORDINAL}{_DE}[\s\-]+{_MONTH}{_DE},?[\s\-]+(\d{{4}})(?!\w)", re.IGNORECASE),
        "dmy",
    ),
    (re.compile(rf"(?<!\w)(\d{{4}})\s+{_MONTH}\s+(\d{{1,2}})(?!\w)", re.IGNORECASE), "ymd"),
    (re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"), "ymd"),
    (re.compile(r"(?<![\d./\-])(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/])"), "y-md"),
    (re.compile(r"(?<![\d./\-])(\d{1,2})([./\-])(\d{1,2})\2(\d{4})(?![\d/])"), "x-xy"),
)
ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+\-]\d\d:?\d\d|[+\-]\d\d)?)?(?![\d:])",
    re.IGNORECASE,
)
NAMED_ZONES = re.compile(r"^[A-Za-z]{3,9},?\s+\d{1,2}[\s\-][A-Za-z]{3}[\s\-]\d{2,4}\s+\d")


def moment(text: str, month_first: bool = False) -> str | None:
    """A time from metadata as `times.py` has it: an instant, a local time, a day, or None for anything else.

    `month_first` says how `03/04/2024` is meant; days that are impossible that way round are read the other."""
    text = " ".join(text[:100].split())
    if found := ISO.match(text):
        return _iso(found)
    if NAMED_ZONES.match(text):
        try:
            return parsedate_to_datetime(text).isoformat(timespec="seconds")
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if re.fullmatch(r"1\d{9}(\d{3})?", text):
        return None
    return next((day.isoformat() for day, _ in days(text, month_first)), None)


def days(text: str, month_first: bool | None = None) -> Iterator[tuple[date, int]]:
    """Full days written in the text with where they begin. A day in figures whose order is open (03/04/2024) is left
    out when `month_first` is None."""
    found = []
    for pattern, order in WRITTEN:
        for match in pattern.finditer(text):
            if day := _day(match, order, month_first):
                found.append((match.start(), day))
    for start, day in sorted(found):
        yield day, start


def sane(text: str | None, latest: datetime | None) -> str | None:
    """The time, unless it lies before 1990 or, by more than a day, after `latest`: then it is not a report's."""
    if text is None:
        return None
    day = date.fromisoformat(text[:10])
    if day.year < EARLIEST or (latest is not None and (day - latest.date()).days > 1):
        return None
    return text


def _iso(found: re.Match[str]) -> str | None:
    day, hour, minute, second, zone = found.groups()
    try:
        if hour is None:
            return date.fromisoformat(day).isoformat()
        zone = (zone or "").upper()
        zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        if len(zone) in (3, 5) and ":" not in zone:
            zone = f"{zone[:3]}:{zone[3:] or '00'}"
        value = datetime.fromisoformat(f"{day}T{hour:0>2}:{minute}:{second or '00'}{zone}")
    except ValueError:
        return None
    return value.isoformat(timespec="seconds")


def _day(match: re.Match[str], order: str, month_first: bool | None) -> date | None:
    parts = [part for part in match.groups() if part not in ("-", "/", ".")]
    try:
        if order in ("ymd", "y-md"):
            year, month, day = int(parts[0]), _month(parts[1]), int(parts[2])
        elif order == "mdy":
            month, day, year = _month(parts[0]), int(parts[1]), int(parts[2])
        elif order == "dmy":
            day, month, year = int(parts[0]), _month(parts[1]), int(parts[2])
        else:
            first, second, year = int(parts[0]), int(parts[1]), int(parts[2])
            if first > 12 or second > 12 or first == second:
                month_first = second > 12
            elif match.group(2) == ".":
                month_first = False
            if month_first is None:
                return None
            month, day = (first, second) if month_first else (second, first)
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTHS[text.lower()]
