"""`communique key`: printed once, kept as a hash, refused by name."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.cli.keys import a_minute
from communique.errors import UsageError
from communique.model import Key
from communique.site.rates import hashed
from communique.store.sqlite import SqliteStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert CliRunner().invoke(app, ["init", str(tmp_path)]).exit_code == 0
    return tmp_path


def run(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["key", *words, "-C", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_key_is_printed_once_and_kept_as_a_hash(folder: Path) -> None:
    key = run(folder, "add", " Embassy  in Oslo ", "--rate", "30/minute").strip()
    assert re.fullmatch(r"[\w-]{43}", key)
    store = SqliteStore(folder / "desk.db")
    known = store.key(hashed(key))
    store.close()
    assert known is not None and (known.name, known.rate) == ("Embassy in Oslo", 30)
    assert all(key.encode() not in path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert key not in run(folder, "list") and "30/minute" in run(folder, "list")
    assert json.loads(run(folder, "list", "--json")).keys() == {"name", "rate", "made"}
    run(folder, "remove", "Embassy in Oslo")
    assert run(folder, "list", "--json") == ""


def test_names_are_taken_once_and_must_be_known(folder: Path) -> None:
    run(folder, "add", "Alpha")
    for words, why in ((("add", "Alpha"), "already"), (("remove", "Beta"), "no such key"), (("add", " "), "letters")):
        with pytest.raises(UsageError, match=why):
            run(folder, *words)


@pytest.mark.parametrize(("text", "rate"), [("600", 600), ("600/minute", 600), ("0", 0), (" 5/min ", 5)])
def test_rates_are_read(text: str, rate: int) -> None:
    assert a_minute(text) == rate and Key(name="x", rate=rate)


@pytest.mark.parametrize("text", ["", "often", "10/second", "-1", "99999999", "1.5"])
def test_what_is_no_rate_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="a number of requests a minute"):
        a_minute(text)
