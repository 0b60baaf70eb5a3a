"""What a sentence says of its own words: denied or not, done or planned, and who does it to whom."""

from collections.abc import Sequence

from communique.briefs.gate import words
from communique.briefs.gate.passages import Name, matches
from communique.briefs.gate.words import Token

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


def denied(tokens: Sequence[Token], text: str, offset: int = 0) -> list[Token]:
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
    return found


def negators(tokens: Sequence[Token]) -> int:
    """How often a sentence says no."""
    return sum((words.plain(t.text) or t.stem) in words.known("negators") or t.stem == "n't" for t in tokens)


def planned(tokens: Sequence[Token], text: str, offset: int = 0) -> list[Token]:
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
    return found


def finished(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a verb in the past: told as done."""
    lower = tokens[at].text.lower()
    irregular = words.table()["irregular"]
    if not (lower.endswith("ed") or lower in irregular):
        return False
    before = [t.text.lower() for t in tokens[max(0, at - 3) : at]]
    return not ({"will", "would", "to", "may", "might", "could", "shall", "should", "must"} & set(before))


def order(tokens: Sequence[Token], names: Sequence[Name]) -> list[tuple[str, str, str, int]]:
    """Who acts on whom: (actor, verb stem, recipient) for each verb with a party on either side, passives turned."""
    parties: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        bearer = next((n for n in names if n.start <= token.start < n.end), None)
        if token.kind in ("name", "capital"):
            parties.append((at, token.stem))
        elif bearer:
            parties.append((at, " ".join(bearer.key)))
    found = []
    for at, token in enumerate(tokens):
        silent = token.kind or not words.meaningful(token) or any(p[0] == at for p in parties)
        if silent and token.text.lower() not in ("to", "from", "against", "for", "by"):
            continue
        left = [p for p in parties if p[0] < at]
        right = [p for p in parties if p[0] > at]
        if not left or not right or token.stem in words.known("symmetric"):
            continue
        actor, recipient = left[-1][1], right[0][1]
        passive = (
            at
            and tokens[at - 1].text.lower() in BE
            and any(t.text.lower() == "by" for t in tokens[at + 1 : right[0][0]])
        )
        if actor != recipient:
            found.append((recipient, token.stem, actor, at) if passive else (actor, token.stem, recipient, at))
    return found


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
