"""Offices as English prints them: before a name, after it, and around "of"."""

import re
from functools import cache

from communique.lexicon import countries
from communique.model import Noun
from communique.record import tables

CUT = re.compile(
    r"\s(?:who|which|that|whose|met|meets|said|says|told|has|had|have|was|were|is|are|will|would|at|during|after|before|when"
    r"|while|as|from|by|with|until|since|late|early|in (?!chief\b|charge\b)|to (?!the\b|[A-Z])"
    r"|on (?=Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)"
    r"|and (?:the )?(?:delegation|his|her|their))\b.*",
    re.S,
)
"""Where the words of an office end when no comma ends them."""
SMALL = {
    "the", "a", "an", "of", "for", "and", "its", "his", "her", "their", "also", "who", "is", "was", "currently", "now",
    "ruling", "one", "on", "to", "as", "well", "became", "has", "been",
}  # fmt: skip
ADJECTIVES = {
    "visiting",
    "current",
    "fourth-ranked",
    "fourth-ranking",
    "top",
    "senior",
    "ruling",
    "powerful",
    "veteran",
}
LEADS = {"speaks for": "spokesperson", "chairs": "chair", "chair": "chair", "chaired": "chair", "directs": "director"}
CAPITALS = r"[A-ZÀ-Þ][\w'’.&-]*"


class Office(Noun):
    """An office as printed around a name: its words, the offsets they stand at, and its sector."""

    words: str
    start: int
    end: int
    sector: str | None = None


@cache
def head_pattern() -> str:
    """An alternation of every office head, longest first."""
    return "|".join(re.escape(h).replace(r"\ ", "[ -]") for h in sorted(tables.office_sectors(), key=len, reverse=True))


@cache
def title_pattern() -> re.Pattern[str]:
    """A title: modifiers and head."""
    modifier = "|".join(re.escape(w) for w in sorted(tables.offices()["modifiers"]["words"], key=len, reverse=True))
    former = "|".join(tables.offices()["modifiers"]["former"])
    other = "met|told|said|with|that|from|also|when|this|their|then|because|whose|which"
    portfolio = rf"(?!(?:{other}) )[a-z-]{{4,}} (?=minister\b)"
    one = rf"(?:(?:{modifier})[ -](?:and )?|{portfolio})*(?:{head_pattern()})"
    return re.compile(rf"(?<![\w-])(?:(?:{former})[ -])?{one}(?: and {one})?(?![\w-])", re.I)


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"((?:[\w.&'’-]+ ){{0,7}}?)\b({head_pattern()})(?![\w-])([^,;()“”\"]*)", re.I)


@cache
def _leads_pattern() -> re.Pattern[str]:
    verbs = "|".join(tables.offices()["verbs"]["leads"])
    return re.compile(rf"who (?:also |currently )?({verbs}) ([^;()“”\"]{{3,120}}?)(?=[,;.]|$)", re.I)


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
    if inside and inside.sector == "REB":
        return "REB"
    return sector


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
    country = next(iter(countries.find(words)), None)
    if country is not None and country.start == 0 and country.end < len(words):
        words = re.sub(r"^['’]?s?\s+", "", words[country.end :])
        words = re.sub(r"^(?:caretaker|top|visiting|current) (?=\w+ \w+)", "", words)
    parts = words.split(" ")
    for number, part in enumerate(parts):
        if part.lower() in {"of", "for"}:
            break
        if part[:1].isupper() and (
            part.lower() in _plain() or (part.isupper() is False and number == 0 and len(parts) == 1)
        ):
            parts[number] = part.lower()
    return " ".join(parts).replace("secretary of State", "secretary of state")


@cache
def _plain() -> frozenset[str]:
    words: set[str] = set(tables.offices()["modifiers"]["words"])
    for head in tables.office_sectors():
        words.update(head.split(" "))
        words.update(head.split("-"))
        words.add(head)
    return frozenset(words)


def after(text: str, position: int, masked: set[int]) -> tuple[list[Office], int]:
    """The offices in apposition after a name that ends at `position` (", chairman of X and head of Y, member of Z"),
    and where they end. `masked` are the offsets covered by names of countries and bodies."""
    found: list[Office] = []
    bracket = re.compile(r"\s*\([^)]{1,60}\)").match(text, position)
    position = bracket.end() if bracket else position
    while opening := re.compile(r",\s+(?:and )?").match(text, position):
        begin = opening.end()
        if "and" in opening[0] and re.match(r"(?:the )?[^,;.]{2,60}, [A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ]", text[begin:]):
            break
        leads = _leads_pattern().match(text, begin)
        if leads:
            noun = LEADS.get(leads[1].lower(), "head")
            found.append(_office(f"{noun} of {leads[2]}", begin, leads.end()))
            position = leads.end()
            continue
        segment = _after_pattern().match(text, begin)
        if not segment or not _belongs(segment[1], begin, masked):
            break
        lead = re.match(r"(?:(?:who|which|is|was|became|has|been|also|currently|now|the|a|an|and) )*", segment[0])
        begin += lead.end() if lead else 0
        words = CUT.sub("", " " + text[begin : segment.end()])[1:]
        end = begin + len(words)
        found.extend(_parts(words, begin))
        if end < segment.end():
            return found, end
        position = end
    return found, position


def _belongs(before: str, start: int, masked: set[int]) -> bool:
    """May these words stand between a name's comma and the head of its office?"""
    known = (
        set(tables.offices()["modifiers"]["words"]) | SMALL | ADJECTIVES | set(tables.offices()["modifiers"]["former"])
    )
    for word in re.finditer(r"\S+", before):
        plain = word[0].lower().removesuffix("'s").removesuffix("’s").strip(".")
        if plain not in known and start + word.start() not in masked and not word[0][0].isupper():
            return False
    return not re.match(r"(?:who|which) (?!is|was|became|has been)", before)


def _parts(words: str, start: int) -> list[Office]:
    """One apposition may name two offices: "member of X and chairman of Y"."""
    pieces = re.split(rf"\s+and (?=(?:the |a )?(?:[\w-]+ ){{0,2}}(?:{head_pattern()})(?![\w-]))", words, flags=re.I)
    found, at = [], start
    for piece in pieces:
        at = start + words.find(piece, at - start)
        found.append(_office(piece, at, at + len(piece)))
    return found


def _office(words: str, start: int, end: int) -> Office:
    words = clean(words)
    return Office(words=words, start=start, end=end, sector=sector_of(words))


def before(text: str, position: int) -> Office | None:
    """The title right before a name that starts at `position`: "Foreign Minister Wang", "the foreign minister, Wang",
    "the head of the International Department of X, Wang"."""
    lead = text[max(0, position - 200) : position]
    shift = position - len(lead)
    best: Office | None = None
    for title in title_pattern().finditer(lead):
        tail = lead[title.end() :]
        if tail.endswith(", ") and _explains(lead[: title.start()]):
            continue
        if tail in {" ", ", "} or re.fullmatch(_of_phrase(), tail):
            whole = lead[title.start() :].rstrip(" ,")
            office = _office(whole, shift + title.start(), shift + title.start() + len(whole))
            best = office if best is None or tail in {" ", ", "} else best
    return best


def _explains(earlier: str) -> bool:
    """Does a title followed by a comma belong to the name before it ("Wang, the fourth-ranked leader, Cai")?"""
    found = re.search(r"([A-ZÀ-Þ][\w'’-]+),\s+(?!and (?:the |[A-ZÀ-Þ]))([^,]{0,60})$", earlier)
    if found and re.search(r"\b(?:was|were|is|are|met|saw|said|told|had|has|called|beside|next to)\b", found[2]):
        return False
    return bool(found) and not re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", found[1])  # type: ignore[index]


@cache
def _of_phrase() -> re.Pattern[str]:
    topics = "|".join(re.escape(w) for w in sorted(tables.offices()["modifiers"]["words"], key=len, reverse=True))
    word = rf"(?:{CAPITALS}|of|for|the|and|foreign|affairs|state|external|ruling|party|[\w’']+['’]s?)"
    topic = rf"(?:{topics}|{word})"
    return re.compile(
        rf" (?:of|for) {word}(?: {word})*(?:,)? | (?:of|for) {topic}(?: {topic})*, "
        rf"| (?:in|to|at) (?:the )?{CAPITALS}(?: {CAPITALS})*, | at large(?: of {word}(?: {word})*)?, "
    )


LEADER, MINISTER, SENIOR, MEMBER = 5, 4, 3, 1
RANKS = (
    (MEMBER, r"(?:alternate )?(?:member|official|delegate|representative|diplomat)"),
    (
        LEADER,
        r"(?:acting |interim |caretaker )?(?:president|prime minister|premier|king|queen|chancellor|emir|sultan"
        r"|supreme leader|top leader|leader|crown prince|secretary[- ]general|pope)",
    ),
    (
        MINISTER,
        r"(?:caretaker |acting |interim )?(?:(?:foreign|defen[cs]e|interior|finance|trade|external affairs) "
        r"(?:minister|secretary)|secretary of state|minister)",
    ),
    (
        SENIOR,
        r"(?:[\w-]+ ){0,3}(?:minister|chairman|chairwoman|chair|director|head|speaker|ambassador|secretary|commander"
        r"|governor|envoy|adviser|advisor|chief|president|premier)",
    ),
)
"""Ranks of offices by how they begin; the first that fits."""


def rank(office: str) -> int:
    """How well an office says who somebody is: a head of state before a minister before a member of something."""
    plain = office.lower()
    return next((value for value, pattern in RANKS if re.match(rf"{pattern}\b(?!['’])", plain)), 2 if plain else 0)
