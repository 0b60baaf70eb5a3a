"""`communique check PAGE --sources reports.jsonl`: the three formats, bad input, and what a page may hold."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import REPORTS, communique, lines

PAGE = """<!doctype html><html lang="en"><head><title>Iberian ministers meet</title>
<meta property="article:published_time" content="2024-05-09T08:00:00Z"></head><body><article>
<h1>Iberian ministers meet</h1>
<p>Spanish Foreign Minister Ana Ruiz met her Portuguese counterpart Rui Matos in Lisbon on Friday.</p>
<p>They agreed to reopen the border bridge at Tui, the <b>&lt;script&gt;alert(1)&lt;/script&gt;</b> of the region.</p>
<p>Source: Iberian ministers meet</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text(lines(REPORTS), encoding="utf-8")
    return tmp_path


def test_text_is_for_a_terminal(folder: Path) -> None:
    done = communique("check", "page.html", "--sources", "reports.jsonl", folder=folder)
    assert done.returncode == 0, done.stderr
    for told in ("Dated Thursday 9 May 2024", "✗ WRONG", "Thursday 2 May 2024", "Atlas", "names the page itself"):
        assert told in done.stdout, done.stdout
    assert "\033" not in done.stdout and max(map(len, done.stdout.splitlines())) <= 100


def test_json_is_one_line_a_page(folder: Path) -> None:
    done = communique("check", "page.html", "--sources", "reports.jsonl", "--format", "json", folder=folder)
    found = json.loads(done.stdout)
    assert found["page"]["headline"] == "Iberian ministers meet" and found["reports"] == 2
    first = next(s for s in found["sentences"] if s["part"] != "headline")
    assert first["verdict"] == "wrong"
    assert first["reasons"][0]["kind"] == "date" and first["reasons"][0]["value"] == "Thursday 2 May 2024"
    assert first["reasons"][0]["citation"]["report"] == "a"


def test_html_is_a_page_of_its_own(folder: Path) -> None:
    done = communique("check", "page.html", "--sources", "reports.jsonl", "--format", "html", folder=folder)
    assert done.returncode == 0 and done.stdout.startswith("<!doctype html>")
    assert "<script" not in done.stdout and "src=" not in done.stdout and "Thursday 2 May 2024" in done.stdout


def test_a_page_from_standard_input(folder: Path) -> None:
    done = communique(
        "check", "-", "--sources", "reports.jsonl", given="Ana Ruiz met Rui Matos in Lisbon.", folder=folder
    )
    assert done.returncode == 0 and "✓ SUPPORTED" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    "page, sources, told",
    [
        ("nowhere.html", "reports.jsonl", "nowhere.html: no such file"),
        ("page.html", "nowhere.jsonl", "nowhere.jsonl: no such file"),
        ("page.html", "empty.jsonl", "empty.jsonl: no reports in it"),
        ("empty.html", "reports.jsonl", "empty"),
        ("page.html", "page.html", "page.html:1"),
    ],
)
def test_bad_input_is_one_line_that_names_it(folder: Path, page: str, sources: str, told: str) -> None:
    for name in ("empty.html", "empty.jsonl"):
        (folder / name).write_text("")
    done = communique("check", page, "--sources", sources, folder=folder)
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_wrong_usage_is_status_two(folder: Path) -> None:
    assert (
        communique("check", "page.html", "--sources", "reports.jsonl", "--format", "pdf", folder=folder).returncode == 2
    )
    assert communique("check", "--format", "html", folder=folder).returncode == 2
