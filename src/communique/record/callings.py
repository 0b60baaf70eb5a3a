"""What is said of a person beside a name that is no office: honorifics before it, a profession at it."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from communique.record import offices, tables

UPPER = "A-ZÀ-ÞŠŽČĆĐŁŞŚŹŻĀĒĪŪİ"
TITLE = re.compile(rf"(?<![\w-])([^\W\d_a-zà-ÿ][^\W\d_]*)[.'’]? (?=[{UPPER}])")
"""A capitalised word before another, which may be an honorific."""
LOCAL = {
    "pak": "IDN MYS BRN SGP", "bung": "IDN", "tan": "MYS SGP", "ko": "MMR", "u": "MMR", "tun": "MYS MMR",
    "pan": "POL CZE SVK UKR",
    "adi": "FJI", "nai": "MMR THA", "tate": "NAM", "meme": "NAM", "lama": "CHN IND NPL BTN MNG",
    "ing": "CZE SVK MEX ECU DOM", "arch": "PHL GBR", "bro": "PHL GHA NGA", "eng": "TZA UGA KEN EGY IRQ", "reb": "ISR",
}  # fmt: skip
"""Honorifics that are names elsewhere, and the states where they are honorifics."""
GIVEN = frozenset(["prince", "princess", "baron", "count", "earl", "duke", "king", "marquis", "dean", "major"])
"""Titles that are given names too."""
SOLDIER = re.compile(
    r"(?:general|colonel|admiral|captain|major|marshal|brigadier|lieutenant|commodore|sergeant) $", re.I
)
RANKED = re.compile(rf"(?:{SOLDIER.pattern[:-2]}|president|minister),? $", re.I)
ROYAL = frozenset(["prince", "princess", "king"])


def honorifics(text: str, blocked: Collection[int], states: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand before a name that are no part of it: honorifics, and what somebody does with a capital. A word
    inside a name, behind another part of it, is none; nor is a title that stands for a given name."""
    known = tables.offices()["honorifics"]["words"]
    for match in TITLE.finditer(text):
        word, end = match[1].lower(), match.end() - 1
        if word not in known and not (word in _plain() and re.match(rf" [{UPPER}]\S+ [{UPPER}]", text[end:])):
            continue
        if word in LOCAL and not set(LOCAL[word].split()) & set(states):
            continue
        before = re.search(rf"([{UPPER}][\w'’-]+) $", text[: match.start()])
        inside = before and match.start() - 2 not in blocked and before[1].lower() not in tables.words("not_names")
        if not inside or (before and before[1].endswith(("'s", "’s"))):
            yield match.start(), end


def given_titles(text: str) -> Iterator[tuple[int, int]]:
    """Where a title is a given name: behind another title and before one name alone ("General Prince Tarpeh")."""
    for match in TITLE.finditer(text):
        alone = re.match(rf" [{UPPER}][\w'’-]+(?! [{UPPER}])", text[match.end() - 1 :])
        behind = SOLDIER if match[1].lower() in ROYAL else RANKED
        if match[1].lower() in GIVEN and alone and behind.search(text[: match.start()]):
            yield match.start(), match.end() - 1


def honorific(text: str, start: int) -> bool:
    """Does an honorific stand before a name?"""
    found = re.search(r"(\w+)[.'’]? $", text[max(0, start - 14) : start])
    return bool(found) and found[1].lower() in tables.offices()["honorifics"]["words"]  # type: ignore[index]


def start(text: str, name: int) -> int:
    """Where the honorifics before a name begin ("Sayyid" of "the negotiator Sayyid Haitham")."""
    known = tables.offices()["honorifics"]["words"]
    while (word := re.search(r"(?<![\w-])([A-Z][\w]+)[.'’]? $", text[max(0, name - 16) : name])) and word[
        1
    ].lower() in known:
        name -= len(word[0])
    return name


@cache
def _plain() -> frozenset[str]:
    """What people do, in one word."""
    return frozenset(noun for nouns in tables.professions().values() for noun in nouns if " " not in noun)


@cache
def _callings() -> str:
    return "|".join(sorted((n for found in tables.professions().values() for n in found), key=len, reverse=True))


@cache
def _professions() -> re.Pattern[str]:
    return re.compile(rf", (?:\d+, )?(?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{_callings()})(?![\w-])")


def professed(text: str, start: int, end: int) -> bool:
    """Is it said what this person does ("Chad Ferris, a teacher from Leeds")?"""
    if re.search(rf"(?:^|[Tt]he |[Aa]n? |[a-z-] )(?:{_callings()}),? $", text[:start]):
        return True
    if " " in text[start:end] and re.match(r" (?:speaks for|represents|chairs|heads) ", text[end:]):
        return True
    said = re.match(r" (?:is|was|has been|had been|became|remains) ([^,;.]{2,90})", text[end:])
    if said and (offices.title_pattern().search(said[1]) or re.search(rf"\b(?:{_callings()})\b", said[1])):
        return " " in text[start:end]
    return _professions().match(text, end) is not None or re.match(r", (?:aged )?\d\d,", text[end:]) is not None
