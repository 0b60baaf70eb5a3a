"""Which brief leads, and the line that says why."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique import site
from communique.errors import ConfigError
from communique.model import Actor, Brief, Credit, Dates, Event, Participant, Source
from communique.model.sources import Ownership
from communique.site.ranking import Standing, Watched, ago, explained, joined, ranked, score, standing, watch
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import SETTINGS, Fixed

NOON = datetime(2024, 3, 24, 12, tzinfo=UTC)
NOBODY = Watched()


def brief(story: str, witnesses: int = 3, hours: float = 0, *people: Participant, **more: object) -> Brief:
    reported = (NOON - timedelta(hours=hours)).isoformat()
    credits = tuple(Credit(report=f"{story}-{n}") for n in range(witnesses))
    values = {"sources": credits, "participants": people, "dates": Dates(reported=(reported,))}
    return Brief(**({"story": story, "headline": story, "witnesses": witnesses} | values | more))


def event(status: str = "done") -> Event:
    china = Actor(text="China", name="China", code="CHN")
    return Event(id="e", story="-", event="CONSULT", status=status, actor=(china,))


def source(country: str | None, ownership: Ownership) -> Source:
    return Source(id=f"{country}-{ownership}", url="https://x.example/", country=country, ownership=ownership)


def stands(told: Brief, *sources: Source, watched: Watched = NOBODY, status: str = "done") -> Standing:
    of = {credit.report: its for credit, its in zip(told.sources, sources, strict=False)}
    return standing(told, of, [event(status)], watched)


def order(*standings: Standing, pinned: str | None = None) -> list[str]:
    return [its.brief.story for its in ranked(standings, pinned)]


def test_more_witnesses_lead_and_a_day_halves_them() -> None:
    assert order(stands(brief("two", 2)), stands(brief("four", 4))) == ["four", "two"]
    assert order(stands(brief("two", 2)), stands(brief("four", 4, 23))) == ["four", "two"]
    assert order(stands(brief("two", 2)), stands(brief("four", 4, 25))) == ["two", "four"]
    assert score(stands(brief("old", 4, 24)), NOON) == pytest.approx(2.0)


def test_witnesses_of_several_countries_and_owners_reach_further() -> None:
    near = stands(brief("near", 3), source("CHN", "state"), source("CHN", "state"), source("CHN", "state"))
    wide = stands(brief("wide", 3), source("CHN", "state"), source("KOR", "private"), source("FRA", "unknown"))
    assert (near.reach, wide.reach) == (3.0, 4.5)
    assert order(near, wide) == ["wide", "near"]
    assert wide.countries == ("CHN", "KOR", "FRA") and wide.owners == ("state", "private")


def test_copies_and_retellings_are_not_counted() -> None:
    credits = (Credit(report="a"), Credit(report="b", witness=False, copy_of="a"))
    told = brief("told", 1, 0, sources=credits)
    its = standing(told, {"a": source("CHN", "state"), "b": source("FRA", "private")}, [event()], NOBODY)
    assert its.reach == 1.0 and its.countries == ("CHN",)


@pytest.mark.parametrize("status", ["denied", "cancelled", "conditional"])
def test_one_witness_or_a_mere_rumour_leads_only_for_want_of_another(status: str) -> None:
    alone, rumour = stands(brief("alone", 1)), stands(brief("rumour", 9), status=status)
    unrecorded = standing(brief("unrecorded", 9), {}, [], NOBODY)
    weak = stands(brief("weak", 2, 400))
    assert order(alone, rumour, unrecorded, weak)[0] == "weak"
    assert not any(its.may_lead for its in (alone, rumour, unrecorded))
    assert order(alone, rumour, unrecorded)[0] in {"rumour", "unrecorded"}
    assert explained(alone, NOON).startswith("Leads for want of a story with two witnesses")
    assert ranked([]) == []


def test_what_is_watched_leads_sooner() -> None:
    kim = Participant(name="Kim Jong Un", key="kim-jong-un", code="PRK")
    zhao = Participant(name="Zhao Leji", key="zhao-leji", code="CHN")
    for entry, name in (("Kim Jong-un", "Kim Jong-un"), ("PRK-CHN", "China – North Korea"), ("CHN", "China")):
        its = stands(brief("watched", 2, 0, kim, zhao), watched=watch(["FRA", entry]))
        assert its.watched == (name,)
        assert order(stands(brief("three", 3)), its) == ["watched", "three"]
        assert f"watched: {name}." in explained(its, NOON)
    assert stands(brief("other", 2, 0, kim), watched=watch(["FRA", "CHN-PRK"])).watched == ()


def test_a_watched_code_of_no_country_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="XQX"):
        watch(["CHN-XQX"])
    assert watch([" ", ""]) == NOBODY


def test_a_pinned_story_leads_before_all() -> None:
    pinned = stands(brief("pinned", 1, 900))
    assert order(stands(brief("strong", 9)), pinned, pinned="pinned") == ["pinned", "strong"]
    assert explained(pinned, NOON, "pinned").startswith("Leads: pinned by an editor; 1 independent witness")


def test_the_line_says_it_in_plain_words() -> None:
    wide = stands(brief("wide", 4, 2.5), source("CHN", "state"), source("KOR", "private"), source("FRA", "private"))
    line = "Leads: 4 independent witnesses in 3 countries, state and private; last report 2 hours ago."
    assert explained(wide, NOON) == line
    one = stands(brief("one", 2, 0.5), source("CHN", "state"))
    assert explained(one, NOON) == "Leads: 2 independent witnesses in China, state; last report less than an hour ago."
    bare = standing(brief("bare", 2, dates=Dates()), {}, [event()], NOBODY)
    assert explained(bare, NOON) == "Leads: 2 independent witnesses; last report undated."


def test_times_and_lists_in_words() -> None:
    assert ago(NOON - timedelta(hours=1), NOON) == "1 hour ago"
    assert ago(NOON - timedelta(hours=47), NOON) == "47 hours ago"
    assert ago(NOON - timedelta(days=3), NOON) == "on 21 March 2024"
    assert ago(NOON + timedelta(hours=3), NOON) == "less than an hour ago"
    assert [joined(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_a_time_that_cannot_be_read_ranks_last() -> None:
    odd = stands(brief("odd", 9, dates=Dates(reported=("yesterday",))))
    assert order(odd, stands(brief("dated", 2))) == ["dated", "odd"]


def test_the_front_page_shows_the_lead_once_and_why(full: TestClient) -> None:
    page = full.get("/").text
    lead, latest = page.split('aria-labelledby="latest"')
    assert "/story/s-talks" in lead
    assert "4 independent witnesses in 4 countries" in lead and "; last report " in lead
    assert 'href="/story/s-talks">North' not in latest.split("Most viewed")[0]
    assert 'class="why"' not in full.get("/?before=2024-03-24T00:00:00Z").text


def test_a_desk_that_watches_a_pair_says_so(store: SqliteStore) -> None:
    newsroom.fill(store)
    settings = replace(SETTINGS, watched=("CHN-PRK",))
    with TestClient(site.create(store, Fixed(), settings)) as client:
        assert "watched: China – North Korea." in client.get("/").text
