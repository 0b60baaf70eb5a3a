"""What a sentence says of its own words: denied or not, done or planned, and who does it to whom."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.briefs.gate import words
from communique.briefs.gate.passages import Name, Passage, matches
from communique.briefs.gate.words import Token

AHEAD = frozenset(["will", "would", "to", "may", "might", "could", "shall", "should", "must"])
NEARLY = re.compile(r"(?:has |have |had |also )*(\w+)")
OWN = frozenset(["i", "we", "my", "our", "he", "she", "they", "his", "her", "their", "him", "them", "us", "me"])
"""Words before a speaker's name that may be of himself."""
BE = frozenset(["was", "were", "been", "being", "be", "is", "are", "got"])


def scope(tokens: Sequence[Token], at: int, text: str, offset: int, size: int) -> list[Token]:
    """The first meaningful words after a marker, up to the end of its clause."""
    found: list[Token] = []
    for before, token in zip(tokens[at:], tokens[at + 1 : at + 9], strict=False):
        gap = text[before.end - offset : token.start - offset]
        if any(mark in gap for mark in ",;:—") and found:
            break
        if words.meaningful(token) and not token.kind:
            found.append(token)
            if len(found) == size:
                break
    return found


def denied(tokens: tuple[Token, ...], text: str, offset: int = 0) -> tuple[Token, ...]:
    """The words a sentence denies: the first two after each negator, or after "refused to"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        lower = words.plain(token.text) or token.stem
        verb = (
            token.stem in words.known("negative_verbs")
            and at + 1 < len(tokens)
            and tokens[at + 1].text in ("to", "that")
        )
        if lower == "not" and at + 1 < len(tokens) and tokens[at + 1].text.lower() in ("only", "just", "least"):
            continue
        if lower in words.known("negators") or token.stem == "n't" or verb:
            found += scope(tokens, at, text, offset, 2)
    return tuple(found)


def negators(tokens: Sequence[Token]) -> int:
    """How often a sentence says no."""
    return sum((words.plain(t.text) or t.stem) in words.known("negators") or t.stem == "n't" for t in tokens)


def planned(tokens: tuple[Token, ...], text: str, offset: int = 0) -> tuple[Token, ...]:
    """The words a sentence tells as planned, possible or asked for: the first after each such marker."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        lower = token.text.lower()
        if lower in ("will", "would", "shall", "may", "might", "could", "can", "should", "must", "if"):
            found += scope(tokens, at, text, offset, 1)
        elif token.stem in words.known("plans") and not token.upper:
            after = [t.text.lower() for t in tokens[at + 1 : at + 5]]
            if "to" in after[:3] or "on" in after[:1] or "for" in after[:1]:
                found += [t for t in scope(tokens, at, text, offset, 2) if t.stem not in words.known("plans")][:1]
        elif lower == "to" and at and tokens[at - 1].text.lower() in BE:
            found += scope(tokens, at, text, offset, 1)
    return tuple(found)


def finished(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a verb in the past: told as done."""
    lower = tokens[at].text.lower()
    if not (lower.endswith("ed") or lower in words.table()["irregular"]):
        return False
    return AHEAD.isdisjoint([t.text.lower() for t in tokens[max(0, at - 3) : at]])


def order(tokens: tuple[Token, ...], names: tuple[Name, ...]) -> tuple[tuple[str, str, str, int], ...]:
    """Who acts on whom: (actor, verb stem, recipient) for each verb with a party on either side, passives turned."""
    parties: dict[int, str] = {}
    for at, token in enumerate(tokens):
        if token.kind in ("name", "capital"):
            parties[at] = token.stem
        elif bearer := next((n for n in names if n.start <= token.start < n.end), None) if names else None:
            parties[at] = " ".join(bearer.key)
    places = list(parties)
    found = []
    for at, token in enumerate(tokens):
        left = bisect_left(places, at)
        right = left + (at in parties)
        if not left or right == len(places):
            continue
        silent = token.kind or not words.meaningful(token) or at in parties
        if silent and token.text.lower() not in ("to", "from", "against", "for", "by"):
            continue
        if token.stem in words.known("symmetric"):
            continue
        actor, recipient = parties[places[left - 1]], parties[places[right]]
        passive = (
            at
            and tokens[at - 1].text.lower() in BE
            and any(t.text.lower() == "by" for t in tokens[at + 1 : places[right]])
        )
        if actor != recipient:
            found.append((recipient, token.stem, actor, at) if passive else (actor, token.stem, recipient, at))
    return tuple(found)


class Sense(NamedTuple):
    """What a sentence of a source says of its own words: the stems it denies, how often it says no, and the stems it
    has as planned and as done."""

    denied: frozenset[str]
    negators: int
    planned: frozenset[str]
    done: frozenset[str]


@lru_cache(maxsize=4096)
def of(passage: Passage) -> Sense:
    """The sense of a sentence of a source."""
    tokens, text, offset = passage.tokens, passage.text, passage.start
    return Sense(
        frozenset(t.stem for t in denied(tokens, text, offset)),
        negators(tokens),
        frozenset(t.stem for t in planned(tokens, text, offset)),
        frozenset(t.stem for at, t in enumerate(tokens) if finished(tokens, at)),
    )


@lru_cache(maxsize=4096)
def acts(passage: Passage) -> tuple[tuple[str, str, str, int], ...]:
    """Who acts on whom in a sentence of a source."""
    return order(passage.tokens, passage.names)


def only_says(passage: Passage, name: Name, stem: str) -> bool:
    """Whether a sentence has somebody only as who says at its end what it tells before, the word `stem` in it: "The
    visit will strengthen the ties, Silva said" sends nobody of that name on it."""
    mine = [n for n in passage.names if matches(name.key, n.key)]
    if len(mine) != 1:
        return False
    text, at = passage.text, mine[0].start - passage.start
    comma = text.rfind(",", 0, at)
    said = NEARLY.match(text[mine[0].end - passage.start :].lstrip())
    if comma < 0 or not said or words.stem(said[1]) not in words.known("speech") or len(text) - comma > 160:
        return False
    before = [t for t in passage.tokens if t.start - passage.start < comma]
    return any(t.stem == stem for t in before) and OWN.isdisjoint(t.text.lower() for t in before)


def first_act(tokens: Sequence[Token], names: Sequence[Name]) -> tuple[Name, Token] | None:
    """Who a clause begins with, and the first word of what that one does; nothing where that is saying so."""
    if not names:
        return None
    subject = names[0]
    if any(words.meaningful(t) for t in tokens if t.end <= subject.start):
        return None
    after = (t for t in tokens if t.start >= subject.end and words.meaningful(t))
    act = next(after, None)
    if act is None or act.kind or act.upper or act.stem in words.known("speech"):
        return None
    return subject, act


def party_same(one: str, other: str) -> bool:
    """Whether two parties are one: the same country, or names that match."""
    if one.startswith("@") or other.startswith("@"):
        return one == other
    return matches(tuple(one.split()), tuple(other.split()))


def swapped(
    claim: Sequence[tuple[str, str, str, int]], evidence: Sequence[tuple[str, str, str, int]]
) -> tuple[str, str, str, int] | None:
    """The first act that the evidence tells the other way round and never this way."""
    for act in claim:
        alike = [e for e in evidence if words.same(act[1], e[1])]
        straight = any(party_same(act[0], e[0]) and party_same(act[2], e[2]) for e in alike)
        turned = any(party_same(act[0], e[2]) and party_same(act[2], e[0]) for e in alike)
        if turned and not straight:
            return act
    return None
