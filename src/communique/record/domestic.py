"""Home affairs: the one state that a report is about, whose are its officials, police, courts and parties that are told
without a country ("the government", "Health Minister Mwale", "nurses").

A state is told at home where twice as many sentences name it as any other, the place that the report is written from
counting as two; a report that is written from another state tells of none at home. Who comes from outside ("foreign
envoys", "observers") is left as told, and a person is given the state only where it is told far more than any other:
whom somebody receives is told with an office too, and his state often once.
"""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from communique.lexicon import countries, ranks
from communique.model import Actor
from communique.record import opposite, tables
from communique.record.actors import Found
from communique.record.choosing import Context
from communique.record.drafts import AGAINST, SELF, Draft
from communique.record.memory import Person
from communique.record.tree import Tree

WRITTEN = 2
"""How many sentences the place that a report is written from counts as."""
POSTED = re.compile(
    r"(?:['’]s?)?(?: (?:new|then|chief|deputy|acting|top|naval|military|defen[cs]e|trade|special))? (?:embass(?:y|ies)"
    r"|ambassadors?|consul(?:s|ates?|ar)?|envoys?|high commission(?:er)?s?|chargés?|charge d|attach[ée]s?|diplomats?"
    r"|counterparts?|legations?|delegations?)\b"
)
"""By what a state is told to be another than the one a report is written in."""
AHEAD, FAR_AHEAD, FARTHER = 2, 3, 4
"""In how many times as many sentences as any other a state is told: for those told by a noun, for people, and for
people where no place says from where the report is written."""


def state(context: Context, ahead: int = AHEAD) -> str | None:
    """The state that a report tells of at home, None where there is none that is told so much more than any other, and
    where a report that does not say from where it is written tells of that state's envoys: it is abroad then."""
    told = Counter(code for index in range(len(context.sentences)) for code in set(context.codes(index)))
    written = context.written
    if written is not None and told and written not in told:
        return None
    if written is not None:
        told[written] += WRITTEN
    (first, most), (_, next_most) = (*told.most_common(2), (None, 0), (None, 0))[:2]
    if written not in {None, first} or most < max(2, ahead * next_most):
        return None
    return first if written is not None or not _sees_envoys(context, first) else None


def _sees_envoys(context: Context, code: str | None) -> bool:
    """Does a report tell of a state's envoys or embassy ("the Uzbek consulate", "Angola's ambassador")?"""
    return any(
        c.code == code and POSTED.match(text, c.end)
        for index, text in enumerate(context.sentences)
        if code in context.codes(index)
        for c in countries.find(text)
    )


def place(people: Iterable[Person], context: Context) -> None:
    """Gives who holds an office of no country told the state, if nobody else holds it there."""
    code = state(context, FARTHER if context.written is None else FAR_AHEAD)
    told = [person for person in people if person.offices and person.code in {code, None}]
    held = Counter(office.lower() for person in told for office in set(person.offices))
    elsewhere = tables.words("outsiders") | tables.words("other_offices")
    for person in (one for one in told if one.code is None):
        mine = {office.lower() for office in person.offices}
        words = {word for office in mine for word in office.split()}
        alone = all(held[office] < 2 for office in mine)
        if alone and words & tables.words("public_offices") and not words & elsewhere:
            person.code = code


def seat(context: Context) -> str | None:
    """The state that a report is written from, if it tells of it more than once."""
    told = sum(context.written in context.codes(index) for index in range(len(context.sentences)))
    return context.written if told > 1 else None


def govern(tree: Tree, mine: Iterable[Found], others: Iterable[Found], code: str | None) -> None:
    """Gives the state that a report is written from its own ministry or parliament, told by the noun alone and dealing
    with another state ("the foreign ministry summoned the Chinese ambassador")."""
    theirs = {one.code for one in others} - {None}
    for one in mine if code is not None and theirs and code not in theirs else ():
        if is_organ(tree, one):
            one.actor = replace(one.actor, code=code)


def is_organ(tree: Tree, one: Found) -> bool:
    """Is this a government, parliament, police … told by the noun alone? One authority may be anybody's."""
    organ = tree.lemma(one.head) in tables.words("state_organs") or tree.token(one.head).text.lower() == "authorities"
    return one.code is None and one.kind == "role" and organ


def _in_service(tree: Tree, one: Found) -> bool:
    """Is this an organ of state, or people of the police or the courts, told by the noun alone ("prosecutors")?"""
    return is_organ(tree, one) or (_alone(tree, one) and one.actor.sector in {"COP", "JUD"})


def _alone(tree: Tree, one: Found) -> bool:
    """Is somebody told by a noun alone, where nothing says that he comes from outside?"""
    noun = one.kind == "role" or (one.kind == "folk" and not one.loose and one.actor.text.islower())
    if one.code is not None or not noun or tree.lemma(one.head) in tables.words("outsiders"):
        return False
    before = {tree.token(k).text.lower() for k in tree.kids(one.head, "amod", "compound", "nmod")}
    return not before & tables.words("abroad")


def within(tree: Tree, draft: Draft, code: str | None) -> None:
    """Gives the state that a sentence is told from to those at home who turn against its own government ("the
    opposition leader accused the government"), and to its police and courts."""
    if draft.event in AGAINST:
        _criticised(tree, draft, code)
    if draft.event in SELF | {"ACCUSE"} and code is not None:
        _give([f for f in draft.actor if _in_service(tree, f)], code)


def _criticised(tree: Tree, draft: Draft, code: str | None) -> None:
    """Gives critics and the government that they turn against one state: the critics' own, else the one told from. A
    government that stays without one is no side beside people."""
    organs = [f for f in draft.recipient if is_organ(tree, f)]
    theirs = {f.code for f in draft.actor} - {None} or {code}
    if organs and len(theirs) == 1 and all(_governs_nothing(f.actor) for f in draft.actor):
        _give((*draft.actor, *organs), next(iter(theirs)))
    if any(f.actor.person for f in draft.actor):
        draft.recipient = [f for f in draft.recipient if f not in organs or f.code]


def _give(those: Iterable[Found], code: str | None) -> None:
    for one in those:
        one.actor = replace(one.actor, code=code)


def _governs_nothing(actor: Actor) -> bool:
    """Does somebody speak who governs no state: a critic, a deputy, a field of society?"""
    return opposite.at_home([actor]) or (actor.person and ranks.rank(actor.office or "") < ranks.MINISTER)


def settle(tree: Tree, found: Iterable[Found], code: str | None) -> None:
    """Gives those told by a noun alone ("police") the state, where nothing says that they come from outside."""
    for one in found if code is not None else ():
        if _alone(tree, one):
            one.actor = replace(one.actor, code=code)
