"""Who is meant: names, offices, people, ambiguous words, and names that are only places. Sentences of our own."""

import pytest

from communique.lexicon import sentences
from communique.record import resolving
from communique.record.own import Own, Row
from communique.record.recorder import Recorder
from communique.record.spacy_parser import SpacyParser
from communique.record.told import Resolution, Told
from communique.record.tree import Tree
from tests.record.conftest import report


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def who(parser: SpacyParser, text: str, mention: str, own: Own | None = None) -> Resolution:
    """Who the last occurrence of some words in a text is."""
    spans = sentences.split(text)
    pieces = [text[span.start : span.end] for span in spans]
    told = Told([Tree(p, parsed) for p, parsed in zip(pieces, parser.parse(pieces), strict=True)], own)
    index = max(i for i, piece in enumerate(pieces) if mention in piece)
    start = pieces[index].rindex(mention)
    return resolving.who(told, index, start, start + len(mention))


@pytest.mark.parametrize(
    ("text", "mention", "code", "sector"),
    [
        ("Foggy Bottom recalled the envoy.", "Foggy Bottom", "USA", "GOV"),
        ("Rideau Hall announced the visit.", "Rideau Hall", "CAN", "GOV"),
        ("The Assam Rifles closed the road.", "Assam Rifles", "IND", "MIL"),
        ("Ecopetrol will cut supplies.", "Ecopetrol", "COL", "BUS"),
        ("A Spanish minesweeper anchored.", "Spanish minesweeper", "ESP", "MIL"),
        ("An Algerian-Tunisian committee met.", "Algerian", "DZA", None),
        ("The RSF shelled the port of Khartoum.", "RSF", "SDN", "REB"),
        ("The Turkish Cypriots left the talks.", "Turkish Cypriots", "CYP", "GOV"),
        ("The Riksdag voted on the lease.", "Riksdag", "SWE", "LEG"),
        ("The KPA fired into the sea.", "KPA", "PRK", "MIL"),
        ("The TTP denied it.", "TTP", "PAK", "REB"),
        ("Finland's army chief resigned.", "Finland's army chief", "FIN", "MIL"),
        ("The MFA in Kyiv protested.", "MFA", "UKR", "GOV"),
        ("The speaker of the Ghanaian parliament adjourned.", "speaker of the Ghanaian parliament", "GHA", "LEG"),
        ("In Ankara the foreign minister said no.", "the foreign minister", "TUR", "GOV"),
        ("Malta's government fell on Monday. The prime minister resigned.", "The prime minister", "MLT", "GOV"),
        ("The presidents of Fiji and Tonga met. The Tongan spoke first.", "The Tongan", "TON", "GOV"),
        ("California sued the administration over the rule.", "California", "USA", "GOV"),
        ("Muscat hosted both. The sultanate asked for nothing.", "The sultanate", "OMN", None),
        ("The head of the IAEA asked for access.", "head of the IAEA", "IGO", None),
        ("The Togolese coast guard opened fire.", "Togolese coast guard", "TGO", "MIL"),
        ("The chief constable of Malta resigned.", "The chief constable of Malta", "MLT", "COP"),
        ("The Peruvian dockers' union called a strike.", "Peruvian dockers' union", "PER", "LAB"),
        ("Kenya's council of churches asked for calm.", "Kenya's council of churches", "KEN", "REL"),
        ("The Chadian intelligence service denied it.", "Chadian intelligence service", "TCD", "SPY"),
        ("Mali seized the mine. The junta denied it.", "The junta", "MLI", "GOV"),
        ("Omani dockers struck. The dockers want more pay.", "The dockers", "OMN", "LAB"),
        ("The letter went to Manila by hand.", "Manila", "PHL", "GOV"),
        ("According to Ankara, the drone came from the sea.", "Ankara", "TUR", "GOV"),
        ("Faith in Berlin has gone.", "Berlin", "DEU", "GOV"),
        ("They left Kinshasa no choice.", "Kinshasa", "COD", "GOV"),
        ("The news reached Lima late, and a letter from Dublin followed.", "Dublin", "IRL", "GOV"),
    ],
)
def test_states_bodies_and_offices(parser: SpacyParser, text: str, mention: str, code: str, sector: str | None) -> None:
    found = who(parser, text, mention)
    assert found.code == code
    assert sector is None or found.sector == sector
    assert found.why


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Georgia sued Alabama over the river, and Atlanta cheered.", "Georgia", "USA"),
        ("Georgia and Armenia opened the crossing.", "Georgia", "GEO"),
        ("Congo shut the port at Pointe-Noire.", "Congo", "COG"),
        ("Congo sent a battalion to Goma.", "Congo", "COD"),
        ("The South fired flares after Pyongyang's launch.", "The South", "KOR"),
        ("The South asked Khartoum for its share; Juba waits.", "The South", "SSD"),
        ("Delegates of the South want loans that rich countries would give.", "the South", None),
        ("Brussels drew up a fine for the member states.", "Brussels", "IGO"),
        ("Brussels, say Flemish and Walloon deputies, forgot the Belgian coast.", "Brussels", "BEL"),
        ("RSF, a friend of journalists, counted the press cards.", "RSF", "NGO"),
        ("RSF shells fell on El Fasher.", "RSF", "SDN"),
        ("The Bundesrat in Vienna agreed; Austria will pay.", "Bundesrat", "AUT"),
    ],
)
def test_ambiguous_names_by_what_is_told_around_them(
    parser: SpacyParser, text: str, mention: str, code: str | None
) -> None:
    assert who(parser, text, mention).code == code


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("They met in Tunis.", "Tunis"),
        ("The bus to Asunción broke down.", "Asunción"),
        ("A Persian rug lay between the envoys.", "Persian"),
        ("Vienna, Virginia, hosted the choir.", "Vienna"),
        ("A cyclone hit Vanuatu on Monday.", "Vanuatu"),
        ("Kenya Airways cut the route.", "Kenya"),
        ("The Jordan is low this year.", "Jordan"),
        ("He speaks Russian.", "Russian"),
        ("Sweden won the final by two goals.", "Sweden"),
        ("The museum has vases from China.", "China"),
        ("The Villa Albania was let to a painter.", "Albania"),
        ("The quake was felt from Peru to the Bolivian border.", "Bolivian"),
        ("The Korean War ended in 1953.", "Korean"),
        ("The Doha-bound flight was late.", "Doha"),
        ("Street vendors counted half of Tuvalu as lost.", "Tuvalu"),
        ("Bhutan has one airport.", "Bhutan"),
        ("Jakarta is sinking.", "Jakarta"),
        ("An exhibition on Mongolia opened.", "Mongolia"),
        ("Tourists photographed the Élysée in the snow.", "Élysée"),
        ("His suit was Italian.", "Italian"),
    ],
)
def test_places_and_labels_act_for_nobody(parser: SpacyParser, text: str, mention: str) -> None:
    found = who(parser, text, mention)
    assert found.code is None
    assert found.why


@pytest.mark.parametrize(
    ("text", "mention", "person", "code"),
    [
        ("Łukasz Żebrowski, Poland's interior minister, came. Żebrowski left.", "Żebrowski", "Łukasz Żebrowski", "POL"),
        ("The Omani envoy Sayyid Badr al-Harthi came. Sayyid Badr left.", "Sayyid Badr", "Badr al-Harthi", "OMN"),
        ("Mme Odile Perrin, the French consul, came. Mme Perrin left.", "Mme Perrin", "Odile Perrin", "FRA"),
        ("Japan's envoy, Kenji Arakawa, came. Arakawa Kenji left.", "Arakawa Kenji", "Kenji Arakawa", "JPN"),
        ("China's envoy, Zhang Guoqing, came. Chang Kuo-ching left.", "Chang Kuo-ching", "Zhang Guoqing", "CHN"),
        ("South Korea's envoy Lee Jae-won came. Yi Chae-won left.", "Yi Chae-won", "Lee Jae-won", "KOR"),
        ("Ghana's minister for fisheries, Abena Ofori, came. She left.", "She", "Abena Ofori", "GHA"),
        ("Mr Jordan, a Canadian envoy, came. Peter Jordan is 60.", "Mr Jordan", "Peter Jordan", "CAN"),
        (
            "The premiers of Croatia and Italy, Ivo Babić and Paolo Serra, met. Serra left.",
            "Serra",
            "Paolo Serra",
            "ITA",
        ),
        ("Mwalimu Hassan came. Juma Hassan, the Kenyan envoy, left.", "Mwalimu Hassan", "Juma Hassan", "KEN"),
        ("Paraguay's minister of defence, Jorge Salas, came. The minister left.", "The minister", "Jorge Salas", "PRY"),
    ],
)
def test_people_under_the_name_they_were_given_first(
    parser: SpacyParser, text: str, mention: str, person: str, code: str
) -> None:
    found = who(parser, text, mention)
    assert (found.person, found.code) == (person, code)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Ghana's chief of the naval staff, Kofi Mensah, flew home. Mensah was tired.", "MIL"),
        ("Kofi Mensah, the Ghanaian police inspector, flew home. Mensah was tired.", "COP"),
        ("Kofi Mensah, a Ghanaian court spokesman, flew home. Mensah was tired.", "JUD"),
        ("Ghana's head of the miners' union, Kofi Mensah, flew home. Mensah was tired.", "LAB"),
        ("Ghana's defence minister, Colonel Kofi Mensah, flew home. Mensah is an economist.", "GOV"),
    ],
)
def test_what_people_are_called_tells_their_field(parser: SpacyParser, text: str, sector: str) -> None:
    found = who(parser, text, "Mensah")
    assert (found.code, found.person, found.sector) == ("GHA", "Kofi Mensah", sector)


@pytest.mark.parametrize(
    ("full", "later"),
    [
        ("Sergei Vladimirovich Orlov", "Sergei Orlov"),
        ("João Batista dos Santos", "Joao dos Santos"),
        ("Nurlan Abdrakhmanov", "Abdrahmanov"),
    ],
)
def test_a_person_is_known_again_by_fewer_names_and_by_sound(parser: SpacyParser, full: str, later: str) -> None:
    found = who(parser, f"Peru's envoy, {full}, flew home. {later} was tired.", later)
    assert (found.code, found.person) == ("PER", full)


def test_short_names_are_told_apart_by_every_letter(parser: SpacyParser) -> None:
    text = "Kim Song Nam, a North Korean envoy, met Kim Song Nim, a North Korean minister. Kim Song Nim left."
    assert who(parser, text, "Kim Song Nim").person == "Kim Song Nim"


def test_a_desks_own_name_comes_before_the_shipped_one(parser: SpacyParser) -> None:
    own = Own([Row(name="Knesset Group", code="NGO", sector="NGO", aliases=("Knesset",), id="Q1")])
    found = who(parser, "The Knesset asked for a hearing.", "Knesset", own)
    assert (found.code, found.name) == ("NGO", "Knesset Group")
    assert "own table" in found.why[0]


def test_the_record_uses_a_desks_own_names(parser: SpacyParser) -> None:
    own = Own([Row(name="Harbour League", code="NOR", sector="GOV")])
    text = "The Harbour League accused Denmark of dumping."
    coded = [m for m in Recorder(parser, own).record(report(text)).mentions if m.event == "ACCUSE"]
    assert [(a.name, a.code) for m in coded for a in m.actor] == [("Harbour League", "NOR")]
    assert not [m for m in Recorder(parser).record(report(text)).mentions for a in m.actor if a.code == "NOR"]


@pytest.mark.parametrize(
    ("text", "mention", "person", "code", "sector"),
    [
        ("Bishop Tomás Arce of Managua was expelled. The bishop left.", "The bishop", "Tomás Arce", "NIC", "REL"),
        ("Prince Hassan bin Khalid of Jordan came. His Royal Highness spoke.", "His Royal Highness",
         "Hassan bin Khalid", "JOR", "GOV"),
        ("Nauru's Lena Dabwido asked for time. The finance minister owes the bank.", "The finance minister",
         "Lena Dabwido", "NRU", "GOV"),
        ("Chile's ambassador in Lima, Ramón Vial, was summoned. Vial came late.", "Vial", "Ramón Vial", "CHL", "GOV"),
        ("Egypt's Tarek Naguib and Sudan's Hind Salih met. She asked for fuel.", "She", "Hind Salih", "SDN", "GOV"),
        ("The IAEA's director general, Pavel Rusu, flew to Tehran.", "director general", "Pavel Rusu", "IGO", "GOV"),
        ("Gang leader Luc Jean of Haiti fled. Jean hid.", "Jean", "Luc Jean", "HTI", "CRM"),
    ],
)  # fmt: skip
def test_people_are_told_again_by_what_they_are_called(
    parser: SpacyParser, text: str, mention: str, person: str, code: str, sector: str
) -> None:
    found = who(parser, text, mention)
    assert (found.person, found.code, found.sector) == (person, code, sector)


def test_who_acts_for_a_body_carries_its_name(parser: SpacyParser) -> None:
    found = who(parser, "The IAEA's director general, Pavel Rusu, flew to Tehran. Rusu was brief.", "Rusu")
    assert found.name == "International Atomic Energy Agency"


def test_a_name_whose_words_are_missing_stands_for_no_body(parser: SpacyParser) -> None:
    assert who(parser, "Carthage fell in the third war.", "Carthage").sector is None
    assert who(parser, "Carthage named a premier, Tunisian radio said.", "Carthage").code == "TUN"
