"""JSON-LD: the structure the specification and schema.org ask for."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from communique.exports import linked
from communique.exports.nouns import ToldEvent
from communique.model import Place, When
from tests.exports.told import BASE, FRANCE, HOSTILE, UNION, event, hostile, told

KNOWN = {
    "Event": {"identifier", "name", "url", "startDate", "endDate", "eventStatus", "location", "subjectOf", "attendee"},
    "Person": {"name", "jobTitle", "affiliation"},
    "GovernmentOrganization": {"name", "areaServed"},
    "Organization": {"name", "areaServed"},
    "Place": {"name", "containedInPlace"},
    "Country": {"name", "identifier"},
    "NewsArticle": {"headline", "url", "datePublished", "inLanguage", "publisher"},
    None: set(),
}  # fmt: skip
"""The properties schema.org gives these types, of those that are used."""


def document(*facts: ToldEvent) -> dict[str, Any]:
    return json.loads(b"".join(linked.linked(facts, BASE)))  # type: ignore[no-any-return]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All node objects within a value."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            for inner in one.values():
                yield from nodes(inner)


def iri(term: str, context: dict[str, Any]) -> str:
    """What a term stands for: JSON-LD 1.1, 4.1."""
    meaning = context.get(term)
    meaning = meaning["@id"] if isinstance(meaning, dict) and "@id" in meaning else meaning
    if not isinstance(meaning, str):
        return str(context["@vocab"]) + term
    prefix, _, rest = meaning.partition(":")
    return context[prefix] + rest if prefix in context else meaning


def test_every_term_is_schema_orgs_for_its_type_or_ours_and_told_of() -> None:
    found = document(told(), told(event("e2", event="ACCUSE", actor=(UNION,), recipient=(FRANCE,), reciprocal=False)))
    ours = {f"{BASE}/export/terms.jsonld#{name}" for name in linked.TERMS}
    for node in nodes(found["@graph"]):
        for key in (key for key in node if not key.startswith("@")):
            meaning = iri(key, found["@context"])
            assert meaning in ours or key in KNOWN[node.get("@type")], (node.get("@type"), key)
            if meaning not in ours:
                assert meaning == f"https://schema.org/{key}"
    told_of = json.loads(linked.terms(BASE))
    assert {node["@id"].removeprefix("plover:") for node in told_of["@graph"]} == set(linked.TERMS)
    assert told_of["@context"]["plover"] == found["@context"]["plover"]


def test_ids_are_absolute_addresses_and_one_id_is_one_thing() -> None:
    found = document(told(), told(event("e2")))
    kinds: dict[str, set[Any]] = {}
    for node in nodes(found["@graph"]):
        if "@id" in node:
            assert urlsplit(node["@id"]).scheme == "https"
            kinds.setdefault(node["@id"], set()).add((node.get("@type"), node.get("name")))
    assert all(len(seen - {(None, None)}) <= 1 for seen in kinds.values())
    assert [node["@id"] for node in found["@graph"]] == [f"{BASE}/export/events.jsonld#{e}" for e in ("e1", "e2")]


def test_a_meeting_has_people_with_offices_a_place_and_the_articles_that_tell_of_it() -> None:
    [node] = document(told())["@graph"]
    assert node["@type"] == "Event" and node["startDate"] == "2024-03-23" and "endDate" not in node
    assert node["actor"][0]["@type"] == "Person" and node["actor"][0]["jobTitle"] == "director"
    assert node["actor"][0]["affiliation"]["@type"] == "GovernmentOrganization"
    assert node["location"]["containedInPlace"]["containedInPlace"]["@id"] == f"{BASE}/country/CHN#place"
    assert [a["@id"] for a in node["attendee"]] == [f"{BASE}/person/kim-song-nam", f"{BASE}/person/wang-yi"]
    brief, first, second = node["subjectOf"]
    assert brief["@id"] == f"{BASE}/story/s1" and first["publisher"]["name"] == "The Bugle"
    assert second["@type"] == "NewsArticle" and second["datePublished"] == "2024-03-23T20:00:00+08:00"
    assert node["evidence"][0]["words"] and "words" not in node["evidence"][1]


def test_states_and_other_bodies() -> None:
    [node] = document(told(event(actor=(FRANCE,), recipient=(UNION,))))["@graph"]
    [france], [union] = node["actor"], node["recipient"]
    assert france["@type"] == "GovernmentOrganization" and france["@id"] == f"{BASE}/country/FRA"
    assert union["@type"] == "Organization" and "areaServed" not in union


def test_days_and_statuses() -> None:
    month = When(start="2024-05-01", end="2024-05-31", precision="month")
    [node] = document(told(event(date=month, status="cancelled", fulfils="e0")))["@graph"]
    assert node["startDate"] == "2024-05" and node["eventStatus"] == "https://schema.org/EventCancelled"
    assert node["fulfils"] == f"{BASE}/export/events.jsonld#e0"
    [undated] = document(told(event(date=None, place=Place(name="Hanoi"))))["@graph"]
    assert "startDate" not in undated and undated["location"] == {"@type": "Place", "name": "Hanoi"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    one, two = document(hostile(text), told(event("e2")))["@graph"]
    plain = text.encode("utf-8", "replace").decode()
    assert one["actor"][0]["jobTitle"] == plain and one["location"]["name"] == plain
    assert two == document(told(event("e2")))["@graph"][0]


def test_nothing_is_a_document_too() -> None:
    assert document()["@graph"] == []
    assert "subjectOf" in document(replace(told(), brief=None))["@graph"][0]
