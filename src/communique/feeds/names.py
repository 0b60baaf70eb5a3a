"""What an element of a feed is, whatever prefix it carries: its usual prefix and its name, in small letters.

RSS of any version, RDF and elements without a namespace have no prefix here; Atom's are `atom:title` and so on.
"""

import re
from collections.abc import Mapping

# Namespaces without scheme and closing sign, by the prefix that is usual for them.
SPACES = {
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/syndication": "sy",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "search.yahoo.com/mrss": "media",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "www.w3.org/1999/xhtml": "xhtml",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
}
USUAL = {prefix: prefix for prefix in SPACES.values() if prefix} | {"atom10": "atom", "atom03": "atom", "a10": "atom"}
DECLARATION = re.compile(r"""\bxmlns(?::([\w.\-]{1,100}))?\s{0,20}=\s{0,20}["']([^"'<>]{0,1000})["']""", re.IGNORECASE)
LONGEST_TAG = 100_000  # characters of it that are read
MOST_KEPT = 1000


class Names(dict[str, str]):
    """What the names of elements mean where certain namespaces are declared, by the name as written.

    A prefix means what it is declared for; where that is unknown to us or nothing, what it usually means. `core` is
    the namespace that the root gives to elements without a prefix: a feed may make up its own.
    """

    def __init__(self, declared: Mapping[str, str], core: str | None = None) -> None:
        super().__init__()
        self._declared, self._core = declared, core
        self._inner: dict[tuple[object, ...], Names] = {}

    def __missing__(self, name: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[name] = meaning = self._meaning(name.lower())
        return meaning

    def within(self, inside: str, root: bool) -> "Names":
        """The names that hold inside of an element with these attributes; `root` if it is one that holds the feed."""
        said = {prefix.lower(): _plain(space) for prefix, space in DECLARATION.findall(inside[:LONGEST_TAG])}
        # others change the meaning of nothing
        said = {prefix: space for prefix, space in said.items() if not prefix or prefix in USUAL or space in SPACES}
        if not said.items() - self._declared.items():
            return self
        if (key := (root, *said.items())) not in self._inner:
            if len(self._inner) >= MOST_KEPT:
                self._inner.clear()
            declared = {**self._declared, **said}
            core = self._core or declared.get("") if root else self._core
            self._inner[key] = Names(declared, core)
        return self._inner[key]

    def _meaning(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        space = self._declared.get(prefix)
        usual = SPACES.get(space, USUAL.get(prefix)) if space is not None else USUAL.get(prefix)
        if usual is None:
            usual = "" if not prefix and space in (None, self._core) else prefix or "other"
        return f"{usual}:{local}" if usual else local


def _plain(space: str) -> str:
    return re.sub(r"^https?://", "", space.strip().lower()).rstrip("/#")
