"""What a store tells of moments of the past, of days and of organisations: part of the contract."""

from datetime import UTC, datetime

from communique import ties
from communique.model import Actor, Brief, Dates, When
from communique.ports import Store
from tests.store.nouns import HANOI, KIM, UNITED, WANG, a_brief, a_report, an_event

SECRETARY = Actor(text="Guterres", name="António Guterres", code="IGO", person=True)
LEAGUE = Actor(text="the league", name="Arab League", code="IGO")


def at(day: int, hour: int = 0) -> datetime:
    """A moment of March 2024."""
    return datetime(2024, 3, day, hour, tzinfo=UTC)


def printed(story: str, version: int, updated: str | None, reported: str = "2024-03-20", **more: object) -> Brief:
    return a_brief(story, version, **({"dates": Dates(reported=(reported,), updated=updated)} | more))


class SurveyContract:
    def test_briefs_are_given_as_they_stood(self, store: Store) -> None:
        for told in (
            printed("s1", 1, "2024-03-21T08:00:00+01:00"),
            printed("s1", 2, "2024-03-24T08:00:00Z"),
            printed("s2", 1, "2024-03-22T08:00:00Z"),
            printed("s3", 1, None, reported="2024-03-21T06:30:00Z"),
        ):
            store.put_brief(told)

        def names(*when: datetime, limit: int = 40) -> list[tuple[str, int]]:
            return [(b.story, b.version) for b in store.standing(*when, limit=limit)]

        assert names(at(21)) == []
        assert names(at(22)) == [("s1", 1), ("s3", 1)]
        assert names(at(24)) == [("s2", 1), ("s1", 1), ("s3", 1)]
        assert names(at(25)) == [("s1", 2), ("s2", 1), ("s3", 1)] and names(at(25), limit=1) == [("s1", 2)]
        assert names(at(24), at(22)) == [("s2", 1)], "only what was printed since"
        assert names(at(24, 8), at(24)) == [], "until is not in it"
        assert store.printed_around(at(22), at(23)) == (
            "2024-03-21T07:00:00.000000+00:00",
            "2024-03-24T08:00:00.000000+00:00",
        )
        assert store.printed_around(at(21), at(25)) == (None, None)

    def test_the_latest_of_some_stories(self, store: Store) -> None:
        for number in range(1, 7):
            store.put_report(a_report(f"r{number}"))
            store.assign(f"r{number}", f"s{number}")
            store.put_brief(a_brief(f"s{number}", reported=f"2024-03-{20 + number % 3}T00:00:00Z"))
        store.put_brief(a_brief("s4", 2, state="withdrawn"))
        store.assign("r1", "s6")
        store.redirect("s1", "s6")

        def names(*stories: str, limit: int = 30) -> list[str]:
            return [brief.story for brief in store.latest_of(stories, limit)]

        assert names("s1", "s2", "s3", "s4", "s5", "s9") == ["s5", "s2", "s6", "s3"], "newest first, then by name"
        assert names("s2", "s3", "s5", limit=2) == ["s5", "s2"] and names() == []
        assert names(*(f"s{number}" for number in range(2000))) == ["s5", "s2", "s6", "s3"]

    def test_what_is_withdrawn_or_redirected_today_stood_nowhere(self, store: Store) -> None:
        store.put_brief(printed("s1", 1, "2024-03-21T08:00:00Z"))
        store.put_brief(printed("s1", 2, "2024-03-23T08:00:00Z", state="withdrawn"))
        store.put_brief(printed("s2", 1, "2024-03-21T08:00:00Z", state="draft"))
        assert list(store.standing(at(22))) == [] and store.printed_around(at(22), at(22)) == (None, None)

    def test_dealings_are_those_that_measures_would_find(self, store: Store) -> None:
        events = [
            an_event("e1", "s1", "2024-03-21", (KIM,), recipient=(WANG, UNITED), reciprocal=True),
            an_event("e2", "s1", "2024-03-21", (WANG,), recipient=(KIM,), status="ongoing"),
            an_event("e3", "s1", "2024-03-22", (KIM,), recipient=(HANOI,)),
            an_event("e4", "s1", "2024-03-23", (KIM,), recipient=(HANOI,), status="planned"),
            an_event("e5", "s1", None, (KIM,), recipient=(HANOI,)),
            an_event("e6", "s1", "2024-03-24", (WANG, HANOI), recipient=()),
        ]
        store.put_report(a_report("r1"))
        store.assign("r1", "s1")
        store.put_events("s1", events)
        assert store.dealings_within("PRK") == [("VNM", "e3"), ("CHN", "e2"), ("CHN", "e1"), ("VNM", "e5")]
        assert store.dealings_within("PRK", "2024-03-22") == [("VNM", "e3")]
        assert store.dealings_within("PRK", None, "2024-03-21") == [("CHN", "e2"), ("CHN", "e1")]
        latest = sorted(events, key=lambda e: (e.date.start if e.date else "", e.id), reverse=True)
        for code in ("PRK", "CHN", "VNM", "FRA"):
            found: dict[str, list[str]] = {}
            for other, event in store.dealings_within(code):
                found.setdefault(other, []).append(event)
            assert {other: tuple(ids) for other, ids in found.items()} == ties.partners(code, latest)

    def test_meetings_are_found_by_their_days(self, store: Store) -> None:
        long = an_event("e1", "s1", None, (KIM, WANG), reciprocal=True, date=When(start="2024-03-20", end="2024-03-22"))
        planned = an_event("e2", "s1", "2024-03-25", (KIM,), recipient=(HANOI,), status="planned")
        others = [
            an_event("e3", "s1", None, (KIM, WANG)),
            an_event("e4", "s1", "2024-03-21", (KIM,), recipient=(WANG,), event="ACCUSE"),
            an_event("e5", "s1", "2024-03-21", (KIM,), recipient=(WANG,), removed=True),
        ]
        store.put_events("s1", [planned, long, *others])
        assert list(store.meetings_within("2024-03-01", "2024-03-31")) == [long, planned]
        assert list(store.meetings_within("2024-03-22", "2024-03-22")) == [long]
        assert list(store.meetings_within("2024-03-23", "2024-03-24")) == []
        assert list(store.meetings_within("2024-03-01", "2024-03-31", country="VNM")) == [planned]
        assert list(store.meetings_within("2024-03-01", "2024-03-31", pair=("CHN", "PRK"))) == [long]

    def test_what_happened_is_counted_by_pair_and_by_country(self, store: Store) -> None:
        store.put_events(
            "s1",
            [
                an_event("e1", "s1", "2024-03-20", (KIM,), recipient=(WANG,)),
                an_event("e2", "s1", "2024-03-22", (WANG,), recipient=(KIM,)),
                an_event("e3", "s1", None, (KIM,), recipient=(WANG,), event="ACCUSE", status="ongoing"),
                an_event("e4", "s1", "2024-03-22", (KIM,), recipient=(WANG,), status="planned"),
                an_event("e5", "s1", "2024-03-22", (UNITED,), recipient=(HANOI,)),
            ],
        )
        assert list(store.pairs_within()) == [("CHN", "PRK", "ACCUSE", 1), ("CHN", "PRK", "CONSULT", 2)]
        assert list(store.pairs_within("2024-03-21", "2024-03-31")) == [("CHN", "PRK", "CONSULT", 1)]
        assert list(store.countries_within("2024-03-21")) == [
            ("CHN", "CONSULT", 1),
            ("PRK", "CONSULT", 1),
            ("VNM", "CONSULT", 1),
        ]
        assert list(store.countries_within(until="2024-03-20")) == [("CHN", "CONSULT", 1), ("PRK", "CONSULT", 1)]

    def test_organisations_are_found_where_they_act_themselves(self, store: Store) -> None:
        asked = an_event("e1", "s1", "2024-03-20", (UNITED,), recipient=(HANOI, LEAGUE))
        heard = an_event("e2", "s1", "2024-03-22", (SECRETARY, UNITED), recipient=(WANG,))
        gone = an_event("e3", "s1", "2024-03-22", (UNITED,), joined="e2")
        store.put_events("s1", [asked, heard, gone])
        assert list(store.bodies()) == [
            ("united-nations", "United Nations", "IGO", 2),
            ("arab-league", "Arab League", "IGO", 1),
        ]
        assert list(store.events_of_body("united-nations")) == [heard, asked]
        assert list(store.events_of_body("antonio-guterres")) == []
        store.put_events("s1", [])
        assert list(store.bodies()) == []
