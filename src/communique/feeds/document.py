"""A feed's markup as a tree, in one pass over the text, whatever is wrong with it.

Strict parsers stop at the first fault, and lenient ones for HTML know nothing of feeds. What is known here: items do
not stand in items; a field that nobody closed ends where the next begins, at an end tag that fits nothing, or with
its item; and a field that is still open where the file ends was cut.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter

from communique.errors import Unreadable
from communique.feeds.entities import without_declarations
from communique.feeds.names import Names

DEEPEST = 500
TAG = re.compile(
    r"<(?:(!--)|(!\[\s{0,9}CDATA\s{0,9}\[)|\?[^<>]*+>?|(/?)\s{0,9}([^\W\d][\w:.\-]*+)("
    r"""[^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>|"""  # attributes as they should be
    r"""[^<>]*+>|[^<>"']*+(?:"[^">]{0,2000}+"[^<>"']*+)++>))""",  # a quote that is left open; a bare < in one
    re.IGNORECASE,
)
ROOTS = frozenset(("rss", "rdf:rdf", "feed", "atom:feed"))
HOLDERS = ROOTS | {"channel"}
ITEMS = frozenset(("item", "entry", "atom:entry"))
# Elements that hold a title or an address of their own, which is not that of the item.
APART = frozenset(("source", "atom:source", "image", "textinput", "media:group", "media:content"))
# HTML that is often left open, or never closed: not worth a place in the tree.
LOOSE = frozenset(["br", "img", "hr", "input", "meta", "p", "li", "area", "wbr", "col", "embed"])
FIELDS = frozenset(
    {
        *("title", "link", "guid", "pubdate", "description", "author", "category", "comments", "enclosure", "id"),
        *("updated", "published", "summary", "content", "issued", "modified", "created", "date", "language", "ttl"),
        *("copyright", "generator", "managingeditor", "webmaster", "lastbuilddate", "docs", "cloud", "source", "image"),
        *("textinput", "contributor", "rights", "subtitle", "tagline"),
    }
)


class Node:
    """An element: what it is called, what it is, the text of its start tag after the name, and where in the document it
    starts, its content begins and ends. `end` is -1 where the file ended first."""

    __slots__ = ("begin", "children", "end", "inside", "key", "name", "names", "start", "stray")

    def __init__(self, name: str, key: str, inside: str, start: int, begin: int, names: Names) -> None:
        self.name, self.key, self.inside, self.names = name, key, inside, names
        self.start, self.begin, self.end, self.stray = start, begin, -1, -1
        self.children: list[Node] = []


@dataclass
class Document:
    """A feed: its text without declarations, the elements around the items, from the outermost, and the items."""

    text: str
    holders: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    @property
    def is_feed(self) -> bool:
        """Whether anything in it is a feed's: RDF alone may be anything."""
        return bool(self.items) or any(holder.key != "rdf:rdf" for holder in self.holders)


def read(text: str, url: str, most: int) -> Document:
    """The tree of a feed with up to `most` items. Raises Unreadable where elements are nested beyond `DEEPEST`."""
    builder = _Builder(without_declarations(text), url)
    builder.run(most)
    return builder.found


class _Builder:
    def __init__(self, text: str, url: str) -> None:
        self.found = Document(text)
        self._url = url
        self._stack: list[Node] = []
        self._open: Counter[str] = Counter()
        self._names = Names({})
        self._cdata_end = 0

    def run(self, most: int) -> None:
        text, position, items = self.found.text, 0, self.found.items
        while (tag := TAG.search(text, position)) and len(items) <= most:
            position = tag.end()
            if name := tag[4]:
                if tag[3]:
                    self._ended(name.lower(), tag.start())
                else:
                    self._started(name, tag[5], tag.start(), position)
            elif tag[1]:
                position = end + 3 if (end := text.find("-->", position)) >= 0 else len(text)
            elif tag[2]:
                position = self._after_cdata(position)
        while self._stack:
            self._close(-1)
        del items[most:]

    def _after_cdata(self, begin: int) -> int:
        """Where a CDATA section ends: where it should, or, if another one begins before that, with its element."""
        text = self.found.text
        if 0 <= self._cdata_end < begin:
            self._cdata_end = text.find("]]>", begin)
        end = self._cdata_end if self._cdata_end >= 0 else len(text)
        again = text.find("<![CDATA[", begin, end)
        if self._stack and (again >= 0 or self._cdata_end < 0):
            closing = re.compile(rf"</{re.escape(self._stack[-1].name)}\s*>", re.IGNORECASE)
            if found := closing.search(text, begin, again if again >= 0 else end):
                return found.start()
        return min(end + 3, len(text))

    def _started(self, name: str, inside: str, start: int, begin: int) -> None:
        names = self._stack[-1].names if self._stack else self._names
        if "xmlns" in inside:
            names = names.within(inside, root=not self._stack or self._stack[-1].key in HOLDERS)
        node = Node(name.lower(), names[name], inside, start, begin, names)
        if node.key in ITEMS:
            self._item(node)
        elif node.key in ROOTS and not self._is_page() and (node.key == "rss" or not self._in_feed()):
            self._empty(start)
            self.found.holders.append(node)
        elif node.key == "channel" and (not self._stack or self._stack[-1].key in ROOTS):
            self.found.holders.append(node)
        elif self._stack:
            if node.key in LOOSE:
                return
            self._stack[-1].children.append(node)
        if inside.endswith("/>"):
            node.end = begin
        elif len(self._stack) >= DEEPEST:
            if self.found.is_feed:
                raise Unreadable(self._url, "nested too deeply")
        else:
            self._stack.append(node)
            self._open[node.name] += 1

    def _item(self, node: Node) -> None:
        if self._stack and not self._in_feed() and self._stack[0].key not in ITEMS:
            self._stack[-1].children.append(node)
            return
        while self._stack and self._stack[-1].key not in HOLDERS:
            self._close(node.start)
        self.found.items.append(node)

    def _in_feed(self) -> bool:
        return bool(self._stack) and self._stack[0].key in HOLDERS

    def _is_page(self) -> bool:
        return bool(self._stack) and self._stack[0].key in ("html", "xhtml:html")

    def _empty(self, at: int) -> None:
        while self._stack:
            self._close(at)

    def _ended(self, name: str, start: int) -> None:
        if not self._open[name]:
            if self._stack and self._stack[-1].stray < 0 and name not in LOOSE:
                self._stack[-1].stray = start
            return
        while self._stack[-1].name != name:
            self._close(start)
        node = self._stack.pop()
        self._open[name] -= 1
        node.end = start

    def _close(self, at: int) -> None:
        """Take an element that nobody closed off the stack: what is not of it follows it."""
        node = self._stack.pop()
        self._open[node.name] -= 1
        fields = (child.start for child in node.children if child.key in FIELDS or ":" in child.key)
        ends = [end for end in (node.stray, next(fields, -1) if node.key not in APART else -1) if end >= 0]
        node.end = min(ends, default=at)
        if ends and self._stack and node.key not in HOLDERS and node.key not in ITEMS:
            kept = bisect_left(node.children, node.end, key=attrgetter("start"))
            moved, before = node.children, self._stack[-1].children
            node.children = moved[:kept]
            moved[:kept] = before  # not the other way round: the many are moved once, the few that stand before often
            self._stack[-1].children = moved
