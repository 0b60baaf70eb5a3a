"""Who else was at a meeting, told beside it or in a sentence of its own: "they were joined by …", "also present was …",
"… also attended the talks"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from communique.model import Actor, Mention
from communique.record.actors import Found
from communique.record.drafts import Draft
from communique.record.tree import Tree

WITH = {"accompany", "join", "flank"}
"""What those do who come along with somebody."""
ATTEND = {"attend", "participate", "join", "sit"}
MEETINGS = {"talk", "meeting", "session", "conversation", "negotiation", "discussion", "dinner", "lunch", "it", "they"}
BACK = 3
"""Sentences back to the meeting that a report goes on to tell of."""
SURE = 0.3
"""Least confidence of what it told of it."""


class Attended(NamedTuple):
    """Somebody told to have been there too, by which word, and whom he came along with, where that is told."""

    token: int
    actor: Actor
    host: Actor | None


def beside(tree: Tree, found: Sequence[Found]) -> list[Attended]:
    """All people told to have been there too."""
    people = {f.head: f.actor for f in found if f.actor.person}
    told = [i for i in range(len(tree)) if tree.lemma(i) in WITH | ATTEND | {"be"}] if people else ()
    return [Attended(index, *pair) for index in told for pair in _told(tree, index, people)]


def _told(tree: Tree, index: int, people: Mapping[int, Actor]) -> Iterator[tuple[Actor, Actor | None]]:
    lemma, subjects = tree.lemma(index), tree.subjects(index)
    agents = [o for agent in tree.kids(index, "agent") for o in tree.kids(agent, "pobj")]
    objects = [*tree.kids(index, "dobj"), *(o for p in tree.kids(index, "prep") for o in tree.kids(p, "pobj"))]
    if tree.token(index).pos == "VERB" and lemma in WITH and agents:
        yield from ((a, _one(tree, subjects, people)) for a in _joined(tree, agents, people))
    elif tree.token(index).pos == "VERB" and lemma in WITH and (one := _one(tree, objects, people)):
        yield from ((a, one) for a in _joined(tree, subjects, people) if a is not one)
    elif lemma in ATTEND and tree.passive(index) and any(tree.lemma(s) in MEETINGS for s in subjects):
        yield from ((a, None) for a in _joined(tree, agents, people))
    elif lemma in ATTEND and any(tree.lemma(o) in MEETINGS and _again(tree, o) for o in objects):
        yield from ((a, None) for a in _joined(tree, subjects, people))
    elif lemma == "be" and any(tree.lemma(k) == "present" for k in tree.kids(index, "acomp", "advmod", "ROOT")):
        yield from ((a, None) for a in _joined(tree, [*subjects, *tree.kids(index, "attr")], people))


def _joined(tree: Tree, heads: Sequence[int], people: Mapping[int, Actor]) -> list[Actor]:
    them = [i for head in heads for i in tree.joined(head)]
    return [people[i] for one in them for i in (one, *tree.kids(one, "appos")) if i in people]


def _one(tree: Tree, heads: Sequence[int], people: Mapping[int, Actor]) -> Actor | None:
    return next(iter(_joined(tree, heads, people)), None)


def _again(tree: Tree, noun: int) -> bool:
    """Is this "the talks", of which the report has told?"""
    words = {tree.token(k).text.lower() for k in tree.children[noun]}
    return tree.token(noun).pos == "PRON" or bool(words & {"the", "this", "that", "these", "their"})


def meeting(mentions: Sequence[Mention], sentence: int) -> Mention | None:
    """The meeting of people that a report has told of last, close before a sentence or in it."""
    for mention in reversed(mentions):
        if sentence - mention.sentence > BACK:
            return None
        people = any(a.person for a in (*mention.actor, *mention.recipient))
        held = mention.event == "CONSULT" and mention.status == "done" and mention.confidence >= SURE
        if held and people and mention.actor and mention.recipient:
            return mention
    return None


def apart(told: Sequence[Attended], drafts: Sequence[Draft], before: Mention | None) -> Sequence[Draft]:
    """The acts of a sentence without what only tells who else was at a meeting told there or before."""
    tokens = {one.token for one in told}
    others = [draft for draft in drafts if draft.token not in tokens]
    return others if before is not None or any(draft.event == "CONSULT" for draft in others) else drafts


def together(told: Sequence[Attended], meeting: Mention) -> Mention | None:
    """The meeting with these people too, each on the side of his country or of whom he came with; None where none of
    them can be placed."""
    sides = [list(meeting.actor), list(meeting.recipient)]
    present = {a.key for side in sides for a in side}
    for _, actor, host in told:
        if actor.code is None and host is not None:
            actor = replace(actor, code=host.code)
        side = next((s for s in sides if actor.code and actor.code in {a.code for a in s}), None)
        if side is not None and actor.key not in present:
            side.append(actor)
            present.add(actor.key)
    first, second = (_people(side) for side in sides)
    if len(present) == len({a.key for a in (*meeting.actor, *meeting.recipient)}):
        return None
    return replace(meeting, actor=first, recipient=second, reciprocal=True)


def _people(side: Sequence[Actor]) -> tuple[Actor, ...]:
    """A side without the states whose people are on it."""
    codes = {a.code for a in side if a.person}
    return tuple(a for a in side if a.person or a.code not in codes)
