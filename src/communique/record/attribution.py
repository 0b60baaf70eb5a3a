"""Whom a sentence only has it from: the tag behind what it tells ("…, the ministry said on Monday", "…, said a union
leader", "…, according to the army"). The words are read in order, since a parser easily takes such a tag for an
apposition to the name before it ("near Goma, the Red Cross said")."""

from functools import lru_cache

from communique.record import tables
from communique.record.tree import Tree

SPOKEN_IN = {"VBD", "VBZ", "VBP"}
REST = 9
"""Words that may stand behind the verb of a tag: a day, a place, the medium."""
VERBAL = {"VERB", "AUX"}
QUOTES = {'"', "“", "”", "''", "``"}
"""Whose own words are printed does what they do ("We shall shut the bridge," the minister said)."""
KEPT = 64


@lru_cache(KEPT)
def credited(tree: Tree) -> frozenset[int]:
    """The tokens of the tag that name whom a sentence has it from; none where it has no such tag at its end."""
    size = len(tree)
    verb = next((i for i in range(size - 1, -1, -1) if tree.token(i).pos in VERBAL), None)
    according = [i for i in range(size - 2) if tree.lemma(i).startswith("accord") and tree.lemma(i + 1) == "to"]
    if according and according[-1] > 0 and (verb is None or according[-1] >= verb):
        return frozenset(range(according[-1] + 2, size))
    if verb is None or not _says(tree, verb) or size - verb > REST:
        return frozenset()
    if any(token.text in QUOTES for token in tree.tokens):
        return frozenset()
    before = tree.token(verb - 1).text if verb else ""
    if before == ",":
        return frozenset(range(verb + 1, size)) if _names(tree, verb + 1) else frozenset()
    comma = next((i for i in range(verb - 1, 0, -1) if tree.token(i).text == ","), 0)
    told = any(tree.token(i).pos in VERBAL for i in range(comma))
    between = range(comma + 1, verb)
    plain = bool(comma) and told and not any(tree.token(i).pos in VERBAL | {"PRON"} for i in between)
    return frozenset(between) if plain else frozenset()


def _says(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in tables.operators()["report"] and tree.token(verb).tag in SPOKEN_IN


def _names(tree: Tree, index: int) -> bool:
    return index < len(tree) and tree.token(index).pos in {"DET", "PROPN", "NOUN", "ADJ"}
