"""The reports that grouping is learnt from are whole: labels, links, copies, order."""

import pytest
from bench import confusable, practice

from communique.times import order_of


@pytest.mark.parametrize("part", practice.PARTS)
def test_every_report_is_labelled_once_and_in_order(part: str) -> None:
    reports, gold = practice.reports(part)
    ids = [report.id for report in reports]
    assert len(set(ids)) == len(ids) and set(ids) == set(gold)
    times = [order_of(report.published, report.id) for report in reports]
    assert times == sorted(times)
    assert set(gold.values()) == {row["id"] for row in practice.rows(part, "happenings")}


@pytest.mark.parametrize("part", practice.PARTS)
def test_links_stand_on_both_sides(part: str) -> None:
    links = {
        (row["id"], link["to"], link["why"]) for row in practice.rows(part, "happenings") for link in row["linked"]
    }
    assert links and links == {(other, one, why) for one, other, why in links}


@pytest.mark.parametrize("part", practice.PARTS)
def test_copies_are_in_the_happening_of_what_they_copy(part: str) -> None:
    gold = practice.reports(part)[1]
    copies = {row["id"]: row["copy_of"] for row in practice.rows(part, "labels") if row["copy_of"]}
    assert copies and all(gold[copy] == gold[original] for copy, original in copies.items())


def test_nothing_of_what_is_measured_on_is_in_it() -> None:
    held = {report.text for report in confusable.reports("held")[0]}
    assert not any(report.text in held for part in practice.PARTS for report in practice.reports(part)[0])
