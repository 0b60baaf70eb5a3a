"""Who a document is between."""

from collections.abc import Sequence

from communique.lexicon import countries
from communique.model import Actor
from communique.record.actors import Found
from communique.record.force import SIDES, Act, kind_of
from communique.record.tree import Tree

TOPICS = {"on", "for", "to", "about", "regarding", "concerning", "over"}


def parties(tree: Tree, noun: int, act: Act, found: Sequence[Found]) -> tuple[Actor, ...]:
    """Who the document is between: those named with it ("between A and B", "with B", "A's treaty") and those who act on
    it, states for their people; whom the sentence tells otherwise only where these are fewer than two."""
    near = _named_with(tree, noun)
    seats = {f.code for f in found if f.place}  # "the forces" are not those of the town where it was signed
    found = [f for f in found if f.kind != "role" or f.actor.sector != "MIL" or f.code not in seats]
    named = {i for k in tree.kids(noun, "compound", "amod") for i in tree.down(k)}
    found = [f for f in found if f.kind != "capital" or not _inside(tree, f, named)]  # "the Ottawa Convention"
    between = _states([f for f in found if not f.place and _inside(tree, f, near)])
    if len(between) > 1 and act.force in {"ratified", "in force"}:
        return between
    acting = set() if act.force is None or act.token == noun else _acting(tree, act.token)
    chosen = _states([f for f in found if not f.place and _inside(tree, f, near | acting)])
    if len(chosen) < 2:
        speaker = {i for v in tree.up(act.token) for s in tree.subjects(v) for i in _phrase(tree, s)}
        chosen = _states([f for f in found if not f.place and _inside(tree, f, near | acting | speaker)])
    return chosen


def _inside(tree: Tree, found: Found, tokens: set[int]) -> bool:
    return any(i in tokens for i in tree.span(found.start, found.end))


def _phrase(tree: Tree, head: int) -> set[int]:
    """A noun phrase with what is coordinated to it, without clauses and without what it is about."""
    skip = frozenset(k for i in tree.joined(head) for k in tree.kids(i, "prep") if tree.lemma(k) in TOPICS)
    return set(tree.down(head, clauses=False, skip=skip))


def _named_with(tree: Tree, noun: int) -> set[int]:
    """The tokens of a document's own phrase that name parties."""
    tokens = {i for k in tree.kids(noun, "amod", "compound", "nmod", "poss") for i in tree.down(k)}
    heads = [noun]
    while tree.token(heads[-1]).dep in {"conj", "appos"} and tree.token(heads[-1]).head != heads[-1]:
        heads.append(tree.token(heads[-1]).head)
    pieces = [k for head in heads for k in tree.kids(head, "prep", "acl", "amod")]
    pieces += [k for p in pieces for o in tree.kids(p, "pobj") for k in tree.kids(o, "prep")]
    for piece in pieces:
        if tree.lemma(piece) in SIDES or (tree.lemma(piece) == "of" and tree.lemma(noun) != "memorandum"):
            tokens |= {i for o in tree.kids(piece, "pobj") for i in _phrase(tree, o)}
    return tokens


def _acting(tree: Tree, token: int) -> set[int]:
    """The tokens of those who act on a document: subject, "by", "with", "between", and who a loan is given to."""
    heads = list(tree.subjects(token)) if tree.token(token).pos in {"VERB", "AUX"} else []
    heads = [h for h in heads if not tree.passive(token) and kind_of(tree, h) is None]
    heads += [p for k in tree.kids(token, "agent", "prep") if tree.lemma(k) in SIDES for p in tree.kids(k, "pobj")]
    heads += tree.kids(token, "dative")
    if any(kind_of(tree, o) == "loan" for o in tree.kids(token, "dobj", "nsubjpass")):
        given = [k for h in (token, *tree.kids(token, "dobj")) for k in tree.kids(h, "prep", "dative")]
        heads += [p for k in given if tree.lemma(k) in {"to", "from"} for p in tree.kids(k, "pobj")]
    for thing in tree.kids(token, "dobj", "nsubjpass"):
        if kind_of(tree, thing) is None or tree.lemma(thing) in {"talk", "negotiation"}:
            heads += [p for k in tree.kids(thing, "prep") if tree.lemma(k) in SIDES for p in tree.kids(k, "pobj")]
    if tree.token(token).pos == "NOUN":
        heads += tree.kids(token, "poss")
    return {i for head in heads for i in _phrase(tree, head)}


def _states(found: Sequence[Found]) -> tuple[Actor, ...]:
    """Those who bind themselves: states for their people and bodies, organisations and armed groups as they are."""
    chosen: dict[str, Actor] = {}
    for f in found:
        if f.code in countries.codes() and f.code is not None:
            name = countries.name(f.code)
            chosen.setdefault(f.code, Actor(text=f.actor.text, name=name, code=f.code))
        elif f.code in {"IGO", "IMG"} and not f.actor.person:
            chosen.setdefault(f.actor.name, Actor(text=f.actor.text, name=f.actor.name, code=f.code))
    return tuple(chosen.values())
