"""The text of an article: paragraphs, headings, list items and quotations, without what stands around them."""

import logging
import re
from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from communique.reading.document import Document

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

CONFIG = use_config()
CONFIG.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # its timer works by signals, which only the main thread gets
ENOUGH = 300  # characters: with less, the strict extraction has most likely lost the article
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "ab", "fw"})


def paragraphs(document: Document) -> list[str]:
    """The blocks of the article in page order, white space folded; empty where no article text is found.

    Trafilatura with `favor_precision`; of the single extractors measured it lost least to boilerplate on both labelled
    sets (`bench/reading.py`). Where that finds next to nothing it is asked less strictly, and the longest answer is
    taken.
    """
    best: list[str] = []
    for mode in ({"favor_precision": True}, {}, {"favor_recall": True}):
        found = _extracted(document, mode)
        best = max(best, found, key=lambda blocks: sum(map(len, blocks)))
        if sum(map(len, best)) >= ENOUGH:
            break
    return best


def _extracted(document: Document, mode: dict[str, bool]) -> list[str]:
    try:
        found = bare_extraction(
            document.tree, url=document.url or None, include_comments=False, with_metadata=False, config=CONFIG, **mode
        )
    except Exception:  # it promises nothing about what it lets through, and a page must not end a run
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    blocks = (" ".join(block.split()) for block in _blocks(body))
    return [block for block in blocks if re.search(r"\w", block)]


def _blocks(element: etree._Element) -> Iterator[str]:
    """The text of each block, in order; text outside of any block is a block of its own."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            loose.append(child.tail or "")
            continue
        if child.tag == "row":
            yield _joined(loose)
            yield " ".join(" ".join(cell.itertext()) for cell in child)
        elif child.tag in BLOCKS and not any(inner.tag in BLOCKS for inner in child.iterdescendants()):
            yield _joined(loose)
            yield _inline(child)
        elif child.tag in BLOCKS or len(child) or child.tag in ("list", "table", "div"):
            yield _joined(loose)
            yield from _blocks(child)
        elif child.tag == "lb":
            loose.append("\n")
        else:
            loose.append(_inline(child))
        loose.append(child.tail or "")
    yield _joined(loose)


def _inline(element: etree._Element) -> str:
    for line in element.iter("lb"):
        line.tail = " " + (line.tail or "")
    return "".join(element.itertext())


def _joined(parts: list[str]) -> str:
    """The loose text so far, taken out of the list."""
    text = "".join(parts)
    parts.clear()
    return text
