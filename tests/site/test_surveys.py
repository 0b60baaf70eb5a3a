"""Calendar, matrix and map: what they count, how they say it without colour, and where each figure leads."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.lexicon import countries
from communique.model import Actor, Event, When
from communique.site import balance, meets, periods
from communique.site.archive import Archive
from communique.site.balance import Balance
from communique.site.meets import Month
from communique.site.pages import map as world
from communique.store.sqlite import SqliteStore
from tests.site import newsroom

CHINA, NORTH, FRANCE = (Actor(text=c, name=countries.name(c), code=c) for c in ("CHN", "PRK", "FRA"))


def met(name: str, start: str, end: str = "", **more: object) -> Event:
    date = When(start=start, end=end or start, precision="span" if end else "day")  # type: ignore[arg-type]
    values = {"story": "s1", "event": "CONSULT", "actor": (CHINA,), "recipient": (NORTH,), "date": date}
    return Event(id=name, **(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["2024-13", "2024-3", "x", "0001-01", "9999-12", "2024-03-01", "٢٠٢٤-03"])
def test_what_is_no_month_gets_a_page_that_helps(full: TestClient, key: str) -> None:
    answer = full.get(f"/calendar/{key}")
    assert answer.status_code == 404 and "/calendar/2024-03" in answer.text


@pytest.mark.parametrize(
    "query", ["country=XXX", "pair=CHN", "pair=CHN-CHN", "pair=CHN-XXX", "country=CHN&pair=CHN-PRK"]
)
def test_a_calendar_of_no_country_or_pair_is_refused(full: TestClient, query: str) -> None:
    assert full.get(f"/calendar/2024-03?{query}").status_code == 404


@pytest.mark.parametrize("path", ["/matrix?period=31", "/map?period=x"])
def test_other_periods_are_refused(full: TestClient, path: str) -> None:
    assert full.get(path).status_code == 404


def test_a_month_ends_where_it_ends() -> None:
    assert (Month(2024, 2).last, Month(2023, 2).last) == (date(2024, 2, 29), date(2023, 2, 28))
    assert Month(2024, 12).last == date(2024, 12, 31) and Month(2024, 12).moved(1) == Month(2025, 1)
    assert Month(2024, 1).moved(-1) == Month(2023, 12)


def test_a_calendar_has_each_meeting_on_its_day_with_what_tells_of_it(full: TestClient) -> None:
    text = full.get("/calendar/2024-03").text
    day = text.split('datetime="2024-03-21"')[1].split("</li>")[0]
    assert 'href="/story/s-talks">' in day and "Kim Song Nam – Wang Huning" in day
    assert text.count("<time datetime=") - 1 == 31
    assert 'href="/calendar/2024-02"' in text and 'href="/export/meetings.ics"' in text
    pair = full.get("/calendar/2024-01?pair=prk-chn").text
    assert "Sun Weidong" in pair and 'href="/pair/CHN-PRK.ics"' in pair and "/calendar/2024-02?pair=CHN-PRK" in pair
    assert "Sun Weidong" not in full.get("/calendar/2024-01?country=LAO").text


def test_planned_meetings_say_so_and_stand_for_nothing_once_held(
    serve: Callable[..., TestClient], store: SqliteStore
) -> None:
    newsroom.fill(store)
    plan = met("e1", "2024-05-03", status="planned", actor=(FRANCE,))
    carried = met("e2", "2024-05-04", status="planned", actor=(FRANCE,), recipient=(CHINA,))
    events = [
        plan,
        carried,
        met("e3", "2024-05-05", fulfils="e2"),
        met("e4", "2024-05-06", status="cancelled"),
        met("e5", "2024-05-07", status="denied"),
        met("e6", "2024-04-29", "2024-05-02"),
        *(met(f"f{n}", "2024-05-20") for n in range(7)),
    ]
    store.put_events("s1", events)
    text = serve().get("/calendar/2024-05").text

    def on(day: str) -> str:
        return text.split(f'datetime="2024-05-{day}"')[1].split("</li>")[0]

    assert '<p class="meet planned">' in on("03") and '<span class="status">planned</span>' in on("03")
    assert "France" not in on("04") and '<span class="status">cancelled</span>' in on("06")
    assert 'class="meet' not in on("07")
    assert "29 April – 2 May 2024" in on("01")
    assert "<summary>2 more</summary>" in on("20")


def test_the_shape_tells_the_balance_and_the_shade_the_number() -> None:
    assert [Balance(*both).lean for both in ((2, 1), (1, 1), (1, 2), (5, 0))] == [
        "cooperation",
        "mixed",
        "conflict",
        "cooperation",
    ]
    assert [balance.shade(n, 62) for n in (0, 1, 2, 8, 30, 62)] == [0, 1, 2, 3, 5, 5]
    assert balance.shade(1, 1) == balance.SHADES
    assert balance.of_types([("CONSULT", 3), ("ASSAULT", 2), ("ACCUSE", 1)]) == Balance(3, 3)


def test_a_period_ends_with_the_desks_day() -> None:
    found = periods.read("30", date(2024, 3, 25))
    assert found and (found.since, found.until) == ("2024-02-25", "2024-03-25")
    assert periods.read("all", date(2024, 3, 25)) == periods.Period("all") and periods.read("1", date.today()) is None


def test_the_matrix_leads_from_each_number_to_the_same_number_of_the_pair(full: TestClient) -> None:
    text = full.get("/matrix?period=30").text
    cells = re.findall(r'<td class="shade-\d"><a href="([^"]*)" title="([^"]*)">.*?</i>(\d+)<span', text)
    assert ("China – North Korea: 4 cooperation, 0 conflict", "4") in [cell[1:] for cell in cells]
    href = next(href for href, title, _ in cells if title.startswith("China – North Korea"))
    assert href == "/pair/CHN-PRK?since=2024-02-25&amp;until=2024-03-25"
    assert full.get(href.replace("&amp;", "&")).text.count('<li id="e-') == 4
    assert text.count('<th scope="row"><a href="/country/CHN">') == 1 and "mostly cooperation</span></a>" in text
    year = full.get("/matrix").text
    assert "South Korea – North Korea: 0 cooperation, 2 conflict" in year and "mostly conflict</span></a>" in year


def test_the_map_draws_every_country_and_its_table_has_the_same(full: TestClient) -> None:
    drawn = [land.code for land in world.sheet().lands if land.code]
    assert sorted(drawn) == sorted(countries.codes())
    text = full.get("/map?period=all").text
    figure, table = text.split('class="world"')[1].split('id="table"')
    linked = re.findall(r'<a href="/country/([A-Z]{3})" tabindex="-1" class="shade-\d">', figure)
    assert sorted(linked) == sorted(re.findall(r'href="/country/([A-Z]{3})"', table)) and "PRK" in linked
    assert "<title>North Korea: " in figure and 'aria-hidden="true"' in figure


def test_nothing_on_record_says_so_and_shows_the_way(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    client = serve()
    for path, words in (
        ("/matrix", "/matrix?period=all"),
        ("/map", "/map?period=all"),
        ("/calendar", "No report we read"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200 and words in answer.text


def test_a_meeting_without_a_brief_leads_to_its_sentence(store: SqliteStore) -> None:
    newsroom.fill(store)
    event = next(e for e in store.events_of_story("s-talks") if e.evidence)
    alone = replace(event, story="s-none")
    assert re.match(r"/report/.*#s-\d+$", meets.told_at(alone, Archive(store)))
