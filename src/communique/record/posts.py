"""Offices told in a sentence, with or without their holder: whose they are, and who "the minister" is later on."""

import re
from collections.abc import Sequence
from functools import cache

from communique.lexicon import countries
from communique.model import Noun
from communique.record import callings, naming, offices, tables
from communique.record.memory import Person, Seen
from communique.record.naming import Named

BETWEEN = re.compile(r"(?:['’]s?)?(?: (?:[a-z-]+|[A-Z][a-z]+)){0,5} ?")
BEHIND = re.compile(
    r" (?:of|for) [a-z ]+ in (?:the )?"
    r"|(?: (?:of|for|to|at|in charge of|and)(?: the)?(?: [\w'’&-]+){0,6}?)?,? (?:of|for) (?:the )?"
)
CIVIL = re.compile(
    r"(?:president|minister|chancellor|premier|king|leader|secretary|White House|governor|mayor)['’]s $", re.I
)
"""Whose chief of staff is no soldier."""
ITS = re.compile(r"\b[Ii]ts (?:[a-z-]+ ){0,2}$")
AT = re.compile(r"\b(?:in|at|from|near|outside) (?:the )?$")
SEATED = re.compile(r" in ")
OWN = {
    "taoiseach": "IRL", "tánaiste": "IRL", "lord chancellor": "GBR", "home secretary": "GBR",
    "chancellor of the exchequer": "GBR", "nuncio": "VAT",
    "supreme leader": "IRN", "ayatollah": "IRN", "pope": "VAT", "pontiff": "VAT",
    "dalai lama": "CHN", "aga khan": "PRT",
    "governor general": "CAN", "ombudsman of europe": "IGO", "secretary of defense": "USA", "defense secretary": "USA",
    "attorney general": "USA", "house speaker": "USA",
}  # fmt: skip
"""Offices that one state alone has, or is meant by where none is named."""
OF_KIND = {
    "chancellor": ("DEU", "AUT"), "emir": ("QAT", "KWT"), "sultan": ("OMN", "BRN"), "crown prince": ("SAU", "KWT"),
    "king": ("GBR", "ESP", "BEL", "NLD", "DNK", "NOR", "SWE", "JOR", "SAU", "MAR", "BHR",
        "THA", "KHM", "BTN", "LSO", "SWZ", "TON", "MYS"),
    "queen": ("DNK", "GBR", "TON"), "foreign secretary": ("GBR", "IND", "BGD", "PAK", "PHL"),
    "secretary of state": ("USA", "VAT"), "high commissioner": (),
}  # fmt: skip
"""Which states have an office of this name, where not all have."""


class Post(Noun):
    """An office at one place of a sentence: offsets, words, code, sector, the body it is of, its holder if told, and
    why it is this state's."""

    start: int
    end: int
    words: str
    code: str | None
    sector: str | None
    body: str | None
    person: str | None
    why: str


def find(text: str, seen: Sequence[Seen], names: Sequence[Named]) -> list[Post]:
    """The offices of a sentence in order; `names` are its states and bodies, `seen` its people."""
    return [_post(text, m.start(), m.end(), seen, names) for m in _pattern().finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    more = "|".join(
        sorted(
            (
                "high commissioner",
                "taoiseach",
                "Tánaiste",
                "host",
                "visitor",
                "guest",
                "deputy",
                "colleague",
                "opposite number",
                "nuncio",
            ),
            key=len,
        )
    )
    title = offices.title_pattern().pattern.removesuffix(r"(?![\w'’-])") + r"(?![\w-]|['’](?!s\b))"
    return re.compile(rf"{title}|(?<![\w-])(?:{more})(?![\w-])", re.I)


def _post(text: str, start: int, end: int, seen: Sequence[Seen], names: Sequence[Named]) -> Post:
    whole = text[start:end].lower()
    words = whole if whole in tables.office_sectors() else re.split(r" (?:of|for) ", whole)[0]
    end = start + len(words)
    holder = next((s for s in seen if any(o.start < end and o.end > start for o in s.told)), None)
    holder = holder or next((s for s in seen if s.start >= end and text[end : _opening(text, s)] in {" ", ", "}), None)
    owner, why = _owner(text, start, end, names)
    sector = offices.sector_of(words)
    if words == "chief of staff" and CIVIL.search(text[:start]):
        sector = "GOV"
    code = owner.code if owner else None
    if (
        owner is not None
        and owner.kind == "body"
        and owner.sector in {"LEG", "PTY", "MIL", "REB", "JUD", "MED", "COP", "SPY"}
    ):
        sector = owner.sector
    if owner is None and holder is not None:
        code, why = holder.person.code, f"the office of {holder.person.name}"
    return Post(
        start=start, end=end, words=words, code=code, sector=sector,
        body=owner.name if owner and owner.code in naming.ORGANISATIONS else None,
        person=holder.person.name if holder else None, why=why,
    )  # fmt: skip


def _opening(text: str, seen: Seen) -> int:
    """Where a name begins with the words of address and rank before it."""
    return min([callings.start(text, seen.start), *(office.start for office in seen.told if office.start < seen.start)])


def _owner(text: str, start: int, end: int, names: Sequence[Named]) -> tuple[Named | None, str]:
    """The state or body whose office it is: right before ("Peru's foreign minister"), or after "of"."""
    for named in reversed(names):
        if named.end <= start and named.code and _joined(text[named.end : start]):
            return named, f"“{text[named.start : end]}”"
    for named in names:
        between = text[end : named.start] if named.start >= end else ""
        if named.code and BEHIND.fullmatch(between) and not offices.title_pattern().search(between):
            return named, f"“{text[start : named.end]}”"
    if ITS.search(text[:start]):
        for named in names:
            if named.end <= start and named.code and not AT.search(text[: named.start]):
                return named, f"its: of “{named.text}”"
    return None, ""


def _joined(gap: str) -> bool:
    """Do these words between a state and an office keep the two together?"""
    if not BETWEEN.fullmatch(gap):
        return False
    small = set(re.findall(r"\b[a-z]+\b", gap.replace("'s", "").replace("’s", "")))
    return not small & {
        "and",
        "or",
        "in",
        "to",
        "from",
        "with",
        "by",
        "at",
        "on",
        "for",
        "that",
        "said",
        "met",
        "told",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "who",
        "as",
        "when",
    }


def same(words: str, post: Post) -> bool:
    """Does "the minister" mean this post ("foreign minister")? By the head of the office."""
    mine, theirs = _head(words), _head(post.words)
    return bool(mine) and (
        theirs == mine
        or post.words.endswith(words)
        or words.endswith(post.words)
        or bool({theirs, post.words} & {*ALIKE.get(mine, ()), *ALIKE.get(words, ())})
    )


COMMON = ("attorney general", "house speaker", "governor general", "defense secretary")
"""Offices of those that other states have too: the state told of comes first."""
ALIKE = {
    "premier": ("prime minister",),
    "prime minister": ("premier",),
    "minister": ("prime minister", "secretary"),
    "leader": ("president", "king", "prime minister", "premier", "chancellor", "sultan", "emir"),
    "monarch": ("king", "queen", "emir", "sultan", "grand duke"),
    "ruler": ("emir", "sultan", "king"),
    "head of state": ("president", "king", "queen"),
    "president": ("head of state",),
    "head of government": ("prime minister", "premier"),
    "foreign minister": ("top diplomat",),
    "foreign secretary": ("top diplomat",),
    "top diplomat": ("foreign minister", "foreign secretary"),
    "envoy": ("ambassador", "high commissioner", "representative", "negotiator"),
    "ambassador": ("envoy",),
    "diplomat": ("ambassador", "envoy", "consul", "chargé d'affaires"),
    "secretary": ("foreign secretary",),
    "mediator": ("envoy", "negotiator"),
    "spokeswoman": ("spokesperson",),
    "spokesman": ("spokesperson",),
}
"""Words by which an office is told again."""


def _head(words: str) -> str:
    known = [
        h
        for h in (*tables.office_sectors(), "high commissioner", "host", "visitor")
        if words.replace("-", " ").endswith(h.replace("-", " "))
    ]
    longest = max(known, key=len, default="")
    return re.sub(r"^(?:deputy|foreign|vice|defen[cs]e|first) (?=minister)", "", longest)


def usual(words: str, told: Sequence[str]) -> str | None:
    """The state whose office this is by its name alone; `told` are the states the report tells of."""
    name = next((name for name in OWN if words.endswith(name)), None)
    return None if name is None or (name in COMMON and told) else OWN[name]


def of_kind(words: str) -> tuple[str, ...]:
    """The states that have an office of this name, empty where all may."""
    return OF_KIND.get(words, OF_KIND.get(words.rpartition(" ")[2], ()) if "minister" not in words else ())


def seated(text: str, names: Sequence[Named]) -> str | None:
    """The state in whose capital the sentence opens ("In Minsk, the president …")."""
    for named in names:
        if named.kind == "capital" and named.code and re.search(r"\b[Ii]n $", text[: named.start]):
            return named.code
    return None


def former(person: Person) -> bool:
    """Has a person no office but former ones?"""
    return not person.offices


def capital_of(code: str) -> tuple[str, ...]:
    """The capitals of a state."""
    return countries.forms(code, "capital") if code in countries.codes() else ()
