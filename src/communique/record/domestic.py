"""Home affairs: the one state that a report is about, whose are its officials, police, courts and parties that are told
without a country ("the government", "Health Minister Mwale", "nurses").

A state is told at home where twice as many sentences name it as any other, the place that the report is written from
counting as two; a report that is written from another state tells of none at home. Who comes from outside ("foreign
envoys", "observers") is left as told, and a person is given the state only where it is told far more than any other:
whom somebody receives is told with an office too, and his state often once.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from communique.record import tables
from communique.record.actors import Found
from communique.record.choosing import Context
from communique.record.memory import Person
from communique.record.tree import Tree

WRITTEN = 2
"""How many sentences the place that a report is written from counts as."""
AHEAD, FAR_AHEAD, FARTHER = 2, 3, 4
"""In how many times as many sentences as any other a state is told: for those told by a noun, for people, and for
people where no place says from where the report is written."""


def state(context: Context, ahead: int = AHEAD) -> str | None:
    """The state that a report tells of at home, None where there is none that is told so much more than any other."""
    told = Counter(code for index in range(len(context.sentences)) for code in set(context.codes(index)))
    written = context.written
    if written is not None and told and written not in told:
        return None
    if written is not None:
        told[written] += WRITTEN
    (first, most), (_, next_most) = (*told.most_common(2), (None, 0), (None, 0))[:2]
    return first if written in {None, first} and most >= max(2, ahead * next_most) else None


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
        if one.code is None and one.kind == "role" and tree.lemma(one.head) in tables.words("state_organs"):
            one.actor = replace(one.actor, code=code)


def settle(tree: Tree, found: Iterable[Found], code: str | None) -> None:
    """Gives those told by a noun alone ("police") the state, where nothing says that they come from outside."""
    for one in found:
        alone = one.kind == "role" or (one.kind == "folk" and not one.loose and one.actor.text.islower())
        if code is None or one.code is not None or not alone or tree.lemma(one.head) in tables.words("outsiders"):
            continue
        before = {tree.token(k).text.lower() for k in tree.kids(one.head, "amod", "compound", "nmod")}
        if not before & tables.words("abroad"):
            one.actor = replace(one.actor, code=code)
