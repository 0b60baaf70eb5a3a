"""Whose somebody is who is told without a country: "its coastguard", "the protesters", "he".

Each such actor is weighed against every actor of the sentence whose country is told, and takes the country of the one
that the traits of the two speak for most, or none. In an act, where the two stand in it speaks too: whom police arrest
is rather of their country than whom an army shells. Weights: belonging.tsv.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from msgspec.structs import replace

from communique.lexicon import countries
from communique.record import announcing, tables
from communique.record.actors import Found
from communique.record.traits import Act, ends, side
from communique.record.tree import Tree
from communique.record.ways import short, way
from communique.record.weights import tables as weighed

BODIES = {"IGO", "NGO", "IMG"}
POSSESSIVES = {"its", "their", "his", "her", "own"}
VISITORS = {"delegation", "visitor", "guest", "mission", "team"}
"""Whom a report tells with their country, or has told of before: they are of no other they are told beside."""
BESIDE = {
    "ally",
    "rival",
    "foe",
    "enemy",
    "adversary",
    "partner",
    "opponent",
    "critic",
    "counterpart",
    "neighbour",
    "neighbor",
}
"""Whom a name before them is beside or against: "a key American ally" is no American."""
KEEPERS = {"GOV", "MIL", "COP", "JUD"}
ASKED = {"REQUEST", "AGREE", "SUPPORT", "REJECT", "THREATEN"}
"""What is done to another state by those told by a noun alone ("the government asked Mexico")."""
STATES_OWN = re.compile(
    r"\b(?:minister|premier|chancellor|mayor|senator|general|colonel|captain|major|admiral)\b", re.I
)
"""Offices that bodies of states do not have."""
FLED = {"refugee", "migrant", "seeker"}
"""Whom those who fled live under, who are not of the state that was left."""
TONGUES = {"language", "dialect", "alphabet", "translation", "literature", "spelling"}
OWN = {"/of", "/from", "/poss", "/amod", "/compound", "/nmod", "/nmod>poss", "/compound>amod"}
ENOUGH = 0.5
"""Probability from which a country is taken over."""
SURELY = 0.95
"""The same for who is named: in reports of people told without their state (bench/officials) what is less sure is wrong
more often than right."""


@dataclass(frozen=True)
class Belonging:
    """Whom somebody was taken to belong to, how surely (0..1), and the traits of the two."""

    found: Found
    owner: Found
    probability: float
    told: tuple[str, ...]

    @property
    def traits(self) -> tuple[tuple[str, float], ...]:
        """The traits that spoke for and against."""
        return weighed()["belonging"].telling(self.told, "owner")


def aside(tree: Tree, found: Found) -> bool:
    """Does a name only tell of whom another is an ally or foe ("Uganda's ally"), or in which tongue something is?"""
    if not found.loose:
        return False
    noun, owns = tree.lemma(tree.token(found.head).head), tree.token(found.head).dep == "poss"
    return noun in TONGUES | {"ally"} or (owns and noun in BESIDE)


def needs(found: Found) -> bool:
    """Is this somebody whose country the sentence may tell elsewhere?"""
    return found.code is None and found.kind in {"role", "person", "folk", "pronoun"}


Ties = dict[tuple[int, int, str | None], tuple[tuple[str, ...], float]]
"""What ties two whatever they do and how far that speaks for it, by where they begin and the country; kept from act to
act of a sentence."""


def settle(tree: Tree, found: Sequence[Found], act: Act | None = None, ties: Ties | None = None) -> list[Belonging]:
    """Gives those without a country the one they belong to, in this act or whatever they do; says whom and why."""
    ties = {} if ties is None else ties
    settled = []
    for one in found:
        if needs(one) and (best := _best(tree, one, found, act, ties)) is not None:
            settled.append(best)
    for belonging in settled:
        _take(belonging)
    return settled


def _object(tree: Tree, found: Found, verb: int) -> bool:
    """Is this what a verb is done to?"""
    token = tree.token(found.head)
    return token.head == verb and token.dep == "dobj" and not tree.passive(verb)


def _told_of(tree: Tree, one: Found, owners: Sequence[Found]) -> list[Found]:
    """Of which state the clause tells that somebody in office is named behind as saying so ("Germany has put off a
    decision on Ukraine, Chancellor Maurer said")."""
    verb = tree.token(one.head).head
    if tree.token(one.head).dep != "nsubj" or not announcing.says(tree, verb):
        return []
    clauses = [clause for clause in tree.kids(verb, "ccomp") if clause < one.head]
    subjects = {j for clause in clauses for i in tree.subjects(clause) for j in tree.joined(i)}
    return [owner for owner in owners if owner.head in subjects and owner.code not in BODIES]


def _best(tree: Tree, one: Found, found: Sequence[Found], act: Act | None, ties: Ties) -> Belonging | None:
    weigh = weighed()["belonging"].sums
    owners = [f for f in found if f.code and (one.kind == "pronoun" or not aside(tree, f))]
    if act is not None and act.event in ASKED and one.kind == "role" and one.head in act.subjects:
        owners = [o for o in owners if o.kind not in {"name", "capital"} or not _object(tree, o, act.token)]
    if one.actor.sector in {"REB", "CRM"}:
        owners = [o for o in owners if o.code not in BODIES or short(way(tree, one.head, o.head)) in OWN]
    if one.actor.person and one.actor.office and (saying := _told_of(tree, one, owners)):
        owners = saying
    if tree.lemma(one.head) in VISITORS:
        owners = [owner for owner in owners if short(way(tree, one.head, owner.head)) in OWN]
    if tree.lemma(one.head) in BESIDE:
        owners = [owner for owner in owners if short(way(tree, one.head, owner.head)) not in OWN]
    if one.actor.sector in KEEPERS:
        owners = [o for o in owners if tree.lemma(o.head) not in FLED or short(way(tree, one.head, o.head)) in OWN]
    if one.kind == "pronoun" and one.actor.text.lower() in {"he", "she", "him"}:
        owners = [owner for owner in owners if owner.code not in BODIES or owner.actor.person]
    if one.actor.person:
        others = {f.code for f in found if f.actor.person and f is not one}  # whom two meet is seldom of one's own
        owners = [owner for owner in owners if owner.code not in {"NGO", "IMG", *others}]
        if STATES_OWN.search(one.actor.office or ""):
            owners = [owner for owner in owners if owner.code not in BODIES]
    odds = []
    for owner in owners:
        key = (one.start, owner.start, owner.code)
        if key not in ties:
            traits = tuple(of(tree, one, owner, owners))
            ties[key] = traits, weigh(traits)[0]
        acting = weigh(in_act(act, one, owner))[0] if act else 0.0
        odds.append(exp(min(30.0, ties[key][1] + acting)))
    whole = 1.0 + sum(odds)
    share: dict[str, float] = {}
    for owner, odd in zip(owners, odds, strict=True):
        share[str(owner.code)] = share.get(str(owner.code), 0.0) + odd / whole
    code = max(share, key=lambda code: share[code], default=None)
    if code is None or share[code] < (SURELY if one.actor.person else ENOUGH):
        return None
    place = max((n for n, owner in enumerate(owners) if owner.code == code), key=lambda n: odds[n])
    owner = owners[place]
    told = (*ties[one.start, owner.start, owner.code][0], *(in_act(act, one, owner) if act else ()))
    return Belonging(one, owner, share[code], told)


def _take(belonging: Belonging) -> None:
    one, owner = belonging.found, belonging.owner
    if one.kind == "pronoun":
        one.actor = replace(owner.actor, text=one.actor.text)
        return
    name = one.actor.name
    if not one.actor.person:
        name = countries.name(str(owner.code)) if owner.code in countries.codes() else owner.actor.name
    one.actor = replace(one.actor, code=owner.code, name=name)


def of(tree: Tree, one: Found, owner: Found, owners: Sequence[Found]) -> Iterator[str]:
    """The traits of somebody without a country and one who has one, whatever they do."""
    told, lemma = _told(tree, one), tree.lemma(one.head)
    between = way(tree, one.head, owner.head)
    order = "before" if owner.start < one.start else "after"
    states = list(dict.fromkeys(f.code for f in owners))
    sort = (
        "place" if owner.place else "body" if owner.code in BODIES else "person" if owner.actor.person else owner.kind
    )
    yield from ("bias", f"kind {one.kind}", f"sector {one.actor.sector}", f"'{lemma}'", f"told {told}")
    yield from (f"way {between}", f"short {short(between)}", f"{told} short {short(between)}")
    number = "only" if len(states) == 1 else "first" if owner.code == states[0] else "other"
    for trait in (sort, order, number, f"{sort} {order} {number}"):
        yield from (trait, f"{one.kind} {trait}", f"{told} {trait}", f"{one.actor.sector} {trait}")
    yield f"'{lemma}' {number} {sort}"
    for name in _names(tree, one, owners):
        yield from (name, f"{name} {short(between)}", f"{name} {sort} {order}", f"{name} {one.kind}")
    if owner is _nearest(one, owners):
        yield from ("nearest", f"nearest {told}")
    yield f"sectors {one.actor.sector} {owner.actor.sector}"
    for bond in _bonds(tree, one, owner):
        yield from (bond, f"{told} {bond}", f"{one.kind} {bond}", f"{one.actor.sector} {bond} {number}")


def in_act(act: Act, one: Found, owner: Found) -> Iterator[str]:
    """Where the two stand in an act."""
    here, there = ends(act, one), ends(act, owner)
    place = "place" if owner.place else "free"
    order = f"{side(act, one)} {side(act, owner)} {place}"
    yield from (f"act {here} {there}", f"act {act.told} {here} {there}", f"act {act.event} {here} {there}")
    yield from (f"act {order}", f"act {act.told} {order}", f"act {act.event} {order}", f"act '{act.lemma}' {order}")
    sectors = f"{one.actor.sector} {owner.actor.sector}"
    yield from (f"act {act.event} {sectors}", f"act {act.event} {one.actor.sector} {order}")
    yield f"act {act.event} {owner.actor.sector} {order}"


def _nearest(one: Found, owners: Sequence[Found]) -> Found | None:
    before = [f for f in owners if f.start < one.start]
    return before[-1] if before else None


def _names(tree: Tree, one: Found, owners: Sequence[Found]) -> Iterator[str]:
    """Is somebody told by a name that is no country's ("Tibetan monks", "separatists of Patani")?"""
    known = {i for f in owners for i in tree.span(f.start, f.end)}
    for kid in tree.children[one.head]:
        token = tree.token(kid)
        if token.dep in {"amod", "compound", "nmod", "poss"}:
            inside = {kid, *tree.kids(kid, "compound", "amod", "poss", "case")}
            if token.text[:1].isupper() and not inside & known and (token.start or token.pos == "PROPN"):
                yield "named"
        for place in tree.kids(kid, "pobj") if token.dep == "prep" else ():
            if tree.token(place).pos == "PROPN" and not {place, *tree.kids(place, "compound")} & known:
                yield f"named {token.text.lower()}"


def _told(tree: Tree, one: Found) -> str:
    """How a noun is introduced: "its", "the", "a", a number, bare, or a pronoun's own word."""
    if one.kind == "pronoun":
        return tree.token(one.head).text.lower()
    kids = tree.children[one.head]
    words = {tree.token(k).text.lower() for k in kids}
    if own := words & POSSESSIVES:
        return min(own)
    if any(tree.token(k).dep == "poss" for k in kids):
        return "owned"
    if foreign := words & {"foreign", "local", "international", "other", "regional"}:
        return min(foreign)
    plural = "s" if tree.token(one.head).tag in {"NNS", "NNPS"} else ""
    if any(tree.token(k).pos == "NUM" for k in kids):
        return "number"
    article = words & {"the", "a", "an", "no", "any", "some", "two", "both", "this", "that"}
    return (min(article) if article else "bare") + plural


def _bonds(tree: Tree, one: Found, owner: Found) -> Iterator[str]:
    """What ties the two in their clauses: an owner that is the subject of the verb the other completes, or of the verb
    that governs its clause."""
    steps = 0
    for above in [one.head, *tree.up(one.head)]:
        if tree.token(above).pos not in {"VERB", "AUX"}:
            continue
        steps += 1
        if owner.head in {i for s in tree.subjects(above) for i in tree.joined(s)} and owner.head != one.head:
            dep = _role(tree, one, above)
            yield f"subject {min(steps, 3)}"
            yield f"subject {min(steps, 3)} {dep}"
            for event in sorted({rule.event for rule in tables.rules()[0].get(tree.lemma(above), ())}):
                yield f"subject {event} {dep}"
    if owner.start < one.start and any(tree.token(i).text in {";", ","} for i in range(owner.head, one.head)):
        yield "over a comma"
    if abs(owner.head - one.head) < 5:
        yield "near"


def _role(tree: Tree, one: Found, verb: int) -> str:
    """How somebody hangs on a verb: its subject, its object, a preposition's word, or deeper."""
    head = one.head
    while tree.token(head).dep in {"conj", "appos"}:
        head = tree.token(head).head
    token = tree.token(head)
    if token.head == verb:
        return token.dep
    if token.dep == "pobj" and tree.token(token.head).head == verb:
        return tree.token(token.head).text.lower()
    return "deep"
