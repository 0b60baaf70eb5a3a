"""The network that is heard beside the table of types."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from communique.record import acts, opinion, scene
from communique.record.opinion import PLACES, Meanings, Opinion
from communique.record.scene import Scene
from communique.record.spacy_parser import SpacyParser
from communique.record.tree import Tree

WORDS = Meanings({"grant": 0, "shell": 1}, np.array([[100, 0], [0, 100]], np.int8), 0.01)
SMALL = Opinion(
    WORDS,
    {"what": np.array([[2.0, 0.0], [0.0, 2.0]], np.float32)},
    {"head=send": 0},
    np.array([[0.5, 0.0]], np.float32),
    np.zeros(2, np.float32),
    np.array([[0.0, 3.0, 0.0], [0.0, 0.0, 3.0]], np.float32),
    np.array([1.0, 0.0, 0.0], np.float32),
)
"""Of the answers none, aid and assault; the object "grant" speaks for aid, "shell" for assault."""


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def seen(parser: SpacyParser, text: str) -> Scene:
    return Scene(Tree(text, parser.parse([text])[0]), ())


def at(places: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    return dict(places)


def test_a_word_speaks_from_its_place() -> None:
    assert SMALL.probabilities((), at([("what", ["grant"])]))[1] > 0.9
    assert SMALL.probabilities((), at([("what", ["shell"])]))[2] > 0.9
    assert sum(SMALL.probabilities(["head=send"], at([("what", ["shell"])]))) == pytest.approx(1.0)


def test_words_at_one_place_are_taken_at_their_mean_and_unknown_ones_say_nothing() -> None:
    both = SMALL.probabilities((), at([("what", ["grant", "shell"])]))
    assert both[1] == pytest.approx(both[2])
    known = SMALL.probabilities((), at([("what", ["grant", "zzz"])]))
    assert known == SMALL.probabilities(["never seen"], at([("what", ["grant"])]))


def test_the_reasons_are_what_is_lost_without_a_place() -> None:
    places = at([("what", ["grant"]), ("clause", ["grant"])])
    reasons = dict(SMALL.reasons(["head=send"], {"what": places["what"]}, 1))
    assert reasons["what=grant"] > reasons["cues"] > 0


def test_the_words_around_are_told_by_place(parser: SpacyParser) -> None:
    here = seen(parser, "The army handed over the captives to the village elders.")
    found = opinion.words(here, here.heads[0])
    assert found["head"] == ["hand"] and found["doer"] == ["army"] and found["what"] == ["captive"]
    assert found["with"] == ["over"] and found["preposition"] == ["to"] and found["to"] == ["elder"]
    assert set(found) <= set(PLACES)


def test_passive_sentences_have_the_same_doer_and_object(parser: SpacyParser) -> None:
    here = seen(parser, "The captives were freed by the army.")
    found = opinion.words(here, here.heads[0])
    assert found["doer"] == ["army"] and found["what"] == ["captive"]


def test_a_sentence_that_denies_or_supposes_is_left_to_the_table(parser: SpacyParser) -> None:
    told, denied = (seen(parser, t) for t in ("Rebels shot up the town.", "Rebels did not shoot up the town."))
    assert acts.explain(told, told.heads[0]).second
    why = acts.explain(denied, denied.heads[0])
    assert denied.wary and why.second == () and why.types == why.table


def test_both_are_shown_and_the_mean_lies_between(parser: SpacyParser) -> None:
    here = seen(parser, "The general handed the captives to the Red Cross.")
    why = acts.explain(here, here.heads[0])
    assert why.places
    first = why.types[0][0]
    alone = [dict(why.table).get(first, 0.0), dict(why.second).get(first, 0.0)]
    assert why.types[0][1] >= min(alone)


def test_what_is_shipped_is_small_and_finite() -> None:
    known = opinion.shipped()
    assert set(known.places) == set(PLACES) and len(known.level) == 17
    assert all(np.isfinite(part).all() for part in (*known.places.values(), known.out, known.lean))
    files = [Path(opinion.__file__).with_name(f"{name}.npz") for name in ("meanings", "opinion")]
    assert sum(file.stat().st_size for file in files) < 1_700_000


def test_every_process_gives_the_same_bytes() -> None:
    script = (
        "from communique.record import opinion; "
        "print(opinion.shipped().probabilities(['bias', 'rule=none', 'voice=active'], "
        "{'head': ['hand'], 'what': ['captive', 'prisoner'], 'to': ['elder']}))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": str(seed), "OPENBLAS_NUM_THREADS": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in (1, 2)
    }
    assert len(runs) == 1


def test_names_of_actors_are_not_looked_up(parser: SpacyParser) -> None:
    assert opinion.meanings().of(scene.HIDDEN) is None
    assert opinion.meanings().of("STATE") is None
