"""List pages: a publisher without a feed names its articles on a page.

What is a headline is seen by three things: the day printed in the card around it, the mark of a headline, and that it
stands in a place that repeats. Links to one address are one article, whichever of them carries the words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

import lxml.html
from lxml import etree
from lxml.cssselect import CSSSelector, SelectorError

from communique.errors import Unreadable
from communique.feeds import Entry
from communique.sources import cards
from communique.sources.addresses import may_be_article, plain, site
from communique.sources.cards import Element

OUTSIDE = frozenset({"nav", "footer", "aside", "form", "menu"})
WITHIN = frozenset({"article", "main", "section", "li"})  # a header in one of these is that of an article
ROLES = frozenset({"navigation", "contentinfo", "banner", "complementary", "search", "menu"})
OUTSIDE_NAMES = frozenset({
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "pagination", "pager", "paginate", "footer",
    "sidebar", "share", "social", "cookie", "languages",
})  # fmt: skip
PAGING = frozenset({"page", "pages", "paged", "pg", "offset", "start", "seite", "pagina", "pagen_1"})  # in queries
CHOOSING = frozenset({"sort", "order", "lang", "year", "month", "m", "author", "cat", "category", "tag"})
SHORTEST_TITLE = 20  # characters of a link's text; a headline is longer, a section's name shorter
SHORTEST_MARKED = 12  # of one that is marked as a headline
MOST_LINKS = 5_000  # of one page that are looked at

Articles = Mapping[str, Sequence[Element]]  # by address, the links to each, the best first


def links(body: bytes, url: str, selector: str | None = None) -> tuple[Entry, ...]:
    """The articles a list page names, in page order, each once, with the day printed beside it where that is plain.

    With a CSS `selector`, every link it selects or that stands within what it selects. Without one, the links that
    look like headlines, of this site and outside navigation. Raises Unreadable for a page without structure or a
    selector that is none.
    """
    tree = parsed(body, url)
    base = next((found for b in tree.iter("base") if (found := plain(b.get("href", ""), url))), url)
    if selector:
        articles = _folded(_selected(tree, url, selector), base, url)
    else:
        articles = _headlines(_folded((a for a in tree.iter("a") if _inside(a, base, url)), base, url), tree)
    around = _around(articles)
    order = cards.month_first(tree)
    return tuple(
        Entry(
            url=address,
            title=cards.headline(anchors, around[address]),
            published=cards.published(around[address], anchors, order),
        )
        for address, anchors in articles.items()
    )


def parsed(body: bytes, url: str) -> lxml.html.HtmlElement:
    """The page as a tree. Raises Unreadable."""
    try:
        parser = lxml.html.HTMLParser(remove_comments=True, encoding=_told(body))
        return lxml.html.document_fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(url, f"not HTML: {error}") from error


def _told(body: bytes) -> str | None:
    """UTF-8 where the bytes are that; libxml2 takes a page that names no charset for Latin-1."""
    try:
        return None if body.isascii() or not body.decode() else "utf-8"
    except UnicodeDecodeError:
        return None


def _selected(tree: Element, url: str, selector: str) -> Iterator[Element]:
    try:
        chosen = CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError) as error:
        raise Unreadable(url, f"the selector {selector!r} is no CSS selector: {error}") from error
    for element in chosen:
        yield from element.iter("a")


def _inside(anchor: Element, base: str, url: str) -> bool:
    """Whether a link can be one to an article of this site: of another page, and not in navigation."""
    address = plain(anchor.get("href") or "", base)
    if address is None or site(address) not in (site(base), site(url)) or not may_be_article(address):
        return False
    parts, own = urlsplit(address), urlsplit(url)
    asked = {name.lower() for name, _ in parse_qsl(parts.query)}
    if asked & PAGING or (asked and asked <= CHOOSING):
        return False
    if anchor.get("hreflang") or {"next", "prev"} & set((anchor.get("rel") or "").lower().split()):
        return False
    if parts.path.rstrip("/") == own.path.rstrip("/") and parts.query == own.query:
        return False
    return not any(_outside(above) for above in anchor.iterancestors())


def _outside(element: Element) -> bool:
    """Whether an element is navigation, by its name, role or class."""
    if element.tag in OUTSIDE or element.get("role") in ROLES:
        return True
    if element.tag == "header":
        return not any(above.tag in WITHIN for above in element.iterancestors())
    if element.tag in cards.WHOLE:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return not OUTSIDE_NAMES.isdisjoint(re.split(r"[\s_-]+", named))


def _folded(anchors: Iterable[Element], base: str, url: str) -> Articles:
    """The links by their address, in page order."""
    found: dict[str, list[Element]] = {}
    for count, anchor in enumerate(anchors):
        address = plain(anchor.get("href") or "", base)
        if address and address != url and count < MOST_LINKS:
            found.setdefault(address, []).append(anchor)
    return {address: cards.best(list(dict.fromkeys(same))) for address, same in found.items()}


def _around(articles: Articles) -> Mapping[str, Element]:
    """The card of each article."""
    held = cards.crowds(anchors[0] for anchors in articles.values())
    return {address: cards.card(anchors[0], held) for address, anchors in articles.items()}


def _headlines(articles: Articles, tree: Element) -> Articles:
    """The articles among what is linked: those in dated places and those marked as headlines; where there are neither,
    those with a text of several words, and of many only those in places that repeat."""
    places: dict[str, list[str]] = defaultdict(list)
    for address, anchors in articles.items():
        places["/".join(str(above.tag) for above in anchors[0].iterancestors())].append(address)
    order = cards.month_first(tree)
    dated = {
        address
        for place in places.values()
        for address in _dated({address: articles[address] for address in place}, order)
    }
    marked = {
        address
        for address, anchors in articles.items()
        if cards.headed(anchors[0]) and (address in dated or _says(cards.words(anchors[0]), SHORTEST_MARKED))
    }
    if dated & marked or len(marked) >= 3:
        chosen = marked | {address for address in dated if not _shares(address, articles, marked)}
    elif dated:
        chosen = dated | marked
    else:
        long = [a for a, anchors in articles.items() if _says(cards.words(anchors[0]), SHORTEST_TITLE)]
        repeated = [a for place in places.values() if len(own := [b for b in place if b in long]) > 1 for a in own]
        chosen = set(repeated if len(repeated) >= 5 else long)
    return {address: anchors for address, anchors in articles.items() if address in chosen}


def _dated(articles: Articles, order: bool | None) -> set[str]:
    """The articles of one place, if most of several have a day in their cards."""
    around = _around(articles)
    found = {a for a, anchors in articles.items() if cards.published(around[a], anchors, order)}
    return found if len(found) > 1 and len(found) * 2 > len(articles) else set()


def _shares(address: str, articles: Articles, marked: Iterable[str]) -> bool:
    """Whether a link stands in a card whose headline is another."""
    held = cards.crowds(articles[other][0] for other in (*marked, address) if other in articles)
    around = cards.card(articles[address][0], held)
    above = around.getparent()
    return above is not None and held[above] == 2


def _says(text: str | None, shortest: int) -> bool:
    """Whether a text is as long as a headline; scripts without spaces say more in fewer characters."""
    text = text or ""
    if cards.MORE.fullmatch(text):
        return False
    wide = sum(c > "\u2e7f" for c in text) > len(text) / 2
    return len(text) >= (8 if wide else shortest)
