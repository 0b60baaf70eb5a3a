"""What verbs and nouns tell by idiom."""

import pytest

from tests.record.conftest import Acts


def types(acts: Acts, text: str) -> set[str]:
    return {m.event for m in acts(text)}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya wants a guarantee from Uganda that lorries will not be held up.", "REQUEST"),
        ("The Chadian premier requested assistance from Egypt in the training of pilots.", "REQUEST"),
        ("Norway said that it reserved the right to take further measures against Belarus.", "THREATEN"),
        ("Hungarian guards turned water cannon on Serbian farmers.", "ASSAULT"),
        ("A Togolese corporal was wounded in an exchange of fire with Ghanaian troops.", "ASSAULT"),
        ("A Danish frigate plucked thirty Gambian fishermen from the sea.", "AID"),
        ("Peru and Chile exchanged flow records of two decades.", "COOPERATE"),
        ("Malta regretted the suspension of flights by Libya.", "ACCUSE"),
        ("The Latvian and Estonian premiers concurred in opening two crossings.", "AGREE"),
        ("The German president asked the people of Tanzania to forgive the crimes of its troops.", "SUPPORT"),
        ("A Pakistani brigadier shook hands with his Afghan counterpart on Tuesday.", "CONSULT"),
    ],
)
def test_an_idiom_tells_its_type(acts: Acts, text: str, event: str) -> None:
    assert event in types(acts, text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya wants rain, Uganda's minister joked.", "REQUEST"),
        ("Peru's president pulled a card from his pocket before Chile's.", "AID"),
        ("The Peruvian minister turned the page on the quarrel with Chile.", "ASSAULT"),
        ("Zambia asked China to forgive its debt.", "SUPPORT"),
        ("Ghana asked China to forgive 2 billion dollars.", "SUPPORT"),
        ("The resolution was drafted by Nigerian and Ghanaian officials.", "MOBILIZE"),
        ("Mexico announced the 15 per cent charge in answer to Canadian duties.", "ACCUSE"),
        ("The German president is travelling with her culture minister.", "CONSULT"),
    ],
)
def test_the_same_words_of_other_things_do_not(acts: Acts, text: str, event: str) -> None:
    assert event not in types(acts, text)


def test_talks_after_which_two_speak_were_held_that_day(acts: Acts) -> None:
    text = "The foreign ministers of Togo and Benin said on Tuesday after three hours of talks that a deal was near."
    (met,) = [m for m in acts(text, "2031-05-14T12:00:00+00:00") if m.event == "CONSULT"]
    assert (met.status, met.date and met.date.start) == ("done", "2031-05-13")
    assert {a.code for a in (*met.actor, *met.recipient)} == {"TGO", "BEN"}


def test_talks_that_ended_were_held(acts: Acts) -> None:
    text = "Two days of talks on the Mono ended with Togo and Benin trading charges but no agreement."
    assert any(m.event == "CONSULT" and m.status == "done" for m in acts(text))


def test_the_ministers_are_the_two_told_of_before(acts: Acts) -> None:
    text = (
        "Kenyan Foreign Minister Ann Wafula and her Ugandan counterpart, Paul Okello, told reporters that a road would "
        "be built. The ministers also discussed tolls."
    )
    (met,) = [m for m in acts(text) if m.sentence == 1]
    assert (met.event, {a.name for a in (*met.actor, *met.recipient)}) == ("CONSULT", {"Ann Wafula", "Paul Okello"})


def test_the_leaders_are_the_heads_told_of_before(acts: Acts) -> None:
    text = (
        "Kenyan President Ann Wafula met Ugandan Prime Minister Paul Okello in Nairobi on Friday. The leaders agreed "
        "to build a road."
    )
    (agreed,) = [m for m in acts(text) if m.sentence == 1]
    assert agreed.event == "AGREE"
    assert {a.name for a in (*agreed.actor, *agreed.recipient)} == {"Ann Wafula", "Paul Okello"}


def test_an_envoy_summoned_is_blamed_by_who_sent_for_him(acts: Acts) -> None:
    (blamed,) = acts("On Monday the Peruvian ambassador was summoned to the foreign ministry in Quito.")
    assert blamed.event == "ACCUSE"
    assert ([a.code for a in blamed.actor], [a.code for a in blamed.recipient]) == (["ECU"], ["PER"])


def test_what_is_told_in_the_present_with_a_day_to_come_is_planned(acts: Acts) -> None:
    (signed,) = acts("The premiers of Peru and Chile sign the treaty on 20 May.", "2031-05-14T12:00:00+00:00")
    assert (signed.status, signed.date and signed.date.start) == ("planned", "2031-05-20")


def test_a_situation_is_no_place_of_a_meeting(acts: Acts) -> None:
    (met,) = acts("The premiers of Peru and Chile discussed the situation in Haiti.")
    assert met.place is None


def test_whoever_speaks_after_the_talks_met_whom_he_dealt_with_before(acts: Acts) -> None:
    text = (
        "Romanian Prime Minister Ioana Marin promised on Friday to lift the ban on Moldovan plums. President Vasile "
        "Rusu of Moldova said after the talks that trade was better than alms."
    )
    (met,) = [m for m in acts(text) if m.event == "CONSULT"]
    assert (met.reciprocal, {a.name for a in (*met.actor, *met.recipient)}) == (True, {"Ioana Marin", "Vasile Rusu"})
    assert not acts("President Vasile Rusu of Moldova said after the talks that trade was better.")


def test_their_ministers_are_those_of_the_two_states_told_side_by_side(acts: Acts) -> None:
    text = "Libya and Tunisia share a gulf. On Wednesday their foreign ministers met on Djerba."
    (met,) = [m for m in acts(text) if m.sentence == 1]
    assert (met.event, {a.code for a in (*met.actor, *met.recipient)}) == ("CONSULT", {"LBY", "TUN"})


def test_what_two_say_together_that_they_will_do_is_agreed(acts: Acts) -> None:
    (agreed,) = acts("Chad and Togo will build a dam together, they said on Friday.", "2031-05-18T12:00:00+00:00")
    assert (agreed.event, agreed.status, agreed.reciprocal) == ("AGREE", "done", True)
    assert agreed.date and agreed.date.start == "2031-05-16"


@pytest.mark.parametrize(
    ("text", "event", "codes"),
    [
        ("Poland expects the Belarusian authorities to cease these flights.", "REQUEST", ("POL", "BLR")),
        ("Serbia called in the Hungarian ambassador.", "ACCUSE", ("SRB", "HUN")),
        ("The Kenyan president told Uganda's parliament that the lake was theirs.", "CONSULT", ("KEN", "UGA")),
        ("The presidents of Latvia and Estonia laid flowers at the bridge.", "CONSULT", ("LVA", "EST")),
        ("Rwanda's minister said that it would answer Uganda in kind.", "THREATEN", ("RWA", "UGA")),
    ],
)
def test_a_frame_tells_type_and_sides(acts: Acts, text: str, event: str, codes: tuple[str, str]) -> None:
    told = [m for m in acts(text) if m.event == event]
    sides = [tuple(a.code for a in (*m.actor, *m.recipient)) for m in told]
    assert sides == [codes] or (event == "CONSULT" and sides == [codes[::-1]])


def test_who_vows_that_nothing_will_be_given_up_refuses(acts: Acts) -> None:
    text = "Cambodian Prime Minister Sok Chan vowed that not an inch of the hill would be surrendered to Vietnam."
    assert "REJECT" in types(acts, text)


def test_what_is_proposed_in_the_subjunctive_is_not_done(acts: Acts) -> None:
    assert "CONCEDE" not in types(acts, "Peru's president proposed that Chile lift its ban on Peruvian fruit.")


def test_what_somebody_in_office_says_will_be_done_is_promised(acts: Acts) -> None:
    text = "Prime Minister Seiji Tanaka of Japan said that two ferries would be delivered in July."
    (promised,) = acts(text)
    assert (promised.event, promised.status, [a.name for a in promised.actor]) == ("AGREE", "done", ["Seiji Tanaka"])
    assert "AGREE" not in types(
        acts, "Prime Minister Seiji Tanaka of Japan said that two ferries would be delivered if it rained."
    )


def test_a_question_asks_for_nothing(acts: Acts) -> None:
    assert "REQUEST" not in types(acts, "Peru's president asked who would pay Chile's fishermen.")
    assert "REQUEST" in types(acts, "Peru's president asked Chile to pay its fishermen.")


def test_who_is_told_what_his_must_do_is_asked_for_it(acts: Acts) -> None:
    (asked,) = [m for m in acts("Fiji has told Tonga that its ship must leave the reef.") if m.event == "REQUEST"]
    assert ([a.code for a in asked.actor], [a.code for a in asked.recipient]) == (["FJI"], ["TON"])


def test_what_two_states_review_they_meet_for(acts: Acts) -> None:
    text = "Iraq and Kuwait agreed in Basra on Sunday to mark the channel. The two sides also reviewed fishing rights."
    assert any(m.event == "CONSULT" and m.sentence == 1 for m in acts(text))


def test_two_who_order_a_study_agree(acts: Acts) -> None:
    (agreed,) = acts("The premiers of Peru and Chile ordered a study of a tunnel.")
    assert (agreed.event, agreed.reciprocal) == ("AGREE", True)


def test_who_holds_up_what_another_seeks_refuses_it(acts: Acts) -> None:
    (held,) = acts("Ankara had held up Sweden's application since May.")
    assert (held.event, [a.code for a in held.actor], [a.code for a in held.recipient]) == ("REJECT", ["TUR"], ["SWE"])
    assert "REJECT" not in types(acts, "Sweden's minister held up a map before Turkey's delegates.")


def test_consent_that_is_given_supports(acts: Acts) -> None:
    assert types(acts, "Hungary's parliament gave its consent to Sweden's accession.") == {"SUPPORT"}


def test_what_must_still_be_signed_by_law_is_planned(acts: Acts) -> None:
    (due,) = acts("Turkey's president must still sign the protocol on Sweden's accession.")
    assert (due.event, due.status) == ("SUPPORT", "planned")


def test_countermeasures_that_will_be_taken_are_threatened(acts: Acts) -> None:
    (threat,) = acts("Russia has said that it will take countermeasures against Sweden.")
    assert (threat.event, threat.status) == ("THREATEN", "done")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway expects Iceland to win the match.", "REQUEST"),
        ("Norway and Iceland are considering a ban on krill.", "CONSULT"),
        ("Norway postponed its application to the European Union.", "REJECT"),
        ("Norwegian police dragged Icelandic sailors from the water and jailed them.", "AID"),
        ("The treaty requires the withdrawal of Norwegian troops from Iceland.", "REQUEST"),
        ("Norway sees no reason to fear Iceland.", "REJECT"),
        ("Norway said that no soldiers would be withdrawn from Iceland.", "REJECT"),
        ("Norway's prime minister, Kari Dahl, said that support for Iceland would be cut.", "AGREE"),
        ("Norway must sign the treaty with Iceland.", "SUPPORT"),
    ],
)
def test_the_same_words_with_another_meaning_tell_no_such_act(acts: Acts, text: str, event: str) -> None:
    assert event not in {m.event for m in acts(text)}


def test_what_a_parliament_does_to_nobody_that_is_told_it_does_at_home(acts: Acts) -> None:
    told = acts("Norway closed its border with Iceland. Norway's parliament rejected the budget.")
    assert all(not m.recipient for m in told if m.event == "REJECT")
