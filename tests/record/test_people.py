"""Names, offices and countries of people; who a surname is."""

import pytest

from communique.model import Holding
from tests.record.conftest import Acts, Take


@pytest.mark.parametrize(
    ("text", "name", "office", "code"),
    [
        ("Chinese Foreign Minister Wang Yi arrived in Paris.", "Wang Yi", "foreign minister", "CHN"),
        ("Wang Yi, China's foreign minister, arrived in Paris.", "Wang Yi", "foreign minister", "CHN"),
        ("The Swedish prime minister, Ulf Kristersson, arrived in Paris.", "Ulf Kristersson", "prime minister", "SWE"),
        ("President Ebrahim Raisi of Iran arrived in Paris.", "Ebrahim Raisi", "president", "IRN"),
        (
            "Kim Song Nam, director of the International Department of the Workers' Party of Korea's Central Committee"
            ", arrived in Paris.",
            "Kim Song Nam",
            "director of the International Department of the Workers' Party of Korea's Central Committee",
            "PRK",
        ),
        ("Wang Huning, chairman of the CPPCC, arrived in Paris.", "Wang Huning", "chairman of the CPPCC", "CHN"),
    ],
)
def test_offices(take: Take, text: str, name: str, office: str, code: str) -> None:
    held: list[Holding] = [h for h in take(text).holdings if h.person == name]
    assert [(h.office, h.code) for h in held] == [(office, code)]
    assert held[0].day == "2024-03-22"


def test_surnames_mean_the_person_introduced_before(take: Take) -> None:
    text = (
        "Chinese Foreign Minister Wang Yi met Kenyan President William Ruto in Nairobi on Tuesday. "
        "Wang invited Ruto. Ruto thanked China."
    )
    thanks = next(m for m in take(text).mentions if m.event == "SUPPORT" and m.sentence == 2)
    assert [(a.name, a.code, a.office) for a in thanks.actor] == [("William Ruto", "KEN", "president")]


def test_romanisations_share_a_key(take: Take) -> None:
    one = take("Kim Song-nam, director of a department of the Workers' Party of Korea, visited China.").mentions[0]
    two = take("Kim Song Nam, director of a department of the Workers' Party of Korea, visited China.").mentions[0]
    assert one.actor[0].key == two.actor[0].key == "kim-song-nam"


def test_a_delegation_acts_as_its_leader_and_is_known_later_on(take: Take) -> None:
    text = (
        "A delegation of the Workers' Party of Korea led by Kim Song Nam met Wang Huning of China on Thursday. "
        "The delegation arrived in Beijing on Wednesday."
    )
    mentions = take(text).mentions
    assert {a.name for a in mentions[0].actor} == {"Kim Song Nam"}
    arrival = next(m for m in mentions if m.sentence == 1)
    assert [(a.name, a.code) for a in arrival.actor] == [("Kim Song Nam", "PRK")]


def test_the_two_sides_are_those_who_met(take: Take) -> None:
    text = "Peru and Chile held talks in Lima on Monday. The two sides agreed to open the border."
    agreed = next(m for m in take(text).mentions if m.event == "AGREE")
    assert {a.code for a in (*agreed.actor, *agreed.recipient)} == {"PER", "CHL"}


def test_a_host_whose_country_is_left_out(take: Take) -> None:
    text = "Chinese Foreign Minister Wang Yi met Foreign Minister Winston Peters in Wellington on Monday."
    met = next(m for m in take(text).mentions if m.event == "CONSULT")
    assert ("Winston Peters", "NZL") in {(a.name, a.code) for a in (*met.actor, *met.recipient)}


def test_in_a_list_an_office_stays_with_the_name_before_it(take: Take) -> None:
    text = (
        "In Lisbon she met Rui Matos, chairman of the Portuguese Trade Council, Ana Costa of the ruling party's youth "
        "wing and Foreign Minister Paulo Reis."
    )
    held = {(holding.person, holding.office) for holding in take(text).holdings}
    assert ("Rui Matos", "chairman of the Portuguese Trade Council") in held
    assert "Ana Costa" not in {person for person, _ in held}


def test_the_two_countries_are_those_their_sentence_has_named(acts: Acts) -> None:
    text = (
        "Prime Minister Kaja Kallas of Estonia met Latvian Prime Minister Evika Silina in Riga on Monday, "
        "and the two countries agreed to open the border."
    )
    agreed = next(m for m in acts(text) if m.event == "AGREE")
    assert {a.name for a in (*agreed.actor, *agreed.recipient)} == {"Estonia", "Latvia"}


def test_a_name_that_is_a_states_too_is_a_persons_behind_an_office(acts: Acts) -> None:
    met = acts("Australia's minister for the Pacific, Georgia Marchetti, met Nauru's foreign minister on Tuesday.")[0]
    assert [(a.name, a.code) for a in met.actor] == [("Georgia Marchetti", "AUS")]


def test_a_state_in_a_row_behind_an_office_is_no_given_name(acts: Acts) -> None:
    met = acts("The Russian foreign minister, Georgia Prime Minister Kobakhidze and Turkey's president met.")[0]
    assert {a.code for a in (*met.actor, *met.recipient)} == {"RUS", "GEO", "TUR"}


def test_he_is_the_person_named_beside_the_noun_that_a_sentence_is_about(acts: Acts) -> None:
    text = (
        "Armenia's minister Gayane Melik came home. The photographer Hrant Sahak said that he had been beaten."
        " He thanked Georgia."
    )
    thanked = next(m for m in acts(text) if m.event == "SUPPORT" and m.sentence == 2)
    assert [a.name for a in thanked.actor] == ["Hrant Sahak"]
