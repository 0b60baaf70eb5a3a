"""Events as JSON-LD 1.1: schema.org's Event, Person, Organization, Place, NewsArticle, and our own terms for PLOVER.

Each node is named by the address of its page, so graphs of two exports fit together.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique import ties
from communique.exports.lines import encoded
from communique.exports.nouns import Cited, ToldEvent
from communique.exports.sides import country
from communique.lexicon import countries
from communique.model import Actor, Event, Place

TYPE = "application/ld+json"
SCHEMA = "https://schema.org/"
TERMS: Mapping[str, str] = {
    "eventType": "PLOVER event type (2021): one of sixteen, AGREE to ASSAULT.",
    "mode": "PLOVER mode: how the act was done.",
    "context": "PLOVER context: what the act was about.",
    "quad": "Verbal or material cooperation or conflict.",
    "intensity": f"From -10 to +10: {ties.SCALE_NAME}.",
    "status": "done, ongoing, planned, conditional, denied or cancelled, as reports tell it.",
    "reciprocal": "True of what two sides do together.",
    "actor": "Who acts.",
    "recipient": "Who is acted on.",
    "evidence": "The sentences that say so, by the address at which each is shown.",
    "words": "The words of a sentence, as far as its publisher allows.",
    "confidence": "A ranking from 0 to 1, no probability.",
    "level": "leaders, ministers or officials.",
    "format": "In person, phone, video or multilateral.",
    "minutes": "How long a meeting lasted, in minutes.",
    "precision": "How exactly the day of happening is told: day, span, month or year.",
    "fulfils": "The planned event that this one carried out.",
}
STATUS = {"cancelled": "EventCancelled"}
PUBLIC = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})  # sectors of a state


def linked(told: Iterable[ToldEvent], base: str) -> Iterator[bytes]:
    """One document with all events. `base` is the site's address without a slash at its end."""
    yield b'{"@context":' + encoded(context(base)) + b',"@graph":['
    for n, one in enumerate(told):
        yield (b",\n" if n else b"\n") + encoded(node(one, base))
    yield b"\n]}\n"


def context(base: str) -> dict[str, Any]:
    """What the names in the document mean."""
    ours = {name: f"plover:{name}" for name in TERMS}
    links: dict[str, Any] = {name: {"@id": f"plover:{name}", "@type": "@id"} for name in ("fulfils",)}
    return {"@vocab": SCHEMA, "schema": SCHEMA, "plover": f"{base}/export/terms.jsonld#", **ours, **links,
            "url": {"@type": "@id"}, "eventStatus": {"@type": "@id"}}  # fmt: skip


def terms(base: str) -> bytes:
    """The document that says what our own terms mean."""
    rdfs = "http://www.w3.org/2000/01/rdf-schema#"
    told = [
        {"@id": f"plover:{name}", "@type": "rdf:Property", "rdfs:label": name, "rdfs:comment": meaning}
        for name, meaning in TERMS.items()
    ]
    names = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": rdfs,
             "plover": f"{base}/export/terms.jsonld#"}  # fmt: skip
    return encoded({"@context": names, "@graph": told})


def node(told: ToldEvent, base: str) -> dict[str, Any]:
    """An event."""
    event = told.event
    found: dict[str, Any] = {
        "@id": address(event.id, base),
        "@type": "Event",
        "identifier": event.id,
        "name": name(told),
        "url": told.address,
        **when(event),
        **plover(event, base),
        "eventStatus": SCHEMA + STATUS.get(event.status, "EventScheduled"),
        "location": place(event.place, base) if event.place else None,
        "actor": [party(actor, base) for actor in event.actor],
        "recipient": [party(actor, base) for actor in event.recipient],
        "subjectOf": [article(report) for report in told.reports],
        "evidence": [without({"@id": p.address, "words": p.words or None}) for p in told.passages],
    }
    if event.reciprocal:
        found["attendee"] = [{"@id": at["@id"]} for at in (*found["actor"], *found["recipient"])]
    if told.brief:
        brief = {"@id": told.brief, "@type": "NewsArticle", "headline": told.headline, "url": told.brief}
        found["subjectOf"].insert(0, without(brief))
    return without(found)


def address(event: str, base: str) -> str:
    """The name of an event."""
    return f"{base}/export/events.jsonld#{event}"


def name(told: ToldEvent) -> str:
    """Who did what to whom, shortly."""
    event = told.event
    both = (", ".join(a.name or a.text for a in side) for side in (event.actor, event.recipient))
    return f"{event.event}: {' – '.join(filter(None, both)) or 'nobody named'}"


def when(event: Event) -> dict[str, Any]:
    """The days of happening, a month as `2024-05`, a year as `2024`."""
    if event.date is None:
        return {}
    length = {"month": 7, "year": 4}.get(event.date.precision, 10)
    start, end = event.date.start[:length], event.date.end[:length]
    return {"startDate": start, "endDate": end if end != start else None, "precision": event.date.precision}


def plover(event: Event, base: str) -> dict[str, Any]:
    """What is said in terms of our own."""
    return {
        "eventType": event.event,
        "mode": event.mode,
        "context": list(event.context),
        "quad": ties.QUADS.get(event.event),
        "intensity": ties.SCALE.get(event.event),
        "status": event.status,
        "reciprocal": event.reciprocal,
        "confidence": event.confidence,
        "level": event.level,
        "format": event.format,
        "minutes": event.duration,
        "fulfils": address(event.fulfils, base) if event.fulfils else None,
    }


def party(actor: Actor, base: str) -> dict[str, Any]:
    """A person with the office of that day, a state or another body."""
    code = country(actor)
    if actor.person:
        state = body(code, base) if code else None
        return without(
            {"@id": f"{base}/person/{actor.key}", "@type": "Person", "name": actor.name or actor.text,
             "jobTitle": actor.office, "affiliation": state}
        )  # fmt: skip
    if code and (actor.name or actor.text) == countries.name(code):
        return body(code, base)
    kind = "GovernmentOrganization" if code and (actor.sector is None or actor.sector in PUBLIC) else "Organization"
    made = {"@id": f"{base}/export/events.jsonld#body-{actor.key}", "@type": kind, "name": actor.name or actor.text,
            "areaServed": area(code, base) if code else None}  # fmt: skip
    return without(made)


def body(code: str, base: str) -> dict[str, Any]:
    """A state as one that acts."""
    return {"@id": f"{base}/country/{code}", "@type": "GovernmentOrganization", "name": countries.name(code),
            "areaServed": area(code, base)}  # fmt: skip


def area(code: str, base: str) -> dict[str, Any]:
    """A country as a place."""
    return {"@id": f"{base}/country/{code}#place", "@type": "Country", "name": known(code), "identifier": code}


def known(code: str) -> str:
    """A country's name, its code for one that is not known."""
    return countries.name(code) if code in countries.codes() else code


def place(where: Place, base: str) -> dict[str, Any]:
    """Where: the venue in the town, the town in the country."""
    town = {
        "@type": "Place",
        "name": where.name,
        "containedInPlace": area(where.country, base) if where.country else None,
    }
    found = {"@type": "Place", "name": where.venue, "containedInPlace": without(town)} if where.venue else town
    return without(found)


def article(report: Cited) -> dict[str, Any]:
    """A report as a news article."""
    made = {
        "@id": report.address, "@type": "NewsArticle", "headline": report.title, "url": report.url,
        "datePublished": report.published, "inLanguage": report.language,
        "publisher": {"@type": "Organization", "name": report.publisher} if report.publisher else None,
    }  # fmt: skip
    return without(made)


def without(found: dict[str, Any]) -> dict[str, Any]:
    """A node without what is not known."""
    return {key: value for key, value in found.items() if value is not None and value != [] and value != ""}
