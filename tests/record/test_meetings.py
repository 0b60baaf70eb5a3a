"""Level, format and length of meetings."""

import pytest

from communique.model import Event, Mention
from communique.record import Recorder, join, meetings
from tests.record.conftest import Acts, Take, report


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("They held two-hour talks in Oslo.", 120),
        ("The ministers met for 45 minutes.", 45),
        ("After three days of talks they parted.", 4320),
        ("They met for about an hour and a half.", 90),
        ("The talks lasted more than two and a half hours.", 150),
        ("It was a 90-minute phone call.", 90),
        ("A half-hour meeting followed.", 30),
        ("They met two hours ago.", None),
        ("They met for the first two hours.", None),
        ("He was in Beijing for three days.", None),
        ("After a two-hour meeting they held one-hour talks.", None),
    ],
)
def test_length(text: str, minutes: int | None) -> None:
    assert meetings.duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Norwegian Prime Minister Jonas Lie met Finnish President Paavo Berg in Oslo on Friday.", "in person"),
        ("Norwegian Prime Minister Jonas Lie spoke by phone with Finnish President Paavo Berg on Friday.", "phone"),
        ("Norwegian Prime Minister Jonas Lie held a video call with Finnish President Paavo Berg.", "video"),
    ],
)
def test_format(acts: Acts, text: str, format: str) -> None:
    found = next(m for m in acts(text) if m.event == "CONSULT")
    assert (found.format, found.level) == (format, "leaders")


def test_level_by_the_lower_side_or_by_the_words(acts: Acts) -> None:
    mixed = acts("Norwegian Foreign Minister Jonas Lie met Finnish President Paavo Berg for 20 minutes on Friday.")[0]
    assert (mixed.level, mixed.duration) == ("ministers", 20)
    told = acts("Norway and Finland held working-level talks in Oslo on Friday.")[0]
    assert told.level == "officials"
    untold = acts("Norway and Finland held talks in Oslo on Friday.")[0]
    assert untold.level is None and untold.duration is None


def test_an_event_has_what_most_mentions_tell(recorder: Recorder) -> None:
    reports = [
        report(f"Wang Yi met Penny Wong of Australia {said} in Canberra on Thursday.", "2024-03-22T08:00:00Z", f"r{n}")
        for n, said in enumerate(("for two hours", "for two hours", "for three hours"))
    ]
    reports.append(
        report(
            "Chinese Foreign Minister Wang Yi met Australian Foreign Minister Penny Wong in Canberra on Thursday.",
            "2024-03-22T09:00:00Z",
            "r9",
        )
    )
    (met,) = (e for e in join("s", reports, [recorder.record(r) for r in reports], (), ()) if e.event == "CONSULT")
    assert (met.level, met.format, met.duration) == ("ministers", "in person", 120)


def test_other_acts_have_no_details(acts: Acts) -> None:
    accused = next(m for m in acts("Norway accused Finland of delaying two-hour talks.") if m.event == "ACCUSE")
    assert (accused.level, accused.format, accused.duration) == (None, None, None)


def test_what_was_stored_before_reads_without_them() -> None:
    import msgspec

    old = msgspec.json.decode(b'{"id": "e1", "story": "s1", "event": "CONSULT"}', type=Event)
    assert (old.level, old.format, old.duration) == (None, None, None)
    assert msgspec.json.decode(b'{"id": "m", "report": "r", "event": "CONSULT"}', type=Mention).level is None


def test_who_else_was_there_is_told_over_several_sentences(recorder: Recorder) -> None:
    told = report(
        "Chancellor Olaf Scholz of Germany, accompanied by Foreign Minister Annalena Baerbock, met Czech President "
        "Petr Pavel in Prague on Monday. The talks were attended by Czech Foreign Minister Jan Lipavsky. Also present "
        "was the German ambassador, Andreas Kuenne. Pavel was accompanied by Defence Minister Jana Cernochova."
    )
    (event,) = join("s1", [told], [recorder.record(told)], (), ())
    assert [{a.name for a in side} for side in (event.actor, event.recipient)] == [
        {"Olaf Scholz", "Annalena Baerbock", "Andreas Kuenne"}, {"Petr Pavel", "Jan Lipavsky", "Jana Cernochova"},
    ]  # fmt: skip
    assert {a.code for a in event.recipient} == {"CZE"}


def test_meetings_in_several_countries_are_several(take: Take) -> None:
    told = take("Negotiators of Iran and Qatar met in Muscat, in Vienna and in Geneva last year.")
    there = [m.place.country for m in told.mentions if m.event == "CONSULT" and m.place]
    assert sorted(code for code in there if code) == ["AUT", "OMN"]


def test_a_counterpart_at_a_meeting_is_who_the_story_has_in_that_office(recorder: Recorder) -> None:
    told = report(
        "Norwegian Foreign Minister Espen Barth Eide spoke by telephone with his Kenyan counterpart on Monday. "
        "Kenya's caretaker foreign minister, Musalia Mudavadi, thanked Norway."
    )
    events = join("s1", [told], [recorder.record(told)], (), ())
    (call,) = [e for e in events if e.event == "CONSULT"]
    assert {a.name for a in (*call.actor, *call.recipient)} == {"Espen Barth Eide", "Musalia Mudavadi"}


def test_who_speaks_by_telephone_meets_nowhere(acts: Acts) -> None:
    called = acts("Peru's president spoke by telephone with Chile's president in Lima on Monday.")[0]
    assert (called.format, called.place) == ("phone", None)


def test_who_goes_along_is_not_met(acts: Acts) -> None:
    flew = acts("President Ana Ruiz of Peru flew to Chile with Foreign Minister Juan Paz on Monday.")[0]
    assert [a.code for a in flew.recipient] == ["CHL"]
