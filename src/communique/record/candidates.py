"""Who may stand on a side of an act beside those that names and roles tell of: people by common nouns ("the postman",
"police cars"), pronouns, and large cities, for their states. Statements and the memory of a report do without them."""

from collections.abc import Iterator, Sequence

from communique.model import Actor
from communique.record import naming, tables
from communique.record.actors import Found, is_place, taken_by
from communique.record.memory import Seen
from communique.record.tree import Tree

PRONOUNS = {"it", "he", "she", "him", "they", "them"}


def widened(tree: Tree, found: Sequence[Found], seen: Sequence[Seen]) -> list[Found]:
    """All that may take a side, in text order. `seen` are the people named: their offices hold nobody else."""
    wide = [f for f in found if not _home(tree, f, found)]
    used = {f.head for f in found}
    taken = taken_by(tree, seen)
    names = [f for f in found if f.kind != "role"]
    for index in range(len(tree)):
        more = None if index in used or index in taken else _more(tree, index, used)
        if more is not None and not any(f.start <= more.start < f.end for f in names):
            wide.append(more)
    wide += [*_cities(tree, wide, taken)]
    return sorted(wide, key=lambda f: f.start)


def _home(tree: Tree, one: Found, found: Sequence[Found]) -> bool:
    """Is this only the state that somebody in office elsewhere is of ("its head, Abdulla Salem of Kuwait")?"""
    link = tree.token(one.head).head
    if one.kind not in {"name", "capital"} or tree.token(one.head).dep != "pobj" or tree.lemma(link) != "of":
        return False
    person = tree.token(link).head
    return any(f.head == person and f.actor.person and f.code not in {None, one.code} for f in found)


def _cities(tree: Tree, found: Sequence[Found], taken: set[int]) -> Iterator[Found]:
    """The large cities outside of all other names: who shells one acts on its state."""
    for city in naming.towns(tree.text):
        head = tree.head_of(city.start, city.end)
        if head is None or head in taken or any(f.start < city.end and f.end > city.start for f in found):
            continue
        actor = Actor(text=city.text, name=city.name, code=city.code, sector="GOV")
        loose = tree.token(head).dep in {"amod", "compound", "poss", "nmod"}
        yield Found(city.start, city.end, head, actor, "region", loose=loose, place=is_place(tree, head))


def _peaceful(tree: Tree, noun: int) -> str | None:
    """The field of a group or movement that bears no arms ("a business group"); None of any other."""
    kinds = {tree.token(k).text.lower() for k in tree.kids(noun, "amod", "compound", "nmod", "poss")}
    if tables.folk().get(tree.lemma(noun)) != "REB" or not kinds & tables.words("peaceful") or "armed" in kinds:
        return None
    return "BUS" if kinds & tables.words("trading") else "CVL"


def _across_borders(tree: Tree, noun: int) -> Found | None:
    """Groups for human rights or relief, told without name or state ("rights groups", "aid agencies"): private bodies
    across borders, where nothing beside them says that they are of one country."""
    kids = tree.kids(noun, "amod", "compound", "nmod", "poss")
    before = {tree.token(k).text.lower() for k in kids}
    causes = before & tables.words("causes")
    theirs = before - causes - {"human", "international"}
    if tree.lemma(noun) not in tables.words("associations") or not causes or theirs:
        return None
    if any(tree.lemma(p) in {"in", "of", "from"} for p in tree.kids(noun, "prep")):
        return None
    start, end = tree.token(min(i for k in kids for i in tree.down(k))).start, tree.token(noun).end
    text = tree.text[start:end]
    return Found(start, end, noun, Actor(text=text, name=text, code="NGO", sector="CVL"), "body")


def _more(tree: Tree, index: int, used: set[int]) -> Found | None:
    token = tree.token(index)
    if token.pos == "PRON" and token.text.lower() in PRONOUNS and token.dep not in {"poss", "expl"}:
        actor = Actor(text=token.text, name=token.text)
        return Found(token.start, token.end, index, actor, "pronoun")
    lemma = tree.lemma(index)
    if (body := _across_borders(tree, index)) is not None:
        return body
    role = tables.roles().get(lemma)
    sector = role or _peaceful(tree, index) or tables.folk().get(lemma)
    if token.pos != "NOUN" or sector is None:
        return None
    actor = Actor(text=token.text, name=token.text, sector=sector)
    if token.dep in {"compound", "amod"}:
        apart = role is not None and token.head not in used
        return Found(token.start, token.end, index, actor, "folk", loose=True) if apart else None
    return Found(token.start, token.end, index, actor, "folk", place=is_place(tree, index))
