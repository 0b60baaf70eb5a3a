"""Numbers in digits and words, with what they count. Parts of dates are not numbers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.lexicon import SENTENCES_KEPT, calendar, dates, words
from communique.model import Noun


class FoundNumber(Noun, frozen=True):
    """A number: offsets, words as printed, value, and unit: a currency code, `%`, or the word it counts. `ordinal`
    marks a place in an order ("75th", "third-ranked")."""

    start: int
    end: int
    text: str
    value: float
    unit: str | None = None
    ordinal: bool = False


ONES, TENS, ORDINALS = (words.numbered(name) for name in ("ones", "tens", "ordinals"))
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
CURRENCY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB"}
MONEY = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yuan": "CNY", "yen": "JPY", "won": "KRW", "rouble": "RUB",
    "ruble": "RUB", "rupee": "INR", "lira": "TRY", "peso": "PESO", "franc": "FRANC",
}  # fmt: skip
W1, W10, WS, WO = "|".join(ONES), "|".join(TENS), "|".join(SCALES), "|".join(ORDINALS)
BELOW = rf"(?:(?:{W10})(?:[-\s](?:{W1}))?|(?:{W1}))"
PHRASE = rf"(?:{BELOW}|a|an)(?:[\s-](?:{WS}))+(?:(?:\s+and)?[\s-]{BELOW}(?:[\s-](?:{WS}))*)*|{BELOW}"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FRACTION = (
    r"(?P<of>(?:a|one|two|three|four)[\s-](?:third|quarter|fourth|fifth|tenth)s?(?=\s+of\b|\s+majority\b)|"
    r"(?:two|three|four)[\s-](?:third|quarter|fifth|tenth)s\b|(?:one\s+)?half(?=\s+(?:of|the|a|its|their|all)\b))"
)
NUMBER = re.compile(
    rf"(?P<currency>US\$|[$€£¥₹₩₽])\s?(?P<money>{DIGITS})(?P<money_scale>[\s-]?(?:{WS}|bn|mn|tn|k|m)\b)?"
    rf"|(?<![\w.,])(?P<nth>\d{{1,4}})(?:st|nd|rd|th)\b"
    rf"|(?<![\w.])(?<!\d,)(?P<digits>{DIGITS})(?P<scale>[\s-]?(?:{WS}|bn|mn|mln|tn|trn)\b|[km]\b)?(?![\w]|\.\d)"
    rf"|\b{FRACTION}"
    rf"|\b(?P<ordinal>(?:(?:{W10})-)?(?:{WO}))\b"
    rf"|\b(?P<words>{PHRASE})\b",
    re.I,
)
PERCENT = re.compile(r"\s?%|[\s-]per\s?cent(?:age\s+points?)?\b|[\s-]percent\b|\spct\b", re.I)
UNIT = re.compile(r"[\s-](?:(?:more|other|new|such|senior|foreign|of\s+(?:the|its|their|our))\s+)?([^\W\d_][\w’'-]*)")
NO_UNIT = words.known("no_unit")
ALONE = frozenset(["one", "second", "first"])
DETERMINERS = ("the ", "his ", "her ", "its ", "their ")
ALONE_TAIL = re.compile(r"[-\s](?:million|billion|hundred|thousand|per\s?cent|time|day|year|month|week|vote|country)")
SPARKS = "|".join(sorted({*ONES, *TENS, *ORDINALS, "half"}))
TRIGGER = re.compile(rf"\d+|[$€£¥₹₩₽]|us(?=\$)|\b(?:{SPARKS}|an?(?=\s*(?:{WS}|third|quarter|fourth|fifth|tenth)\b))\b")
"""How a number begins in small letters; "a" begins one only before such words."""


def value_of(phrase: str) -> float:
    """The value of a number in words: "two hundred and five thousand", "a dozen"."""
    total = part = 0.0
    for word in re.split(r"[\s-]+", phrase.lower()):
        if word in ONES:
            part += ONES[word]
        elif word in TENS:
            part += TENS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return total + part


def ordinal_of(phrase: str) -> float:
    """The value of an ordinal in words: "twenty-first"."""
    tens, _, last = phrase.lower().rpartition("-")
    return float(TENS.get(tens, 0) + ORDINALS[last])


def part_of(phrase: str) -> float:
    """The value of a fraction in words: "two thirds"."""
    first, _, last = phrase.lower().replace("-", " ").rpartition(" ")
    return (ONES.get(first, 1) or 1) * PARTS[last.removesuffix("s") if last != "half" else last]


def scaled(digits: str, scale: str | None) -> float:
    """Digits with separators and the scale behind them."""
    word = (scale or "").strip(" -\u00a0").lower()
    return float(digits.replace(",", "")) * (SCALES.get(word) or SHORT.get(word) or 1)


def unit_of(text: str, end: int) -> tuple[str | None, int]:
    """The unit behind a number and where it ends, if the unit is part of the number (a per cent sign)."""
    if percent := PERCENT.match(text, end):
        return "%", percent.end()
    found = UNIT.match(text, end, end + 60)
    if not found or found.group(1).lower() in NO_UNIT:
        return None, end
    word = found.group(1).lower()
    if word in ("u", "us") and (money := re.match(r"[\s-]U\.?S\.?\s+(dollars?)", text[end : end + 16])):
        word = money.group(1)
    return MONEY.get(word.removesuffix("s"), word), end


def read(text: str, match: re.Match[str]) -> FoundNumber | None:
    """The number a match stands for, or None where the words are no number here ("one of them", "just a second")."""
    end, ordinal, money = match.end(), False, None
    if match["money"]:
        value, money = scaled(match["money"], match["money_scale"]), CURRENCY[match["currency"].upper()]
    elif match["digits"]:
        value = scaled(match["digits"], match["scale"])
    elif match["nth"] or match["ordinal"]:
        value, ordinal = float(match["nth"]) if match["nth"] else ordinal_of(match["ordinal"]), True
    elif match["of"]:
        value = part_of(match["of"])
    else:
        value = value_of(match["words"])
    word = match.group().lower()
    ranked = ordinal and (text[end : end + 1] == "-" or text.endswith(DETERMINERS, 0, match.start()))
    if word in ALONE and not ranked and not ALONE_TAIL.match(text, end):
        return None
    unit, end = (money, end) if money else unit_of(text, end)
    begin = match.start()
    return FoundNumber(start=begin, end=end, text=text[begin:end], value=value, unit=unit, ordinal=ordinal)


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Where a number may begin, tried only there: most words begin none."""
    reached = 0
    for word in TRIGGER.finditer(calendar.small(text)):
        start = word.start()
        if start < reached:
            continue
        if found := NUMBER.match(text, start):
            reached = found.end()
            yield found


def find(text: str, times: tuple[dates.FoundDate, ...] | None = None) -> tuple[FoundNumber, ...]:
    """All numbers in order. `times` are the dates found in the text, if they are at hand."""
    if times is None:
        times = dates.find(text, None)
    return outside(text, tuple([(d.start, d.end) for d in times if d.kind != "relative"]))


@lru_cache(maxsize=SENTENCES_KEPT)
def outside(text: str, days: tuple[tuple[int, int], ...]) -> tuple[FoundNumber, ...]:
    """All numbers in order that no part of these stretches is."""
    found = []
    for match in candidates(text):
        if any(start < match.end() and match.start() < end for start, end in days):
            continue
        if number := read(text, match):
            found.append(number)
    return tuple(found)
