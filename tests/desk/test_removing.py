"""Sources and people removed on demand: what goes, what stays, and what becomes of the briefs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.desk import Desk
from communique.desk.removing import Removing, masking
from communique.errors import UsageError
from communique.model import Refusal, Source, Watch
from tests.desk.corrected import TALKS, printed


@pytest.fixture
def desk(opened: Callable[[], Desk]) -> Desk:
    desk = opened()
    for id, url in (("kestrel", "https://kestrel.example/feed"), ("harbour", "https://harbour.example/feed")):
        desk.store.put_source(Source(id=id, url=url, publisher=id.title()))
    for told, source in zip(TALKS, ("kestrel", "harbour"), strict=False):
        desk.store.put_report(replace(told, source=source))
        desk.store.assign(told.id, "s1")
    desk.once()
    return desk


def removing(desk: Desk) -> Removing:
    return Removing(desk.store, desk.clock)


def everywhere(desk: Desk, folder: Path) -> bytes:
    """All bytes of the store's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("desk.db*")))


def test_a_source_goes_with_all_its_reports_and_is_not_taken_again(desk: Desk, tmp_path: Path) -> None:
    desk.store.put_refusal(Refusal(name="https://kestrel.example/1", why="too short", source="kestrel"))
    words = TALKS[0].text[:40].encode()
    assert words in everywhere(desk, tmp_path) and "one" in {credit.report for credit in printed(desk).sources}
    ruling = removing(desk).erase_source("kestrel", "Ana", "A court said so.")
    assert (ruling.kind, ruling.source, ruling.stories, ruling.why) == ("erase", "kestrel", ("s1",), "A court said so.")
    stone = desk.store.report("one")
    assert stone is not None and (stone.retracted, stone.text, stone.title, stone.url) == ("demand", "", None, None)
    other = desk.store.report("two")
    assert other is not None and other.text == TALKS[1].text
    assert desk.store.source("kestrel") is None and desk.store.refusals(10, "kestrel") == []
    desk.once()
    assert "one" not in {credit.report for credit in printed(desk).sources}
    assert [notice.kind for notice in printed(desk).corrections] == ["removal"]
    (kept,) = desk.add([Source(id="again", url="http://KESTREL.example/feed")])
    assert kept.was == "removed" and [one.id for one in desk.store.sources()] == ["harbour"]
    with pytest.raises(UsageError, match="kestrel: removed already"):
        removing(desk).erase_source("kestrel", "Ana")


def test_a_source_with_reports_in_no_story_waits_for_the_round(desk: Desk) -> None:
    desk.store.put_report(replace(TALKS[0], id="three", source="kestrel"))
    before = desk.store.last_ruling()
    with pytest.raises(UsageError, match="1 of its reports are in no story yet"):
        removing(desk).erase_source("kestrel", "Ana")
    assert desk.store.source("kestrel") is not None and desk.store.last_ruling() == before
    report = desk.store.report("one")
    assert report is not None and report.text
    with pytest.raises(UsageError, match="nowhere: no such source"):
        removing(desk).erase_source("nowhere", "Ana")


def somebody(desk: Desk) -> tuple[str, str]:
    """A person of the record: key and name."""
    found = [(key, name) for key, name, _, _ in desk.store.people() if len(name.split()) > 1]
    assert found
    return found[0]


def test_a_person_leaves_no_name_in_the_store_and_none_comes_back(desk: Desk, tmp_path: Path) -> None:
    key, name = somebody(desk)
    desk.store.put_watch(Watch(id="w1", kind="person", of=key, title=name, made="2024-01-01T00:00:00Z", since=0))
    site = TestClient(desk.site(), follow_redirects=False)
    assert site.get(f"/person/{key}").status_code == 200 and desk.store.search(name, 5)
    assert name.encode() in everywhere(desk, tmp_path)
    ruling = removing(desk).erase_person(name, "Ana", f"{name} asked us.")
    assert ruling.kind == "forget" and ruling.stories == ("s1",) and ruling.why and name not in ruling.why
    left = everywhere(desk, tmp_path)
    assert name.encode() not in left and key.encode() not in left
    assert desk.store.watches() == [] and name not in site.get("/story/s1").text
    gone = site.get(f"/person/{key}")
    assert gone.status_code == 410 and "removed from this desk on demand" in gone.text
    for told in TALKS[:2]:
        kept = desk.store.report(told.id)
        assert kept is not None and len(kept.text) == len(told.text) and kept.sentences
    desk.once()
    assert key not in {one[0] for one in desk.store.people()}
    assert not desk.store.search(name, 5) and name not in site.get("/story/s1").text
    (notice,) = [one for one in printed(desk).corrections if one.kind == "removal"]
    assert "A person was removed from this desk on demand" in notice.text and notice.revision == printed(desk).version
    page = site.get("/story/s1").text
    assert "A person was removed from this desk on demand" in page and 'href="/report/"' not in page
    history = site.get("/history").text
    assert "A person was removed on demand" in history and name not in history
    assert site.get("/api/briefs/s1").status_code == 200
    desk._keep_report(masking(desk.store).noun(replace(TALKS[0], text=f"{TALKS[0].text} {name} spoke again.")))
    desk.once()
    assert name.encode() not in everywhere(desk, tmp_path) and desk.store.statements_of_person(key) == []
    with pytest.raises(UsageError, match="removed already"):
        removing(desk).erase_person(key, "Ana")


def test_who_is_only_named_in_reports_is_removed_too_and_one_word_is_not_enough(desk: Desk) -> None:
    before = desk.store.last_ruling()
    with pytest.raises(UsageError, match="one word is no name in full"):
        removing(desk).erase_person("Monday", "Ana")
    assert desk.store.last_ruling() == before and desk.store.removals("person") == frozenset()
    ruling = removing(desk).erase_person("Nobody Atall", "Ana")
    assert ruling.stories == () and len(desk.store.removals("person")) == 1
    assert [one.text for one in desk.store.reports(["one", "two"])] == [told.text for told in TALKS[:2]]
