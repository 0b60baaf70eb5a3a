"""Whose somebody is by the delegation he leads, and whose he is not by what he does."""

import pytest

from tests.record.conftest import Acts, Take

REPRESENTED = "Iran was represented by Reza Amini, a deputy minister, and Oman by Said Nasser, an envoy."


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Deputy Minister Karimi, who headed the Iranian delegation, met Oman's minister.", "Karimi", "IRN"),
        ("The Afghan side will be headed by Deputy Foreign Minister Abdul Wali in Doha.", "Abdul Wali", "AFG"),
        (REPRESENTED, "Reza Amini", "IRN"),
        (REPRESENTED, "Said Nasser", "OMN"),
        ("The talks were led for the EU by deputy director-general Mark Ober.", "Mark Ober", "IGO"),
    ],
)  # fmt: skip
def test_who_leads_a_delegation_is_of_its_state(take: Take, text: str, name: str, code: str) -> None:
    assert {h.code for h in take(text).holdings if name in h.person} == {code}


@pytest.mark.parametrize(
    "text",
    [
        "Iran attacked the delegation headed by Deputy Minister Bob Fox.",
        "In Iran the team was led by Deputy Minister Bob Fox.",
    ],
)
def test_another_state_beside_a_delegation_is_not_its_leaders(take: Take, text: str) -> None:
    assert {h.code for h in take(text).holdings if "Bob Fox" in h.person} <= {None}


def test_who_is_named_with_his_home_acts_himself(acts: Acts) -> None:
    welcomed = acts("The head of the African Union, Abdul Omar of Chad, welcomed the talks between Togo and Benin.")[0]
    assert [a.name for a in welcomed.actor] == ["Abdul Omar"]


def test_a_holder_of_a_states_office_is_of_no_body_of_states(acts: Acts) -> None:
    praised = acts("The African Union praised former Prime Minister Alpha Sylla.")[0]
    assert praised.recipient[0].code is None


def test_a_name_goes_on_over_the_name_of_a_region(acts: Acts) -> None:
    told = acts("Foreign Minister Celestino Ondo Nsue of Equatorial Guinea met Gabon's president on Monday.")[0]
    assert "Celestino Ondo Nsue" in {a.name for a in (*told.actor, *told.recipient)}


def test_dollars_are_no_state(acts: Acts) -> None:
    told = acts("Mexico said tariffs worth US$640 million on Canada would stay unless Canada withdrew its duties.")
    assert any(a.code == "CAN" for m in told for a in (*m.actor, *m.recipient))
    assert "USA" not in {a.code for m in told for a in (*m.actor, *m.recipient)}
