"""Bodies and people told again by a noun, names that only look like actors, honorifics and native names. Sentences of
our own."""

import pytest

from communique.record import spellings
from communique.record.spacy_parser import SpacyParser
from tests.record.test_resolving import who


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector"),
    [
        ("The World Bank froze the loan to Malawi. The bank wants the auditors back.", "The bank", "IGO", None),
        ("ECOWAS sent envoys to Niamey. The bloc will decide on Sunday.", "The bloc", "IGO", None),
        ("The M23 took the mine on Sunday. The rebels then closed the road.", "The rebels", "COD", "REB"),
        ("The Polish army closed the bridge. The soldiers waved.", "The soldiers", "POL", "MIL"),
        ("After the coup in Niamey, France left. The generals asked for time.", "The generals", "NER", "MIL"),
        ("Greek farmers blocked the road. The farmers want cheap diesel.", "The farmers", "GRC", None),
        ("Kenya and Uganda quarrel over an island. The latter sent police.", "The latter", "UGA", None),
        ("Officials in Hanoi denied the report.", "Hanoi", "VNM", "GOV"),
        ("Angolan opposition leaders flew to Lisbon.", "Angolan opposition leaders", "AGO", "OPP"),
        ("The Assembleia Nacional in Luanda passed the budget.", "Assembleia Nacional", "AGO", "LEG"),
        (
            "Brussels, Aug 30 - Foreign Minister Annika Maes said no. Maes had met the Saudi envoy.",
            "Maes",
            "BEL",
            "GOV",
        ),
    ],
)
def test_told_again(parser: SpacyParser, text: str, mention: str, code: str, sector: str | None) -> None:
    found = who(parser, text, mention)
    assert found.code == code
    assert sector is None or found.sector == sector


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mine lies forty miles from Harare.", "Harare"),
        ("Reporters jogged past Buckingham Palace.", "Buckingham Palace"),
        ("Spartak Moscow signed a Dutch coach.", "Moscow"),
        ("Cyprus Mines Corporation left in 1974.", "Cyprus"),
        ("The ferry Princess of Norway sank.", "Princess of Norway"),
        ("Nobody wants another Vietnam, the senator said.", "Vietnam"),
        ("The ship put into Mombasa for repairs.", "Mombasa"),
    ],
)
def test_no_actor(parser: SpacyParser, text: str, mention: str) -> None:
    assert who(parser, text, mention).code is None


def test_an_honorific_of_one_land_is_a_name_in_another(parser: SpacyParser) -> None:
    korean = who(parser, "North Korea's foreign minister, Pak Jong Sun, arrived.", "Pak Jong Sun")
    indonesian = who(parser, "Indonesia's foreign minister, Pak Budi Santoso, arrived.", "Pak Budi Santoso")
    assert (korean.person, indonesian.person) == ("Pak Jong Sun", "Budi Santoso")


def test_a_title_between_a_rank_and_the_end_is_a_given_name(parser: SpacyParser) -> None:
    text = "Liberia's defence chief, Major General Prince Tarpeh, flew to Freetown."
    assert who(parser, text, "Prince Tarpeh").person == "Prince Tarpeh"


def test_a_name_is_found_however_it_is_spelled() -> None:
    assert "Organisation of Labor" in set(spellings.of("Organization of Labour"))
    assert "Elysee" in set(spellings.of("Élysée"))
    assert "Al Aqsa" in set(spellings.of("al-Aqsa"))
    assert "F.S.B." in set(spellings.of("FSB"))
    assert not set(spellings.of("Kremlin"))
