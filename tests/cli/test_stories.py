"""`communique story …` on a desk with a few stories, and beside a desk that runs."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from msgspec.structs import replace

from communique.clock import SystemClock
from communique.desk.editors import Editors
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run, Said
from tests.cli.test_run import told
from tests.store.nouns import a_brief, a_report
from tests.stories.test_grouping import ELSEWHERE, MARCH


@pytest.fixture
def story(folder: Path, communique: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `communique story …` on a desk with the stories s1 (a, b, c), s2 (d) and s3 (e)."""
    store = SqliteStore(folder / "desk.db")
    for report, at in zip("abcde", ("s1", "s1", "s1", "s2", "s3"), strict=True):
        store.put_report(a_report(report, publisher="Kestrel\x1b[2J"))
        store.assign(report, at)
    for written in ("s1", "s2"):
        store.put_brief(a_brief(written))
    store.close()
    monkeypatch.setenv("LOGNAME", "ana")

    def run(*arguments: str) -> Said:
        return communique("story", *arguments, "-C", str(folder))

    return run


def test_stories_are_listed_the_newest_first(story: Run) -> None:
    assert story("list").rows == [
        ["s3", "2024-03-21 00:00", "1", "due", ""],
        ["s2", "2024-03-21 00:00", "1", "due", "Headline of s2"],
        ["s1", "2024-03-21 00:00", "3", "due", "Headline of s1"],
    ]
    assert [row[0] for row in story("list", "--limit", "1").rows] == ["s3"]
    story("pin", "s2")
    known = [json.loads(line) for line in story("list", "--json").out.splitlines()]
    assert [(one["id"], one["pinned"], one["headline"]) for one in known] == [
        ("s3", False, None),
        ("s2", True, "Headline of s2"),
        ("s1", False, "Headline of s1"),
    ]
    assert known[2]["reports"] == ["a", "b", "c"]


def test_a_story_is_shown_with_reports_and_history(story: Run) -> None:
    assert story("merge", "s2", "s1", "--by", "Ben Otieno", "--why", "One\nvisit.").out.startswith(
        "merged: s2 into s1, 1 report. "
    )
    shown = story("show", "s1")
    assert shown.status == 0 and "\x1b" not in shown.out
    lines = shown.out.splitlines()
    assert lines[0].split() == ["id", "s1"] and lines[3].split() == ["redirected", "here", "s2"]
    assert lines[-1].split("\t")[1:] == ["Ben Otieno", "merge", "s1 < s2", "1 report", "One visit."]
    assert [line.split("\t")[2] for line in lines if line.startswith("d\t")] == ["placed by an editor"]
    known = json.loads(story("show", "s1", "--json").out)
    assert known["redirected"] == ["s2"] and known["history"][0]["by"] == "Ben Otieno"


def test_reports_are_split_off_and_moved_back(story: Run) -> None:
    said = story("split", "s1", "c").out
    assert said.startswith("split: 1 report of s1 into s")
    new = said.split()[6].rstrip(".")
    assert story("move", "c", "--to", "s1").out.startswith(f"moved: 1 report from {new} to s1; {new} redirects there.")
    kinds = [(row[1], row[2], row[3]) for row in story("history").rows]
    assert kinds == [("ana", "move", f"{new} > s1"), ("ana", "split", f"s1 > {new}")]
    assert [json.loads(line)["kind"] for line in story("history", "--json", "--limit", "1").out.splitlines()] == [
        "move"
    ]
    assert [row[2] for row in story("history", "s3").rows] == []


def test_a_pin_may_end_at_a_time_or_with_a_day(story: Run, folder: Path) -> None:
    with (folder / "communique.toml").open("a") as settings:
        settings.write('timezone = "Asia/Tokyo"\n')
    assert story("pin", "s1", "--until", "2199-04-03T18:00").out == "pinned: s1 until 2199-04-03 09:00 UTC\n"
    assert story("pin", "s2", "--until", "2199-04-03").out == "pinned: s2 until 2199-04-03 15:00 UTC\n"
    assert story("pin", "s2", "--until", "2199-04-03T18:00Z").out == "pinned: s2 until 2199-04-03 18:00 UTC\n"
    assert story("unpin").out == "unpinned: s2\n"
    assert (story("unpin").status, story("unpin").err) == (2, "communique: no story is pinned\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["show", "s9"], "s9: no such story"),
        (["show", "s3"], "s3 redirects to s2: name that one"),
        (["history", "s9"], "s9: no such story"),
        (["merge", "s1", "s9"], "s9: no such story"),
        (["merge", "s1", "s3"], "s3 redirects to s2: name that one"),
        (["merge", "s1"], "a merge takes two stories or more"),
        (["merge", "s1", "s2", "--by", "Desk"], "Desk: the desk decides under this name; choose another"),
        (["split", "s1", "a", "b", "c"], "a split that takes all reports of s1 leaves nothing of it"),
        (["split", "s1", "d"], "d: not in s1, but in s2"),
        (["move", "a", "--to", "s1"], "a is in s1 already"),
        (["move", "z", "--to", "s1"], "z: no such report"),
        (["pin", "s1", "--until", "tomorrow"], "--until tomorrow: not a time; write 2024-04-03T18:00 or 2024-04-03"),
        (["pin", "s1", "--until", "0-0"], "--until 0-0: not a time; write 2024-04-03T18:00 or 2024-04-03"),
        (["pin", "s1", "--until", "2020-01-01T00:00Z"], "2020-01-01T00:00:00Z is past"),
        (["unpin", "s1"], "s1 is not pinned"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_one_line_and_status_2(story: Run, arguments: list[str], why: str) -> None:
    story("move", "e", "--to", "s2")
    done = story(*arguments)
    assert (done.status, done.err, done.out) == (2, f"communique: {why}\n", "")


def awaited(found: Callable[[], str | None]) -> str:
    """What is there within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.1)
    raise AssertionError("not within half a minute")


def written(store: SqliteStore, report: str) -> str | None:
    """The story of a report, when its brief is written."""
    story = store.story_of(report)
    return story if story and store.brief(story) else None


def pinned_by_form(site: str, story: str) -> None:
    """Sign in to the site and pin a story, as an editor's browser does."""
    with httpx2.Client(base_url=site, follow_redirects=True) as client:

        def word(page: str) -> str:
            found = re.search(r'name="form" value="([^"]+)"', client.get(page).text)
            assert found
            return found[1]

        form = {"form": word("/admin/sign-in"), "name": "Ana Lund", "password": "a password for the tests"}
        assert "Stories to edit" in client.post("/admin/sign-in", data=form).text
        answer = client.post(f"/admin/story/{story}/pin", data={"form": word("/admin"), "why": "Of the day."})
        assert answer.status_code == 200 and "Of the day." in answer.text


def test_a_desk_that_runs_obeys_at_once(folder: Path, free_port: int, story: Run) -> None:
    store = SqliteStore(folder / "desk.db")
    for report in (MARCH, ELSEWHERE):
        store.put_report(report)
    with (folder / "communique.toml").open("a") as settings:
        settings.write(f"every = 0.5\nport = {free_port}\n")
    command = [sys.executable, "-m", "communique", "run", "-C", str(folder)]
    with (folder / "said").open("w") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    site = f"http://127.0.0.1:{free_port}"
    try:
        march, other = (awaited(lambda report=report: written(store, report)) for report in ("march", "elsewhere"))
        assert march != other
        done = story("merge", march, other, "--by", "Ben Otieno")
        assert done.status == 0, done.err
        assert told(f"{site}/story/{other}", f"{site}/story/{march}", 30)
        assert told(f"{site}/story/{march}", "recalls its ambassador", 30), "the next round has written it anew"
        store.put_report(replace(ELSEWHERE, id="like", publisher="Another"))
        awaited(lambda: march if store.story_of("like") == march else None)  # decided in two steps: it looks back, too
        Editors(store, SystemClock()).add("Ana Lund", "a password for the tests")
        pinned_by_form(site, march)
        assert told(f"{site}/", "pinned by an editor", 5)
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 0, (folder / "said").read_text()
    finally:
        running.kill()
        running.wait()
        store.close()
    assert "Traceback" not in (folder / "said").read_text()
