"""What speaks for the sides of an act: the traits of a party in it, and of two parties, each a few short words.

A trait names the way through the parse from the act to the party (prepositions by their words), the order of mention,
how the act is told, what sort of actor it is, and whether the sentence only has it from them.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from communique.record import attribution, tables
from communique.record.actions import ELSEWHEN
from communique.record.actors import PLACE_PREPOSITIONS, Found
from communique.record.tree import Tree
from communique.record.ways import SAME, short, way

TOGETHER = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}
SPEECH = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
CLAUSES = {"ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"}
WHOSE = {"of", "in", "from", "at"}
INSIDE = {"poss", "amod", "compound", "nmod"}
GOING = {
    "go", "travel", "fly", "head", "leave", "depart", "proceed", "continue", "move", "sail", "drive", "journey",
    "return", "come", "arrive",
}  # fmt: skip
DIRECTIONS = {"to", "for", "into", "onto", "towards", "toward", "in", "at"}
"""Verbs of going, and the prepositions that tell where to."""

Party = tuple[Found, ...]
"""Those who stand together in a sentence, coordinated or in apposition, in text order."""


class Option(NamedTuple):
    """A way to give out the sides: numbers of parties, None for a side that is not told."""

    actor: int | None
    recipient: int | None
    together: bool

    @property
    def answers(self) -> tuple[str, str]:
        """What the first and the second party are in this option."""
        return ("together", "together") if self.together else ("actor", "recipient")

    @property
    def sort(self) -> str:
        """Whether the two act together or one on the other."""
        return "both" if self.together else "pair"

    @property
    def lacks(self) -> str:
        """Which side is not told, if one is not."""
        if self.actor is not None and self.recipient is not None:
            return ""
        return "alone" if self.together else "no actor" if self.actor is None else "no recipient"


def parties(tree: Tree, found: Sequence[Found]) -> list[Party]:
    """Everyone found, in parties, in text order. Who is told by a country ("police in Tirana", "a delegation of X") is
    one party with it."""
    at: dict[int, list[Found]] = {}
    for one in found:
        at.setdefault(_stands(tree, one, found), []).append(one)
    return [tuple(those) for those in at.values()]


def _stands(tree: Tree, one: Found, found: Sequence[Found]) -> int:
    """The word somebody stands at: what they are coordinated to, or belong to and share the country of."""
    head, source = one.head, attribution.credited(tree)
    while True:
        token = tree.token(head)
        above = token.head
        if (head in source) != (above in source):
            return head
        if token.dep == "pobj" and tree.token(above).text.lower() in WHOSE:
            above = tree.token(above).head
        elif token.dep not in SAME | INSIDE or above == head:
            return head
        owner = next((f for f in found if f.head == above and f is not one), None)
        if token.dep not in SAME and (owner is None or owner.code is None or owner.code != one.code):
            return head
        head = above


class Act:
    """A trigger as those found see it: its token and type, how it is told, who is in its sentence. `reciprocal` says
    that the word tells what is done together."""

    def __init__(self, tree: Tree, token: int, event: str, reciprocal: bool, found: Sequence[Found]) -> None:
        self.tree, self.token, self.event, self.found = tree, token, event, found
        verb = tree.token(token).pos in {"VERB", "AUX"}
        self.told = "noun" if not verb else "passive" if tree.passive(token) else "verb"
        self.sort = "together" if event in TOGETHER else "speech" if event in SPEECH else "material"
        self.reciprocal = reciprocal
        self.lemma = tree.lemma(token)
        self.chain = [token, *tree.up(token)]
        subjects = tree.subjects(token) if verb else self._governing()
        self.subjects = {i for s in subjects for i in tree.joined(s)}
        self.goals = self._goals()
        self.standing = [f for f in found if not f.place]
        self.start = tree.token(token).start
        self.before = [f for f in self.standing if f.start < self.start]
        self.after = [f for f in self.standing if f.start >= self.start]

    @cached_property
    def within(self) -> set[int]:
        """The words of its subjects, without those of clauses in them."""
        return {i for s in self.subjects for i in self.tree.down(s, clauses=False)}

    @cached_property
    def states(self) -> str:
        """Whether those who are more than a place are of one state or of several, once it is settled whose they are."""
        return "one" if len({f.code for f in self.standing if f.code}) < 2 else "several"

    def _governing(self) -> list[int]:
        """The subject of the verb that a noun completes ("launched an attack")."""
        for above in self.chain[1:]:
            if self.tree.token(above).pos in {"VERB", "AUX"}:
                return self.tree.subjects(above)
        return []

    def _goals(self) -> set[int]:
        """Where somebody goes before or after what this noun tells: Vietnam in "they go on to Vietnam after the visit
        to China"."""
        tree, token = self.tree, self.token
        while tree.token(token).dep in SAME:
            token = tree.token(token).head
        when = tree.token(token).head
        verb = tree.token(when).head
        apart = self.told == "noun" and tree.lemma(when) in ELSEWHEN and not tree.kids(self.token, "poss")
        if not (apart and tree.lemma(verb) in GOING and tree.subjects(verb)):
            return set()
        ways = (k for k in tree.kids(verb, "prep") if k != when and tree.lemma(k) in DIRECTIONS)
        return {i for k in ways for goal in tree.kids(k, "pobj") for i in tree.joined(goal)}


def of(act: Act, party: Party) -> Iterator[str]:
    """The traits of one party in one act, told by who stands first in it."""
    found = party[0]
    between = way(act.tree, act.token, found.head)
    tips = short(between)
    if len(party) > 1:
        yield from ("many", f"{act.event} many", f"many '{act.lemma}'")
    yield "bias"
    yield from (f"way {between}", f"short {tips}", f"{act.told} short {tips}")
    yield from (f"{act.event} short {tips}", f"{act.sort} {act.told} short {tips}", f"'{act.lemma}' short {tips}")
    subject = _subject(act, found)
    if subject:
        yield from (f"{subject}", f"{act.told} {subject}", f"{act.event} {subject}", f"'{act.lemma}' {subject}")
    for where in _order(act, found):
        yield from (where, f"{act.told} {where}", f"{act.sort} {where}")
    yield f"{act.told} {tips} {side(act, found)}"
    for sort in _sort(found):
        yield from (sort, f"{act.event} {sort}", f"{sort} short {tips}", f"{act.told} {sort} {side(act, found)}")
    for frame in _frame(act, found):
        yield from (frame, f"{act.sort} {frame}", f"{act.sort} {act.told} {frame}")
    if act.reciprocal:
        yield from ("mutual", f"mutual short {tips}", f"mutual {_order(act, found)[-1]}", f"mutual '{act.lemma}'")


def _subject(act: Act, found: Found) -> str | None:
    """Is this the act's subject, its own or one it has through control or coordination?"""
    if found.head in act.subjects:
        return "subject"
    return "in subject" if found.head in act.within else None


def side(act: Act, found: Found) -> str:
    """Before the act or after it, in the order of the sentence."""
    return "before" if found.start < act.start else "after"


def _order(act: Act, found: Found) -> list[str]:
    """Where it stands among those that are more than a place."""
    here = side(act, found)
    those = act.before if here == "before" else act.after
    if found not in those:
        return [f"{here} place"]
    number = those.index(found)
    if here == "before":
        number = len(those) - 1 - number
    alone = " alone" if len(act.standing) == 1 else ""
    return [
        here,
        f"{here} {min(number, 3)}{alone}",
        f"{here} {act.states} states",
        f"{here} {'first' if act.standing[0] is found else 'last' if act.standing[-1] is found else 'middle'}",
    ]


def _sort(found: Found) -> Iterator[str]:
    """What sort of actor this is."""
    yield f"kind {found.kind}"
    yield f"sector {found.actor.sector}"
    yield f"{found.kind} {'placed' if found.place else 'loose' if found.loose else 'free'}"
    yield "no state" if found.code is None else "body" if found.code in {"IGO", "NGO", "IMG"} else "state"


def _frame(act: Act, found: Found) -> Iterator[str]:
    """Who is only whom the sentence has it from, or stands in another clause than the act."""
    tree, head = act.tree, found.head
    while tree.token(head).dep in {"conj", "appos", "compound", "amod", "poss"} and tree.token(head).head != head:
        head = tree.token(head).head
    token = tree.token(head)
    above = tree.lemma(token.head)
    if token.dep == "nsubj" and token.head != act.token and above in tables.operators()["report"]:
        yield "reports" + (" above" if token.head in act.chain else "")
    if token.dep == "pobj" and above == "to" and "accord" in tree.lemma(tree.token(token.head).head):
        yield "according"
    if token.dep == "pobj" and tree.token(token.head).text.lower() in PLACE_PREPOSITIONS:
        yield f"place {tree.token(token.head).text.lower()}"
    for above_ in [found.head, *tree.up(found.head)]:
        if above_ in act.chain:
            break
        if tree.token(above_).dep in CLAUSES:
            yield f"within {tree.token(above_).dep}"
    for below in act.chain:
        if below in tree.up(found.head) or below == found.head:
            break
        if tree.token(below).dep in CLAUSES:
            yield f"outside {tree.token(below).dep}"
    distance = abs(found.head - act.token)
    yield "near" if distance < 4 else "close" if distance < 9 else "apart" if distance < 16 else "remote"
    if any(f is not found and f.code == found.code and f.start < found.start for f in act.found):
        yield "told again"


def of_pair(act: Act, those: Sequence[Party], option: Option) -> Iterator[str]:
    """The traits of a way to give out the sides."""
    yield from of_sort(act, option, len(those))
    yield from of_two(act, those, option)


def of_sort(act: Act, option: Option, number: int) -> Iterator[str]:
    """Those that all ways have in common in which as many take a side and as one takes it, out of a number of them."""
    sort = option.sort
    yield from (
        sort,
        f"{sort} {act.told}",
        f"{sort} {act.event}",
        f"{sort} {act.event} {act.told}",
        f"{sort} '{act.lemma}'",
    )
    if act.reciprocal:
        yield f"{sort} mutual"
    if lacks := option.lacks:
        yield from (lacks, f"{lacks} {act.told}", f"{lacks} {act.event} {act.told}", f"{lacks} '{act.lemma}'")
        yield from (f"{lacks} of {min(4, number)}", f"{lacks} {act.event} of {min(2, number)}")


def of_two(act: Act, those: Sequence[Party], option: Option) -> Iterator[str]:
    """Those of who takes which side; none where one side is not told."""
    if option.actor is None or option.recipient is None:
        return
    first, second, sort = those[option.actor], those[option.recipient], option.sort
    a, b = first[0], second[0]
    marks = sorted([(a.start, "A"), (b.start, "B"), (act.start, "t")])
    order = "".join(mark for _, mark in marks)
    yield from (f"{sort} {order}", f"{sort} {order} {act.told}", f"{sort} {order} {act.told} {act.sort}")
    yield from (f"{sort} {order} {act.event}", f"{sort} {order} '{act.lemma}'")
    codes, others = {f.code for f in first if f.code}, {f.code for f in second if f.code}
    states = "same" if codes & others else f"{'known' if codes else 'unknown'} {'known' if others else 'unknown'}"
    yield from (f"{sort} {states}", f"{sort} {act.event} {states}")
    yield from (f"{sort} {a.actor.sector} {b.actor.sector}", f"{sort} {act.event} {a.actor.sector} {b.actor.sector}")
    here, there = ends(act, a), ends(act, b)
    yield from (f"{sort} {here} {there}", f"{sort} {act.told} {here} {there}")
    between = short(way(act.tree, a.head, b.head))
    yield from (f"{sort} tie {between}", f"{sort} tie {between} {order}")
    left, right = sorted((a.start, b.start))
    amid = sum(left < f.start < right for f in act.standing)
    yield f"{sort} {order} over {min(3, amid)}"


def ends(act: Act, found: Found) -> str:
    """How a way from the act to somebody begins and ends; its subject is told as such, however far."""
    return "subject" if found.head in act.subjects else short(way(act.tree, act.token, found.head))
