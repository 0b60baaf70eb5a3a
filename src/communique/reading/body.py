"""The text of an article: paragraphs, headings, list items and quotations, without what stands around them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from copy import copy, deepcopy
from functools import cached_property
from typing import NamedTuple

from cssselect import SelectorError
from lxml.html import HtmlElement

from communique.errors import Unreadable
from communique.model import Selectors
from communique.reading.document import Document
from communique.reading.extractors import blocks, by_containers, by_markup, by_rules, by_words
from communique.reading.furniture import cleared

MOST_ELEMENTS = 20_000  # on larger pages rules alone have to do,
MOST_FOR_RULES = 40_000  # and beyond this, or with more text than
LONGEST_FOR_RULES = 1_000_000  # characters, markup alone: work by the others grows faster than pages do
WORDS = re.compile(r"\w+")


class Answer:
    """What one extractor takes for the article."""

    def __init__(self, blocks: list[str]):
        self.blocks = blocks

    @cached_property
    def length(self) -> int:
        """In characters."""
        return sum(map(len, self.blocks))

    @cached_property
    def shingles(self) -> Counter[tuple[str, ...]]:
        """Each run of four words, with how often it is there."""
        words = WORDS.findall("\n".join(self.blocks))
        return Counter(tuple(words[start : start + 4]) for start in range(len(words) - 3))

    def likeness(self, other: "Answer") -> float:
        """Dice's coefficient over shingles: 1 where both have the same words in the same order."""
        both = self.shingles.total() + other.shingles.total()
        return 2 * (self.shingles & other.shingles).total() / (both or 1)


class Combination(NamedTuple):
    """Which extractors are asked, by name; a third one only where the first two are less alike than `alike`."""

    first: str
    second: str
    third: str | None
    alike: float
    enough: int
    """Characters: a shorter answer has most likely lost the article, and the longest is taken instead."""


SHIPPED = Combination("recall", "containers", "words", 0.9, 300)
"""What bench/reading_fit.py chooses on two labelled sets; it prints how well such a choice does on unseen pages."""
EXTRACTORS: Mapping[str, Callable[[Document], list[str]]] = {
    "recall": by_rules,
    "containers": by_containers,
    "words": by_words,
}


def paragraphs(document: Document, selectors: Selectors | None = None) -> list[str]:
    """The blocks of the article in page order, white space folded; empty where no article text is found.

    A source's own selectors win where they find text; Unreadable, naming the selector, is raised where one is no CSS.
    Otherwise extractors unlike each other are asked, and the answer most like the others is taken: one that lost half
    of the article, or took half of the page, stands alone.
    """
    if selectors and selectors.drop:
        document = _without(document, selectors.drop)
    selected = _selected(document, selectors.text) if selectors and selectors.text else []
    if selected:
        return selected
    document = replaced(document, cleared(document.tree))
    elements = document.tree.xpath("count(//*)")
    if elements > MOST_FOR_RULES or len(document.tree.text_content()) > LONGEST_FOR_RULES:
        return by_markup(document)
    if elements > MOST_ELEMENTS:
        return by_rules(document)
    return agreed(SHIPPED, lambda name: Answer(EXTRACTORS[name](document))).blocks


def replaced(document: Document, tree: HtmlElement) -> Document:
    """The same page with another tree."""
    rest = copy(document)
    rest.tree = tree
    return rest


def agreed(combination: Combination, ask: Callable[[str], Answer]) -> Answer:
    """The answer with the greatest likeness to the others, the first of equals; `ask` gives an extractor's answer."""
    answers = [ask(combination.first), ask(combination.second)]
    best = answers[0]
    if combination.third and answers[0].likeness(answers[1]) < combination.alike:
        answers.append(ask(combination.third))
        best = max(answers, key=lambda one: sum(one.likeness(other) for other in answers if other is not one))
    return best if best.length >= combination.enough else max([best, *answers], key=lambda answer: answer.length)


def _without(document: Document, selector: str) -> Document:
    """The same page less what the selector finds; the page itself stays as it is."""
    rest = replaced(document, deepcopy(document.tree))
    for element in _found(rest.tree, selector):
        if element.getparent() is not None:
            element.drop_tree()
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
