"""A desk's store that holds one report of talks, recorded."""

from pathlib import Path

from communique.lexicon import sentences
from communique.model import Report
from communique.record import Recorder, agreed, join
from communique.record.spacy_parser import SpacyParser
from communique.store.sqlite import SqliteStore

TEXT = (
    "French Prime Minister Anne Colbert met Togolese President Kofi Mensah in Paris for two hours on Thursday. "
    "France and Togo signed a treaty on fisheries in Paris on Thursday. "
    "Colbert said that Togo was a reliable friend."
)


def kept(store: Path) -> None:
    """Keep the report in this store, in a story, with its record."""
    report = Report(
        id="r1", text=TEXT, title="Talks in Paris", published="2024-03-22T12:00:00+00:00", language="en",
        publisher="The Bugle", url="https://bugle.example/1", sentences=sentences.split(TEXT),
    )  # fmt: skip
    recorded = Recorder(SpacyParser()).record(report)
    opened = SqliteStore(store)
    with opened.transaction():
        opened.put_report(report)
        opened.assign("r1", "s1")
        opened.put_recorded(recorded)
        opened.put_events("s1", join("s1", [report], [recorded], (), ()))
        opened.put_agreements(agreed("s1", [report], [recorded], ()))
    opened.close()
