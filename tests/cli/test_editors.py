"""`communique editor …`."""

import json
from pathlib import Path

import pytest

from communique.clock import SystemClock
from communique.desk.editors import Editors
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run, Said


@pytest.fixture
def editor(folder: Path, communique: Run) -> Run:
    """Runs `communique editor …` with this on standard input."""

    def run(*arguments: str, given: str = "") -> Said:
        return communique("editor", *arguments, "-C", str(folder), given=given)

    return run


def test_editors_are_made_listed_and_removed(editor: Run, folder: Path) -> None:
    assert editor("add", "Ben").status == 2
    done = editor("add", "Ben Otieno", given="a long password\nmore\n")
    assert (done.status, done.out) == (0, "Ben Otieno: may sign in at http://127.0.0.1:8600/admin as editor\n")
    assert editor("add", "Ana", given="another password\r\n").status == 0
    store = SqliteStore(folder / "desk.db")
    for name, password in (("Ben Otieno", "a long password"), ("Ana", "another password")):
        assert Editors(store, SystemClock()).sign_in(name, password)
    assert [row[0] for row in editor("list").rows] == ["Ana", "Ben Otieno"]
    told = editor("list", "--json").out
    assert [json.loads(line)["name"] for line in told.splitlines()] == ["Ana", "Ben Otieno"] and "argon2" not in told
    assert [row[1] for row in editor("list").rows] == ["editor", "editor"]
    assert editor("role", "Ana", "admin").status == editor("role", "Ben Otieno", "reader").status == 0
    assert [row[1] for row in editor("list").rows] == ["admin", "reader"]
    assert editor("password", "Ben Otieno", given="a new password\n").status == 0
    assert Editors(store, SystemClock()).sign_in("Ben Otieno", "a new password")
    assert editor("remove", "Ana").err == "communique: Ana: is the last admin; make another first\n"
    assert editor("role", "Ben Otieno", "admin").status == editor("remove", "Ana").status == 0
    assert [row[0] for row in editor("list").rows] == ["Ben Otieno"]
    store.close()


@pytest.mark.parametrize(
    ("arguments", "given", "why"),
    [
        (["add", "Ben"], "short\n", "a password has 10 to 1000 letters"),
        (["add", "Ben"], "", "a password has 10 to 1000 letters"),
        (["add", "Ana"], "a long password\n", "Ana: there is a user of this name already"),
        (["add", "Ben", "--role", "king"], "", "king: no role; there are reader, editor, admin"),
        (["role", "Ana", "king"], "", "king: no role; there are reader, editor, admin"),
        (["password", "Ben"], "a long password\n", "Ben: no such user"),
        (["remove", "Ben"], "", "Ben: no such user"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_status_2(editor: Run, arguments: list[str], given: str, why: str) -> None:
    editor("add", "Ana", given="another password\n")
    done = editor(*arguments, given=given)
    assert (done.status, done.err, done.out) == (2, f"communique: {why}\n", "")
