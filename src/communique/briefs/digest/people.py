"""Who is named in a sentence, with which office, and of which country, against whom reports name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.shelf import bears
from communique.briefs.digest.told import Told
from communique.briefs.gate import claims, passages, words
from communique.briefs.gate.claims import Office
from communique.briefs.gate.passages import Name
from communique.briefs.gate.words import Token
from communique.lexicon import countries

TELLS = 0.45
"""A sentence must have this part of what stands around a name for another name in it to be the right one."""
ELSEWHERE = 0.55
"""And the best that names the claimed one must have less than this part of it."""
TITLE_BEFORE = re.compile(r"(?:^|[,;:]\s|\b(?:and|by|said|told|of|with|that)\s)((?:[\w’'-]+\s){0,6}[\w’'-]+),\s+$")
MODIFIERS = frozenset(
    words.stem(word)
    for word in [
        "prime",
        "foreign",
        "defence",
        "defense",
        "finance",
        "commerce",
        "economy",
        "economic",
        "interior",
        "trade",
        "industry",
        "deputy",
        "vice",
        "acting",
        "former",
        "caretaker",
        "assistant",
        "first",
        "second",
        "state",
        "justice",
        "energy",
        "transport",
        "permanent",
        "honorary",
        "crown",
    ]
)
"""What tells one office from another of the same kind."""
LEADS = frozenset(
    words.stem(word) for word in ["head", "leader", "chief", "lead", "director", "chair", "chairman", "president"]
)


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[tuple[int, str], ...]:
    """Where a sentence gives somebody an office: the offset of the name, and the office in its words."""
    taken = claims.taken_apart(text)
    found = [(o.name.start, text[o.start : o.end].strip(" ,")) for o in taken.offices]
    for name in passages.resolved(text):
        lead = TITLE_BEFORE.search(text[max(0, name.start - 90) : name.start])
        if lead and any(claims.office_word(t) and not t.kind for t in words.tokens(lead.group(1))):
            found.append((name.start, lead.group(1)))
    return tuple(found)


def given(of: Case, name: Name) -> list[tuple[str, Told]]:
    """The offices that reports give to somebody, those of the nearest reports first."""
    found = []
    for line in of.lines:
        starts = {n.start for n in line.names if passages.matches(n.key, name.key)}
        if starts:
            found += [(text, line) for start, text in offices(line.text) if start in starts]
    return found


def checked(of: Case) -> Iterator[Fault]:
    """Everybody whom a claim names, with the office it gives them."""
    for office in claims.taken_apart(of.claim.text).offices:
        yield from office_fault(of, office)
    for name in of.people():
        yield from name_fault(of, name)
    yield from country_faults(of)


def office_fault(of: Case, office: Office) -> Iterator[Fault]:
    """The words of an office must be among those that reports give to the same person."""
    name = next((n for n in of.claim.names if n.start == office.name.start), office.name)
    theirs = given(of, name)
    pool = {stem for text, _ in theirs for t in words.tokens(text) for stem in of.shelf.saying(t.stem)}
    mine = [t for t in of.claim.tokens if office.start <= t.start < office.end and not t.kind]
    lost = [t for t, after in zip(mine, [*mine, None][1:], strict=True) if of_office(t, after) and t.stem not in pool]
    if not lost or not theirs:
        return
    who, printed = of.claim.text[name.start : name.end], of.claim.text[office.start : office.end].strip(" ,")
    value, line = best(theirs, mine, of)
    member = (
        all(t.stem in LEADS for t in lost) and "member" in pool and any(t.stem in pool for t in mine if t not in lost)
    )
    verb = "no report gives" if member else "the page gives"
    yield Fault(
        "name", f"{verb} {who} as “{printed}”; {of.cite(line)} has “{value}”", value, line, not member, not member
    )


def of_office(token: Token, after: Token | None) -> bool:
    """Whether a word tells which office it is: an office, or what stands before one."""
    if token.stem in MODIFIERS:
        return after is not None and (after.stem in words.known("offices") or after.stem in MODIFIERS)
    return token.stem in words.known("offices")


def best(theirs: list[tuple[str, Told]], mine: list[Token], of: Case) -> tuple[str, Told]:
    """The office nearest to the claimed one: with most of its words, then the fullest."""
    wanted = {stem for t in mine for stem in of.shelf.saying(t.stem)}
    return max(theirs, key=lambda pair: (sum(t.stem in wanted for t in words.tokens(pair[0])), len(pair[0])))


def name_fault(of: Case, name: Name) -> Iterator[Fault]:
    """Somebody named where reports that tell of the same name somebody else."""
    who = of.claim.text[name.start : name.end]
    if not claims.personal(who) or any(q.start <= name.start < q.end for q in of.claim.quotes):
        return
    rows = of.around(name.start, name.end)
    top = rows[0][0] if rows else 0.0
    mine = max((mark for mark, line in rows if bears(line, name)), default=0.0)
    if mine >= ELSEWHERE * top or (mine and top < TELLS):
        return
    near = [line for mark, line in rows if mark >= max(TELLS, 0.8 * top)]
    for line in near:
        known = (*of.claim.names, *of.claim.reach)
        others = [n for n in line.names if not any(bears_one(n, c) for c in known) and person(line, n)]
        if others:
            other = max(others, key=lambda n: n.end - n.start > 8)
            value = line.text[other.start : other.end]
            yield Fault("name", f"the page names {who}; {of.cite(line)} has {value} there", value, line)
            return
    if not any(bears(line, name) for line in of.shelf.all):
        yield Fault("name", f"no report names {who}", grave=False)


def bears_one(one: Name, other: Name) -> bool:
    """Whether two names are of one bearer."""
    return passages.matches(one.key, other.key)


def person(line: Told, name: Name) -> bool:
    """Whether a name in a report can be a person's."""
    text = line.text[name.start : name.end]
    return claims.personal(text) and not any(t.kind and name.start <= t.start < name.end for t in line.tokens)


def country_faults(of: Case) -> Iterator[Fault]:
    """A country or its people where reports that tell of the same have another one."""
    telling = claims.attributed(of.claim.text, ()) or (0, 0)
    mine = {t.stem for t in of.claim.tokens if t.kind and not telling[0] <= t.start < telling[1]}
    for token in of.claim.tokens:
        if token.kind not in ("name", "demonym") or any(q.start <= token.start < q.end for q in of.claim.quotes):
            continue
        rows = of.around(token.start, token.end, close=True)
        top = rows[0][0] if rows else 0.0
        there = max((mark for mark, line in rows if token.stem in whole(of, line)), default=0.0)
        if top < TELLS or there >= 0.75 * top:
            continue
        for mark, line in rows:
            if mark < 0.85 * top:
                break
            others = [t for t in line.tokens if t.kind and t.stem not in mine and not within_name(line, t)]
            if others:
                other = min(others, key=lambda t: (t.kind != token.kind, t.kind == "capital", t.start))
                code = other.stem.removeprefix("@")
                value = countries.demonym(code) if token.kind == "demonym" else countries.name(code)
                shown = f" (“{other.text}”)" if other.text != value else ""
                yield Fault("name", f"the page has “{token.text}”; {of.cite(line)} has {value}{shown}", value, line)
                break


def whole(of: Case, line: Told) -> frozenset[str]:
    """The words of a sentence, and of the one before where it leans on that."""
    earlier = of.before(line)
    return line.stems | earlier.stems if earlier else line.stems


def within_name(line: Told, token: Token) -> bool:
    """Whether a country is part of a longer name: Communist Party of China."""
    return any(n.start < token.start < n.end or (n.start == token.start and token.end < n.end) for n in line.names)
