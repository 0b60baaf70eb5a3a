"""Where on a page the article's own head is: from just above its headline to its second long paragraph (the first may
be a standfirst), without what stands beside it."""

import re
from collections.abc import Callable, Iterator, Sequence

import lxml.html

from communique.reading.document import Document

Element = lxml.html.HtmlElement
BESIDE = re.compile(
    r"comment|related|sidebar|widget|recommend|popular|trending|latest|more-|most-|teaser|promo|breadcrumb|newsletter"
    r"|footer|carousel|ticker|read-next|up-next|advert|cookie|consent|share|social",
    re.IGNORECASE,
)
OUTSIDE = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "menu",
        "dialog",
        "select",
        "button",
        "script",
        "style",
        "noscript",
        "head",
        "svg",
    }
)
ROOTS = frozenset({"body", "html", "main", "article"})
LONG = 160  # characters: a paragraph this long is the article itself
BEFORE, AFTER = 60, 200  # elements looked at above and below the headline


def headline(document: Document) -> Element | None:
    """The h1 of the article: one whose words the page's title has, else the first that is not set aside."""
    outside = beside(document)
    found = [(h, " ".join(h.text_content().lower().split())) for h in document.tree.iter("h1")]
    found = [(h, text) for h, text in found if text]
    title = " ".join((document.tree.findtext(".//title") or document.first("og:title") or "").lower().split())
    named = [(h, text) for h, text in found if text in title or (len(title) > 20 and title in text)]
    if named:
        return max(named, key=lambda pair: len(pair[1]))[0]
    return next((h for h, _ in found if not outside(h)), found[0][0] if found else None)


def header(document: Document) -> Sequence[Element]:
    """The elements around the headline that may carry day and byline: those below it first, then those above."""
    top = headline(document)
    return [] if top is None else [*_below(document, top), *_above(document, top)]


def beside(document: Document) -> Callable[[Element], bool]:
    """A test whether an element stands in navigation, comments, lists of other articles and the like."""
    known: dict[Element, bool] = {}

    def outside(element: Element) -> bool:
        found = known.get(element)
        if found is None:
            above = element.getparent()
            found = known[element] = _is_beside(element) or (above is not None and outside(above))
        return found

    return outside


def _is_beside(element: Element) -> bool:
    if element.tag in OUTSIDE:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ROOTS and len(named) > 4 and BESIDE.search(named) is not None


def _below(document: Document, top: Element) -> Iterator[Element]:
    holders = set(top.iterancestors())
    known: dict[Element, bool] = dict.fromkeys(holders, False)
    standfirst = False
    for element in top.xpath(f"following::*[position()<={AFTER}]"):
        above = element.getparent()
        known[element] = _is_beside(element) or (above is not None and known.get(above, False))
        if not known[element]:
            yield element
            if element.tag == "p" and len(element.text_content()) > LONG:
                if standfirst:
                    return
                standfirst = True


def _above(document: Document, top: Element) -> Iterator[Element]:
    outside = beside(document)
    nearest_last = top.xpath(f"preceding::*[position()<={BEFORE}]")
    yield from (element for element in reversed(nearest_last) if not outside(element))
