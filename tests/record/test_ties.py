"""What passed between two countries."""

from communique.model import Actor, Event, When
from communique.record.tables import QUADS, TYPES
from communique.record.ties import SCALE, tie


def state(code: str, office: str | None = None) -> Actor:
    return Actor(text=code, name=code, code=code, office=office, person=office is not None)


def event(name: str, kind: str, a: Actor, b: Actor, day: str | None, **more: object) -> Event:
    date = When(start=day, end=day) if day else None
    return Event(id=name, story="s", event=kind, actor=(a,), recipient=(b,), date=date, **more)  # type: ignore[arg-type]


EVENTS = (
    event("e1", "CONSULT", state("PRK", "president"), state("RUS", "president"), "2023-09-13"),
    event("e2", "CONSULT", state("RUS", "foreign minister"), state("PRK", "foreign minister"), "2024-01-16"),
    event("e3", "CONSULT", state("PRK", "foreign minister"), state("RUS", "president"), "2024-01-16"),
    event("e4", "ACCUSE", state("PRK"), state("RUS"), "2024-03-02"),
    event("e5", "CONSULT", state("RUS"), state("PRK"), None, status="planned"),
    event("e6", "ASSAULT", state("RUS"), state("UKR"), "2024-03-01"),
)


def test_counts_quads_and_meetings() -> None:
    found = tie("PRK", "RUS", EVENTS)
    assert found.events == 4 and found.planned == 1
    assert found.types == {"ACCUSE": 1, "CONSULT": 3}
    assert found.quads == {"verbal conflict": 1, "verbal cooperation": 3}
    assert found.year == 2024 and [m.event for m in found.meetings] == ["e2", "e3"]
    assert found.levels == {"ministers": 2}
    assert found.last is not None and found.last.event == "e3"


def test_a_meeting_is_as_high_as_its_lower_side() -> None:
    found = tie("RUS", "PRK", EVENTS, year=2023)
    assert [(m.event, m.level) for m in found.meetings] == [("e1", "leaders")]


def test_intensity_by_month_on_a_named_scale() -> None:
    found = tie("PRK", "RUS", EVENTS)
    assert [(m.month, m.events, m.total) for m in found.months] == [
        ("2023-09", 1, 1.0),
        ("2024-01", 2, 2.0),
        ("2024-03", 1, -2.0),
    ]
    assert "Goldstein" in found.scale


def test_no_events_no_tie() -> None:
    found = tie("FJI", "TON", EVENTS)
    assert found.events == 0 and found.last is None and found.year is None and found.months == ()


def test_every_type_has_a_quad_and_a_value() -> None:
    assert set(QUADS) == set(SCALE) == set(TYPES) and len(TYPES) == 16
