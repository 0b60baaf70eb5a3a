"""Offices as English prints them: before a name, after it, and around "of"."""

import re
from functools import cache, lru_cache

from communique.lexicon import countries
from communique.model import Noun
from communique.record import tables

FORMER = re.compile(
    r"(?:the |an? )?"
    r"(?:former|ex-?|late|then|retired|ousted|deposed|one-?time|incoming|next|future|would-be)(?!\w)[ -]?",
    re.I,
)
"""How an office begins that is not held on the day: past ones and future ones."""
RANK = re.compile(
    r"(?:lieutenant |major |brigadier |senior |vice |rear |field |air |air chief )?"
    r"(?:general|colonel|admiral|captain|major|marshal|brigadier|lieutenant|commodore|(?<!crown )prince(?:ss)?)",
    re.I,
)
"""Military ranks and princes, which stand before names and are no offices."""
DESCRIPTION = re.compile(
    r"(?:[\w-]+ ){0,5}(?:official|diplomat|politician|legislator|lawmaker|number \w+)(?! (?:for|of|to)\b)"
    r"|[\w-]+-rank(?:ed|ing) \w+|(?:head|leader) of (?:an? |the )?(?:[\w-]+ ){0,6}delegation\b.*",
    re.I,
)
"""Words that say what somebody is and name no office."""

GOVERNING = re.compile(r"\b(?:government|administration|authorities|ministry|cabinet)\b", re.I)
"""What an armed group that rules is told by."""
MINISTERIAL = re.compile(
    r"\b(?:minister|secretary|ambassador|envoy|representative|adviser|advisor|mayor|governor)\b", re.I
)
"""Who stays an official, whatever the body he deals with."""
SERVING = re.compile(
    r"(?:[\w-]+ )?(?:(?P<MIL>army|navy|air force|military|coast ?guard|marine)|(?P<COP>police)"
    r"|(?P<LEG>parliament|parliamentary|senate|assembly)|(?P<JUD>court))"
    r" (?=spokes|chief|head|official|director|chairman)",
    re.I,
)
"""The body that an office is of by the word before it."""

SMALL = {
    "the", "a", "an", "of", "for", "and", "its", "his", "her", "their", "also", "who", "is", "was", "currently", "now",
    "ruling", "one", "on", "to", "as", "well", "became", "has", "been",
}  # fmt: skip
ADJECTIVES = {
    "visiting", "current", "fourth-ranked", "fourth-ranking", "top", "senior", "ruling", "powerful", "veteran",
}  # fmt: skip
HOMES = ("city", "country", "nation", "island", "kingdom", "republic", "province", "bloc", "alliance", "organisation")
"""Words that stand for where an office is held ("the city's mayor")."""


FOR_NOW = re.compile(r"\b(?:caretaker|acting|interim|outgoing|incoming|then|new) ", re.I)
"""What is said of one holder of an office and not of the office."""


class Office(Noun):
    """An office as printed around a name: its words, the offsets they stand at, its sector, and whether it is another
    day's ("former", "incoming")."""

    words: str
    start: int
    end: int
    sector: str | None = None
    former: bool = False

    @property
    def held(self) -> bool:
        """Is this an office that somebody holds, and neither a past one, a rank nor a description?"""
        return not (self.former or RANK.fullmatch(self.words) or DESCRIPTION.fullmatch(self.words))


@cache
def head_pattern() -> str:
    """An alternation of every office head, longest first."""
    return "|".join(re.escape(h).replace(r"\ ", "[ -]") for h in sorted(tables.office_sectors(), key=len, reverse=True))


@cache
def title_pattern() -> re.Pattern[str]:
    """A title: modifiers and head, with its portfolio ("Minister of Foreign Affairs")."""
    table = tables.offices()["modifiers"]
    modifier = "|".join(re.escape(w) for w in sorted(table["words"] + table["portfolios"], key=len, reverse=True))
    portfolio = "|".join(re.escape(w) for w in (*table["portfolios"], *table["words"]))
    former = "|".join(table["former"])
    other = "met|told|said|with|that|from|also|when|this|their|then|because|whose|which"
    any_of = rf"(?!(?:{other}) )[a-z-]{{4,}} (?=minister\b)"
    place = rf"(?: (?:of|for) (?:the )?(?:{portfolio})(?:(?:, | and | )(?:{portfolio}))*)?"
    one = rf"(?:(?:{modifier})[ -](?:and )?|{any_of})*(?:{head_pattern()}){place}"
    return re.compile(rf"(?<![\w-])(?:(?:{former})[ -])?{one}(?: and {one})?(?![\w'’-])", re.I)


@lru_cache(4096)
def sector_of(office: str) -> str | None:
    """The sector of an office by the head named first in it."""
    heads = [(m[1], m.start()) for m in re.finditer(rf"(?<![\w-])({head_pattern()})(?![\w-])", office, re.I)]
    if not heads:
        return None
    behind = re.search(r" (?:of|for|in|at|to) ", office)
    first = [head for head, start in heads if behind is None or start < behind.start()] or [heads[0][0]]
    sector = tables.office_sectors().get(_exact(first[-1]))
    body = next(iter(tables.find_bodies(office)), None)
    inside = body.body if body else None
    if inside and inside.sector in {"LEG", "PTY", "MIL"} and sector in {"GOV", "PTY"} and " of " in office:
        return inside.sector
    if inside and inside.sector == "REB" and not GOVERNING.search(office):
        return "REB"
    if sector == "GOV" and (field := SERVING.match(office)) and not MINISTERIAL.search(office):
        return next(name for name, words in field.groupdict().items() if words)
    if behind and sector in {"GOV", "PTY"} and not MINISTERIAL.search(office[: behind.start()]):
        return _of_institution(office[behind.end() :]) or sector
    return sector


def _of_institution(words: str) -> str | None:
    """The field of the institution that somebody heads or sits in ("of Pakistan's army", "of the dissolved
    parliament")."""
    return next(
        (
            field
            for phrase, field in tables.institutions().items()
            if field in {"LEG", "MIL", "COP", "JUD"} and re.search(rf"(?<![\w-])(?:{phrase})(?![\w-])", words, re.I)
        ),
        None,
    )


def _exact(head: str) -> str:
    return next(
        (h for h in tables.office_sectors() if h.replace("-", " ") == head.lower().replace("-", " ")), head.lower()
    )


def clean(words: str) -> str:
    """The words of an office without articles before it, in lower case but for names."""
    words = re.sub(r"\s+", " ", words).strip(" ,.-–—")
    words = re.sub(
        r"^(?:(?:also|who|is|was|currently|now|the|a|an|its|his|her|their|visiting|current) )+", "", words, flags=re.I
    )
    words = re.sub(r"\bruling (?=[A-Z])", "", words)
    words = re.sub(rf"^(?:North|South|{'|'.join(HOMES)})['’]s ", "", words)
    country = next(iter(countries.find(words)), None)
    if country is not None and country.start == 0 and country.end < len(words):
        words = re.sub(r"^['’]?s?\s+", "", words[country.end :])
        words = re.sub(r"^(?:caretaker|top|visiting|current) (?=\w+ \w+)", "", words)
    last = max(countries.find(words), key=lambda c: c.end, default=None)
    if last is not None and last.end == len(words) and last.code in countries.codes():
        words = re.sub(r" of (?:the )?$", "", words[: last.start]) if _is_of(words[: last.start]) else words
    parts = words.split(" ")
    for number, part in enumerate(parts):
        if part.lower() in {"of", "for"}:
            break
        if part[:1].isupper() and (
            part.lower() in _plain() or (part.isupper() is False and number == 0 and len(parts) == 1)
        ):
            parts[number] = part.lower()
    return " ".join(parts).replace("secretary of State", "secretary of state")


def _is_of(words: str) -> bool:
    return bool(re.search(r"\b(?:[a-z][\w-]*|Affairs|Relations|Defen[cs]e|Interior|Trade) of (?:the )?$", words))


@cache
def _plain() -> frozenset[str]:
    words: set[str] = set(tables.offices()["modifiers"]["words"])
    for head in tables.office_sectors():
        words.update(head.split(" "))
        words.update(head.split("-"))
        words.add(head)
    return frozenset(words)


def plain(words: str) -> str:
    """An office without what is said of one holder of it ("caretaker foreign minister")."""
    return FOR_NOW.sub("", words)
