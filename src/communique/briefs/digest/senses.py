"""What a sentence says of its own words, against reports: denied or not, planned or done, opposites, who to whom."""

import re
from collections.abc import Iterator, Sequence

from communique.briefs.digest import vocabulary
from communique.briefs.digest.case import Case, Fault, Row
from communique.briefs.digest.shelf import Word, has
from communique.briefs.digest.told import Told
from communique.briefs.gate import claims, passages, sense, words
from communique.briefs.gate.passages import Name
from communique.briefs.gate.words import Token
from communique.lexicon import countries

TELLS, NEAR = 0.45, 0.75
"""Sentences are asked that have this much of what stands around a word, and this part of what the nearest has."""
CLAUSE = 7
"""Words before a verb in which a word of planning reaches it."""
UNDONE = re.compile(r"un[a-z]{3,}ed")
FIRST_IN = re.compile(r"\bfirst\b.*\b(?:in|since|for)\b", re.I)
NONE_FOR = re.compile(r"\b(?:no|not|never|none|n['’]t)\b.*\b(?:for|in|since|over)\b", re.I)
AUXILIARY = frozenset(["did", "does", "do", "will", "would", "can", "could", "has", "have", "had", "is", "was", "were"])
ACT = tuple[str, str, str, int]


def checked(of: Case) -> Iterator[Fault]:
    """Denied and not, planned and done, opposites, and roles; of each sort the first that is found."""
    for sort in (denials, opposites, plans, roles):
        yield from list(sort(of))[:1]


def verbs(of: Case) -> list[Token]:
    """The words of a claim whose sense is looked at: what matters, outside names and quotations."""
    quoted = [(q.start, q.end) for q in of.claim.quotes]
    inside = [*quoted, *((n.start, n.end) for n in of.claim.names)]
    return [
        t
        for t in of.claim.tokens
        if words.meaningful(t) and not t.kind and not any(a <= t.start < b for a, b in inside)
    ]


def denied(line: Told) -> frozenset[str]:
    """The stems that a sentence denies, also by "rejected" and the like, by "which both deny" behind them, by "seen by
    nobody", and by a word that begins with "un"."""
    found = {t.stem for t in sense.denied(line.tokens, line.text)}
    found = (found & vocabulary.listed("deny")) or found
    for at, token in enumerate(line.tokens):
        if token.stem in vocabulary.listed("deny") and token.stem not in found:
            after = [t for t in line.tokens[at + 1 : at + 9] if words.meaningful(t) and not t.kind]
            found |= {t.stem for t in after or line.tokens[max(0, at - 12) : at] if words.meaningful(t) and not t.kind}
        elif (
            token.text.lower() == "no" and at and line.tokens[at - 1].text.lower() in ("by", "of", "to", "from", "with")
        ):
            found |= {t.stem for t in line.tokens[max(0, at - 3) : at - 1] if words.meaningful(t) and not t.kind}
        elif UNDONE.fullmatch(token.text):
            found |= {words.stem(token.text[2:])}
    return frozenset(found)


def denials(of: Case) -> Iterator[Fault]:
    """What a claim denies and reports do not, or the other way about."""
    mine = denied(of.claim)
    for token in verbs(of):
        kin = of.shelf.saying(token.stem)
        rows = of.near(token.start, token.end, TELLS, NEAR, close=True)
        lines = [line for _, line in rows if not (line.stems | denied(line)).isdisjoint(kin)]
        agreeing = [line for line in lines if no_longer(of, line, mine)]
        no = [
            line
            for line in lines
            if not denied(line).isdisjoint(kin) or (line in agreeing and noes(of.claim) <= noes(line))
        ]
        yes = [line for line in lines if line not in no]
        if token.stem in mine and yes and not no and sense_of_verb(of.claim, token):
            said = f"the page denies “{token.text}”; {of.cite(yes[0])} says it: “{short(yes[0])}”"
            yield Fault("negation", said, short(yes[0]), yes[0])
        elif (
            token.stem not in mine
            and no
            and not yes
            and not any(noes(line) <= noes(of.claim) for line in no if line in agreeing)
        ):
            said = f"the page says “{token.text}”; {of.cite(no[0])} denies it: “{short(no[0])}”"
            yield Fault("negation", said, short(no[0]), no[0])


def noes(line: Told) -> int:
    """How often a sentence says no, in any way; the first in ten years says it once."""
    other = sum(t.stem in vocabulary.listed("deny") or bool(UNDONE.fullmatch(t.text)) for t in line.tokens)
    return sense.negators(line.tokens) + other + bool(FIRST_IN.search(line.text))


def no_longer(of: Case, line: Told, mine: frozenset[str]) -> bool:
    """Whether a sentence denies something that the claim denies too, or says by "the first in ten years" what the claim
    says by "none for ten years"."""
    theirs = denied(line)
    if any(not theirs.isdisjoint(of.shelf.saying(stem)) for stem in mine):
        return True
    return bool(mine) and any(FIRST_IN.search(x) and NONE_FOR.search(y) for x, y in both_ways(of.claim.text, line.text))


def both_ways(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two texts in either order."""
    return (one, other), (other, one)


def sense_of_verb(line: Told, token: Token) -> bool:
    """Whether a word is what a sentence says was or was not done: a verb in the past, or one behind an auxiliary, or a
    word set beside the "not"."""
    at = line.tokens.index(token)
    before = [t.text.lower() for t in line.tokens[max(0, at - 3) : at]]
    return sense.finished(line.tokens, at) or bool(AUXILIARY & set(before)) or bool({"not", "no"} & set(before))


def opposites(of: Case) -> Iterator[Fault]:
    """A word where reports that tell of the same have its opposite."""
    for token in verbs(of):
        against = vocabulary.opposites().get(token.stem)
        if not against:
            continue
        lines = [line for _, line in of.near(token.start, token.end, TELLS, 0.9, close=True)]
        if any(not line.stems.isdisjoint(of.shelf.saying(token.stem)) for line in lines):
            continue
        for line in lines:
            other = next((t for t in line.tokens if t.stem in against and t.stem not in denied(line)), None)
            if other and token.stem not in denied(of.claim):
                yield Fault(
                    "negation",
                    f"the page has “{token.text}”; {of.cite(line)} has “{other.text}”: “{short(line)}”",
                    other.text,
                    line,
                )


def planned(line: Told, kin: frozenset[str]) -> bool | None:
    """Whether a sentence has a word as planned (or as done: False); None where it has none of these words."""
    marks = {t.stem for t in sense.planned(line.tokens, line.text)}
    found: bool | None = None
    for at, token in enumerate(line.tokens):
        if token.stem not in kin or token.upper:
            continue
        lead = line.tokens[max(0, at - CLAUSE) : at]
        cut = max((n for n, t in enumerate(lead) if breaks(line, t, lead[n + 1 :] or (token,))), default=-1)
        ahead = token.stem in marks or any(t.text.lower() in vocabulary.listed("planned") for t in lead[cut + 1 :])
        if ahead:
            found = True
        elif happened(line, at, lead[cut + 1 :]):
            return False
    return found


def happened(line: Told, at: int, lead: Sequence[Token]) -> bool:
    """Whether a word is told as done: a verb in the past, or the thing that somebody did."""
    if sense.finished(line.tokens, at):
        return True
    return any(t.text.lower() in vocabulary.listed("did") for t in lead)


def breaks(line: Told, token: Token, after: Sequence[Token]) -> bool:
    """Whether a clause ends behind a word."""
    return any(mark in line.text[token.end : after[0].start] for mark in ",;:—")


def plans(of: Case) -> Iterator[Fault]:
    """What a claim tells as done and reports only as planned, or the other way about."""
    ahead = {t.stem for t in sense.planned(of.claim.tokens, of.claim.text)}
    for at, token in enumerate(of.claim.tokens):
        if not words.meaningful(token) or token.kind or token.upper or of_speech(token) or of_plans(token):
            continue
        if "-" in of.claim.text[max(0, token.start - 1) : token.end + 1]:
            continue
        mine = planned(of.claim, frozenset([token.stem]))
        done = sense.finished(of.claim.tokens, at) and not mine and token.stem not in ahead
        if not done and not (mine and token.stem in ahead):
            continue
        if line := told_otherwise(of, token, done):
            ways = ("done", "planned") if done else ("planned", "done")
            said = f"the page tells “{token.text}” as {ways[0]}; {of.cite(line)} has it as {ways[1]}: “{short(line)}”"
            yield Fault("modality", said, short(line), line)


def told_otherwise(of: Case, token: Token, done: bool) -> Told | None:
    """The first sentence that tells of the same word, if all have it as planned and the claim as done, or the other
    way about."""
    kin, wide = words.alike(token.stem), of.shelf.saying(token.stem)
    thing = next((w for w in of.wanted if w.token.start > token.start), None)
    rows = of.near(token.start, token.end, TELLS, 0.8, close=True)
    states = [(ahead_of(line, kin, wide, thing), line) for _, line in rows]
    known = [(state, line) for state, line in states if state is not None]
    if not known or not all(state is done for state, _ in known):
        return None
    others = of.near(token.start, token.end, TELLS, 0.5, close=True)
    if thing and any(has(line, thing) and planned(line, wide) is (not done) for _, line in others):
        return None
    return known[0][1]


def of_plans(token: Token) -> bool:
    """Whether a word itself says that something is planned, or only that sides talk."""
    if token.stem in vocabulary.listed("talks"):
        return True
    return token.text.lower() in vocabulary.listed("planned") or token.stem in words.known("plans")


def ahead_of(line: Told, kin: frozenset[str], wide: frozenset[str], thing: Word | None) -> bool | None:
    """Whether a sentence has a word as planned: the word itself, or all that it tells of the thing behind it in words
    that say nearly the same."""
    told = thing is not None and has(line, thing) > 0 and not line.stems.isdisjoint(wide)
    if told and whole_planned(line):
        return True
    return planned(line, kin)


def of_speech(token: Token) -> bool:
    """Whether a word only says that something was said."""
    return token.stem in words.known("speech")


def whole_planned(line: Told) -> bool:
    """Whether all that a sentence tells lies ahead."""
    ahead = any(t.text.lower() in vocabulary.listed("planned") for t in line.tokens)
    past = [t for n, t in enumerate(line.tokens) if sense.finished(line.tokens, n) and not of_speech(t)]
    return ahead and not [t for t in past if t.text.lower() not in vocabulary.listed("planned")]


def parties(line: Told) -> list[tuple[int, int, str]]:
    """Who can act in a sentence: people, countries, and whom "he" or "she" at its beginning means."""
    found = []
    for token in line.tokens:
        name = next((n for n in line.names if n.start <= token.start < n.end), None)
        if name and claims.personal(line.text[name.start : name.end]) and not token.kind:
            found.append((token.start, token.end, " ".join(name.key)))
        elif token.kind and not (name and name.start < token.start):
            found.append((token.start, token.end, token.stem))
        elif token.text.lower() in ("he", "she") and line.reach:
            found += [(token.start, token.end, " ".join(n.key)) for n in line.reach if of_person(n)][:1]
    return found


def of_person(name: Name) -> bool:
    """Whether a name that a pronoun may mean is no country's."""
    return countries.of(" ".join(name.key).title()) is None


def acts(line: Told) -> list[ACT]:
    """Who does what to whom: (actor, verb, recipient) for every word with a party on either side; passives turned."""
    there, found = parties(line), []
    for at, token in enumerate(line.tokens):
        if token.kind or not words.meaningful(token) or any(a <= token.start < b for a, b, _ in there):
            continue
        left = [p for p in there if p[1] <= token.start]
        right = [p for p in there if p[0] >= token.end]
        if not left or not right or token.stem in words.known("symmetric"):
            continue
        actor, recipient = left[-1][2], right[0][2]
        before = line.tokens[at - 1].text.lower() if at else ""
        turned = before in sense.BE and line.text[token.end : right[0][0]].strip().startswith("by")
        if actor != recipient:
            found.append((recipient, token.stem, actor, at) if turned else (actor, token.stem, recipient, at))
    return found


def roles(of: Case) -> Iterator[Fault]:
    """What a claim has one do to another, and reports the other to the one."""
    for act in acts(of.claim):
        token = of.claim.tokens[act[3]]
        if act[1] in vocabulary.listed("says") or not told_as_verb(of.claim, act[3]):
            continue
        kin = of.shelf.saying(act[1])
        rows: list[Row] = of.near(token.start, token.end, TELLS, 0.7)
        alike = [
            (other, line)
            for _, line in rows
            for other in acts(line)
            if other[1] in kin and told_as_verb(line, other[3])
        ]
        if any(sense.party_same(act[0], other[0]) for other, _ in alike):
            continue
        for other, line in alike:
            back = adjoining(of.claim, act[3]) and sense.party_same(act[2], other[0])
            if sense.party_same(act[0], other[2]) or back:
                value, mine = shown(of, line, other[0]), shown(of, of.claim, act[0])
                said = f"the page has {mine} do it (“{token.text}”); {of.cite(line)} has {value}: “{short(line)}”"
                yield Fault("attribution", said, value, line)
                return


def adjoining(line: Told, at: int) -> bool:
    """Whether a verb stands right between who does it and to whom."""
    beside = [(n.start, n.end) for n in line.names]
    around = line.tokens[max(0, at - 1) : at] + line.tokens[at + 1 : at + 2]
    return len(around) == 2 and all(any(a <= t.start < b for a, b in beside) for t in around)


def told_as_verb(line: Told, at: int) -> bool:
    """Whether a word is a verb that tells what somebody did or does."""
    return sense.finished(line.tokens, at) or line.tokens[at].text.endswith("ing")


def shown(of: Case, line: Told, party: str) -> str:
    """A party in words."""
    if party.startswith("@"):
        return next((t.text for t in line.tokens if t.stem == party), party)
    key = tuple(party.split())
    for known in (line, *of.lines):
        for name in known.names:
            if passages.matches(name.key, key) and len(name.key) == len(key):
                return known.text[name.start : name.end]
    return party.title()


def short(line: Told) -> str:
    """A sentence of a report, cut after some 160 letters."""
    text = " ".join(line.text.split())
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"
