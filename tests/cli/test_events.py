"""`communique event …`, `communique office …` and `communique redo record` on a desk with one story."""

import json
from pathlib import Path

import pytest

from communique.model import Holding, Mention, Recorded
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.store.nouns import KIM, WANG, a_brief, a_report, an_event


@pytest.fixture
def event(folder: Path, communique: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `communique …` on a desk with the events e1 and e2 of the story s1, and e3 of s2."""
    store = SqliteStore(folder / "desk.db")
    for report, story in (("a", "s1"), ("b", "s2")):
        store.put_report(a_report(report, text=f"Kim met Wang\x1b[2J, says {report}.", publisher="Kestrel"))
        store.assign(report, story)
        store.put_brief(a_brief(story))
    mention = Mention(id="ma-consult", report="a", event="CONSULT", evidence="Kim met Wang\x1b[2J, says a.")
    holds = {"office": "foreign minister", "code": "CHN", "sentence": 0}
    holdings = (
        Holding(id="h1", person="Wang Yi", report="a", day="2024-03-21", **holds),
        Holding(id="h2", person="Qin Gang", report="a", day="2024-03-21", tells="ended", since="2023-07-25", **holds),
    )
    store.put_recorded(Recorded(report="a", mentions=(mention,), holdings=holdings))
    sides = {"recipient": (WANG,), "reports": ("a",)}
    events = [
        an_event("e1", "s1", "2024-03-21", (KIM,), evidence=("ma-consult",), **sides),
        an_event("e2", "s1", "2024-03-22", (KIM,), evidence=("ma-agree",), **sides),
    ]
    store.put_events("s1", events)
    store.put_events("s2", [an_event("e3", "s2", None, (KIM,), reports=("b",))])
    store.close()
    monkeypatch.setenv("LOGNAME", "ana")

    def run(*arguments: str) -> object:
        return communique(*arguments, "-C", str(folder))

    return run  # type: ignore[return-value]


def test_an_event_is_corrected_shown_and_taken_back(event: Run) -> None:
    done = event("event", "correct", "e1", "--day", "2024-03-20", "--place", "Dandong, China", "--why", "The read-out.")
    assert done.out == "corrected: day, place of e1. The brief follows in the next round.\n"
    shown = event("event", "show", "e1").out
    assert "2024-03-20 (reports: 2024-03-21)" in shown and "Dandong, CHN (reports: -)" in shown and "\x1b" not in shown
    assert "Kim met Wang" in shown and "day: 2024-03-21 → 2024-03-20" in shown and "The read-out." in shown
    known = json.loads(event("event", "show", "e1", "--json").out)
    assert known["event"]["coded"]["date"]["start"] == "2024-03-21" and known["history"][0]["by"] == "ana"
    assert event("event", "restore", "e1", "--by", "Ben").out.startswith("corrections taken back: e1.")
    assert [row[1:3] for row in event("event", "history", "e1").rows] == [["Ben", "restore"], ["ana", "correct"]]
    assert event("event", "list", "s1").rows[0] == ["e1", "CONSULT", "2024-03-21", "Kim Song Nam – Wang Yi", "done"]


def test_sides_are_given_a_person_each(event: Run) -> None:
    event("event", "correct", "e1", "--recipient", "Liu Jianchao; minister; CHN", "--recipient", "VNM")
    found = json.loads(event("event", "show", "e1", "--json").out)["event"]["recipient"]
    assert [(a["name"], a["office"], a["code"], a["person"]) for a in found] == [
        ("Liu Jianchao", "minister", "CHN", True),
        ("Vietnam", None, "VNM", False),
    ]


def test_events_are_removed_joined_and_restored(event: Run) -> None:
    assert event("event", "join", "e1", "e2").out.startswith("joined: e2 into e1.")
    assert [row[4] for row in event("event", "list", "s1").rows] == ["done, corrected", "joined to e1"]
    assert event("event", "restore", "e2").out.startswith("restored: e2.")
    assert event("event", "remove", "e2", "--why", "A plan.").out.startswith("removed: e2.")
    assert [row[4] for row in event("event", "list", "s1").rows] == ["done", "removed"]
    assert [row[2:4] for row in event("story", "history").rows] == [
        ["remove", "e2"], ["restore", "e2"], ["join", "e1 < e2"],
    ]  # fmt: skip
    assert len(event("event", "history", "e2", "--json").out.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["event", "show", "e9"], "e9: no such event"),
        (["event", "history", "e9"], "e9: no such event"),
        (["event", "list", "s9"], "s9: no such story"),
        (
            ["event", "correct", "e1"],
            "say what is to be corrected: --type, --mode, --status, --day, --place, --actor, --recipient",
        ),
        (["event", "correct", "e1", "--day", "x"], "day x: write 2024-03-21, 2024-03-21/2024-03-23, 2024-03 or 2024"),
        (["event", "join", "e1", "e3"], "e3 is told in s2, e1 in s1: merge the stories first"),
        (["event", "restore", "e1"], "e1: nothing to take back, it stands as the reports tell it"),
        (["event", "remove", "e1", "--by", "desk"], "desk: the desk decides under this name; choose another"),
        (["office", "show", "Nobody"], "Nobody: no report read so far tells of an office"),
        (["office", "show", "CHN", "--on", "soon"], "--on soon: not a day; write 2024-03-21"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_status_2(event: Run, arguments: list[str], why: str) -> None:
    done = event(*arguments)
    assert (done.status, done.err, done.out) == (2, f"communique: {why}\n", "")


def test_offices_of_a_country_and_of_a_person(event: Run) -> None:
    wang = ["Wang Yi", "foreign minister", "CHN", "2024-03-21", "2024-03-21", "", "", "1"]
    qin = ["Qin Gang", "foreign minister", "CHN", "", "", "", "2023-07-25", "1"]
    assert event("office", "show", "China").rows == [wang, qin]
    assert event("office", "show", "CHN", "--on", "2024-04-01").rows == [wang]
    assert event("office", "show", "Qin Gang").rows == [qin]
    assert json.loads(event("office", "show", "Wang Yi", "--json").out)["terms"][0]["seat"] == "foreign minister"


def test_a_redo_ends_with_the_counts(event: Run) -> None:
    done = event("redo", "record", "--json")
    *changes, counts = [json.loads(line) for line in done.out.splitlines()]
    assert (done.status, counts["stories"], counts["reports"]) == (0, 2, 2)
    assert {change["old"]["id"] for change in changes if change["new"] is None} == {"e1", "e2", "e3"}
    again = event("redo", "record")
    assert again.out.splitlines()[-1].startswith("0 reports recorded again, 2 stories joined: ")
