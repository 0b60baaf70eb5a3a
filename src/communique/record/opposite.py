"""Towards whom an act was, of which a sentence tells only who acted: "Chancellor Scholz promised more arms".

A report that tells of two states goes on to tell what one said, promised or refused without naming the other again.
Such an act is taken to be towards the state that the report last told the same one to have dealt with.
"""

from collections.abc import Sequence

from communique.lexicon import countries
from communique.model import Actor, Mention

TOWARDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"})
"""Acts that are always towards somebody."""
BACK = 8
"""Sentences back to the dealings that a report goes on to tell of."""
SURE = 0.3
"""Least confidence of what it told of them."""

TRUST = 0.9
"""What is left of the confidence of an act that is completed so."""


def side(mentions: Sequence[Mention], sentence: int, actor: Sequence[Actor]) -> tuple[Actor, ...]:
    """The state dealt with by those who act alone in a sentence, or nobody. `mentions` are the report's so far."""
    mine = {a.code for a in actor if a.code}
    if len(mine) != 1:
        return ()
    for mention in reversed(mentions):
        if not 0 < sentence - mention.sentence <= BACK or mention.confidence < SURE:
            continue
        sides = [{a.code for a in side if a.code} for side in (mention.actor, mention.recipient)]
        others = [theirs - mine for own, theirs in (sides, sides[::-1]) if mine <= own and theirs - mine]
        if not others:
            continue
        code = next(iter(others[0]))
        if len(others[0]) > 1 or code not in countries.codes():
            return ()
        name = countries.name(code)
        return (Actor(text=name, name=name, code=code, sector="GOV"),)
    return ()
