import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import feeds
from communique.errors import Unreadable

BASE = "http://a.example/feed"


def item(inner: str) -> feeds.Entry:
    return feeds.parse(f'<rss version="2.0"><channel><item>{inner}</item></channel></rss>'.encode(), BASE).entries[0]


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("Fri, 22 Mar 2024 10:00:00 +0800", "2024-03-22T10:00:00+08:00"),
        ("22 Mar 2024 10:00:00 GMT", "2024-03-22T10:00:00+00:00"),
        ("Fri, 22 Mar 2024 10:00 EST", "2024-03-22T10:00:00-05:00"),
        ("Fri, 22 Mar 2024 10:00:00 -0000", "2024-03-22T10:00:00+00:00"),
        ("2024-03-22T10:00:00Z", "2024-03-22T10:00:00+00:00"),
        ("2024-03-22T10:00:00.123+05:30", "2024-03-22T10:00:00+05:30"),
        ("2024-03-22 10:00:00", "2024-03-22T10:00:00"),
        ("2024-03-22", "2024-03-22"),
        ("yesterday", None),
        ("Fri, 99 Mar 2024 10:00:00 GMT", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_times_keep_what_was_said(given_: object, expected: str | None) -> None:
    assert feeds.moment(given_) == expected


def test_relative_and_missing_addresses() -> None:
    assert item("<link>/x?a=1&amp;b=2</link>").url == "http://a.example/x?a=1&b=2"
    assert item('<guid isPermaLink="true">http://a.example/g</guid>').url == "http://a.example/g"
    assert item("<guid>tag:1</guid><title>t</title>").url is None
    assert item("<link>javascript:alert(1)</link>").url is None


def test_bare_ampersands_and_cdata() -> None:
    entry = item("<title><![CDATA[Talks & <b>trade</b>]]></title><link>http://a.example/1</link>")
    assert entry.title == item("<title>Talks & trade</title>").title == "Talks & trade"
    assert item("<title>Talks<br/>on &lt;i&gt;trade&lt;/i&gt;&lt;br&gt;at sea</title>").title == "Talks on trade at sea"


def test_updated_is_not_made_up_from_published() -> None:
    entry = item("<pubDate>Fri, 22 Mar 2024 10:00:00 +0800</pubDate>")
    assert (entry.published, entry.updated) == ("2024-03-22T10:00:00+08:00", None)


def test_json_feed() -> None:
    feed = feeds.parse(
        b'{"version":"https://jsonfeed.org/version/1.1","title":"W","items":[7,{"url":"/1","title":"T",'
        b'"date_published":"2024-03-22T10:00:00+08:00","authors":[{"name":"Ann Lee"},3]},{"id":4}]}',
        BASE,
    )
    assert [entry.url for entry in feed.entries] == ["http://a.example/1", None]
    assert feed.entries[0].authors == ("Ann Lee",)


def test_an_entity_bomb_does_not_grow() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>"""
    for entry in feeds.parse(bomb, BASE).entries:
        assert len(entry.title or "") <= feeds.LONGEST_FIELD


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_bytes_bring_it_down(data: bytes) -> None:
    for body in (data, b"<rss><channel><item>" + data, b"{" + data):
        try:
            feeds.parse(body, BASE)
        except Unreadable as error:
            assert error.name == BASE
