"""The container of an article by its score: readability, and what pages say of their own structure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml.html import HtmlElement
from trafilatura.readability_lxml import REGEXES, Candidate, text_length
from trafilatura.readability_lxml import Document as Scorer

HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
LEAD = re.compile(r"(?:^|[\s_-])(?:subhead|story[\s_-]*lead|standfirst|dek|subtitle)(?:$|[\s_-])", re.IGNORECASE)
FEW_LINKS = 0.1  # share of an element's text in links, up to which its own word that it is the article is taken
SOME_LINKS = 0.15
SHORTEST = 250  # characters of an article inside of a better-scored container, and of one found at the first try
Candidates = Mapping[HtmlElement, Candidate]


class Containers(Scorer):  # type: ignore[misc]  # trafilatura's types are not looked at
    """Readability as trafilatura has it (Apache-2.0), with what it leaves out: an element that calls itself articleBody
    wins, an article inside of the best container too, main over a small part of it; a standfirst is taken along; what
    holds the article is not thrown out for its class; hidden elements do not count.
    """

    def best(self) -> HtmlElement:
        """The container, with what is like it beside it. The tree is used up."""
        for element in self.doc.xpath("//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]"):
            if element.getparent() is not None and ("hidden" in element.attrib or HIDDEN.search(element.get("style"))):
                element.drop_tree()
        self.remove_unlikely_candidates()
        self.transform_misused_divs_into_paragraphs()
        candidates = self.score_paragraphs()
        chosen = self.select_best_candidate(candidates)
        body = self.doc.find("body")
        article = self.get_article(candidates, chosen) if chosen else self.doc if body is None else body
        self.sanitize(article, candidates)
        return article

    def remove_unlikely_candidates(self) -> None:
        """Elements whose class or id speaks against them go, unless the article is in them."""
        kept: set[HtmlElement] = set(self.doc.iter("html", "body"))
        for element in self.doc.iter("main", "article"):
            kept.add(element)
            kept.update(_until(kept, element.iterancestors()))
        for element in self.doc.findall(".//*"):
            if element not in kept and _unlikely(_names(element)):
                element.drop_tree()

    def select_best_candidate(self, candidates: dict[HtmlElement, Candidate]) -> Candidate | None:
        """The one with the best score, corrected by what elements say of themselves."""
        order = sorted(candidates.values(), key=lambda candidate: -candidate.score)
        if not order:
            return None
        named = (one for one in order if "articleBody" in (one.elem.get("itemprop") or "").split())
        best = next((one for one in named if self.get_link_density(one.elem) <= FEW_LINKS), order[0])
        nested = (one for one in order if one.elem.tag == "article" and best.elem in one.elem.iterancestors())
        good = (one for one in nested if one.score >= best.score / 4 and text_length(one.elem) >= SHORTEST)
        return self._main(next(good, best), candidates)

    def _main(self, best: Candidate, candidates: dict[HtmlElement, Candidate]) -> Candidate:
        """The main element around a container that is only half of it or less, where it is text and not links."""
        around = [best.elem, *best.elem.iterancestors()]
        main = next((element for element in around[1:] if element.tag == "main"), None)
        if main is None or any(element.tag == "article" for element in around):
            return best
        if text_length(main) < max(500, 2 * text_length(best.elem)) or self.get_link_density(main) > SOME_LINKS:
            return best
        return candidates.setdefault(main, self.score_node(main))

    def get_article(self, candidates: dict[HtmlElement, Candidate], best_candidate: Candidate) -> HtmlElement:
        """The container with its standfirst before and what is like it beside it."""
        for lead in reversed(self._leads(best_candidate.elem)):
            best_candidate.elem.insert(0, lead)
        article: HtmlElement = super().get_article(candidates, best_candidate)
        return article

    def _leads(self, container: HtmlElement) -> list[HtmlElement]:
        """The standfirst: what is called so before the container, in the same article or main element."""
        around = list(container.iterancestors())
        frame = next((element for element in around if element.tag in ("article", "main")), None)
        if frame is None:
            return []
        leads: list[HtmlElement] = []
        for element in frame.iter("*"):
            if element is container:
                break
            if element not in around and LEAD.search(_names(element)) and self.get_link_density(element) <= 0.2:
                leads += [] if set(leads) & set(element.iterancestors()) else [element]
        return leads


class Lenient(Containers):
    """The same where nothing is thrown out for its class."""

    def remove_unlikely_candidates(self) -> None:
        """Leave all as it is."""


def _until(known: set[HtmlElement], elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Elements up to the first known one: its ancestors are known already, but for html and body."""
    found: list[HtmlElement] = []
    for element in elements:
        if element in known:
            break
        found.append(element)
    return found


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()


@lru_cache(maxsize=4096)
def _unlikely(names: str) -> bool:
    speaks_against, speaks_for = REGEXES["unlikelyCandidatesRe"], REGEXES["okMaybeItsACandidateRe"]
    return len(names) > 1 and bool(speaks_against.search(names)) and not speaks_for.search(names)
