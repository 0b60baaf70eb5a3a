"""Days, months, years and numbers: wrong ones, and the right ones in another form."""

import re
from collections.abc import Iterator

from bench.planted.ground import Edit, Ground
from communique.lexicon import dates, numbers
from communique.lexicon.numbers import FoundNumber
from communique.times import day_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def edits(ground: Ground) -> Iterator[Edit]:
    """Of every expression of time and every number of a sentence."""
    times = dates.find(ground.text, day_of(ground.report.published))
    for found in times:
        if ground.quoted(found.start):
            continue
        yield from weekdays(ground, found)
        yield from months(ground, found)
        for year in re.finditer(r"\b(?:19|20)\d\d\b", found.text):
            wrong = [str(int(year.group()) + d) for d in (1, -1, 3, -3, 10) if d]
            absent = [w for w in wrong if w not in ground.report.text]
            at = found.start + year.start()
            yield Edit("year", ground.put(at, at + 4, ground.pick(absent or wrong)))
    for number in numbers.find(ground.text):
        if not ground.quoted(number.start) and ground.text[number.start - 1 : number.start] != "(":
            yield from counts(ground, number)


def weekdays(ground: Ground, found: dates.FoundDate) -> Iterator[Edit]:
    """Another weekday, one that the report does not have and one that it has elsewhere; and the day in full."""
    for word in re.finditer(r"\b(?:" + "|".join(WEEKDAYS) + r")\b", found.text):
        at, day = found.start + word.start(), word.group()
        text = ground.report.text
        absent = [d for d in WEEKDAYS if d not in text and d not in ground.text]
        here = [d for d in WEEKDAYS if d in text and d not in ground.text and not ground.true_elsewhere(d)]
        if absent:
            yield Edit("weekday", ground.put(at, at + len(day), ground.pick(absent)))
        if here:
            yield Edit("weekday of another sentence", ground.put(at, at + len(day), ground.pick(here)))
        alone = found.text == day and found.first and found.first == found.last and ground.text[found.end] not in "'’-"
        if alone and found.first and not re.search(r"[-(]$|\b(?:next|last|this)\s$", ground.text[: found.start]):
            first, lead = found.first, ground.text[: found.start].endswith(("on ", "On "))
            full = f"{first.day} {first:%B} {first.year}"
            yield Edit("date in full", ground.put(found.start, found.end, f"{first:%A}, {full}"), True)
            if lead and re.match(r"[.,]?(?:\s[a-z]|$)", ground.text[found.end :]):
                yield Edit("date in full", ground.put(found.start, found.end, full), True)


def months(ground: Ground, found: dates.FoundDate) -> Iterator[Edit]:
    """Another month; and day and month the other way about."""
    for word in re.finditer(r"\b(?:" + "|".join(MONTHS) + r")\b", found.text):
        at, month = found.start + word.start(), word.group()
        absent = [m for m in MONTHS if m not in ground.report.text]
        here = [m for m in MONTHS if re.search(rf"\b{m}\b", ground.report.text) and m not in ground.text]
        yield Edit("month", ground.put(at, at + len(month), ground.pick(absent)))
        if (other := ground.pick(here) if here else "") and other != "May" and not ground.true_elsewhere(other):
            yield Edit("month of another sentence", ground.put(at, at + len(month), other))
    if (turned := re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+)", found.text)) or (
        turned := re.fullmatch(r"([A-Z][a-z]+) (\d{1,2})", found.text)
    ):
        yield Edit("date in full", ground.put(found.start, found.end, f"{turned[2]} {turned[1]}"), True)


def worded(value: int) -> str:
    """A number under a hundred in words."""
    if value < 20:
        return ONES[value]
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


def counts(ground: Ground, found: FoundNumber) -> Iterator[Edit]:
    """Another number; and the same in words or in figures."""
    text, start, end = ground.text, found.start, found.end
    digits = re.match(r"(?:[$€£]\s?)?(\d+)", found.text)
    if digits:
        at, value = start + digits.start(1), int(digits[1])
        wrong = ground.pick([str(value + d) for d in (1, 7, 30)] + [digits[1] + "0"])
        yield Edit("number", ground.put(at, at + len(digits[1]), wrong))
        plain = re.fullmatch(r"\d{1,2}", found.text) and re.match(r" [a-z]", text[end:])
        if plain and not found.ordinal and value < 100 and not re.search(r"[-\d.,:$€£]$", text[:start]):
            yield Edit("number in words", ground.put(start, end, worded(value)), True)
        if large := re.fullmatch(r"(\d+)(?:\.(\d))? (million|billion)", found.text):
            zeros = 1_000_000 if large[3] == "million" else 1_000_000_000
            whole = int(large[1]) * zeros + int(large[2] or 0) * zeros // 10
            yield Edit("number in figures", ground.put(start, end, f"{whole:,}"), True)
        return
    first = re.match(r"[a-z]+(?:-[a-z]+)?", found.text)
    if not first or ground.text[end : end + 1] == "-":
        return
    word = first.group()
    single = [worded(n) for n in range(3, 100)]
    if word in single:
        value = single.index(word) + 3
        wrong = worded(max(2, value + (1 if ground.seed % 2 else -2) if value < 98 else value - 3))
        if wrong != word:
            yield Edit("number", ground.put(start, start + len(word), wrong))
        if found.text == word and re.match(r" [a-z]", text[end:]):
            yield Edit("number in figures", ground.put(start, end, str(value)), True)
    elif word in ORDINALS[1:] and found.ordinal:
        wrong = ORDINALS[(ORDINALS.index(word) + 2) % 10]
        yield Edit("number", ground.put(start, start + len(word), wrong))
