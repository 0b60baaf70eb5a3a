"""What a sentence says of its own words, against reports: denied or not, planned or done, opposites, who to whom."""

from collections.abc import Iterator, Sequence

from communique.briefs.digest import vocabulary
from communique.briefs.digest.case import Case, Fault, Row
from communique.briefs.digest.shelf import Word, has
from communique.briefs.digest.told import Told
from communique.briefs.gate import claims, passages, sense, words
from communique.briefs.gate.words import Token

TELLS, NEAR = 0.45, 0.75
"""Sentences are asked that have this much of what stands around a word, and this part of what the nearest has."""
CLAUSE = 7
"""Words before a verb in which a word of planning reaches it."""
SAYS = frozenset(
    map(
        words.stem,
        [
            "say",
            "call",
            "describe",
            "report",
            "announce",
            "declare",
            "state",
            "claim",
            "quote",
            "note",
            "add",
            "according",
            "following",
        ],
    )
)
DID = frozenset(
    [
        "made",
        "paid",
        "held",
        "began",
        "ended",
        "concluded",
        "completed",
        "took",
        "gave",
        "signed",
        "had",
        "finished",
        "started",
    ]
)
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
    """The stems that a sentence denies, also by "rejected" and the like."""
    found = {t.stem for t in sense.denied(line.tokens, line.text)}
    for at, token in enumerate(line.tokens):
        if token.stem in vocabulary.listed("deny"):
            found |= {t.stem for t in line.tokens[at + 1 : at + 9] if words.meaningful(t) and not t.kind}
    return frozenset(found)


def denials(of: Case) -> Iterator[Fault]:
    """What a claim denies and reports do not, or the other way about."""
    mine = denied(of.claim)
    for token in verbs(of):
        kin = of.shelf.saying(token.stem)
        lines = [
            line
            for _, line in of.near(token.start, token.end, TELLS, NEAR, close=True)
            if not line.stems.isdisjoint(kin)
        ]
        if not lines:
            continue
        no = [line for line in lines if not denied(line).isdisjoint(kin)]
        yes = [line for line in lines if line not in no]
        if token.stem in mine and yes and not no:
            yield Fault(
                "negation",
                f"the page denies “{token.text}”; {of.cite(yes[0])} says it: “{short(yes[0])}”",
                short(yes[0]),
                yes[0],
            )
        elif token.stem not in mine and no and not yes:
            yield Fault(
                "negation",
                f"the page says “{token.text}”; {of.cite(no[0])} denies it: “{short(no[0])}”",
                short(no[0]),
                no[0],
            )


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
    return any(t.text.lower() in DID for t in lead)


def breaks(line: Told, token: Token, after: Sequence[Token]) -> bool:
    """Whether a clause ends behind a word."""
    return any(mark in line.text[token.end : after[0].start] for mark in ",;:—")


def plans(of: Case) -> Iterator[Fault]:
    """What a claim tells as done and reports only as planned, or the other way about."""
    ahead = {t.stem for t in sense.planned(of.claim.tokens, of.claim.text)}
    for at, token in enumerate(of.claim.tokens):
        if not words.meaningful(token) or token.kind or token.upper or of_speech(token):
            continue
        kin = words.alike(token.stem)
        mine = planned(of.claim, frozenset([token.stem]))
        if "-" in of.claim.text[max(0, token.start - 1) : token.end + 1]:
            continue
        done = sense.finished(of.claim.tokens, at) and not mine and token.stem not in ahead
        if not done and not (mine and token.stem in ahead):
            continue
        rows = of.near(token.start, token.end, TELLS, 0.8, close=True)
        thing = next((w for w in of.wanted if w.token.start > token.start), None)
        states = [(ahead_of(line, kin, thing), line) for _, line in rows]
        known = [(state, line) for state, line in states if state is not None]
        if known and done and all(state for state, _ in known):
            line = known[0][1]
            yield Fault(
                "modality",
                f"the page tells “{token.text}” as done; {of.cite(line)} has it as planned: “{short(line)}”",
                short(line),
                line,
            )
        elif known and not done and not any(state for state, _ in known):
            line = known[0][1]
            yield Fault(
                "modality",
                f"the page tells “{token.text}” as planned; {of.cite(line)} has it as done: “{short(line)}”",
                short(line),
                line,
            )


def ahead_of(line: Told, kin: frozenset[str], thing: Word | None) -> bool | None:
    """Whether a sentence has a word as planned: the word itself, or all that it tells of the thing behind it."""
    if thing and has(line, thing) and whole_planned(line):
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
            found.append((token.start, token.end, " ".join(line.reach[0].key)))
    return found


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
        if act[1] in SAYS or not told_as_verb(of.claim, act[3]):
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
            if sense.party_same(act[0], other[2]):
                value, mine = shown(of, line, other[0]), shown(of, of.claim, act[0])
                said = f"the page has {mine} do it (“{token.text}”); {of.cite(line)} has {value}: “{short(line)}”"
                yield Fault("attribution", said, value, line)
                return


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
