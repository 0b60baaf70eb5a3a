"""The offices around a name: titles before it, appositions and clauses after it."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from communique.lexicon import countries
from communique.record import offices, tables
from communique.record.offices import ADJECTIVES, SMALL, Office

CUT = re.compile(
    r"\s(?:who|which|that|whose|met|meets|said|says|told|has|had|have|was|were|is|are|will|would|at|during|after|before|when"
    r"|while|as|from|by|with|until|since|late|early|in (?!chief\b|charge\b)|to (?!the\b|[A-Z])"
    r"|on (?=Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)"
    r"|and (?:the )?(?:delegation|his|her|their))\b.*",
    re.S,
)
"""Where the words of an office end when no comma ends them."""
LEADS = {
    "speaks for": "spokesperson",
    "chairs": "chairman",
    "chair": "chairman",
    "chaired": "chairman",
    "directs": "director",
    "commands": "commander",
    "commanded": "commander",
}
CAPITALS = r"[A-ZÀ-Þ][\w'’.&-]*"
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
CIVIL = re.compile(r"(?:secretary|attorney|director|consul|inspector|solicitor|governor|surgeon|postmaster)[ -]$", re.I)
"""Whom "general" makes no soldier of."""
PORTFOLIO = re.compile(r"(?:minister|chief|commissioner|coordinator|adviser|advisor|spokesm[ae]n|spokeswoman)$", re.I)
"""Heads that a portfolio may stand before."""
POSTED = re.compile(r"(?:ambassador|envoy|consul(?: general)?|chargé(?: d'affaires)?|high commissioner|nuncio)$", re.I)
"""Who is told with the town of his post ("the ambassador in Lima, Ana Ruiz")."""
ABROAD = re.compile(r"(?:['’]s|[a-z]) ((?:U\.?N\.?|NATO|E\.?U\.?|United Nations) )$")
"""The body to which a state's envoy goes ("Nigeria's U.N. ambassador")."""


@cache
def _after_pattern() -> re.Pattern[str]:
    head = offices.head_pattern()
    return re.compile(rf"((?:[\w.&'’-]+ ){{0,7}}?)\b({head})(?![\w'’-])([^,;()“”\"]*)", re.I)


@cache
def _leads_pattern() -> re.Pattern[str]:
    verbs = "|".join(tables.offices()["verbs"]["leads"])
    return re.compile(rf"who (?:also |currently )?({verbs}) ([^;()“”\"]{{3,120}}?)(?=[,;.]|$)", re.I)


@cache
def _owner_pattern() -> re.Pattern[str]:
    """Whose adviser somebody is ("President X Y's security adviser")."""
    return re.compile(rf"(?i:(?:the )?(?:{offices.head_pattern()}) )(?:[A-ZÀ-Þ][\w-]+ ){{0,2}}[A-ZÀ-Þ][\w-]+['’]s ")


@cache
def _known() -> frozenset[str]:
    """Words that may stand in a title besides names."""
    table = tables.offices()["modifiers"]
    return frozenset({*table["words"], *table["portfolios"], *table["former"], *SMALL, *ADJECTIVES, *offices.HOMES})


def after(text: str, position: int, masked: Collection[int], titled: bool = False) -> tuple[list[Office], int]:
    """The offices told after a name that ends at `position` (", chairman of X and head of Y, member of Z", "(head of
    Z)", ", who heads X", " is X's chief"), and where they end. `masked` are the offsets covered by names of countries
    and bodies; of a name that is `titled` already, an apposition may be the next name's title."""
    if inside := re.compile(r" \(([^)]{3,80})\)").match(text, position):
        segment = _after_pattern().match(text, inside.start(1))
        if segment and _belongs(segment[1], inside.start(1), masked):
            return [_office(inside[1], inside.start(1), inside.end(1))], inside.end()
        position = inside.end()
    found: list[Office] = []
    while opening := re.compile(r",\s+(?:and )?| is (?:also )?(?=(?:the |an? )?[\w'’]+ [\w'’]+)").match(text, position):
        if "and" in opening[0] and re.match(r"(?:the )?[^,;.]{2,60}, [A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ]", text[opening.end() :]):
            break
        told, end, last = _apposition(text, opening.end(), masked, titled)
        if not told:
            break
        found += told
        position = end
        if last:
            break
    return found, position


def _apposition(text: str, begin: int, masked: Collection[int], titled: bool) -> tuple[list[Office], int, bool]:
    """The offices of one apposition, where it ends, and whether nothing more can follow it."""
    if leads := _leads_pattern().match(text, begin):
        noun = LEADS.get(leads[1].lower(), "head")
        former = leads[1].lower().endswith("ed") or leads[1].lower() == "led"
        named = re.compile(r", (the [A-Z][^,;.]*)(?=,)").match(text, leads.end())
        office = _office(f"{noun} of {named[1] if named else leads[2]}", begin, leads.end())
        return [] if former else [office], (named or leads).end(), False
    if owner := _owner_pattern().match(text, begin):
        begin = owner.end()
    segment = _after_pattern().match(text, begin)
    if (
        not segment
        or not _belongs(segment[1], begin, masked, segment[2])
        or _titles_another(text, segment, masked, titled)
    ):
        return [], begin, True
    lead = re.match(r"(?:(?:who|which|is|was|became|has|been|also|currently|now|the|a|an|and) )*", segment[0])
    past = bool(lead and re.search(r"\bwas\b", lead[0]))
    begin += lead.end() if lead else 0
    words = CUT.sub("", " " + text[begin : segment.end()])[1:]
    end = begin + len(words)
    told = [] if past else _parts(words, begin)
    return told, end, end < segment.end()


def _titles_another(text: str, segment: re.Match[str], masked: Collection[int], titled: bool) -> bool:
    """Is what looks like an apposition the title of the next name ("A, Defence Minister B", "President A, the premier,
    B, said"), or the next in a list ("President A, the speaker and the mayor")?"""
    behind = re.match(rf"\s+{CAPITALS}", segment[3])
    if behind and segment.start(3) + 1 not in masked and not re.match(r"\s+(?:of|for|to)\b", segment[3]):
        return True
    following = re.compile(rf",\s+({CAPITALS})(?:[ ,]|$)").match(text, segment.end())
    if titled and following and following.start(1) not in masked and not DAYS.match(following[1]):
        return True
    listed = re.search(rf"{CAPITALS},\s+(?:[\w'’-]+ )*{CAPITALS}$", text[: segment.start()].rstrip(", "))
    return titled and bool(listed) and bool(re.match(r"(?:and )?the ", segment[0])) and " and the " in segment[0]


def _belongs(before: str, start: int, masked: Collection[int], head: str = "") -> bool:
    """May these words stand between a name's comma and the head of its office? Whose minister somebody is, any one word
    may name his portfolio."""
    words = list(re.finditer(r"\S+", before))
    for word in words:
        if word is words[-1] and len(words) > 1 and PORTFOLIO.match(head) and words[-2][0].endswith(("'s", "’s")):
            continue
        plain = word[0].lower().removesuffix("'s").removesuffix("’s").strip(".")
        if plain not in _known() and start + word.start() not in masked and not word[0][0].isupper():
            return False
    return not re.match(r"(?:who|which) (?!is|was|became|has been)", before)


def _parts(words: str, start: int) -> list[Office]:
    """One telling may name two offices: "member of X and chairman of Y", "general secretary and president"."""
    modifiers = "(?:the |a )?(?:[\\w-]+ ){0,2}"
    pieces = re.split(rf"\s+and (?={modifiers}(?:{offices.head_pattern()})(?![\w-]))", words, flags=re.I)
    heads = [p for p in pieces if re.search(rf"\b(?:{offices.head_pattern()})(?![\w-])", p, re.I)]
    if len(heads) < len(pieces):
        return [_office(words, start, start + len(words))]
    found, at = [], start
    for piece in pieces:
        at = start + words.find(piece, at - start)
        found.append(_office(piece, at, at + len(piece)))
    return found


def _office(words: str, start: int, end: int, former: bool = False) -> Office:
    former = former or bool(offices.FORMER.match(words))
    words = offices.clean(words)
    return Office(
        words=words,
        start=start,
        end=end,
        sector=offices.sector_of(words),
        former=former or bool(offices.FORMER.match(words)),
    )


def before(text: str, position: int) -> list[Office]:
    """The titles right before a name that starts at `position`: "Foreign Minister Wang", "the foreign minister, Wang",
    "the head of the International Department of X, Wang". A military rank gives way to the office before it."""
    rank = re.search(rf"(?<![\w-])({offices.RANK.pattern}) $", text[max(0, position - 40) : position], re.I)
    if rank and not CIVIL.search(text[: position - len(rank[0])]):
        at = position - len(rank[0])
        return list(_titles(text, at)) or _title(text, at, position - 1)
    return list(_titles(text, position))


@lru_cache(1024)
def _titles(text: str, position: int) -> Sequence[Office]:
    lead = text[max(0, position - 200) : position]
    shift = position - len(lead)
    best: list[Office] = []
    for title in offices.title_pattern().finditer(lead):
        tail = lead[title.end() :]
        if tail.endswith(", ") and _explains(lead[: title.start()]):
            continue
        short = re.search(r" (?:of|for) ", title[0])
        longer = lead[title.start() + short.start() :] if short else tail
        longer = (
            re.sub(r"^ (?:in|at) (?:[A-ZÀ-Þ][\w'’.-]+ ?){1,3}(?=, $)", "", longer)
            if POSTED.search(title[0])
            else longer
        )
        if tail in {" ", ", "} or longer == ", " or _of_phrase().fullmatch(tail) or _of_phrase().fullmatch(longer):
            start = title.start()
            start -= len(_portfolio(lead, title))
            body = ABROAD.search(lead[:start])
            if body and re.fullmatch(r"ambassador|envoy|representative", title[0], re.I):
                start = body.start(1)
            whole = lead[start:].rstrip(" ,")
            told = _title(text, shift + start, shift + start + len(whole))
            best = told if not best or tail in {" ", ", "} else best
    return best


def _portfolio(lead: str, title: re.Match[str]) -> str:
    """The word of a portfolio nobody listed ("Egypt's irrigation minister", "Irrigation Minister"), with its space."""
    found = re.search(r"(^|['’]s |[A-Za-z]+ |\. )([A-Za-z-]{4,} )$", lead[: title.start()])
    if found is None or not PORTFOLIO.match(title[0]) or found[2].strip().lower() in _known():
        return ""
    named = countries.find(found[2])
    owned = found[1].endswith("s ") or bool(countries.find(found[1]))
    alike = found[2][0].isupper() and title[0][0].isupper()
    return found[2] if not named and (owned or alike) and not found[2].strip().endswith(("ed", "ing")) else ""


def _title(text: str, start: int, end: int) -> list[Office]:
    """A title as its offices. Of "the premier and Secretary General X" the first is somebody else's."""
    former = bool(
        re.search(
            r"\b(?:former|then|late|ousted|deposed|incoming)(?:[ -][\w.]+)? $", text[max(0, start - 30) : start], re.I
        )
    )
    parts = _parts(text[start:end], start)
    another = text[parts[0].start].islower() and text[parts[-1].start].isupper()
    if len(parts) > 1 and (another or text[:start].endswith(" the ")) and text[end] != ",":
        parts = parts[1:]
    return [_office(text[p.start : p.end], p.start, p.end, former) for p in parts]


def _explains(earlier: str) -> bool:
    """Does a title followed by a comma belong to the name before it ("Wang, the fourth-ranked leader, Cai")?"""
    found = re.search(r"([A-ZÀ-Þ][\w'’-]+),\s+([^,]{0,60})$", earlier)
    if found is None or DAYS.match(found[1]):
        return False
    words = [
        w.lower().removesuffix("'s").removesuffix("’s") for w in re.findall(r"[\w'’-]+", found[2]) if w[0].islower()
    ]
    if not set(words) <= _known() - {"and", "who", "is", "was"}:
        return False
    name = re.search(rf"(?:{CAPITALS} )*{CAPITALS}$", earlier[: found.end(1)])
    return not (
        name and re.search(rf"(?:{offices.title_pattern().pattern})\s*$", earlier[: name.start()], re.I)
    ) and not (name and offices.title_pattern().match(name[0]))


@cache
def _of_phrase() -> re.Pattern[str]:
    plain = "|".join(sorted(_known() | tables.words("institutions"), key=len, reverse=True))
    word = rf"(?:{CAPITALS}|(?-i:{plain})|[\w’'-]+['’]s?)"
    return re.compile(rf" (?:of|for|to) {word}(?: {word})*(?:,)? ")
