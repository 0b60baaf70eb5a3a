"""What is said of a person beside a name that is no office: honorifics before it, a profession at it."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from communique.lexicon import countries
from communique.model import slug
from communique.record import offices, tables

UPPER = "A-Z" + "".join(chr(n) for n in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(n).isupper())
"""Every Latin capital, as names of people are printed with."""
TITLE = re.compile(rf"(?<![\w-])([^\W\d_a-zà-ÿ][^\W\d_]*)[.'’]? (?=[{UPPER}])")
"""A capitalised word before another, which may be an honorific."""
LOCAL = {
    "pak": "IDN MYS BRN SGP", "bung": "IDN", "tan": "MYS SGP", "ko": "MMR", "u": "MMR", "tun": "MYS MMR",
    "pan": "POL CZE SVK UKR",
    "don": "PHL ESP ITA MEX GTM SLV HND NIC CRI PAN CUB DOM COL VEN ECU PER BOL CHL ARG PRY URY",
    "adi": "FJI", "nai": "MMR THA", "tate": "NAM", "meme": "NAM", "lama": "CHN IND NPL BTN MNG",
    "ing": "CZE SVK MEX ECU DOM", "arch": "PHL GBR", "bro": "PHL GHA NGA", "eng": "TZA UGA KEN EGY IRQ", "reb": "ISR",
}  # fmt: skip
"""Honorifics that are names elsewhere, and the states where they are honorifics."""
GIVEN = frozenset(["prince", "princess", "baron", "count", "earl", "duke", "king", "marquis", "dean", "major"])
"""Titles that are given names too."""
DOES = (
    r"(?:said|says|told|wrote|writes|read|reads|asked|asks|met|was|is|has|had|will|won|sang|played|lives|joined|came"
    r"|went|wept|lit|opened|ran|took|left|swam|danced|laughed|declined|denied|scored|spoke|returned|died|signed|called|gave)\b"
)
"""What a person does rather than a place."""
SPEAKS = re.compile(
    r" (?:said|says|told|wrote|asked|blamed|accused|warned|thanked|urged|promised|refused|denied|smiled|speaks|spoke"
    r"|replied|apologi[sz]ed|resigned|declined|presented|insisted|admitted)\b"
)
"""What only people do, behind a name."""
SURNAME = re.compile(rf"(?:, |[a-z] |^)([{UPPER}][\w'’-]+) ([A-Z][a-z]+)(?=[,.]| [a-z])")
"""A given name and what stands behind it, at the end of a name."""
SOLDIER = re.compile(
    r"(?:general|colonel|admiral|captain|major|marshal|brigadier|lieutenant|commodore|sergeant) $", re.I
)
RANKED = re.compile(rf"(?:{SOLDIER.pattern[:-2]}|president|minister),? $", re.I)
ONE_OF = re.compile(
    r"\b(?:[Oo]ne|[Tt]wo|[Aa]nother|[Ss]ome|[Tt]he (?:first|second|third|last|eldest|youngest|other))"
    r" of (?:them|those|the [a-z]+),? $|(?:^|[.;] )(?:One|Another|The (?:other|first|second|third|eldest|youngest)), $"
)
THEIR = re.compile(r"\b(?:[Tt]heir|Its) (?:[a-z-]+ ){0,2}[a-z-]+,? (?:[A-Z]\w+\.? ){0,2}$")
"""What makes of a name one of those told of in the sentence before."""
BACK = re.compile(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts) (?:[a-z]+ )?"
    r"(?:host|hostess|guest|visitor|colleague|counterpart|predecessor|successor|companion|rival), $"
)
"""Nouns that tell who somebody is by another."""
TRADES = r"[a-z]{4,}(?:ist|ician|grapher|smith|wright|keeper|maker|woman|mistress)"
"""How those are called who do something for a living that no table has ("glaciologist")."""
PLACES = tables.words("place_openings")
"""First words of the names of places and houses."""
BEHIND = re.compile(
    r" (?:Bey|Pasha|Efendi|Effendi|Hanım|Hanim|Hoca|Agha|Ağa|Usta|Sahib|Saheb|Sahiba|Khanum|Khanom|Jan|Ji|Garu)$"
)
"""Honorifics that stand behind a name."""
STYLE = re.compile(rf"(?<![\w.])(?:H\.(?:E|M|H|R\.H)\.|HRH)(?= [{UPPER}])")
"""Styles in letters ("H.E. Ana Ruiz")."""
CIVIL = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor)\.? $")
"""Honorifics that stand before no state."""
KIN = re.compile(
    r", (?:an?|the|his|her) (?!(?:[\w-]+ )?(?:country|state|nation|republic|kingdom|host)\b)(?:[\w'’-]+ ){0,4}?"
    r"(?:daughter|son|wife|husband|brother|sister|mother|father|widow|widower|cousin|niece|nephew|soldier|nurse|teacher"
    r"|student|lawyer|journalist|engineer|farmer|pilot|sailor|driver|actor|actress|singer|priest|nun|banker|doctor)\b"
)
"""What somebody is between commas who bears the name of a land."""
ROYAL = frozenset(["prince", "princess", "king"])


def honorifics(text: str, blocked: Collection[int], states: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand before a name that are no part of it: honorifics, and what somebody does with a capital. A word
    inside a name, behind another part of it, is none; nor is a title that stands for a given name."""
    known = tables.offices()["honorifics"]["words"]
    yield from (style.span() for style in STYLE.finditer(text))
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
    """Where a title is a given name, behind another title and before one name alone ("General Prince Tarpeh"), or a
    surname, behind a given name ("Peter Major,")."""
    for match in TITLE.finditer(text):
        alone = re.match(rf" [{UPPER}][\w'’-]+(?! [{UPPER}])", text[match.end() - 1 :])
        behind = SOLDIER if match[1].lower() in ROYAL else RANKED
        if match[1].lower() in GIVEN and alone and behind.search(text[: match.start()]):
            yield match.start(), match.end() - 1
    for match in SURNAME.finditer(text):
        if match[2].lower() in tables.words("title_surnames") and is_given(match[1]):
            yield match.span(2)


def honorific(text: str, start: int) -> bool:
    """Does an honorific stand before a name?"""
    found = re.search(r"(\w+)[.'’]? $", text[max(0, start - 14) : start])
    return bool(found) and found[1].lower() in tables.offices()["honorifics"]["words"]  # type: ignore[index]


def start(text: str, name: int) -> int:
    """Where the honorifics before a name begin ("Sayyid" of "the negotiator Sayyid Haitham")."""
    known = tables.offices()["honorifics"]["words"]
    if style := next((m for m in STYLE.finditer(text, max(0, name - 8)) if m.end() + 1 == name), None):
        name = style.start()
    while (word := re.search(r"(?<![\w-])([A-Z][\w]+)[.'’]? $", text[max(0, name - 16) : name])) and word[
        1
    ].lower() in known:
        name -= len(word[0])
    return name


def civil(text: str, start: int) -> bool:
    """Does an honorific stand before a name that stands before no state ("Dr Chad's clinic")?"""
    return CIVIL.search(text[:start]) is not None


def kin(text: str, start: int, end: int) -> bool:
    """Is a land's name somebody's, by what is said between commas behind it ("Kenya, his eldest sister,")?"""
    return text[start:end].lower() in tables.given("lands") and KIN.match(text, end) is not None


@cache
def _plain() -> frozenset[str]:
    """What people do, in one word."""
    return frozenset(noun for nouns in tables.professions().values() for noun in nouns if " " not in noun)


@cache
def _callings() -> str:
    return "|".join(sorted((n for found in tables.professions().values() for n in found), key=len, reverse=True))


@cache
def _professions() -> re.Pattern[str]:
    return re.compile(rf", (?:\d+, )?(?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:{_callings()}|{TRADES})(?![\w-])")


@lru_cache(1024)
def professed(text: str, start: int, end: int) -> bool:
    """Is it said what this person does ("Chad Ferris, a teacher from Leeds")?"""
    if re.search(rf"(?:^|[Tt]he |[Aa]n? |[a-z-] )(?:{_callings()}),? $", text[:start]):
        return True
    if " " in text[start:end] and any(back.search(text[:start]) for back in (ONE_OF, THEIR, BACK)):
        return text[end : end + 1] in {",", " ", "."}
    if " " in text[start:end] and re.match(
        r" (?:speaks for|represents|chairs|heads|leads|runs|commands|commanded|teaches|taught|edits|edited) ",
        text[end:],
    ):
        return True
    known = " " in text[start:end] and is_given(text[start:end].split(" ")[0])
    if known and SPEAKS.match(text, end) and not institution(text[start:end]):
        return True
    said = re.match(r" (?:is|was|has been|had been|became|remains) ([^,;.]{2,90})", text[end:])
    if said and (offices.title_pattern().search(said[1]) or re.search(rf"\b(?:{_callings()})\b", said[1])):
        return " " in text[start:end]
    return _professions().match(text, end) is not None or re.match(r", (?:aged )?\d\d,", text[end:]) is not None


def introduced(text: str, start: int, end: int) -> bool:
    """Is a word that may be a place's the surname of somebody told between commas behind what he does, or right behind
    that ("the negotiator, Prudence Wales,", "Sabah al-Rashid" as a given name behind an office)?"""
    given = re.search(rf", ([{UPPER}][a-zà-ÿ]+) $", text[:start])
    if given and text[end : end + 1] == "," and given[1].lower() not in PLACES | tables.words("not_names"):
        before = text[: given.start()].rpartition(",")[2]
        return (
            offices.title_pattern().search(before) is not None
            or re.search(rf"\b(?:{_callings()})$", before) is not None
        )
    particle = re.match(rf" (?:al|el|bin|ibn)[- ][{UPPER}]", text[end:])
    return particle is not None and offices.title_pattern().search(text[max(0, start - 30) : start]) is not None


def recurs(words: str, sentences: Sequence[str]) -> bool:
    """Is a full name told again by its last part alone, as those of people are?"""
    last = words.rpartition(" ")[2]
    if len(last) < 4 or not last.isalpha() or last.lower() in tables.words("not_names"):
        return False
    told = "\n".join(sentences)
    alone = re.compile(rf"(?<![\w'’-]){last}(?![\w-])(?! [{UPPER}])")
    behind = re.compile(rf"([{UPPER}][\w'’-]*)\.? {last}(?![\w-])")
    addressed = tables.offices()["honorifics"]["words"]
    others = (m for m in behind.finditer(told) if m[1].lower() not in addressed and not _abroad(told, m))
    spans = {m.end() for m in others}
    return any(m.end() not in spans for m in alone.finditer(told))


def _abroad(text: str, match: re.Match[str]) -> bool:
    """Is the word before a name the place where something is told ("In Oslo Brandt said")?"""
    return countries.of(match[1]) is not None and re.search(r"\b[Ii]n $", text[: match.start()]) is not None


def is_given(word: str) -> bool:
    """Is this a given name?"""
    part = slug(word)
    return part in tables.given("female") or part in tables.given("male")


def sex(name: str) -> bool | None:
    """By the given names in a name, the first first: True for a woman's, False for a man's, None if none is known."""
    for part in (p for word in name.split() for whole in (slug(word),) for p in (whole, whole.partition("-")[0])):
        if part in tables.given("female") or part in tables.given("male"):
            return part in tables.given("female")
    return None


def institution(words: str) -> bool:
    """Is one of the words that of a body or a thing, and not a given name before another ("Bill")?"""
    parts = [part.lower().strip(".") for part in words.split()]
    if len(parts) > 1 and parts[0] in tables.given("male"):
        del parts[0]
    return any(part in tables.words("institutions") for part in parts)
