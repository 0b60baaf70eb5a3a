"""A speaker who goes on: what he says in the sentences right after has the day on which he spoke."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from communique.model import Actor, Mention, When
from communique.record import tables, timing
from communique.record.actors import Found
from communique.record.tree import Tree

ROUND = {"before", "after", "ahead", "during", "at"}
VOTES = {"vote", "ballot"}
DECIDED = {"REJECT", "SUPPORT"}


class Spoke(NamedTuple):
    """Who spoke in which sentence, on which day."""

    sentence: int
    speaker: str
    day: When


def spoke(
    tree: Tree, index: int, found: Sequence[Found], anchor: date | None, before: Sequence[Mention], last: Spoke | None
) -> Spoke | None:
    """Who speaks in a sentence, and when: on a day told with the verb, at the vote the report has told of, or on the
    day he spoke on in the sentence before; None where nobody is told to, or no day is known."""
    verb = next((i for i in range(len(tree)) if tree.token(i).dep == "ROOT"), None)
    if verb is None or tree.lemma(verb) not in tables.operators()["report"] | {"accuse", "warn", "urge", "ask"}:
        return None
    heads = {i for s in tree.subjects(verb) for i in (s, *tree.kids(s, "appos"))}
    speaker = next((f.actor for f in found if f.head in heads and f.actor.person), None)
    if speaker is None:
        return None
    day = timing.when(tree, verb, anchor, None) or _at_vote(tree, verb, before)
    if day is None and last is not None and (last.sentence, last.speaker) == (index - 1, speaker.key):
        day = last.day
    return Spoke(index, speaker.key, day) if day is not None and day.precision == "day" else None


def goes_on(last: Spoke | None, index: int, actor: Sequence[Actor]) -> When | None:
    """The day of what somebody says who spoke in this sentence or in the one before."""
    if last is None or last.sentence not in {index - 1, index} or [a.key for a in actor] != [last.speaker]:
        return None
    return last.day


def _at_vote(tree: Tree, verb: int, before: Sequence[Mention]) -> When | None:
    """The day of "before the vote", where the report has told of one with a day."""
    votes = [o for p in tree.kids(verb, "prep") if tree.lemma(p) in ROUND for o in tree.kids(p, "pobj")]
    if not any(tree.lemma(o) in VOTES for o in votes):
        return None
    return next((m.date for m in reversed(before) if m.event in DECIDED and m.status == "done" and m.date), None)
