"""Who is named in a sentence, and of which country, against whom reports name."""

from collections.abc import Iterator

from communique.briefs.digest import voices
from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.shelf import bears
from communique.briefs.digest.told import Told
from communique.briefs.digest.voices import person
from communique.briefs.gate import claims, passages
from communique.briefs.gate.passages import Name
from communique.briefs.gate.words import Token
from communique.lexicon import countries

TELLS = 0.45
"""A sentence must have this part of what stands around a name for another name in it to be the right one."""
ELSEWHERE = 0.7
"""And the best that names the claimed one must have less than this part of it."""


def checked(of: Case) -> Iterator[Fault]:
    """Everybody whom a claim names, and every country."""
    for name in of.people():
        yield from name_fault(of, name)
    yield from country_faults(of)


def name_fault(of: Case, name: Name) -> Iterator[Fault]:
    """Somebody named where reports that tell of the same name somebody else."""
    who = of.claim.text[name.start : name.end]
    if (
        not person(of.claim, name)
        or not a_name(of, name)
        or any(q.start <= name.start < q.end for q in of.claim.quotes)
    ):
        return
    kind = "attribution" if voices.speaks(of.claim, name) else "name"
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
            yield Fault(kind, f"the page names {who}; {of.cite(line)} has {value} there", value, line)
            return
    if not any(bears(line, name) for line in of.shelf.all):
        yield Fault("name", f"no report names {who}", grave=False)


def bears_one(one: Name, other: Name) -> bool:
    """Whether two names are of one bearer."""
    return passages.matches(one.key, other.key)


def a_name(of: Case, name: Name) -> bool:
    """Whether one capitalised word is a name at all: not one that only begins the sentence, nor one behind "the"."""
    if " " in of.claim.text[name.start : name.end] or "-" in of.claim.text[name.start : name.end]:
        return True
    before = of.claim.text[: name.start].rstrip(' “"')
    if before.lower().endswith(" the") or before.lower() == "the":
        return False
    return bool(before) or any(n.start > 0 and bears_one(n, name) for line in of.shelf.all for n in line.names)


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
