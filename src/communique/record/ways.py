"""The way from one word of a sentence to another through its parse, in short words."""

from functools import lru_cache

from communique.record.tree import Tree

SAME = {"conj", "appos"}
"""Who is coordinated to another, or in apposition, stands where the other stands."""
KEPT = 2048
"""Ways that are remembered: each act of a sentence asks for those between the same words."""
FARTHEST = 4
"""Steps each way that are told; a longer way is only far."""


@lru_cache(KEPT)
def way(tree: Tree, start: int, end: int) -> str:
    """From a word up to what the two have in common, then down to the other, prepositions by their words:
    "^xcomp/nsubj", "/dobj/of"; coordination and apposition are passed over."""
    if start == end:
        return "self"
    chain = [start, *tree.up(start)]
    place = {index: steps for steps, index in enumerate(chain)}
    downs: list[str] = []
    here = end
    for here in (end, *tree.up(end)):
        if here in place:
            break
        token = tree.token(here)
        if token.dep in {"prep", "agent", "dative"} and token.pos in {"ADP", "SCONJ"}:
            downs.append(token.text.lower())
        elif token.dep not in SAME | {"pobj"}:
            downs.append(token.dep)
    ups = ["^" + _up(tree, i) for i in chain[: place.get(here, 0)] if tree.token(i).dep not in SAME | {"prep"}]
    if len(ups) > FARTHEST or len(downs) > FARTHEST:
        return "far"
    return "".join(ups) + "/" + "/".join(reversed(downs))


def _up(tree: Tree, index: int) -> str:
    token = tree.token(index)
    return tree.token(token.head).text.lower() if token.dep == "pobj" else token.dep


@lru_cache(KEPT)
def short(told: str) -> str:
    """A way by its ends: how it comes up last, and its first and last step down."""
    if told in {"self", "far"}:
        return told
    ups, _, downs = told.partition("/")
    below = downs.split("/")
    above = [u for u in ups.split("^") if u and u not in {"xcomp", "ccomp"}]
    first = "^" + above[-1] if above else "^" if ups else ""
    return f"{first}/{below[0]}" + (f">{below[-1]}" if len(below) > 1 else "")
