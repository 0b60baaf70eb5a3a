"""Who goes on speaking does so on the day on which he spoke."""

from tests.record.conftest import Acts

VOTE = "Chad vetoed a resolution by Peru on Thursday. "


def days(acts: Acts, text: str) -> list[str | None]:
    return [m.date and m.date.start for m in acts(text) if m.event == "ACCUSE"]


def test_who_goes_on_speaking_has_the_day_he_spoke_on(acts: Acts) -> None:
    lead = "Norway's foreign minister, Ida Berg, told reporters on Monday that the talks had been long. "
    (told,) = days(acts, lead + "She accused Chad of arming smugglers.")
    assert told is not None
    (asked,) = (m for m in acts(lead + "She demanded an apology from Chad.") if m.event == "REQUEST")
    assert asked.date is not None and asked.date.start == told
    assert days(acts, lead + "It snowed. She accused Chad of arming smugglers.") == [None]
    assert days(acts, lead + "Peru accused Chad of arming smugglers.") == [None]


def test_what_is_said_before_the_vote_is_said_on_its_day(acts: Acts) -> None:
    (vetoed,) = (m for m in acts(VOTE) if m.event == "REJECT")
    said = "Norway's envoy, Ida Berg, told the council before the vote that the text was weak. "
    assert days(acts, VOTE + said + "She accused Chad of arming smugglers.") == [vetoed.date and vetoed.date.start]


def test_a_message_of_its_bearer_is_for_whom_he_met(acts: Acts) -> None:
    text = (
        "Peru's president, Rosa Lima, received Chadian Foreign Minister Idriss Saleh in Lima on Monday. "
        "Saleh conveyed the greetings of Chad's President Ali Deby."
    )
    (sent,) = (m for m in acts(text) if m.event == "SUPPORT")
    assert ({a.name for a in sent.actor}, {a.name for a in sent.recipient}) == ({"Ali Deby"}, {"Rosa Lima"})


def test_what_is_agreed_at_a_meeting_is_agreed_there(acts: Acts) -> None:
    text = "Rosa Lima of Peru and Luis Rojas of Chile met in Lima on Monday and settled their dispute over the port."
    assert {m.event: m.place and m.place.name for m in acts(text)} == {"CONSULT": "Lima", "AGREE": "Lima"}
