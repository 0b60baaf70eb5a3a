"""Our feeds at a hub on loopback: it is told after a round what has changed, and nothing it does ends a round."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.desk.announcing import AT_ONCE, MOST, announced
from communique.model import Ruling, Source
from communique.sources.http import HttpFetch
from communique.store.sqlite import SqliteStore
from tests import stores
from tests.desk.hub import PARAGRAPH, Hub
from tests.desk.opening import parser
from tests.site import newsroom
from tests.sources.conftest import status

BASE = "https://desk.example"
SINCE = datetime(2024, 3, 25, 7, 0, tzinfo=UTC)
NOW = SINCE + timedelta(minutes=30)
WIDEST = ("", "/corrections", "/history", "/most-viewed")
TOLD = [f"{BASE}{home}/feed.{kind}" for home in WIDEST for kind in ("atom", "rss", "json")]


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    yield made
    made.close()


@pytest.fixture
def door() -> Iterator[HttpFetch]:
    made = HttpFetch("", PlayedClock(NOW), allow_private=True, pace=0, timeout=1, longest=2)
    yield made
    made.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SqliteStore]:
    store = stores.empty(tmp_path / "desk.db")
    newsroom.fill(store)
    yield store
    store.close()


def settings(hub: Hub) -> Settings:
    return Settings(base_url=BASE, hub=hub.url, allow_private=True)


def test_the_hub_is_told_of_every_feed_that_a_printed_brief_is_in(room: SqliteStore, door: HttpFetch, hub: Hub) -> None:
    assert list(announced(room, door, settings(hub), ["s-talks"], SINCE, NOW)) == []
    assert hub.forms[0]["hub.mode"] == "publish" and len(hub.told) == 1
    assert hub.told[0][: len(TOLD)] == TOLD
    assert f"{BASE}/pair/CHN-PRK/feed.atom" in hub.told[0] and f"{BASE}/person/kim-song-nam/feed.json" in hub.told[0]
    assert len(hub.told[0]) == len(set(hub.told[0])) and not any("RUS" in address for address in hub.told[0])


def test_nothing_printed_and_nothing_decided_is_not_told(room: SqliteStore, door: HttpFetch, hub: Hub) -> None:
    assert list(announced(room, door, settings(hub), [], SINCE, NOW)) == []
    assert not hub.forms


def test_what_an_editor_decided_since_is_told_under_the_address_it_has_now(
    room: SqliteStore, door: HttpFetch, hub: Hub
) -> None:
    room.put_ruling(Ruling(at="2024-03-25T07:10:00Z", by="Ana Lund", kind="edit", stories=("s-guests",)))
    assert list(announced(room, door, settings(hub), [], SINCE, NOW)) == []
    assert f"{BASE}/pair/CHN-PRK/feed.rss" in hub.told[0]  # s-guests became s-talks


@pytest.mark.parametrize("told", [{"base_url": ""}, {"hub": ""}])
def test_without_a_hub_or_a_public_address_nobody_is_told(
    room: SqliteStore, door: HttpFetch, hub: Hub, told: dict[str, str]
) -> None:
    given = Settings(**{"base_url": BASE, "hub": hub.url, "allow_private": True, **told})  # type: ignore[arg-type]
    assert list(announced(room, door, given, ["s-talks"], SINCE, NOW)) == [] and not hub.forms


def test_many_feeds_go_in_forms_of_fifty_and_the_widest_first(room: SqliteStore, door: HttpFetch, hub: Hub) -> None:
    event = room.events_of_story("s-talks")[0]
    first = event.actor[0]
    people = [replace(first, name=f"Person {n}", person=True) for n in range(300)]
    room.put_events("s-talks", [replace(event, id=f"e-{n}", actor=(who,)) for n, who in enumerate(people)])
    list(announced(room, door, settings(hub), ["s-talks"], SINCE, NOW))
    assert [len(told) for told in hub.told] == [AT_ONCE] * MOST
    assert hub.told[0][: len(TOLD)] == TOLD


def test_a_hub_that_refuses_is_named_and_not_asked_again(room: SqliteStore, door: HttpFetch, hub: Hub) -> None:
    hub.answer = lambda form: status(503)
    refusals = list(announced(room, door, settings(hub), ["s-talks"], SINCE, NOW))
    assert [(r.name, r.why) for r in refusals] == [(hub.url, "as our hub: answered 503")]
    assert len(hub.forms) == 1


def test_the_door_stays_closed_to_a_hub_on_a_private_address(room: SqliteStore, hub: Hub) -> None:
    guarded = HttpFetch("", PlayedClock(NOW), pace=0)
    refusals = list(announced(room, guarded, settings(hub), ["s-talks"], SINCE, NOW))
    guarded.close()
    assert len(refusals) == 1 and not hub.forms


def test_a_fault_of_ours_is_a_refusal_too(room: SqliteStore, hub: Hub) -> None:
    class Broken:
        def post(self, url: str, form: object) -> None:
            raise RuntimeError("a fault")

    (refusal,) = announced(room, Broken(), settings(hub), ["s-talks"], SINCE, NOW)  # type: ignore[arg-type]
    assert refusal.why == "as our hub: unexpected RuntimeError: a fault"


def test_a_round_that_prints_a_brief_tells_the_hub_and_the_next_does_not(tmp_path: Path, hub: Hub) -> None:
    (tmp_path / "news").mkdir()
    head = "<html lang=en><head><title>Bridge at Tui opens</title></head>"
    article = f"{head}<body><article><h1>Bridge at Tui opens</h1><p>{PARAGRAPH}</p></article></body>"
    (tmp_path / "news" / "bridge.html").write_text(article, encoding="utf-8")
    clock = PlayedClock(datetime(2024, 3, 24, 12, tzinfo=UTC))
    desk = Desk(
        Settings(base_url=BASE, hub=hub.url, allow_private=True, pace=0), folder=tmp_path, clock=clock, parser=parser()
    )
    desk.store.put_source(Source(id="bridge", url=(tmp_path / "news").as_uri(), kind="folder"))
    result = desk.once()
    assert result.briefs == 1 and len(result.printed) == 1 and not result.refusals
    assert f"{BASE}/feed.atom" in hub.told[0] and f"{BASE}/pair/ESP-PRT/feed.atom" in hub.told[0]
    clock.sleep(3600)
    desk.once()
    assert len(hub.forms) == 1
    (tmp_path / "news" / "bridge.html").write_text(article.replace("autumn", "summer"), encoding="utf-8")
    hub.answer = lambda form: status(500)
    clock.sleep(86400)
    refused = desk.once()
    assert [refusal.name for refusal in refused.refusals] == [hub.url] and len(hub.forms) == 2
    assert desk.store.last_round() == clock.now() and hub.url in {r.name for r in desk.store.refusals()}
    desk.store.close()
