"""A claim taken apart: clauses with who takes part, offices given to people, and who it is attributed to."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from communique.briefs.gate import passages, words
from communique.briefs.gate.passages import Name
from communique.briefs.gate.words import Token
from communique.lexicon import names

SPEECH = (
    r"(?:said|says|reported|reports|announced|told|according\s+to|confirmed|stated|wrote|added|noted|claimed|quoted|"
    r"say|report|reporting|saying)"
)
TAIL = re.compile(
    rf",\s+(?:according\s+to\s+[^,;]+|[^,;]{{2,80}}?\s{SPEECH}\b[^,;]{{0,40}})"
    r"(?:(?<=day), \d{1,2} [A-Z][a-z]+(?: \d{4})?)?\.?$"
)
HEAD = re.compile(rf"^(?:According\s+to\s+[^,]+,|[^,;]{{2,60}}?\s{SPEECH}(?:\s+on\s+[^,]{{3,30}}?)?\s+that\s)")
BREAK = re.compile(r"(?:;\s+|,\s+(?:and|but|while|where|after\s+which)\s+|\s+while\s+)(?=(?:[\w’'-]+\s+){0,6}\w+)")
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|met|held|told|said|made|took|went|(?<!-)\b[a-z]{2,}ed)\b"
)
MODAL = re.compile(r"\b(?:will|would|shall|may|might|to|not|never)\b")
GAP = re.compile(r",? (?:and|then|and then) (?=(?:(?:with|to|in) )?(?:the )?[A-Z])")
"""What may stand before one who does the same as the one before."""
GAP_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tomorrow|yesterday|\d{1,2} [A-Z][a-z]+"
    r"|[A-Z][a-z]{2,8} \d{1,2}|(?:next|last) (?:week|month|year))\b"
)
APPOSED = re.compile(r",\s+(?=(?:an?\s|the\s|one\s+of\s|who\s+(?:heads?|leads?|is|was|chairs?)\s|[a-z]))")
BODY = re.compile(
    r"\b(?:Ministry|Agency|News|Wire|Times|Post|Media|Office|Embassy|Department|House|Union|Council|Commission|Committee|"
    r"Parliament|Congress|Assembly|Senate|Conference|Television|Radio|Press|Daily|Party|Bank|Army|Guards?|Service)\b"
)
"""Words in the names of bodies."""
VENUE_LEAD = re.compile(r"\b(?:in|at|near|of|to|from|on|outside)\s+(?:the\s+)?$|\bthe\s+$")


class Office(NamedTuple):
    """Words that give a person an office: before the name, or set behind it between commas."""

    name: Name
    start: int
    end: int


class Clause(NamedTuple):
    """A stretch of the claim with one happening: its words without offices, those of them that carry meaning, who takes
    part, other names in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    people: tuple[Name, ...]
    others: tuple[Name, ...]


class Claim(NamedTuple):
    """One sentence to be checked."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    offices: tuple[Office, ...]
    attribution: tuple[int, int] | None
    quotes: tuple[tuple[int, int, str], ...]


def office_word(token: Token) -> bool:
    """Whether a word belongs to offices."""
    return token.stem in words.known("offices") or token.kind == "demonym"


def before_name(tokens: tuple[Token, ...], name: Name, text: str) -> int:
    """Where the office before a name begins; the name's own start if there is none."""
    start, reached = name.start, name.start
    for token in reversed([t for t in tokens if t.end <= name.start]):
        gap = text[token.end : reached]
        if gap.strip(" ’'s") not in ("", "-"):
            break
        owner = token.kind == "name" and (start < name.start or gap in ("'s ", "’s "))
        if office_word(token) or token.text.lower() in ("of", "state", "affairs") or owner:
            start = reached = token.start
            continue
        break
    lead = [t for t in tokens if start <= t.start < name.start]
    while lead and not (office_word(lead[0]) or lead[0].kind):
        start = lead.pop(0).end
    return start if any(t.stem in words.known("offices") or t.kind for t in lead) else name.start


def apposed(text: str, name: Name, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """The office set behind a name, without its commas."""
    lead = APPOSED.match(text, name.end)
    if not lead:
        return None
    stop = re.compile(r",\s|[,;.]$|[;)]").search(text, lead.end())
    end = stop.start() if stop else len(text)
    first = [t for t in tokens if lead.end() <= t.start < end][:7]
    if any(office_word(t) or t.stem in ("head", "lead", "chair") for t in first if not t.kind):
        return lead.end(), end
    return None


def taken_apart(text: str, voices: tuple[str, ...] = ()) -> Claim:
    """One sentence as clauses, offices, attribution and quotations. `voices` are publishers and origins, whose names
    are never those of people."""
    tokens = words.tokens(text)
    quotes = passages.quotations(text)
    found = [Name(n.start, n.end, passages.key_of(n.text)) for n in names.find(text)]
    lands = [t for t in tokens if t.kind]
    people = [n for n in found if not any(t.start <= n.start and n.end <= t.end + 2 for t in lands)]
    people = [n for n in people if not any(a <= n.start < b for a, b, _ in quotes)]
    offices: list[Office] = []
    for name in people:
        start = before_name(tokens, name, text)
        if start < name.start and personal(name_text(text, name)):
            offices.append(Office(name, start, name.start))
        span = apposed(text, name, tokens)
        if span and personal(name_text(text, name)) and not FINITE.match(text, span[0]):
            offices.append(Office(name, *span))
    inside = [(o.start, o.end) for o in offices]
    attribution = attributed(text, quotes)
    if attribution and any(
        attribution[0] <= n.start < attribution[1]
        and personal(name_text(text, n))
        and not any(name_text(text, n) in voice or voice in name_text(text, n) for voice in voices)
        for n in people
    ):
        attribution = None
    if attribution:
        inside.append(attribution)
    kept = [n for n in people if not any(a <= n.start < b for a, b in inside)]
    clauses = tuple(split_clauses(text, tokens, kept, inside, quotes))
    return Claim(text, tokens, clauses, tuple(offices), attribution, quotes)


def name_text(text: str, name: Name) -> str:
    """A name as the claim prints it."""
    return text[name.start : name.end]


def personal(name: str) -> bool:
    """Whether a name can be a person's, whose words are then part of what happened."""
    return not name.isupper() and not BODY.search(name)


@lru_cache(maxsize=8192)
def attributed(text: str, quotes: tuple[tuple[int, int, str], ...]) -> tuple[int, int] | None:
    """The stretch of a claim that only says who says so."""
    tail = TAIL.search(text)
    if tail and tail.start() > 20 and not any(a < tail.start() < b for a, b, _ in quotes):
        return tail.start(), len(text)
    head = HEAD.match(text)
    if head and len(text) - head.end() > 20 and not any(a < head.end() - 1 < b for a, b, _ in quotes):
        return 0, head.end()
    return None


def said_out(text: str) -> str | None:
    """What a sentence says of the second of two of whom it says the verb once ("Silva met Sow on Monday." of "Silva met
    Diallo on Thursday, and Sow on Monday."); None where it leaves out no verb."""
    verb = FINITE.search(text)
    if verb is None:
        return None
    for joint in GAP.finditer(text, verb.end()):
        first, second = text[verb.end() : joint.start()], text[joint.end() :]
        if not FINITE.search(second) and not MODAL.search(text, verb.end()) and GAP_DAY.search(first):
            return f"{text[: verb.end()]} {second}" if GAP_DAY.search(second) else None
    return None


def split_clauses(
    text: str,
    tokens: tuple[Token, ...],
    people: list[Name],
    inside: list[tuple[int, int]],
    quotes: tuple[tuple[int, int, str], ...],
) -> Iterator[Clause]:
    """Clauses joined by "and", "while" or a semicolon, where what follows has a verb of its own."""
    cuts = [0]
    for joint in BREAK.finditer(text):
        if any(a <= joint.start() < b for a, b in [*inside, *((q[0], q[1]) for q in quotes)]):
            continue
        if FINITE.search(text, cuts[-1], joint.start()) and FINITE.search(text, joint.end()):
            cuts.append(joint.end())
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        own = tuple(t for t in tokens if start <= t.start < end and not any(a <= t.start < b for a, b in inside))
        here = [n for n in people if start <= n.start < end]
        venues = [n for n in here if VENUE_LEAD.search(text[max(0, n.start - 14) : n.start])]
        if own:
            people_here = tuple(n for n in here if n not in venues)
            yield Clause(start, end, own, tuple(filter(words.meaningful, own)), people_here, tuple(venues))
