"""What a sentence leaves to be referred to: who leads the delegation, whom the report is about, the two states told
side by side."""

from collections.abc import Sequence

from communique.lexicon import countries
from communique.model import Actor
from communique.record.actors import HOLDERS, Found, holds, state_of
from communique.record.memory import Memory, Person
from communique.record.tree import Tree


def learn(tree: Tree, memory: Memory, found: Sequence[Found]) -> Person | None:
    """What later sentences may refer to: the visitors of a delegation, and the person the sentence is about, who is
    given back."""
    for f in found:
        words = tree.lemma(f.head)
        if words == "delegation" and f.actor.code and f.kind != "reference":
            same = [a for a in memory.visitors if a.code == f.actor.code and a.person]
            if f.actor.person or not same:
                memory.visitors = (f.actor,)
        if words == "delegation" and f.kind == "role" and f.actor.code is None:
            memory.visitors = _leading(tree, f, found) or memory.visitors
    if row := _row(tree, found):
        memory.row = row
    subjects = [i for i, t in enumerate(tree.tokens) if t.dep in {"nsubj", "nsubjpass"}]
    beside = {k for i in subjects if tree.token(tree.token(i).head).dep == "ROOT" for k in tree.kids(i, "appos")}
    told = [f for i in subjects for f in found if f.head == i or (f.actor.person and f.head in beside)]
    person = next((f for f in told if f.actor.person and tree.lemma(f.head) != "delegation"), None)
    if person is not None:
        memory.subject = memory.learn(person.actor.name)
    elif (holder := _in_his_office(tree, memory, told)) is not None:
        memory.subject = memory.learn(holder.name)
    things = [f for f in told if not f.actor.person or tree.lemma(f.head) in {"delegation", "it"}]
    things = [f for f in things if f.actor.sector != "MED"]
    if told:
        memory.thing = (things[0].actor,) if things else ()
    return memory.subject if person is not None else None


def _in_his_office(tree: Tree, memory: Memory, told: Sequence[Found]) -> Person | None:
    """The person whom a subject tells by country and office alone ("the Peruvian president"), where the report has
    told of one who holds it."""
    for f in told:
        head = tree.lemma(f.head)
        if head in HOLDERS and f.code in countries.codes():
            those = [p for p in memory.spoken_of if p.code == f.code and any(holds(o, head) for o in p.offices)]
            return those[0] if len({p.name for p in those}) == 1 else None
    return None


def _row(tree: Tree, found: Sequence[Found]) -> tuple[Actor, ...]:
    """The two states that a sentence tells side by side ("Peru and Chile"), or alone; nobody where it has more."""
    states = {f.head: f.actor for f in found if f.code in countries.codes()}
    if len({a.code for a in states.values()}) < 2:
        return ()
    rows = [{states[i].code: states[i] for i in tree.joined(head) if i in states} for head in states]
    every = {actor.code: actor for actor in states.values()}
    pair = next((row for row in (*rows, every) if len(row) == 2), {})
    return tuple(state_of(actor) for actor in pair.values())


def _leading(tree: Tree, delegation: Found, found: Sequence[Found]) -> tuple[Actor, ...]:
    """Who a delegation belongs to that "a North Korean official" leads."""
    verb = tree.token(delegation.head).head
    if tree.token(delegation.head).dep != "dobj" or tree.lemma(verb) not in {"lead", "head", "bring"}:
        return ()
    return tuple(f.actor for f in found if f.head in tree.subjects(verb) and f.code)[:1]
