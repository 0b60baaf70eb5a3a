"""For each report the others, nearest first."""

import pytest

from communique.model import Report
from communique.stories.neighbours import neighbours


def report(identity: str, title: str, text: str, published: str | None = "2024-03-04T10:00:00Z") -> Report:
    return Report(id=identity, title=title, text=text, published=published)


COD = report(
    "cod", "Norway and Japan share cod", "Kari Nordmann of Norway and Taro Sato of Japan spoke of cod in Oslo."
)
COD_AGAIN = report("again", "Cod shared by Japan and Norway", "In Oslo, Taro Sato and Kari Nordmann agreed on cod.")
WHEAT = report("wheat", "Wheat falls", "A miller in Kansas said that prices of wheat fell as rain came.")


def ranked(*reports: Report, most: int | None = None) -> dict[str, list[str]]:
    return {one.id: [other.report for other in others] for one, others in neighbours(reports, most)}


def test_the_nearest_first_and_never_itself() -> None:
    assert ranked(COD, WHEAT, COD_AGAIN) == {
        "cod": ["again", "wheat"],
        "wheat": ["cod", "again"],
        "again": ["cod", "wheat"],
    }
    assert ranked(COD, WHEAT, COD_AGAIN, most=1) == {"cod": ["again"], "wheat": ["cod"], "again": ["cod"]}


def test_of_the_same_words_what_was_said_at_the_time_is_nearer() -> None:
    later = report("later", COD.title or "", COD.text, "2024-09-04T10:00:00Z")
    soon = report("soon", COD.title or "", COD.text, "2024-03-05T10:00:00Z")
    undated = report("undated", COD.title or "", COD.text, None)
    assert ranked(COD, later, undated, soon)["cod"] == ["soon", "undated", "later"]


def test_the_same_words_at_the_same_time_are_as_near_as_can_be() -> None:
    (_, others), *_ = neighbours([COD, report("twin", COD.title or "", COD.text), WHEAT])
    assert others[0].report == "twin"
    assert others[0].score == pytest.approx(1.8, abs=0.01)


@pytest.mark.parametrize("text", ["", "...", "\x00"])
def test_odd_reports_have_neighbours_too(text: str) -> None:
    odd = Report(id="odd", text=text, published="yesterday")
    assert ranked(odd) == {"odd": []}
    assert ranked(odd, COD) == {"odd": ["cod"], "cod": ["odd"]}
    assert ranked() == {}
