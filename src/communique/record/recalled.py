"""Bodies, forces and people told again by a noun: "the agency", "the bloc", "the rebels", "the latter"."""

import re
from collections.abc import Iterator, Mapping

from communique.record import acting, fields, tables
from communique.record.naming import ORGANISATIONS, Named
from communique.record.told import Resolution, Told, name_of, resolved

PLAIN = re.compile(r"(?:the|this|that|these|those|both) (?:[\w-]+ ){0,2}?(?P<noun>[A-Za-z-]+)", re.I)
NAMED: Mapping[str, re.Pattern[str]] = {
    "agency": re.compile("Agency|Organi[sz]ation|United Nations|Office|Programme|Mission|Interpol"),
    "bank": re.compile(r"Bank\b"),
    "lender": re.compile(r"Bank\b|Fund\b"),
    "fund": re.compile(r"Fund\b"),
    "court": re.compile(r"Court\b|Tribunal|Chambers"),
    "tribunal": re.compile(r"Court\b|Tribunal|Chambers"),
    "judges": re.compile(r"Court\b|Tribunal|Chambers"),
    "league": re.compile("League"),
    "union": re.compile("Union"),
    "alliance": re.compile("NATO|Alliance|Treaty Organi[sz]ation|AUKUS|Quad"),
    "community": re.compile("Community"),
    "commission": re.compile("Commission|European Union|African Union"),
    "council": re.compile("Council|United Nations"),
    "forum": re.compile("Forum"),
    "cartel": re.compile("OPEC|Petroleum Exporting|Cartel|cartel"),
    "watchdog": re.compile("Agency|Amnesty|Watch|Commission|Prohibition|Transparency"),
    "secretariat": re.compile("Secretariat|Organi[sz]ation|Forum|Community|United Nations"),
    "conference": re.compile("Conference|Cooperation"),
    "party": re.compile(""),
    "commonwealth": re.compile("Commonwealth"),
}  # fmt: skip
"""By which word of its name a body is told again."""
NOT_BLOCS = re.compile(
    r"Agency|Bank\b|Fund\b|Court\b|Tribunal|Programme|United Nations|Health|Monetary"
    r"|Trade Organi|Interpol|Police"
)
SIDES: Mapping[str, frozenset[str]] = {
    sector: frozenset(nouns.split())
    for sector, nouns in {
        "REB": "rebels rebel militants militant insurgents guerrillas fighters militia militiamen jihadists jihadis"
        " islamists gunmen separatists group movement faction insurgency extremists terrorists",
        "MIL": "soldiers troops army officers generals military navy marines sailors airmen colonels paratroopers",
        "LEG": "lawmakers deputies legislators mps senators chamber house assembly legislature parliamentarians",
        "COP": "police policemen gendarmes constables",
        "CRM": "gang gangs gangsters cartel smugglers group",
        "PTY": "party movement",
        "NGO": "charity group organisation organization watchdog",
        "BUS": "company firm carrier airline group bank",
        "SPY": "agency service spies",
        "MED": "newspaper paper agency broadcaster station channel daily",
    }.items()
}
"""By which nouns those of a sector are told again."""
COUP = re.compile(r"\b(?:coup|putsch|junta|mutiny|takeover|seized power)\b")


def body(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """The body told of last that a noun means, or the one named right behind it ("the bloc, known as ECOWAS")."""
    text = told.trees[index].text
    noun = _noun(text[start:end])
    if noun is None:
        return None
    for named in told.names[index]:
        between = text[end : named.start] if named.start >= end else ""
        if (
            named.kind == "body"
            and re.fullmatch(r",? (?:known as|called|or) (?:the )?", between)
            and _fits(noun, named)
        ):
            return resolved(named.code, named.sector, named, f"“{noun}”: it is named right behind")
    for at, named in _before(told, index, start):
        if named.kind == "body" and _fits(noun, named) and not _mere_place(told, at, named):
            return resolved(named.code, named.sector, named, f"“{noun}”: {named.name} was told of")
    return None


def people(told: Told, index: int, start: int, end: int) -> Resolution | None:
    """Whose "the farmers" or "the soldiers" are: those told of before with a state, by the same noun or one of its
    sector; officers of a state where a coup was told of."""
    tree = told.trees[index]
    noun = _noun(tree.text[start:end])
    if noun is None:
        return None
    if noun in {"former", "latter"}:
        return _of_two(told, index, start, noun)
    head = tree.head_of(start, end)
    if head is None:
        return None
    lemma = tree.lemma(head)
    sector = next((s for s, nouns in SIDES.items() if noun in nouns), None)
    people = sector or lemma in tables.roles() or lemma in acting.words_of("people") or acting.PERSONAL.search(noun)
    if not people and noun not in tables.words("kept_by_states"):
        return None
    for at, named in _before(told, index, start):
        if named.code is None:
            continue
        before = told.trees[at]
        other = _modified(told, at, named)
        if other is None:
            continue
        same = before.lemma(other) == lemma
        alike = sector in {"MIL", "LEG", "COP", "REB"} and _sector(before.lemma(other)) == sector
        if same or alike:
            found = sector or fields.field(noun) or _sector(lemma) or ("CVL" if people else None)
            return resolved(named.code, found, named, f"“{noun}”: those of {named.text} told of before")
    if sector == "MIL":
        for at in range(index, -1, -1):
            if COUP.search(told.trees[at].text) and (codes := told.context.codes(at)):
                named = next(n for n in told.names[at] if n.code == codes[0])
                return resolved(codes[0], "MIL", named, f"“{noun}”: a coup was told of")
    official = _sector(lemma) if tree.token(head).tag == "NNS" else None
    if official in {"JUD", "LEG"} or noun in {"generals", "colonels", "officers"}:
        code = next(iter(told.nearest(index, start)), None)
        if code is not None:
            why = f"“{noun}”: of the state that the report tells of"
            return Resolution(code=code, sector=official or "MIL", name=name_of(code), why=(why,))
    return None


def _noun(words: str) -> str | None:
    plain = PLAIN.fullmatch(re.sub(r"['’]s?$", "", words))
    return plain["noun"].lower() if plain else None


def _fits(noun: str, named: Named) -> bool:
    """May a body be told again by this noun?"""
    if noun == "bloc":
        return named.code == "IGO" and not NOT_BLOCS.search(named.name)
    if noun in {"organisation", "organization", "body"}:
        return named.code in {"IGO", "NGO"} and named.sector != "JUD"
    if noun in NAMED and named.code in ORGANISATIONS and NAMED[noun].search(f"{named.name} {named.text}"):
        return True
    return any(noun in nouns and named.sector == sector for sector, nouns in SIDES.items())


def _before(told: Told, index: int, start: int) -> Iterator[tuple[int, Named]]:
    """The names told before a place, the last first, each with its sentence."""
    for at in range(index, -1, -1):
        for named in reversed(told.names[at]):
            if at < index or named.end <= start:
                yield at, named


def _modified(told: Told, at: int, named: Named) -> int | None:
    """The noun that a name stands before or owns."""
    tree = told.trees[at]
    head = tree.head_of(named.start, named.end)
    noun = head
    while noun is not None and tree.token(noun).dep in acting.MODIFIES and tree.token(noun).head != noun:
        noun = tree.token(noun).head
    return noun if noun != head else None


def _sector(lemma: str) -> str | None:
    plural = f"{lemma}s"
    return next((s for s, nouns in SIDES.items() if lemma in nouns or plural in nouns), None) or tables.roles().get(
        lemma
    )


def _mere_place(told: Told, at: int, named: Named) -> bool:
    return named.code not in ORGANISATIONS and acting.place(told.trees[at], named) is not None


def _of_two(told: Told, index: int, start: int, which: str) -> Resolution | None:
    """Which of two states told of last: "the former", "the latter"."""
    for at in range(index, -1, -1):
        seen = [n for n in told.names[at] if n.code and (at < index or n.end <= start)]
        firsts = list({n.code: n for n in reversed(seen)}.values())[::-1]
        if len(firsts) >= 2:
            ordered = sorted(firsts, key=lambda n: n.start)
            chosen = ordered[0] if which == "former" else ordered[1]
            phrase = fields.behind(told.trees[at], ordered[1].end)
            sector = chosen.sector or (fields.field(phrase) if phrase else None)
            return resolved(chosen.code, sector, chosen, f"the {which} of two told of")
    return None
