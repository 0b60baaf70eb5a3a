"""What the record knows of peoples, and of states that came late."""

import pytest

from communique.record import naming
from communique.record.choosing import Context
from tests.record.conftest import Acts, Take


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A Tamil party left the hall.", "LKA"),
        ("A Tamil party in Chennai left the hall.", "IND"),
        ("Uighur exiles wrote to the court.", "CHN"),
        ("Baloch separatists cut the line near Zahedan in Iran.", "IRN"),
        ("Karen guerrillas held the Burmese garrison.", "MMR"),
    ],
)
def test_a_people_is_of_the_state_it_lives_in(text: str, code: str) -> None:
    assert naming.find(text)[0].code == code


def test_a_given_name_is_no_people() -> None:
    assert [named.code for named in naming.find("Karen left the hall.")] == [None]


def test_jewish_settlers_are_of_israel(acts: Acts) -> None:
    (beaten,) = acts("Jewish settlers beat a Palestinian shepherd near Hebron.")
    assert ({a.code for a in beaten.actor}, {a.code for a in beaten.recipient}) == ({"ISR"}, {"PSE"})


def test_before_a_state_there_was_its_towns_were_of_the_one_it_left(take: Take) -> None:
    text = "Rebels shelled Juba on Sunday."
    for day, code in (("1998-03-02", "SDN"), ("2014-03-02", "SSD")):
        (shelled,) = take(text, day).mentions
        assert {a.code for a in shelled.recipient} == {code}
    assert [n.code for n in naming.find("A convoy left Asmara.", Context(["A convoy left Asmara."]))] == ["ERI"]


def test_a_word_of_doubt_before_a_noun_says_who_somebody_is(acts: Acts) -> None:
    text = "Colombia imposed sanctions on a bank run by the suspected treasurer of a Venezuelan militia."
    assert [m.event for m in acts(text)] == ["SANCTION"]


def test_what_was_prevented_or_vetoed_did_not_happen(acts: Acts) -> None:
    text = "Kenyan police prevented a march of students in Nairobi."
    assert "PROTEST" not in {m.event for m in acts(text)}
    text = "France vetoed a resolution condemning Rwanda's raid on Goma."
    assert "ACCUSE" not in {m.event for m in acts(text) if m.confidence > 0.4}
