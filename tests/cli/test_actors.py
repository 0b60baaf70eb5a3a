"""`communique actors`: a table goes in, the names resolve, what was there stays."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.desk import actors

TABLE = "name,code,sector,aliases\nHarbour League,NOR,GOV,Havneforbundet\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert CliRunner().invoke(app, ["init", str(tmp_path / "desk")]).exit_code == 0
    return tmp_path / "desk"


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout, done.stderr


def test_a_table_goes_in_and_its_names_resolve(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.csv"
    file.write_text(TABLE, encoding="utf-8")
    code, told, _ = run("actors", "import", str(file), "-C", str(folder))
    assert (code, told.startswith("1 added, 0 changed, 1 in")) == (0, True)
    code, told, _ = run("actors", "show", "Havneforbundet", "-C", str(folder))
    assert code == 0
    assert "Harbour League" in told
    assert "NOR" in told
    assert "own table" in told


def test_a_bad_row_and_a_bad_file_leave_the_rest_and_what_was_there(folder: Path, tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.csv", "b.csv", "c.json"))
    first.write_text(TABLE, encoding="utf-8")
    second.write_text("name,code\nOld League,ZZZ\nNew League,SWE\n", encoding="utf-8")
    third.write_text("{", encoding="utf-8")
    run("actors", "import", str(first), "-C", str(folder))
    code, told, wrong = run("actors", "import", str(second), str(third), str(tmp_path / "none"), "-C", str(folder))
    assert code == 1
    assert told.startswith("1 added, 0 changed, 2 in")
    assert f"{second}:2: Old League: no such code: ZZZ" in wrong
    assert f"{third}: no JSON" in wrong
    assert "no such file" in wrong
    assert {row.name for row in actors.load(folder).rows} == {"Harbour League", "New League"}
    assert [path.name for path in folder.glob("actors.tsv*")] == ["actors.tsv"]


def test_a_sentence_decides_what_a_name_means(folder: Path) -> None:
    _, alone, _ = run("actors", "show", "Georgia", "-C", str(folder))
    _, told, _ = run("actors", "show", "Georgia", "--in", "Georgia sued Alabama.", "-C", str(folder))
    assert "GEO" in alone
    assert "USA" in told
    assert "Alabama" in told


def test_a_name_of_nobody_ends_with_one(folder: Path) -> None:
    code, told, wrong = run("actors", "show", "Blarg", "-C", str(folder))
    assert (code, told) == (1, "")
    assert "stands for nobody known" in wrong
