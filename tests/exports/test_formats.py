"""Each format is read back by somebody else's reader, with texts that mean harm."""

import csv
import io
import json
import re
import sys
from typing import Any

import pyarrow.parquet
import pytest

from communique.errors import UsageError
from communique.exports import lines, parquet
from communique.exports.columns import Table
from communique.exports.gdelt import GDELT
from communique.exports.polecat import POLECAT
from communique.exports.separated import separated
from communique.exports.writing import check, host, written
from tests.exports.told import BASE, HOSTILE, event, hostile, told


def written_csv(table: Table, *facts: Any) -> bytes:
    return b"".join(separated(table, facts))


def read_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))


def test_csv_is_read_back_and_its_lines_end_as_the_rfc_says() -> None:
    body = written_csv(POLECAT, told(), told(event("e2", status="planned")))
    assert body.endswith(b"\r\n") and body.count(b"\r\n") == 3 and b"\r\n" not in body.replace(b"\r\n", b"")
    first, second = read_csv(body)
    assert tuple(first) == POLECAT.header
    assert first["Event ID"] == "e1" and second["Status"] == "planned" and first["Confidence"] == "0.9"
    assert first["Longitude"] == "" and first["Evidence Sentence"] == "Kim met Wang in Beijing."


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_csv_is_a_formula_or_breaks_its_row(text: str) -> None:
    body = written_csv(POLECAT, hostile(text), told(event("e2")))
    one, two = read_csv(body)
    assert one["Event ID"] == "e1" and two["Event ID"] == "e2" and one["Recipient Name"] == "Wang Yi"
    assert not [cell for cell in one.values() if re.match(r"[\s]*[=+\-@＝]", cell)]
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", body)
    words = re.sub(r"\W+", "", text.encode("utf-8", "replace").decode())
    assert re.sub(r"\W+", "", one["Actor Title"]) == words


def test_numbers_below_nought_stay_numbers() -> None:
    [row] = read_csv(written_csv(POLECAT, told(event(event="ACCUSE"))))
    assert row["Intensity"] == "-2.0"


def test_a_long_table_comes_in_pieces() -> None:
    asked = 0

    def endless() -> Any:
        nonlocal asked
        while True:
            asked += 1
            yield told()

    pieces = separated(POLECAT, endless())
    assert next(pieces).count(b"\r\n") == 201 and asked == 200
    assert next(pieces).count(b"\r\n") == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_json_keeps_every_text_to_the_letter(text: str) -> None:
    facts = [hostile(text), told(event("e2"))]
    plain = text.encode("utf-8", "replace").decode()
    by_line = [json.loads(line) for line in b"".join(lines.lines(facts)).splitlines()]
    assert [one["event"]["id"] for one in by_line] == ["e1", "e2"]
    assert by_line[0]["event"]["actor"][0]["office"] == plain
    assert json.loads(b"".join(lines.array(facts))) == by_line
    row = json.loads(b"".join(lines.array(lines.objects(POLECAT, facts))))[0]
    assert row["Actor Title"] == plain and row["Longitude"] is None


def test_an_empty_array_is_an_array() -> None:
    assert json.loads(b"".join(lines.array([]))) == [] and b"".join(lines.lines([])) == b""


@pytest.mark.parametrize("table", [POLECAT, GDELT])
def test_parquet_is_read_back_with_its_kinds(table: Table) -> None:
    file = io.BytesIO()
    facts = [*(hostile(text) for text in HOSTILE), told(event("e2"))]
    parquet.write(table, facts, file)
    read = pyarrow.parquet.read_table(io.BytesIO(file.getvalue()))
    assert tuple(read.column_names) == table.header
    expected = [row for fact in facts for row in table.rows(fact)]
    found = [tuple(row.values()) for row in read.to_pylist()]
    plain = [tuple(parquet.clean(cell) for cell in row) for row in expected]
    assert found == plain
    kinds = {column.name: column.kind for column in table.columns}
    names = {"text": "string", "integer": "int64", "number": "double"}
    assert all(str(field.type) == names[kinds[field.name]] for field in read.schema)


def test_parquet_has_a_group_for_every_few_thousand_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 10)
    file = io.BytesIO()
    parquet.write(POLECAT, (told(event(f"e{n}")) for n in range(25)), file)
    read = pyarrow.parquet.ParquetFile(io.BytesIO(file.getvalue()))
    assert read.num_row_groups == 3 and read.metadata.num_rows == 25


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pyarrow.*communique\[parquet\]"):
        parquet.write(POLECAT, [told()], io.BytesIO())


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "jsonld", "ics"])
def test_two_runs_write_the_same_bytes(format: Any) -> None:
    facts = [told(), told(event("e2", status="planned"))]
    first, second = (b"".join(written("events", format, list(facts), base=BASE, name="All")) for _ in range(2))
    assert first == second and first


def test_what_cannot_be_written_is_refused() -> None:
    for what, format, style in (("offices", "ics", None), ("reports", "jsonld", None), ("offices", "csv", "gdelt"),
                                ("events", "ics", "gdelt")):  # fmt: skip
        with pytest.raises(UsageError):
            check(what, format, style)  # type: ignore[arg-type]
    check("meetings", "csv", "gdelt")
    assert host("https://desk.example/news") == "desk.example"
