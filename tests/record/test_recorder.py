"""The record of several reports at a time."""

from typing import Any

import pytest

from communique.record import Recorder, coding
from communique.record.drafts import Draft
from communique.record.tree import Tree
from tests.record.conftest import report


def test_a_report_that_breaks_the_record_is_named_and_stops_no_other(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = coding.code

    def breaks(tree: Tree, *args: Any) -> list[Draft]:
        if "Chile" in tree.text:
            raise KeyError("none")
        return code(tree, *args)

    monkeypatch.setattr(coding, "code", breaks)
    reports = [report(f"{name} expelled three diplomats of Ghana.", name=name) for name in ("Peru", "Chile", "Togo")]
    with pytest.warns(RuntimeWarning, match=r"the record of Chile failed and is empty \(KeyError: 'none'\)"):
        first, broken, last = recorder.records(reports)
    assert [m.event for m in (*first.mentions, *last.mentions)] == ["SANCTION", "SANCTION"]
    assert (broken.report, broken.mentions, broken.derived) == ("Chile", (), recorder.derived)
