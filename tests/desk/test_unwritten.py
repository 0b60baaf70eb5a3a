"""A story whose brief cannot be written is left as it was, and ends no round."""

from pathlib import Path

import pytest
from bench.wire import Wire

from communique.briefs.compose import Writing
from communique.desk import Desk
from communique.desk.gathering import Round
from communique.model import Brief
from communique.store.sqlite import SqliteStore
from tests.desk.opening import parser

ROUND = Round(begun="2024-03-24T06:00:00Z")


def quiet(step: str, done: int, total: int) -> None:
    pass


def test_one_that_cannot_be_written_ends_no_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(folder=tmp_path, store=SqliteStore(tmp_path / "desk.db"), parser=parser())
    with desk.store.transaction():
        for report, _ in Wire(24, seed=5):
            desk.store.put_report(report)
    desk.decide(ROUND, quiet)
    broken, *others = (story.id for story in desk.store.due())

    write = Writing.brief

    def failing(writing: Writing) -> Brief:
        if writing.dossier.story == broken:
            raise OverflowError("date value out of range")
        return write(writing)

    with monkeypatch.context() as patched:
        patched.setattr(Writing, "brief", failing)
        with pytest.warns(RuntimeWarning, match=rf"the brief of {broken} failed and is left as it was \(OverflowError"):
            desk.revise(ROUND, quiet)
    assert desk.store.brief(broken) is None
    assert others and all(desk.store.brief(story) for story in others)
    desk.revise(ROUND, quiet)
    assert desk.store.brief(broken) is not None
