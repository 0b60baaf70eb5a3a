"""Rows: who with whom, the columns and codes of POLECAT and GDELT."""

from typing import Any

import pytest

from communique import ties
from communique.exports.columns import Table
from communique.exports.gdelt import GDELT, MODES, ROOTS, quad
from communique.exports.polecat import POLECAT
from communique.exports.sides import sides
from communique.exports.tables import AGREEMENTS, OFFICES, REPORTS, STATEMENTS
from communique.exports.writing import TABLES
from communique.model import Place, When
from tests.exports.told import FRANCE, KIM, TOGO, UNION, WANG, event, report, told


def rows(table: Table, one: Any) -> list[dict[str, Any]]:
    """The rows of one fact by column."""
    return [dict(zip(table.header, row, strict=True)) for row in table.rows(one)]


def test_sides_are_each_actor_with_each_recipient_and_partners_of_one_side() -> None:
    assert sides(event()) == [(KIM, WANG)]
    assert sides(event(actor=(FRANCE, TOGO), recipient=(UNION,), reciprocal=False)) == [(FRANCE, UNION), (TOGO, UNION)]
    together = sides(event(actor=(FRANCE, TOGO), recipient=()))
    assert together == [(FRANCE, TOGO)]
    assert sides(event(actor=(FRANCE,), recipient=(), reciprocal=False)) == [(FRANCE, None)]
    assert sides(event(actor=(), recipient=(TOGO,))) == [(None, TOGO)]
    assert sides(event(actor=(), recipient=())) == [(None, None)]


def test_polecat_has_its_forty_columns_first_and_one_row_for_each_two() -> None:
    assert POLECAT.header[:8] == (
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    )  # fmt: skip
    assert POLECAT.header.index("Version") == 39 and len(set(POLECAT.header)) == len(POLECAT.header)
    [row] = rows(POLECAT, told())
    assert row["Event ID"] == "e1" and row["Event Date"] == "2024-03-23" and row["Quad Code"] == "VERBAL COOPERATION"
    assert (row["Actor Name"], row["Actor Country"], row["Actor Title"]) == ("Kim Song Nam", "PRK", "director")
    assert row["Source"] == "The Bugle; Hangang Wire" and row["Source Reports"] == "r1; r2"
    assert row["Evidence Sentence"] == "Kim met Wang in Beijing." and row["Evidence URL"].endswith("/report/r1#s-0")
    assert row["Intensity"] == ties.SCALE["CONSULT"] and row["Reciprocal"] == 1 and row["Wikipedia Actor ID"] is None
    two = rows(POLECAT, told(event(actor=(FRANCE, TOGO), recipient=(UNION,), reciprocal=False)))
    assert [(r["Actor Country"], r["Recipient Country"], r["Recipient Sectors"]) for r in two] == [
        ("FRA", None, "IGO"), ("TGO", None, "IGO"),
    ]  # fmt: skip
    assert len({r["Row ID"] for r in two}) == 2 and {r["Event ID"] for r in two} == {"e1"}


def test_a_month_is_no_day() -> None:
    month = told(event(date=When(start="2024-05-01", end="2024-05-31", precision="month")))
    [row] = rows(POLECAT, month)
    assert row["Event Date"] is None and (row["Start Date"], row["End Date"]) == ("2024-05-01", "2024-05-31")
    first = rows(GDELT, month)[0]
    assert first["SQLDATE"] is None and first["MonthYear"] == 202405 and first["Year"] == 2024
    assert rows(GDELT, told(event(date=None)))[0]["Year"] is None


def test_gdelt_has_its_61_columns_in_order_and_both_ways() -> None:
    header = GDELT.header
    assert len(header) == 61 and header[0] == "GLOBALEVENTID" and header[-2:] == ("DATEADDED", "SOURCEURL")
    assert [header.index(name) for name in ("Actor2Code", "IsRootEvent", "ActionGeo_Type")] == [15, 25, 51]
    one, other = rows(GDELT, told())
    assert (one["Actor1Code"], one["Actor2Code"]) == ("PRKPTY", "CHNGOV")
    assert (other["Actor1Code"], other["Actor2Code"]) == ("CHNGOV", "PRKPTY")
    assert one["GLOBALEVENTID"] != other["GLOBALEVENTID"] and 0 <= one["GLOBALEVENTID"] < 1 << 63
    assert one["SQLDATE"] == 20240323 and one["EventRootCode"] == "04" and one["EventCode"] == "040"
    assert one["NumMentions"] == 2 and one["NumSources"] == 2 and one["NumArticles"] == 2 and one["IsRootEvent"] == 1
    assert one["ActionGeo_CountryCode"] == "CHN" and one["ActionGeo_Type"] == 4
    assert one["DATEADDED"] == 20240324060000 and one["SOURCEURL"] == "https://bugle.example/r1"
    union = rows(GDELT, told(event(event="ACCUSE", mode=None, reciprocal=False, actor=(UNION,), recipient=(TOGO,))))
    assert len(union) == 1 and union[0]["Actor1CountryCode"] is None and union[0]["Actor1Type1Code"] == "IGO"


@pytest.mark.parametrize("status", ["planned", "conditional", "denied", "cancelled"])
def test_what_did_not_happen_is_not_in_gdelts_columns(status: str) -> None:
    assert rows(GDELT, told(event(status=status))) == []
    assert rows(POLECAT, told(event(status=status)))[0]["Status"] == status


def test_every_type_has_a_root_whose_class_is_gdelts() -> None:
    assert set(ROOTS) == set(ties.QUADS)
    classes = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
    assert {kind for kind, root in ROOTS.items() if quad(root) != classes[ties.QUADS[kind]]} == {"CONCEDE"}
    assert [quad(code) for code in ("01", "05", "06", "08", "09", "13", "14", "20")] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert rows(GDELT, told(event(event="ACCUSE", mode="investigate")))[0]["EventRootCode"] == "09"
    assert rows(GDELT, told(event(event="ASSAULT", mode="aerial")))[0]["EventRootCode"] == "19"
    assert all(kind in ROOTS for kind, _ in MODES)


def test_the_same_number_for_the_same_row_and_another_for_another() -> None:
    numbers = [row["GLOBALEVENTID"] for n in range(500) for row in rows(GDELT, told(event(f"e{n}")))]
    assert len(set(numbers)) == 1000
    assert numbers[:2] == [row["GLOBALEVENTID"] for row in rows(GDELT, told(event("e0", confidence=0.1)))]


def test_a_time_that_nobody_can_read_is_none() -> None:
    assert rows(GDELT, told(reports=(report(seen=None, published="soon"),)))[0]["DATEADDED"] is None


def test_a_place_in_the_united_states_is_of_gdelts_third_type() -> None:
    assert rows(GDELT, told(event(place=Place(name="Geneva", country="USA"))))[0]["ActionGeo_Type"] == 3
    assert rows(GDELT, told(event(place=Place(name="France", country="FRA"))))[0]["ActionGeo_Type"] == 1


def test_no_table_has_a_text_of_a_report() -> None:
    assert {t.name for t in (STATEMENTS, OFFICES, AGREEMENTS, REPORTS)} < {t.name for t in TABLES.values()}
    assert "text" not in REPORTS.header
    [row] = rows(REPORTS, report())
    assert row["report"] == "r1" and row["title"] == "Talks in Beijing" and row["versions"] == 1
