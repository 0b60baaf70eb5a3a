"""An act as read from one sentence, and its sides: visits to several countries and meetings with several people told
apart, those of a side as actors, each once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.model import Actor, Status
from communique.record.actors import Found
from communique.record.belonging import Belonging
from communique.record.sides import Sides
from communique.record.tree import Tree

AT_HOME = {"PROTEST", "ASSAULT", "COERCE", "CONCEDE"}
AGAINST = {"ACCUSE", "REQUEST", "REJECT", "THREATEN"}
SELF = {"PROTEST", "COERCE", "ASSAULT", "CONCEDE", "MOBILIZE", "RETREAT"}
"""Types that may concern one country alone."""


@dataclass
class Draft:
    """An act as read from one sentence, with where its sides stand; `promised` says that the deed is only spoken of
    (promised, threatened, refused, demanded), so that its day is not that of the act; `said` is the verb of speech by
    which one who acts does it, `why` how the sides were weighed, `owners` whom those told without a country were taken
    to belong to."""

    event: str
    token: int
    status: Status
    reciprocal: bool
    confidence: float
    actor: list[Found] = field(default_factory=list)
    recipient: list[Found] = field(default_factory=list)
    mode: str | None = None
    visit: bool = False
    apart: bool = False
    promised: bool = False
    said: int | None = None
    why: Sides = field(default_factory=Sides)
    owners: Sequence[Belonging] = ()


def guests(tree: Tree, draft: Draft) -> list[Found]:
    """The people whom a visit or a reception tells as the guests, of whom "the visitor" may be said next."""
    if draft.event != "CONSULT":
        return []
    verb = tree.lemma(draft.token)
    those = draft.actor if draft.visit else draft.recipient if verb in {"receive", "host", "welcome"} else []
    if not draft.visit and tree.passive(draft.token):
        those = [f for f in (*draft.actor, *draft.recipient) if tree.token(f.head).dep == "nsubjpass"]
    return [f for f in those if f.actor.person]


def separate(tree: Tree, draft: Draft, found: Sequence[Found]) -> list[Draft]:
    """Visits to several countries are several acts, so are meetings with several people or told as separate ones."""
    many = draft.visit and len({f.code for f in draft.recipient}) > 1
    told_apart = _told_apart(tree, draft)
    if draft.event == "CONSULT" and told_apart:
        mine = {f.code for f in draft.recipient}
        others = [f for f in found if f.actor.person and f.code in mine and f.start > tree.token(draft.token).start]
        draft.recipient += [f for f in others if f not in draft.recipient and f not in draft.actor]
    apart = draft.event == "CONSULT" and len(draft.recipient) > 1 and told_apart
    if many or apart:
        return [replace(draft, recipient=[f], apart=many) for f in draft.recipient]
    if draft.event != "CONSULT":
        return [draft]
    if len(draft.actor) > 1 and len(draft.recipient) == 1 and _each(tree, draft):
        return [replace(draft, actor=[f]) for f in draft.actor]
    if len(draft.recipient) > 1 and any(tree.lemma(f.head) == "counterpart" for f in draft.recipient):
        return [replace(draft, recipient=[f]) for f in draft.recipient]
    return [replace(draft, actor=actor, recipient=recipient) for actor, recipient in _counterparts(draft)]


def _each(tree: Tree, draft: Draft) -> bool:
    """Did each of them meet the other ("A and B each met C")?"""
    before = any(tree.token(i).text.lower() == "each" for i in range(draft.token))
    return before or any(tree.lemma(k) == "each" for k in tree.children[draft.token])


def _counterparts(draft: Draft) -> list[tuple[list[Found], list[Found]]]:
    """The sides of a meeting, once for each of several people of one country whom one side met."""
    if _several(draft.recipient) and _alone(draft.actor):
        return [(draft.actor, [f]) for f in draft.recipient if f.actor.person]
    if _several(draft.actor) and _alone(draft.recipient):
        return [([f], draft.recipient) for f in draft.actor if f.actor.person]
    return [(draft.actor, draft.recipient)]


def _several(side: Sequence[Found]) -> bool:
    people = [f for f in side if f.actor.person]
    return len({f.actor.key for f in people}) > 1 and len({f.code for f in people if f.code}) <= 1


def _alone(side: Sequence[Found]) -> bool:
    return len({f.code for f in side}) == 1 and sum(f.actor.person for f in side) < 2


def actors_of(draft: Draft) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The two sides as actors, each once; a state is left out beside its own people, beside itself, and among those
    whom its people met. Who acts at home, or against his own, is no state beside itself, nor is a word that only says
    of which state people are."""
    actor = _actors(draft.actor)
    same = {a.key for a in actor if a.person or a.code is None}
    alike = [a for a in actor if not (a.person and draft.event in AT_HOME | AGAINST)]
    fielded = {a.code for a in actor if a.sector}
    alike = [a for a in alike if a.sector or a.code not in fielded]
    states = {(a.code, a.sector or "GOV") for a in alike if a.code and a.code not in {"IGO", "NGO", "IMG"}}
    recipient = tuple(
        a
        for a in _actors(_others(draft))
        if a.key not in same and (a.person or (a.code, a.sector or "GOV") not in states)
    )
    mine = {a.code for a in actor}
    if draft.event == "CONSULT":
        recipient = tuple(a for a in recipient if a.person or a.code not in mine) or recipient
    return actor, recipient


def _others(draft: Draft) -> list[Found]:
    """The other side, of "the two countries" only the one that does not act."""
    mine = {f.code for f in draft.actor if f.code}
    theirs = [f for f in draft.recipient if f.kind != "reference" or f.actor.person or f.code not in mine]
    return theirs if any(f.code for f in theirs) and draft.event not in AT_HOME else draft.recipient


def _told_apart(tree: Tree, draft: Draft) -> bool:
    """Does the sentence keep the counterparts apart ("and, separately, B", "and later B")?"""
    if any(tree.lemma(i) in {"separately", "separate", "respectively"} for i in range(len(tree))):
        return True
    heads = sorted(f.head for f in draft.recipient)
    return len(heads) > 1 and any(tree.lemma(i) in {"later", "then"} for i in range(heads[0], heads[-1]))


def _actors(found: Sequence[Found]) -> tuple[Actor, ...]:
    """Those found on a side, each once; a state is left out beside its own people."""
    people = {f.code for f in found if f.actor.person and f.code}
    chosen: dict[tuple[str, str | None], Actor] = {}
    roles = {f.code for f in found if f.kind in {"role", "folk", "demonym"} and f.actor.sector != "GOV"}
    for f in found:
        if not f.actor.person and f.code in people:
            continue
        if (
            f.kind in {"name", "capital", "region"}
            and not f.actor.person
            and f.code in roles
            and f.actor.sector == "GOV"
        ):
            continue
        chosen.setdefault((f.actor.name, f.actor.sector if not f.actor.person else None), f.actor)
    return tuple(chosen.values())
