"""What every store's search finds, and how it is kept."""

from collections.abc import Callable

import pytest

from communique.lexicon.queries import parse
from communique.model import Actor, Brief, Holding, Place, Recorded, Report, Sentence, Statement
from communique.ports import Store
from communique.searching import COUNTED, RANKED, Found
from tests.store.nouns import HANOI, KIM, ODD_QUERIES, UNITED, WANG, a_brief, a_report, an_event


def find(store: Store, typed: str, limit: int = 100, offset: int = 0, *, newest: bool = False) -> Found:
    return store.find(parse(typed).query, limit, offset, newest=newest)


def ids(store: Store, typed: str, *, newest: bool = False) -> list[str]:
    return [hit.id for hit in find(store, typed, newest=newest).hits]


def said(report: str, words: str, speaker: Actor = WANG, **more: object) -> Recorded:
    statement = Statement(
        id=f"q-{report}", report=report, sentence=0, start=0, end=len(words), words=words, speaker=speaker, **more
    )  # type: ignore[arg-type]
    return Recorded(report=report, statements=(statement,))


def erased(report: str) -> Report:
    return Report(id=report, text="", version=2, retracted="demand")


class SearchContract:
    def fill(self, store: Store) -> None:
        """Two reports, a brief, what was said, two events."""
        store.put_report(
            a_report(
                "r1", title="Talks in Beijing", text="Envoys of North Korea met the minister. They spoke of harvests.",
                publisher="The Ledger", source="ledger", language="en",
            )
        )  # fmt: skip
        store.put_report(
            a_report(
                "r2", "2024-04-02", title="Une visite", text="Le ministre a parlé à Hanoi.", publisher="Courrier",
                language="fr-FR",
            )
        )  # fmt: skip
        store.put_recorded(said("r1", "ties were formed in blood", about=("PRK",)))
        place = Place(name="Beijing", country="CHN", venue="Great Hall")
        store.put_events(
            "s1",
            [
                an_event("e1", "s1", "2024-03-22", (KIM,), recipient=(WANG,), place=place),
                an_event("e2", "s1", None, (HANOI,), event="AID", recipient=(UNITED,)),
            ],
        )
        store.put_brief(a_brief("s1"))

    def test_every_kind_is_found_and_narrowed_to(self, store: Store) -> None:
        self.fill(store)
        assert ids(store, "type:report") == ["r2", "r1"] and ids(store, "type:brief") == ["s1"]
        assert ids(store, "type:statement") == ["q-r1"] and set(ids(store, "type:event")) == {"e1", "e2"}
        assert set(ids(store, "type:person")) == {"kim-song-nam", "wang-yi"}
        assert set(ids(store, "type:country")) == {"PRK", "CHN", "VNM"}
        assert ids(store, "type:organisation") == ids(store, "united nations")[:1] == ["united-nations"]
        assert ids(store, "blood") == ["q-r1"] and ids(store, '"formed in blood"') == ["q-r1"]
        assert ids(store, '"great hall"') == ["e1"]

    def test_conditions_narrow(self, store: Store) -> None:
        self.fill(store)
        assert ids(store, "from:ledger type:report") == ["r1"] and ids(store, 'from:"wang yi"') == ["q-r1"]
        assert ids(store, "lang:fr") == ["r2"] and "r2" not in ids(store, "-lang:fr")
        assert ids(store, "country:vietnam type:report") == ["r2"], "by its capital"
        assert ids(store, "country:nk type:report") == ["r1"]
        assert set(ids(store, "pair:CHN-PRK")) == {"r1", "q-r1", "e1"}
        assert ids(store, "type:meeting type:event") == ["e1"] and ids(store, "type:meeting type:brief") == ["s1"]
        assert ids(store, "type:aid type:event") == ["e2"]
        assert ids(store, "on:2024-03-22") == ["e1"] and ids(store, "after:2024-03-31") == ["r2"]
        assert "e2" not in ids(store, "before:2025") and "e2" in ids(store, "vietnam")
        assert set(ids(store, "blood OR visite")) == {"q-r1", "r2"}
        assert "r1" not in ids(store, "harvests -beijing") and "s1" in ids(store, "harvests -beijing")

    def test_a_pages_name_comes_first_then_where_the_words_stand(self, store: Store) -> None:
        self.fill(store)
        assert ids(store, "kim song nam")[0] == "kim-song-nam" and ids(store, "north korea")[0] == "PRK"
        store.put_report(a_report("r3", title="Nothing", text=f"Much. {'Word. ' * 30} At last a tariff."))
        store.put_report(a_report("r4", "2020-01-01", title="Tariff raised", text="It was raised."))
        assert ids(store, "tariff") == ["r4", "r3"] and ids(store, "tariff", newest=True) == ["r3", "r4"]

    def test_where_much_is_found_the_work_is_bounded_and_said_to_be(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from communique.store import search

        for name, value in (("COUNTED", 40), ("RANKED", 15), ("SCORED", 10), ("FACETED", 20)):
            monkeypatch.setattr(search, name, value)
        assert (COUNTED, RANKED) == (3_000, 500)
        for n in range(60):
            title = "Harvest" if n == 50 else "Grain"
            day = f"2024-03-{n // 2 + 1:02}"
            store.put_report(a_report(f"r{n:02}", day, title=title, text=f"A harvest was told of. {n}"))
        found = find(store, "harvest", limit=5)
        assert (found.total, found.more, found.reachable, found.counted) == (40, True, 15, 20)
        assert [hit.id for hit in found.hits][:2] == ["r50", "r59"], "what has it in the headline, then the newest"
        assert find(store, "harvest", 5, 15).hits == ()
        assert [h.id for h in find(store, "harvest", 3, 37, newest=True).hits] == ["r22", "r21", "r20"]
        months = {f.field: {t.value: t.count for t in f.values} for f in found.facets}["month"]
        assert months == {"2024-03": 20}
        assert not find(store, "grain on:2024-03-05").more

    def test_facets_count_what_is_found(self, store: Store) -> None:
        self.fill(store)
        facets = {f.field: {t.value: t.count for t in f.values} for f in find(store, "-nothing").facets}
        assert facets["kind"] == {
            "country": 3, "event": 2, "person": 2, "report": 2, "brief": 1, "statement": 1, "organisation": 1,
        }  # fmt: skip
        assert facets["from"] == {"The Ledger": 2, "Courrier": 1} and facets["type"] == {"CONSULT": 2, "AID": 2}
        assert facets["month"] == {"2024-04": 1, "2024-03": 4}
        assert facets["country"]["PRK"] >= 4

    def test_a_slip_is_led_back_to_what_much_more_has(self, store: Store) -> None:
        for n in range(12):
            store.put_report(a_report(f"r{n}", text="The delegation came to Pyongyang."))
        told = store.spelled(
            ["delgation", "pyongynag", "dleegation", "xdelegation", "dalegation", "delegation", "came", "zzzz"]
        )
        assert told == {
            "delgation": "delegation", "pyongynag": "pyongyang", "dleegation": "delegation",
            "xdelegation": "delegation", "dalegation": "delegation",
        }  # fmt: skip
        store.put_report(a_report("slip", text="A delgation."))
        assert store.spelled(["delgation"]) == {"delgation": "delegation"}, "one that has it too proves nothing"
        assert store.spelled(["", "a", "é" * 4, "x" * 5000, "\x00", "two words", "\ud800bcd"]) == {}

    def test_what_is_told_no_more_is_found_no_more(self, store: Store) -> None:
        self.fill(store)
        store.put_report(a_report("r1", text="Nothing of that.", version=2))
        assert ids(store, "blood") == [], "what an older version says"
        store.put_recorded(said("r1", "an old version"))
        assert ids(store, '"an old version"') == []
        store.put_events("s1", [])
        assert ids(store, "type:event") == ids(store, "type:person") == ids(store, "type:country") == []

    def test_a_person_stays_as_long_as_one_story_tells_of_them(self, store: Store) -> None:
        self.fill(store)
        store.put_events("s2", [an_event("e9", "s2", None, (KIM,))])
        store.put_events("s1", [])
        assert ids(store, "type:person") == ["kim-song-nam"] and ids(store, "type:country") == ["PRK"]

    def test_offices_of_people_are_found(self, store: Store) -> None:
        holding = Holding(
            id="h", person="Wang Yi", office="foreign minister", report="r1", sentence=0, day="2024-03-01"
        )
        store.put_report(a_report("r1"))
        store.put_recorded(Recorded(report="r1", holdings=(holding,)))
        store.put_events("s1", [an_event("e1", "s1", None, (WANG,))])
        assert ids(store, "foreign minister type:person") == ["wang-yi"]

    def test_nothing_is_left_of_what_is_erased(self, store: Store) -> None:
        self.fill(store)
        store.assign("r1", "s1")
        store.erase_reports([erased("r1")])
        assert ids(store, "harvests") == ids(store, "blood") == ids(store, "from:ledger") == []
        assert store.spelled(["harvets"]) == {}

    @pytest.mark.parametrize("typed", ODD_QUERIES)
    def test_whatever_is_asked_is_answered(self, store: Store, typed: str) -> None:
        self.fill(store)
        for query in (typed, f"{typed} harvest", f"from:{typed}", f'country:{typed} OR "{typed}"', f"-{typed}"):
            assert isinstance(find(store, query), Found)
            assert find(store, query, limit=-1, offset=-5).hits == ()

    def test_it_is_there_after_opening_again_and_goes_with_its_transaction(
        self, store: Store, reopened: Callable[[], Store]
    ) -> None:
        self.fill(store)
        before = find(store, "-nothing")
        with pytest.raises(RuntimeError), store.transaction():
            store.put_report(a_report("r9", text="Uncommitted."))
            raise RuntimeError
        again = reopened()
        assert find(again, "-nothing") == before and ids(again, "uncommitted") == []

    def test_what_stands_as_it_was_is_not_written_again(self, store: Store) -> None:
        long = Brief(story="s1", headline="x", standfirst=(Sentence(text="One."),))
        store.put_brief(long)
        store.put_report(a_report("r1", None))
        store.put_report(a_report("r1", "2024-03-21", version=2))
        assert ids(store, "on:2024-03-21") == ["r1"] and ids(store, "type:report") == ["r1"]
