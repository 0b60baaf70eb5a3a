"""`communique source …` against a publisher on loopback."""

import json
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from communique.model import Source, SourceState, Subscription
from communique.store.sqlite import SqliteStore
from tests.cli.conftest import Run
from tests.sources.conftest import Publisher, body, status

ITEMS = "".join(
    f"<item><title>Ministers meet for the {n} time</title><link>/news/{n}</link>"
    f"<pubDate>Thu, 0{n} May 2024 10:00:00 GMT</pubDate></item>"
    for n in range(1, 4)
)
FEED = f"<rss version='2.0'><channel><title>Harbour Wire</title><language>en</language>{ITEMS}</channel></rss>"
SITE = """<html lang="en"><head><title>Harbour Wire</title>
<link rel="alternate" type="application/rss+xml" href="/gone.xml">
<link rel="alternate" type="application/rss+xml" href="/world.xml">
<link rel="alternate" type="application/rss+xml" href="/sport.xml"></head><body></body></html>"""
LIST = "<html lang='fr'><head><title>Ministry of the Isles</title></head><body><ul>" + "".join(
    f"<li class='note'><a href='/notes/{n}'>The minister received the envoy of country {n}</a></li>" for n in range(6)
)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is found: entries of the catalogue that are added one by one are asked."""
    real = socket.getaddrinfo

    def local(host: str, *more: Any, **named: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(f"{host} is not asked by tests")
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", local)


@pytest.fixture
def site(publisher: Publisher) -> Publisher:
    feed = body(FEED, "application/rss+xml")
    sport = body(FEED.replace("/news/", "/sport/"), "application/rss+xml")
    publisher.pages |= {"/feed.xml": feed, "/world.xml": feed, "/sport.xml": sport, "/gone.xml": status(404)}
    publisher.pages |= {"/": body(SITE), "/list": body(LIST)}
    return publisher


def test_a_feed_is_added_with_what_it_holds_shown(source: Run, site: Publisher) -> None:
    done = source("add", f"{site.url}/feed.xml")
    assert done.status == 0 and not done.err
    found, added = done.out.splitlines()
    assert found.split()[:4] == ["*", "1", "feed", f"{site.url}/feed.xml"]
    assert "3" in found and "2024-05-03" in found
    assert added.startswith("added: ") and added.endswith("Harbour Wire")
    ((id, name, kind, *_),) = source("list").rows
    assert (name, kind) == ("Harbour Wire", "feed") and id in added


def test_of_a_sites_feeds_the_first_that_answers_is_added(source: Run, site: Publisher) -> None:
    done = source("add", f"{site.url}/")
    assert done.status == 0
    assert [line[:3] for line in done.out.splitlines()[:3]] == ["* 1", "  2", "  3"]
    assert "cannot be read: answered 404" in done.out
    assert [row[0] in done.out.splitlines()[3] for row in source("list").rows] == [True]
    assert source("show", source("list").rows[0][0]).out.count("/world.xml") == 1


def test_all_or_a_chosen_one_of_a_sites_feeds(source: Run, site: Publisher) -> None:
    assert source("add", f"{site.url}/", "--choose", "2").status == 0
    assert "/sport.xml" in source("list", "--json").out
    both = source("add", f"{site.url}/", "--all")
    assert both.status == 0
    assert both.out.count("added: ") == 1 and both.out.count("known already: ") == 1
    assert len(source("list").rows) == 2
    too_far = source("add", f"{site.url}/", "--choose", "9")
    assert too_far.status == 1 and len(too_far.err.splitlines()) == 1 and site.url in too_far.err


def test_an_address_is_never_added_twice_and_takes_what_is_given(source: Run, site: Publisher) -> None:
    address = f"{site.url}/feed.xml"
    source("add", address, "--section", "Isles / Wires", "--reprint", "full")
    again = source("add", address)
    assert again.status == 0 and "known already: " in again.out
    changed = source(
        "add", address.upper().replace("/FEED.XML", "/feed.xml"), "--country", "FJI", "--language", "en-GB"
    )
    assert "known already, changed as given: " in changed.out
    (known,) = map(json.loads, source("list", "--json").out.splitlines())
    assert (known["country"], known["language"], known["reprint"]) == ("FJI", "en-GB", "full")
    assert known["section"] == "Isles / Wires"


def test_a_list_page_is_found_by_itself_or_read_by_selector(source: Run, site: Publisher) -> None:
    assert "Ministry of the Isles" in source("add", f"{site.url}/list").out
    done = source("add", f"{site.url}/list", "--links-selector", "li.note a", "--text-selector", "div.text")
    assert "changed as given" in done.out
    (known,) = map(json.loads, source("list", "--json").out.splitlines())
    assert known["kind"] == "page" and known["selectors"]["links"] == "li.note a"
    source("add", f"{site.url}/list", "--text-selector", "article")
    (known,) = map(json.loads, source("list", "--json").out.splitlines())
    assert (known["selectors"]["links"], known["selectors"]["text"]) == ("li.note a", "article")


def test_a_kind_that_is_given_is_tried_and_not_searched_for(source: Run, site: Publisher) -> None:
    assert "page" in source("add", f"{site.url}/list", "--kind", "page").out
    refused = source("add", f"{site.url}/feed.xml", "--kind", "newsletter")
    assert refused.status == 2 and "newsletter" in refused.err and not refused.out
    wrong = source("add", f"{site.url}/missing", "--kind", "feed")
    assert wrong.status == 1 and len(source("list").rows) == 1


def test_a_folder_is_a_source(source: Run, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "note.html").write_text("<p>A note</p>")
    done = source("add", str(tmp_path / "inbox"))
    assert done.status == 0 and "folder of 1 files" in done.out
    assert source("list").rows[0][1:3] == ["inbox", "folder"]


def test_several_at_once_and_one_bad_one_is_named(source: Run, site: Publisher) -> None:
    done = source("add", f"{site.url}/feed.xml", f"{site.url}/nothing", "nonsense", f"{site.url}/list")
    assert done.status == 1
    assert done.out.count("added: ") == 2
    first, second = done.err.splitlines()
    assert f"{site.url}/nothing" in first and "nonsense" in second


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--ownership", "royal"], "royal"),
        (["--country", "Atlantis"], "Atlantis"),
        (["--reprint", "plenty"], "plenty"),
        (["--language", "English"], "English"),
        ([], "catalogue"),
    ],
)
def test_what_cannot_stand_is_wrong_usage(options: list[str], named: str, source: Run, site: Publisher) -> None:
    done = source("add", *([f"{site.url}/feed.xml"] if options else []), *options)
    assert done.status == 2 and named in done.err
    assert not site.asked and not source("list").out


@pytest.fixture
def entry(site: Publisher, monkeypatch: pytest.MonkeyPatch) -> Source:
    """An entry of a catalogue, whose publisher is on loopback."""
    made = Source(id="isles", url=f"{site.url}/old.xml", publisher="Isles", country="FJI", ownership="public")
    monkeypatch.setattr("communique.sources.catalogue.entry", {"isles": made}.get)
    return made


def test_an_entry_that_answers_is_added_as_it_is(source: Run, site: Publisher, entry: Source) -> None:
    site.pages["/old.xml"] = body(FEED, "application/rss+xml")
    done = source("add", "isles")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("added: isles ") and "/old.xml" in done.out


def test_for_an_entry_that_does_not_answer_its_site_is_looked_at(source: Run, site: Publisher, entry: Source) -> None:
    done = source("add", "isles")
    assert (done.status, done.err) == (0, "")
    first, second, *_ = done.out.splitlines()
    assert "answered 404" in first and f"behind {site.url}/:" in first
    assert second.startswith("* 1") and "/world.xml" in second
    (known,) = map(json.loads, source("list", "--json").out.splitlines())
    assert (known["id"], known["url"]) == ("isles", f"{site.url}/world.xml")
    assert (known["publisher"], known["country"], known["ownership"]) == ("Isles", "FJI", "public")


def test_an_entry_whose_site_is_silent_is_kept_and_that_is_said(source: Run, site: Publisher, entry: Source) -> None:
    site.pages.clear()
    done = source("add", "isles")
    assert done.status == 0 and "/old.xml" in done.out
    assert len(done.err.splitlines()) == 1 and "isles" in done.err and "404" in done.err


def test_all_takes_feeds_and_no_sitemap_that_names_the_same(source: Run, site: Publisher) -> None:
    site.pages["/robots.txt"] = body("Sitemap: /news.xml\n", "text/plain")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    url = f"<url><loc>{site.url}/news/1</loc><lastmod>{now}</lastmod></url>"
    site.pages["/news.xml"] = body(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{url}</urlset>")
    done = source("add", f"{site.url}/", "--all")
    assert done.status == 0 and "sitemap" in done.out and done.out.count("added: ") == 2
    assert {row[2] for row in source("list").rows} == {"feed"}


def test_the_catalogue_is_listed_and_a_region_is_taken_without_asking_anyone(source: Run) -> None:
    every = source("catalogue").rows
    assert len(every) >= 50 and all(row[-1] == "never verified here" for row in every)
    assert all(
        row[3] == "NZL" and row[5] == "public"
        for row in source("catalogue", "--country", "NZL", "--ownership", "public").rows
    )
    assert {row[2] for row in source("catalogue", "--region", "asia").rows} == {"asia"}
    one = source("catalogue", "--language", "fr").rows[0]
    alone = source("add", one[0])
    assert alone.status == 0 and f"added: {one[0]} " in alone.out and "does not answer now" in alone.err
    again = source("add", one[0])
    assert "known already" in again.out and not again.err
    region = source("add", "--catalogue", "oceania", "--section", "Ocean")
    assert region.status == 0
    assert len(region.out.splitlines()) == len(source("catalogue", "--region", "oceania").rows)
    assert {row[3] for row in source("list").rows if row[0] != one[0]} == {"Ocean"}
    assert source("add", "--catalogue", "atlantis").status == 2
    assert source("catalogue", "--region", "atlantis").status == 2


def test_show_says_why(source: Run) -> None:
    listed = source("show", "state-department")
    assert listed.status == 0
    told = dict(line.split("  ", 1) for line in listed.out.splitlines())
    values = {name.strip(): value.strip() for name, value in told.items()}
    assert values["ownership"] == "state" and "foreign ministry" in values["because"]
    assert values["reprint"] == "in full" and "public domain" in values["since"]
    assert values["verified"] == "never verified here" and "not among" in values["health"]
    source("add", "state-department")
    assert "never asked" in source("show", "state-department").out
    unknown = source("show", "nobody")
    assert unknown.status == 2 and "nobody" in unknown.err


def test_check_marks_as_verified_what_it_reached_and_only_that(source: Run, site: Publisher) -> None:
    source("add", f"{site.url}/feed.xml", f"{site.url}/list")
    assert {row[-1] for row in source("list").rows} == {"never verified here"}
    del site.pages["/list"]
    by_kind = {row[2]: row[0] for row in source("list").rows}
    done = source("check")
    assert done.status == 1
    assert done.out.split()[:2] == [by_kind["feed"], "ok"] and "3" in done.out
    assert len(done.err.splitlines()) == 1 and by_kind["page"] in done.err and "404" in done.err
    verified = {row[2]: row[-1] for row in source("list").rows}
    assert verified["page"] == "never verified here"
    assert len(verified["feed"]) == 10 and verified["feed"].startswith("20")
    assert source("check", by_kind["feed"]).status == 0
    assert source("check", "nobody").status == 2
    assert all(json.loads(line)["state"]["asked"] is None for line in source("list", "--json").out.splitlines())


def test_the_failing_come_first_and_alone(source: Run, site: Publisher, folder: Path) -> None:
    from communique import config
    from communique.desk import Desk

    source("add", f"{site.url}/feed.xml", "--section", "A")
    source("add", f"{site.url}/list", "--section", "B")
    site.pages["/list"] = status(500)
    desk = Desk(config.load(folder, {}), folder=folder)
    desk.once()
    desk.store.close()
    first, second = source("list").rows
    assert first[2] == "page" and first[4].startswith("failing (1): ") and "500" in first[4]
    assert second[4] == "well" and second[5] and second[6]
    assert source("list", "--failing").rows == [first]
    assert "500" in source("show", first[0]).out


def test_remove_takes_several_or_none(source: Run, site: Publisher) -> None:
    source("add", f"{site.url}/feed.xml", f"{site.url}/list")
    ids = [row[0] for row in source("list").rows]
    assert source("remove", ids[0], "nobody").status == 2
    assert len(source("list").rows) == 2
    assert source("remove", *ids).status == 0
    assert not source("list").rows


def test_at_a_terminal_it_is_a_table_that_obeys_no_publisher(
    source: Run, site: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/feed.xml"] = body(FEED.replace("Harbour Wire", "[red]Harbour\x9b31m Wire"), "application/rss+xml")
    source("add", f"{site.url}/feed.xml")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda self: True, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    shown = source("list").out
    assert "publisher" in shown and "[red]Harbour" in shown and "\x9b" not in shown
    assert "1 sources, 0 of them failing" in shown


def test_a_source_that_is_pushed_says_by_whom_and_one_that_is_not_says_why(
    source: Run, site: Publisher, folder: Path
) -> None:
    source("add", f"{site.url}/feed.xml")
    (id, *_) = source("list").rows[0]
    assert "pushed" in source("show", id).out and "no: it offers no hub" in source("show", id).out
    store = SqliteStore(folder / "desk.db")
    store.put_source_state(SourceState(source=id, hub="https://hub.example/", topic="https://wire.example/feed"))
    assert "no: base_url, the public address of the site, is not set" in source("show", id).out
    with (folder / "communique.toml").open("a") as settings:
        settings.write('base_url = "https://desk.example"\n')
    assert "no: the hub is asked in the next round" in source("show", id).out
    place = {
        "hub": "https://hub.example/",
        "topic": "https://wire.example/feed",
        "callback": "https://desk.example/key",
    }
    held = Subscription(id="key", source=id, secret="word", asked="2024-03-24T12:00:00Z", due=None, **place)
    store.put_subscription(held)
    assert "no: the hub was asked at 2024-03-24 12:00 and has not confirmed" in source("show", id).out
    store.put_subscription(replace(held, last_error="answered 500"))
    assert "no: answered 500" in source("show", id).out
    store.put_subscription(replace(held, until="2999-01-01T00:00:00Z", noticed="2024-03-25T08:00:00Z"))
    store.close()
    shown = source("show", id).out
    assert "by hub https://hub.example/ until 2999-01-01 00:00" in shown and "2024-03-25 08:00" in shown
    assert "by hub https://hub.example/ until 2999-01-01 00:00" in source("list").rows[0]
    (told,) = map(json.loads, source("list", "--json").out.splitlines())
    assert told["pushed"]["until"] == "2999-01-01T00:00:00Z"
    assert not {"id", "secret", "callback"} & set(told["pushed"]) and "key" not in json.dumps(told["pushed"])


def test_a_source_is_paused_resumed_and_asked_out_of_turn(
    source: Run, site: Publisher, folder: Path, communique: Run
) -> None:
    assert source("add", f"{site.url}/feed.xml").status == 0
    store = SqliteStore(folder / "desk.db")
    (known,) = store.sources()
    done = source("pause", known.id, "--by", "Ana", "--why", "It prints rumours.")
    assert done.status == 0 and done.out == f"paused: {known.id}\n"
    assert store.source_state(known.id).paused and store.rulings(1)[0].why == "It prints rumours."
    assert "paused" in source("list").out and "not while it is paused" in source("show", known.id).out
    again = source("pause", known.id, "--by", "Ana")
    assert again.status == 2 and "paused already" in again.err
    assert source("resume", known.id, "--by", "Ana").out == f"resumed: {known.id}\n"
    assert source("ask", known.id, "--by", "Ana").out == f"asked in the next round: {known.id}\n"
    assert [one.kind for one in store.rulings(5)] == ["ask", "resume", "pause"]
    store.close()
    told = communique("story", "history", "-C", str(folder)).out
    assert "pause" in told and known.id in told and "It prints rumours." in told
