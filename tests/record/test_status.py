"""What happened, what is planned, and what is neither."""

import pytest

from tests.record.conftest import Acts


@pytest.mark.parametrize(
    "text",
    [
        "Vietnamese Foreign Minister Bui Thanh Son will visit Laos on March 28.",
        "Vietnamese Foreign Minister Bui Thanh Son is to visit Laos next week.",
        "Vietnamese Foreign Minister Bui Thanh Son is due to visit Laos next week.",
        "Vietnamese Foreign Minister Bui Thanh Son plans to visit Laos.",
        "Vietnamese Foreign Minister Bui Thanh Son is expected to visit Laos.",
        "Vietnamese Foreign Minister Bui Thanh Son is set to visit Laos next week.",
    ],
)
def test_plans(acts: Acts, text: str) -> None:
    found = [m for m in acts(text) if m.event == "CONSULT"]
    assert [m.status for m in found] == ["planned"]
    assert found[0].place is not None and found[0].place.country == "LAO"


@pytest.mark.parametrize(
    "text",
    [
        "Sudan did not meet Chad.",
        "Sudan has not attacked Chad.",
        "Sudan denied attacking Chad.",
        "No agreement was signed by Sudan and Chad.",
        "Sudan did not take part in the talks with Chad in Doha.",
        "Sudan's army brushed aside a report that its soldiers had attacked Chad.",
        "Sudan rejected the allegation by Libya that it attacked Chad.",
    ],
)
def test_what_did_not_happen_is_no_event(acts: Acts, text: str) -> None:
    assert [m for m in acts(text) if m.status == "done" and m.event in {"CONSULT", "ASSAULT", "SUPPORT", "AGREE"}] == []


def test_conditionals(acts: Acts) -> None:
    found = [m for m in acts("Sudan may meet Chad next week.") if m.event == "CONSULT"]
    assert found and all(m.status == "conditional" for m in found)


def test_a_refusal_is_the_event_and_what_is_refused_is_not(acts: Acts) -> None:
    found = acts("Serbia refused to meet Kosovo.")
    assert [m.event for m in found] == ["REJECT"]


def test_will_not_is_a_refusal(acts: Acts) -> None:
    assert acts("Serbia will not release the Croatian prisoners.")[0].event == "REJECT"


def test_speech_that_reports_an_act_keeps_the_act(acts: Acts) -> None:
    found = acts("Ukraine said that Russia attacked Kharkiv.")[0]
    assert found.event == "ASSAULT"
    assert {a.code for a in found.actor} == {"RUS"}


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("Estonia to send second convoy to flood-hit Georgia", "AID", "planned"),
        ("Togo's court to try eight poachers from Benin, officials say", "COERCE", "planned"),
        ("Malta is poised to lift its curbs on Tunisian fish.", "CONCEDE", "planned"),
        ("Malta is likely to be asked by Tunisia to mediate.", "REQUEST", "conditional"),
        ("Peru and Chile are hoping to restore diplomatic relations.", "SUPPORT", "conditional"),
        ("Ghana is thinking of suing Togo over the dam.", "ACCUSE", "conditional"),
        ("Ghana may have to withdraw its troops from Chad.", "RETREAT", "conditional"),
        ("The Peruvian president cancelled his trip to Chile.", "CONSULT", "cancelled"),
        ("The Peruvian president put off a visit to Chile.", "CONSULT", "cancelled"),
        ("Nurses in Lima will be on strike on Friday.", "PROTEST", "planned"),
    ],
)
def test_what_is_looked_ahead_to_or_called_off(acts: Acts, text: str, event: str, status: str) -> None:
    assert {m.status for m in acts(text) if m.event == event} == {status}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Togo was stopped by Ghana from shelling the port.", "ASSAULT"),
        ("Mediators dissuaded the rebels from attacking Togo.", "ASSAULT"),
        ("Not one neighbour of Togo has recalled its ambassador.", "SANCTION"),
        ("None of the neighbours of Togo has recalled its ambassador.", "SANCTION"),
    ],
)
def test_what_somebody_was_kept_from_or_nobody_did(acts: Acts, text: str, event: str) -> None:
    assert not [m for m in acts(text) if m.event == event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ghana helped Togo to free the captives.", "RETREAT"),
        ("Ghana stopped its aid to Togo from Monday.", "SANCTION"),
        ("The Peruvian president went on with his trip to Chile and met its minister in Santiago.", "CONSULT"),
        ("One neighbour of Togo has recalled its ambassador.", "SANCTION"),
        ("Peru and Chile restored diplomatic relations on Monday, hoping to trade more.", "SUPPORT"),
    ],
)
def test_what_was_done_beside_such_words_is_told(acts: Acts, text: str, event: str) -> None:
    assert [m for m in acts(text) if m.event == event and m.status in {"done", "ongoing"}]
