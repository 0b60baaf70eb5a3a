"""Feeds as publishers write them, well-formed or not: RSS 0.9x to 2.0, RDF, Atom, JSON Feed.

Both the room that asks sources and the room that reads files take feeds apart; they do it here, in one way: the bytes
become text once, the text a tree that no fault stops, the tree a record.
"""

import re

from communique.decoding import decoded
from communique.errors import Unreadable
from communique.feeds import document, json_feeds, records
from communique.feeds.dates import moment as moment
from communique.feeds.nouns import LONGEST_CONTENT as LONGEST_CONTENT
from communique.feeds.nouns import LONGEST_FIELD as LONGEST_FIELD
from communique.feeds.nouns import MOST_ENTRIES as MOST_ENTRIES
from communique.feeds.nouns import Entry as Entry
from communique.feeds.nouns import Feed as Feed

HEAD = 65_536  # bytes by which a feed is known: a DOCTYPE or comments may stand before its root


def looks_like(body: bytes) -> bool:
    """Whether these bytes begin as a feed of a kind that `parse` reads, going by the first elements or keys."""
    text = decoded(body[:HEAD]).lstrip()
    if text.startswith("{"):
        return re.search(r'jsonfeed\.org\\?/version|"items"\s{0,9}:\s{0,9}\[', text[:4096]) is not None
    if "<" not in text:
        return False
    try:
        return document.read(text, "", most=1).is_feed
    except Unreadable:  # a feed, as far as it was read
        return True


def parse(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """The feed in these bytes; `url` is where it was found, against which relative addresses are read, `content_type`
    the header it came with, whose charset is believed where the bytes are in it.

    A broken feed gives the items that can still be made out. Raises Unreadable where there is no feed at all.
    """
    text = decoded(body, content_type)
    return json_feeds.feed(text, url) if text.lstrip().startswith("{") else records.feed(text, url)
