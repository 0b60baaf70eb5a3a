"""The place of an act, as its sentence gives it: nothing is guessed."""

import re
from itertools import pairwise

from communique.lexicon import countries
from communique.lexicon.calendar import MONTHS, WEEKDAYS
from communique.model import Place
from communique.record import naming, tables
from communique.record.actors import PLACE_PREPOSITIONS
from communique.record.timing import TOPICS
from communique.record.tree import Tree

VENUE = re.compile(
    r"\b(?:at|in|inside) (?:the |his |her |its )?"
    r"((?:[A-ZÀ-Þ][\w'’.-]*)(?: (?:of|of the|de|and) [A-ZÀ-Þ][\w'’-]*| [A-ZÀ-Þ][\w'’-]*)*)"
)
CAPITAL = re.compile(r"\bthe ([A-Z]\w+(?: [A-Z]\w+)?) capital\b")
DAYS = frozenset({*WEEKDAYS, *MONTHS})
MATTERS = {"situation", "war", "conflict", "crisis", "fighting", "development", "event", "violence", "unrest"}
"""What is spoken about, wherever it happens."""


def where(tree: Tree, token: int, near: bool = False) -> Place | None:
    """Where the act at `token` took place: the town, country and venue told nearest to it, or None. With `near` only a
    place that hangs on the act itself counts, as it must where what is said names places too."""
    here = tree.token(token).start
    if (there := _where_of(tree, token)) is not None:
        return there
    venue = _venue(tree.text, here)
    towns = [t for t in _towns(tree) if (_at_act(tree, t[0], token) if near else not _topical(tree, t[0], token))]
    if near and not towns:
        return None
    if towns:
        _, name, country, hall = min(
            towns, key=lambda t: (t[2] is None, _elsewhere(tree, t[0], token), abs(t[0] - here))
        )
        return Place(name=name, country=country, venue=hall or venue)
    return Place(name=venue, venue=venue) if venue else None


def _where_of(tree: Tree, token: int) -> Place | None:
    """The place of an act told with "where" of a town or country ("flew in from Porto, where he had met …")."""
    verb = token
    while tree.token(verb).dep == "conj":
        verb = tree.token(verb).head
    if tree.token(verb).dep != "relcl" or not any(tree.lemma(k) == "where" for k in tree.kids(verb, "advmod")):
        return None
    head = tree.token(verb).head
    for town in naming.towns(tree.text):
        if tree.head_of(town.start, town.end) == head:
            return Place(name=town.text, country=town.code)
    for land in countries.find(tree.text):
        if tree.head_of(land.start, land.end) == head and land.code in countries.codes():
            return Place(name=countries.name(land.code) if land.kind == "name" else land.text, country=land.code)
    return None


def _topical(tree: Tree, start: int, token: int) -> bool:
    """Does a place belong to what was spoken about ("briefed her on the fair in Osaka")?"""
    head = next(iter(tree.span(start, start + 1)), None)
    above = list(tree.up(head)) if head is not None else []
    way = above[: above.index(token)] if token in above else []
    for led, prep in pairwise([head, *way] if head is not None else []):
        day = tree.token(led).text.lower() in DAYS or tree.token(led).pos == "NUM"
        if (tree.token(prep).dep == "prep" and tree.lemma(prep) in TOPICS and not day) or tree.lemma(prep) in MATTERS:
            return True
    return False


def _elsewhere(tree: Tree, start: int, token: int) -> bool:
    """Does a place stand in the clause of another verb than the act's own ("a day after he spoke in Dubai")?"""
    head = next(iter(tree.span(start, start + 1)), None)
    verb = next((i for i in tree.up(head) if tree.token(i).pos == "VERB"), None) if head is not None else None
    return verb is not None and verb != token and verb not in tree.up(token)


def several(tree: Tree, token: int) -> list[Place]:
    """The places of meetings held in more than one country ("have met in Vienna, in Malta and in Washington"), in text
    order; nothing where one is told."""
    preps = [q for p in tree.kids(token, "prep") if tree.lemma(p) in PLACE_PREPOSITIONS for q in tree.joined(p)]
    there = {i for p in preps for h in tree.kids(p, "pobj") for i in tree.joined(h)}
    states = [(c.start, c.end, c.code, "" if c.kind == "name" else c.text) for c in countries.find(tree.text)]
    towns = [(t.start, t.end, t.code, t.text) for t in naming.towns(tree.text)]
    places: dict[str, Place] = {}
    for start, end, code, town in (*states, *towns):
        if code in countries.codes() and tree.head_of(start, end) in there and (town or code not in places):
            places[str(code)] = Place(name=town or countries.name(str(code)), country=code)
    return list(places.values()) if len(places) > 1 else []


def of_visit(code: str | None) -> Place | None:
    """The place of a visit told only by its country."""
    return Place(name=countries.name(code), country=code) if code in countries.codes() and code is not None else None


def _venue(text: str, here: int) -> str | None:
    found = [m for m in VENUE.finditer(text) if _is_venue(m[1])]
    return min(found, key=lambda m: abs(m.start() - here))[1] if found else None


def _is_venue(words: str) -> bool:
    plain = words.lower().replace("’", "'").split()
    return len(plain) > 1 and any(word in tables.words("venues") for word in plain) and "white" not in plain


def _towns(tree: Tree) -> list[tuple[int, str, str | None, str | None]]:
    """Places as (offset, name, country, venue)."""
    found: list[tuple[int, str, str | None, str | None]] = []
    covered: set[int] = set()
    for match in CAPITAL.finditer(tree.text):
        code = countries.of(match[1])
        if code and code != "IGO":
            found.append((match.start(), countries.capital(code), code, None))
            covered.update(range(match.start(), match.end()))
    for country in countries.find(tree.text):
        if country.start in covered or country.code == "IGO" or not _located(tree, country.start, country.end):
            continue
        covered.update(range(country.start, country.end))
        if country.kind == "capital":
            found.append(
                (country.start, country.text.title() if country.text.isupper() else country.text, country.code, None)
            )
        elif country.kind == "name":
            found.append((country.start, countries.name(country.code), country.code, None))
        elif country.kind == "byname":
            found.append((country.start, countries.capital(country.code), country.code, country.text))
    found += _houses(tree, covered)
    for town in naming.towns(tree.text):
        if town.start not in covered and _located(tree, town.start, town.end):
            covered.update(range(town.start, town.end))
            found.append((town.start, town.text, town.code, None))
    for start, end, label in tree.entities:
        if (
            label in {"GPE"}
            and start not in covered
            and _located(tree, start, end)
            and tree.text[start : start + 1].isupper()
        ):
            found.append((start, tree.text[start:end].removeprefix("the "), None, None))
    towns = {code for _, name, code, _ in found if code and name != countries.name(code)}
    return [f for f in found if f[2] is None or f[2] not in towns or f[1] != countries.name(f[2])]


def _at_act(tree: Tree, start: int, token: int) -> bool:
    inside = tree.span(start, start + 1)
    return any(token in list(tree.up(i))[:3] for i in inside)


def _houses(tree: Tree, covered: set[int]) -> list[tuple[int, str, str | None, str | None]]:
    """Seats of government named as places ("at the White House")."""
    found: list[tuple[int, str, str | None, str | None]] = []
    for named in tables.find_bodies(tree.text):
        body = named.body
        if body is None or named.start in covered or body.code not in countries.codes():
            continue
        if named.text.endswith("House") and _located(tree, named.start, named.end):
            found.append((named.start, countries.capital(body.code), body.code, named.text))
    return found


def _located(tree: Tree, start: int, end: int) -> bool:
    """Does this name stand after a preposition of place?"""
    head = tree.head_of(start, end)
    if head is None:
        return False
    token = tree.token(head)
    if token.dep in {"conj", "appos"}:
        return False
    if token.dep == "pobj" and tree.token(token.head).text.lower() in PLACE_PREPOSITIONS:
        return tables.roles().get(tree.lemma(tree.token(token.head).head)) != "MED"
    above = tree.token(token.head)
    if token.dep == "dobj" and above.lemma in {"visit", "tour"}:
        return True
    return (
        token.dep == "pobj"
        and above.text.lower() in {"to", "into", "for"}
        and tree.lemma(above.head)
        in {"visit", "travel", "trip", "tour", "fly", "go", "come", "delegation", "return", "arrive"}
    )
