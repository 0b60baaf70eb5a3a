"""The contract of a store, second part: what was decided about stories, and where their addresses lead."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from communique.errors import UsageError
from communique.model import Link, Redo, Ruling, Session, Story, User
from communique.ports import Store
from tests.store.nouns import KIM, a_brief, a_report, a_view, an_event

AT = "2024-03-25T07:00:00Z"


def a_ruling(*stories: str, **more: object) -> Ruling:
    return Ruling(**({"at": AT, "by": "ana", "kind": "merge", "stories": stories} | more))


def stand(store: Store, **stories: str) -> None:
    """Stories by name with their reports, a letter each, and a brief."""
    for story, reports in stories.items():
        for report in reports:
            store.put_report(a_report(report))
            store.assign(report, story)
        store.put_events(story, [])
        store.put_brief(a_brief(story))
        store.put_links(story, [])


class RulingContract:
    # the history

    def test_rulings_are_numbered_and_listed_from_the_newest(self, store: Store, reopened: Callable[[], Store]) -> None:
        assert store.last_ruling() == 0 and list(store.rulings()) == [] and list(store.rulings_after(0)) == []
        first = store.put_ruling(a_ruling("s1", "s2", reports=("b",), why="One visit."))
        second = store.put_ruling(a_ruling("s1", "s3", kind="split", by="desk", score=0.83))
        third = store.put_ruling(a_ruling("s4", kind="pin", until="2024-03-26T00:00:00Z"))
        assert [first.id, second.id, third.id] == [1, 2, 3] and first.why == "One visit."
        again = reopened()
        assert list(again.rulings()) == [third, second, first]
        assert list(again.rulings(limit=1)) == [third] and list(again.rulings(before=3, limit=1)) == [second]
        assert list(again.rulings(story="s1")) == [second, first] and list(again.rulings(story="s3")) == [second]
        assert list(again.rulings(story="s9")) == [] and list(again.rulings(limit=-1)) == []
        assert list(again.rulings_after(1)) == [second, third] and again.last_ruling() == 3

    def test_a_story_has_the_history_of_those_that_redirect_to_it(self, store: Store) -> None:
        stand(store, s1="a", s2="b")
        store.assign("a", "s2")
        one = store.put_ruling(a_ruling("s2", "s1"))
        store.redirect("s1", "s2")
        two = store.put_ruling(a_ruling("s2", "s7", kind="split"))
        assert list(store.rulings(story="s2")) == [two, one] and list(store.rulings(story="s1")) == [one]

    def test_the_newest_pin_holds_until_it_is_unpinned(self, store: Store) -> None:
        assert store.pinned() is None
        for story, kind in (("s1", "pin"), ("s2", "pin"), ("s3", "merge")):
            store.put_ruling(a_ruling(story, kind=kind))
        assert store.pinned() == a_ruling("s2", kind="pin", id=2)
        store.put_ruling(a_ruling("s2", kind="unpin"))
        assert store.pinned() is None

    def test_a_long_history_is_replayed_whole(self, store: Store) -> None:
        with store.transaction():
            for n in range(450):
                store.put_ruling(a_ruling(f"s{n}", "s"))
        assert [ruling.stories[0] for ruling in store.rulings_after(0)] == [f"s{n}" for n in range(450)]
        assert len(store.rulings(limit=1000, story="s")) == 450

    def test_decisions_about_events_are_found_by_event_and_by_sentence(
        self, store: Store, reopened: Callable[[], Store]
    ) -> None:
        old = an_event("e1", "s1", "2024-03-21", (KIM,), evidence=("m1-consult", "m2-consult"))
        new = an_event("e2", "s1", "2024-03-21", (KIM,), evidence=("m3-agree",))
        first = store.put_ruling(a_ruling("s1", kind="correct", old=old, new=old, fields=("date",)))
        store.put_ruling(a_ruling("s1", "s2"))
        third = store.put_ruling(a_ruling("s1", kind="join", old=old, new=new))
        again = reopened()
        assert list(again.rulings(event="e1")) == [third, first] and list(again.rulings(event="e2")) == [third]
        assert list(again.rulings(event="e1", limit=1, before=3)) == [first]
        assert list(again.rulings_about([old])) == [first, third]
        same_sentence = an_event("e9", "s7", None, (), evidence=("m2-accuse",))
        assert list(again.rulings_about([same_sentence])) == [first, third]
        assert list(again.rulings_about([an_event("e8", "s7", None, (), evidence=("m9-accuse",))])) == []
        many = [an_event(f"x{n}", "s7", None, (), evidence=(f"n{n}-agree",)) for n in range(1200)]
        assert list(again.rulings_about([*many, new])) == [third]

    def test_an_event_that_is_told_no_more_is_found_by_its_id_alone(self, store: Store) -> None:
        stand(store, s1="a")
        told = an_event("e1", "s1", "2024-03-21", (KIM,))
        gone = [
            an_event("e2", "s1", "2024-03-21", (KIM,), removed=True, coded=told),
            an_event("e3", "s1", "2024-03-21", (KIM,), joined="e1", coded=told),
        ]
        store.put_events("s1", [told, *gone])
        assert list(store.events_of_story("s1")) == [told]
        assert list(store.events_of_story("s1", every=True)) == [told, *gone]
        assert list(store.events_of_country("PRK")) == list(store.events_of_person("kim-song-nam")) == [told]
        assert [store.event(event.id) for event in gone] == gone

    def test_how_far_a_redo_is_stays_until_it_is_closed(self, store: Store, reopened: Callable[[], Store]) -> None:
        assert store.redo("record") is None
        store.put_redo(Redo(room="record", begun=AT))
        store.put_redo(Redo(room="record", begun=AT, step="join", after="s1", stories=1))
        assert reopened().redo("record") == Redo(room="record", begun=AT, step="join", after="s1", stories=1)
        store.close_redo("record")
        assert store.redo("record") is None

    def test_standing_stories_are_taken_a_few_at_a_time(self, store: Store) -> None:
        stand(store, s3="a", s1="b", s2="c")
        store.assign("b", "s3")
        store.redirect("s1", "s3")
        assert [story.id for story in store.stories_after(None, 1)] == ["s3"]
        assert [story.id for story in store.stories_after("s3", 5)] == ["s2"]
        assert list(store.stories_after("s2", 5)) == []

    # redirects

    def test_a_redirected_story_is_neither_due_nor_listed_nor_found(self, store: Store) -> None:
        stand(store, s1="a", s2="b")
        store.put_links("s2", [Link(story="s1", relation="related", reason="same people")])
        assert {brief.story for brief in store.latest()} == {"s1", "s2"}
        store.assign("b", "s1")
        store.redirect("s2", "s1")
        assert [story.id for story in store.due()] == ["s1"]
        assert [brief.story for brief in store.latest()] == ["s1"]
        assert [hit.id for hit in store.search("harvests")] == ["s1"]
        assert list(store.links("s2")) == []
        assert store.story("s2") == Story(id="s2", opened="2024-03-21T08:00:00+08:00", redirect="s1")
        store.put_brief(a_brief("s2", 2, headline="Written while the stories were merged"))
        assert [hit.id for hit in store.search("harvests")] == ["s1"]
        assert [brief.story for brief in store.latest()] == ["s1"] and store.brief("s2") is not None
        store.mark_due("s2")
        assert [story.id for story in store.due()] == ["s1"]
        with pytest.raises(UsageError, match="s2 redirects to s1"):
            store.assign("a", "s2")

    def test_a_chain_of_redirects_is_settled_to_the_last(self, store: Store) -> None:
        stand(store, s1="a", s2="b", s3="c", s4="d")
        store.assign("c", "s2")
        store.redirect("s3", "s2")
        for report in "bc":
            store.assign(report, "s1")
        store.redirect("s2", "s1")
        assert list(store.redirecting("s1")) == ["s2", "s3"] and list(store.redirecting("s2")) == []
        assert {s.id: s.redirect for s in store.stories()} == {"s1": None, "s2": "s1", "s3": "s1", "s4": None}
        store.assign("d", "s1")
        store.redirect("s4", "s3")
        assert [s.redirect for s in store.stories(["s4", "s1"])] == [None, "s1"], "not to one that redirects itself"

    def test_what_cannot_redirect_says_why(self, store: Store) -> None:
        stand(store, s1="a", s2="b")
        for story, to, why in (("s2", "s1", "has reports"), ("s9", "s1", "s9: no such"), ("s1", "s9", "s9: no such")):
            with pytest.raises(UsageError, match=why):
                store.redirect(story, to)
        store.assign("b", "s1")
        with pytest.raises(UsageError, match="it is s2"):
            store.redirect("s2", "s2")
        store.redirect("s2", "s1")
        for story, to in (("s2", "s1"), ("s1", "s2")):
            with pytest.raises(UsageError, match="it is s1"):
                store.redirect(story, to)

    def test_views_go_where_the_address_leads_and_a_reader_of_both_counts_once(self, store: Store) -> None:
        stand(store, s1="a", s2="b")
        monday, tuesday = date(2024, 3, 25), date(2024, 3, 26)
        since = {day: datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (monday, tuesday)}
        for story, day, reader in (
            ("s1", monday, "x"), ("s2", monday, "x"), ("s2", monday, "y"), ("s2", tuesday, "x"), ("s2", tuesday, "z"),
        ):  # fmt: skip
            store.count_views([a_view(story, day, reader)])
        store.assign("b", "s1")
        store.redirect("s2", "s1")
        assert list(store.most_viewed(since[monday])) == [("s1", 4)]
        assert list(store.most_viewed(since[tuesday])) == [("s1", 2)]
        store.count_views([a_view("s1", tuesday, "z"), a_view("s2", tuesday, "new")])
        assert list(store.most_viewed(since[tuesday])) == [("s1", 3)]

    def test_events_of_a_redirected_story_stay_found(self, store: Store) -> None:
        stand(store, s1="a", s2="b")
        met = an_event("e1", "s2", "2024-03-23", (KIM,))
        store.put_events("s2", [met])
        store.assign("b", "s1")
        store.redirect("s2", "s1")
        assert store.event("e1") == met and list(store.events_of_story("s2")) == [met]

    # what the look back is told

    def test_a_report_that_a_person_placed_stays_fixed(self, store: Store) -> None:
        stand(store, s1="a", s2="bc")
        assert store.fixed() == frozenset()
        store.assign("b", "s1", fixed=True)
        store.assign("a", "s1", fixed=True)
        store.put_report(a_report("d"))
        store.assign("d", "s3", fixed=True)
        store.assign("a", "s2")
        assert store.fixed() == {"a", "b", "d"}
        assert [(r.id, s) for r, s in store.assignments()] == [("a", "s2"), ("b", "s1"), ("c", "s2"), ("d", "s3")]

    def test_a_look_back_is_due_when_reports_were_given_to_stories(self, store: Store) -> None:
        assert not store.look_back_due()
        stand(store, s1="ab")
        assert store.look_back_due()
        store.close_look_back()
        assert not store.look_back_due()
        store.assign("a", "s2")
        assert not store.look_back_due(), "who moves a report has looked"
        store.put_report(a_report("c"))
        assert not store.look_back_due()
        store.assign("c", "s2")
        assert store.look_back_due()
        store.close_look_back()
        store.close_look_back()
        assert not store.look_back_due()

    # editors

    def test_users_are_kept_changed_listed_and_removed_with_their_sessions(self, store: Store) -> None:
        ana, ben = User(name="Ana", password="x", made=AT), User(name="Ben", password="y")
        for editor in (ben, ana):
            store.put_user(editor)
        with pytest.raises(UsageError, match="Ana"):
            store.put_user(User(name="Ana", password="other"))
        assert list(store.users()) == [ana, ben] and store.user("Ana") == ana and store.user("ana") is None
        one, two = (Session(editor=name, form="f", until=AT) for name in ("Ana", "Ben"))
        store.put_session("0", one)
        store.put_session("2", two)
        ana = User(name="Ana", password="z", made=AT, role="admin")
        store.change_user(ana)
        assert store.user("Ana") == ana and list(store.users()) == [ana, ben], "and the sessions end, of her alone:"
        assert list(store.sessions()) == [("2", two)]
        ben = User(name="Ben", password="y", feed="f")
        store.change_user(ben, signed_in=True)
        assert store.user("Ben") == ben and list(store.sessions()) == [("2", two)], "he stays signed in"
        with pytest.raises(UsageError, match="Eve"):
            store.change_user(User(name="Eve", password="z"))
        store.put_session("1", one)
        assert store.session("1") == one and store.session("3") is None
        assert list(store.sessions()) == [("1", one), ("2", two)]
        store.remove_user("Ana")
        assert store.session("1") is None and list(store.sessions()) == [("2", two)] and list(store.users()) == [ben]
        store.remove_session("2")
        store.remove_session("2")
        assert store.session("2") is None
        with pytest.raises(UsageError, match="Ana"):
            store.remove_user("Ana")

    def test_some_stories_come_in_the_order_they_opened(self, store: Store) -> None:
        stand(store, s3="a", s1="bc", s2="d")
        assert [(s.id, s.reports) for s in store.stories(["s2", "s9", "s1", "s3"])] == [
            ("s3", ("a",)),
            ("s1", ("b", "c")),
            ("s2", ("d",)),
        ]
        assert list(store.stories([])) == []
