"""Acts that are done by saying so, and the verb that says so ("announced on Monday that it was cutting ties")."""

from communique.record import tables
from communique.record.tree import Tree

ANNOUNCES = {"announce", "declare", "say"}
RELAYS = {"add", "announce", "confirm", "report", "say", "write"}
YET = {"was", "were", "is", "are", "would", "will"}
"""Auxiliaries of what is done from then on."""


def saying(tree: Tree, token: int) -> int | None:
    """The verb of speech whose clause a word stands in."""
    below = token
    for above in tree.up(token):
        if tree.token(below).dep == "ccomp" and tree.lemma(above) in tables.operators()["report"]:
            return above
        if tree.token(below).dep in {"relcl", "advcl", "acl"}:
            return None
        below = above
    return None


def says(tree: Tree, verb: int) -> bool:
    """Is this a verb of speech?"""
    return tree.lemma(verb) in tables.operators()["report"]


def relays(tree: Tree, verb: int) -> bool:
    """Does this verb only say that a clause is so ("said that …"), which tells what is done, if anything is?"""
    return tree.lemma(verb) in RELAYS and bool(tree.kids(verb, "ccomp"))


def announced(tree: Tree, verb: int, deed: int) -> bool:
    """Is a deed done by announcing it ("announced that it was cutting ties", "would no longer recognise Chad")?"""
    helpers = {tree.token(k).text.lower() for k in tree.kids(deed, "aux")}
    return tree.lemma(verb) in ANNOUNCES and bool(helpers & YET)


def has_done(tree: Tree, deed: int) -> bool:
    """Is it told as done before it was spoken of ("Chad has agreed to …, the minister said")?"""
    return any(tree.lemma(k) == "have" for k in tree.kids(deed, "aux"))


def jointly(tree: Tree, deed: int) -> bool:
    """Do those who will do something together say so together ("Peru and Chile will open a bridge, they said")?"""
    verb = saying(tree, deed)
    helpers = {tree.token(k).text.lower() for k in tree.kids(deed, "aux")}
    if verb is None or not helpers & {"will", "would", "shall"} or tree.kids(deed, "neg"):
        return False
    speakers = tree.subjects(verb)
    words = {tree.token(j).text.lower() for i in speakers for j in (i, *tree.kids(i, "poss"))}
    return bool(words & {"they", "both", "two", "sides", "their"}) or set(tree.subjects(deed)) <= set(speakers)
