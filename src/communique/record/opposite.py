"""Towards whom an act was, of which a sentence tells only who acted: "Chancellor Scholz promised more arms".

A report that tells of two states goes on to tell what one said, promised or refused without naming the other again.
Such an act is taken to be towards the state that the report last told the same one to have dealt with.
"""

import re
from collections.abc import Sequence

from communique.lexicon import countries
from communique.model import Actor, Mention
from communique.record import tables
from communique.record.tree import Tree

TOWARDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"})
"""Acts that are always towards somebody."""
BACK = 8
"""Sentences back to the dealings that a report goes on to tell of."""
SURE = 0.3
"""Least confidence of what it told of them."""

ANSWERS = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
"""Acts that answer what somebody has done ("welcomed the decision", "condemned the raid")."""
HOSTILE = frozenset({"ASSAULT", "COERCE"})
NEAR = 3
"""Sentences back to the deed that is answered."""
ABOUT = {"at", "over", "against", "to", "with", "of"}
"""Prepositions before what is answered ("protested at the ban")."""
BLOWS = frozenset({"attack", "strike", "raid", "assault", "bombing", "shelling", "killing", "invasion", "incursion"})
NEWS = frozenset({"decision", "move", "step", "vote", "ratification", "ruling", "announcement", "veto"})
"""Nouns by which a report names its news again, which it opened with."""
DEEDS = BLOWS | {
    "expulsion", "measure", "ban", "gesture", "offer", "proposal", "launch", "test", "tariff", "withdrawal",
    "recognition",
}  # fmt: skip
"""Nouns by which a deed just told is named again."""
VOTED = re.compile(r"\b(?:vote[ds]?|voting) (?:for|against|in favou?r|no|yes)\b")
"""Who votes deals with nobody that is not told."""
TRUST = 0.9
"""What is left of the confidence of an act that is completed so."""


HOME = frozenset(["LEG", "PTY", "OPP", "CVL", "JUD", "LAB", "REL", "EDU", "BUS", "REB"])


def at_home(actor: Sequence[Actor]) -> bool:
    """Do parliaments, parties, courts or people act? What they do to nobody that is told they mostly do at home."""
    return any(a.sector in HOME for a in actor)


def deed(tree: Tree, token: int) -> str | None:
    """The deed told again that an act is about: "the decision" of "welcomed the decision", "called the ban a crime"."""
    about = [
        *tree.kids(token, "dobj", "nsubjpass"),
        *(s for c in tree.kids(token, "ccomp") for s in tree.kids(c, "nsubj")),
    ]
    about += [o for p in tree.kids(token, "prep") if tree.lemma(p) in ABOUT for o in tree.kids(p, "pobj")]
    definite = (
        o for o in about if any(tree.token(k).text.lower() in {"the", "this", "that"} for k in tree.kids(o, "det"))
    )
    return next((tree.lemma(o) for o in definite), None)


def doer(mentions: Sequence[Mention], sentence: int, actor: Sequence[Actor], noun: str | None) -> tuple[Actor, ...]:
    """Who did the deed that an act of ANSWERS names again by a noun: those who acted in the report's first act
    for its news, else in the last act told before, a blow for a word of blows; nobody where it names none, or they are
    of the same state."""
    mine = {a.code for a in actor if a.code}
    if noun not in DEEDS and noun not in NEWS:
        return _doers(mentions, sentence, mine, tables.deeds().get(noun or "", frozenset()))
    for mention in mentions if noun in NEWS else reversed(mentions):
        if (
            (noun not in NEWS and sentence - mention.sentence > NEAR)
            or mention.confidence < SURE
            or mention.event == "CONSULT"
        ):
            continue
        answers = mention.event in ANSWERS - {"SUPPORT"}
        other = mention.event != "REJECT" if noun == "veto" else answers
        if other or (noun in BLOWS) != (mention.event in HOSTILE):
            continue
        theirs = {a.code for a in mention.actor if a.code}
        if theirs and not theirs & mine and not mention.reciprocal:
            return tuple(mention.actor)
    return ()


def _doers(mentions: Sequence[Mention], sentence: int, mine: set[str], types: frozenset[str]) -> tuple[Actor, ...]:
    """Who did what was told last of one of these types, all who did it together but those who speak of it."""
    for mention in reversed(mentions):
        if sentence - mention.sentence > BACK:
            break
        if mention.event not in types or mention.confidence < SURE:
            continue
        those = (*mention.actor, *mention.recipient) if mention.reciprocal else mention.actor
        others = tuple(a for a in those if a.code and a.code not in mine)
        if others and (mention.reciprocal or not {a.code for a in those} & mine):
            return others
    return ()


def side(mentions: Sequence[Mention], sentence: int, actor: Sequence[Actor]) -> tuple[Actor, ...]:
    """The state dealt with by those who act alone in a sentence, or nobody. `mentions` are the report's so far."""
    mine = {a.code for a in actor if a.code}
    if len(mine) != 1 or at_home(actor):
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


def across(mentions: Sequence[Mention], sentence: int, actor: Sequence[Actor]) -> tuple[Actor, ...]:
    """Whom somebody sat opposite to who is told to have spoken "after the talks": the one person of the other side whom
    the report last told to have dealt with his state, else that state."""
    met = [m for m in mentions if m.event == "CONSULT" and m.status == "done"]
    (state,) = side(met, sentence, actor) or side(mentions, sentence, actor) or (None,)
    if state is None:
        return ()
    those = {a.key: a for m in mentions for a in (*m.actor, *m.recipient) if a.person and a.code == state.code}
    return tuple(those.values()) if len(those) == 1 else (state,)


def addressee(mentions: Sequence[Mention], sentence: int, sender: Sequence[Actor], text: str) -> tuple[Actor, ...]:
    """For whom a message is that its bearer, named in the sentence, is told to have handed on to nobody: whoever he met
    last, a compatriot of the sender's as he is."""
    home = {a.code for a in sender if a.code}
    for met in reversed(mentions):
        if met.event != "CONSULT" or met.status != "done" or sentence - met.sentence > BACK or met.confidence < SURE:
            continue
        for mine, theirs in ((met.actor, met.recipient), (met.recipient, met.actor)):
            bears = any(a.person and a.code in home and a.name.split()[-1] in text for a in mine)
            hosts = [a for a in theirs if a.person and a.code not in home]
            if bears and len(hosts) == 1:
                return (hosts[0],)
    return ()
