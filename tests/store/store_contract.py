"""What every store must do: inherit `StoreContract` and give the fixtures `store` (empty) and `reopened` (a call that
closes it and opens the same again)."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from communique.errors import StoreError, UsageError
from communique.model import (
    Actor,
    Brief,
    Dates,
    Event,
    Holding,
    Link,
    Mention,
    PageState,
    Recorded,
    Refusal,
    Report,
    Sentence,
    Source,
    SourceState,
    Span,
    Statement,
    Story,
    Version,
    When,
)
from communique.ports import Store

ODD_QUERIES = ["", " ", '"', '""', '"""', "*", "a*", "NOT", "AND OR", "NEAR(a b)", "title:x", "-x", "(", ")", "^x", "_"]
ODD_QUERIES += ["'; --"]
ODD_QUERIES += [
    "\x00",
    "\x02x",
    "٣",
    "\ud800",
    "金正恩",
    "🙂",
    "a" * 5000,
    '"' * 999,
    "x " * 2000,
    "U.S.",
    "café",
    "'; --",
]

KIM = Actor(text="Kim", name="Kim Song Nam", code="PRK", person=True, office="director of the International Department")
WANG = Actor(text="Wang", name="Wang Yi", code="CHN", person=True)
HANOI = Actor(text="Hanoi", name="Vietnam", code="VNM")
UNITED = Actor(text="the UN", name="United Nations", code="IGO")


def a_report(identity: str, published: str | None = "2024-03-21T08:00:00+08:00", **more: object) -> Report:
    text = str(more.pop("text", f"Envoys met in Beijing, says {identity}."))
    values = {"id": identity, "text": text, "title": f"Talks told by {identity}", "published": published}
    return Report(**(values | {"sentences": (Span(start=0, end=len(text)),)} | more))


def an_event(identity: str, story: str, day: str | None, actor: tuple[Actor, ...], **more: object) -> Event:
    date = None if day is None else When(start=day, end=day)
    return Event(**({"id": identity, "story": story, "event": "CONSULT", "actor": actor, "date": date} | more))


def a_brief(story: str, version: int = 1, reported: str = "2024-03-21T00:00:00Z", **more: object) -> Brief:
    standfirst = (Sentence(text=f"The envoys of {story} spoke of harvests."),)
    values = {"story": story, "version": version, "headline": f"Headline of {story}", "standfirst": standfirst}
    return Brief(**(values | {"dates": Dates(reported=(reported,))} | more))


class StoreContract:
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
        store.remove_source("a")
        assert [s.id for s in store.sources()] == ["b"]
        assert store.source_state("a") == SourceState(source="a")
        assert store.page_states("a") == {}
        assert store.report("r1") is not None
        with pytest.raises(UsageError, match="a"):
            store.remove_source("a")

    def test_states_replace_what_was_known(self, store: Store) -> None:
        store.put_source_state(SourceState(source="a", etag='"1"', failures=1))
        store.put_source_state(SourceState(source="a", etag='"2"'))
        assert store.source_state("a") == SourceState(source="a", etag='"2"')
        for report in (None, "r1"):
            store.put_page_state(PageState(url="https://a.example/1", source="a", report=report))
        store.put_page_state(PageState(url="https://a.example/1", source="b"))
        assert [state.report for state in store.page_states("a").values()] == ["r1"]
        assert set(store.page_states("b")) == {"https://a.example/1"}

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

    # reports

    def test_a_stored_version_never_changes(self, store: Store) -> None:
        store.put_report(a_report("r1", text="Four came."))
        store.put_report(a_report("r1", text="Five came."))
        found = store.report("r1")
        assert found is not None
        assert (found.text, found.versions) == ("Four came.", (Version(version=1),))

    def test_versions_are_listed_and_each_is_found(self, store: Store) -> None:
        note = Version(version=2, modified="2024-03-22", note="An earlier text gave another number.")
        store.put_report(a_report("r1", text="Four came.", byline=("A. Writer",)))
        store.put_report(a_report("r1", text="Five came.", version=2, modified="2024-03-22", versions=(note,)))
        first, newest = store.report("r1", 1), store.report("r1")
        assert first is not None and newest is not None
        assert (first.text, first.version, first.byline) == ("Four came.", 1, ("A. Writer",))
        assert (newest.text, newest.version) == ("Five came.", 2)
        assert first.versions == newest.versions == (Version(version=1), note)
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

    # record

    def test_what_was_recorded_is_kept_by_version(self, store: Store) -> None:
        mention = Mention(id="m1", report="r1", event="CONSULT", actor=(KIM,), recipient=(WANG,), reciprocal=True)
        first = Recorded(report="r1", mentions=(mention,), derived="1")
        store.put_recorded(first)
        store.put_recorded(first)
        assert store.recorded("r1", 1) == first
        assert store.recorded("r1", 2) is None
        again = Recorded(report="r1", derived="2")
        store.put_recorded(again)
        assert store.recorded("r1", 1) == again

    def test_statements_and_holdings_are_those_of_newest_versions(self, store: Store) -> None:
        for version in (1, 2):
            store.put_report(a_report("r1", version=version))
        store.put_report(a_report("r2", published="2024-03-24T00:00:00Z"))

        def said(identity: str, report: str, version: int) -> Statement:
            place = {"sentence": 0, "start": 0, "end": 5, "words": "Hello"}
            return Statement(id=identity, report=report, version=version, speaker=WANG, **place)

        def held(identity: str, report: str, version: int, day: str, person: str = "Wang Yi") -> Holding:
            return Holding(
                id=identity, person=person, office="minister", report=report, sentence=0, version=version, day=day
            )

        for version in (1, 2):
            holding = held(f"h{version}", "r1", version, "2024-03-23")
            statements = (said(f"q{version}", "r1", version),)
            store.put_recorded(Recorded(report="r1", version=version, statements=statements, holdings=(holding,)))
        other = held("h9", "r2", 1, "2024-03-22", "Kim Song-nam")
        store.put_recorded(Recorded(report="r2", statements=(said("q3", "r2", 1),), holdings=(other,)))
        assert [s.id for s in store.statements_of_person("wang-yi")] == ["q3", "q2"]
        assert list(store.statements_of_person("nobody")) == []
        assert [h.id for h in store.holdings()] == ["h9", "h2"]
        assert [h.id for h in store.holdings("kim-song-nam")] == ["h9"]

    def test_events_are_found_by_story_country_pair_and_person(self, store: Store) -> None:
        met = an_event("e1", "s1", "2024-03-23", (KIM, WANG), reciprocal=True)
        told = an_event("e2", "s1", None, (WANG,), recipient=(HANOI,))
        later = an_event("e3", "s2", "2024-03-25", (KIM,), recipient=(HANOI, UNITED))
        together = an_event("e4", "s2", "2024-03-20", (KIM, WANG), recipient=(HANOI,))
        store.put_events("s1", [told, met])
        store.put_events("s2", [later, together])
        store.put_events("s1", [told, met])
        assert list(store.events_of_story("s1")) == [told, met]
        assert store.event("e1") == met and store.event("e9") is None
        assert list(store.events_of_country("CHN")) == [met, together, told]
        assert list(store.events_of_country("IGO")) == [later]
        assert list(store.events_of_pair("PRK", "CHN")) == list(store.events_of_pair("CHN", "PRK")) == [met]
        assert list(store.events_of_pair("VNM", "PRK")) == [later, together]
        assert list(store.events_of_person("kim-song-nam")) == [later, met, together]
        assert list(store.events_of_person("vietnam")) == []
        assert list(store.people()) == [
            ("kim-song-nam", "Kim Song Nam", "PRK", 3),
            ("wang-yi", "Wang Yi", "CHN", 3),
        ]
        assert list(store.countries()) == [("CHN", 3), ("PRK", 3), ("VNM", 3)]
        assert list(store.pairs()) == [("CHN", "VNM", 2), ("PRK", "VNM", 2), ("CHN", "PRK", 1)]

    def test_events_put_again_replace_those_of_the_story_only(self, store: Store) -> None:
        store.put_events("s1", [an_event("e1", "s1", "2024-03-23", (KIM, WANG), reciprocal=True)])
        store.put_events("s2", [an_event("e2", "s2", "2024-03-24", (KIM,))])
        store.put_events("s1", [])
        assert store.event("e1") is None and store.event("e2") is not None
        assert list(store.pairs()) == [] and list(store.countries()) == [("PRK", 1)]

    def test_a_person_is_named_as_most_events_name_them(self, store: Store) -> None:
        hyphened = Actor(text="Kim", name="Kim Song-nam", person=True)
        events = [an_event(f"e{i}", "s1", "2024-03-23", (actor,)) for i, actor in enumerate((hyphened, KIM, KIM))]
        store.put_events("s1", events)
        assert list(store.people()) == [("kim-song-nam", "Kim Song Nam", "PRK", 3)]

    # briefs and views

    def test_briefs_are_kept_in_all_versions(self, store: Store) -> None:
        first, second = a_brief("s1"), a_brief("s1", 2, headline="Corrected headline")
        store.put_brief(first)
        store.put_brief(second)
        store.put_brief(a_brief("s1", 2, headline="Not this one"))
        assert store.brief("s1") == second
        assert store.brief("s1", 1) == first
        assert store.brief("s1", 3) is None and store.brief("s2") is None
        assert list(store.versions("s1")) == [first, second]
        assert list(store.latest()) == [second]

    def test_latest_pages_without_losing_equal_times(self, store: Store) -> None:
        times = {"s1": "2024-03-21", "s2": "2024-03-22", "s3": "2024-03-22", "s4": "2024-03-22T09:00:00+09:00"}
        for story, reported in times.items():
            store.put_brief(a_brief(story, reported=reported))
        seen: list[str] = []
        last: Brief | None = None
        for _ in range(5):
            before = None if last is None else last.dates.reported[-1]
            page = store.latest(2, before, None if last is None else last.story)
            if not page:
                break
            seen += [brief.story for brief in page]
            last = page[-1]
        assert seen == ["s4", "s3", "s2", "s1"]
        assert [brief.story for brief in store.latest(before="2024-03-22")] == ["s1"]

    def test_a_withdrawn_brief_is_neither_listed_nor_found(self, store: Store) -> None:
        store.put_brief(a_brief("s1"))
        assert [hit.id for hit in store.search("harvests")] == ["s1"]
        store.put_brief(a_brief("s1", 2, state="withdrawn"))
        assert list(store.latest()) == [] and list(store.search("harvests")) == []
        withdrawn = store.brief("s1")
        assert withdrawn is not None and withdrawn.state == "withdrawn"

    def test_a_reader_counts_once_a_day_per_story(self, store: Store) -> None:
        monday, tuesday = date(2024, 3, 25), date(2024, 3, 26)
        views = [("s1", monday, "x"), ("s1", monday, "x"), ("s1", monday, "y"), ("s1", tuesday, "x")]
        views += [("s2", tuesday, "x"), ("s3", tuesday, "z"), ("s2", tuesday, "x")]
        for view in views:
            store.count_view(*view)
        assert list(store.most_viewed(monday)) == [("s1", 3), ("s2", 1), ("s3", 1)]
        assert list(store.most_viewed(tuesday, limit=2)) == [("s1", 1), ("s2", 1)]
        assert list(store.most_viewed(date(2024, 3, 27))) == []

    # search

    def found(self, store: Store, query: str) -> list[str]:
        return [hit.id for hit in store.search(query)]

    def test_search_finds_words_phrases_and_beginnings(self, store: Store) -> None:
        store.put_report(a_report("r1", title="Talks in Beijing", text="Envoys met the minister. Ties were discussed."))
        store.put_report(a_report("r2", title="Grain", text="The minister met envoys in São Paulo. Talks on tariffs."))
        assert set(self.found(store, "envoy MINISTER")) == {"r1", "r2"}
        assert self.found(store, '"envoys met"') == ["r1"]
        assert self.found(store, '"envoy met"') == []
        assert self.found(store, '"talks" sao') == ["r2"]
        assert self.found(store, "tarif") == ["r2"]
        assert self.found(store, "talks") == ["r1", "r2"]
        assert self.found(store, "minister absent") == []

    def test_briefs_come_before_reports_and_matches_are_marked(self, store: Store) -> None:
        store.put_report(a_report("r1", text="Harvests, harvests, harvests.", title="Harvests"))
        store.put_brief(a_brief("s1"))
        hits = store.search("harvests")
        assert [(h.kind, h.id) for h in hits] == [("brief", "s1"), ("report", "r1")]
        assert hits[0].title == "Headline of s1"
        assert "\x02harvests\x03" in hits[0].snippet
        assert len(store.search("harvests", limit=1)) == 1

    def test_marks_in_the_text_itself_are_not_mistaken(self, store: Store) -> None:
        store.put_report(a_report("r1", text="A\x02forged\x03 mark and a \x00 beside the harvest."))
        assert store.search("harvest")[0].snippet.count("\x02") == 1

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_search_never_raises(self, store: Store, query: str) -> None:
        store.put_report(a_report("r1", text="U.S. envoys"))
        assert isinstance(list(store.search(query)), list)
        assert list(store.search(query, limit=0)) == list(store.search(query, limit=-1)) == []

    def test_a_new_version_replaces_the_words_of_the_old(self, store: Store) -> None:
        store.put_report(a_report("r1", text="Saturday"))
        store.put_report(a_report("r1", text="Sunday", version=2))
        assert self.found(store, "sunday") == ["r1"]
        assert self.found(store, "saturday") == []

    # rounds, transactions, threads

    def test_the_last_round_is_remembered(self, store: Store, reopened: Callable[[], Store]) -> None:
        assert store.last_round() is None
        begun = datetime(2024, 3, 25, 6, 30, tzinfo=UTC)
        store.close_round(datetime(2024, 3, 24, tzinfo=UTC))
        store.close_round(begun)
        assert reopened().last_round() == begun

    def test_everything_is_there_after_opening_again(self, store: Store, reopened: Callable[[], Store]) -> None:
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        store.put_brief(a_brief("s1"))
        again = reopened()
        assert again.brief("s1") == a_brief("s1")
        assert [(r.id, s) for r, s in again.assignments()] == [("r1", "s1")]
        assert [h.kind for h in again.search("envoys")] == ["brief", "report"]

    def test_a_transaction_is_kept_whole_or_not_at_all(self, store: Store) -> None:
        with pytest.raises(RuntimeError), store.transaction():
            store.put_report(a_report("r1"))
            with store.transaction():
                store.assign("r1", "s1")
            assert store.story("s1") is not None
            raise RuntimeError
        assert store.report("r1") is None and store.story("s1") is None and list(store.search("envoys")) == []
        with store.transaction():
            store.put_report(a_report("r1"))
            with store.transaction():
                store.assign("r1", "s1")
        assert store.story("s1") is not None

    def test_an_inner_failure_that_is_caught_undoes_the_inner_part(self, store: Store) -> None:
        with store.transaction():
            store.put_report(a_report("r1"))
            with pytest.raises(RuntimeError), store.transaction():
                store.put_report(a_report("r2"))
                raise RuntimeError
        assert store.report("r1") is not None and store.report("r2") is None

    def test_readers_see_what_is_committed_and_do_not_wait(self, store: Store) -> None:
        store.put_report(a_report("r1"))
        seen: list[tuple[str, ...]] = []

        def read() -> None:
            seen.append(tuple(r.id for r in store.unassigned()))

        with store.transaction():
            store.put_report(a_report("r2"))
            reader = threading.Thread(target=read)
            reader.start()
            reader.join(timeout=5)
            assert not reader.is_alive()
        read()
        assert seen == [("r1",), ("r1", "r2")]

    def test_many_threads_write_without_losing_anything(self, store: Store) -> None:
        failures: list[Exception] = []

        def write(n: int) -> None:
            try:
                for i in range(10):
                    with store.transaction():
                        store.put_report(a_report(f"r{n}-{i}"))
                        store.assign(f"r{n}-{i}", f"s{i}")
                    store.count_view("s1", date(2024, 3, 25), f"reader-{n}-{i}")
                    store.search("envoys")
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(list(store.assignments())) == 60
        assert sum(len(story.reports) for story in store.stories()) == 60
        assert list(store.most_viewed(date(2024, 3, 25))) == [("s1", 60)]

    def test_text_that_is_not_unicode_is_refused_whole(self, store: Store) -> None:
        with pytest.raises(StoreError, match="Unicode"):
            store.put_report(a_report("r1", text="half a pair \ud800"))
        assert store.report("r1") is None
