"""How a name is introduced: titles of several people at once, and the country of who holds an office."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from communique.lexicon import countries
from communique.record import callings, offices, tables

ABROAD = {"IGO", "NGO", "IMG"}
PLURAL = re.compile(r"[a-z]s [A-ZÀ-Þ]")
"""What a title of several people ends with."""


HIGH = r"(?:[a-z]+ ){0,2}(?:president|premier|minister|chancellor|king|queen|emir|sultan)"
BY_OFFICE = re.compile(rf"(?:['’]s)? ({HIGH})\b(?!,? [A-ZÀ-Þ])")
OFFICE_OF = re.compile(rf"\b[Tt]he ({HIGH}) of (?:the )?$")
"""High offices told by a state and without a name: behind the state and before it."""
SERVES = re.compile(r"\b(?:of|for) (?:the )?$")
"""What stands between an office and the organisation that it is of, whose man one is before one's state's."""


@cache
def plurals() -> re.Pattern[str]:
    """Titles of several people ("Foreign Ministers A and B"); "Ana Ruiz heads Chile's mint" tells a deed."""
    verb = r"(?:(?<=head)|(?<=chair))s (?:[A-ZÀ-Þ][\w-]+ ){0,3}[A-ZÀ-Þ][\w-]+['’]s? "
    return re.compile(rf"\b((?:[A-Z][a-z]+ ){{0,2}}(?i:{offices.head_pattern()}))(?!{verb})s(?= [A-ZÀ-Þ])")


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
    first = told[0].start if told else callings.start(text, start)
    for left, _, code in spans:
        if code == "IGO" and any(
            o.start < left < o.end and SERVES.search(text[o.start : left]) for o in (*told, *behind)
        ):
            return code
    for left, right, code in spans:
        inside = _serves(text, left, (*told, *behind))
        if inside and code not in ABROAD and text.startswith(("'s ", "’s "), right):
            return code
    for left, right, code in reversed(spans):
        if (right <= first and _describes(text[right:first])) or left < first < right:
            return code
    for left, right, code in spans:
        if _countryman(text, left, right, first):
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


def _serves(text: str, left: int, told: Sequence[offices.Office]) -> bool:
    """Does a name stand in an office, as that which it is an office of?"""
    return any(o.start < left < o.end and SERVES.search(text[o.start : left]) for o in told)


def belongs(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> bool:
    """Is a run of words told as somebody of a state or body ("Abdou Sarr of Senegal", "Hamas's Khalil Deif",
    "the Briton, Hugh Cole,")?"""
    last = text[start:end].split()[-1].lower()
    if last in tables.words("institutions") or last in tables.roles() or last in tables.office_sectors():
        return False
    for left, right, _ in spans:
        owned = text[right:start] in {"'s ", "’s "} or re.fullmatch(r" of ", text[end:left] if left >= end else "")
        if owned or _countryman(text, left, right, start):
            return " " in text[start:end]
    return False


def _countryman(text: str, left: int, right: int, start: int) -> bool:
    """Does a name stand in apposition to one of a state's people ("the Briton, Hugh Cole")?"""
    one = text[right - 1] != "s" and not text[left:right].isupper()
    return one and text[right:start] == ", " and re.search(r"\b[Tt]he $", text[:left]) is not None


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


def opens(text: str) -> bool:
    """Does a sentence begin with who is told by state and high office alone?"""
    return re.match(rf"(?:The )?[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*(?:['’]s)? {HIGH}\b|The {HIGH} of ", text) is not None


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
