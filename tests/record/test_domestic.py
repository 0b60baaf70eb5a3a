"""Home affairs: whose officials, police and parties are that a report tells without a country."""

from datetime import date

import pytest

from communique.model import Actor, Mention
from communique.reading.datelines import dateline
from communique.record import Recorder, domestic, join
from tests.record.conftest import Acts, Take, report

STRIKE = (
    "LUSAKA, May 14 - Zambia's doctors called off a strike on Friday. Police had fired tear gas at nurses on Wednesday."
    " Health Minister Chanda Mwale accused the opposition of stirring unrest. Foreign envoys urged the government to"
    " talk to the unions."
)


def told(mentions: list[Mention], words: str) -> Actor:
    """The actor of these words."""
    every = (actor for mention in mentions for actor in (*mention.actor, *mention.recipient))
    return next(actor for actor in every if words in actor.name)


@pytest.mark.parametrize("words", ["Police", "nurses", "Chanda Mwale", "government"])
def test_who_is_told_without_a_country_is_of_the_state_told_at_home(acts: Acts, words: str) -> None:
    assert told(acts(STRIKE), words).code == "ZMB"


def test_who_comes_from_outside_is_left_as_told(acts: Acts) -> None:
    assert told(acts(STRIKE), "envoys").code is None


def test_where_two_states_are_told_as_often_nobody_is_at_home(acts: Acts) -> None:
    text = "Zambia and Malawi closed the bridge. Police fired tear gas at nurses. Zambia blamed Malawi."
    assert told(acts(text), "Police").code is None


def test_a_report_written_from_elsewhere_tells_of_none_at_home(acts: Acts) -> None:
    text = "PARIS, May 14 - Zambia's doctors called off a strike. Police had fired tear gas at nurses."
    assert told(acts(text), "Police").code is None


def test_whom_a_minister_receives_is_not_taken_for_his_colleague(acts: Acts) -> None:
    text = (
        "LIMA, May 14 - Foreign Minister Ana Rojas met Foreign Minister Ole Dahl on Friday. Peru exports copper."
        " Peru signed nothing."
    )
    mentions = acts(text)
    assert told(mentions, "Ole Dahl").code is None


def test_a_body_of_a_name_that_many_states_have_is_of_the_state_it_is_told_from(acts: Acts) -> None:
    text = "QUITO, May 14 - Congress condemned the strike on Friday. Ecuador has had four governments in two years."
    assert told(acts(text), "Congress").code == "ECU"


def test_a_longer_name_is_not_cut_to_one_that_many_states_have(acts: Acts) -> None:
    text = "HANOI, May 14 - Le Van Trung met Kim Jin of the Workers' Party of Korea on Friday."
    assert all(actor.code != "VNM" or "Kim" not in actor.name for m in acts(text) for actor in (*m.actor, *m.recipient))


def test_one_field_of_a_state_against_another_is_an_event(take: Take) -> None:
    text = "Zambia's doctors called off a strike. The opposition in Zambia accused the government of stirring unrest."
    events = join("s1", [report(text)], [take(text)], (), ())
    sides = {(e.event, tuple(a.sector for a in e.actor), tuple(a.sector for a in e.recipient)) for e in events}
    assert ("ACCUSE", ("OPP",), ("GOV",)) in sides


def test_a_ministry_told_alone_is_of_the_state_that_a_report_is_written_from(acts: Acts) -> None:
    text = (
        "MANILA, May 14 - The Philippines protested to China on Friday after China fired on a boat."
        " The foreign ministry summoned the Chinese ambassador. China blamed the Philippines."
    )
    assert told(acts(text), "ministry").code == "PHL"


def test_a_government_that_asks_another_state_for_something_is_not_its_own(acts: Acts) -> None:
    text = "OTTAWA - Canada is angry. Canada wants talks. The federal government asked Mexico for consultations."
    asked = next(m for m in acts(text) if m.event == "REQUEST" and m.sentence == 2)
    assert ([a.code for a in asked.actor], [a.code for a in asked.recipient]) == (["CAN"], ["MEX"])


DIVIDED = "Gabon and Chad expelled each other's consuls on Monday. Gabon has asked for talks. Chad has refused. "


@pytest.mark.parametrize(
    ("text", "critic", "code"),
    [
        ("LIBREVILLE (CANA) - " + DIVIDED + "Opposition leader Luc Moukagni accused the government of clumsiness.",
         "Luc Moukagni", "GAB"),
        (DIVIDED + "In N'Djamena, deputy Ali Saleh criticised the authorities.", "Ali Saleh", "TCD"),
        (DIVIDED + "Chadian deputy Ali Saleh criticised the government.", "Ali Saleh", "TCD"),
    ],
)  # fmt: skip
def test_a_critic_turns_against_the_government_of_where_it_is_told_from(
    recorder: Recorder, text: str, critic: str, code: str
) -> None:
    told = report(text, dateline=dateline(text, date(2024, 3, 22)))
    recorded = recorder.record(told)
    (blamed,) = [e for e in join("s1", [told], [recorded], (), ()) if e.event == "ACCUSE"]
    assert [(a.name, a.code) for a in blamed.actor] == [(critic, code)]
    assert [a.code for a in blamed.recipient] == [code]


def test_a_report_that_says_of_nowhere_that_it_is_written_there_is_not_at_home_where_it_sees_envoys(acts: Acts) -> None:
    angola = "The Angolan ambassador saw the crew. Angola has protested. Angola wants the boat. Police guard the quay. "
    text = angola + "Fisheries Minister Gerson Tjirare accused Angola of poaching."
    assert told(acts(text), "Tjirare").code is None


def test_a_state_protests_at_what_was_done_to_people_not_at_them(acts: Acts) -> None:
    text = "Qatar seized nine men of Bahrain. Bahrain protested over the detention, in which one of the fishermen fell."
    protested = next(m for m in acts(text) if m.event == "ACCUSE")
    assert [a.code for a in protested.actor] == ["BHR"]
    assert [a.code for a in protested.recipient] == ["QAT"]


def test_whom_a_state_is_said_to_own_is_acted_on(acts: Acts) -> None:
    urged = next(m for m in acts("France urged its citizens to leave.") if m.event == "REQUEST")
    assert [a.code for a in urged.recipient] == ["FRA"]


def test_a_capital_that_a_sentence_opened_in_is_soon_left_again(acts: Acts) -> None:
    text = (
        "In London, Kenya's minister met Uganda's. Kenya spoke. Uganda spoke. Rain fell. It was late. All went home. "
    )
    assert told(acts(text + "Police arrested five protesters."), "Police").code is None


@pytest.mark.parametrize(
    "text", ["Kenya held consultations with unions.", "Kenyan police attached conditions.", "Kenya's diplomatic push."]
)
def test_what_only_begins_like_an_envoy_is_none(text: str) -> None:
    assert not domestic.POSTED.search(text)
