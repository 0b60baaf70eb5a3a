"""The talks that started it all, told from the sample: four meetings, each with day, place, people and offices."""

import pytest

from communique.model import Actor, Brief, Event, Statement
from tests.conftest import Played

pytestmark = pytest.mark.xdist_group("demo")

REPORTS = (
    "qianmen/wang-huning-meets-wpk-delegation",
    "qianmen/cai-qi-meets-wpk-delegation",
    "qianmen/wang-yi-meets-kim-song-nam",
    "eastgate/wang-huning-liu-jianchao-meet-dprk-delegation",
    "eastgate/wang-yi-meets-dprk-party-official",
    "hangang/nk-party-delegation-wang-huning",
    "hangang/cai-qi-formed-in-blood",
    "kestrel/nkorea-delegation-beijing-kcna-saturday",
    "kestrel/nkorea-china-ties-formed-in-blood",
    "copperbelt/china-north-korea-formed-in-blood",
    "meridien/coree-du-nord-pekin-delegation",
)
DIGEST = "digest/china-north-korea-warmer-relations"  # retells the talks three weeks later
MEETINGS = {
    ("2024-03-21", "Wang Huning"): ("Political Consultative Conference", None),
    ("2024-03-21", "Liu Jianchao"): ("International Department", None),
    ("2024-03-22", "Cai Qi"): ("Secretariat", "Great Hall of the People"),
    ("2024-03-23", "Wang Yi"): ("foreign", None),
}


@pytest.fixture(scope="module")
def talks(played: Played) -> str:
    return played.story_of(REPORTS[0])


def people(event: Event) -> dict[str, Actor]:
    return {actor.name: actor for actor in (*event.actor, *event.recipient) if actor.person}


def meetings(played: Played, story: str) -> list[Event]:
    between = {"PRK", "CHN"}
    return [
        event
        for event in played.store.events_of_story(story)
        if event.event == "CONSULT"
        and event.status == "done"
        and {actor.code for actor in (*event.actor, *event.recipient)} == between
        and event.date is not None
        and event.date.start.startswith("2024-03")
    ]


def test_the_reports_of_the_visit_are_one_story(played: Played, talks: str) -> None:
    assert {report: played.story_of(report) for report in REPORTS} == dict.fromkeys(REPORTS, talks)


def test_four_meetings_with_day_place_people_and_offices(played: Played, talks: str) -> None:
    found = {}
    for event in meetings(played, talks):
        assert event.date is not None and event.place is not None
        others = set(people(event)) - {"Kim Song Nam"}
        assert len(others) == 1, people(event)
        found[event.date.start, others.pop()] = event
    assert set(found) == set(MEETINGS)
    for key, (office, venue) in MEETINGS.items():
        event, (_, other) = found[key], key
        assert event.place is not None
        assert (event.place.name, event.place.country, event.place.venue) == ("Beijing", "CHN", venue)
        kim, counterpart = people(event)["Kim Song Nam"], people(event)[other]
        assert (kim.code, counterpart.code) == ("PRK", "CHN")
        assert kim.office is not None and kim.office.lower().startswith("director of the international department")
        assert counterpart.office is not None and office.lower() in counterpart.office.lower()


def test_the_later_stops_of_the_tour_are_planned_not_done(played: Played, talks: str) -> None:
    visits: dict[str, set[str]] = {"VNM": set(), "LAO": set()}
    for event in played.store.events_of_story(talks):
        codes = {actor.code for actor in (*event.actor, *event.recipient)}
        codes |= {event.place.country} if event.place else set()
        for country in visits.keys() & codes:
            visits[country].add(event.status)
    assert visits == {"VNM": {"planned"}, "LAO": {"planned"}}


@pytest.mark.parametrize(("words", "speaker"), [("formed in blood", "Cai Qi"), ("strategic choice", "Wang Huning")])
def test_the_two_quotations_have_speaker_and_origin(played: Played, talks: str, words: str, speaker: str) -> None:
    story = played.store.story(talks)
    assert story is not None
    found: list[Statement] = []
    for report in played.store.reports(story.reports):
        recorded = played.store.recorded(report.id, report.version)
        assert recorded is not None
        found += [s for s in recorded.statements if s.kind == "quotation" and words in s.words]
    assert len(found) >= 2
    assert {statement.speaker.name for statement in found} == {speaker}
    assert all("KCNA" in statement.chain for statement in found)


def printed(brief: Brief) -> list[str]:
    paragraphs = [brief.standfirst, *brief.body]
    return [sentence.text for paragraph in paragraphs for sentence in paragraph]


def test_days_of_happening_stand_apart_from_days_of_reporting(played: Played, talks: str) -> None:
    brief = played.store.brief(talks)
    assert brief is not None
    days = {when.start for when in brief.dates.happened} | {when.end for when in brief.dates.happened}
    assert {"2024-03-21", "2024-03-22", "2024-03-23"} <= days
    assert not any(day.startswith("2024-04") for day in days)
    assert not any("16 April" in text or "April 16" in text for text in printed(brief))
    assert brief.dates.reported[0].startswith("2024-03-21")
    assert brief.dates.reported[-1].startswith("2024-03-25")


def test_saturday_and_sunday_of_the_origin_are_no_difference(played: Played, talks: str) -> None:
    brief = played.store.brief(talks)
    assert brief is not None
    assert [difference for difference in brief.differences if difference.slot == "day"] == []


def test_a_report_that_adds_nothing_to_its_origin_is_no_witness(played: Played, talks: str) -> None:
    brief = played.store.brief(talks)
    assert brief is not None
    witness = {credit.publisher: credit.witness for credit in brief.sources}
    assert witness["The Copperbelt Ledger"] is False


def test_the_digest_is_a_story_of_one_report_that_leads_to_the_talks(played: Played, talks: str) -> None:
    story = played.story_of(DIGEST)
    assert story != talks
    assert talks in {link.story for link in played.store.links(story)}
    brief = played.store.brief(story)
    assert brief is not None and [credit.publisher for credit in brief.sources] == ["World Digest Today"]


def test_the_correction_of_an_office_arrives_in_the_second_round(played: Played, talks: str) -> None:
    brief = played.store.brief(talks)
    assert brief is not None
    assert any("deputy director" in correction.text for correction in brief.corrections)
    assert played.rounds[1].changed >= 4
    first = played.store.versions(talks)[0]
    assert first.corrections == () and brief.version > first.version
