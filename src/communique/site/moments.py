"""Days and times in print. A day of happening stays the day at the place; a time of report is printed in the desk's
zone when its offset is known, and as given, marked so, when it is not."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from communique import times
from communique.model import When
from communique.site.language import _, counted, spoken


def read(text: str | None) -> datetime | date | None:
    """A stored time, or None where there is none or it cannot be read."""
    if not text:
        return None
    try:
        return times.parse(text)
    except ValueError:
        return None


def day(value: date, weekday: bool = False) -> str:
    """`21 March 2024`, or `Thursday 21 March 2024`."""
    if weekday:
        name = spoken().locale.days["format"]["wide"][value.weekday()]
        return _("{weekday} {day} {month} {year}", weekday=name, **parts(value))
    return _("{day} {month} {year}", **parts(value))


def parts(value: date) -> dict[str, str]:
    """What a day is written with: the day of the month, the month by name and by number, the year."""
    said = spoken()
    month = said.months[value.month]
    return {"day": said.day(value.day), "month": month, "number": str(value.month), "year": str(value.year)}


def span(first: date, last: date) -> str:
    """Two days as one expression: `21–23 March 2024`, `30 March – 2 April 2024`."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return _("{first}–{day} {month} {year}", first=spoken().day(first.day), **parts(last))
    if first.year == last.year:
        begin = {f"first_{name}": text for name, text in parts(first).items()}
        return _("{first_day} {first_month} – {day} {month} {year}", **begin, **parts(last))
    return f"{day(first)} – {day(last)}"


def when(value: When | None, weekday: bool = False) -> str:
    """A day of happening as far as it is known: a day, a span, a month or a year."""
    if value is None:
        return _("day not reported")
    first, last = read(value.start), read(value.end)
    if not isinstance(first, date) or not isinstance(last, date):
        return value.text or value.start
    if value.precision == "year":
        return str(first.year)
    if value.precision == "month":
        return month(value.start[:7])
    return day(first, weekday) if first == last else span(first, last)


def together(values: Iterable[When]) -> list[str]:
    """Days of happening in order and without repeats, days that follow one another as one expression."""
    found: list[tuple[date, date]] = []
    others: list[str] = []
    for value in sorted(values, key=lambda w: (w.start, w.end)):
        first, last = read(value.start), read(value.end)
        if value.precision not in ("day", "span") or not isinstance(first, date) or not isinstance(last, date):
            others.append(when(value))
        elif found and (first - found[-1][1]).days <= 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return [span(*days) for days in found] + list(dict.fromkeys(others))


def instant(text: str | None, zone: tzinfo) -> str:
    """A time of report: `23 March 2024, 15:40` in the desk's zone, the day alone where no more is known, and the
    publisher's own clock where it gave no offset."""
    value = read(text)
    if value is None:
        return text or _("undated")
    if not isinstance(value, datetime):
        return day(value)
    if value.tzinfo is None:
        return _("{day}, {time} (publisher’s clock)", day=day(value), time=f"{value:%H:%M}")
    here = value.astimezone(zone)
    return _("{day}, {time}", day=day(here), time=f"{here:%H:%M}")


def date_of(text: str | None, zone: tzinfo) -> date | None:
    """The calendar day of a stored time in the desk's zone."""
    value = read(text)
    if isinstance(value, datetime):
        return value.astimezone(zone).date() if value.tzinfo else value.date()
    return value


def lasted(minutes: int) -> str:
    """How long something took: `45 minutes`, `2 hours`, `1 hour 30 minutes`, `3 days`."""
    days, rest = divmod(minutes, 1440)
    hours, rest = divmod(rest, 60)
    told = (counted(days, "day"), counted(hours, "hour"), counted(rest, "minute"))
    return " ".join(text for n, text in zip((days, hours, rest), told, strict=True) if n)


def weekdays() -> list[str]:
    """The days of a week, from Monday, in short."""
    names = spoken().locale.days["format"]["abbreviated"]
    return [names[day] for day in range(7)]


def week(start: str) -> str:
    """A week by its Monday: `18–24 March 2024`."""
    first = date.fromisoformat(start)
    return span(first, first + timedelta(days=6))


def month(key: str) -> str:
    """`2024-03` as `March 2024`."""
    year, number = key.split("-")
    return _("{month} {year}", month=spoken().months[int(number)], number=str(int(number)), year=str(int(year)))


def yearless(text: str, year: str) -> str:
    """A day in print without its year, for where the year stands above it."""
    affix = _(" {year}", year=year)
    return text.removesuffix(affix).removeprefix(affix)


def rfc3339(text: str | None) -> str | None:
    """A stored time as a full instant for feeds, where a day must become one: its midnight in UTC."""
    return times.rfc3339(value) if read(text) is not None and (value := times.instant_of(text)) else None
