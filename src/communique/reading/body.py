"""The text of an article: paragraphs, headings, list items and quotations, without what stands around them."""

import re
from collections import Counter
from copy import copy, deepcopy

from cssselect import SelectorError
from lxml.html import HtmlElement

from communique.errors import Unreadable
from communique.model import Selectors
from communique.reading.document import Document
from communique.reading.extractors import blocks, by_containers, by_markup, by_rules, by_words
from communique.reading.furniture import cleared

ENOUGH = 300  # characters: with less, an extraction has most likely lost the article
ALIKE = 0.95  # likeness of two answers: above it a third opinion changes next to nothing and costs a third of the time
MOST_ELEMENTS = 20_000  # on larger pages rules alone have to do,
MOST_FOR_RULES = 40_000  # and beyond this, or with more text than
LONGEST_FOR_RULES = 1_000_000  # characters, markup alone: work by the others grows faster than pages do
WORDS = re.compile(r"\w+")
Shingles = Counter[tuple[str, ...]]


def paragraphs(document: Document, selectors: Selectors | None = None) -> list[str]:
    """The blocks of the article in page order, white space folded; empty where no article text is found.

    A source's own selectors win where they find text; Unreadable, naming the selector, is raised where one is no CSS.
    Otherwise extractors unlike each other are asked, and the answer most like the others is taken: one that lost half
    of the article, or took half of the page, stands alone. The third is asked only where the first two differ. Where
    the answer taken is next to nothing, the longest is.
    """
    if selectors and selectors.drop:
        document = _without(document, selectors.drop)
    selected = _selected(document, selectors.text) if selectors and selectors.text else []
    if selected:
        return selected
    document = _replaced(document, cleared(document.tree))
    elements = document.tree.xpath("count(//*)")
    if elements > MOST_FOR_RULES or len(document.tree.text_content()) > LONGEST_FOR_RULES:
        return by_markup(document)
    answers = [by_rules(document)]
    if elements <= MOST_ELEMENTS:
        answers.append(by_containers(document))
    best = _most_agreed(document, answers)
    return best if _length(best) >= ENOUGH else max([best, *answers], key=_length)


def _without(document: Document, selector: str) -> Document:
    """The same page less what the selector finds; the page itself stays as it is."""
    rest = _replaced(document, deepcopy(document.tree))
    for element in _found(rest.tree, selector):
        if element.getparent() is not None:
            element.drop_tree()
    return rest


def _replaced(document: Document, tree: HtmlElement) -> Document:
    """The same page with another tree."""
    rest = copy(document)
    rest.tree = tree
    return rest


def _selected(document: Document, selector: str) -> list[str]:
    found = _found(document.tree, selector)
    inner = set(found)
    outer = [element for element in found if inner.isdisjoint(element.iterancestors())]
    return [block for element in outer for block in blocks(element)]


def _found(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    try:
        return tree.cssselect(selector)
    except SelectorError as error:
        raise Unreadable(selector, f"not a CSS selector: {error}") from error


def _most_agreed(document: Document, answers: list[list[str]]) -> list[str]:
    """The answer with the greatest likeness to all others, the first of equals; a third is asked where two differ."""
    shingles = [_shingles(answer) for answer in answers]
    if len(answers) < 2 or _dice(*shingles) >= ALIKE:
        return answers[0]
    answers = [*answers, by_words(document)]
    shingles.append(_shingles(answers[2]))
    likeness = [sum(_dice(one, other) for other in shingles if other is not one) for one in shingles]
    return answers[likeness.index(max(likeness))]


def _shingles(answer: list[str]) -> Shingles:
    words = WORDS.findall("\n".join(answer))
    return Counter(tuple(words[start : start + 4]) for start in range(len(words) - 3))


def _dice(one: Shingles, other: Shingles) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _length(answer: list[str]) -> int:
    return sum(map(len, answer))
