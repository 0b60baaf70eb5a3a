"""Offices around names: titles, appositions, lists, ranks, counterparts, past and future ones."""

import pytest

from communique.record.knowing import canonical
from tests.record.conftest import Take


def held(take: Take, text: str) -> set[tuple[str, str, str | None]]:
    return {(h.person, h.office, h.code) for h in take(text).holdings}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "She saw the Minister for Foreign Affairs of Japan, H.E. Shunsuke Mori, on Monday.",
            "Shunsuke Mori | minister for foreign affairs | JPN",
        ),
        (
            "Kenyan Irrigation Minister H.E. Amos Weta left.",
            "Amos Weta | irrigation minister | KEN",
        ),
        (
            "Tomas Halik, who chairs Norway's energy commission, left.",
            "Tomas Halik | chairman of Norway's energy commission | NOR",
        ),
        (
            "The head of the Indonesian navy, Admiral Budi Santoso, left.",
            "Budi Santoso | head of the Indonesian navy | IDN",
        ),
        (
            "India's ambassador to Nepal, Ravi Menon, left.",
            "Ravi Menon | ambassador to Nepal | IND",
        ),
        (
            "Kenyan Irrigation Minister Amos Weta left.",
            "Amos Weta | irrigation minister | KEN",
        ),
        (
            "Minister of Foreign Affairs Ana Rojas of Chile left.",
            "Ana Rojas | minister of foreign affairs | CHL",
        ),
        (
            "Leila Haddad (Tunisia's minister of trade) left.",
            "Leila Haddad | minister of trade | TUN",
        ),
        (
            "Chinese foreign ministry spokeswoman Hua Lian left.",
            "Hua Lian | foreign ministry spokeswoman | CHN",
        ),
        (
            "The deputy head of the European Commission, Ines Duarte, left.",
            "Ines Duarte | deputy head of the European Commission | IGO",
        ),
        (
            "In Oslo sat Sweden's premier, Jan Berg, and others.",
            "Jan Berg | premier | SWE",
        ),
    ],
)
def test_an_office_is_read_with_its_country(take: Take, text: str, told: str) -> None:
    person, office, code = told.split(" | ")
    assert [(p, canonical(o), c) for p, o, c in held(take, text)] == [(person, canonical(office), code)]


def test_two_offices_of_one_are_two(take: Take) -> None:
    text = "Bilal Qaderi, Jordan's deputy prime minister and foreign minister, left."
    assert {o for _, o, _ in held(take, text)} == {"deputy prime minister", "foreign minister"}


def test_in_a_list_of_titles_each_has_his_own(take: Take) -> None:
    text = "Foreign Minister Jana Kralova, Defence Minister Petr Novy and the chief of staff, General Ivan Dol, came."
    assert {(p, o) for p, o, _ in held(take, text)} == {
        ("Jana Kralova", "foreign minister"), ("Petr Novy", "defence minister"), ("Ivan Dol", "chief of staff"),
    }  # fmt: skip


def test_presidents_of_two_countries_share_a_title(take: Take) -> None:
    text = "Presidents Nurlan Abenov of Kazakhstan and Rustam Karimov of Uzbekistan met in Turkistan."
    assert held(take, text) == {
        ("Nurlan Abenov", "president", "KAZ"), ("Rustam Karimov", "president", "UZB"),
    }  # fmt: skip


def test_a_counterpart_holds_the_same_office(take: Take) -> None:
    text = "Greek Foreign Minister Nikos Vlachos met his Albanian counterpart, Arben Hoxha, on Corfu."
    assert ("Arben Hoxha", "foreign minister", "ALB") in held(take, text)


def test_whose_minister_somebody_is_may_stand_before(take: Take) -> None:
    text = "South Africa deplored the vote. Its foreign minister, Thandi Nkosi, left New York."
    assert ("Thandi Nkosi", "foreign minister", "ZAF") in held(take, text)


@pytest.mark.parametrize(
    "text",
    [
        "Former Finnish president Sauli Koivu spoke in Doha.",
        "Sauli Koivu, a former president of Finland, spoke in Doha.",
        "Sauli Koivu, who was president of Finland until 2012, spoke in Doha.",
        "Ivana Simic, the incoming Serbian foreign minister, spoke in Doha.",
        "Kim Yo Sun, a senior North Korean party official, spoke in Doha.",
    ],
)
def test_past_and_future_offices_and_descriptions_are_not_held(take: Take, text: str) -> None:
    assert not [h for h in take(text).holdings if h.tells == "holds"]


def test_spellings_of_an_office_are_one() -> None:
    assert canonical("national security advisor") == canonical("national security adviser")
    assert canonical("chairwoman of the council") == canonical("chairman of the council")


def test_who_is_named_after_an_office_told_in_the_plural_holds_it(take: Take) -> None:
    text = "The presidents of Peru and Chile met. Rosa Lima of Peru spoke first. Chile's Luis Rojas thanked her."
    held = {(h.person, h.office, h.code) for h in take(text).holdings}
    assert held == {("Rosa Lima", "president", "PER"), ("Luis Rojas", "president", "CHL")}
