"""The contract of a store: inherit StoreContract and give the fixtures `store` and `reopened`."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from communique.drafting import Written
from communique.errors import StoreError, UsageError
from communique.model import (
    Actor,
    Agreement,
    Brief,
    EditorsText,
    Hand,
    Holding,
    Key,
    Mention,
    Recorded,
    Standing,
    Statement,
)
from communique.ports import Store
from tests.store.erasing_contract import ErasingContract
from tests.store.keeping_contract import KeepingContract
from tests.store.nouns import HANOI, KIM, ODD_QUERIES, UNITED, WANG, a_brief, a_report, a_view, an_event
from tests.store.ruling_contract import RulingContract
from tests.store.search_contract import SearchContract
from tests.store.stream_contract import StreamContract
from tests.store.survey_contract import SurveyContract
from tests.store.view_contract import ViewContract
from tests.store.waiting_contract import WaitingContract
from tests.store.watch_contract import WatchContract


class StoreContract(
    ErasingContract,
    KeepingContract,
    RulingContract,
    SearchContract,
    StreamContract,
    SurveyContract,
    ViewContract,
    WaitingContract,
    WatchContract,
):
    # the hand of editors

    def test_a_hand_is_kept_in_place_of_the_one_before(self, store: Store, reopened: Callable[[], Store]) -> None:
        assert store.hand("s1") is None
        store.put_hand(Hand(story="s1", turn=1))
        store.put_hand(Hand(story="s1", turn=2, draft=EditorsText(by="Ana", at="2024-03-21T00:00:00Z", headline="x")))
        found = reopened().hand("s1")
        assert found is not None and found.turn == 2 and found.draft is not None and found.draft.by == "Ana"

    def test_keys_are_kept_by_their_hash_and_named_once(self, store: Store, reopened: Callable[[], Store]) -> None:
        store.put_key("h2", Key(name="Beta", rate=600))
        store.put_key("h1", Key(name="Alpha", rate=0, made="2024-03-21T10:00:00Z"))
        with pytest.raises(UsageError, match="Alpha"):
            store.put_key("h3", Key(name="Alpha", rate=1))
        assert [key.name for key in store.known_keys()] == ["Alpha", "Beta"]
        again = reopened()
        assert again.key("h2") == Key(name="Beta", rate=600) and again.key("h3") is None
        again.remove_key("Beta")
        assert again.key("h2") is None
        with pytest.raises(UsageError, match="Beta"):
            again.remove_key("Beta")

    def test_briefs_are_given_by_the_order_their_stories_opened(self, store: Store) -> None:
        assert store.last_opened() == 0 and list(store.opened(0, 10)) == []
        for story, state in (("s3", "released"), ("s1", "withdrawn"), ("s2", "released"), ("s4", "released")):
            store.put_report(a_report(f"r-{story}"))
            store.assign(f"r-{story}", story)
            store.put_brief(Brief(story=story, headline="x", version=1))
            store.put_brief(Brief(story=story, headline="y", version=2, state=state))  # type: ignore[arg-type]
        assert store.last_opened() == 4
        assert [(b.story, b.version) for b in store.opened(0, 4)] == [("s3", 2), ("s2", 2), ("s4", 2)]
        assert [b.story for b in store.opened(1, 3)] == ["s2"]
        store.assign("r-s2", "s4")
        store.redirect("s2", "s4")
        assert [b.story for b in store.opened(0, 10)] == ["s3", "s4"]

    def test_what_was_printed_and_withdrawn_is_listed_by_itself(self, store: Store) -> None:
        for story, versions in (("s1", 2), ("s2", 1)):
            store.put_report(a_report(f"r-{story}"))
            store.assign(f"r-{story}", story)
            for version in range(1, versions + 1):
                state = "withdrawn" if version == versions else "released"
                store.put_brief(Brief(story=story, headline="x", version=version, state=state))
        assert [brief.story for brief in store.withdrawn()] == ["s1"], "s2 was never printed"
        assert list(store.withdrawn(0)) == []

    # drafts

    def test_a_draft_is_found_by_its_key_also_after_a_restart(
        self, store: Store, reopened: Callable[[], Store]
    ) -> None:
        assert store.draft("k1") is None
        store.keep_draft("k1", Written(text="first"))
        store.keep_draft("k1", Written(text="second", tokens_in=3, tokens_out=4))
        assert reopened().draft("k1") == Written(text="second", tokens_in=3, tokens_out=4)

    def test_what_is_spent_adds_up_by_day(self, store: Store) -> None:
        day, other = date(2024, 3, 23), date(2024, 3, 24)
        store.spend(day, 0.25)
        store.spend(day, 0.5)
        store.spend(other, 1.0)
        assert [store.spent(d) for d in (day, other, date(2024, 3, 25))] == [0.75, 1.0, 0.0]

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
            code = "CHN" if person == "Wang Yi" else "PRK"
            return Holding(
                id=identity,
                person=person,
                office="minister",
                report=report,
                sentence=0,
                version=version,
                day=day,
                code=code,
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
        assert [h.id for h in store.holdings(code="CHN")] == ["h2"] and list(store.holdings(code="NOR")) == []

    def test_statements_of_one_country_that_name_the_other(self, store: Store) -> None:
        for version in (1, 2):
            store.put_report(a_report("r1", version=version))
        store.put_report(a_report("r2", published="2024-03-24T00:00:00Z"))

        def said(identity: str, report: str, version: int, speaker: Actor, *about: str) -> Statement:
            place = {"sentence": 0, "start": 0, "end": 5, "words": "Hello", "about": about}
            return Statement(id=identity, report=report, version=version, speaker=speaker, **place)

        old = Recorded(report="r1", version=1, statements=(said("q1", "r1", 1, WANG, "PRK"),))
        new = (said("q2", "r1", 2, WANG, "PRK", "VNM"), said("q3", "r1", 2, WANG), said("q4", "r1", 2, WANG, "VNM"))
        store.put_recorded(old)
        store.put_recorded(Recorded(report="r1", version=2, statements=new))
        store.put_recorded(Recorded(report="r1", version=2, statements=new))
        store.put_recorded(Recorded(report="r2", statements=(said("q5", "r2", 1, KIM, "CHN"),)))
        assert [s.id for s in store.statements_between("CHN", "PRK")] == ["q5", "q2"]
        assert [s.id for s in store.statements_between("VNM", "CHN")] == ["q2", "q4"]
        assert list(store.statements_between("PRK", "VNM")) == []

    def test_agreements_are_found_by_story_country_and_pair_and_let_go(self, store: Store) -> None:
        def one(identity: str, day: str | None, *parties: Actor, stories: tuple[str, ...] = ("s1",)) -> Agreement:
            history = tuple(Standing(story=s, kind="treaty", name="pact", status="signed") for s in stories)
            return Agreement(
                id=identity, story=stories[0], kind="treaty", name="pact", day=day, parties=parties, history=history
            )

        old, new = one("a1", "2024-03-01", KIM, WANG), one("a2", "2024-03-20", KIM, WANG, stories=("s1", "s2"))
        undated = one("a3", None, KIM, HANOI, UNITED, stories=("s2",))
        store.put_agreements([undated, old, new])
        store.put_agreements([old])
        assert list(store.agreements_of_story("s1")) == [new, old]
        assert list(store.agreements_of_story("s2")) == [new, undated]
        assert list(store.agreements_of_country("PRK")) == [new, old, undated]
        assert (
            list(store.agreements_of_pair("PRK", "CHN")) == list(store.agreements_of_pair("CHN", "PRK")) == [new, old]
        )
        assert list(store.agreements_of_pair("CHN", "VNM")) == []
        store.put_agreements([Agreement(id="a2", story="s1", kind="treaty", name="pact")])
        assert list(store.agreements_of_country("CHN")) == [old] and list(store.agreements_of_story("s2")) == [undated]

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
        assert list(store.people(1)) == list(store.people())[:1]
        assert list(store.countries(2)) == list(store.countries())[:2] and store.pairs(1)[0] == ("CHN", "VNM", 2)

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
        store.put_events("s1", events[:1])
        assert list(store.people()) == [("kim-song-nam", "Kim Song-nam", None, 1)]

    # briefs

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
        store.put_brief(a_brief("s1"))

        def write(n: int) -> None:
            try:
                for i in range(10):
                    with store.transaction():
                        store.put_report(a_report(f"r{n}-{i}"))
                        store.assign(f"r{n}-{i}", f"s{i}")
                    store.count_views([a_view("s1", date(2024, 3, 25), f"reader-{n}-{i}")])
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
        assert list(store.most_viewed(datetime(2024, 3, 25, tzinfo=UTC))) == [("s1", 60)]

    def test_text_that_is_not_unicode_is_refused_whole(self, store: Store) -> None:
        with pytest.raises(StoreError, match="Unicode"):
            store.put_report(a_report("r1", text="half a pair \ud800"))
        assert store.report("r1") is None
