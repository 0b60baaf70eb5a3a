"""Opposites: the lexicon of the gate, and that what it is measured by is another list."""

import tomllib
from pathlib import Path

import pytest

from communique.briefs.gate import opposites, words

PLANTED = Path(__file__).parents[2] / "bench" / "planted" / "antonyms.toml"


def opposed(one: str, other: str) -> bool:
    return opposites.opposed(words.stem(one), words.stem(other), one, other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("praised", "condemned"),
        ("strengthened", "weakening"),
        ("higher", "lower"),
        ("before", "after"),
        ("ally", "foes"),
    ],
)
def test_words_and_their_opposites_in_any_form(one: str, other: str) -> None:
    assert opposed(one, other) and opposed(other, one)
    assert not opposed(one, one)


def test_synonyms_are_no_opposites() -> None:
    for pair in ("praised hailed", "signed sealed", "met visited", "official envoy"):
        assert not opposed(*pair.split())


def test_no_group_of_synonyms_holds_opposites() -> None:
    table = words.table()["synonyms"]
    for line in table:
        group = line.split()
        assert [(a, b) for a in group for b in group if opposed(a, b)] == [], line


def test_at_least_half_of_the_planted_antonyms_are_not_in_the_lexicon() -> None:
    pairs = [pair.split() for pair in tomllib.loads(PLANTED.read_text(encoding="utf-8"))["pairs"]]
    assert 2 * sum(opposed(*pair) for pair in pairs) <= len(pairs)
