"""Sources carried from one desk to another."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("format", ["opml", "toml"])
def test_a_desks_sources_are_carried_whole(format: str, source: Run, folder: Path) -> None:
    source("add", "--catalogue", "oceania", "--section", "Isles/Sea")
    before = source("list", "--json").out
    carried = folder / f"carried.{format}"
    assert source("export", str(carried)).status == 0
    assert source("export", "--format", format).out == carried.read_text()
    assert "0 added, 0 changed, 6 known already" in source("import", str(carried)).out
    source("remove", *(json.loads(line)["id"] for line in before.splitlines()))
    assert "6 added" in source("import", str(carried)).out
    assert source("list", "--json").out == before


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(source: Run, folder: Path) -> None:
    mixed = folder / "mixed.opml"
    mixed.write_text(
        "<opml><body><outline text='a' xmlUrl='https://a.example/'/>\n<outline xmlUrl='gopher://b'/></body></opml>"
    )
    done = source("import", str(mixed))
    assert done.status == 1 and done.out.startswith("1 added") and f"{mixed}:2" in done.err
    for wrong, code in ((["absent.opml"], 1), ([str(mixed), "--format", "csv"], 2), ([str(folder)], 1)):
        refused = source("import", *wrong)
        assert refused.status == code and len(refused.err.splitlines()) == 1 and not refused.out
