"""The day of what was said at a meeting, once the story's reports are joined."""

from communique.model import Event
from communique.record import Recorder, join
from tests.record.conftest import report

MET = "Irish Foreign Minister Micheal Martin met Tanja Fajon, the Slovenian foreign minister, in Ljubljana on Tuesday."


def told(recorder: Recorder, text: str) -> list[Event]:
    one = report(text)
    return list(join("s1", [one], [recorder.record(one)], (), ()))


def day(events: list[Event], kind: str, *names: str) -> str | None:
    found = next(e for e in events if e.event == kind and set(names) <= {a.name for a in (*e.actor, *e.recipient)})
    return found.date.start if found.date else None


def test_who_sat_there_spoke_there_of_others_too(recorder: Recorder) -> None:
    events = told(recorder, f"{MET} Martin accused Belarus of pushing migrants over the border.")
    assert day(events, "ACCUSE", "Micheal Martin") == "2024-03-19"


def test_what_was_said_before_has_no_day(recorder: Recorder) -> None:
    events = told(recorder, f"{MET} Martin has accused Belarus of pushing migrants over the border.")
    assert day(events, "ACCUSE", "Micheal Martin") is None


def test_another_meeting_told_after_it_is_of_the_same_day(recorder: Recorder) -> None:
    text = f"{MET} Martin was also received by the Slovenian president, Natasa Pirc Musar."
    assert day(told(recorder, text), "CONSULT", "Natasa Pirc Musar") == "2024-03-19"


def test_a_day_that_nobody_tells_is_none(recorder: Recorder) -> None:
    acted = "Peru expelled the Chilean ambassador, Luis Rojas, on Tuesday."
    events = told(recorder, f"{acted} The Peruvian government said that Chile had violated the treaty.")
    assert day(events, "ACCUSE") is None
