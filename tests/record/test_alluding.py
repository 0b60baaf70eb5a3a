"""Who is meant where no name stands: people told by what they do, told again by what they are, states described, bodies
that no table has. Sentences of our own."""

import pytest

from communique.record.spacy_parser import SpacyParser
from tests.record.test_resolving import who


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector", "person"),
    [
        ("Otieno Wafula heads Kenya's revenue agency. Wafula wrote to Lima.", "Wafula", "KEN", "GOV", "Otieno Wafula"),
        ("Elena Costin, who commands Moldova's army, left. She was tired.", "She", "MDA", "MIL", "Elena Costin"),
        ("The Fijian team under Josefa Rokotuivuna paused.", "Josefa Rokotuivuna", "FJI", "GOV", "Josefa Rokotuivuna"),
        ("Tonga was represented by Mele Havili.", "Mele Havili", "TON", "GOV", "Mele Havili"),
        ("Chad named Idriss Mahamat as its envoy to Lima.", "Idriss Mahamat", "TCD", "GOV", "Idriss Mahamat"),
        ("Pavel Dvorsky, Prague's voice in Geneva, has died.", "Pavel Dvorsky", "CZE", "GOV", "Pavel Dvorsky"),
        ("Ines Baptista leads the dockers' union in Angola.", "Ines Baptista", "AGO", "LAB", "Ines Baptista"),
        ("Oman's minister Said Harthy quit. The 58-year-old was ill.", "The 58-year-old", "OMN", "GOV", "Said Harthy"),
        ("The king of Tonga fell ill. His doctors said so.", "His doctors", "TON", "CVL", None),
        ("Latvia's farm minister resigned. Her successor is known.", "Her successor", "LVA", "GOV", None),
        ("In Quito the assembly refused. Lawmakers want a vote.", "Lawmakers", "ECU", "LEG", None),
        ("A Maltese judge freed him. The magistrate gave no reason.", "The magistrate", "MLT", "JUD", None),
    ],
)
def test_people(parser: SpacyParser, text: str, mention: str, code: str, sector: str, person: str | None) -> None:
    meant = who(parser, text, mention)
    assert (meant.code, meant.sector, meant.person) == (code, sector, person), meant


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Luanda wrote to Lisbon. The former Portuguese colony wants it.", "The former Portuguese colony", "AGO"),
        ("Lusaka asked Beijing for time. The copper-rich country owes it much.", "The copper-rich country", "ZMB"),
        ("Doha met Cairo. The North African country wants more.", "The North African country", "EGY"),
        ("Ljubljana sued Zagreb; the small Alpine state wants the bay.", "the small Alpine state", "SVN"),
        ("Nassau sent a boat to Havana. The archipelago nation wants it back.", "The archipelago nation", "BHS"),
        ("Riyadh cut it. The world's largest oil exporter is worried.", "The world's largest oil exporter", "SAU"),
        ("The Dutch state paid.", "The Dutch state", "NLD"),
        ("The governor of Kandahar met the Iranians.", "The governor", "AFG"),
    ],
)
def test_states_described(parser: SpacyParser, text: str, mention: str, code: str) -> None:
    assert who(parser, text, mention).code == code


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector"),
    [
        ("Nepal's cabinet fell when the Valley People's Front walked out.", "the Valley People's Front", "NPL", "PTY"),
        ("In Dakar the National Union of Dockers struck.", "the National Union of Dockers", "SEN", "LAB"),
        ("The Chamber of Mines in Lima fears the tax.", "The Chamber of Mines", "PER", "BUS"),
        ("He slept at the Dakar Press Academy.", "Dakar Press Academy", None, None),
    ],
)
def test_unlisted(parser: SpacyParser, text: str, mention: str, code: str | None, sector: str | None) -> None:
    meant = who(parser, text, mention)
    assert (meant.code, meant.sector) == (code, sector), meant


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The match between Ghana and Togo was abandoned.", "Ghana"),
        ("Singapore is an hour away by ferry.", "Singapore"),
        ("He has never been to Iran.", "Iran"),
        ("Exports to China rose by a fifth.", "China"),
    ],
)
def test_places(parser: SpacyParser, text: str, mention: str) -> None:
    assert who(parser, text, mention).code is None
