"""docs/exports.md and the code name the same columns."""

import re

import pytest

from communique.exports.columns import Table
from communique.exports.gdelt import GDELT, MODES, ROOTS
from communique.exports.polecat import POLECAT
from communique.exports.tables import AGREEMENTS, OFFICES, REPORTS, STATEMENTS
from communique.exports.writing import FORMATS, TABLES
from tests.conftest import ROOT
from tests.exports.told import FRANCE, KIM, TOGO, UNION, WANG, event, told

DOCS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", DOCS, re.M | re.S))


def named(section: str, heading: str = "column") -> list[str]:
    """The names in the first column of a section's table."""
    table = SECTIONS[section].partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [name for line in table.splitlines()[2:] for name in re.findall(r"`([^`]+)`", line.split("|")[1])]


@pytest.mark.parametrize(
    ("section", "table"),
    [("Events in POLECAT's columns", POLECAT), ("Statements", STATEMENTS), ("Offices", OFFICES),
     ("Agreements", AGREEMENTS), ("Reports", REPORTS)],
)  # fmt: skip
def test_every_column_is_told_of_in_order(section: str, table: Table) -> None:
    assert tuple(named(section)) == table.header


def test_all_that_is_filled_of_gdelts_columns_is_told_of() -> None:
    documented = set(named("Events in GDELT's columns"))
    assert documented <= set(GDELT.header)
    many = [
        event(), event(actor=(UNION,), recipient=(KIM,)), event(event="AID", actor=(FRANCE, TOGO), recipient=(WANG,)),
        event(actor=(KIM,), recipient=(UNION,)),
    ]  # fmt: skip
    rows = [row for one in many for row in GDELT.rows(told(one))]
    filled = {name for row in rows for name, cell in zip(GDELT.header, row, strict=True) if cell is not None}
    assert filled <= documented and documented - filled == {"Actor1Type2Code", "Actor2Type2Code"}


def test_columns_of_polecat_that_are_called_empty_are() -> None:
    lines = SECTIONS["Events in POLECAT's columns"].splitlines()
    empty = {name for line in lines if line.endswith("| empty |") for name in re.findall(r"`([^`]+)`", line)}
    [row] = POLECAT.rows(told())
    assert empty and not [n for n, c in zip(POLECAT.header, row, strict=True) if n in empty and c is not None]


def test_the_mapping_to_cameo_is_the_one_in_the_code() -> None:
    told_of = dict(re.findall(r"^\| `([A-Z]+)` \| `(\d\d)`", DOCS, re.M))
    assert told_of == ROOTS
    for (kind, mode), root in MODES.items():
        line = next(line for line in DOCS.splitlines() if line.startswith(f"| `{kind}` |"))
        assert mode in line and f"`{root}`" in line


def test_every_format_and_kind_is_told_of() -> None:
    assert all(f"`{what}`" in DOCS for what in TABLES)
    assert all(f".{name}" in DOCS or f"--format {name}" in DOCS for name in FORMATS)
