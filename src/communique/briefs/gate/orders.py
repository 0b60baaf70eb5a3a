"""Order: two sides named together in either order, passives turned, and parties that have been exchanged."""

from collections.abc import Sequence
from itertools import combinations

from communique.briefs.gate import words
from communique.briefs.gate.claims import FINITE
from communique.briefs.gate.items import BE, Item

TOGETHER = frozenset(["between", "with", "of", "in", "from", "for", "by", "to", "both"])
"""Words before two sides named together."""


def party(item: Item) -> bool:
    """Whether an item can act or be acted on."""
    return item.kind in ("name", "country")


def alike(one: Item, other: Item) -> bool:
    """Whether two parties are of one sort and not the same."""
    return party(one) and (one.kind, one.seat) == (other.kind, other.seat) and one.key != other.key


def arranged(items: Sequence[Item], text: str, offset: int = 0) -> list[Item]:
    """The items with "B and A" as "A and B", "B met A" as "A met B", and "B was received by A" as "A received B"."""
    row = [i for i in items if i.text.lower() not in ("the", "a", "an")]
    if len(row) > 4 and party(row[0]) and row[1].text in BE and row[3].text == "by" and party(row[4]):
        row[:5] = [row[4], row[2], row[0]]
    for at in range(len(row) - 2):
        if not party(row[at]):
            continue
        one, joint, other = row[at : at + 3]
        if not alike(one, other) or other.key > one.key:
            continue
        behind = text[other.end - offset :]
        if behind[:1] in ("'", "’") or (one.kind == "name" and behind[:1] == ","):
            continue
        together = joint.text == "and" and (
            at == 0 or (row[at - 1].text.lower() in TOGETHER and not FINITE.match(behind.lstrip()))
        )
        if together or (at == 0 and joint.key in words.known("symmetric")):
            row[at], row[at + 2] = other, one
    return row


def place(item: Item) -> str:
    """An item's key; a country's for its capital too."""
    return item.key.removesuffix(" capital")


def exchanged(mine: Sequence[Item], theirs: Sequence[Item]) -> tuple[Item, Item] | None:
    """Two parties that stand each in the other's place, all else being in the same order."""
    here, there = ([(i.kind, place(i)) for i in row] for row in (mine, theirs))
    both = set(here) & set(there)
    ours = [i for i, spot in zip(mine, here, strict=True) if spot in both]
    keys, others = ([spot[1] for spot in spots if spot in both] for spots in (here, there))
    if len(ours) != len(others) or keys == others:
        return None
    wrong = [at for at, (one, other) in enumerate(zip(keys, others, strict=True)) if one != other]
    for one, other in combinations(wrong, 2):
        turned = list(keys)
        turned[one], turned[other] = turned[other], turned[one]
        if turned == others and party(ours[one]) and ours[one].kind == ours[other].kind:
            return ours[one], ours[other]
    return None
