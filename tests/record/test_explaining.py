"""Why a report was recorded as it was, as a reader meets it."""

from collections.abc import Callable

import pytest

from communique.model import Report
from communique.record import Recorder
from communique.record.explaining import WIDTH, explained
from communique.record.recorder import Coded
from tests.record.conftest import report

Lines = Callable[[str], list[str]]


@pytest.fixture
def lines(recorder: Recorder) -> Lines:
    """The lines about a text, without what sets them in."""
    return lambda text: [line.strip() for line in explained(recorder, report(text))]


def starting(found: list[str], start: str) -> str:
    """The one line that begins so."""
    (line,) = (line for line in found if line.startswith(start))
    return line


def test_a_passive_sentence_shows_parse_cues_sides_and_actors(lines: Lines) -> None:
    found = lines("Belarus was accused by Poland of lying.")
    assert found[:2] == ["r1, sentence 1 of 1", "Belarus was accused by Poland of lying."]
    assert starting(found, "Belarus PROPN").split() == ["Belarus", "PROPN", "nsubjpass", "accused"]
    assert starting(found, "accused: ACCUSE")
    assert "[rule=ACCUSE] +" in starting(found, "for ACCUSE:")
    assert starting(found, "stands: done").endswith("by the rules done")
    assert starting(found, "told as ACCUSE, done: likely enough").endswith("floor 0.30)")
    assert starting(found, "act, by") == "act, by “accused”: ACCUSE, done: “Poland” towards “Belarus”"
    assert "[short /by] +" in starting(found, "for actor:")
    assert "[passive subject] +" in starting(found, "for recipient:")
    at = found.index("“Poland” is Poland (POL, GOV)")
    assert found[at + 1] == "“Poland”: name of Poland"
    assert starting(found, "recorded:").startswith(
        "recorded: ACCUSE, done: Poland (POL, GOV) towards Belarus (BLR, GOV)"
    )


def test_a_denied_act_is_shown_with_why_it_is_left_out(lines: Lines) -> None:
    found = lines("Norway did not impose sanctions on Belarus.")
    assert starting(found, "stands: denied").endswith("by the rules denied")
    assert "[neg=not] +" in " ".join(found)
    assert starting(found, "told as SANCTION, denied")
    assert starting(found, "left out") == "left out, by “impose”: denied acts are not told"
    assert found[-2:] == ["recorded: no act", ""]


def test_an_ambiguous_name_says_what_spoke_for_its_reading(lines: Lines) -> None:
    found = lines("Armenia signed a treaty with Georgia in Tbilisi.")
    at = found.index("“Georgia” is Georgia (GEO, GOV)")
    assert "Tbilisi" in found[at + 1]
    usual = lines("Peru signed a treaty with Georgia.")
    assert usual[usual.index("“Georgia” is Georgia (GEO, GOV)") + 1].endswith("the usual reading")


def test_a_pronoun_and_a_missing_recipient_go_by_the_sentences_before(lines: Lines) -> None:
    found = lines(
        "Peruvian Foreign Minister Ana Ruiz arrived in Tbilisi. Georgia signed a treaty with Peru. He promised aid."
    )
    at = found.index("“He” is Ana Ruiz (PER, GOV, foreign minister)")
    assert found[at + 1] == "whom the report told of before"
    assert found[-2] == "towards the state that the report told the same state to have dealt with before"


def test_whose_somebody_is_shows_owner_and_probability(lines: Lines) -> None:
    found = lines("Police arrested protesters in Lima.")
    at = found.index("“Police” is Peru (PER, COP)")
    assert found[at + 1].startswith("of “Lima” with probability 0.")


def test_sentences_that_can_tell_no_act_are_left_out_of_longer_reports(lines: Lines) -> None:
    found = lines("The sky is blue. Norway condemned Belarus.")
    assert [line for line in found if line.startswith("r1, ")] == ["r1, sentence 2 of 2"]
    assert lines("The sky is blue.")[:2] == ["r1, sentence 1 of 1", "The sky is blue."]


def test_lines_are_narrow_and_hold_nothing_that_is_not_printable(recorder: Recorder) -> None:
    text = "Norway\x1b[2J condemned Belarus and Chinese Foreign Minister Wang Yi met Ana Ruiz of Peru in Lima."
    found = list(explained(recorder, report(text)))
    assert any(line.startswith("    ") for line in found)
    assert all(line.isprintable() and len(line) <= WIDTH for line in found)


def test_a_report_in_another_language_says_that_nothing_is_read(recorder: Recorder) -> None:
    (line,) = explained(recorder, Report(id="r2", text="Oui.", language="fr"))
    assert line.startswith("r2: nothing is read")


def test_listening_changes_nothing(recorder: Recorder) -> None:
    told = report("Norway condemned Belarus. Police arrested protesters in Minsk.")
    heard: list[Coded] = []
    assert recorder.overheard(told, heard.append) == recorder.record(told)
    assert [coded.index for coded in heard] == [0, 1]
