"""`communique story text|edit|release|revert` and `communique report …` on a desk with stories."""

import json
from pathlib import Path

import pytest

from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run, Said
from tests.site import newsroom


@pytest.fixture
def desk(folder: Path, communique: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `communique …` on the desk of the newsroom."""
    store = SqliteStore(folder / "desk.db")
    newsroom.fill(store)
    store.close()
    monkeypatch.setenv("LOGNAME", "ana")

    def run(*arguments: str, given: str = "") -> Said:
        return communique(*arguments, "-C", str(folder), given=given)

    return run


def test_a_brief_in_any_version_and_what_it_changed(desk: Run) -> None:
    assert desk("story", "text", "s-talks", "--version", "1").out.startswith("# North Korean party delegation")
    assert desk("story", "text", "s-talks", "--format", "html").out.startswith("<!doctype html>")
    told = desk("story", "text", "s-talks", "--changes")
    assert told.out.startswith("Version 1 to 2: facts changed.") and "{+" in told.out
    assert json.loads(desk("story", "text", "s-talks", "--changes", "--format", "json").out)["new"] == 2
    assert desk("story", "text", "s-talks", "--version", "9").status == desk("story", "text", "none").status != 0
    assert "no version to compare" in desk("story", "text", "s-talks", "--version", "1", "--changes").err


def test_a_text_is_edited_checked_and_released(desk: Run, folder: Path) -> None:
    given = desk("story", "edit", "s-panel").out
    assert given.startswith("% turn 0\n\n# Moscow stops")
    file = folder / "text.md"
    file.write_text(given.replace("Security Council", "General Assembly"))
    said = desk("story", "edit", "s-panel", str(file), "--keep", "1=So told.").out
    assert "1. WARNED" in said and "kept: So told." in said and said.endswith("Saved, not released.\n")
    late = desk("story", "edit", "s-panel", str(file))
    assert late.status != 0 and "somebody was quicker (ana did" in late.err
    assert desk("story", "release", "s-panel", "--why", "New.").out == "released: s-panel, version 2\n"
    assert "General Assembly" in desk("story", "text", "s-panel").out
    assert "the desk has no newer text" in desk("story", "take", "s-panel").err
    assert desk("story", "revert", "s-panel").out == "given back: s-panel, version 3\n"
    assert "Security Council" in desk("story", "text", "s-panel").out


def test_a_report_is_withdrawn_and_erased(desk: Run, folder: Path) -> None:
    assert "withdrawn: r-s-panel" in desk("report", "withdraw", "r-s-panel").out
    assert "reinstated: r-s-panel" in desk("report", "reinstate", "r-s-panel").out
    assert desk("report", "erase", "r-s-panel", given="n\n").status != 0
    assert "erased: r-s-panel" in desk("report", "erase", "r-s-panel", "--yes").out
    store = SqliteStore(folder / "desk.db")
    found = store.report("r-s-panel")
    store.close()
    assert found is not None and found.retracted == "demand" and found.text == ""
