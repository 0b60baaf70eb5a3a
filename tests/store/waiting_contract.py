"""What every store does with briefs that wait for release."""

from collections.abc import Callable

from communique.model import Waiting
from communique.ports import Store
from tests.store.nouns import a_brief, a_report


class WaitingContract:
    def test_briefs_that_wait_are_beside_those_printed(self, store: Store, reopened: Callable[[], Store]) -> None:
        for story, day in (("s1", 21), ("s2", 22), ("s3", 20)):
            store.put_report(a_report(f"r-{story}"))
            store.assign(f"r-{story}", story)
            brief = a_brief(story, 1, f"2024-03-{day}T00:00:00Z", state="draft")
            store.put_waiting(Waiting(brief=brief, since="2024-03-23T00:00:00Z"))
        assert list(store.latest()) == [] and store.brief("s1") is None and store.last_printed() == 0
        assert [story.id for story in store.due()] == ["s1", "s2", "s3"], "the record is due still"
        for story in ("s1", "s2", "s3"):
            store.put_events(story, ())
            store.put_links(story, ())
        assert list(store.due()) == []
        store.hold_waiting("s1", True)
        store.hold_waiting("s9", True)
        again = reopened()
        assert [one.brief.story for one in again.all_waiting()] == ["s2", "s1", "s3"]
        assert [one.brief.story for one in again.all_waiting(1)] == ["s2"]
        held, other = again.waiting("s1"), again.waiting("s2")
        assert held is not None and held.held and other is not None and not other.held and again.waiting("s9") is None
        again.put_waiting(Waiting(brief=a_brief("s1", 2), since="2024-03-24T00:00:00Z"))
        newer = again.waiting("s1")
        assert newer is not None and newer.brief.version == 2 and not newer.held
        again.drop_waiting("s1")
        again.drop_waiting("s1")
        assert again.waiting("s1") is None
        again.assign("r-s3", "s2")
        again.redirect("s3", "s2")
        assert [one.brief.story for one in again.all_waiting()] == ["s2"]
