"""The offices a sentence gives to people, against those that reports give them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from communique.briefs.digest import vocabulary
from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.shelf import bears
from communique.briefs.digest.told import Told
from communique.briefs.gate import claims, passages, words
from communique.briefs.gate.claims import Office
from communique.briefs.gate.passages import Name
from communique.briefs.gate.words import Token

BEFORE = re.compile(r"(?:^|[,;:]\s|\b(?:and|by|said|told|of|with|that)\s)((?:[\w’'-]+\s){0,6}[\w’'-]+),\s+$")
"""An office set before a name by a comma: "Norway's prime minister, Erna Solberg"."""
BEHIND = re.compile(r"(?:-\w+)*,\s+((?:the\s|an?\s|(?:[A-Z][\w.]+\s){0,3}[A-Z][\w.]*['’]s?\s)[^,;.]{3,70})(?=[,;.])")
"""And one set behind it, also where it begins with whose it is: "Erna Solberg, Norway's prime minister,"."""
LEADS = frozenset(
    words.stem(word) for word in ["head", "leader", "chief", "lead", "director", "chair", "chairman", "president"]
)


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[Office, ...]:
    """Where a sentence gives somebody an office: before the name, within what reads as one, or behind it."""
    found = list(claims.taken_apart(text).offices)
    for name in passages.resolved(text):
        if not claims.personal(text[name.start : name.end]):
            continue
        if lead := BEFORE.search(text[max(0, name.start - 90) : name.start]):
            start = max(0, name.start - 90) + lead.start(1)
            found += [Office(name, start, start + len(lead.group(1)))] if of_offices(lead.group(1)) else []
        if (tail := BEHIND.match(text, name.end)) and of_offices(tail.group(1)):
            found.append(Office(name, tail.start(1), tail.end(1)))
        if end := titled(text, name):
            found.append(Office(name, name.start, end))
    return tuple(found)


def of_offices(text: str) -> bool:
    """Whether words give an office."""
    return any(claims.office_word(t) and not t.kind for t in words.tokens(text))


def titled(text: str, name: Name) -> int | None:
    """Where within what was read as a name an office ends: "National Security Adviser Jake Sullivan"."""
    inside = [t for t in words.tokens(text) if name.start <= t.start < name.end]
    titles = [n for n, t in enumerate(inside[:-1]) if t.stem in words.known("offices")]
    return inside[titles[-1]].end if titles else None


def given(of: Case, name: Name) -> list[tuple[str, Told]]:
    """The offices that reports give to somebody, those of the nearest reports first."""
    found = []
    for line in of.lines:
        starts = {n.start for n in line.names if passages.matches(n.key, name.key)}
        if starts:
            found += [
                (line.text[o.start : o.end].strip(" ,"), line) for o in offices(line.text) if o.name.start in starts
            ]
    return found


def checked(of: Case) -> Iterator[Fault]:
    """Every office that a claim gives."""
    for office in dict.fromkeys(offices(of.claim.text)):
        yield from office_fault(of, office)


def office_fault(of: Case, office: Office) -> Iterator[Fault]:
    """The words of an office must be among those that reports give to the same person."""
    name = next((n for n in of.claim.names if n.start == office.name.start), office.name)
    theirs = given(of, name)
    pool = {stem for text, _ in theirs for t in words.tokens(text) for stem in of.shelf.saying(t.stem)}
    mine = [t for t in of.claim.tokens if office.start <= t.start < office.end and not t.kind]
    lost = [t for t, after in zip(mine, [*mine, None][1:], strict=True) if of_office(t, after) and t.stem not in pool]
    theirs = [pair for pair in theirs if "counterpart" not in pair[0].lower()]
    if not theirs and not any(bears(line, name) for line in of.shelf.all):
        yield from holder_fault(of, name, mine, office)
    if not lost or not theirs:
        return
    who, printed = of.claim.text[name.start : name.end], of.claim.text[office.start : office.end].strip(" ,")
    value, line = best(theirs, mine, of)
    member = (
        all(t.stem in LEADS for t in lost) and "member" in pool and any(t.stem in pool for t in mine if t not in lost)
    )
    verb = "no report gives" if member else "the page gives"
    also = list(dict.fromkeys(text for text, _ in theirs if text.lower() != value.lower()))[:2]
    others = f" (others: {', '.join(f'“{text}”' for text in also)})" if also else ""
    said = f"{verb} {who} as “{printed}”; {of.cite(line)} has “{value}”{others}"
    yield Fault("name", said, value, line, not member, not member)


def holder_fault(of: Case, name: Name, mine: list[Token], office: Office) -> Iterator[Fault]:
    """Somebody whom no report names, in an office that the nearest report to name its holder gives to somebody else."""
    wanted = {t.stem for t in of.claim.tokens if office.start <= t.start < office.end and (t.kind or t in mine)}
    wanted = {stem for stem in wanted if stem[0] == "@" or stem in words.known("offices")}
    for _, line in of.around(office.start, office.end):
        for held in offices(line.text):
            stems = {t.stem for t in line.tokens if held.start <= t.start < held.end}
            if wanted <= stems and len(wanted) > 1:
                value, who = line.text[held.name.start : held.name.end], of.claim.text[name.start : name.end]
                theirs = line.text[held.start : held.end].strip(" ,")
                said = f"the page names {who}; {of.cite(line)} has {value} as “{theirs}”"
                yield Fault("name", said, value, line)
                return


def of_office(token: Token, after: Token | None) -> bool:
    """Whether a word tells which office it is: an office, or what stands before one."""
    modifiers = vocabulary.listed("modifiers")
    if token.stem in modifiers:
        return after is not None and (after.stem in words.known("offices") or after.stem in modifiers)
    return token.stem in words.known("offices")


def best(theirs: list[tuple[str, Told]], mine: list[Token], of: Case) -> tuple[str, Told]:
    """The office nearest to the claimed one: with most of its words, then given most often, then the fullest."""
    wanted = {stem for t in mine for stem in of.shelf.saying(t.stem)}
    often = Counter(text.lower() for text, _ in theirs)

    def rank(pair: tuple[str, Told]) -> tuple[int, int, int]:
        return sum(t.stem in wanted for t in words.tokens(pair[0])), often[pair[0].lower()], len(pair[0])

    return max(theirs, key=rank)
