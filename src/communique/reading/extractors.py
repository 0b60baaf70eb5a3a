"""Three ways to find the article in a page, unlike each other; `body` holds their answers against one another.

Trafilatura works by rules about markup, `containers` by scores, jusText by the density of common words.
All three come with the trafilatura package. Each function gives blocks in page order, none where it finds nothing or
fails: none of the libraries promises what it lets through, and a page must not end a run.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from communique.reading.containers import SHORTEST, Containers, Lenient
from communique.reading.document import Document

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

CONFIG = use_config()
CONFIG.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # its timer works by signals, which only the main thread gets
HTML_BLOCKS = frozenset([
    "p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "section", "article",
    "main", "header", "figure", "figcaption", "caption", "td", "th", "ul", "ol", "dl", "table", "tbody", "thead",
    "body", "details", "summary", "center", "address",
])  # fmt: skip
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "ab", "fw"}) | HTML_BLOCKS - {"div", "body"}
HOLDERS = frozenset({"list", "table", "div", "body"})
NOT_TEXT = ("script", "style", "noscript", "nav", "footer", "aside", "form", "button", "svg", "template", "figcaption")


def by_rules(document: Document, mode: str = "favor_recall") -> list[str]:
    """Trafilatura, in one of its modes: as it is, it would rather take boilerplate than lose text."""
    try:
        found = bare_extraction(
            document.tree,
            url=document.url or None,
            include_comments=False,
            with_metadata=False,
            config=CONFIG,
            **{mode: True},
        )
    except Exception:
        return []
    body = getattr(found, "body", None)
    return [] if body is None else blocks(body)


def by_containers(document: Document) -> list[str]:
    """Readability: the container with the best score, and those of its neighbours that are like it."""
    try:
        found = blocks(Containers(_visible(document)).best())
        return found if sum(map(len, found)) >= SHORTEST else blocks(Lenient(_visible(document)).best())
    except Exception:
        return []


def by_words(document: Document) -> list[str]:
    """jusText: paragraphs that are long, free of links and full of common words, and what stands between them."""
    from justext.core import ParagraphMaker, classify_paragraphs, revise_paragraph_classification  # type: ignore[import-untyped]

    try:
        paragraphs = ParagraphMaker.make_paragraphs(_visible(document))
        classify_paragraphs(paragraphs, _common_words(), 70, 200, 0.3, 0.32, 0.2, True)
        revise_paragraph_classification(paragraphs, 200)
        return [" ".join(paragraph.text.split()) for paragraph in paragraphs if not paragraph.is_boilerplate]
    except Exception:
        return []


def by_markup(document: Document) -> list[str]:
    """All blocks of the page's only article or main element, else of its body: all that a page too large allows."""
    tree = _visible(document)
    frames = [frame for tag in ("article", "main") if len(frame := tree.findall(f".//{tag}")) == 1]
    return blocks(frames[0][0] if frames else tree)


def _visible(document: Document) -> HtmlElement:
    """A copy of the page's tree without what is no text."""
    tree = deepcopy(document.tree)
    etree.strip_elements(tree, *NOT_TEXT, etree.Comment, with_tail=False)
    return tree


@cache
def _common_words() -> frozenset[str]:
    from justext.utils import get_stoplist  # type: ignore[import-untyped]

    languages = ("English", "French", "Spanish", "German", "Portuguese", "Russian", "Arabic", "Korean")
    return frozenset(word for language in languages for word in get_stoplist(language))


def blocks(body: etree._Element) -> list[str]:
    """The text of each block of an extracted body, white space folded; those without a word are left out."""
    folded = (" ".join(block.split()) for block in _blocks(body))
    return [block for block in folded if re.search(r"\w", block)]


def _blocks(element: etree._Element) -> Iterator[str]:
    """The text of each block, in order; text outside of any block is a block of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else None
        if tag in ("row", "tr"):
            yield _joined(loose)
            yield " ".join(" ".join(cell.itertext()) for cell in child)
        elif tag in BLOCKS or tag in HOLDERS or (tag and len(child) and _holds_blocks(child)):
            yield _joined(loose)
            yield from _blocks(child)
        elif tag in ("lb", "br"):
            loose.append("\n")
        elif tag:
            loose.append(_inline(child))
        if tag in BLOCKS or tag in HOLDERS or tag in ("row", "tr"):
            yield _joined(loose)
        loose.append(child.tail or "")
    yield _joined(loose)


def _holds_blocks(element: etree._Element) -> bool:
    return any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _inline(element: etree._Element) -> str:
    for line in element.iter("lb", "br"):
        line.tail = " " + (line.tail or "")
    return "".join(element.itertext())


def _joined(parts: list[str]) -> str:
    """The loose text so far, taken out of the list."""
    text = "".join(parts)
    parts.clear()
    return text
