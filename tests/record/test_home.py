"""Who is meant where only the setting tells: the capital a sentence opens in, the dateline, money, and nouns that point
back. Sentences of our own."""

import pytest

from communique.record.spacy_parser import SpacyParser
from tests.record.test_resolving import who


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector"),
    [
        ("In Bogotá the Senate voted down the reform.", "the Senate", "COL", "LEG"),
        ("In Warsaw, ministers were asleep. The Senate had adjourned at noon.", "The Senate", "POL", "LEG"),
        ("In Kyiv, they wait. The Senate will vote on Friday.", "The Senate", "USA", "LEG"),
        ("ACCRA, May 2 - The interior minister resigned over the leak.", "The interior minister", "GHA", "GOV"),
        ("The central bank sold dollars as the ringgit fell.", "The central bank", "MYS", "GOV"),
        ("The central bank bought bonds in Guadalajara.", "The central bank", "MEX", "GOV"),
        ("Paris was furious. The foreign minister told Rome so.", "The foreign minister", "FRA", "GOV"),
        ("Kenya's KDF crossed the river.", "Kenya's KDF", "KEN", "MIL"),
        ("A frigate of the Chilean Navy was rammed.", "the Chilean Navy", "CHL", "MIL"),
        ("Cairo withdrew its ambassador to Ethiopia. The envoy will not return.", "The envoy", "EGY", "GOV"),
        ("The Balkan republic applied again.", "The Balkan republic", "SRB", None),
        (
            "Kosice is far. The Central European republic pays, Bratislava says.",
            "The Central European republic",
            "SVK",
            None,
        ),
        ("Lisbon says no. Its neighbour to the east says yes.", "Its neighbour to the east", "ESP", None),
        ("Sudan's northern neighbour sent grain.", "Sudan's northern neighbour", "EGY", None),
        ("The award was made to the Republic of Panama.", "the Republic of Panama", "PAN", None),
        ("Austria's chancellor stayed, Malta's went.", "Malta's", "MLT", "GOV"),
        ("Turkish and Greek officers met. The latter left.", "The latter", "GRC", "MIL"),
        ("The ambassador to Oslo, a Swede, resigned.", "The ambassador to Oslo", "SWE", "GOV"),
        ("Ghana's court sat late. The judges were split.", "The judges", "GHA", "JUD"),
    ],
)
def test_the_setting_says_of_which_state(
    parser: SpacyParser, text: str, mention: str, code: str | None, sector: str | None
) -> None:
    found = who(parser, text, mention)
    assert (found.code, found.sector) == (code, sector), found.why


@pytest.mark.parametrize(
    ("text", "mention", "code", "person"),
    [
        ("Peru's Elsa Cano spoke. The Peruvian asked for time.", "The Peruvian", "PER", "Elsa Cano"),
        ("Greek dockers struck. Their leader, Stavros Kyrou, was held.", "Stavros Kyrou", "GRC", "Stavros Kyrou"),
        ("Two Chilean senators were barred. One of them, Inés Barros, sued.", "Inés Barros", "CHL", "Inés Barros"),
        ("Mali's Issa Keita and Ivan Petrov for Russia signed. Petrov smiled.", "Petrov", "RUS", "Ivan Petrov"),
        ("Oman's Said Amri left. Amri's Iraqi colleague stayed.", "Amri's Iraqi colleague", "IRQ", None),
        ("Denmark's unions struck. The minister, Lars Holt, flew home.", "Lars Holt", "DNK", "Lars Holt"),
        ("The Swede, Nils Berg, and the Dane, Ib Juhl, signed.", "Ib Juhl", "DNK", "Ib Juhl"),
        ("Oslo was calm. Its envoy to Chad, Siri Moe, wept. Moe is 50.", "Moe", "NOR", "Siri Moe"),
        ("Iran's minister came to Muscat. His host, Said Amri, slept.", "Said Amri", "OMN", "Said Amri"),
        ("The Maltese head of the World Bank, Joe Zahra, quit.", "Joe Zahra", "IGO", "Joe Zahra"),
        ("Rabat sent Basil Haddad as its envoy to Chile. Haddad is 40.", "Haddad", "MAR", "Basil Haddad"),
    ],
)  # fmt: skip
def test_who_is_told_again(parser: SpacyParser, text: str, mention: str, code: str, person: str | None) -> None:
    found = who(parser, text, mention)
    assert (found.code, found.person) == (code, person), found.why


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The tremor was felt as far away as Quito.", "Quito"),
        ("The freighter sailed under the flag of Liberia.", "Liberia"),
        ("The train from Madrid to Lisbon was late.", "Lisbon"),
        ("Traffic between Oman and Dubai was heavy.", "Oman"),
        ("The novel is set in Albania.", "Albania"),
        ("The Lisbon of his youth was poor.", "Lisbon"),
        ("The nomads crossed Niger in a month.", "Niger"),
        ("Her father was Danish.", "Danish"),
        ("The Rome office of the charity is shut.", "Rome"),
    ],
)
def test_a_place_and_nobody(parser: SpacyParser, text: str, mention: str) -> None:
    assert who(parser, text, mention).code is None
