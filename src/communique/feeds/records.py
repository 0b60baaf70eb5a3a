"""The record of an XML feed: which of its elements say what."""

import re
from collections.abc import Iterable, Iterator

from communique.errors import Unreadable
from communique.feeds import document, values
from communique.feeds.addresses import absolute, based
from communique.feeds.dates import moment
from communique.feeds.document import Document, Node
from communique.feeds.nouns import LONGEST_CONTENT, LONGEST_FIELD, MOST_ENTRIES, Entry, Feed, language, person

TITLES = ("title", "atom:title", "dc:title", "itunes:title")
SUMMARIES = ("description", "atom:summary", "summary", "itunes:summary", "dc:description", "dcterms:abstract")
CONTENTS = ("content:encoded", "atom:content", "content", "xhtml:body", "xhtml:div", "body")
PUBLISHED = (
    *("pubdate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued"),
    *("dc:date", "dcterms:date", "date", "dcterms:created", "atom:created", "created"),
)
UPDATED = ("atom:updated", "updated", "atom:modified", "modified", "dcterms:modified")
AUTHORS = ("atom:author", "author", "dc:creator")
PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}


def feed(text: str, url: str) -> Feed:
    """The feed that this text is; raises Unreadable where it is none."""
    found = document.read(text, url, MOST_ENTRIES)
    if not found.is_feed:
        raise Unreadable(url, "not a feed")
    return _Reader(found, url).feed()


class _Fields:
    """The elements directly in one, by what they are, with the text they are in."""

    def __init__(self, text: str, nodes: Iterable[Node]) -> None:
        self.text = text
        self._by_key: dict[str, list[Node]] = {}
        for node in nodes:
            self._by_key.setdefault(node.key, []).append(node)

    def all(self, *keys: str) -> Iterator[Node]:
        for key in keys:
            yield from self._by_key.get(key, ())

    def texts(self, *keys: str, longest: int = LONGEST_FIELD) -> Iterator[str]:
        return (found for node in self.all(*keys) if (found := values.text(self.text, node, longest)))

    def line(self, *keys: str) -> str | None:
        return next((found for node in self.all(*keys) if (found := values.line(self.text, node, LONGEST_FIELD))), None)

    def markup(self, *keys: str, longest: int) -> Iterator[str]:
        return (found for node in self.all(*keys) if (found := values.markup(self.text, node, longest)))

    def moment(self, *keys: str) -> str | None:
        return next((found for text in self.texts(*keys, longest=200) if (found := moment(text))), None)

    def names(self, *keys: str) -> Iterator[str]:
        """The persons in these elements: in their `name`, or as their text."""
        for node in self.all(*keys):
            named = [child for child in node.children if child.key in ("name", "atom:name")]
            if node.end < 0 and not named:
                continue
            for part in named or [node]:
                if not part.children and (name := person(values.line(self.text, part, 400))):
                    yield name


class _Reader:
    """Reads one document; what the items share is found once."""

    def __init__(self, found: Document, url: str) -> None:
        self.text, self.items, self.url = found.text, found.items, url
        self.head = _Fields(found.text, (child for holder in found.holders for child in holder.children))
        self.language, declared = None, None
        for holder in found.holders:
            said = values.attributes(holder) if "xml:" in holder.inside.lower() else {}
            declared = based(said["xml:base"], declared or url) if "xml:base" in said else declared
            self.language = self.language or language(said.get("xml:lang"))
        self.base = declared or url
        self.language = language(next(self.head.texts("language", "dc:language"), None)) or self.language
        self.is_atom = any(holder.key in ("feed", "atom:feed") for holder in found.holders)
        self.inherited = tuple(self.head.names("atom:author", "author")) if self.is_atom else ()
        self.item_base = self.base
        if not self.is_atom and not declared:
            self.item_base = next((a for t in self.head.texts("link") if (a := absolute(t, url))), url)

    def feed(self) -> Feed:
        head, links = self.head, list(self.links(self.head, self.base))
        rels = {rel: address for rel, address, _ in reversed(links) if address}
        moved = next(head.texts("itunes:new-feed-url"), None)
        return Feed(
            title=head.line(*TITLES),
            language=self.language,
            entries=tuple(self.entry(item) for item in self.items),
            hub=rels.get("hub"),
            topic=rels.get("self"),
            next=rels.get("next") or rels.get("prev-archive"),
            interval=self.interval(),
            moved=absolute(moved, self.url),
            ended=next(head.texts("itunes:complete"), "").lower() == "yes",
        )

    def links(self, fields: _Fields, base: str) -> Iterator[tuple[str, str | None, dict[str, str]]]:
        """What each link that has attributes is to the thing, its address, and the attributes."""
        for node in fields.all("atom:link", "link"):
            if node.inside != ">" and (said := values.attributes(node)).get("href"):
                rel = (said.get("rel") or "alternate").rstrip("/").rpartition("/")[2].lower()
                yield rel, absolute(said["href"], based(said.get("xml:base"), base)), said

    def interval(self) -> float | None:
        """Seconds by `ttl` (minutes), or by the syndication module's period and how often in it."""
        if (minutes := _number(next(self.head.texts("ttl"), ""))) is not None:
            return minutes * 60
        period = PERIODS.get(next(self.head.texts("sy:updateperiod"), "").lower())
        return period / (_number(next(self.head.texts("sy:updatefrequency"), "")) or 1) if period else None

    def entry(self, item: Node) -> Entry:
        fields = _Fields(self.text, item.children)
        names = dict.fromkeys(fields.names(*AUTHORS)) or dict.fromkeys(fields.names("itunes:author"))
        for source in fields.all("atom:source", "source") if not names else ():
            names = dict.fromkeys(_Fields(self.text, source.children).names("atom:author", "author"))
        return Entry(
            url=self.address(item, fields),
            title=fields.line(*TITLES),
            published=fields.moment(*PUBLISHED),
            updated=fields.moment(*UPDATED),
            summary=next(fields.markup(*SUMMARIES, longest=LONGEST_FIELD), None),
            content=max(fields.markup(*CONTENTS, longest=LONGEST_CONTENT), key=len, default=None),
            authors=tuple(names) or self.inherited,
        )

    def address(self, item: Node, fields: _Fields) -> str | None:
        """Where the item stands: as the counter in between says, its link, what it is known by, what it is about."""
        said = values.attributes(item) if item.inside != ">" else {}
        base = based(said.get("xml:base"), self.item_base)
        for node in fields.all("feedburner:origlink", "link", "atom:link"):
            within = based(values.attributes(node).get("xml:base"), base) if "xml:base" in node.inside else base
            if found := absolute(values.text(self.text, node, 4001), within):
                return found
        links = [(found, given) for rel, found, given in self.links(fields, base) if rel == "alternate" and found]
        if links:
            return min(links, key=lambda link: self._strangeness(link[1]))[0]
        for node in fields.all("guid", "atom:id", "id"):
            permalink = values.attributes(node).get("ispermalink", "").lower() if node.inside != ">" else ""
            against = base if permalink == "true" else "about:blank"
            if permalink != "false" and (found := absolute(values.text(self.text, node, 4001), against)):
                return found
        return absolute(said.get("rdf:about") or said.get("about"), "about:blank")

    def _strangeness(self, said: dict[str, str]) -> tuple[bool, bool]:
        """Of several versions, which is in the feed's language, and which is a page."""
        foreign = said.get("hreflang", self.language or "")[:2].lower() != (self.language or "")[:2].lower()
        return bool(self.language and said.get("hreflang")) and foreign, "html" not in said.get("type", "html")


def _number(text: str) -> float | None:
    """A number above nought, of at most six digits."""
    return float(text) or None if re.fullmatch(r"\d{1,6}", text) else None
