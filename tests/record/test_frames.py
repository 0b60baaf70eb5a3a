"""Sides that a frame tells: where somebody leaves for, where an envoy is called back from, who was telephoned."""

from tests.record.conftest import Acts


def sides(acts: Acts, text: str, event: str) -> tuple[set[str | None], set[str | None]]:
    told = next(m for m in acts(text) if m.event == event)
    return {a.code for a in told.actor}, {a.code for a in told.recipient}


def test_who_leaves_goes_to_where_he_leaves_for(acts: Acts) -> None:
    assert sides(acts, "President Karim Sadr of Iran leaves for Muscat on Sunday.", "CONSULT") == ({"IRN"}, {"OMN"})
    text = "A delegation led by Peru's trade minister, Rosa Lima, left Quito on Tuesday for Panama."
    assert "PAN" in sides(acts, text, "CONSULT")[1]


def test_an_envoy_is_called_back_from_whom_it_is_meant_for(acts: Acts) -> None:
    text = "Kenya rejected Uganda's agreement with Rwanda and recalled its ambassador from Kampala."
    assert sides(acts, text, "SANCTION") == ({"KEN"}, {"UGA"})


def test_what_one_told_another_by_telephone_was_a_call(acts: Acts) -> None:
    text = "Estonian Prime Minister Jaan Tamm told Chilean President Rosa Lima by telephone that the cable was cut."
    calls = [m for m in acts(text) if m.event == "CONSULT"]
    assert [(m.mode, m.reciprocal) for m in calls] == [("phone", True)]
    assert {a.name for m in calls for a in (*m.actor, *m.recipient)} == {"Jaan Tamm", "Rosa Lima"}


def test_no_call_is_told_by_what_was_not_said(acts: Acts) -> None:
    text = "Estonian Prime Minister Jaan Tamm did not tell Chilean President Rosa Lima by telephone that it was cut."
    assert not [m for m in acts(text) if m.event == "CONSULT" and m.confidence > 0.5]


def test_who_says_that_others_did_wrong_accuses_them(acts: Acts) -> None:
    text = "Peru's foreign minister, Rosa Lima, said that Chile had violated the treaty."
    assert sides(acts, text, "ACCUSE") == ({"PER"}, {"CHL"})
    text = "Peruvian Foreign Minister Rosa Lima told Chilean Foreign Minister Luis Rojas that the raid was a crime."
    assert sides(acts, text, "ACCUSE") == ({"PER"}, {"CHL"})
    for text in (
        "Peru's foreign minister, Rosa Lima, said that Chile had not violated the treaty.",
        "Peru's foreign minister, Rosa Lima, said that Peru had broken the treaty.",
    ):
        assert not [m for m in acts(text) if m.event == "ACCUSE"]


def test_who_is_welcomed_meets_his_host_whatever_else_is_named(acts: Acts) -> None:
    text = "A day after he spoke in Dubai, Peruvian President Luis Rojas was welcomed by President Rosa Lima of Chile."
    (met,) = [m for m in acts(text) if m.event == "CONSULT"]
    assert ({a.name for a in met.actor}, {a.name for a in met.recipient}) == ({"Rosa Lima"}, {"Luis Rojas"})


def names(acts: Acts, text: str, event: str) -> tuple[set[str], set[str]]:
    told = next(m for m in acts(text) if m.event == event)
    return {a.name for a in told.actor}, {a.name for a in told.recipient}


def test_the_two_of_a_summit_are_not_its_host(acts: Acts) -> None:
    text = "Oman hosted a meeting of Peruvian President Rosa Lima and Chilean President Luis Rojas."
    assert names(acts, text, "CONSULT") == ({"Rosa Lima"}, {"Luis Rojas"})


def test_whom_it_was_done_to_stands_before_the_clause(acts: Acts) -> None:
    text = "Chilean police arrested Rosa Lima, a former minister of Peru, to whom Bolivia had granted asylum."
    assert names(acts, text, "AID") == ({"Bolivia"}, {"Rosa Lima"})


def test_what_is_fired_is_nobody(acts: Acts) -> None:
    text = "On Monday night Ghana's army fired missiles at targets in Togo."
    assert sides(acts, text, "ASSAULT") == ({"GHA"}, {"TGO"})


def test_a_message_that_somebody_is_asked_to_take_is_its_senders(acts: Acts) -> None:
    text = (
        "Peruvian President Ana Villar received Chilean Foreign Minister Luis Rojas. "
        "Villar asked Rojas to convey her greetings to Chilean President Pedro Soto."
    )
    assert names(acts, text, "SUPPORT") == ({"Ana Villar"}, {"Pedro Soto"})


def test_a_month_is_no_march(acts: Acts) -> None:
    assert all(m.event != "PROTEST" for m in acts("Ghana today, 7 March 2024, became a member of the African Union."))


def test_what_two_agreed_by_telephone_was_a_call(acts: Acts) -> None:
    text = (
        "Peruvian Foreign Minister Ana Villar and Chilean Foreign Minister Luis Rojas met in Quito. "
        "The two ministers agreed by telephone on Friday that the bridge should be opened."
    )
    calls = [m for m in acts(text) if m.event == "CONSULT" and m.mode == "phone"]
    assert [{a.name for a in (*m.actor, *m.recipient)} for m in calls] == [{"Ana Villar", "Luis Rojas"}]


def test_who_met_is_before_the_verb_and_whom_behind_it(acts: Acts) -> None:
    text = (
        "Peruvian President Ana Villar met her Chilean counterpart Luis Rojas and Foreign Minister Pedro Soto of Togo."
    )
    met = [m for m in acts(text) if m.event == "CONSULT"]
    assert {a.name for m in met for a in m.recipient} == {"Luis Rojas", "Pedro Soto"}
    assert {a.name for m in met for a in m.actor} == {"Ana Villar"}


def test_armed_strikes_are_not_those_of_workers(acts: Acts) -> None:
    assert sides(acts, "Ghana carried out strikes in Togo's Kara region on Tuesday.", "ASSAULT") == ({"GHA"}, {"TGO"})
    assert all(m.event != "ASSAULT" for m in acts("Ghana's nurses began strikes on Tuesday over unpaid allowances."))


def test_who_declined_to_do_it_refused(acts: Acts) -> None:
    text = "Chile has been asking Peru for helicopters. The Peruvian government has so far declined to send them."
    assert sides(acts, text, "REJECT")[0] == {"PER"}
    assert all(m.event != "REJECT" for m in acts("The Peruvian government declined to comment on the report."))


def test_who_summons_an_envoy_is_not_of_his_state(acts: Acts) -> None:
    text = (
        "BANGKOK - Thailand is angry. Thailand hit back. The ministry summoned Cambodian Ambassador Sok Chan on Monday."
    )
    summoned = next(m for m in acts(text) if m.event == "ACCUSE")
    assert ([a.code for a in summoned.actor], summoned.recipient[0].code) == (["THA"], "KHM")
    called = next(m for m in acts("British Ambassador Ann Lee was called to the ministry.") if m.event == "ACCUSE")
    assert [a.code for a in called.actor] == [None]


def test_who_hands_over_a_note_demands_what_it_demands(acts: Acts) -> None:
    text = "Peru's foreign minister, Ana Ruiz, handed Chile's ambassador, Juan Paz, a note demanding their release."
    demanded = next(m for m in acts(text) if m.event == "REQUEST")
    assert ([a.name for a in demanded.actor], [a.name for a in demanded.recipient]) == (["Ana Ruiz"], ["Juan Paz"])
