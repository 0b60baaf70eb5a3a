"""List pages: a publisher without a feed names its articles on a page."""

import re
from collections import defaultdict
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.cssselect import CSSSelector, SelectorError

from communique.errors import Unreadable
from communique.feeds import Entry
from communique.sources.addresses import plain, site

OUTSIDE = frozenset({"nav", "footer", "header", "aside", "form", "menu"})
NOT_ARTICLES = re.compile(
    r"/(tags?|topics?|category|categories|authors?|search|login|subscribe|about|contact|privacy|terms|page)(/|$)"
    r"|\.(pdf|jpe?g|png|gif|svg|mp[34]|zip|xml|rss|css|js)$",
    re.IGNORECASE,
)
SHORTEST_TITLE = 20  # characters of a link's text; a headline is longer, a section's name shorter


def links(body: bytes, url: str, selector: str | None = None) -> tuple[Entry, ...]:
    """The articles a list page names, in page order, each once.

    With a CSS `selector`, every link it selects or that stands within what it selects. Without one, the links that
    look like headlines: of this site, outside navigation, with a text of several words. Raises Unreadable for a page
    without structure or a selector that is none.
    """
    tree = parsed(body, url)
    base = plain(tree.base_url or "", url) or url
    base = next((plain(b.get("href", ""), url) or base for b in tree.iter("base")), base)
    found: dict[str, Entry] = {}
    for anchor in _selected(tree, url, selector) if selector else _headlines(tree, base):
        address = plain(anchor.get("href") or "", base)
        title = _title(anchor)
        if address and address != url and (address not in found or (title and not found[address].title)):
            found[address] = Entry(url=address, title=title)
    return tuple(found.values())


def parsed(body: bytes, url: str) -> lxml.html.HtmlElement:
    """The page as a tree. Raises Unreadable."""
    try:
        return lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(url, f"not HTML: {error}") from error


def _selected(tree: lxml.html.HtmlElement, url: str, selector: str) -> Iterator[lxml.html.HtmlElement]:
    try:
        chosen = CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError) as error:
        raise Unreadable(url, f"the selector {selector!r} is no CSS selector: {error}") from error
    for element in chosen:
        yield from element.iter("a")


def _headlines(tree: lxml.html.HtmlElement, base: str) -> list[lxml.html.HtmlElement]:
    """Links that look like headlines; where the page has many, only those in places that repeat."""
    by_place: dict[str, list[lxml.html.HtmlElement]] = defaultdict(list)
    for anchor in tree.iter("a"):
        address = plain(anchor.get("href") or "", base)
        if address is None or site(address) != site(base) or NOT_ARTICLES.search(address.partition("?")[0]):
            continue
        if len(_title(anchor) or "") < SHORTEST_TITLE and not _wide(_title(anchor) or ""):
            continue
        if not any(above.tag in OUTSIDE for above in anchor.iterancestors()):
            by_place["/".join(str(above.tag) for above in anchor.iterancestors())].append(anchor)
    repeated = {id(a) for anchors in by_place.values() if len(anchors) > 1 for a in anchors}
    every = {id(a) for anchors in by_place.values() for a in anchors}
    chosen = repeated if len(repeated) >= 5 else every
    return [anchor for anchor in tree.iter("a") if id(anchor) in chosen]


def _title(anchor: lxml.html.HtmlElement) -> str | None:
    return " ".join(anchor.text_content().split())[:500] or None


def _wide(text: str) -> bool:
    """Scripts without spaces say more in fewer characters."""
    return len(text) >= 8 and sum(c > "\u2e7f" for c in text) > len(text) / 2
