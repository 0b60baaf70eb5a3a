"""The contract of watches and their outbox."""

from collections.abc import Callable

import pytest

from communique.errors import UsageError
from communique.model import Delivery, Watch
from communique.ports import Store
from tests.store.nouns import a_brief, a_report


def a_watch(id: str, **more: object) -> Watch:
    given = {"id": id, "kind": "pair", "of": "CHN-PRK", "title": "China – North Korea", "since": 0}
    return Watch(**(given | {"made": "2024-03-20T00:00:00Z", "mail": "reader@example.org"} | more))


def a_delivery(watch: str, story: str, version: int = 1, **more: object) -> Delivery:
    given = {"watch": watch, "story": story, "version": version, "queued": "2024-03-21T10:00:00Z"}
    return Delivery(**(given | {"due": "2024-03-21T10:00:00Z"} | more))


class WatchContract:
    def test_watches_are_kept_in_their_order_and_replaced(self, store: Store, reopened: Callable[[], Store]) -> None:
        for watch in (a_watch("w2"), a_watch("w1"), a_watch("w2", paused="x", quiet=("22:00", "07:00"))):
            store.put_watch(watch)
        again = reopened()
        assert list(again.watches()) == [a_watch("w2", paused="x", quiet=("22:00", "07:00")), a_watch("w1")]
        assert again.watch("w1") == a_watch("w1") and again.watch("w3") is None

    def test_a_watch_goes_with_all_that_was_to_be_sent(self, store: Store) -> None:
        for id in ("w1", "w2"):
            store.put_watch(a_watch(id))
            store.put_delivery(a_delivery(id, "s1"))
        store.remove_watch("w1")
        assert [watch.id for watch in store.watches()] == ["w2"]
        assert list(store.undelivered("w1")) == list(store.deliveries("w1")) == [] and len(store.undelivered("w2")) == 1
        with pytest.raises(UsageError, match="w1"):
            store.remove_watch("w1")

    def test_of_watch_story_and_version_there_is_one_delivery(self, store: Store) -> None:
        store.put_delivery(a_delivery("w1", "s1"))
        store.put_delivery(a_delivery("w1", "s1", tries=1, state="sent", sent="2024-03-21T10:01:00Z"))
        assert [one.state for one in store.deliveries("w1")] == ["sent"] and list(store.undelivered("w1")) == []
        store.put_delivery(a_delivery("w1", "s1", 2))
        store.put_delivery(a_delivery("w2", "s1", 1))
        assert [one.version for one in store.deliveries("w1", "s1")] == [2, 1]
        store.remove_delivery(a_delivery("w1", "s1", 2))
        store.remove_delivery(a_delivery("w1", "s1", 7))
        assert [one.version for one in store.deliveries("w1", "s1")] == [1] and len(store.deliveries("w2")) == 1

    def test_what_waits_is_given_by_its_time_and_when_it_is_due(self, store: Store) -> None:
        store.put_delivery(a_delivery("w1", "s3"))
        store.put_delivery(a_delivery("w1", "s2", due="2024-03-22T07:00:00Z"))
        store.put_delivery(a_delivery("w1", "s1", queued="2024-03-21T11:00:00Z"))
        store.put_delivery(a_delivery("w1", "s4", state="given up"))
        assert [one.story for one in store.undelivered("w1")] == ["s2", "s3", "s1"]
        assert [one.story for one in store.undelivered("w1", "2024-03-21T10:00:00Z")] == ["s3", "s1"]
        assert list(store.undelivered("w1", "2024-03-21T09:59:59Z")) == []
        assert [one.story for one in store.deliveries("w1", limit=2)] == ["s1", "s2"], "the last queued first"

    def test_what_is_printed_anew_is_given_once_also_where_it_is_withdrawn(self, store: Store) -> None:
        assert store.matched() == 0
        for story in ("s1", "s2", "s3"):
            store.put_brief(a_brief(story))
        found = store.printed_anew(0, 10)
        assert [story for _, story in found] == ["s1", "s2", "s3"] and list(store.printed_anew(0, 1)) == list(found[:1])
        store.put_matched(found[-1][0])
        store.put_matched(found[-1][0])
        assert store.matched() == store.last_printed() and list(store.printed_anew(store.matched(), 10)) == []
        store.put_brief(a_brief("s2", 2, state="withdrawn"))
        store.put_brief(a_brief("s1", 2, state="draft"))
        assert [story for _, story in store.printed_anew(store.matched(), 10)] == ["s2"]
        store.put_report(a_report("r1"))
        store.put_report(a_report("r2"))
        store.assign("r1", "s3")
        store.assign("r2", "s1")
        store.assign("r1", "s1")
        store.redirect("s3", "s1")
        store.put_brief(a_brief("s3", 2))
        assert [story for _, story in store.printed_anew(store.matched(), 10)] == ["s2"], "none that redirects"

    def test_the_version_that_stood_is_found(self, store: Store) -> None:
        store.put_brief(a_brief("s1"))
        stood = store.last_printed()
        store.put_brief(a_brief("s1", 2))
        store.put_brief(a_brief("s2"))
        found = store.printed_until("s1", stood)
        assert found is not None and found.version == 1
        later = store.printed_until("s1", store.last_printed())
        assert later is not None and later.version == 2
        assert store.printed_until("s2", stood) is None and store.printed_until("s9", stood) is None

    def test_an_outbox_and_its_mark_are_kept_together_or_not_at_all(self, store: Store) -> None:
        with pytest.raises(RuntimeError), store.transaction():
            store.put_delivery(a_delivery("w1", "s1"))
            store.put_matched(9)
            raise RuntimeError
        assert store.matched() == 0 and list(store.undelivered("w1")) == []
