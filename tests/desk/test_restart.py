"""A desk that is stopped takes up grouping from what the store keeps, without reading its reports again."""

from pathlib import Path

import pytest
from bench.wire import Wire

from communique.desk import Desk
from communique.desk.gathering import Round
from communique.store.sqlite import SqliteStore
from tests.desk.opening import parser
from tests.desk.snapshot import snapshot

ROUND = Round(begun="2024-03-24T06:00:00Z")
EVERY = 40


def quiet(step: str, done: int, total: int) -> None:
    pass


def desk(folder: Path) -> Desk:
    return Desk(folder=folder, store=SqliteStore(folder / "desk.db"), parser=parser())


def filled(folder: Path) -> Desk:
    folder.mkdir()
    made = desk(folder)
    with made.store.transaction():
        for report, _ in Wire(160, seed=5):
            made.store.put_report(report)
    return made


def test_a_desk_stopped_between_reports_decides_as_one_that_is_not(tmp_path: Path) -> None:
    through = filled(tmp_path / "through")
    through.decide(ROUND, quiet)
    stopped = filled(tmp_path / "stopped")

    def stop(step: str, done: int, total: int) -> None:
        if done == EVERY:
            raise KeyboardInterrupt

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            stopped.decide(ROUND, stop)
        stopped.store.close()
        stopped = desk(tmp_path / "stopped")
        stopped.store.assignments = lambda: pytest.fail("replayed")  # type: ignore[method-assign]
    stopped.decide(ROUND, quiet)
    assert snapshot(stopped.store) == snapshot(through.store)
    copies = [report.copy_of for report in stopped.store.reports(f"w{n:06}" for n in range(160))]
    assert any(copies) and len({story.id for story in stopped.store.stories()}) > 5


def test_where_rows_are_missing_all_is_replayed_and_kept_anew(tmp_path: Path) -> None:
    first = filled(tmp_path / "desk")
    first.decide(ROUND, quiet)
    rows = list(first.store.kept())
    first.store.keep_nothing()
    first.store.close()
    second = desk(tmp_path / "desk")
    question = next(iter(Wire(161, seed=6)))[0]
    assert second.grouper.decide(question) == first.grouper.decide(question)
    assert [report for report, _, row in second.store.kept() if row is not None] == [report for report, _, _ in rows]
    second.store.close()
    third = desk(tmp_path / "desk")
    third.store.assignments = lambda: pytest.fail("replayed")  # type: ignore[method-assign]
    assert third.grouper.decide(question) == first.grouper.decide(question)


def test_a_store_of_a_desk_that_never_decided_gives_an_empty_grouper(tmp_path: Path) -> None:
    made = filled(tmp_path / "desk")
    assert made.grouper.index.next == 0
