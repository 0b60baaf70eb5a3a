"""`communique tie`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.talks import kept


@pytest.fixture
def desk(tmp_path: Path, communique: Run) -> str:
    """A desk that has read one report of talks."""
    communique("init", str(tmp_path))
    kept(next(tmp_path.glob("*.db")))
    return str(tmp_path)


def test_a_tie_is_told_with_its_sentences(communique: Run, desk: str) -> None:
    said = communique("tie", "TGO", "FRA", "--folder", desk, "--new-since", "2024-03-22")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "France - Togo, the beginning to now"
    assert "2024-03-21 Anne Colbert - Kofi Mensah (leaders, in person, 120 minutes)" in lines
    at = lines.index("treaty: treaty on fisheries (signed 2024-03-21)")
    assert (
        lines[at + 1].startswith("    The Bugle: France and Togo signed a treaty") and "/report/r1#s-" in lines[at + 1]
    )
    assert any("Anne Colbert (FRA on TGO): Togo was a reliable friend" in line for line in lines)
    assert "New since 2024-03-22:" in lines and "Goldstein" in said.out


def test_the_same_as_json_and_for_a_period(communique: Run, desk: str) -> None:
    told = json.loads(communique("tie", "fra", "tgo", "--folder", desk, "--json").out)
    assert told["tie"]["a"] == "FRA" and told["tie"]["agreements"][0]["status"] == "signed"
    assert set(told["evidence"]) >= {event["id"] for event in told["tie"]["events"]}
    empty = json.loads(communique("tie", "FRA", "TGO", "-C", desk, "--json", "--until", "2024-03-01").out)
    assert empty["tie"]["events"] == [] and empty["tie"]["agreements"] == []


@pytest.mark.parametrize("codes", [("FRA", "FRA"), ("FRA", "XXX")])
def test_no_pair_is_refused_plainly(communique: Run, desk: str, codes: tuple[str, str]) -> None:
    said = communique("tie", *codes, "--folder", desk)
    assert said.status == 2 and "between two countries" in said.err
    assert communique("tie", "FRA", "TGO", "--folder", desk, "--since", "soon").status == 2
