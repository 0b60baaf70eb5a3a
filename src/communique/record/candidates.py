"""Who may stand on a side of an act beside those that names and roles tell of: people by common nouns ("the postman",
"police cars") and pronouns. Statements and the memory of a report do without them."""

from collections.abc import Sequence

from communique.model import Actor
from communique.record import tables
from communique.record.actors import Found, is_place, taken_by
from communique.record.people import Seen
from communique.record.tree import Tree

PRONOUNS = {"it", "he", "she", "him", "they", "them"}


def widened(tree: Tree, found: Sequence[Found], seen: Sequence[Seen]) -> list[Found]:
    """All that may take a side, in text order. `seen` are the people named: their offices hold nobody else."""
    wide = [*found]
    used = {f.head for f in found}
    taken = taken_by(tree, seen)
    names = [f for f in found if f.kind != "role"]
    for index in range(len(tree)):
        inside = any(f.start <= tree.token(index).start < f.end for f in names)
        if not (index in used or index in taken or inside) and (more := _more(tree, index, used)) is not None:
            wide.append(more)
    return sorted(wide, key=lambda f: f.start)


def _more(tree: Tree, index: int, used: set[int]) -> Found | None:
    token = tree.token(index)
    if token.pos == "PRON" and token.text.lower() in PRONOUNS and token.dep not in {"poss", "expl"}:
        actor = Actor(text=token.text, name=token.text)
        return Found(token.start, token.end, index, actor, "pronoun")
    lemma = tree.lemma(index)
    role = tables.roles().get(lemma)
    sector = role or tables.folk().get(lemma)
    if token.pos != "NOUN" or sector is None:
        return None
    actor = Actor(text=token.text, name=token.text, sector=sector)
    if token.dep in {"compound", "amod"}:
        apart = role is not None and token.head not in used
        return Found(token.start, token.end, index, actor, "folk", loose=True) if apart else None
    return Found(token.start, token.end, index, actor, "folk", place=is_place(tree, index))
