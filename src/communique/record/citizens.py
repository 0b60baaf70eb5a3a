"""Of which state somebody is at whose name no state is told: a choice among all that the report tells of, scored by how
each stands to the name.

What speaks for a state: it acts, in the sentence before or elsewhere in the report; somebody was sent, named or led by
it; it is his home, or he goes back to it. What speaks against one: he acts on it, goes to it, flees from it or only
stands there; somebody else is its man. Weights by hand (`WEIGHTS`), tried on the sides of
bench/resolution that may be read.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from communique.lexicon import countries
from communique.record import acting, tables
from communique.record.memory import Person, Seen
from communique.record.naming import Named
from communique.record.told import Told
from communique.record.tree import Tree

WEIGHTS = {
    "acts": 1.0, "acts in the sentence before": 0.6, "named or sent somebody": 1.5, "owns what is told": 0.4,
    "a place": -0.6, "he acts on it": -1.6, "he goes or speaks to it": -1.2, "told in what he says": -0.8,
    "he is in it": -0.2, "he goes back to it": 1.2, "he stays there, or flees": -1.0, "somebody else's": -2.0,
    "has such a court or body": 1.5, "told nearest before": 0.5, "told behind": -0.2, "each sentence away": -0.15,
    "of others": -0.9, "of his people": 0.8, "one of its people was told of": 1.5,
    "led by him": 2.0, "a town of it, where he is": 0.4,
    "in the words before his name": 3.0, "said behind his name": 2.0, "he speaks to its people": 0.3,
    "he does it for them": 1.0, "acts on him": 0.0,
}  # fmt: skip
"""What each thing said of a state counts for it."""
SENDS = frozenset(
    ["name", "appoint", "send", "dispatch", "nominate", "elect", "choose", "pick", "recall", "replace", "swear", "lose"]
)
LEADS = frozenset(["command", "head", "lead", "run", "chair", "govern", "rule", "represent", "defend", "open"])
"""What a state does to its own people."""
BACK = re.compile(
    r"\b(?:returned|returns|went|flew|came|go|drove|sailed|recalled|back|home)(?: back| home)? to (?:the )?$"
)
AWAY = re.compile(
    r"\b(?:asylum|exile|refuge|refused|living|lives?|lived|seen|hiding|fled|sheltered|hides?|held|jailed|arrested|detained"
    r"|freed|studied|visa|flew|back|returned)\b[^,;.]*\b(?:in|to|from|by) (?:the )?$"
)
HERE = frozenset(["in", "at", "near", "outside", "inside"])
HERE_IN = re.compile(r"\b(?:[Ii]n|[Aa]t) (?:the )?$")
TOWARDS = frozenset(["to", "against", "with", "from", "for", "at", "into", "towards", "by", "over", "on"])
SEATED = re.compile(
    r"\b(?:court|tribunal|parliament|university|garrison|squadron|prison|port|mine|army|navy) (?:in|at|of) $"
)
ONE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Nn]o) $")
BESIDE = re.compile(r"(?:['’]s?)?(?: [\w'’-]+){0,6},? ?")
APART = re.compile(
    r"\b(?:and|or|to|from|with|that|said|told|met|asked|was|is|were|has|had|will|when|but|by|at|for|on|as|does|did|than"
    r"|in|before|after|because|while|where|who|whom|which)\b"
)
"""What stands between a state and somebody who is told by it, and what parts them."""
SAID = re.compile(
    r", (?:$|(?:an?|the|once|now|then|formerly|born|who|whose|from|of|herself|himself|also|like|until|aged|\d+)\b)"
    r"| of | who | is an? | \("
)
"""How what is said of somebody begins behind his name."""
PLACED = re.compile(r"\b(?:[Ii]n|[Tt]o|[Aa]t|[Ff]rom|near|with|against|into|outside|for|when|while|as|over) (?:the )?$")
ALONE = re.compile(r"[,.;]| (?:who|whose|called|named)\b")
PEOPLE = re.compile(r" (?:officials?|lawmakers?|activists?|diplomats?|ministers?|exiles?|police|troops|dissidents?)\b")


class Candidate(NamedTuple):
    """A state the report tells of, what it scores for a person, and the reasons."""

    code: str
    score: float
    why: tuple[str, ...]


def choose(told: Told, person: Person) -> Candidate | None:
    """The state that most speaks for, None where the report tells of none."""
    known = candidates(told, person)
    best = max(known, key=lambda one: one.score, default=None)
    return best if best is not None and (best.score > FLOOR or len(known) == 1) else None


FLOOR = -1.5
"""What a state has to score to be taken where others are told of."""


def candidates(told: Told, person: Person) -> list[Candidate]:
    """Every state the report tells of, each by the place where most speaks for it."""
    places = [(index, one) for index, seen in enumerate(told.seen) for one in seen if one.person is person]
    if not places:
        return []
    others = {other.code for other in told.memory.people if other is not person}
    found: dict[str, Candidate] = {}
    for at in range(len(told.trees)):
        for named in told.names[at]:
            if named.code not in countries.codes() or named.text in person.name:
                continue
            why = tuple(_traits(told, at, named, places, others))
            score = sum(WEIGHTS[trait] for trait in why) + WEIGHTS["each sentence away"] * abs(at - places[0][0])
            code = str(named.code)
            if code not in found or score > found[code].score:
                found[code] = Candidate(code, score, why)
        for start, end, code in told.places(at):
            covered = any(n.start < end and start < n.end for n in told.names[at])
            trait = None if covered else _town(told.trees[at], start, [one for index, one in places if index == at])
            score = WEIGHTS[trait] + WEIGHTS["each sentence away"] * abs(at - places[0][0]) if trait else 0.0
            if trait and code in countries.codes() and (code not in found or score > found[code].score):
                found[code] = Candidate(code, score, (trait,))
    return list(found.values())


def _traits(
    told: Told, at: int, named: Named, places: list[tuple[int, Seen]], others: Collection[str | None]
) -> Iterator[str]:
    """What stands for and against a state where it is named."""
    tree, first = told.trees[at], places[0]
    before = tree.text[: named.start]
    if any(index == at and leading(tree, named, one) for index, one in places):
        yield "in the words before his name"
        return
    if any(index == at and behind(tree.text, named, one) for index, one in places):
        yield "said behind his name"
        return
    if named.code in others:
        yield "somebody else's"
    if BACK.search(before):
        yield "he goes back to it"
    elif AWAY.search(before):
        yield "he stays there, or flees"
    elif SEATED.search(before):
        yield "has such a court or body"
    if (at, named.end) <= (first[0], first[1].start) and named is _last_before(told, first):
        yield "told nearest before"
    elif (at, named.start) > (first[0], first[1].end):
        yield "told behind"
    if PEOPLE.match(tree.text, named.end) and at < first[0]:
        yield "of his people"
    if named.kind == "demonym" and ONE.search(before) and ALONE.match(tree.text, named.end) and not _many(tree, named):
        yield "one of its people was told of"
        return
    top = _top(tree, named)
    if top is None:
        return
    if at == first[0] + 1 and named.kind == "demonym" and re.search(r"\bThe $", before) and _someone(tree, named, top):
        yield "one of its people was told of"
        return
    token = tree.token(top)
    if top != tree.head_of(named.start, named.end) and tree.text.startswith(("'s ", "’s "), named.end):
        yield "owns what is told"
    mine = next((_subject(tree, one) for index, one in places if index == at and _subject(tree, one) is not None), None)
    verb = token.head
    if token.dep in {"nsubj", "nsubjpass"}:
        inside = mine is not None and mine in tree.up(verb)
        acts = acting.place(tree, named) is None
        done = any(index == at and _undergoes(tree, one, verb) for index, one in places)
        if done and tree.lemma(verb) not in SENDS:
            yield "acts on him"
            return
        yield "told in what he says" if inside else "acts" if acts else "a place"
        if not inside and acts and at == first[0] - 1:
            yield "acts in the sentence before"
        if not inside and tree.lemma(verb) in SENDS:
            yield "named or sent somebody"
    elif token.dep in {"dobj", "dative"} and tree.lemma(verb) in LEADS:
        yield "led by him"
    elif token.dep in {"dobj", "dative"}:
        his = mine is not None and mine in (verb, *tree.up(verb))
        own = named.kind == "demonym" and _many(tree, named) and not re.search(r"\b[Tt]he $", before)
        yield "of others" if not his else "he speaks to its people" if own else "he acts on it"
    elif token.dep == "pobj":
        word = tree.token(verb).text.lower()
        governed = mine is not None and mine in tree.up(verb)
        if word in HERE:
            yield "he is in it" if governed or mine is None else "a place"
        elif word == "for" and governed:
            yield "he does it for them"
        elif word in TOWARDS:
            yield "he goes or speaks to it" if governed else "of others"


def _town(tree: Tree, start: int, mine: list[Seen]) -> str | None:
    """What a town says of who is named in the sentence: it has his court or garrison, or he speaks or acts in it."""
    before = tree.text[:start]
    if SEATED.search(before):
        return "has such a court or body"
    head = tree.head_of(start, start + 1)
    if head is None or not HERE_IN.search(before) or tree.token(head).dep != "pobj":
        return None
    verb = tree.token(tree.token(head).head).head
    if tree.kids(verb, "dobj"):
        return None
    return "a town of it, where he is" if any(_subject(tree, one) == verb for one in mine) else None


def leading(tree: Tree, named: Named, seen: Seen) -> bool:
    """Does a name of a state stand in the words before somebody's own that tell who he is?"""
    text = tree.text
    gap = text[named.end : seen.start] if named.end <= seen.start else "."
    if any(tree.token(i).pos in {"VERB", "AUX"} for i in tree.span(named.end, seen.start)):
        return False
    if PLACED.search(text[: named.start]):
        return False
    return BESIDE.fullmatch(gap) is not None and not APART.search(gap)


def behind(text: str, named: Named, seen: Seen) -> bool:
    """Does a name of a state stand in the words right behind somebody's own that tell who he is?"""
    gap = text[seen.end : named.start] if seen.end <= named.start else ""
    if gap == ", " and not re.match(r"[,.;)]|['’]s ", text[named.end :]):
        return False
    return SAID.match(gap) is not None and not re.search(r"[.;:]", gap)


def _last_before(told: Told, first: tuple[int, Seen]) -> Named | None:
    """The state named last before a name, in its sentence or the one before."""
    index, seen = first
    here = [n for n in told.names[index] if n.end <= seen.start and n.code in countries.codes()]
    earlier = [n for at in range(index - 1, -1, -1) for n in reversed(told.names[at]) if n.code in countries.codes()]
    return here[-1] if here else next(iter(earlier), None)


def _top(tree: Tree, named: Named) -> int | None:
    """The noun that a name stands for or before, first of its row."""
    head = tree.head_of(named.start, named.end)
    for _ in range(8):
        if head is None or tree.token(head).dep not in {*acting.MODIFIES, "conj", "appos"}:
            break
        if tree.token(head).head == head:
            break
        head = tree.token(head).head
    return head


def _undergoes(tree: Tree, seen: Seen, verb: int) -> bool:
    """Is something done to a person by the subject of a verb?"""
    head = tree.head_of(seen.start, seen.end)
    return head is not None and tree.token(head).dep == "dobj" and tree.token(head).head == verb


def _someone(tree: Tree, named: Named, top: int) -> bool:
    """Is it one person who is told of by his people and what he does ("The Omani doctor")?"""
    token, lemma = tree.token(top), tree.lemma(top)
    known = lemma in acting.words_of("people") or lemma in tables.roles() or acting.PERSONAL.search(lemma)
    return token.tag == "NN" and token.start > named.end and token.dep in {"nsubj", "nsubjpass"} and bool(known)


def _many(tree: Tree, named: Named) -> bool:
    """Does a demonym tell of several ("Armenians")?"""
    head = tree.head_of(named.start, named.end)
    return head is not None and tree.token(head).tag in {"NNS", "NNPS"}


def _subject(tree: Tree, seen: Seen) -> int | None:
    """The verb that a person does."""
    head = tree.head_of(seen.start, seen.end)
    while head is not None and tree.token(head).dep in {"appos", "compound", "conj"} and tree.token(head).head != head:
        head = tree.token(head).head
    if head is None or tree.token(head).dep not in {"nsubj", "nsubjpass"}:
        return None
    return tree.token(head).head
