"""The part of a store's contract that is about reading all there is, a piece at a time."""

from contextlib import closing
from itertools import islice

from communique.model import Actor, Agreement, Event, Holding, Recorded, Standing, Statement
from communique.ports import Store
from communique.store import streams
from tests.store.nouns import KIM, WANG, a_report, an_event


def talks(name: str, day: str | None = "2024-03-21", recipient: Actor = WANG) -> Event:
    """A meeting of Kim Song Nam with somebody."""
    return an_event(name, "s1", day, (KIM,), recipient=(recipient,), reciprocal=True)


class StreamContract:
    def test_each_event_comes_once_newest_first_and_undated_last(self, store: Store) -> None:
        number = streams.AT_ONCE * 2 + 7
        days = {f"e{n:04}": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(number)}
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        store.put_events("s1", [talks(e, day) for e, day in days.items()] + [talks("undated", None)])
        found = [event.id for event in store.each_event()]
        assert found == [*sorted(sorted(days), key=lambda e: days[e], reverse=True), "undated"]
        assert (
            [e.id for e in store.events_of_country("CHN")] == [e.id for e in store.each_event(country="CHN")] == found
        )
        with closing(store.each_event()) as some:
            assert [event.id for event in islice(some, 3)] == found[:3]

    def test_each_event_of_a_country_a_pair_and_a_person(self, store: Store) -> None:
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        laos = Actor(text="Laos", name="Laos", code="LAO")
        store.put_events("s1", [talks("e1"), talks("e2", recipient=laos)])
        assert [e.id for e in store.each_event(country="LAO")] == ["e2"]
        assert [e.id for e in store.each_event(pair=("PRK", "CHN"))] == ["e1"]
        assert {e.id for e in store.each_event(person=KIM.key)} == {"e1", "e2"}
        assert [e.id for e in store.each_event(country="FRA")] == []

    def test_an_event_stream_is_the_store_as_it_stood(self, store: Store) -> None:
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        store.put_events("s1", [talks(f"e{n:04}") for n in range(streams.AT_ONCE + 1)])
        with closing(store.each_event()) as found:
            first = next(found)
            store.put_events("s1", [])
            assert len({first.id, *(event.id for event in found)}) == streams.AT_ONCE + 1
        assert list(store.each_event()) == []

    def test_each_statement_and_holding_of_newest_versions(self, store: Store) -> None:
        for version in (1, 2):
            store.put_report(a_report("r1", version=version))
            said = Statement(
                id=f"q{version}", report="r1", sentence=0, start=0, end=5, words="Hello", speaker=WANG, version=version
            )
            held = Holding(
                id=f"h{version}", person="Wang Yi", office="minister", report="r1", sentence=0, version=version
            )
            store.put_recorded(Recorded(report="r1", version=version, statements=(said,), holdings=(held,)))
        assert [s.id for s in store.each_statement()] == [s.id for s in store.each_statement("wang-yi")] == ["q2"]
        assert [h.id for h in store.each_holding()] == [h.id for h in store.each_holding("wang-yi")] == ["h2"]
        assert [s.id for s in store.each_statement(since="2024-03-21", until="2024-03-21")] == ["q2"]
        assert list(store.each_statement(until="2024-03-20")) == list(store.each_statement(since="2024-03-22")) == []
        assert list(store.each_statement("nobody")) == [] and list(store.each_holding("nobody")) == []

    def test_each_agreement_and_report(self, store: Store) -> None:
        for n in range(3):
            store.put_report(a_report(f"r{n}"))
        store.put_report(a_report("r1", version=2))

        def signed(name: str, day: str | None, *parties: Actor) -> Agreement:
            standing = Standing(story="s1", kind="treaty", name=name, status="signed", day=day)
            return Agreement(
                id=name, story="s1", kind="treaty", name=name, day=day, parties=parties, history=(standing,)
            )

        store.put_report(a_report("r3", published=None))
        assert [r.id for r in store.each_report("2024-03-21", "2024-03-21")] == ["r0", "r1", "r2"]
        assert list(store.each_report(until="2024-03-20")) == []
        store.put_agreements(
            [signed("a1", "2024-01-01", KIM, WANG), signed("a2", None, WANG), signed("a3", "2024-02-01")]
        )
        assert [a.id for a in store.each_agreement()] == ["a3", "a1", "a2"]
        assert [a.id for a in store.each_agreement("CHN")] == ["a1", "a2"]
        assert [(r.id, r.version) for r in store.each_report()] == [("r0", 1), ("r1", 2), ("r2", 1), ("r3", 1)]
