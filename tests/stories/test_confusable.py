"""The set of confusable reports is whole, and what may be learnt from it is apart from what is measured on."""

from bench import confusable
from bench.confusable import reports, rows, split
from bench.grouping import bcubed

from communique.stories.copies import shingles
from communique.times import instant_of

LABELS = {row["id"]: row for row in rows("labels")}
HAPPENINGS = {row["id"]: row for row in rows("happenings")}


def test_every_report_is_labelled_once_and_no_happening_is_without_one() -> None:
    ids = [row["id"] for row in rows("reports")]
    assert len(ids) == len(set(ids)) >= 300 and ids == list(LABELS)
    assert {row["happening"] for row in LABELS.values()} == set(HAPPENINGS)
    assert len(HAPPENINGS) >= 70
    times = [instant_of(row["published"]) for row in rows("reports")]
    assert None not in times and times == sorted(times)  # type: ignore[type-var]


def test_it_was_labelled_twice_and_both_agree() -> None:
    first = {row["id"]: row["happening"] for row in rows("labels")}
    second = {row["id"]: row["happening"] for row in rows("second")}
    assert set(first) == set(second)
    assert bcubed(first, second)[2] >= 0.95


def test_no_linked_happenings_stand_on_two_sides() -> None:
    train, held = (set(split()[side]) for side in ("train", "held"))
    assert train | held == set(HAPPENINGS) and not train & held
    for row in HAPPENINGS.values():
        for link in row["linked"]:
            assert any(
                back["to"] == row["id"] and back["why"] == link["why"] for back in HAPPENINGS[link["to"]]["linked"]
            )
            assert (row["id"] in train) == (link["to"] in train)


def test_both_sides_hold_three_languages_copies_and_a_summit() -> None:
    for side in ("train", "held"):
        found, gold = reports(side)  # type: ignore[arg-type]
        assert len(found) >= 150 and {report.language for report in found} == {"en", "fr", "es"}
        assert sum(LABELS[report.id]["copy_of"] is not None for report in found) >= 8
        assert sum(link["why"] == "summit" for row in set(gold.values()) for link in HAPPENINGS[row]["linked"]) >= 12


def test_copies_are_of_earlier_reports_of_the_same_happening_and_nothing_else_is_so_alike() -> None:
    texts = {row["id"]: set(map(int, shingles(row["text"]))) for row in rows("reports")}
    kin = {name: row["copy_of"] or name for name, row in LABELS.items()}
    order = list(texts)
    for name, row in LABELS.items():
        if row["copy_of"]:
            assert order.index(row["copy_of"]) < order.index(name)
            assert LABELS[row["copy_of"]]["happening"] == row["happening"]
    for place, one in enumerate(order):
        for other in order[:place]:
            shared = len(texts[one] & texts[other])
            if shared > 0.5 * len(texts[one] | texts[other]):
                assert LABELS[one]["happening"] == LABELS[other]["happening"] and {kin[one], kin[other]} & {
                    one,
                    other,
                } | ({kin[one]} & {kin[other]})


def test_the_rules_are_written_down() -> None:
    assert "copy_of" in (confusable.HERE / "RULES.md").read_text(encoding="utf-8")
