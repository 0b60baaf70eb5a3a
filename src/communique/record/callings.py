"""What is said of a person beside a name that is no office: honorifics before it, a profession at it."""

import re
from functools import cache

from communique.record import offices, tables


def honorific(text: str, start: int) -> bool:
    """Does an honorific stand before a name?"""
    found = re.search(r"(\w+)\.? $", text[max(0, start - 14) : start])
    return bool(found) and found[1].lower() in tables.offices()["honorifics"]["words"]  # type: ignore[index]


def start(text: str, name: int) -> int:
    """Where the honorifics before a name begin ("Sayyid" of "the negotiator Sayyid Haitham")."""
    known = tables.offices()["honorifics"]["words"]
    while (word := re.search(r"(?<![\w-])([A-Z][\w]+)\.? $", text[max(0, name - 16) : name])) and word[
        1
    ].lower() in known:
        name -= len(word[0])
    return name


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
