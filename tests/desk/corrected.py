"""A story of talks and what an editor corrects in it."""

from communique.desk import Desk
from communique.desk.correcting import Correcting
from communique.lexicon.amendments import written
from communique.model import Brief, Event
from tests.record.conftest import report

TALKS = (
    report(
        "Norwegian Foreign Minister Jan Berg met Japanese Foreign Minister Keiko Mori in Oslo on Tuesday. "
        "Japan accused Norway of dumping fish. Norway promised Japan aid for its ports.",
        "2024-03-20T08:00:00+00:00", "one", title="Berg meets Mori in Oslo", publisher="Kestrel",
    ),
    report(
        "Foreign Minister Jan Berg of Norway met Keiko Mori, Japan's foreign minister, in Oslo on Tuesday, radio said.",
        "2024-03-20T11:00:00+00:00", "two", title="Mori and Berg hold talks in Oslo", publisher="Heron",
    ),
)  # fmt: skip
LATER = report(
    "Norway's foreign minister, Jan Berg, received Japanese Foreign Minister Keiko Mori on Tuesday in Oslo. "
    "They spoke for an hour.",
    "2024-03-21T09:00:00+00:00", "three", title="Berg receives Mori in Oslo", publisher="Plover",
)  # fmt: skip
ELSEWHERE = report(
    "Peru and Chile agreed to open their border in Lima on Monday.",
    "2024-03-19T09:00:00+00:00", "away", title="Peru and Chile open the border", publisher="Condor",
)  # fmt: skip


def editing(desk: Desk) -> Correcting:
    return Correcting(desk.store, desk.clock)


def meeting(desk: Desk, story: str = "s1") -> Event:
    """The talks, as the store has them."""
    (found,) = [e for e in desk.store.events_of_story(story, every=True) if (e.coded or e).event == "CONSULT"]
    return found


def act(desk: Desk, kind: str, story: str = "s1") -> Event:
    (found,) = [e for e in desk.store.events_of_story(story, every=True) if (e.coded or e).event == kind]
    return found


def corrected(desk: Desk) -> Event:
    """The talks with type, day, place and second side corrected."""
    given = {"type": "AGREE", "day": "2024-03-18", "place": "Bergen, Norway", "recipient": "Keiko Mori; envoy; Japan"}
    editing(desk).correct(meeting(desk).id, given, "Ana", "The ministry says so.")
    return holds(desk)


def holds(desk: Desk, story: str = "s1") -> Event:
    """The correction stands, and beside it what the reports tell."""
    found = meeting(desk, story)
    told = [written(found, field) for field in ("type", "day", "place", "recipient")]
    assert told == ["AGREE", "2024-03-18", "Bergen, NOR", "Keiko Mori; envoy; JPN; GOV"]
    assert found.coded is not None and written(found.coded, "day") == "2024-03-19" and found.evidence
    return found


def printed(desk: Desk) -> Brief:
    """The brief of the talks as it stands."""
    found = desk.store.brief("s1")
    assert found is not None
    return found
