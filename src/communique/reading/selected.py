"""What a source's own selectors find on its pages: they win over everything else a page says."""

from lxml.cssselect import CSSSelector, SelectorError

from communique.errors import Unreadable
from communique.model import Page
from communique.reading.document import Document
from communique.reading.titles import tidy

MOST = 20


def selected(page: Page, document: Document, fact: str) -> list[str]:
    """The texts that the source's selector for `fact` (title, published, byline) finds, in page order: an element's
    `datetime` or `content` where it has one, else its words. Empty without a selector, or where it finds nothing.

    Raises Unreadable, naming the selector, if it is none.
    """
    selector = getattr(page.source.selectors, fact, None) if page.source and page.source.selectors else None
    if not selector:
        return []
    try:
        found = CSSSelector(selector, translator="html")(document.tree)
    except (SelectorError, ValueError) as error:
        raise Unreadable(page.url or page.id or "page", f"selector for {fact} is none: {selector}") from error
    told = [element.get("datetime") or element.get("content") or element.text_content() for element in found[:MOST]]
    return [text for one in told if (text := tidy(one))]
