"""Who can act in a sentence: people, states by name, demonym or capital, bodies, and role nouns ("Israeli troops")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace

from msgspec.structs import replace

from communique.lexicon import countries, ranks
from communique.model import Actor
from communique.record import callings, naming, tables
from communique.record.memory import Memory, Seen
from communique.record.tree import Tree

PLACE_PREPOSITIONS = {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "along", "off"}
GROUPS = {
    "side", "country", "leader", "minister", "party", "nation", "neighbor", "neighbour", "state", "government",
    "official", "diplomat", "president", "premier", "man", "woman", "capital", "member",
}  # fmt: skip

HOLDERS = {"minister", "president", "premier", "chancellor", "secretary", "ambassador", "leader"}
"""Whom a report may go on to tell of by the office alone."""
THOSE = {"side", "leader", "minister", "president", "premier"}
"""Two of whom a report goes on to tell of by the plural alone ("the ministers also discussed …")."""
WATERS = {"strait", "sea", "peninsula", "gulf", "ocean", "bay", "channel", "desert"}
"""What a state's name is part of the name of ("the Taiwan Strait"), which acts for nobody."""
MORTALS = {"man", "woman"}
"""Two of whom are never states."""
STATES = {"side", "country", "nation", "neighbor", "neighbour", "state", "government", "capital", "member", "each"}
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
    found += [_by_descent(tree, f, named) for f in named if not _in_office(f, seen)]
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
    if noun != head and lemma in WATERS and tree.token(noun).text[:1].isupper():
        return []
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


def _by_descent(tree: Tree, found: Found, named: Sequence[Found]) -> Found:
    """Who is told by his people and lives elsewhere ("ethnic Turks", "the Albanians of Serbia") is of the country he
    lives in, if any is told."""
    if found.kind != "demonym":
        return found
    kids = [k for head in tree.span(found.start, found.end) for k in tree.children[head]]
    before = {tree.token(k).text.lower() for k in kids}
    homes = {i for k in kids if tree.lemma(k) == "of" for i in tree.kids(k, "pobj")}
    people = found.actor.sector == "CVL" and any(f.head in homes and f.code not in {found.code, "IGO"} for f in named)
    if "ethnic" not in before and not people:
        return found
    actor = Actor(text=found.actor.text, name=found.actor.text, sector=found.actor.sector)
    return dataclass_replace(found, actor=actor, kind="folk")


def _plural_sector(tree: Tree, head: int) -> str:
    return "CVL" if tree.token(head).tag in {"NNS", "NNPS"} else "GOV"


def _phrase(tree: Tree, start: int, noun: int) -> str:
    end = tree.token(noun).end
    return tree.text[start:end] if end > start else tree.token(noun).text


def is_place(tree: Tree, head: int) -> bool:
    """Is this only where something is ("in Jerusalem", "Jerusalem, where …")?"""
    if any(tree.token(k).text.lower() == "where" for c in tree.kids(head, "relcl") for k in tree.kids(c, "advmod")):
        return True
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
        sector, bloc = tables.roles().get(tree.lemma(index)), _bloc(tree, index)
        if (sector is None and bloc is None) or token.dep in {"compound", "amod"}:
            continue
        if any(f.start <= token.start < f.end for f in found):
            continue
        actor = bloc or Actor(text=token.text, name=token.text, sector=sector)
        roles.append(Found(token.start, token.end, index, actor, "role", place=is_place(tree, index)))
    return roles


def _bloc(tree: Tree, noun: int) -> Actor | None:
    """States told by where they lie ("Western countries", "Gulf states"): as the bodies of states, of none of them."""
    if tree.token(noun).text.lower() not in tables.words("blocs"):
        return None
    for kid in tree.kids(noun, "amod", "compound", "nmod"):
        if tree.token(kid).text in tables.words("quarters"):
            name = f"{tree.token(kid).text} {tree.token(noun).text}"
            return Actor(text=name, name=name, code="IGO", sector="GOV")
    return None


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
        elif _their(tree, index, lemma):
            actors = _their_states(memory, found, token.start)
        elif plain == "it" and token.dep in {"nsubj", "nsubjpass"} and not _led(tree, index, found) and memory.thing:
            actors = memory.thing
        elif lemma in {"delegation", "visitor", "guest"} and memory.visitors and _definite(tree, index):
            actors = memory.visitors
        elif lemma in HOLDERS:
            words = lemma if _definite(tree, index) else _seat(tree, index)
            holder = memory.holder(words) if words else None
            actors = (holder.actor(token.text),) if holder else ()
        for actor in actors:
            who = replace(actor, text=token.text)
            refs.append(Found(token.start, token.end, index, who, "reference", is_place(tree, index)))
    return refs


def _antecedent(tree: Tree, index: int, memory: Memory, found: Sequence[Found]) -> Actor | None:
    """Who "he" is: the person this sentence began with, in an earlier clause, else the one last spoken of."""
    token = tree.token(index)
    other = token.text.lower() != "she"
    here = [f for f in found if f.actor.person and f.head < index and callings.sex(f.actor.name) is not other]
    subjects = [f for f in here if tree.token(f.head).dep in {"nsubj", "nsubjpass"}]
    if first := next((f for f in subjects if tree.token(f.head).head != token.head), None):
        return first.actor
    if here and not subjects and any(callings.sex(f.actor.name) is other for f in found if f.head < index):
        return here[-1].actor
    spoken = [p for p in (memory.subject, *reversed(memory.spoken_of)) if p is not None]
    person = next((p for p in spoken if callings.sex(p.name) is not other), next(iter(spoken), None))
    return person.actor(token.text) if person is not None else None


def _led(tree: Tree, index: int, found: Sequence[Found]) -> bool:
    """Has the sentence a subject of its own before this pronoun, which it then means?"""
    return any(f.head < index and tree.token(f.head).dep in {"nsubj", "nsubjpass"} for f in found)


def _is_pair(tree: Tree, index: int, plain: str, lemma: str) -> bool:
    if plain in {"they", "both"} and tree.token(index).dep in {"nsubj", "nsubjpass"}:
        return True
    if _each(tree, index, plain, lemma):
        return True
    if plain == "two" and tree.token(index).dep in {"nsubj", "nsubjpass", "pobj"}:
        return True
    if lemma not in GROUPS:
        return False
    counted = {tree.token(c).text.lower() for c in tree.children[index]}
    aside = any(tree.token(p).text.lower() == "of" for p in tree.kids(index, "prep"))
    told_apart = aside or any(tree.kids(index, "amod", "poss", "compound"))
    several = "the" in counted and tree.token(index).tag == "NNS" and lemma in THOSE
    return (several or bool(counted & {"two", "both"})) and not told_apart


def _each(tree: Tree, index: int, plain: str, lemma: str) -> bool:
    """Is this "each" of two that are told to do something to "the other"?"""
    counted = {tree.token(k).text.lower() for k in tree.children[index]}
    alone = plain == "each" or ("each" in counted and lemma in STATES)
    return alone and tree.token(index).dep == "nsubj" and re.search(r"\bthe other\b", tree.text) is not None


def _their(tree: Tree, index: int, lemma: str) -> bool:
    """Is this "their foreign ministers", of two states just told of?"""
    whose = {tree.token(k).text.lower() for k in tree.kids(index, "poss")}
    return lemma in THOSE and tree.token(index).tag == "NNS" and whose == {"their"}


def _their_states(memory: Memory, found: Sequence[Found], start: int) -> tuple[Actor, ...]:
    """The two states told of in the sentence so far, else those told side by side before."""
    here = {f.code: state_of(f.actor) for f in found if f.end <= start and f.code in countries.codes()}
    return tuple(here.values()) if len(here) == 2 else () if here else memory.row


def _pair(tree: Tree, index: int, lemma: str, memory: Memory, found: Sequence[Found]) -> tuple[Actor, ...]:
    """The two of whom the sentence has told so far, else those who last did something together; "the two countries" are
    their states. Nobody where the sentence has told of more than two."""
    here = [f.actor for f in found if f.end <= tree.token(index).start and f.code in countries.codes()]
    told = {a.code for a in here}
    pair = memory.pair
    if len(told) == 2 and tree.token(index).pos != "PRON":
        people = [a for a in here if a.person]
        pair = tuple(people if {a.code for a in people} == told else here)
    elif lemma in HOLDERS and (not pair or any(a.office and not _is_one(a.office, lemma) for a in pair)):
        spoken = [p for p in reversed(memory.spoken_of) if any(_is_one(office, lemma) for office in p.offices)]
        pair = tuple(p.actor("") for p in spoken[1::-1])
    elif lemma in MORTALS and not all(a.person for a in pair):
        pair = tuple(p.actor("") for p in memory.spoken_of[-2:])
    if lemma in STATES:
        pair = tuple(state_of(a) for a in pair if a.code in countries.codes())
    pair = tuple(dict.fromkeys(pair))
    if lemma in STATES and len(pair) < 2:
        pair = memory.row
    return pair if len({a.code or a.key for a in pair}) > 1 else ()


def holds(office: str, head: str) -> bool:
    """Is this an office of this head ("prime minister", "minister")?"""
    return re.search(rf"\b{head}\b", office, re.I) is not None


def _is_one(office: str, head: str) -> bool:
    """Is who holds this office one of "the ministers", or, heading state or government, of "the leaders"?"""
    return holds(office, head) or (head == "leader" and ranks.rank(office) >= ranks.LEADER)


def state_of(actor: Actor) -> Actor:
    """The state of an actor."""
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


def _seat(tree: Tree, index: int) -> str | None:
    """The office of "the prime minister", "the foreign minister": words before it that say of what, and no others."""
    before = tree.kids(index, "amod", "compound")
    kids = [k for k in tree.children[index] if k not in before and tree.token(k).dep not in {"punct", "appos"}]
    the = any(tree.token(k).text.lower() == "the" for k in kids)
    if not before or not the or any(tree.token(k).dep in {"prep", "acl", "relcl", "poss", "conj", "cc"} for k in kids):
        return None
    words = " ".join(tree.token(k).text.lower() for k in (*before, index))
    return words if ranks.rank(words) >= ranks.MINISTER else None


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
