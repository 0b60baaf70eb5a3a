"""Whom a sentence only has it from, in the tag behind it."""

import pytest

from communique.record.attribution import credited
from communique.record.spacy_parser import SpacyParser
from communique.record.tree import Tree
from tests.record.conftest import Acts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two villages were shelled on Monday, the Burmese army said.", "the Burmese army"),
        ("Two villages were shelled near Goma, the Red Cross said on Tuesday.", "the Red Cross"),
        ("Two villages were shelled, said a union leader in Goma.", "a union leader in Goma ."),
        ("Two villages were shelled, according to the Burmese army.", "the Burmese army ."),
        ("The Burmese army said two villages were shelled.", ""),
        ("The army shelled two villages, and said it was sorry.", ""),
    ],
)
def test_the_tag_at_the_end_names_whom_it_is_from(text: str, words: str) -> None:
    tree = Tree(text, SpacyParser().parse([text])[0])
    assert " ".join(tree.token(i).text for i in sorted(credited(tree))) == words


def test_who_only_says_so_took_no_side(acts: Acts) -> None:
    (shelled,) = acts("Two villages in Kachin state were shelled on Monday, the Chinese police said.")
    assert not shelled.actor and {a.code for a in shelled.recipient} == {"MMR"}
    text = "Kenya will send 300 tons of maize to families displaced by floods in Malawi, the World Food Programme said."
    (sent,) = acts(text)
    assert ({a.code for a in sent.actor}, {a.code for a in sent.recipient}) == ({"KEN"}, {"MWI"})


def test_who_says_what_he_did_himself_did_it(acts: Acts) -> None:
    (killed,) = acts("It had killed three smugglers near Goma, the Rwandan army said.")
    assert {a.code for a in killed.actor} == {"RWA"}


def test_an_agency_that_quotes_somebody_is_no_side_of_what_he_does(acts: Acts) -> None:
    found = acts("KCNA quoted Cai Qi as voicing confidence in a brighter future for relations.")
    assert [a.name for m in found for a in (*m.actor, *m.recipient)] == ["Cai Qi"]
