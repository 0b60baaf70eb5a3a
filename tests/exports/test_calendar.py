"""iCalendar, read back by the icalendar package."""

from datetime import date
from typing import Any

import icalendar
import pytest
from msgspec.structs import replace

from communique.exports.calendar import calendar
from communique.exports.nouns import ToldEvent
from communique.model import When
from tests.exports.told import BASE, HOSTILE, UNION, event, hostile, report, told


def raw(*facts: ToldEvent, carried: frozenset[str] = frozenset()) -> bytes:
    return b"".join(calendar("China – North Korea", facts, "desk.example", carried))


def entries(*facts: ToldEvent, **more: Any) -> list[Any]:
    return icalendar.Calendar.from_ical(raw(*facts, **more)).walk("VEVENT")


def test_a_meeting_is_a_day_with_place_people_and_evidence() -> None:
    [one] = entries(told())
    assert one["UID"] == "e1@desk.example" and one["STATUS"] == "CONFIRMED" and one["SUMMARY"].startswith("Kim Song")
    assert one["DTSTART"].dt == date(2024, 3, 23) and one["DTEND"].dt == date(2024, 3, 24)
    assert one["DTSTART"].params["VALUE"] == "DATE" and one["LOCATION"] == "Great Hall, Beijing, CHN"
    assert one["URL"] == f"{BASE}/story/s1"
    text = str(one["DESCRIPTION"])
    assert "Wang Yi, foreign minister" in text and "“Kim met Wang in Beijing.” " + f"{BASE}/report/r1#s-0" in text
    assert f"Hangang Wire: {BASE}/report/r2#s-9" in text


def test_days_in_a_row_end_on_the_day_after_the_last() -> None:
    [one] = entries(told(event(date=When(start="2024-03-21", end="2024-03-23", precision="span"))))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2024, 3, 21), date(2024, 3, 24))


@pytest.mark.parametrize(
    ("status", "shown"),
    [("done", "CONFIRMED"), ("ongoing", "CONFIRMED"), ("planned", "TENTATIVE"), ("conditional", "TENTATIVE"),
     ("cancelled", "CANCELLED")],
)  # fmt: skip
def test_status(status: str, shown: str) -> None:
    [one] = entries(told(event(status=status)))
    assert one["STATUS"] == shown


def test_what_is_no_meeting_or_has_no_day_is_left_out() -> None:
    undated = [None, When(start="2024-05-01", end="2024-05-31", precision="month"), When(start="soon", end="soon")]
    assert entries(*(told(event(date=when)) for when in undated)) == []
    assert entries(told(event(status="denied")), told(event(event="ACCUSE"))) == []


def test_a_plan_that_was_carried_out_gives_way_to_the_meeting() -> None:
    plan, held = told(event("e0", status="planned")), told(event("e1", fulfils="e0"))
    [one] = entries(held, plan, carried=frozenset({"e0"}))
    assert one["UID"] == "e1@desk.example" and one["RELATED-TO"] == "e0@desk.example"
    assert len(entries(held, plan)) == 2


def test_a_correction_raises_sequence_and_last_modified_and_keeps_the_uid() -> None:
    first = told()
    moved = replace(first.event, date=When(start="2024-03-22", end="2024-03-22"))
    later = replace(first, event=moved, changed="2024-03-24T06:00:01Z")
    [old], [new] = entries(first), entries(later)
    assert old["UID"] == new["UID"] and new["SEQUENCE"] > old["SEQUENCE"] > 0
    assert new["LAST-MODIFIED"].dt > old["LAST-MODIFIED"].dt and new["DTSTART"].dt < old["DTSTART"].dt
    assert new["SEQUENCE"] < 2**31 and raw(first) == raw(told())


def test_an_event_of_unknown_age_has_a_sequence_too() -> None:
    [one] = entries(told(changed=None))
    assert one["SEQUENCE"] == 0 and one["DTSTAMP"].dt.year == 2000


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_line(text: str) -> None:
    body = raw(hostile(text), told(event("e2")))
    assert all(len(line) <= 75 for line in body.split(b"\r\n")) and b"\n" not in body.replace(b"\r\n", b"")
    body.decode("utf-8")
    one, two = entries(hostile(text), told(event("e2")))
    assert one["UID"] == "e1@desk.example" and two["UID"] == "e2@desk.example"
    if text.isprintable():
        assert str(one["LOCATION"]) == f"{text}, {text}, PRK"


def test_every_line_is_folded_between_characters() -> None:
    long = told(event(actor=(replace(UNION, name="조선민주주의인민공화국" * 40),)), reports=(report(),))
    for line in raw(long).split(b"\r\n"):
        line.decode("utf-8")
    assert "조선" in str(entries(long)[0]["SUMMARY"])
