"""What a hub is asked and believed, over values; Link headers; and forms through the door."""

import time
from datetime import timedelta

import pytest
from msgspec.structs import replace

from communique import times
from communique.clock import PlayedClock
from communique.errors import FetchFailed, FetchRefused
from communique.model import SourceState, Subscription
from communique.sources import polling, weblinks, websub
from communique.sources.http import HttpFetch

from .conftest import Publisher, body, status

BASE = "https://wire.example/feeds/world.xml"
ONE = Subscription(
    id="1", source="wire", hub="https://hub.example/", topic=BASE, callback="https://desk.example/1", secret="s"
)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("", {}),
        ('<https://hub.example/>; rel="hub", <world.xml>; rel="self"', {"hub": "https://hub.example/", "self": BASE}),
        ("</hub>;rel=HUB", {"hub": "https://wire.example/hub"}),
        (
            '<https://a.example/>; title="a, <b>; rel=hub"; rel="self hub"',
            dict.fromkeys(("self", "hub"), "https://a.example/"),
        ),
        ("<https://a.example/>;rel=hub,<https://b.example/>;rel=hub", {"hub": "https://a.example/"}),
        ('<https://a.example/>;rel=hub;anchor="#x", ,<https://b.example/>; rel=hub', {"hub": "https://b.example/"}),
        ("<https://a.example/>; rel=self; rel=hub", {"self": "https://a.example/"}),
        ("<javascript:alert(1)>; rel=hub", {}),
        ("<https://a.example/; rel=hub", {}),
        ("https://a.example/; rel=hub", {}),
        ("<https://[broken/>; rel=hub", {}),
    ],
)
def test_a_link_header_names_addresses(header: str, named: dict[str, str]) -> None:
    assert weblinks.related(header, BASE) == named


@pytest.mark.parametrize("header", ["<a>" + ";a= " * 9000, '<a>;a="' + "x" * 90_000, "<" * 90_000, ", " * 90_000])
def test_a_link_header_without_end_is_soon_read(header: str) -> None:
    began = time.process_time()
    assert weblinks.related(header, BASE) == {}
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("noticed", "missed", "until", "told", "covered"),
    [
        (None, None, 3600, False, 0),
        (-60, None, 3600, True, 3600),
        (-60, None, None, True, 0),
        (-60, None, -1, True, 0),
        (-700, None, 3600, False, 3600),  # told before the source was last asked
        (-700, -600, 3600, False, 0),
        (-60, -600, 3600, True, 3600),
    ],
)
def test_what_a_hub_is_counted_on_for(
    clock: PlayedClock, noticed: int | None, missed: int | None, until: int | None, told: bool, covered: int
) -> None:
    now = clock.now()

    def at(seconds: int | None) -> str | None:
        return None if seconds is None else times.rfc3339(now + timedelta(seconds=seconds))

    one = replace(ONE, noticed=at(noticed), missed=at(missed), until=at(until))
    state = SourceState(source="wire", asked=at(-600))
    assert websub.push(state, one, now) == websub.Push(told=told, covered=covered)
    assert not websub.push(replace(state, failures=1), one, now).told
    assert not websub.push(replace(state, asked=at(-299)), one, now).told
    assert websub.push(state, None, now) == websub.UNPUSHED


@pytest.mark.parametrize(
    ("interval", "pushed", "minutes"),
    [
        (600.0, 0, 5),
        (600.0, 7 * 86_400, 240),
        (600.0, 3600, 60),  # no longer than the lease lasts
        (600.0, 60, 5),
        (86_400.0, 7 * 86_400, 360),  # who publishes little is not asked more often for being pushed
        (None, 7 * 86_400, 240),
    ],
)
def test_a_source_that_is_pushed_is_asked_less(interval: float | None, pushed: float, minutes: float) -> None:
    state = SourceState(source="wire", interval=interval)
    assert polling.wait(state, pushed=pushed).total_seconds() == minutes * 60


def test_a_form_goes_through_the_door_with_its_address_kept(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/hub?key=1"] = body("noted " * 9000)
    publisher.pages["/robots.txt"] = body("User-agent: *\nDisallow: /", "text/plain")
    form = {"hub.mode": "subscribe", "hub.topic": "https://a.example/?b=c&d"}
    answer = fetch.post(f"{publisher.url}/hub?key=1", form)
    assert answer.status == 200 and len(answer.body) <= 2000
    assert publisher.paths() == ["/hub?key=1"]
    headers = publisher.asked[-1][1]
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["user-agent"].startswith("Communique/")
    assert publisher.sent == [b"hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F%3Fb%3Dc%26d"]


@pytest.mark.parametrize("code", [304, 400, 404, 410, 500])
def test_a_form_that_is_not_taken_fails_with_its_status(fetch: HttpFetch, publisher: Publisher, code: int) -> None:
    publisher.pages["/hub"] = status(code)
    with pytest.raises(FetchFailed) as failed:
        fetch.post(f"{publisher.url}/hub", {"a": "b"})
    assert failed.value.status == code


@pytest.mark.parametrize("address", ["http://169.254.169.254/", "ftp://hub.example/", "http://u:p@hub.example/", "hub"])
def test_a_form_goes_to_no_forbidden_address(fetch: HttpFetch, address: str) -> None:
    with pytest.raises(FetchRefused):
        fetch.post(address, {"a": "b"})


def test_forms_keep_the_hosts_pace(publisher: Publisher, clock: PlayedClock) -> None:
    publisher.pages["/hub"] = status(202)
    door = HttpFetch("", clock, allow_private=True, pace=7)
    began = clock.now()
    for _ in range(3):
        door.post(f"{publisher.url}/hub", {"a": "b"})
    assert (clock.now() - began).total_seconds() == 14
    door.close()
