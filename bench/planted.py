"""Planted errors and harmless edits made by program from sentences of reports, each beside the report it comes from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.lexicon import countries, dates, names, numbers, sentences
from communique.model import Report
from communique.times import day_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ANTONYMS = {
    "strengthen": "weaken", "deepen": "loosen", "expand": "shrink", "open": "close", "support": "oppose",
    "welcomed": "condemned", "accepted": "rejected", "increase": "decrease", "first": "last", "arrived": "departed",
    "agreed": "disagreed", "approved": "rejected", "traditional": "modern", "resume": "suspend", "resumed": "suspended",
}  # fmt: skip
TURNED = ("told", "visited", "welcomed", "recalled", "accused", "urged", "briefed", "thanked", "invited")
WORDS = dict(
    enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
)


class Edit(NamedTuple):
    """An edited sentence: what was done to it, and whether it is still true."""

    kind: str
    claim: str
    harmless: bool = False


def put(text: str, start: int, end: int, new: str) -> str:
    """The text with one stretch replaced."""
    return text[:start] + new + text[end:]


def times_edits(text: str, report: Report) -> Iterator[Edit]:
    """Another weekday, month or year; and a weekday made a full date, which is harmless."""
    for found in dates.find(text, day_of(report.published)):
        printed = found.text
        for day in WEEKDAYS:
            if printed == day:
                wrong = WEEKDAYS[(WEEKDAYS.index(day) + 2) % 7]
                yield Edit("weekday", put(text, found.start, found.end, wrong))
                if found.first and not re.search(r"[-(]$", text[: found.start]):
                    full = f"{found.first:%A}, {found.first.day} {found.first:%B} {found.first.year}"
                    yield Edit("date in full", put(text, found.start, found.end, full), True)
        for month in MONTHS:
            if re.match(rf"{month}\b", printed):
                wrong = MONTHS[(MONTHS.index(month) + 1) % 12]
                yield Edit("month", put(text, found.start, found.start + len(month), wrong))
        if re.fullmatch(r"(?:19|20)\d\d", printed):
            yield Edit("year", put(text, found.start, found.end, str(int(printed) + 3)))


def number_edits(text: str) -> Iterator[Edit]:
    """Another number; and a small one in words, which is harmless."""
    for found in numbers.find(text):
        digits = re.match(r"\d+", found.text)
        if digits:
            wrong = str(int(digits.group()) + 7)
            yield Edit("number", put(text, found.start, found.start + digits.end(), wrong))
            if not found.ordinal and int(digits.group()) in WORDS and re.match(r"\d+ [a-z]", found.text):
                new = WORDS[int(digits.group())]
                yield Edit("number in words", put(text, found.start, found.start + digits.end(), new), True)
        else:
            for value, word in WORDS.items():
                if value > 2 and re.match(rf"{word}\b", found.text):
                    yield Edit(
                        "number",
                        put(text, found.start, found.start + len(word), WORDS[value - 1 if value > 10 else value + 2]),
                    )


def name_edits(text: str, report: Report) -> Iterator[Edit]:
    """A person of another report or of this one, another country, the two parties of a verb changed about."""
    here = [n for n in names.find(text) if " " in n.text and not countries.find(n.text)]
    others = {n.text for n in names.find(report.text) if n.text.count(" ") in (1, 2) and not countries.find(n.text)}
    others = {o for o in others if f"the {o}" not in report.text and o.split()[0] not in ("Central", "National")}
    for found in here[:2]:
        yield Edit("stranger", put(text, found.start, found.end, "Tomasz Wierzbicki"))
        mine = set(found.text.split())
        strange = [o for o in sorted(others) if o not in text and not mine & set(o.split())]
        if strange and re.search(rf"{re.escape(found.text)}(?:,| \w+ed| met| said| told)", text):
            yield Edit("other person", put(text, found.start, found.end, strange[0]))
    for country in countries.find(text)[:2]:
        if country.kind in ("demonym", "capital") and country.text not in ("Korean",):
            new = "Portuguese" if country.kind == "demonym" else "Lisbon"
            yield Edit("country", put(text, country.start, country.end, new))
    for verb in TURNED:
        sides = re.match(rf"^([A-Z]\w+(?: [A-Z]\w+){{0,2}}) {verb} ([A-Z]\w+(?: [A-Z]\w+){{0,2}})", text)
        if sides:
            yield Edit("roles", f"{sides[2]} {verb} {sides[1]}{text[sides.end() :]}")


def sense_edits(text: str) -> Iterator[Edit]:
    """A negation put in or taken out, a plan told as done, a word's opposite."""
    for plain, wrong in ((" will ", " will not "), (" met ", " did not meet "), (" signed ", " did not sign ")):
        if plain in text and wrong not in text:
            yield Edit("negation", text.replace(plain, wrong, 1))
    for denied in (" will not ", " did not ", " has not ", " is not ", " was not "):
        if denied in text:
            yield Edit("negation", text.replace(denied, denied.replace(" not", ""), 1))
    for plan, done in ((" will visit ", " visited "), (" will meet ", " met "), (" is to visit ", " visited ")):
        if plan in text:
            yield Edit("modality", text.replace(plan, done, 1))
    for word, opposite in ANTONYMS.items():
        if re.search(rf"\b{word}\b", text):
            yield Edit("antonym", re.sub(rf"\b{word}\b", opposite, text, count=1))


def quote_edits(text: str) -> Iterator[Edit]:
    """One word of a quotation changed, a quotation made of reported words."""
    for quoted in re.finditer(r"[\"“]([^\"”]{6,})[\"”]", text):
        inner = quoted.group(1).split()
        if len(inner) > 1:
            changed = " ".join([*inner[:-1], "steel"])
            yield Edit("quotation", put(text, quoted.start(1), quoted.end(1), changed))
    reported = re.search(r" (?:said|says) that ([^,.\"“]{20,70})[,.]", text)
    if reported and "“" not in text and '"' not in text:
        yield Edit("invented quotation", put(text, reported.start(1), reported.end(1), f"“{reported.group(1)}”"))


def shape_edits(text: str) -> Iterator[Edit]:
    """Harmless: straight and curly marks, hyphens in Korean names, the attribution left out."""
    if re.search(r"\b[A-Z]\w+-[a-z]\w+\b", text):
        yield Edit(
            "hyphen", re.sub(r"\b([A-Z]\w+)-([a-z])(\w+)\b", lambda m: f"{m[1]} {m[2].upper()}{m[3]}", text), True
        )
    tail = re.search(r", (?:[A-Z][\w' ]{2,40}|the [\w' ]{4,40}) said\.$", text)
    if tail and tail.start() > 40:
        yield Edit("attribution left out", text[: tail.start()] + ".", True)


def edits(report: Report) -> Iterator[Edit]:
    """All edits of a report's sentences; a sentence itself is a harmless edit too."""
    head = re.compile(r"^[A-Z][A-Z' ,.]+.{0,40}?\([^)]+\) - ")
    for span in sentences.split(report.text):
        text = head.sub("", report.text[span.start : span.end])
        if len(text.split()) < 6:
            continue
        yield Edit("unchanged", text, True)
        yield from times_edits(text, report)
        yield from number_edits(text)
        yield from name_edits(text, report)
        yield from sense_edits(text)
        yield from quote_edits(text)
        yield from shape_edits(text)
