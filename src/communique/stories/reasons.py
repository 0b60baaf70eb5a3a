"""Why two stories hang together, in words for a reader, each only where the facts bear it out."""

from collections.abc import Set
from typing import NamedTuple

from communique.lexicon import countries
from communique.stories.facts import StoryFacts, apart, most_named
from communique.stories.words import FORMAL, stems

BORDER = 3.0  # days within which meetings at one place belong to one summit
WEEK = 7.0  # within which two capitals are stops of one journey
MONTH = 31.0  # within which one act answers another
ALIKE = 0.1  # cosine from which the words of two stories are of one matter
FORMAL_WORDS = 2  # words of diplomacy without which a meeting is one of something else


def words(text: str) -> frozenset[str]:
    """Stems of words of one meaning, in the languages that grouping knows."""
    return frozenset(stems(text))


TALKS = words("talks met meets meeting meetings entretiens rencontre reuniones reunión conversaciones")
VISIT = words("visit visits visited visite visita trip tour arrived")
ROUND = words("round rounds ronda rondas")
SUMMIT = words("summit sommet cumbre")
ANNIVERSARY = words("anniversary anniversaire aniversario")
AGREEMENT = words("agreement accord acuerdo treaty traité tratado pact pacto protocol")


class Why(NamedTuple):
    """What the other story is to the first (earlier, later, plan, related), and the reason in words."""

    relation: str
    words: str


def explained(a: StoryFacts, b: StoryFacts, cosine: float) -> Why:
    """Why the second story is shown beside the first: the first reason that their facts bear out, or the cosine of
    their words."""
    order = before_or_after(a, b)
    if carried_out(a, b):
        return Why("later", "what came of this plan")
    if carried_out(b, a):
        return Why("plan", "the plan for this")
    here = not a.places.isdisjoint(b.places)
    if here and told(a, b, SUMMIT) and within(a, b, BORDER):
        return Why(order, "same summit")
    if not a.pairs.isdisjoint(b.pairs):
        return Why(order, between_the_same(a, b, order))
    if name := named(a, b):
        return Why(order, stop(a, b, order) or name)
    if here and within(a, b, WEEK):
        return Why(order, "same place and week")
    aside = sorted(a.recorded.keys() & b.recorded.keys(), key=lambda key: (not a.recorded[key], key))
    if aside:
        return Why(order, f"same person: {name}" if (name := a.recorded[aside[0]]) else "same two countries")
    shared = most_named(a.countries) & most_named(b.countries)
    if shared:
        return Why(order, f"same country: {countries.name(min(shared, key=lambda code: (-a.countries[code], code)))}")
    return Why(order, "same matter" if cosine >= ALIKE else "names in common")


def between_the_same(a: StoryFacts, b: StoryFacts, order: str) -> str:
    """The reason where two stories share both sides."""
    if order == "later" and answers(a, b):
        return "the answer"
    if order == "earlier" and answers(b, a):
        return "what this answers"
    if looks_back(a) != looks_back(b):
        return "looks back" if looks_back(b) else "the news of the day"
    if order != "related" and told(a, b, ROUND) and told(a, b, TALKS):
        return f"{order} round of the same talks"
    if met(a) and met(b):
        return "talks of the same sides" if order == "related" else f"{order} talks of the same sides"
    if told(a, b, AGREEMENT):
        return "agreements of the same sides"
    return "same two countries"


def named(a: StoryFacts, b: StoryFacts) -> str:
    """Whom both name: people of the record, else a name that the reports of both print; empty for nobody."""
    people = [name for key, name in sorted(a.people.items()) if key in b.people]
    if people:
        return f"same person: {people[0]}" if len(people) == 1 else f"same people: {people[0]}, {people[1]}"
    printed = next((name for key, name in a.called.items() if key in b.called), None)
    return f"both name {printed}" if printed else ""


def stop(a: StoryFacts, b: StoryFacts, order: str) -> str:
    """The reason where one country's visits to two others follow within a week: neither happened at home, one is known
    to have been at the other's and is called a visit; empty where that is not so."""
    mine, its = most_named(a.countries, 2), most_named(b.countries, 2)
    home, there = mine & its, hosts(a) | hosts(b)
    abroad = len(home) == 1 and mine - its and its - mine and not home & there and (mine ^ its) & there
    visit = not VISIT.isdisjoint(a.opening | b.opening)
    if not abroad or not visit or order == "related" or not within(a, b, WEEK):
        return ""
    return "next stop" if order == "later" else "stop before"


def hosts(its: StoryFacts) -> frozenset[str]:
    """The countries in which it happened, as far as places tell."""
    return its.acts.hosts | {place.removeprefix("@") for place in its.places if place.startswith("@")}


def before_or_after(a: StoryFacts, b: StoryFacts) -> str:
    """What the second is to the first in time, by their reports; by days of happening where these overlap."""
    for mine, its in ((a.times, b.times), (a.days, b.days)):
        if mine and its and its[-1] < mine[0]:
            return "earlier"
        if mine and its and its[0] > mine[-1]:
            return "later"
    return "related"


def within(a: StoryFacts, b: StoryFacts, most: float) -> bool:
    """Whether two stories are at most so many days apart."""
    days = apart(a, b)
    return days is not None and days <= most


def told(a: StoryFacts, b: StoryFacts, some: Set[str]) -> bool:
    """Whether the openings of both use any of these words."""
    return not some.isdisjoint(a.opening) and not some.isdisjoint(b.opening)


def met(its: StoryFacts) -> bool:
    """Whether it tells of a meeting: by the record, or by its words where there is no record."""
    by_words = not TALKS.isdisjoint(its.opening) and len(FORMAL & its.opening) >= FORMAL_WORDS
    return its.acts.met if its.acts.any else by_words


def looks_back(its: StoryFacts) -> bool:
    """Whether it is of an anniversary, and the record has nothing that was done."""
    return not ANNIVERSARY.isdisjoint(its.opening) and not its.acts.done


def carried_out(plan: StoryFacts, act: StoryFacts) -> bool:
    """Whether what the first story has planned was done in the second, by the record."""
    return not plan.acts.planned.isdisjoint(act.acts.fulfilled)


def answers(a: StoryFacts, b: StoryFacts) -> bool:
    """Whether the second holds a hostile act of the side that the first has one against, towards the side that did
    it, within a month."""
    back = {(there, here) for here, there in b.acts.hostile}
    return within(a, b, MONTH) and not a.acts.hostile.isdisjoint(back)
