"""Who is meant by a comparison, by what lies, grows or is held where, and whose man somebody is at whose name nothing
says so. Sentences of our own."""

import inspect
import re

import pytest

from communique.record import citizens, comparing, neighbours
from communique.record.spacy_parser import SpacyParser
from tests.record.test_resolving import who


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Oslo and Helsinki talked. The western partner paid.", "The western partner", "NOR"),
        ("Podgorica and Rome signed. The younger state hosts it.", "The younger state", "MNE"),
        ("Riga, Vilnius and Tallinn wrote. The largest of the three sent it.", "The largest of the three", "LTU"),
        ("The Horn's smallest country leased a pier.", "The Horn's smallest country", "DJI"),
        ("Spain's smallest neighbour raised a tax.", "Spain's smallest neighbour", "AND"),
        ("Asia's second-largest tea grower cut prices.", "Asia's second-largest tea grower", "IND"),
        ("The kingdom between India and China asked for time.", "The kingdom between India and China", "BTN"),
        ("Luanda waited. The former colonial power sent a ship.", "The former colonial power", "PRT"),
        ("Finland's Baltic ally wrote.", "Finland's Baltic ally", "FIN"),
        ("New Caledonia voted. France's Pacific territory wants more.", "France's Pacific territory", "NCL"),
        ("Muscat and Aden spoke. The sultanate's coast guard sailed.", "The sultanate's coast guard", "OMN"),
    ],
)
def test_states_told_by_comparison(parser: SpacyParser, text: str, mention: str, code: str) -> None:
    assert who(parser, text, mention).code == code


@pytest.mark.parametrize(
    ("text", "mention", "code", "person"),
    [
        ("Lima named a judge to the court. Ana Ruiz is a Quechua speaker.", "Ana Ruiz", "PER", "Ana Ruiz"),
        ("Minister Luc Roy accused Togo of theft. Cotonou has proof, Roy said.", "Roy", "BEN", "Luc Roy"),
        ("The banker Ivo Kuk was seen in Paris; Zagreb wants him.", "Ivo Kuk", "HRV", "Ivo Kuk"),
        ("The Omani envoy, Said Harthy, and the Kenyan, Otieno Wafula, left.", "Otieno Wafula", "KEN", "Otieno Wafula"),
        ("Peru's minister Ana Ruiz left. Russian papers print Anna Ruis.", "Anna Ruis", "PER", "Ana Ruiz"),
        ("The Chadian president received Ana Ruiz of Peru. His guest smiled.", "His guest", "PER", "Ana Ruiz"),
        ("President Ivan Petkov met the Serb. The Bulgarian was late.", "The Bulgarian", "BGR", "Ivan Petkov"),
        ("Commissioner Ana Ruiz told Beijing that the EU would wait.", "Ana Ruiz", "IGO", "Ana Ruiz"),
        ("General Ali Dago met General Musa Issa. Dago thanked him.", "him", None, "Musa Issa"),
    ],
)
def test_people_of_no_told_state(parser: SpacyParser, text: str, mention: str, code: str | None, person: str) -> None:
    meant = who(parser, text, mention)
    assert meant.person == person, meant
    assert code is None or meant.code == code, meant


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Vienna's inspectors counted the centrifuges.", "Vienna", "IGO"),
        ("Vienna wants more snow.", "Vienna", "AUT"),
        ("Tin from Bolivia arrives by barge.", "Bolivia", None),
        ("Exports to Bolivia halved.", "Bolivia", None),
        ("Mr Jordan's lawyers appealed.", "Jordan", None),
    ],
)
def test_places_and_seats(parser: SpacyParser, text: str, mention: str, code: str | None) -> None:
    assert who(parser, text, mention).code == code


def test_the_map_is_read_from_either_side() -> None:
    assert neighbours.lies("TGO", "west", "BEN")
    assert "LUX" in neighbours.around("DEU")
    assert comparing.between("the state between Ukraine and Romania") >= {"MDA"}


def test_every_reason_has_a_weight_and_every_weight_a_reason() -> None:
    source = inspect.getsource(citizens)
    told = set(re.findall(r'"([^"\n]+)"', source[source.index("def choose") :]))
    assert set(citizens.WEIGHTS) <= told
    given = set(re.findall(r'yield "([^"\n]+)"(?! if)', source))
    assert given and given <= set(citizens.WEIGHTS)
