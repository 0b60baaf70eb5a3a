"""The fields of an event as an editor writes them, both ways."""

import pytest
from msgspec.structs import replace

from communique.errors import UsageError
from communique.lexicon import amendments
from communique.lexicon.amendments import FIELDS, read, written
from communique.model import Actor, Event, Place, When

TYPES = ("CONSULT", "AGREE", "ACCUSE")
WANG = Actor(text="Wang", name="Wang Yi", code="CHN", sector="GOV", office="foreign minister", person=True)
PARTY = Actor(text="the party", name="Workers' Party", code="PRK", sector="PTY")
NORWAY = Actor(text="Oslo", name="Norway", code="NOR")
UNITED = Actor(text="UN", name="United Nations", code="IGO")
HALL = Place(name="Beijing", country="CHN", venue="Great Hall of the People")
TALKS = Event(
    id="e1",
    story="s1",
    event="CONSULT",
    mode="visit",
    actor=(WANG, PARTY),
    recipient=(NORWAY, UNITED),
    date=When(start="2024-03-21", end="2024-03-21", text="on Thursday"),
    place=HALL,
)


def test_every_field_is_written_in_one_short_text() -> None:
    assert {field: written(TALKS, field) for field in FIELDS} == {
        "type": "CONSULT",
        "mode": "visit",
        "status": "done",
        "day": "2024-03-21",
        "place": "Great Hall of the People, Beijing, CHN",
        "actor": "Wang Yi; foreign minister; CHN; GOV\nWorkers' Party; ; PRK; PTY",
        "recipient": "NOR\nUnited Nations; ; IGO",
    }


def test_what_is_written_reads_as_what_it_was() -> None:
    assert read(TALKS, {field: written(TALKS, field) for field in FIELDS}, TYPES) == TALKS
    bare = Event(id="e2", story="s1", event="AGREE", actor=(NORWAY,))
    assert read(bare, {field: written(bare, field) for field in FIELDS}, TYPES) == bare
    empty = read(bare, {field: written(TALKS, field) for field in FIELDS}, TYPES)
    assert {field: written(empty, field) for field in FIELDS} == {field: written(TALKS, field) for field in FIELDS}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("type", "agree", "AGREE"),
        ("mode", "", None),
        ("mode", "third-party", "third-party"),
        ("status", "planned", "planned"),
        ("day", "", None),
        ("day", "2024-03-20/2024-03-22", When(start="2024-03-20", end="2024-03-22", precision="span")),
        ("day", "2024-02", When(start="2024-02-01", end="2024-02-29", precision="month")),
        ("day", "2024", When(start="2024-01-01", end="2024-12-31", precision="year")),
        ("place", "", None),
        ("place", "Norway", Place(name="Norway", country="NOR")),
        ("place", "Bergen, Norway", Place(name="Bergen", country="NOR")),
        ("place", "Bergen", Place(name="Bergen")),
        ("place", "Room 4, City Hall, Bergen, NOR", Place(name="Bergen", country="NOR", venue="Room 4, City Hall")),
        ("recipient", "", ()),
        ("recipient", "norway", None),
        ("recipient", "Norway", (Actor(text="Norway", name="Norway", code="NOR"),)),
        ("recipient", "Wang Yi; director; China", (replace(WANG, office="director"),)),
        ("recipient", "Liv Dahl", (Actor(text="Liv Dahl", name="Liv Dahl", person=True),)),
        (
            "recipient",
            "Liv Dahl; envoy; NOR\nDefence Ministry; ; NOR; MIL",
            (
                Actor(text="Liv Dahl", name="Liv Dahl", code="NOR", sector="GOV", office="envoy", person=True),
                Actor(text="Defence Ministry", name="Defence Ministry", code="NOR", sector="MIL"),
            ),
        ),
    ],
)
def test_fields_are_read(field: str, text: str, value: object) -> None:
    found = getattr(read(TALKS, {field: text}, TYPES), FIELDS[field])
    if value is None and field == "recipient":  # in small letters it is no country's name, but somebody's
        value = (Actor(text="norway", name="norway", person=True),)
    assert found == value


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("colour", "red", "colour: no field of an event; there are type, mode, status, day, place, actor, recipient"),
        ("type", "TALK", "type TALK: one of CONSULT, AGREE, ACCUSE"),
        ("type", "", "type left empty: one of"),
        ("status", "over", "status over: one of done, ongoing"),
        ("mode", "by phone!", "a word such as visit"),
        ("day", "yesterday", "day yesterday: write 2024-03-21"),
        ("day", "2024-02-30", "write 2024-03-21"),
        ("day", "2024-03-22/2024-03-20", "it ends before it begins"),
        ("day", "2024-03/2024-04", "write 2024-03-21"),
        ("day", "2024-03-21/", "write 2024-03-21"),
        ("actor", " \n ", "the actor cannot be empty"),
        ("actor", "; minister; NOR", "write name; office; country code; sector"),
        ("actor", "A; b; NOR; GOV; more", "write name; office"),
        ("actor", "Liv Dahl; envoy; Narnia", "Narnia is no country"),
        ("actor", "Liv Dahl; envoy; NOR; government", "government is no sector"),
        ("actor", "Liv\x07 Dahl", "write name"),
        ("place", "x" * 301, "300 letters on one line at most"),
        ("place", "Oslo\nNorway", "on one line"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(field: str, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read(TALKS, {field: text}, TYPES)


def test_country_of_knows_codes_and_names_alone() -> None:
    assert [amendments.country_of(text) for text in ("nor", "Norway", "Norwegian", "Oslo", "IGO", "")] == [
        "NOR", "NOR", None, None, None, None,
    ]  # fmt: skip
