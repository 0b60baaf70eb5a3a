"""Feeds far larger than any publisher's: each ends in its record, within a generous time."""

import time

from communique import feeds

FOUND_AT = "https://kestrel.example/feed.xml"


def test_one_item_of_thirty_megabytes_is_read_as_far_as_a_field_goes() -> None:
    body = b"<rss version='2.0'><channel><title>K</title><item><title>T</title><description>"
    body += b"word " * 6_000_000 + b"</description><link>https://kestrel.example/1</link></item></channel></rss>"
    begun = time.monotonic()
    (entry,) = feeds.parse(body, FOUND_AT).entries
    assert (entry.url, entry.title) == ("https://kestrel.example/1", "T")
    assert len(entry.summary or "") <= feeds.LONGEST_FIELD
    assert time.monotonic() - begun < 60
