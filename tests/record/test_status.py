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
