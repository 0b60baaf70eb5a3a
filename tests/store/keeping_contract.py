"""The contract of a store, first part: sources, reports, stories."""

from datetime import date

import pytest

from communique.errors import UsageError
from communique.model import (
    Link,
    PageState,
    Refusal,
    Source,
    SourceState,
    Story,
    Subscription,
    Version,
)
from communique.ports import Store
from tests.store.nouns import a_brief, a_report, a_view


class KeepingContract:
    # the state

    def test_the_state_is_another_after_whatever_is_written(self, store: Store) -> None:
        seen = [store.state()]
        assert store.state() == seen[0]
        store.put_report(a_report("r1"))
        seen.append(store.state())
        with store.transaction():
            store.assign("r1", "s1")
            store.put_brief(a_brief("s1"))
        seen.append(store.state())
        assert len(set(seen)) == 3 and store.state() == seen[-1]

    def test_what_is_undone_leaves_the_state(self, store: Store) -> None:
        before = store.state()
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.put_report(a_report("r1"))
            raise ZeroDivisionError
        assert store.state() == before

    def test_views_change_the_state_for_who_asks_for_them(self, store: Store) -> None:
        store.put_brief(a_brief("s1"))
        before, viewed = store.state(), store.state(views=True)
        with store.transaction():
            store.count_views([a_view("s1", date(2024, 3, 25), "reader")])
        assert store.state() == before and store.state(views=True) != viewed
        viewed = store.state(views=True)
        with store.transaction():
            store.put_report(a_report("r1"))
            store.count_views([a_view("s1", date(2024, 3, 25), "another")])
        assert store.state() != before and store.state(views=True) != viewed

    # sources

    def test_sources_are_kept_replaced_and_removed(self, store: Store) -> None:
        store.put_source(Source(id="b", url="https://b.example/feed"))
        store.put_source(Source(id="a", url="https://a.example/feed"))
        store.put_source(Source(id="a", url="https://a.example/new"))
        assert [(s.id, s.url) for s in store.sources()] == [
            ("a", "https://a.example/new"),
            ("b", "https://b.example/feed"),
        ]
        store.put_source_state(SourceState(source="a", failures=2))
        store.put_page_state(PageState(url="https://a.example/1", source="a"))
        store.put_report(a_report("r1", source="a"))
        found = store.source("a")
        assert found is not None and found.url == "https://a.example/new" and store.source("c") is None
        store.remove_source("a")
        assert [s.id for s in store.sources()] == ["b"]
        assert store.source_state("a") == SourceState(source="a")
        assert store.page_states("a") == {}
        assert store.report("r1") is not None
        with pytest.raises(UsageError, match="a"):
            store.remove_source("a")

    def test_reports_are_counted_by_their_source(self, store: Store) -> None:
        assert store.reports_by_source() == {}
        for name, source in (("r1", "a"), ("r2", "b"), ("r3", "a"), ("r4", None)):
            store.put_report(a_report(name, source=source))
        store.put_report(a_report("r1", source="a", version=2))
        assert store.reports_by_source() == {"a": 2, "b": 1}

    def test_states_replace_what_was_known(self, store: Store) -> None:
        store.put_source_state(SourceState(source="a", etag='"1"', failures=1))
        store.put_source_state(SourceState(source="a", etag='"2"'))
        assert store.source_state("a") == SourceState(source="a", etag='"2"')
        for report in (None, "r1"):
            store.put_page_state(PageState(url="https://a.example/1", source="a", report=report))
        store.put_page_state(PageState(url="https://a.example/1", source="b"))
        assert [state.report for state in store.page_states("a").values()] == ["r1"]
        assert set(store.page_states("b")) == {"https://a.example/1"}

    def test_subscriptions_are_kept_replaced_removed_and_outlive_their_source(self, store: Store) -> None:
        def one(id: str, source: str = "a", **more: object) -> Subscription:
            place = {"hub": "https://hub.example/", "topic": "https://a.example/feed", "callback": f"https://d/{id}"}
            return Subscription(id=id, source=source, secret="s", **place, **more)  # type: ignore[arg-type]

        for subscription in (one("2"), one("1"), one("3", source="b"), one("2", failures=1)):
            store.put_subscription(subscription)
        assert [found.id for found in store.subscriptions()] == ["1", "2", "3"]
        assert list(store.subscriptions("a")) == [one("1"), one("2", failures=1)]
        assert store.subscription("2") == one("2", failures=1)
        assert store.subscription("4") is None and list(store.subscriptions("c")) == []
        store.put_source(Source(id="a", url="https://a.example/feed"))
        store.remove_source("a")
        store.remove_subscription("1")
        store.remove_subscription("1")
        assert list(store.subscriptions("a")) == [one("2", failures=1)]

    def test_a_refusal_said_twice_only_moves_its_time(self, store: Store) -> None:
        for at, name in (("2024-01-01T00:00:00Z", "x"), ("2024-01-03T00:00:00Z", "y"), ("2024-01-05T00:00:00Z", "x")):
            store.put_refusal(Refusal(name=name, why="gone", at=at))
        store.put_refusal(Refusal(name="x", why="gone", at="2024-01-02T00:00:00Z"))
        store.put_refusal(Refusal(name="z", why="no time"))
        assert [(r.name, r.at) for r in store.refusals()] == [
            ("x", "2024-01-05T00:00:00Z"),
            ("y", "2024-01-03T00:00:00Z"),
            ("z", None),
        ]
        assert [r.name for r in store.refusals(limit=1)] == ["x"]
        store.put_refusal(Refusal(name="z", why="of a source: “ü”", source="s'1", at="2020-01-01T00:00:00Z"))
        assert [r.name for r in store.refusals(source="s'1")] == ["z"] and list(store.refusals(source="s2")) == []
        assert len(store.refusals()) == 1 + len([r for r in store.refusals() if r.source is None])

    # reports

    def test_a_stored_version_never_changes(self, store: Store) -> None:
        store.put_report(a_report("r1", text="Four came."))
        store.put_report(a_report("r1", text="Five came."))
        found = store.report("r1")
        assert found is not None
        assert (found.text, found.versions) == ("Four came.", (Version(version=1),))

    def test_versions_are_listed_and_each_is_found(self, store: Store) -> None:
        note = Version(
            version=2, modified="2024-03-22", note="An earlier text gave another number.", seen="2024-03-23T08:00:00Z"
        )
        store.put_report(a_report("r1", text="Four came.", byline=("A. Writer",)))
        store.put_report(a_report("r1", text="Five came.", version=2, modified="2024-03-22", versions=(note,)))
        first, newest = store.report("r1", 1), store.report("r1")
        assert first is not None and newest is not None
        assert (first.text, first.version, first.byline) == ("Four came.", 1, ("A. Writer",))
        assert (newest.text, newest.version) == ("Five came.", 2)
        assert first.versions == newest.versions == (Version(version=1), note)  # when the first was seen was not said
        assert store.report("r1", 3) is None and store.report("nobody") is None

    def test_an_older_version_that_arrives_late_is_not_the_newest(self, store: Store) -> None:
        store.put_report(a_report("r1", text="The second printing.", version=2))
        store.put_report(a_report("r1", text="The first printing."))
        found = store.report("r1")
        assert found is not None and found.version == 2
        assert [v.version for v in found.versions] == [1, 2]
        assert store.search("first") == []

    def test_reports_come_in_the_order_asked(self, store: Store) -> None:
        for identity in ("a", "b", "c"):
            store.put_report(a_report(identity))
        assert [r.id for r in store.reports(["c", "nobody", "a", "c"])] == ["c", "a", "c"]
        assert [r.id for r in store.reports(["a"] + ["nobody"] * 1200 + ["b"])] == ["a", "b"]
        assert list(store.reports([])) == []

    def test_the_first_day_of_reporting_is_told_by_the_clock_of_utc(self, store: Store) -> None:
        assert store.first_reported() is None
        store.put_report(a_report("r1", published="2024-03-21T02:00:00+08:00"))
        store.put_report(a_report("r2", published=None))
        store.put_report(a_report("r3", published="2024-03-22"))
        assert store.first_reported() == "2024-03-20"

    def test_the_unassigned_are_ordered_by_instant_and_id(self, store: Store) -> None:
        store.put_report(a_report("undated", published=None))
        store.put_report(a_report("unreadable", published="the other day"))
        store.put_report(a_report("noon-in-beijing", published="2024-03-21T12:00:00+08:00"))
        store.put_report(a_report("five-utc", published="2024-03-21T05:00:00Z"))
        store.put_report(a_report("b-day", published="2024-03-21"))
        store.put_report(a_report("a-day", published="2024-03-21"))
        order = ["a-day", "b-day", "noon-in-beijing", "five-utc", "undated", "unreadable"]
        assert [r.id for r in store.unassigned()] == order
        store.assign("b-day", "s1")
        assert [r.id for r in store.unassigned()] == [i for i in order if i != "b-day"]

    def test_a_copy_stays_a_copy_in_its_next_version(self, store: Store) -> None:
        store.put_report(a_report("r1"))
        store.put_report(a_report("r2"))
        store.set_copy("r2", "r1")
        store.put_report(a_report("r2", version=2, text="Another text."))
        found = store.report("r2")
        assert found is not None and (found.version, found.copy_of) == (2, "r1")

    # stories

    def test_stories_keep_the_order_in_which_reports_joined(self, store: Store) -> None:
        for identity in ("a", "b", "c"):
            store.put_report(a_report(identity))
        for report, story in (("b", "s1"), ("c", "s0"), ("a", "s1"), ("b", "s1")):
            store.assign(report, story)
        opened = "2024-03-21T08:00:00+08:00"
        assert list(store.stories()) == [
            Story(id="s1", opened=opened, reports=("b", "a")),
            Story(id="s0", opened=opened, reports=("c",)),
        ]
        assert store.story("s0") == Story(id="s0", opened=opened, reports=("c",))
        assert store.story("s9") is None
        assert [(r.id, s) for r, s in store.assignments()] == [("b", "s1"), ("c", "s0"), ("a", "s1")]

    def test_a_replay_gives_the_words_that_were_decided_on(self, store: Store) -> None:
        store.put_report(a_report("r1", text="First words.", version=2))
        store.assign("r1", "s1")
        store.put_report(a_report("r1", text="Other words.", version=3))
        assert [(r.text, r.version, s) for r, s in store.assignments()] == [("First words.", 2, "s1")]

    def test_a_replay_longer_than_a_page_is_whole(self, store: Store) -> None:
        with store.transaction():
            for i in range(450):
                store.put_report(a_report(f"r{i:03}"))
                store.assign(f"r{i:03}", f"s{i % 7}")
        assert [(r.id, s) for r, s in store.assignments()] == [(f"r{i:03}", f"s{i % 7}") for i in range(450)]

    def test_what_grouping_keeps_comes_in_order_with_the_story_as_it_is_now(self, store: Store) -> None:
        assert list(store.kept()) == [] and store.counted() is None
        for identity in ("a", "b", "c"):
            store.put_report(a_report(identity))
        for report, story in (("b", "s1"), ("c", "s0"), ("a", "s1")):
            store.assign(report, story)
        assert list(store.kept()) == [("b", "s1", None), ("c", "s0", None), ("a", "s1", None)]
        store.keep("b", b"row of b")
        store.keep("a", b"row of a", counted=b"one")
        assert list(store.kept()) == [("b", "s1", b"row of b"), ("c", "s0", None), ("a", "s1", b"row of a")]
        store.keep("c", b"row of c", gone=("b", "nobody"))
        store.keep("a", b"other row of a", counted=b"two")
        store.assign("c", "s1")
        assert list(store.kept()) == [("c", "s1", b"row of c"), ("a", "s1", b"other row of a")]
        assert store.counted() == b"two"
        store.keep_nothing()
        assert [row for _, _, row in store.kept()] == [None, None, None] and store.counted() is None

    def test_what_grouping_keeps_is_whole_where_it_is_longer_than_a_page(self, store: Store) -> None:
        names = [f"r{i:04}" for i in range(2100)]
        with store.transaction():
            for name in names:
                store.put_report(a_report(name))
                store.assign(name, "s1")
                store.keep(name, name.encode())
            store.keep(names[5], b"", gone=names[:5] + names[10:1100])
        found = {report: row for report, _, row in store.kept()}
        assert list(found) == names[5:]
        assert [report for report, row in found.items() if row is None] == names[10:1100]

    def test_a_report_that_is_not_stored_joins_nothing(self, store: Store) -> None:
        with pytest.raises(UsageError, match="nobody"):
            store.assign("nobody", "s1")
        assert list(store.stories()) == []

    def due(self, store: Store) -> list[str]:
        return [story.id for story in store.due()]

    def settle(self, store: Store, *stories: str) -> None:
        for story in stories:
            store.put_events(story, [])
            store.put_brief(a_brief(story))
            store.put_links(story, [])

    def test_a_story_is_due_until_record_brief_and_links_are_done(self, store: Store) -> None:
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        assert self.due(store) == ["s1"]
        store.put_events("s1", [])
        assert self.due(store) == ["s1"]
        store.put_brief(a_brief("s1"))
        assert self.due(store) == ["s1"]
        store.put_links("s1", [])
        assert self.due(store) == []

    def test_what_makes_a_story_due_again(self, store: Store) -> None:
        for identity in ("r1", "r2", "r3"):
            store.put_report(a_report(identity))
        store.assign("r1", "s1")
        store.assign("r2", "s2")
        self.settle(store, "s1", "s2")
        store.assign("r1", "s1")
        store.put_report(a_report("r1"))
        assert self.due(store) == []
        store.mark_due("s2")
        assert self.due(store) == ["s2"]
        self.settle(store, "s2")
        store.put_report(a_report("r1", version=2))
        assert self.due(store) == ["s1"]
        self.settle(store, "s1")
        store.set_copy("r2", "r1")
        assert self.due(store) == ["s2"]
        self.settle(store, "s2")
        store.set_copy("r2", "r1")
        assert self.due(store) == []
        store.assign("r2", "s1")
        assert self.due(store) == ["s1", "s2"]
        assert store.story("s2") == Story(id="s2", opened="2024-03-21T08:00:00+08:00")

    def test_links_are_replaced_and_keep_their_order(self, store: Store) -> None:
        links = [Link(story="s3", relation="earlier", reason="same people", score=0.9)]
        links.append(Link(story="s2", relation="related", reason="same two countries", score=0.4))
        store.put_links("s1", [Link(story="s9", relation="related", reason="same people")])
        store.put_links("s1", links)
        assert list(store.links("s1")) == links
        assert list(store.links("s2")) == []

    def test_facts_are_replaced_and_let_go(self, store: Store) -> None:
        for number in ("1", "2"):
            store.put_report(a_report(f"r{number}"))
            store.assign(f"r{number}", f"s{number}")
        assert store.facts() == {}
        store.put_facts("s1", b"one")
        store.put_facts("s2", b"\x00\xff")
        store.put_facts("s1", b"two")
        assert store.facts() == {"s1": b"two", "s2": b"\x00\xff"}
        store.put_facts("s1", None)
        store.put_facts("s1", None)
        assert store.facts() == {"s2": b"\x00\xff"}

    def test_a_story_knows_what_links_lead_to_it(self, store: Store) -> None:
        for story in ("s5", "s1", "s3"):
            store.put_links(
                story,
                [Link(story="s2", relation="related", reason="s9"), Link(story="s4", relation="later", reason="x")],
            )
        store.put_links("s3", [Link(story="s4", relation="related", reason="s2")])
        assert list(store.linked_to("s2")) == ["s1", "s5"]
        assert list(store.linked_to("s4")) == ["s1", "s3", "s5"]
        assert list(store.linked_to("s9")) == list(store.linked_to("s%")) == []
