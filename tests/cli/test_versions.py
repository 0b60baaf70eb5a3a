"""`communique versions`: the list, a change, any two, as text and as JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli import main
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Said
from tests.site.printings import NOTE, PRINTINGS

Ask = Callable[..., Said]


@pytest.fixture
def ask(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs `communique versions …` on a desk that has a few."""
    store = SqliteStore(folder / "desk.db")
    for report in PRINTINGS:
        store.put_report(report)
    store.close()

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["communique", "versions", *arguments, "-C", str(folder)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Said(ended.value.code if isinstance(ended.value.code, int) else 0, printed.out, printed.err)

    return run


def test_versions_are_listed_with_times_and_notes(ask: Ask) -> None:
    assert ask("r-quota").rows == [
        ["1", "2024-03-21 15:20", "", ""],
        ["2", "2024-03-22 15:20", "2024-03-22 13:10", NOTE],
        ["3", "2024-03-23 15:20", "", ""],
    ]
    listed = [json.loads(line) for line in ask("r-quota", "--json").out.splitlines()]
    assert [(one["version"], one["note"]) for one in listed] == [(1, None), (2, NOTE), (3, None)]


def test_a_change_is_told_line_by_line(ask: Ask) -> None:
    told = ask("r-quota", "--diff", "2").out.splitlines()
    assert told[0] == "r-quota: version 1 to 2"
    assert told[1] == "headline: Norland and Sudland cut herring quota by [-15 -]{+12 +}per cent"
    assert told[2].startswith("sentence 1 changed: The fisheries ministers") and "[-15 -]{+12 +}" in told[2]
    assert "byline: [-none-] {+Aud Lie+}" in told and f"note: [-none-] {{+{NOTE}+}}" in told
    assert ask("r-quota", "1", "2").out.splitlines() == told


def test_the_desk_reads_whole_what_its_site_may_not_print(ask: Ask) -> None:
    told = ask("r-quota-closed", "2", "3").out
    assert "sentence 5 added: [" not in told and "sentence 5 added: {+Environmental groups" in told
    assert "sentence 4 moved to 7: Shipowners" in told


def test_differences_as_json(ask: Ask) -> None:
    told = json.loads(ask("r-quota", "1", "3", "--json").out)
    assert (told["old"], told["new"]) == (1, 3)
    assert [(one["old"], one["new"]) for one in told["differences"]["sentences"]] == [
        (0, 0), (1, 1), (2, 2), (None, 4), (3, 6)
    ]  # fmt: skip
    assert told["facts"]["byline"] == [[], ["Aud Lie", "Per Moe"]]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nobody",), "no report of this id"),
        (("r-quota", "--diff", "1"), "is the first"),
        (("r-quota", "--diff", "9"), "has no version 9; it has 1, 2, 3"),
        (("r-quota", "1", "9"), "has no version 9"),
        (("r-quota", "1"), "give two versions"),
        (("r-quota", "1", "2", "--diff", "2"), "give two versions"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(ask: Ask, arguments: tuple[str, ...], why: str) -> None:
    said = ask(*arguments)
    assert said.status == 1 and said.out == "" and arguments[0] in said.err and why in said.err
