"""Who is meant where no name stands: people told by what they do, told again by what they are, states described, bodies
that no table has. Sentences of our own."""

import time

import pytest

from communique.record import alluding, relating, unlisted
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
        ("Chad said the Fijian rowing team led by Mere Tui had left.", "Mere Tui", "FJI", None, "Mere Tui"),
        ("Chad said the Fijian team led by Mere Tui had left.", "Mere Tui", "FJI", "GOV", "Mere Tui"),
        ("Chad sent a delegation to Lima led by Ali Dago.", "Ali Dago", "TCD", "GOV", "Ali Dago"),
        ("The Omani team, back from Paris, led by Said Harthy, rested.", "Said Harthy", "OMN", "GOV", "Said Harthy"),
        ("Peru said Chad had named Idriss Mahamat as its envoy.", "Idriss Mahamat", "TCD", "GOV", "Idriss Mahamat"),
        ("Peru said, and the Chadian envoy is Ali Dago.", "Ali Dago", "TCD", "GOV", "Ali Dago"),
        ("Pavel Dvorsky, Prague's messenger in Geneva, has died.", "Pavel Dvorsky", "CZE", "GOV", "Pavel Dvorsky"),
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
        ("Riga voted. The European Union member wants more.", "The European Union member", "LVA"),
    ],
)
def test_states_described(parser: SpacyParser, text: str, mention: str, code: str) -> None:
    assert who(parser, text, mention).code == code


def test_candidates_are_people(parser: SpacyParser) -> None:
    """A member or candidate is a state only with a bloc or an area."""
    assert who(parser, "Riga wrote to Cairo. The Muslim candidate lost.", "The Muslim candidate").sector == "PTY"


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector"),
    [
        ("Nepal's cabinet fell when the Valley People's Front walked out.", "the Valley People's Front", "NPL", "PTY"),
        ("In Dakar the National Union of Dockers struck.", "the National Union of Dockers", "SEN", "LAB"),
        ("The Chamber of Mines in Lima fears the tax.", "The Chamber of Mines", "PER", "BUS"),
        ("In Oslo the Gulu Ruiz Peasants Front met.", "the Gulu Ruiz Peasants Front", "NOR", "PTY"),
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
        ("Gabon was without electricity for a day.", "Gabon"),
        ("Bahrain is linked to Riyadh by a causeway.", "Bahrain"),
        ("Not far from Dakar a bus overturned.", "Dakar"),
        ("Muscat recorded forty degrees at noon.", "Muscat"),
    ],
)
def test_places(parser: SpacyParser, text: str, mention: str) -> None:
    assert who(parser, text, mention).code is None


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Bahrain linked the loan to the vote.", "Bahrain"),
        ("Oslo froze the accounts of two firms.", "Oslo"),
    ],
)
def test_no_places(parser: SpacyParser, text: str, mention: str) -> None:
    assert who(parser, text, mention).code is not None


@pytest.mark.parametrize("name", ["Gulu Mensah", "Tomas Aswan"])
def test_no_town_in_a_name(parser: SpacyParser, name: str) -> None:
    """A person called like a town tells of no state."""
    text = f"Paraguay asked for time. In {name}'s view the ministry erred."
    assert who(parser, text, "the ministry").code == "PRY"


@pytest.mark.parametrize(
    ("many", "one"),
    [("party bosses", "party boss"), ("judges", "judge"), ("coaches", "coach"), ("dockers", "docker")],
)
def test_singular(many: str, one: str) -> None:
    assert alluding.PLURAL.sub("", many) == one


@pytest.mark.parametrize("text", ["the ABCDEFGHIJKLMNOPQRSTUVWXYZABCD, x", f"the {'Valley-Front of the ' * 200}, x"])
def test_names_of_bodies_in_time(text: str) -> None:
    began = time.perf_counter()
    assert unlisted.WORDS.fullmatch(text) is None
    assert time.perf_counter() - began < 0.1


@pytest.mark.parametrize("text", ["the hall they met in " * 190, "Of the Old Men " * 270, "led by the old " * 270])
def test_relations_in_time(text: str) -> None:
    began = time.perf_counter()
    assert relating.relation(f"{text} Ana Ruiz", len(text) + 1, len(text) + 9, ()) is None
    assert time.perf_counter() - began < 0.1
