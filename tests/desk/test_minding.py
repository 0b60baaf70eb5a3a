"""What an admin decides about sources, and what the next round makes of it, against a publisher on loopback."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from communique.clock import PlayedClock
from communique.config import Settings
from communique.desk import Desk
from communique.desk.minding import Minding
from communique.errors import UsageError
from communique.model import Ruling, Source
from communique.sources import websub
from tests.desk.opening import NOW, parser
from tests.sources.conftest import Publisher, body

ITEM = "<item><title>Ministers meet</title><link>/news/1</link><pubDate>Thu, 21 Mar 2024 10:00:00 GMT</pubDate></item>"
FEED = f"<rss version='2.0'><channel><title>Harbour Wire</title>{ITEM}</channel></rss>"
PAGE = "<html><head><title>Ministers meet</title></head><body><article><h1>Ministers meet</h1>" + "".join(
    f"<p>The ministers of the two countries met in Oslo on Thursday and spoke of item {n} of their long list.</p>"
    for n in range(8)
)


@pytest.fixture
def harbour() -> Iterator[Publisher]:
    made = Publisher()
    made.pages |= {"/feed.xml": body(FEED, "application/rss+xml"), "/news/1": body(PAGE)}
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path, harbour: Publisher) -> Iterator[Desk]:
    settings = Settings(allow_private=True, pace=0)
    made = Desk(settings, folder=tmp_path, clock=PlayedClock(NOW), parser=parser())
    made.store.put_source(Source(id="harbour", url=f"{harbour.url}/feed.xml", publisher="Harbour Wire"))
    yield made
    made.store.close()


def minding(desk: Desk) -> Minding:
    made = Minding(desk.store, desk.clock)
    made.behind, made.wanted = desk.behind_web, desk.wanted.set
    return made


def test_a_paused_source_is_not_asked_until_it_is_resumed(desk: Desk, harbour: Publisher) -> None:
    ruling = minding(desk).pause("harbour", "Ana", "It prints rumours.")
    assert (ruling.kind, ruling.source, ruling.stories, ruling.why) == ("pause", "harbour", (), "It prints rumours.")
    assert desk.once().asked == 0 and harbour.asked == []
    with pytest.raises(UsageError, match="paused already"):
        minding(desk).pause("harbour", "Ana")
    with pytest.raises(UsageError, match="resume it first"):
        minding(desk).ask("harbour", "Ana")
    minding(desk).resume("harbour", "Ana")
    assert desk.once().new == 1 and "/feed.xml" in harbour.paths()
    with pytest.raises(UsageError, match="not paused"):
        minding(desk).resume("harbour", "Ana")
    assert [one.kind for one in desk.store.rulings(10)] == ["resume", "pause"]


def test_a_source_asked_out_of_turn_is_asked_in_the_next_round_and_wakes_the_desk(
    desk: Desk, harbour: Publisher
) -> None:
    desk.once()
    asked = len(harbour.asked)
    desk.clock.sleep(1)
    assert desk.once().asked == 0, "it is not due yet"
    desk.wanted.clear()
    minding(desk).ask("harbour", "Ana")
    assert desk.wanted.is_set()
    desk.clock.sleep(1)
    assert desk.once().asked == 1 and len(harbour.asked) > asked
    assert desk.store.source_state("harbour").due is not None


def test_one_that_had_ended_is_asked_again(desk: Desk) -> None:
    desk.store.put_source_state(replace(desk.store.source_state("harbour"), ended=True, last_error="gone"))
    assert desk.once().asked == 0
    minding(desk).ask("harbour", "Ana")
    assert desk.once().new == 1 and not desk.store.source_state("harbour").ended


@pytest.mark.parametrize("act", ["pause", "remove"])
def test_what_is_decided_while_a_source_is_asked_holds(desk: Desk, harbour: Publisher, act: str) -> None:
    asked, go = threading.Event(), threading.Event()
    serve = harbour.pages["/news/1"]

    def slow(handler: object) -> None:
        asked.set()
        assert go.wait(10)
        serve(handler)  # type: ignore[arg-type]

    harbour.pages["/news/1"] = slow
    rounds = threading.Thread(target=desk.once)
    rounds.start()
    assert asked.wait(10)
    if act == "pause":
        minding(desk).pause("harbour", "Ana")
    else:
        desk.store.remove_source("harbour")
    go.set()
    rounds.join(20)
    if act == "pause":
        assert desk.store.source_state("harbour").paused and desk.store.reports_by_source() == {"harbour": 1}
    else:
        assert desk.store.reports_by_source() == {} and not desk.store.page_states("harbour")
        assert desk.store.source_state("harbour").asked is None


def test_a_paused_source_is_subscribed_to_no_more(desk: Desk) -> None:
    state = replace(desk.store.source_state("harbour"), hub="https://hub.example/", topic="https://a.example/")
    assert websub.refused(state, "https://desk.example") is None
    assert websub.refused(replace(state, paused="2024-03-21T00:00:00Z"), "https://desk.example") == "it is paused"


def test_an_address_is_looked_behind_and_what_is_chosen_is_added(desk: Desk, harbour: Publisher) -> None:
    site = '<html><head><title>Isles</title><link rel="alternate" type="application/rss+xml" href="/isles.xml"></head>'
    harbour.pages |= {"/": body(site), "/isles.xml": body(FEED.replace("Harbour", "Isles"), "application/rss+xml")}
    (found, *_) = minding(desk).look(f" {harbour.url}/ ")
    assert found.sound and found.source.url == f"{harbour.url}/isles.xml"
    fields = {"id": found.source.id, "url": found.source.url, "publisher": found.source.publisher}
    ruling = minding(desk).add_source(fields, {"country": "NOR", "reprint": "headline"}, "Ana", "The ministry’s own.")
    kept = desk.store.source(ruling.source or "")
    assert kept is not None and (kept.country, kept.reprint, kept.url) == ("NOR", "headline", found.source.url)
    assert desk.wanted.is_set()
    with pytest.raises(UsageError, match="is known just so"):
        minding(desk).add_source(fields, {}, "Ana")
    again = minding(desk).add_source(fields, {"country": "SWE"}, "Ana")
    assert again.source == ruling.source and len(desk.store.sources()) == 2


def refusing(desk: Desk, decide: Callable[[Minding], object], why: str) -> None:
    before = desk.store.sources(), desk.store.last_ruling()
    with pytest.raises(UsageError, match=why):
        decide(minding(desk))
    assert (desk.store.sources(), desk.store.last_ruling()) == before


def test_no_folder_of_the_machine_is_looked_into(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(PAGE)
    for typed in (str(tmp_path), f"file://{tmp_path}", ".", "..", "/etc", "C:\\news", "ftp://isles.example/", ""):
        refusing(desk, lambda asked, typed=typed: asked.look(typed), "no address of the web")  # type: ignore[misc]
    for url in (str(tmp_path), f"file://{tmp_path}", "/etc"):
        fields = {"id": "x", "url": url, "kind": "folder"}
        refusing(desk, lambda asked, fields=fields: asked.add_source(fields, {}, "Ana"), "web|address")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fields", "given", "why"),
    [
        ({"url": "https://isles.example/"}, {}, "id"),
        ({"id": "isles", "url": "https://isles.example/"}, {"country": "Norway"}, "'Norway' is no country code"),
        ({"id": "isles", "url": "https://isles.example/", "more": "x"}, {}, "unknown more"),
        ({"id": "isles", "url": "https://isles.example/"}, {"ownership": "mine"}, "ownership"),
        ({"id": "isles", "url": ["x"]}, {}, "url"),
    ],
)
def test_what_is_no_source_is_refused(desk: Desk, fields: dict[str, str], given: dict[str, str], why: str) -> None:
    refusing(desk, lambda asked: asked.add_source(fields, given, "Ana"), why)


def test_an_unknown_source_is_refused(desk: Desk) -> None:
    for act in (Minding.pause, Minding.resume, Minding.ask):
        refusing(desk, lambda asked, act=act: act(asked, "nowhere", "Ana"), "nowhere: no such source")  # type: ignore[misc]


def test_one_looks_at_a_time_and_a_failure_is_said(desk: Desk, harbour: Publisher) -> None:
    asking, go = threading.Event(), threading.Event()

    def hang(handler: object) -> None:
        asking.set()
        go.wait(10)

    harbour.pages["/slow"] = hang
    minds = minding(desk)
    failed: list[str] = []

    def first() -> None:
        try:
            minds.look(f"{harbour.url}/slow")
        except UsageError as error:
            failed.append(str(error))

    one = threading.Thread(target=first)
    one.start()
    assert asking.wait(10)
    with pytest.raises(UsageError, match="looks behind another address"):
        minds.look(f"{harbour.url}/feed.xml")
    go.set()
    one.join(20)
    assert failed and harbour.url in failed[0]
    assert minds.look(f"{harbour.url}/feed.xml")[0].sound, "the next may look"


def test_the_rulings_about_sources_have_no_story(desk: Desk) -> None:
    ruling = minding(desk).pause("harbour", "Ana")
    assert desk.store.rulings(5) == [ruling] and isinstance(ruling, Ruling)
    assert desk.once().refusals == () and desk.store.rulings(5, story="s1") == []
