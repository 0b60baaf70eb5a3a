"""`communique export`."""

import csv
import io
import json
import sys
from pathlib import Path

import icalendar
import pyarrow.parquet
import pytest

from tests.cli.conftest import Run
from tests.cli.talks import TEXT, kept


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A desk that has read one report of talks."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "communique.toml").write_text('base_url = "https://desk.example"\n')
    kept(folder / "desk.db")
    return str(folder)


def test_events_statements_offices_agreements_and_reports_as_tables(communique: Run, desk: str) -> None:
    def table(*asked: str) -> list[dict[str, str]]:
        said = communique("export", *asked, "-C", desk)
        assert said.status == 0, said.err
        return list(csv.DictReader(io.StringIO(said.out, newline=""), strict=True))

    events = table("events", "--pair", "tgo-fra")
    met = next(row for row in events if row["Event Type"] == "CONSULT")
    assert (met["Actor Name"], met["Recipient Country"], met["Duration"]) == ("Anne Colbert", "TGO", "120")
    assert met["Evidence Sentence"].startswith("French Prime Minister") and met["Story ID"] == "s1"
    assert met["Evidence URL"] == "https://desk.example/report/r1#s-0"
    both = table("events", "--columns", "gdelt", "--country", "fra", "--since", "2024-03-21", "--until", "2024-03-21")
    assert {(row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in both if row["EventRootCode"] == "04"} == {
        ("FRA", "TGO"), ("TGO", "FRA"),
    }  # fmt: skip
    assert table("events", "--until", "2024-03-01") == []
    [said] = table("statements", "--person", "Anne Colbert")
    assert said["speaker_office"] == "prime minister" and "reliable friend" in said["words"] and said["about"] == "TGO"
    assert table("statements", "--pair", "DEU-TGO") == []
    assert {row["person"] for row in table("offices", "--country", "TGO")} == {"Kofi Mensah"}
    [treaty] = table("agreements", "--pair", "FRA-TGO")
    assert treaty["kind"] == "treaty" and treaty["history"] == "signed 2024-03-21" and treaty["countries"] == "FRA; TGO"
    [report] = table("reports")
    assert report["report"] == "r1" and TEXT[:40] not in "".join(report.values())


def test_meetings_are_a_calendar_unless_said_otherwise(communique: Run, desk: str, tmp_path: Path) -> None:
    out = tmp_path / "meetings.ics"
    assert communique("export", "meetings", "--person", "Kofi Mensah", "--out", str(out), "-C", desk).status == 0
    [entry] = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert entry["DTSTART"].dt.isoformat() == "2024-03-21" and str(entry["UID"]).endswith("@desk.example")
    lines = communique("export", "meetings", "--format", "jsonl", "-C", desk).out.splitlines()
    assert [json.loads(line)["event"]["event"] for line in lines] == ["CONSULT"]


def test_two_runs_write_the_same_and_leave_no_part_behind(communique: Run, desk: str, tmp_path: Path) -> None:
    for format in ("csv", "json", "jsonl", "jsonld", "ics"):
        first, second = (tmp_path / f"{n}.{format}" for n in (1, 2))
        for out in (first, second):
            assert communique("export", "events", "--format", format, "--out", str(out), "-C", desk).status == 0
        assert first.read_bytes() == second.read_bytes() != b""
    assert not list(tmp_path.glob("*.part"))


def test_parquet_is_written_to_a_file(communique: Run, desk: str, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    assert communique("export", "events", "--format", "parquet", "--out", str(out), "-C", desk).status == 0
    read = pyarrow.parquet.read_table(out).to_pylist()
    assert {row["Event Type"] for row in read} >= {"CONSULT"} and all(row["Confidence"] > 0 for row in read)


def test_without_pyarrow_nothing_is_left_behind(
    communique: Run, desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = communique("export", "events", "--format", "parquet", "--out", str(tmp_path / "e.parquet"), "-C", desk)
    assert said.status == 2 and "communique[parquet]" in said.err and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "asked",
    [
        ("events", "--pair", "FRA-FRA"), ("events", "--pair", "FRA"), ("events", "--country", "XXX"),
        ("events", "--country", "FRA", "--person", "X"), ("reports", "--country", "FRA"),
        ("offices", "--format", "ics"), ("agreements", "--person", "X"), ("offices", "--columns", "gdelt"),
        ("weather",),
        ("events", "--format", "xlsx"), ("events", "--since", "soon"), ("events", "--out", "/nowhere/at/all.csv"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_plainly(communique: Run, desk: str, asked: tuple[str, ...]) -> None:
    said = communique("export", *asked, "-C", desk)
    assert said.status == 2 and said.out == "" and said.err
