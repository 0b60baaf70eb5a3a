"""How a name is introduced: titles of several people at once, and the country of who holds an office."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from communique.lexicon import countries
from communique.record import offices, tables

ABROAD = {"IGO", "NGO", "IMG"}
PLURAL = re.compile(r"[a-z]s [A-ZÀ-Þ]")
"""What a title of several people ends with."""


HIGH = r"(?:[a-z]+ ){0,2}(?:president|premier|minister|chancellor|king|queen|emir|sultan)"
BY_OFFICE = re.compile(rf"(?:['’]s)? ({HIGH})\b(?!,? [A-ZÀ-Þ])")
OFFICE_OF = re.compile(rf"\b[Tt]he ({HIGH}) of (?:the )?$")
"""High offices told by a state and without a name: behind the state and before it."""


@cache
def plurals() -> re.Pattern[str]:
    """Titles of several people ("Foreign Ministers A and B")."""
    return re.compile(rf"\b((?:[A-Z][a-z]+ ){{0,2}}(?i:{offices.head_pattern()}))s(?= [A-ZÀ-Þ])")


@lru_cache(maxsize=1024)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where titles stand in a sentence, which is asked twice of each."""
    many = plurals().finditer(text) if PLURAL.search(text) else ()
    return tuple(match.span() for match in (*offices.title_pattern().finditer(text), *many))


@lru_cache(maxsize=1024)
def shared(text: str) -> list[tuple[int, offices.Office]]:
    """Titles of several ("Presidents A of X and B of Y"): where they end, and each one's office."""
    found: list[tuple[int, offices.Office]] = []
    if not PLURAL.search(text):
        return found
    for title in plurals().finditer(text):
        words = offices.clean(title[1])
        office = offices.Office(words=words, start=title.start(), end=title.end(), sector=offices.sector_of(words))
        found.append((title.end(), office))
    return found


def country(
    text: str, start: int, end: int, told: Sequence[offices.Office], behind: Sequence[offices.Office], until: int,
    spans: Sequence[tuple[int, int, str]],
) -> str | None:  # fmt: skip
    """The country of a person by what stands before the title, in the offices, or behind the name."""
    first = told[0].start if told else start
    for left, right, code in reversed(spans):
        if (right <= first and _describes(text[right:first])) or left < first < right:
            return code
    places = [(o.start, o.end) for o in (*told, *behind)]
    for left, right, code in spans:
        if any(a <= left and right <= b + 2 and not _sent_to(text, left, a) for a, b in places):
            return code
        if behind and end < left < until and code not in ABROAD:
            return code
    for left, _, code in spans:
        if left >= end and re.fullmatch(r" of (?:the )?", text[end:left]):
            return code
    return None


def told_of(text: str) -> Iterator[tuple[str, str]]:
    """States told by a high office without a name ("the Turkish president", "Peru's foreign minister", "the king of
    Oman"): their codes with the words of the office."""
    for state in countries.find(text):
        if state.code in ABROAD:
            continue
        behind = BY_OFFICE.match(text, state.end)
        before = OFFICE_OF.search(text[: state.start])
        if words := behind or before:
            yield str(state.code), words[1].lower()


def _sent_to(text: str, left: int, start: int) -> bool:
    """Is this the country to which an ambassador is sent?"""
    return bool(
        re.search(r"\b(?:ambassador|envoy|representative|consul general) (?:to|for) (?:the )?$", text[start:left], re.I)
    )


def _describes(gap: str) -> bool:
    """Do these words between a country and a title or name keep the two together ("China's top …")?"""
    words = re.findall(r"[\w-]+", re.sub(r"^['’]s?", "", gap))
    known = (
        set(tables.offices()["modifiers"]["words"])
        | set(tables.offices()["modifiers"]["portfolios"])
        | offices.ADJECTIVES
    )
    return bool(re.fullmatch(r"(?:['’]s?)?(?: [\w-]+){0,3} ?", gap)) and all(word.lower() in known for word in words)
