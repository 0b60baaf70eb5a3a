"""Months by name in the languages publishers use, digits of all scripts, and years that are not counted from Christ."""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources


def _names() -> Iterator[tuple[str, int]]:
    """Every form of the table with the number of its month."""
    for line in resources.files(__package__).joinpath("months.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, words = line.split("\t")
            yield from ((word.replace("_", " "), int(number)) for word in words.split())


MONTHS = dict(_names())
PERSIAN = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
MONTHS |= {word: 100 + number for number, word in enumerate(PERSIAN, 1)}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_FIGURES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
SOLAR = range(1369, 1410)  # years of the Solar Hijri calendar that fall into 1990 to 2030


def figures(text: str) -> str:
    """The text with the digits of every script as 0 to 9, sign by sign, so that offsets stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def month(text: str) -> int:
    """The number of a month, from a number or a name in any language; a Persian month has 100 added."""
    return int(text) if text.isdecimal() else MONTHS[" ".join(text.lower().split())]


def day(year: int, number: int, of_month: int) -> date:
    """The day in our calendar; years of the Persian and the Buddhist count are known by themselves.

    Raises ValueError for a day that does not exist."""
    if year in SOLAR:
        return _solar(year, number - 100 if number > 100 else number, of_month)
    if 2500 <= year < 2600:
        year -= 543
    return date(year, number, of_month)


def chinese(text: str) -> int:
    """A number in Chinese figures: digit by digit (二〇二四), or up to 99 with tens (二十三).

    Raises ValueError for anything else."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (chinese(tens) if tens else 1) * 10 + (chinese(ones) if ones else 0)
    if not text or any(sign not in _FIGURES for sign in text):
        raise ValueError(text)
    return int("".join(str(_FIGURES[sign]) for sign in text))


def _solar(year: int, number: int, of_month: int) -> date:
    """A day of the Solar Hijri calendar, by its 33-year cycle, which agrees with the observed one from 1343 to 1472."""
    leap = year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
    length = 31 if number <= 6 else 30 if number <= 11 or leap else 29
    if not 1 <= number <= 12 or not 1 <= of_month <= length:
        raise ValueError("no such day")
    leaps = sum(y % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for y in range(1369, year))
    new_year = date(1990, 3, 21) + timedelta(days=365 * (year - 1369) + leaps)
    return new_year + timedelta(days=31 * min(number - 1, 6) + 30 * max(number - 7, 0) + of_month - 1)
