"""Why a report went where it did."""

from math import exp

import pytest
from bench.confusable import reports

from communique.desk.steps import Steps
from communique.model import Report
from communique.stories import Grouper
from communique.stories.explaining import BIAS, explained, meanings
from communique.stories.pairs import Features


def test_every_feature_has_a_meaning_of_its_own() -> None:
    assert set(meanings()) == set(Features._fields)
    for name, meaning in meanings().items():
        assert len(meaning) > len(name) + 3 and "  " not in meaning
    assert len(set(meanings().values())) == len(meanings())


def test_what_is_added_gives_the_score_and_comes_largest_first() -> None:
    read, gold = reports("train")
    grouper, weighed = Grouper(), 0
    for report in read[:60]:
        for its in explained(grouper.decide(report)).considered:
            total = sum(because.adds for because in its.because)
            assert its.score == pytest.approx(1 / (1 + exp(-total)), abs=1e-3)
            sizes = [abs(because.adds) for because in its.because]
            assert sizes == sorted(sizes, reverse=True) and 0 not in sizes
            assert BIAS in {because.meaning for because in its.because}
            weighed += 1
        grouper.observe(report, gold[report.id])
    assert weighed > 50


def test_a_copy_is_explained_by_what_it_copies() -> None:
    text = " ".join(f"Norway and Japan spoke of point {n} in Oslo and settled clause {n + 7}." for n in range(20))
    first = Report(id="first", text=text, published="2024-03-04")
    copy = Report(id="copy", text=text, published="2024-03-05")
    found = list(Steps().explain([first, copy]))
    assert found[1].copy_of == "first" and found[1].considered == ()
    assert found[0].story == found[1].story and found[1].first is None


def test_what_the_look_back_moved_says_where_it_was_at_first() -> None:
    read, _ = reports("train")
    found = list(Steps().explain(read))
    moved = [its for its in found if its.first]
    assert moved and all(its.first != its.story for its in moved)
    grouped = {report.id: story for report, story in Steps().group(read)}
    assert {its.report: its.story for its in found} == grouped
