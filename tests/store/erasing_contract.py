"""The contract of a store: what is removed on demand."""

from msgspec.structs import replace

from communique.lexicon.masking import Masking, marked
from communique.model import Holding, PageState, Recorded, Refusal, Report, Ruling, Statement
from communique.ports import Store
from tests.store.nouns import KIM, WANG, a_brief, a_report, an_event

MASKS = Masking([marked("kim-song-nam")])
TEXT = "Kim Song Nam met Wang Yi."


def stone(report: str, source: str) -> Report:
    return Report(id=report, text="", source=source, version=2, retracted="demand")


class ErasingContract:
    def test_reports_are_erased_together_and_others_stay(self, store: Store) -> None:
        for name, source in (("r1", "a"), ("r2", "a"), ("r3", "b")):
            store.put_report(a_report(name, source=source))
            store.put_recorded(Recorded(report=name))
        assert list(store.reports_of_source("a")) == ["r1", "r2"] and list(store.reports_of_source("c")) == []
        store.erase_reports([stone("r1", "a"), stone("r2", "a")])
        assert [report.retracted for report in store.reports(["r1", "r2"])] == ["demand", "demand"]
        first = store.report("r1", 1)
        assert first is not None and first.text == "" and store.recorded("r1", 1) is None
        other = store.report("r3")
        assert other is not None and other.text and store.recorded("r3", 1) is not None
        assert list(store.reports_of_source("a")) == ["r1", "r2"], "that there were some stays"

    def test_refusals_of_one_source_are_dropped(self, store: Store) -> None:
        for name, source in (("x", "a"), ("y", "b"), ("z", None)):
            store.put_refusal(Refusal(name=name, why="gone", source=source, at="2024-01-01T00:00:00Z"))
        store.drop_refusals("a")
        assert [refusal.name for refusal in store.refusals()] == ["y", "z"]

    def test_a_tombstone_is_a_mark_of_a_kind(self, store: Store) -> None:
        assert store.removals("person") == frozenset()
        for kind, mark in (("person", "m1"), ("person", "m1"), ("source", "m2")):
            store.put_removal(kind, mark)
        assert store.removals("person") == {"m1"} and store.removals("source") == {"m2"}
        store.empty_log()

    def test_a_name_is_blacked_out_wherever_it_stands(self, store: Store) -> None:
        store.put_report(a_report("r1", text=TEXT, title="Kim Song Nam in Beijing"))
        store.put_report(a_report("r2", text="Nothing of him."))
        said = Statement(id="q1", report="r1", sentence=0, start=0, end=4, words="Thanks", speaker=KIM)
        held = Holding(id="h1", person="Kim Song Nam", office="director", report="r1", sentence=0)
        store.put_recorded(Recorded(report="r1", statements=(said,), holdings=(held,)))
        store.put_recorded(Recorded(report="r2"))
        store.assign("r1", "s1")
        store.assign("r2", "s2")
        event = an_event("e1", "s1", "2024-03-21", (KIM,), recipient=(WANG,))
        store.put_events("s1", [event])
        store.put_brief(a_brief("s1", headline="Kim Song Nam in Beijing"))
        store.put_brief(a_brief("s2"))
        store.put_events("s2", [])
        store.put_links("s1", [])
        store.put_links("s2", [])
        store.put_page_state(PageState(url="https://a.example/kim-song-nam", source="a", entry_title="Kim Song Nam"))
        ruling = store.put_ruling(
            Ruling(at="2024-01-01T00:00:00Z", by="Ana", kind="remove", stories=("s1",), old=event)
        )
        assert list(store.black_out(MASKS)) == ["s1"]
        report, brief = store.report("r1"), store.brief("s1")
        assert (
            report is not None
            and report.text == "███ ████ ███ met Wang Yi."
            and report.title == "███ ████ ███ in Beijing"
        )
        assert brief is not None and brief.headline == "███ ████ ███ in Beijing"
        assert store.recorded("r1", 1) is None and store.recorded("r2", 1) is not None
        assert list(store.statements_of_person("kim-song-nam")) == [] and list(store.holdings()) == []
        assert list(store.events_of_person("kim-song-nam")) == [] and len(store.events_of_person("wang-yi")) == 1
        kept = store.event("e1")
        assert kept is not None and kept.actor[0].name == "a person" and not kept.actor[0].person
        (state,) = store.page_states("a").values()
        assert state == PageState(url="https://a.example/kim-song-nam", source="a", entry_title="███ ████ ███")
        (told,) = store.rulings(1)
        assert told == replace(ruling, old=replace(event, actor=kept.actor))
        assert store.search("kim song nam", 5) == [] and store.search("beijing", 5) != []
        assert "s1" in [story.id for story in store.due()]
        assert list(store.black_out(MASKS)) == [], "once is enough"
