"""Deeds only spoken of: what one is ready to do, refuses, has agreed on, prepares or aims at; who is let in."""

from tests.record.conftest import Acts


def told(acts: Acts, text: str) -> list[tuple[str, str, set[str | None], set[str | None]]]:
    return [(m.event, m.status, {a.code for a in m.actor}, {a.code for a in m.recipient}) for m in acts(text)]


def test_what_one_is_ready_to_do_is_offered(acts: Acts) -> None:
    text = "Lesotho said it was ready to host talks between South African and Zambian miners."
    assert [t[0] for t in told(acts, text)] == ["AGREE"]
    text = "Qatar is getting ready to welcome the president of Chad next Friday."
    assert [t[:2] for t in told(acts, text)] == [("CONSULT", "planned")]


def test_what_one_is_ready_to_do_is_offered_whatever_it_is(acts: Acts) -> None:
    text = "The Togolese government is ready to bring the former harbour master to trial, the justice minister said."
    assert [t[:3] for t in told(acts, text)] == [("AGREE", "done", {"TGO"})]


def test_what_one_says_he_will_not_do_is_refused(acts: Acts) -> None:
    (refused,) = told(acts, "Syria says it will not take in any more families if the fighting starts again.")
    assert refused[:3] == ("REJECT", "done", {"SYR"})
    assert not acts("Kenya says it will not rain in May.")


def test_what_is_agreed_should_be_done_is_no_demand(acts: Acts) -> None:
    text = "Peruvian and Chilean ministers agreed on Monday that their ports should urge fishermen to register."
    assert told(acts, text) == [("AGREE", "done", {"PER"}, {"CHL"})]


def test_soldiers_who_prepare_to_attack_have_not_attacked(acts: Acts) -> None:
    text = "The Chadian army prepared to storm the town of Faya as talks with the rebels stalled."
    assert [t[0] for t in told(acts, text)] == ["MOBILIZE", "CONSULT"]


def test_what_a_protest_is_held_for_is_told_after_it(acts: Acts) -> None:
    text = "Kenyan nurses blocked the road to the palace on Monday to demand higher wages from President Juma Otieno."
    assert acts(text)[0].event == "PROTEST"
    text = "Greek farmers said they would blockade Athens on Monday to demand an end to the Commission's milk reform."
    assert [m.event for m in acts(text)] == ["THREATEN"]


def test_an_ally_is_of_another_state_than_whose_ally_he_is(acts: Acts) -> None:
    (killed,) = acts("Rebels killed the deputy chief of Uganda's militia ally in southern Sudan.")
    assert {a.code for a in killed.recipient} == {"SDN"}


def test_a_language_is_nobody(acts: Acts) -> None:
    (lifted,) = acts("The Latvian court lifted a ban on the Polish language in the schools of Riga.")
    assert "POL" not in {a.code for a in (*lifted.actor, *lifted.recipient)}


def test_who_keeps_refugees_is_of_no_state_they_fled(acts: Acts) -> None:
    text = "Soldiers in Kenya beat Somali refugees, whom authorities accuse of smuggling, a lawyer said."
    assert {a.code for m in acts(text) for a in m.actor} == {"KEN"}


def test_a_given_name_that_is_a_thing_too_is_a_name(acts: Acts) -> None:
    (imposed,) = acts("U.S. President Bill Hale has imposed sanctions on Cuba.")
    assert [a.name for a in imposed.actor] == ["Bill Hale"]


def test_who_lets_in_monitors_or_relief_gives_way(acts: Acts) -> None:
    for text in (
        "Iraq allowed UN inspectors to visit two palaces.",
        "Tajikistan opened the bridge at Nizhny to allow the delivery of flour to Afghanistan.",
    ):
        assert "RETREAT" in {m.event for m in acts(text)}
    assert "RETREAT" not in {m.event for m in acts("Sudan did not allow UN monitors into Darfur.")}
