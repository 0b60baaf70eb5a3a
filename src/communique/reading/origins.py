"""Where a report says it has its news from: agencies and outlets in its dateline, its credits and its sentences.

Two reports with one origin are one witness, so an origin has one short name however it is written. A small table knows
the world's agencies; for all others the forms of speech decide in which agencies, and nobody else, are named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.lexicon import countries
from communique.model import Dateline
from communique.reading.agencies import agencies, credited, named_as_source, spelled_at, table, told
from communique.reading.titles import plain

MOST = 12
STATE = "state media"
_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*"
_NAME = rf"{_CAP}(?: {_CAP}){{0,3}}"
_FROM = (
    r"(?:[Aa]ccording to|[Dd]['’]après|[Cc]iting|[Qq]uoting|(?:[Cc]ited|[Qq]uoted|[Rr]eported) by|[Tt]old|[Vv]ia"
    r"|[Ss]elon|[Ss]egún|[Ll]aut|[Ss]econdo|[Ss]egundo)"
)
_KIND = (
    r"(?:news agency|news wire|newswire|wire service|newspaper|daily|broadcaster|news website|news site|news outlet"
    r"|television|state TV|radio)"
)
ENDS_AS_OUTLET = re.compile(
    r"\b(News|Wire|Agency|Times|Post|Daily|Herald|Tribune|Gazette|Journal|Telegraph|TV|Television|Radio|Press|Broadcasting"
    r"|Observer|Chronicle|Courier|Standard|Mirror|Review)$"
)
DEFINED = re.compile(rf"\b((?:{_CAP} ){{1,4}}(?:News|Press|Telegraph|Information) Agency) \(([A-Z]{{2,8}})\)")
NAMED = (
    re.compile(rf"\b{_KIND},? (?:the )?({_NAME})"),
    re.compile(rf"\b({_NAME}),? (?:\w+ )?{_KIND}\b"),
    re.compile(rf"\b({_CAP}(?: {_CAP}){{0,3}} (?:News|Press|Telegraph) Agency)\b"),
    re.compile(rf"[,”\"] ({_NAME}) (?:reported|reports|rapporte|informa)\b(?=[^\w]*(?:[.,;]|$|on |in ))"),
    re.compile(rf"\b({_NAME}) (?:reported|reports)[.,]"),
    re.compile(rf"{_FROM} (?:the )?({_NAME}) and (?:other |local |state |foreign )+media"),
    re.compile(rf"\b({_NAME}) (?:news )?dispatch(?:es)?\b"),
)
OF_AGENCY = re.compile(
    rf"(?:(?:[Ll]['’]|[Ll]a |[Dd]ie |[Dd]er |[Aa] )?(?:[\w\-]+ )?)?"
    rf"(?:[Aa]gence|[Aa]gencia|[Aa]gência|[Aa]genzia|\w*[Aa]gentur) (?:[a-zà-ÿ\-]+ ){{0,4}}({_NAME})"
)
AGENCY = re.compile(r"[Aa]g(?:en(?:ce|cia|zia|tur)|ência)")  # no OF_AGENCY without it, and found much faster
_LIST = rf"(?P<names>{_NAME}(?:(?:, and|,| and| et| y|/| &) ?{_NAME}){{0,4}})"
CREDITS = (
    re.compile(
        r"^\W*(?i:with|avec|con|mit) (?:additional |some |file )?"
        r"(?:(?:inputs?|reports?|reporting|information|contributions?|material|files?) (?:from|by) )?"
        rf"{_LIST}(?: (?:dispatch(?:es)?|reports?|inputs?|agenc(?:y|ies)|staff))?\W*$"
    ),
    re.compile(rf"^\W*(?i:sources?|credits?|via|©|fuentes?|quellen?)\s*:\s*{_LIST}\W*$"),
    re.compile(rf"[(\[/–—-]\s*{_LIST}\s*[)\]/]?\W*$"),
)
STATE_MEDIA = re.compile(
    rf"(?:(?P<of>{_CAP}(?: {_CAP})?)(?:['’]s?)? )?(?:the )?(?:state|state-run|official|government)[ -]"
    r"(?:news )?media"
    rf"(?: (?:in|of) (?:the )?(?P<where>{_CAP}(?: {_CAP})?))?"
)
NOT_OUTLETS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "on",
        "in",
        "at",
        "for",
        "and",
        "but",
        "as",
        "police",
        "officials",
        "witnesses",
        "sources",
        "media",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "local",
        "state",
        "foreign",
        "according",
        "state-run",
    ]
)


def origins(title: str | None, text: str, line: Dateline | None, publisher: str | None) -> tuple[str, ...]:
    """The short names of all origins, those of dateline and credits first; the report's own publisher is none."""
    paragraphs = text.split("\n\n")
    found: dict[str, str] = {}
    for name in (*_of_dateline(line), *_of_credits(paragraphs), *_of_text(f"{title or ''}.\n{text}")):
        short = short_name(name)
        if short and not _is_own(short, publisher):
            found.setdefault(plain(short), short)
    return tuple(name for name in found.values() if not _is_said_better(name, found.values()))[:MOST]


def _is_said_better(name: str, found: Iterable[str]) -> bool:
    """Whether `state media` is only another word for an agency that is named too, and so no second origin."""
    if not name.endswith(STATE):
        return False
    named = [other for other in found if not other.endswith(STATE)]
    if name == STATE:
        return len(list(found)) > 1
    return any(
        agency.country and name.startswith(countries.demonym(agency.country))
        for agency in agencies()
        if agency.name in named
    )


def short_name(name: str) -> str | None:
    """`the Korean Central News Agency` and `KCNA` are both `KCNA`; an agency not in the table loses only its kind."""
    name = re.sub(r"^(?:the|The) ", "", name.strip(" .,;:'’\"”")).removesuffix("'s").removesuffix("’s")
    if known := table().get(plain(name)):
        return known
    bare = re.sub(r" (?:News|Press|Telegraph) Agency$", "", name)
    return bare if len(plain(bare)) > 1 and plain(bare) not in NOT_OUTLETS else None


def _of_dateline(line: Dateline | None) -> Iterator[str]:
    if line and line.agency:
        yield from re.split(r"\s*[/,]\s*", line.agency)


def _of_credits(paragraphs: Sequence[str]) -> Iterator[str]:
    """Credits stand in the last lines: `With Kestrel dispatches`, `Source: Xinhua`, `(Reuters)` at the very end."""
    for paragraph in paragraphs[-3:]:
        if len(paragraph) < 100:
            yield from credited(paragraph)
        for form in CREDITS[:2]:
            if len(paragraph) < 160 and (found := form.match(paragraph)):
                yield from _listed(found["names"])
    if paragraphs and (found := CREDITS[2].search(paragraphs[-1][-60:])):
        yield from (name for name in _listed(found["names"]) if plain(name) in table() or ENDS_AS_OUTLET.search(name))


def _listed(names: str) -> list[str]:
    parts = re.split(r",? and |, |/| & ", names)
    return [
        re.sub(r" (dispatch(es)?|reports?|inputs?|agenc(y|ies)|staff)$", "", part, flags=re.IGNORECASE)
        for part in parts
    ]


def _of_text(text: str) -> Iterator[str]:
    """Origins in the order in which the text names them."""
    found = list(named_as_source(text))
    found += [(match.start(), match[2]) for match in DEFINED.finditer(text)]
    defined = {plain(match[1]): match[2] for match in DEFINED.finditer(text)}
    for form in NAMED:
        for match in form.finditer(text):
            name = re.sub(r"^(?:The|In|On|And|But|As|With|From|State|Official|Local) ", "", match[1])
            if _may_be_outlet(name):
                found.append((match.start(), defined.get(plain(name), name)))
    if AGENCY.search(text):
        found += [(m.start(), m[1]) for m in OF_AGENCY.finditer(text) if _is_told(text, m)]
    found += [(match.start(), _state_media(match)) for match in STATE_MEDIA.finditer(text)]
    again = {plain(name): name for _, name in found}
    for match in re.finditer(rf"(?:{_FROM} (?:the )?({_NAME}))", text):
        if plain(match[1]) in again:
            found.append((match.start(), match[1]))
    for _, name in sorted(found):
        yield name


def _is_told(text: str, match: re.Match[str]) -> bool:
    return _may_be_outlet(match[1]) and not spelled_at(text, match.start(1)) and told(text, match.start(1))


def _may_be_outlet(name: str) -> bool:
    """Not a country, a capital or a nationality, nor a word that only begins a sentence."""
    if plain(name) in table():
        return True
    if plain(name) in NOT_OUTLETS or name.split()[0].lower() in NOT_OUTLETS or name.endswith(("'s", "’s", "s'", "s’")):
        return False
    return not any(place.end - place.start >= len(name) - 2 for place in countries.find(name))


def _state_media(match: re.Match[str]) -> str:
    """`North Korean state media` for it and for `state media in Pyongyang`; without a country just `state media`."""
    owner = re.sub(r"['’]s?$", "", match["where"] or match["of"] or "")
    code = countries.of(owner) if owner else None
    if code is None:
        return STATE
    return f"{countries.demonym(code)} {STATE}"


def _is_own(short: str, publisher: str | None) -> bool:
    own, name = plain(publisher or ""), plain(short)
    return bool(own) and (name in own or own in name or table().get(own) == short)
