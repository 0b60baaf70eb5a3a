"""Reports that an editor takes out, puts back, or removes on demand."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.desk import Desk
from communique.desk.retracting import Retracting
from communique.errors import UsageError
from tests.desk.corrected import TALKS, printed


@pytest.fixture
def desk(opened: Callable[[], Desk]) -> Desk:
    desk = opened()
    for told in TALKS:
        desk.store.put_report(told)
        desk.store.assign(told.id, "s1")
    desk.once()
    return desk


def deciding(desk: Desk) -> Retracting:
    return Retracting(desk.store, desk.clock)


def test_a_report_that_is_taken_out_is_told_no_more_until_it_is_put_back(desk: Desk) -> None:
    deciding(desk).withdraw("one", "Ana", "It tells of another year.")
    desk.once()
    (notice,) = printed(desk).corrections
    assert notice.kind == "removal" and "It tells of another year." in notice.text and notice.publisher == "Kestrel"
    assert [credit.report for credit in printed(desk).sources] == ["two"]
    assert desk._keep_report(replace(TALKS[0], text="Another text.")) == 0, "no publisher puts it back"
    with pytest.raises(UsageError, match="not believed already"):
        deciding(desk).withdraw("one", "Ana")
    deciding(desk).reinstate("one", "Ana")
    desk.once()
    assert {credit.report for credit in printed(desk).sources} == {"one", "two"}
    assert [c.kind for c in printed(desk).corrections] == ["removal"]
    assert [ruling.kind for ruling in desk.store.rulings(2, story="s1")] == ["reinstate", "withdraw"]


def test_what_is_removed_on_demand_leaves_no_word(desk: Desk) -> None:
    assert desk.store.search("dumping", 5) and "one" in {credit.report for credit in printed(desk).sources}
    deciding(desk).erase("one", "Ana", "A court said so.")
    site = TestClient(desk.site(), follow_redirects=False)
    assert "dumping" not in site.get("/story/s1").text and not desk.store.search("dumping", 5)
    desk.once()
    for version in (1, 2, None):
        found = desk.store.report("one", version)
        assert found is not None and (found.text, found.title, found.url) == ("", None, None)
    assert desk.store.recorded("one", 1) is None
    (notice,) = printed(desk).corrections
    assert (notice.kind, notice.publisher, notice.title) == ("removal", None, None)
    page = site.get("/story/s1").text
    assert "removed from this desk on demand" in page and "dumping" not in page and "Kestrel" not in page
    assert site.get("/story/s1/v/1").status_code == 404, "a version that cites it"
    assert site.get("/api/briefs/s1?version=1").status_code == 404
    assert site.get("/report/one").status_code == 200 and "dumping" not in site.get("/report/one/v/1").text
    with pytest.raises(UsageError, match="removed already"):
        deciding(desk).erase("one", "Ana")


@pytest.mark.parametrize("act", ["withdraw", "reinstate", "erase"])
def test_what_makes_no_sense_is_refused(desk: Desk, act: str) -> None:
    last = desk.store.last_ruling()
    with pytest.raises(UsageError):
        getattr(deciding(desk), act)("nowhere", "Ana")
    assert desk.store.last_ruling() == last
