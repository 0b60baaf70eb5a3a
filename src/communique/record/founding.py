"""Which mentions tell enough to be an event of a story, or evidence of one."""

from communique.model import Mention
from communique.record import tables
from communique.record.drafts import AGAINST, SELF
from communique.record.knowing import codes, keys

TO_ALL = {"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE", "AID", "SANCTION"}
CLEAR = 0.6
"""Types of which reports often tell who acts alone ("France called for restraint"), and how sure a telling of one is
that is an event without another side."""


def counts(mention: Mention) -> bool:
    """Does a mention tell enough to found or support an event: two sides, one of them of a known state; of some types
    who acts alone, if that is clear?"""
    sides = codes(mention.actor) | codes(mention.recipient)
    people = keys(mention.actor) | keys(mention.recipient)
    if mention.event == "CONSULT":
        unknown = any(a.person and a.code is None for a in (*mention.actor, *mention.recipient))
        return len(sides) > 1 or (len(people) > 1 and unknown)
    if not mention.actor or not sides:
        return False
    alone = mention.event == "MOBILIZE" or (mention.event in SELF and bool(mention.recipient or mention.place))
    alone = alone or (_to_all(mention) and mention.confidence >= CLEAR)
    return len(sides) > 1 or len(people) > 1 or alone or at_home(mention)


def _to_all(mention: Mention) -> bool:
    """Is only told who acts ("France called for restraint")?"""
    return mention.event in TO_ALL and not mention.recipient and mention.status != "conditional"


def at_home(mention: Mention) -> bool:
    """Does one field of a state act on another ("the opposition accused the government"), or somebody turn against a
    government told by the noun alone?"""
    fields = [{(a.code, a.sector) for a in side if a.code and a.sector} for side in (mention.actor, mention.recipient)]
    return _by_a_critic(mention) or bool(fields[0] and fields[1] and not fields[0] & fields[1])


def _by_a_critic(mention: Mention) -> bool:
    """Does somebody turn against his own government, told by the noun alone?"""
    critics = {a.code for a in mention.actor if a.person and a.code}
    organs = tables.words("state_organs") | {"authorities"}
    own = bool(mention.recipient) and all(a.text in organs and a.code in critics for a in mention.recipient)
    return own and mention.event in AGAINST
