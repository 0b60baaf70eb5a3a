"""Which words tell an act, of which type, and how it stands."""

import pytest

from communique.record import acts, model
from communique.record.model import Table
from communique.record.scene import Scene
from communique.record.spacy_parser import SpacyParser
from communique.record.tree import Tree
from tests.record.conftest import Acts

SMALL = Table(("none", "AID", "ASSAULT"), {"head=send": ((1, 2.0), (2, -1.0)), "bias": ((0, 0.5),)}, 1.0)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def scene(parser: SpacyParser, text: str) -> Scene:
    return Scene(Tree(text, parser.parse([text])[0]), ())


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway took Belarus to task over the arrests.", "ACCUSE"),
        ("Kenya turned down Uganda's offer.", "REJECT"),
        ("Chad lifted the curfew in the capital.", "CONCEDE"),
        ("Rwanda pulled its troops out of Mozambique.", "RETREAT"),
        ("Turkish helicopters flew wounded children out of Gaza.", "AID"),
        ("China and Laos opened a railway on Monday.", "COOPERATE"),
        ("Farmers blocked the road from Peru to Bolivia.", "PROTEST"),
        ("Russia massed tanks on the Estonian border.", "MOBILIZE"),
        ("Police in Zimbabwe arrested a union leader.", "COERCE"),
    ],
)
def test_types(acts: Acts, text: str, event: str) -> None:
    assert acts(text)[0].event == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Germany will give Ghana a grant for the dam.", "AGREE"),
        ("Serbia will not release the Croatian prisoners.", "REJECT"),
        ("Russia must withdraw its troops from Moldova, Romania said.", "REQUEST"),
        ("Israel will strike Iran again, its defence minister said.", "THREATEN"),
    ],
)
def test_a_deed_only_spoken_of_is_another_act(acts: Acts, text: str, event: str) -> None:
    assert (acts(text)[0].event, acts(text)[0].status) == (event, "done")


@pytest.mark.parametrize(
    "text",
    [
        "Egypt denied that its soldiers had crossed into Sudan.",
        "No meeting took place between Serbia and Kosovo.",
        "Fiji has not expelled the Chinese envoy.",
        "Nobody has been arrested, Latvian police said.",
        "Brazil never sent troops to Haiti.",
    ],
)
def test_what_is_denied_is_not_told_as_done(acts: Acts, text: str) -> None:
    assert [m.event for m in acts(text) if m.status in {"done", "ongoing"}] == []


@pytest.mark.parametrize("text", ["Norway's economy grew by two percent.", "The river rose for a third day in Malawi."])
def test_a_sentence_without_an_act_has_none(acts: Acts, text: str) -> None:
    assert acts(text) == []


def test_confidence_is_a_probability(acts: Acts) -> None:
    assert all(
        acts_floor <= m.confidence <= 0.99 for m in acts("Canada imposed sanctions on Iran.") for acts_floor in [0.1]
    )


def test_probabilities_add_up_and_follow_the_weights() -> None:
    found = SMALL.probabilities(["head=send", "bias", "never seen"])
    assert sum(found) == pytest.approx(1.0)
    assert found[1] > found[0] > found[2]


def test_reasons_are_against_the_other_classes_and_the_strongest_first() -> None:
    assert SMALL.reasons(["bias", "head=send"], "AID") == [("head=send", 2.5), ("bias", -0.25)]


def test_a_table_is_read_as_it_was_written() -> None:
    assert model.read(model.written(SMALL)) == SMALL


def test_the_shipped_tables_know_their_classes_and_are_small() -> None:
    for name, classes in (("type", 17), ("status", 10)):
        table = model.shipped(name)
        assert len(table.classes) == classes
        assert sum(map(len, model.written(table))) < 1_500_000


def test_what_decided_can_be_told(parser: SpacyParser) -> None:
    here = scene(parser, "Norway condemned Belarus.")
    told = acts.explain(here, 1)
    assert told.word == "condemned"
    assert told.types[0][0] == "ACCUSE" and told.standing[0][0] == "done" and told.rule == "done"
    assert sum(weight for _, weight in told.cues) > 0 and len(told.cues) <= 6
    assert [act.event for act in acts.read(here)] == ["ACCUSE"]
