"""The contract of views: who counts when, in which window, and what is let go when a day is over."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from communique.model import View
from communique.ports import Store
from tests.store.nouns import a_brief, a_view

MONDAY, TUESDAY = date(2024, 3, 25), date(2024, 3, 26)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def printed(store: Store, *stories: str) -> None:
    for story in stories:
        store.put_brief(a_brief(story))


class ViewContract:
    def test_a_reader_counts_once_a_day_per_story(self, store: Store) -> None:
        printed(store, "s1", "s2", "s3")
        views = [("s1", MONDAY, "x"), ("s1", MONDAY, "x"), ("s1", MONDAY, "y"), ("s1", TUESDAY, "x")]
        views += [("s2", TUESDAY, "x"), ("s3", TUESDAY, "z"), ("s2", TUESDAY, "x")]
        for view in views:
            store.count_views([a_view(*view)])
        store.count_views([a_view(*view) for view in views])
        assert list(store.most_viewed(midnight(MONDAY))) == [("s1", 3), ("s2", 1), ("s3", 1)]
        assert list(store.most_viewed(midnight(TUESDAY), limit=2)) == [("s1", 1), ("s2", 1)]
        assert list(store.most_viewed(datetime(2024, 3, 27, tzinfo=UTC))) == []

    def test_windows_are_exact_to_the_minute(self, store: Store) -> None:
        printed(store, "s1")
        store.count_views([a_view("s1", MONDAY, f"r{minute}", minute=minute) for minute in range(10)])
        noon = datetime(2024, 3, 25, 12, tzinfo=UTC)
        for past in range(11):
            counted = dict(store.most_viewed(noon + timedelta(minutes=past, seconds=30))).get("s1", 0)
            assert counted == max(0, 9 - past), "in the minutes after that one"

    def test_the_first_minute_counts_whoever_tells_of_it_first(self, store: Store) -> None:
        printed(store, "s1")
        for minute in (7, 3, 5):
            store.count_views([a_view("s1", MONDAY, "x", minute=minute)])
        assert [v.minute for v in store.views_behind(MONDAY, ["door-x"])] == [
            a_view("s1", MONDAY, "x", minute=3).minute
        ]

    def test_what_no_reader_can_read_does_not_count(self, store: Store) -> None:
        printed(store, "s1", "s2")
        store.put_brief(a_brief("s2", 2, state="withdrawn"))
        store.put_brief(a_brief("s3", state="draft"))
        store.count_views([a_view(story, MONDAY, "x") for story in ("s1", "s2", "s3", "never-was", "'; --", "\x00")])
        assert list(store.most_viewed(midnight(MONDAY))) == [("s1", 1)]
        assert [v.story for v in store.views_behind(MONDAY, ["door-x"])] == ["s1"]
        store.count_views([])

    def test_who_is_left_out_is_taken_back_and_not_counted_again_on_that_day(self, store: Store) -> None:
        printed(store, "s1")
        store.count_views([a_view("s1", MONDAY, reader, door="office") for reader in "abc"])
        store.count_views([a_view("s1", MONDAY, "d"), a_view("s1", TUESDAY, "a", door="office")])
        store.leave_out(MONDAY, "office", "a")
        store.leave_out(MONDAY, "office", "a")
        store.count_views([a_view("s1", MONDAY, "a", door="office"), a_view("s1", MONDAY, "e", door="office")])
        assert [v.reader for v in store.views_behind(MONDAY, ["office"])] == ["b", "c", "e"]
        store.leave_out(MONDAY, "office")
        store.count_views([a_view("s1", MONDAY, reader, door="office") for reader in "fg"])
        assert list(store.views_behind(MONDAY, ["office"])) == []
        assert list(store.most_viewed(midnight(MONDAY))) == [("s1", 2)], "d on Monday, and a on Tuesday"

    def test_what_is_taken_back_may_count_again(self, store: Store) -> None:
        printed(store, "s1", "s2")
        views = [a_view(story, MONDAY, reader, door="office") for story in ("s1", "s2") for reader in "ab"]
        store.count_views(views)
        store.take_back(views[:1])
        assert dict(store.most_viewed(midnight(MONDAY))) == {"s1": 1, "s2": 2}
        store.count_views(views)
        assert dict(store.most_viewed(midnight(MONDAY))) == {"s1": 2, "s2": 2}

    def test_views_behind_doors_come_by_minute(self, store: Store) -> None:
        printed(store, "s1", "s2")
        store.count_views([a_view("s1", MONDAY, "b", minute=2), a_view("s2", MONDAY, "a", minute=1)])
        found = store.views_behind(MONDAY, ["door-b", "door-a", *(f"door-{n}" for n in range(1200))])
        assert [(v.story, v.reader) for v in found] == [("s2", "a"), ("s1", "b")]
        assert isinstance(found[0], View) and store.views_behind(TUESDAY, ["door-a"]) == []

    def test_a_salt_is_one_for_all_and_ends_with_its_day(self, store: Store, reopened: Callable[[], Store]) -> None:
        first = store.day_salt(MONDAY)
        store.leave_out(MONDAY, "office")
        assert len(first) == 32 and store.day_salt(MONDAY) == first != store.day_salt(TUESDAY)
        again = reopened()
        assert again.day_salt(MONDAY) == first
        again.close_days(TUESDAY, MONDAY)
        assert again.day_salt(MONDAY) != first
        printed(again, "s1")
        again.count_views([a_view("s1", MONDAY, "x", door="office")])
        assert dict(again.most_viewed(midnight(MONDAY))) == {"s1": 1}, "who was left out is forgotten with the day"

    def test_days_that_no_window_reaches_are_counted_together(self, store: Store) -> None:
        printed(store, "s1", "s2")
        store.count_views([a_view("s1", MONDAY, reader) for reader in "abc"] + [a_view("s1", TUESDAY, "a")])
        before = [(MONDAY, 3), (TUESDAY, 1)]
        assert list(store.views_by_day("s1")) == before and list(store.views_by_day("s2")) == []
        for _ in range(2):
            store.close_days(date(2024, 4, 26), TUESDAY)
            assert list(store.views_by_day("s1")) == before
        assert list(store.views_behind(MONDAY, ["door-a"])) == []
        assert list(store.most_viewed(midnight(MONDAY))) == [("s1", 1)]
        store.count_views([a_view("s1", MONDAY, "late")])
        store.close_days(date(2024, 4, 26), TUESDAY)
        assert list(store.views_by_day("s1")) == [(MONDAY, 4), (TUESDAY, 1)]

    # printing

    def test_what_is_printed_is_found_from_where_one_stopped(self, store: Store) -> None:
        assert store.last_printed() == 0 and list(store.printed_since(0, 10)) == []
        printed(store, "s1", "s2", "s3")
        first, second, third = store.printed_since(0, 10)
        assert [p.story for p in (first, second, third)] == ["s1", "s2", "s3"]
        assert first.seq < second.seq < third.seq == store.last_printed() and first.first == first.seq
        assert [p.story for p in store.printed_since(0, 2)] == ["s2", "s3"], "the last of them"
        store.put_brief(a_brief("s1", 2))
        store.put_brief(a_brief("s1", 2))
        (again,) = store.printed_since(third.seq, 10)
        assert (again.story, again.first) == ("s1", first.seq) and again.seq > third.seq
        assert [p.story for p in store.printed_since(0, 10)] == ["s2", "s3", "s1"]

    def test_only_what_is_out_is_printed(self, store: Store) -> None:
        store.put_brief(a_brief("s1", state="draft"))
        printed(store, "s2")
        store.put_brief(a_brief("s2", 2, state="withdrawn"))
        assert list(store.printed_since(0, 10)) == []
        store.put_brief(a_brief("s1", 2))
        (out,) = store.printed_since(0, 10)
        assert out.story == "s1" and out.first == out.seq == store.last_printed()
