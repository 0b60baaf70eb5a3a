"""A desk's own table of actors: what files it takes, what it refuses, and that it comes back as it was written."""

import json

import pytest

from communique.errors import InputRefused
from communique.record import own
from communique.record.own import Own, Row

HARBOUR = Row(name="Harbour League", code="NOR", sector="GOV", aliases=("Havneforbundet",), id="http://x/Q1")


@pytest.mark.parametrize(
    "body",
    [
        "name,code,sector,aliases,id\nHarbour League,nor,gov,Havneforbundet,http://x/Q1\n",
        "?id\t?name\t?code\t?sector\t?aliases\n<http://x/Q1>\t\"Harbour League\"@en\tNOR\tGOV\tHavneforbundet\n",
        json.dumps([{"name": "Harbour League", "code": "NOR", "sector": "GOV", "aliases": ["Havneforbundet"], "id": "http://x/Q1"}]),
        json.dumps(
            {"head": {}, "results": {"bindings": [
                {"name": {"value": "Harbour League"}, "code": {"value": "NOR"}, "sector": {"value": "GOV"},
                 "aliases": {"value": "Havneforbundet"}, "id": {"value": "http://x/Q1"}}
            ]}}
        ),
    ],
    ids=["csv", "tsv of a query service", "json", "sparql json"],
)  # fmt: skip
def test_one_row_in_every_form(body: str) -> None:
    assert own.read(body.encode(), "f") == ([HARBOUR], [])


def test_bad_rows_are_refused_with_line_and_reason() -> None:
    body = "name,code,sector\nGood League,NOR,\n,NOR,\nQ42,NOR,\nBad League,ZZZ,\nOdd League,NOR,XYZ\nthe,NOR,\n"
    rows, refused = own.read(body.encode(), "f")
    assert [row.name for row in rows] == ["Good League"]
    assert [(e.name, e.why.split(": ")[-1]) for e in refused] == [
        ("f:3", "no name"),
        ("f:4", "an item without a name in the language asked for"),
        ("f:5", "ZZZ"),
        ("f:6", "XYZ"),
        ("f:7", "a name begins with two letters or digits and has a capital"),
    ]


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"place,country\nx,y\n", b'{"a": 1}', b"[1", b"[" * 100_000])
def test_what_is_no_table_is_refused_whole(body: bytes) -> None:
    with pytest.raises(InputRefused):
        own.read(body, "f")


def test_a_list_of_other_things_gives_no_rows() -> None:
    rows, refused = own.read(b'[1, null, {"name": "A League"}]', "f")
    assert not rows
    assert len(refused) == 3


def test_what_is_written_is_read_again() -> None:
    rows = [HARBOUR, Row(name='The "Ær" League', code="IGO")]
    again, refused = own.read(own.written(rows).encode(), "f")
    assert (sorted(again, key=lambda r: r.name), refused) == (sorted(rows, key=lambda r: r.name), [])


def test_merging_keeps_what_is_known() -> None:
    fresh = Row(name="Harbour League", code="NOR", aliases=("HL",))
    other = Row(name="Harbour League", code="SWE")
    rows, added, changed = own.merged([HARBOUR], [fresh, other])
    assert (added, changed) == (1, 1)
    assert rows[0].aliases == ("Havneforbundet", "HL")
    assert (rows[0].sector, rows[0].id) == ("GOV", "http://x/Q1")
    assert own.merged(rows, [fresh, other])[1:] == (0, 0)


def test_names_are_found_with_either_apostrophe() -> None:
    table = Own([Row(name="Fishers' League", code="NOR")])
    assert [row.code for _, _, row in table.find("The Fishers’ League met.")] == ["NOR"]
