"""Who can act in a sentence: people, states by name, demonym or capital, bodies, and role nouns ("Israeli troops")."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor
from communique.record import naming, tables
from communique.record.people import Memory, Person, Seen
from communique.record.tree import Tree

PLACE_PREPOSITIONS = {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "along", "off"}
GROUPS = {
    "side",
    "country",
    "leader",
    "minister",
    "party",
    "nation",
    "neighbor",
    "neighbour",
    "state",
    "government",
    "official",
    "diplomat",
    "president",
}

STATES = {"side", "country", "nation", "neighbor", "neighbour", "state", "government"}
"""Of these, what stands for states and not for people."""


@dataclass(eq=False)
class Found:
    """An actor at one place of a sentence: offsets, head token, and whether it is only told as a place."""

    start: int
    end: int
    head: int
    actor: Actor
    kind: str
    place: bool = False
    loose: bool = False

    @property
    def code(self) -> str | None:
        """The country code of the actor."""
        return self.actor.code


def find(tree: Tree, memory: Memory, seen: Sequence[Seen]) -> list[Found]:
    """All actors of a sentence in text order. `seen` are the people named in it."""
    found = [f for s in seen if (f := _person(tree, s)) is not None]
    taken = taken_by(tree, seen)
    named = _named(tree, taken, memory)
    found += [f for f in named if not _in_office(f, seen)]
    found += _roles(tree, found, taken)
    references = _references(tree, memory, found)
    meant = {r.head for r in references}
    found = [f for f in found if f.kind != "role" or f.head not in meant] + references
    found = _with_leaders(tree, found)
    return sorted(found, key=lambda f: f.start)


def _person(tree: Tree, seen: Seen) -> Found | None:
    head = tree.head_of(seen.start, seen.end)
    if head is None:
        return None
    return Found(seen.start, seen.end, head, seen.person.actor(seen.text), "person")


def taken_by(tree: Tree, seen: Sequence[Seen]) -> set[int]:
    """Tokens that belong to people: names and the offices around them."""
    spans = [(s.start, s.end) for s in seen] + [(o.start, o.end) for s in seen for o in s.told]
    return {token for a, b in spans for token in tree.span(a, b)}


def _in_office(found: Found, seen: Sequence[Seen]) -> bool:
    """Does this name stand inside the words that introduce a person ("Chinese Foreign Minister Wang")?"""
    for s in seen:
        first = min([s.start] + [o.start for o in s.told])
        if any(o.start <= found.start < max(o.end, s.until) for o in s.told if o.start >= s.end):
            return True
        if s.told and first - 24 <= found.end <= s.start and found.code == s.code:
            return True
        if first <= found.start < s.end:
            return True
    return False


def _named(tree: Tree, taken: set[int], memory: Memory) -> list[Found]:
    """States and bodies by name."""
    found: list[Found] = []
    for named in naming.find(tree.text, memory.context):
        if named.code is None:
            continue
        actor = Actor(
            text=named.text, name=named.name, code=named.code, sector=named.sector if named.kind == "body" else None
        )
        found += _placed(tree, named.start, named.end, actor, named.kind, taken)
    return found


def _name(code: str | None, text: str = "") -> str:
    """The country's name as we print it; an organisation of states keeps the name it was given."""
    if code is None or code in {"IGO", "NGO", "IMG"}:
        return text
    return countries.name(code) if code in countries.codes() else text or code


def _placed(tree: Tree, start: int, end: int, actor: Actor, kind: str, taken: set[int]) -> list[Found]:
    """An actor with the noun it stands for: "Israeli troops" is one actor, "in Jerusalem" only a place."""
    head = tree.head_of(start, end)
    if head is None or head in taken:
        return []
    noun = head
    while tree.token(noun).dep in {"amod", "compound", "poss", "nmod"} and tree.token(noun).head != noun:
        noun = tree.token(noun).head
    beside = tree.token(tree.token(noun).head)
    if noun == head and tree.token(noun).dep == "conj" and tree.lemma(beside.head) == "counterpart":
        noun = beside.head
    found = Found(start, end, head, actor, kind)
    lemma = tree.lemma(noun)
    if noun != head and lemma in tables.roles():
        sector = tables.roles()[lemma]
        found.actor = replace(actor, text=_phrase(tree, start, noun), sector=sector)
        found.head, found.end = noun, max(end, tree.token(noun).end)
    elif noun != head:
        found.loose = True
    elif actor.sector is None:
        found.actor = replace(actor, sector="GOV" if kind != "demonym" else _plural_sector(tree, head))
    found.place = is_place(tree, noun if found.loose else found.head)
    return [found]


def _plural_sector(tree: Tree, head: int) -> str:
    return "CVL" if tree.token(head).tag in {"NNS", "NNPS"} else "GOV"


def _phrase(tree: Tree, start: int, noun: int) -> str:
    end = tree.token(noun).end
    return tree.text[start:end] if end > start else tree.token(noun).text


def is_place(tree: Tree, head: int) -> bool:
    """Is this only where something is ("in Jerusalem")?"""
    token = tree.token(head)
    above = tree.token(token.head)
    while token.dep in {"conj", "appos"} and token.head != head:
        head = token.head
        token, above = tree.token(head), tree.token(tree.token(head).head)
    return token.dep == "pobj" and above.text.lower() in PLACE_PREPOSITIONS


def _roles(tree: Tree, found: Sequence[Found], taken: set[int]) -> list[Found]:
    """Role nouns without a state of their own: "police", "the rebels", "a delegation"."""
    used = {f.head for f in found}
    roles: list[Found] = []
    for index, token in enumerate(tree.tokens):
        if index in used or index in taken or token.pos not in {"NOUN", "PROPN"}:
            continue
        sector = tables.roles().get(tree.lemma(index))
        if sector is None or token.dep in {"compound", "amod"}:
            continue
        if any(f.start <= token.start < f.end for f in found):
            continue
        actor = Actor(text=token.text, name=token.text, sector=sector)
        roles.append(Found(token.start, token.end, index, actor, "role", place=is_place(tree, index)))
    return roles


def _references(tree: Tree, memory: Memory, found: Sequence[Found]) -> list[Found]:
    """Pronouns and "the delegation", "the two sides", by what the report told before."""
    refs: list[Found] = []
    for index, token in enumerate(tree.tokens):
        plain, lemma = token.text.lower(), tree.lemma(index)
        actors: tuple[Actor, ...] = ()
        if plain in {"he", "she", "him"} and (person := _antecedent(tree, index, memory, found)) is not None:
            actors = (person,)
        elif _is_pair(tree, index, plain, lemma):
            actors = _pair(tree, index, lemma, memory, found)
        elif plain == "it" and token.dep in {"nsubj", "nsubjpass"} and not _led(tree, index, found) and memory.thing:
            actors = memory.thing
        elif lemma in {"delegation", "visitor", "guest"} and memory.visitors and _definite(tree, index):
            actors = memory.visitors
        elif lemma in {"minister", "president", "premier", "chancellor", "secretary", "ambassador", "leader"}:
            holder = memory.holder(lemma) if _definite(tree, index) else None
            actors = (holder.actor(token.text),) if holder else ()
        place = is_place(tree, index)
        refs += [Found(token.start, token.end, index, replace(a, text=token.text), "reference", place) for a in actors]
    return refs


def _antecedent(tree: Tree, index: int, memory: Memory, found: Sequence[Found]) -> Actor | None:
    """Who "he" is: the person this sentence began with, in an earlier clause, else the one last spoken of."""
    mine = tree.token(index).head
    for f in found:
        token = tree.token(f.head)
        if f.actor.person and f.head < index and token.dep in {"nsubj", "nsubjpass"} and token.head != mine:
            return f.actor
    person = memory.subject or memory.latest
    return person.actor(tree.token(index).text) if person is not None else None


def _led(tree: Tree, index: int, found: Sequence[Found]) -> bool:
    """Has the sentence a subject of its own before this pronoun, which it then means?"""
    return any(f.head < index and tree.token(f.head).dep in {"nsubj", "nsubjpass"} for f in found)


def _is_pair(tree: Tree, index: int, plain: str, lemma: str) -> bool:
    if plain in {"they", "both"} and tree.token(index).dep in {"nsubj", "nsubjpass"}:
        return True
    if plain == "two" and tree.token(index).dep in {"nsubj", "nsubjpass", "pobj"}:
        return True
    counted = {tree.token(c).text.lower() for c in tree.children[index]}
    aside = any(tree.token(p).text.lower() == "of" for p in tree.kids(index, "prep"))
    told_apart = aside or any(tree.kids(index, "amod", "poss", "compound"))
    return lemma in GROUPS and bool(counted & {"two", "both"}) and not told_apart


def _pair(tree: Tree, index: int, lemma: str, memory: Memory, found: Sequence[Found]) -> tuple[Actor, ...]:
    """The two of whom the sentence has told so far, else those who last did something together; "the two countries" are
    their states. Nobody where the sentence has told of more than two."""
    here = [f.actor for f in found if f.end <= tree.token(index).start and f.code in countries.codes()]
    told = {a.code for a in here}
    pair = memory.pair
    if len(told) == 2 and tree.token(index).pos != "PRON":
        people = [a for a in here if a.person]
        pair = tuple(people if {a.code for a in people} == told else here)
    if lemma in STATES:
        pair = tuple(_state(a) for a in pair if a.code in countries.codes())
    pair = tuple(dict.fromkeys(pair))
    return pair if len({a.code for a in pair}) > 1 else ()


def _state(actor: Actor) -> Actor:
    name = _name(actor.code)
    return Actor(text=name, name=name, code=actor.code, sector="GOV")


def _definite(tree: Tree, index: int) -> bool:
    """Is this "the delegation", and not one that a name or an adjective tells apart?"""
    kids = tree.children[index]
    determiner = any(tree.token(c).text.lower() in {"the", "his", "her"} for c in kids)
    return determiner and not any(
        tree.token(c).dep in {"amod", "compound", "acl", "prep", "poss"}
        and tree.token(c).text.lower() not in {"his", "her", "visiting"}
        for c in kids
    )


def _with_leaders(tree: Tree, found: list[Found]) -> list[Found]:
    """ "A delegation led by X" acts as X."""
    kept = list(found)
    for f in found:
        if tree.lemma(f.head) not in {"delegation", "team", "group", "party", "mission"}:
            continue
        for clause in tree.kids(f.head, "acl", "relcl"):
            if tree.lemma(clause) not in {"lead", "head", "bring"}:
                continue
            inside = set(tree.down(clause))
            for leader in found:
                if leader.kind in {"person", "reference"} and leader.head in inside and leader is not f:
                    leader.head = f.head
                    if leader.code is None and f.code and leader.actor.person:
                        leader.actor = replace(leader.actor, code=f.code)
                    if f in kept:
                        kept.remove(f)
                    break
    return kept


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
    told = [f for i, t in enumerate(tree.tokens) if t.dep in {"nsubj", "nsubjpass"} for f in found if f.head == i]
    person = next((f for f in told if f.actor.person and tree.lemma(f.head) != "delegation"), None)
    if person is not None:
        memory.subject = memory.learn(person.actor.name)
    things = [f for f in told if not f.actor.person or tree.lemma(f.head) in {"delegation", "it"}]
    things = [f for f in things if f.actor.sector != "MED"]
    if told:
        memory.thing = (things[0].actor,) if things else ()
    return memory.subject if person is not None else None


def _leading(tree: Tree, delegation: Found, found: Sequence[Found]) -> tuple[Actor, ...]:
    """Who a delegation belongs to that "a North Korean official" leads."""
    verb = tree.token(delegation.head).head
    if tree.token(delegation.head).dep != "dobj" or tree.lemma(verb) not in {"lead", "head", "bring"}:
        return ()
    return tuple(f.actor for f in found if f.head in tree.subjects(verb) and f.code)[:1]
