"""Who did what to whom, in a sentence."""

import pytest

from communique.model import Actor, Mention
from tests.record.conftest import Acts


def codes(side: tuple[Actor, ...]) -> set[str | None]:
    return {actor.code for actor in side}


def first(found: list[Mention]) -> tuple[str, set[str | None], set[str | None]]:
    assert found, "no act found"
    return found[0].event, codes(found[0].actor), codes(found[0].recipient)


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Norway condemned Belarus over the detention of activists.", "ACCUSE", "NOR", "BLR"),
        ("Belarus was condemned by Norway over the detention of activists.", "ACCUSE", "NOR", "BLR"),
        ("Canada imposed sanctions on Iran on Monday.", "SANCTION", "CAN", "IRN"),
        ("Sanctions were imposed on Iran by Canada on Monday.", "SANCTION", "CAN", "IRN"),
        ("Chile expelled three Peruvian diplomats.", "SANCTION", "CHL", "PER"),
        ("Kenya called on Somalia to reopen the border.", "REQUEST", "KEN", "SOM"),
        ("Japan urged China to lift its ban on seafood.", "REQUEST", "JPN", "CHN"),
        ("Egypt accused Ethiopia of filling the dam.", "ACCUSE", "EGY", "ETH"),
        ("Ethiopia was accused by Egypt of filling the dam.", "ACCUSE", "EGY", "ETH"),
        ("Turkey threatened to cut ties with Israel.", "THREATEN", "TUR", "ISR"),
        ("India refused to hand over the suspect to Canada.", "REJECT", "IND", "CAN"),
        ("Poland rejected Hungary's proposal.", "REJECT", "POL", "HUN"),
        ("Germany will send Ukraine more air defence systems.", "AGREE", "DEU", "UKR"),
        ("Russian forces shelled a Ukrainian village.", "ASSAULT", "RUS", "UKR"),
        ("Brazil praised Uruguay for its help.", "SUPPORT", "BRA", "URY"),
        ("Jordan delivered food to Lebanon.", "AID", "JOR", "LBN"),
        ("Iran released two French hostages.", "RETREAT", "IRN", "FRA"),
    ],
)
def test_active_and_passive(acts: Acts, text: str, event: str, actor: str, recipient: str) -> None:
    assert first(acts(text)) == (event, {actor}, {recipient})


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Finland and Estonia were held in Helsinki.",
        "Finland and Estonia held talks in Helsinki.",
        "Finland met with Estonia in Helsinki.",
        "Estonian officials were received by Finland in Helsinki.",
    ],
)
def test_what_two_sides_do_together_is_one_reciprocal_mention(acts: Acts, text: str) -> None:
    found = [m for m in acts(text) if m.event == "CONSULT" and m.confidence > 0.3]
    assert len(found) == 1
    assert found[0].reciprocal
    assert codes(found[0].actor) | codes(found[0].recipient) == {"FIN", "EST"}
    assert found[0].place is not None and (found[0].place.name, found[0].place.country) == ("Helsinki", "FIN")


def test_a_visit_told_by_a_noun(acts: Acts) -> None:
    found = acts("The visit by Chancellor Olaf Scholz of Germany to Kenya began on Thursday.")
    meeting = next(m for m in found if m.event == "CONSULT")
    assert codes(meeting.actor) == {"DEU"}
    assert codes(meeting.recipient) == {"KEN"}
    assert meeting.mode == "visit"


def test_compound_actors(acts: Acts) -> None:
    found = acts("France, Germany and Poland condemned Russia.")[0]
    assert found.event == "ACCUSE"
    assert codes(found.actor) == {"FRA", "DEU", "POL"}
    assert codes(found.recipient) == {"RUS"}


def test_a_message_is_its_senders_act(acts: Acts) -> None:
    text = "Wang Huning conveyed the greetings of Chinese President Xi Jinping to North Korean leader Kim Jong Un."
    found = next(m for m in acts(text) if m.event == "SUPPORT")
    assert [a.name for a in found.actor] == ["Xi Jinping"]
    assert [a.name for a in found.recipient] == ["Kim Jong Un"]


def test_separate_meetings_are_separate_mentions(acts: Acts) -> None:
    text = (
        "Serbian President Aleksandar Vucic met Croatian Prime Minister Andrej Plenkovic and, separately, "
        "Croatian President Zoran Milanovic."
    )
    found = [m for m in acts(text) if m.event == "CONSULT"]
    assert sorted(a.name for m in found for a in m.recipient) == ["Andrej Plenkovic", "Zoran Milanovic"]
    assert all(len(m.recipient) == 1 for m in found)


@pytest.mark.parametrize(
    "text", ["", "   ", "....", "A" * 5000, "“”\"'()", "2024-03-01 12:00 | 15 | 22", "\x00\x01", "Ça va ?"]
)
def test_bad_input_gives_nothing_and_does_not_break(acts: Acts, text: str) -> None:
    assert acts(text) == []


def test_another_language_is_not_coded(recorder: object) -> None:
    from communique.model import Report
    from communique.record import Recorder

    assert isinstance(recorder, Recorder)
    taken = recorder.record(Report(id="f", text="La France a condamné la Russie.", language="fr"))
    assert taken.mentions == () and taken.derived == recorder.derived


def test_several_people_of_one_country_are_met_one_by_one(acts: Acts) -> None:
    text = (
        "Irish Foreign Minister Micheal Martin met Foreign Minister Tanja Fajon and President Natasa Pirc of Slovenia."
    )
    met = [m for m in acts(text) if m.event == "CONSULT"]
    assert {tuple(a.name for a in m.recipient) for m in met} == {("Tanja Fajon",), ("Natasa Pirc",)}
    assert {tuple(a.name for a in m.actor) for m in met} == {("Micheal Martin",)}


def test_whom_somebody_meets_is_not_of_his_own_country(acts: Acts) -> None:
    text = "Chinese Foreign Minister Wang Yi is in Chile. On Monday Wang met President Elena Rojas."
    met = next(m for m in acts(text) if m.event == "CONSULT" and m.sentence == 1)
    assert {a.name: a.code for a in (*met.actor, *met.recipient)}["Elena Rojas"] != "CHN"


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Kenya signed a treaty with Uganda on Monday. Kenya promised a loan of ten million dollars.", {"UGA"}),
        ("Kenya promised a loan of ten million dollars.", set()),
        ("Norway met Chad. Kenya promised a loan of ten million dollars.", set()),
    ],
)
def test_what_one_side_promises_goes_to_whom_it_dealt_with(acts: Acts, text: str, recipient: set[str]) -> None:
    promised = next(m for m in acts(text) if "promised" in m.evidence)
    assert promised.event == "AGREE" and codes(promised.recipient) == recipient


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Russian artillery shelled Kharkiv on Monday.", "RUS", "UKR"),
        ("Dockers in Karachi went on strike on Monday.", "PAK", None),
        ("Russian artillery shelled the town on Monday.", "RUS", None),
    ],
)
def test_a_large_city_stands_for_its_state(acts: Acts, text: str, actor: str, recipient: str | None) -> None:
    (mention,) = acts(text)
    assert {a.code for a in mention.actor} == {actor}
    assert {a.code for a in mention.recipient} - {actor} == {recipient} - {None}


def test_the_decision_is_that_of_who_opened_the_report(acts: Acts) -> None:
    text = (
        "Bolivia expelled the Peruvian ambassador on Monday. Peru recalled its consuls. "
        "Chile's foreign ministry condemned the decision."
    )
    found = next(m for m in acts(text) if m.actor and m.actor[0].code == "CHL")
    assert [a.code for a in found.recipient] == ["BOL"]


def test_several_counterparts_are_several_meetings(acts: Acts) -> None:
    text = "Kenyan Foreign Minister Musalia Mudavadi spoke by telephone with his Ugandan and Rwandan counterparts."
    met = [m for m in acts(text) if m.event == "CONSULT"]
    assert sorted(a.code or "" for m in met for a in m.recipient) == ["RWA", "UGA"] and len(met) == 2


def test_the_visitor_is_who_was_received(acts: Acts) -> None:
    text = (
        "Kenya's president received William Kallon, the president of Sierra Leone, in Nairobi on Monday. "
        "Chad's foreign minister called on the visitor later."
    )
    called = next(m for m in acts(text) if m.event == "CONSULT" and any(a.code == "TCD" for a in m.actor))
    assert [a.name for a in called.recipient] == ["William Kallon"]


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("President Macron criticised Hungary over its courts on Monday.", "ACCUSE", "FRA", "HUN"),
        ("Former president Jimmy Carter praised Ghana for its elections.", "SUPPORT", "USA", "GHA"),
        ("Ethopia condemned Sudan over the raid.", "ACCUSE", "ETH", "SDN"),
        ("The army shelled Kampuchean guerrillas on Sunday, killing four.", "ASSAULT", None, "KHM"),
        ("Serb forces killed three ethnic Albanians in southern Serbia on Friday.", "ASSAULT", "SRB", "SRB"),
        ("The Hungarians of Slovakia demanded schools from Slovak ministers.", "REQUEST", "SVK", "SVK"),
        ("Pakistan, a key American ally, rejected the plan of Iran.", "REJECT", "PAK", "IRN"),
    ],
)
def test_who_is_told_by_title_descent_or_bond_is_of_the_right_state(
    acts: Acts, text: str, event: str, actor: str | None, recipient: str
) -> None:
    found = [m for m in acts(text) if m.event == event]
    assert found, f"no {event}"
    assert codes(found[0].actor) - {None} == ({actor} if actor else codes(found[0].actor) - {None})
    assert codes(found[0].recipient) == {recipient}


def test_a_surname_of_leaders_of_several_states_tells_none_and_the_report_goes_first(acts: Acts) -> None:
    assert all(a.code != "PRK" for m in acts("President Kim criticised Japan on Monday.") for a in m.actor)
    told = acts("President Bush of Guyana criticised Peru. President Bush criticised Chile on Sunday.")
    assert {a.code for m in told for a in m.actor} == {"GUY"}


@pytest.mark.parametrize(
    "text",
    [
        'Wang of China described the friendship with North Korea as a "strategic choice" and praised it, KCNA said.',
        "On Saturday, the KCNA told of Kim Song Nam's meeting with Wang Huning of China on Thursday.",
    ],
)
def test_an_agency_that_the_sentence_is_from_takes_no_side(acts: Acts, text: str) -> None:
    told = acts(text)
    assert told
    assert all(a.sector != "MED" for m in told for a in (*m.actor, *m.recipient))


def test_an_agency_that_is_blamed_takes_its_side(acts: Acts) -> None:
    (blamed,) = [m for m in acts("South Korea accused KCNA of lying.") if m.event == "ACCUSE"]
    assert [a.name for a in blamed.recipient] == ["KCNA"]
