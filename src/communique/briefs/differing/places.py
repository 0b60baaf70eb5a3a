"""Towns on which reports differ. A country, a venue or a suburb is no other place than the town it belongs to."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from communique.briefs.differing.found import Found, Spot, apart
from communique.briefs.differing.tellings import Telling, days_fit, likeness, same_people
from communique.briefs.dossier import Evidence
from communique.lexicon import SENTENCES_KEPT, countries, names, spelling
from communique.model import Mention, slug

ALIKE = 0.5
"""Likeness from which on two sentences with the same verb tell of one act; train side of bench/differing."""
WHERE = re.compile(
    r"\b(?:in|at|near|outside)\s+(?:the\s+(?:[A-Z]\w+\s+)?(?:(?:border|port) )?"
    r"(?:town|city|village|port|capital|post)\s+(?:of\s+)?)?(?=[A-ZÀ-Þ])"
)
VENUE = re.compile(
    r"\b(?:Palace|Hotel|Hall|House|Park|Centre|Center|Airport|Room|Square|Street|Castle|Villa|Ministry|Office|Embassy|Base"
    r"|Island|Islands|Sea|Gulf|River|Lake|Province|Region|District|State|County|Valley|Bay|Strait|Pass|Assembly|Council"
    r"|University|Forum|Church|Cathedral|Mosque|Camp|Union|Parliament|Republic|Territory|Peninsula|Coast)\b"
)
PARTS = re.compile(r"^(?:North|South|East|West|Northern|Southern|Eastern|Western|Central)(?:ern)?\b")
BEHIND = re.compile(
    r"\s*(?:airport|province|region|district|state|county|hotel|palace|camp|base|refinery|,? a suburb|time\b)"
)


@lru_cache(maxsize=SENTENCES_KEPT)
def towns(telling: Telling) -> list[tuple[str, int]]:
    """Towns that a sentence gives after a preposition of place, with where they stand in it."""
    found: list[tuple[str, int]] = []
    spots = [where.end() for where in WHERE.finditer(telling.text)]
    runs = {name.start: name for name in names.find(telling.text)} if spots else {}
    for spot in spots:
        name = runs.get(spot)
        if name is None or BEHIND.match(telling.text, name.end) or VENUE.search(name.text) or PARTS.match(name.text):
            continue
        if _is_country(name.text) or len(name.text.split()) > 3:
            continue
        if telling.text[name.end : name.end + 2] in ("'s", "’s"):
            continue
        found.append((name.text, name.start))
    return found


def in_event(evidence: Evidence, told: Sequence[Mention], about: str) -> Iterator[Found]:
    """Towns that the mentions of one event give; a country or a venue is no other place than the town in it."""
    values: dict[str, list[Spot]] = {}
    for mention in told:
        place = mention.place
        text = evidence.sentence(mention.report, mention.sentence)
        if place is None or place.name not in text or place.name == place.venue or VENUE.search(place.name):
            continue
        if countries.of(place.name) in (None, place.country) and not _is_country(place.name):
            values.setdefault(place.name, []).append((mention.report, mention.sentence))
    if len({m.place.country for m in told if m.place and m.place.name in values}) == 1:
        yield from apart("place", about, values)


def _is_country(name: str) -> bool:
    code = countries.of(name)
    return code is not None and countries.name(code) == name


def in_sentences(pairs: Sequence[tuple[Telling, Telling]]) -> Iterator[Found]:
    """Towns that differ in sentences with the same verb, of the same day where both give one; neither report names the
    other's."""
    for one, other in pairs:
        if likeness(one, other) < ALIKE or one.again or other.again:
            continue
        a, b = towns(one), towns(other)
        if len(a) != 1 or len(b) != 1:
            continue
        (mine, at), (its, there) = a[0], b[0]
        if one.ahead != other.ahead or _same(mine, its) or _named(other, mine) or _named(one, its):
            continue
        if not days_fit(one, other) or not same_people(one, other) or not _verbs_fit(one, at, other, there):
            continue
        yield from apart("place", "", {mine: [one.place], its: [other.place]})


def _same(one: str, other: str) -> bool:
    a, b = slug(one), slug(other)
    codes = countries.of(one), countries.of(other)
    return a == b or a in b or b in a or spelling.same(one, other) or (codes[0] is not None and codes[0] == codes[1])


def _named(telling: Telling, town: str) -> bool:
    return slug(town) in slug(f"{telling.report.title or ''} {telling.report.text}")


def _verbs_fit(one: Telling, at: int, other: Telling, there: int) -> bool:
    mine, its = one.verb_of(at), other.verb_of(there)
    return mine == its or (mine in other.verbs and its in one.verbs)
