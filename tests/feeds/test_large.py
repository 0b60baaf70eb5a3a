"""Feeds far larger or deeper than any publisher's: each ends in its record or an error, within
bounds of time and memory.

The bounds are generous, for slow and busy machines; what they stop is growth by more than the size of the file.
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from communique import feeds
from communique.errors import Unreadable

FOUND_AT = "https://kestrel.example/feed.xml"
LINK = "<link>https://kestrel.example/1</link>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))


@contextmanager
def bounds(seconds: float, megabytes: int) -> Iterator[None]:
    """No more of the processor and of memory than this, beyond what the process has already."""
    with open("/proc/self/statm") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + megabytes * 1_000_000, before[1]))
    begun = time.process_time()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    assert time.process_time() - begun < seconds


def channel(inner: str, before: str = "") -> bytes:
    return f"{before}<rss version='2.0'><channel><title>Kestrel</title>{inner}</channel></rss>".encode()


def item(inner: str, before: str = "", attributes: str = "") -> bytes:
    return channel(f"<item{attributes}><title>T</title>{LINK}{inner}</item>", before)


def test_one_item_of_thirty_megabytes_is_read_as_far_as_a_field_goes() -> None:
    body = item(f"<description>{'word ' * 6_000_000}</description>")
    with bounds(30, 1000):
        (entry,) = feeds.parse(body, FOUND_AT).entries
    assert (entry.url, entry.title) == ("https://kestrel.example/1", "T")
    assert entry.summary == ("word " * (feeds.LONGEST_FIELD // 5)).strip()


def test_a_feed_of_ten_megabytes_is_read_whole() -> None:
    text = f"<p>{'The ministers met again on Friday & agreed. ' * 110}</p>"
    body = channel(
        "".join(
            f"<item><title>Report {n} &amp; more</title><link>/report/{n}</link>"
            f"<pubDate>Fri, 22 Mar 2024 10:00:{n % 60:02} +0800</pubDate>"
            f"<description><![CDATA[{text}]]></description></item>"
            for n in range(2000)
        )
    )
    assert len(body) > 9_900_000
    with bounds(30, 1000):
        feed = feeds.parse(body, FOUND_AT)
    assert feed.entries == tuple(
        feeds.Entry(
            url=f"https://kestrel.example/report/{n}",
            title=f"Report {n} & more",
            published=f"2024-03-22T10:00:{n % 60:02}+08:00",
            summary=text,
        )
        for n in range(2000)
    )


def test_a_feed_of_fifty_thousand_items_is_read_whole_and_in_order() -> None:
    body = channel("".join(f"<item><title>Report {n}</title><link>/report/{n}</link></item>" for n in range(50_000)))
    with bounds(60, 1000):
        feed = feeds.parse(body, FOUND_AT)
    assert feed.entries == tuple(
        feeds.Entry(url=f"https://kestrel.example/report/{n}", title=f"Report {n}") for n in range(50_000)
    )


HOSTILE = {
    "entities of entities": item("<description>&l11;</description>", f"<!DOCTYPE rss [{LAUGHS}]>"),
    "a long entity often": item(
        f"<description>{'&a;' * 100_000}</description>", f'<!DOCTYPE rss [<!ENTITY a "{"a" * 1_000_000}">]>'
    ),
    "an entity that is a file": item(
        "<description>&x;</description>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    ),
    "an entity at an address": item(
        "<description>&x;</description>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'
    ),
    "an attribute of ten megabytes": item("", attributes=f" a='{'x' * 10_000_000}'"),
    "an address of ten megabytes": item(f"<guid isPermaLink='{'x' * 10_000_000}'>7</guid>"),
    "a million attributes": item("", attributes="".join(f' a{n}="{n}"' for n in range(1_000_000))),
    "a million namespaces": item("", attributes="".join(f' xmlns:a{n}="{n}"' for n in range(1_000_000))),
    "a namespace in every element": item("".join(f'<a:b xmlns:a="n{n}"/>' for n in range(100_000))),
    "tags that never end": item("<a " * 1_000_000),
    "quotes that never end": item('<a b="c ' * 500_000),
    "CDATA that never ends": item("<x><![CDATA[a</x>" * 100_000),
    "comments that never end": item("<!--" * 1_000_000),
    "instructions that never end": item("<?" * 1_000_000),
    "ends of nothing": item("</zz>" * 500_000),
    "siblings in what nobody closed": item("<a>" * 400 + "<b/>" * 200_000),
    "fields in what nobody closed": item("<guid>" * 400 + "<ttl/>" * 200_000),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_neither_grows_nor_hides_the_item(name: str, encoding: str) -> None:
    body = HOSTILE[name].decode().encode(encoding)
    with bounds(60, 2000):
        assert feeds.parse(body, FOUND_AT) == feeds.Feed(
            title="Kestrel", language=None, entries=(feeds.Entry(url="https://kestrel.example/1", title="T"),)
        )


DEEP = {
    "in an item": item("<a>" * 100_000 + "</a>" * 100_000),
    "in an item, never closed": item("<a>" * 100_000),
    "in a text": item(f"<description>{'<div>' * 100_000}{'</div>' * 100_000}</description>"),
    "in the channel": channel("<a>" * 100_000),
    "feeds": b"<feed><entry>" * 100_000 + b"<a>" * 1000,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", DEEP)
def test_nesting_without_end_is_refused(name: str, encoding: str) -> None:
    with bounds(30, 1000), pytest.raises(Unreadable, match="nested too deeply"):
        feeds.parse(DEEP[name].decode().encode(encoding), FOUND_AT)


def test_items_in_items_are_items() -> None:
    with bounds(60, 1000):
        found = feeds.parse(channel(f"{'<item>' * 99_999}{LINK}<item>{LINK}"), FOUND_AT)
    assert len(found.entries) == feeds.MOST_ENTRIES
    assert [entry.url for entry in found.entries[-3:]] == [
        None,
        "https://kestrel.example/1",
        "https://kestrel.example/1",
    ]


def test_no_more_items_than_the_most_are_taken() -> None:
    with bounds(60, 1000):
        assert len(feeds.parse(channel("<item>" * 150_000), FOUND_AT).entries) == feeds.MOST_ENTRIES


def test_json_nested_without_end_is_refused() -> None:
    with bounds(30, 1000), pytest.raises(Unreadable, match="broken JSON"):
        feeds.parse(b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 1_000_000, FOUND_AT)
