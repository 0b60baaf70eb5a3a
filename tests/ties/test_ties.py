"""What passed between two countries."""

import pytest

from communique.model import Actor, Agreement, Event, Standing, Statement, When
from communique.record.tables import TYPES
from communique.ties import QUADS, SCALE, filled, monthly, partners, tie, weekly


def state(code: str) -> Actor:
    return Actor(text=code, name=code, code=code)


def event(name: str, kind: str, a: str, b: str, day: str | None, **more: object) -> Event:
    date = When(start=day, end=day) if day else None
    given = {"id": name, "story": "s", "event": kind, "actor": (state(a),), "recipient": (state(b),), "date": date}
    return Event(**(given | more))


EVENTS = (
    event("e1", "CONSULT", "PRK", "RUS", "2023-09-13", level="leaders", format="in person", duration=120),
    event("e2", "CONSULT", "RUS", "PRK", "2024-01-16", level="ministers", reports=("r1",)),
    event("e3", "CONSULT", "PRK", "RUS", "2024-01-17", reports=("r1", "r2")),
    event("e4", "ACCUSE", "PRK", "RUS", "2024-03-02", reports=("r2",)),
    event("e5", "CONSULT", "RUS", "PRK", None, status="planned", reports=("r3",)),
    event("e6", "ASSAULT", "RUS", "UKR", "2024-03-01"),
    event("e7", "ACCUSE", "PRK", "UKR", "2024-03-03"),
    event("e8", "CONSULT", "CHN", "RUS", "2024-03-03"),
    event("e9", "AID", "PRK", "RUS", None),
)
REPORTED = {"r1": "2024-01-18", "r2": "2024-03-03", "r3": "2024-03-05", "r4": None}


def test_counts_quads_and_meetings() -> None:
    found = tie("PRK", "RUS", EVENTS)
    assert [e.id for e in found.events] == ["e4", "e3", "e2", "e1", "e9"] and [e.id for e in found.planned] == ["e5"]
    assert found.types == {"ACCUSE": ("e4",), "AID": ("e9",), "CONSULT": ("e3", "e2", "e1")}
    assert found.quads == {
        "material cooperation": ("e9",), "verbal conflict": ("e4",), "verbal cooperation": ("e3", "e2", "e1"),
    }  # fmt: skip
    assert found.year == 2024 and [m.event for m in found.meetings] == ["e3", "e2"]
    assert found.levels == {"ministers": ("e2",), "not told": ("e3",)}
    assert found.last is not None and found.last.event == "e3"
    (first,) = tie("RUS", "PRK", EVENTS, year=2023).meetings
    assert (first.level, first.format, first.duration) == ("leaders", "in person", 120)


def test_a_period_includes_its_days_and_leaves_out_what_has_none() -> None:
    found = tie("PRK", "RUS", EVENTS, since="2024-01-16", until="2024-03-01")
    assert [e.id for e in found.events] == ["e3", "e2"] and found.planned == ()
    assert tie("PRK", "RUS", EVENTS, until="2024-01-16").events[0].id == "e2"


def test_intensity_by_month_and_week_on_a_named_scale() -> None:
    found = tie("PRK", "RUS", EVENTS)
    assert [(m.key, len(m.events), m.total, m.mean) for m in found.months] == [
        ("2023-09", 1, 1.0, 1.0),
        ("2024-01", 2, 2.0, 1.0),
        ("2024-03", 1, -2.0, -2.0),
    ]
    assert [(w.key, w.start, w.events) for w in found.weeks] == [
        ("2023-W37", "2023-09-11", ("e1",)),
        ("2024-W03", "2024-01-15", ("e2", "e3")[::-1]),
        ("2024-W09", "2024-02-26", ("e4",)),
    ]
    assert "Goldstein" in found.scale
    (mixed,) = monthly((*EVENTS[1:3], event("x", "ACCUSE", "PRK", "RUS", "2024-01-02")))
    assert (mixed.up, mixed.down, mixed.total) == (2.0, -2.0, 0.0)


def test_a_week_of_two_years_and_what_is_too_vague_for_a_week() -> None:
    eve = event("x", "AID", "FRA", "TGO", "2024-12-30")
    vague = event(
        "y", "AID", "FRA", "TGO", "2024-12-01", date=When(start="2024-12-01", end="2024-12-31", precision="month")
    )
    odd = event("z", "AID", "FRA", "TGO", "2024-12-30", date=When(start="someday", end="someday"))
    assert [(w.key, w.start) for w in weekly((eve, vague, odd))] == [("2025-W01", "2024-12-30")]
    assert [(m.key, m.cooperation) for m in monthly((eve, vague, odd))] == [("2024-12", 2)]


def test_a_series_without_gaps() -> None:
    months = filled(monthly(EVENTS[:4]))
    assert [m.key for m in months] == ["2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]
    weeks = filled(weekly(EVENTS[1:4]), limit=5, least=3)
    assert [w.key for w in weeks] == ["2024-W05", "2024-W06", "2024-W07", "2024-W08", "2024-W09"]
    assert weeks[-1].conflict == 1 and weeks[0].events == ()
    assert len(filled(monthly(EVENTS[3:4]))) == 6 and filled(()) == []


def test_common_partners() -> None:
    found = tie("PRK", "RUS", EVENTS).partners
    assert [(p.code, p.first, p.second) for p in found] == [("UKR", ("e7",), ("e6",))]
    assert tie("PRK", "RUS", EVENTS, until="2024-02-01").partners == ()
    assert partners("RUS", EVENTS) == {"PRK": ("e1", "e2", "e3", "e4", "e9"), "CHN": ("e8",), "UKR": ("e6",)}


def said(name: str, code: str, report: str, *about: str) -> Statement:
    return Statement(
        id=name, report=report, sentence=0, start=0, end=1, words="w", about=about,
        speaker=Actor(text="x", name="x", code=code, person=True),
    )  # fmt: skip


def test_statements_about_each_other() -> None:
    told = [said("q1", "PRK", "r1", "RUS"), said("q2", "RUS", "r2", "PRK", "CHN"), said("q3", "RUS", "r2", "CHN")]
    told += [said("q4", "CHN", "r2", "PRK"), said("q5", "RUS", "r4", "PRK")]
    found = tie("PRK", "RUS", (), statements=told, reported=REPORTED).remarks
    assert [(r.statement.id, r.by, r.about, r.day) for r in found] == [
        ("q2", "RUS", "PRK", "2024-03-03"), ("q1", "PRK", "RUS", "2024-01-18"), ("q5", "RUS", "PRK", None),
    ]  # fmt: skip
    later = tie("PRK", "RUS", (), statements=told, reported=REPORTED, since="2024-02-01", until="2024-03-03")
    assert [r.statement.id for r in later.remarks] == ["q2"]


def agreement(name: str, *standings: tuple[str, str | None, str]) -> Agreement:
    history = tuple(
        Standing(story="s", kind="treaty", name="pact", status=s, day=d, reported=r)  # type: ignore[arg-type]
        for s, d, r in standings
    )
    return Agreement(
        id=name, story="s", kind="treaty", name="pact", parties=(state("PRK"), state("RUS")), history=history,
        status=history[-1].status, day=history[-1].day,
    )  # fmt: skip


PACTS = (
    agreement("a1", ("signed", "2023-06-19", "2023-06-20"), ("ratified", None, "2024-03-04")),
    agreement("a2", ("signed", "2020-01-01", "2020-01-02"), ("ended", "2024-02-01", "2024-02-02")),
    agreement("a3", ("announced", None, "2024-03-01")),
)


@pytest.mark.parametrize(
    ("until", "status", "in_force"),
    [
        (None, ["ratified", "ended", "announced"], ("a1",)),
        ("2024-02-15", ["signed", "ended"], ("a1",)),
        ("2023-07-01", ["signed", "signed"], ("a1", "a2")),
        ("2019-01-01", [], ()),
    ],
)
def test_agreements_stand_as_reported_by_then(until: str | None, status: list[str], in_force: tuple[str, ...]) -> None:
    found = tie("RUS", "PRK", (), agreements=PACTS, until=until)
    assert [a.status for a in found.agreements] == status and found.in_force == in_force
    assert tie("RUS", "CHN", (), agreements=PACTS).agreements == ()


def test_what_is_new_since_a_day() -> None:
    found = tie(
        "PRK", "RUS", EVENTS, statements=[said("q1", "PRK", "r1", "RUS"), said("q2", "RUS", "r2", "PRK")],
        agreements=PACTS, reported=REPORTED, new_since="2024-03-03",
    ).new  # fmt: skip
    assert found is not None
    assert (found.events, found.statements, found.agreements) == (("e4", "e5"), ("q2",), ("a1",))
    assert tie("PRK", "RUS", EVENTS).new is None


def test_no_events_no_tie() -> None:
    found = tie("FJI", "TON", EVENTS)
    assert found.events == () and found.last is None and found.year is None and found.months == found.weeks == ()


def test_every_type_has_a_quad_and_a_value() -> None:
    assert set(QUADS) == set(SCALE) == set(TYPES) and len(TYPES) == 16
