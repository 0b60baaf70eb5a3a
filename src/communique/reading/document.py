"""A page taken apart once: its tree, its meta elements, its structured data. Everything else in reading looks here."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

ARTICLE = re.compile(r"(Article|BlogPosting|NewsArticle|Report|Posting|Review)$")
LARGEST_DATA = 1_000_000
MOST_NODES = 2000  # of JSON-LD
DEEPEST_DATA = 12
MOST_ELEMENTS = 200_000
TAG = re.compile(r"""<[A-Za-z](?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*+""")
SURELY_QUICK = 200_000  # characters: in fewer there is no room for
MOST_COMPARISONS = 1_000_000_000  # of attributes with one another, which the parser makes for each element


class Document:
    """A page and what it says of itself."""

    def __init__(self, text: str, url: str) -> None:
        """Parse the text of a page found at `url`. Raises ValueError in plain words if it is none, or hostile."""
        self.url = url
        parser = lxml.html.HTMLParser(remove_pis=True, huge_tree=False)
        text = text.replace("\0", "")
        if text.count("<") - text.count("</") > MOST_ELEMENTS:
            raise ValueError(f"more than {MOST_ELEMENTS} elements")
        if len(text) > SURELY_QUICK and sum(len(tag[0].split()) ** 2 for tag in TAG.finditer(text)) > MOST_COMPARISONS:
            raise ValueError("elements with too many attributes")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text[:400]) + text[400:]
        try:
            self.tree: lxml.html.HtmlElement = lxml.html.document_fromstring(text, parser=parser)
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise ValueError("no HTML in it") from error
        if any("xcessive depth" in entry.message for entry in parser.error_log):
            raise ValueError("elements nested too deep")

    @cached_property
    def meta(self) -> Mapping[str, Sequence[str]]:
        """The contents of meta elements by lower-case name, property or itemprop, in page order."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = " ".join((element.get("content") or "").split())
            names = {element.get(key, "").strip().lower() for key in ("name", "property", "itemprop", "http-equiv")}
            for name in names - {""}:
                if content:
                    found.setdefault(name, []).append(content)
        return found

    def first(self, *names: str) -> str | None:
        """The first content of the first of these meta names that the page has."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    @cached_property
    def nodes(self) -> Sequence[Mapping[str, Any]]:
        """The objects of the page's JSON-LD, outermost first, as many as any page has need of."""
        return list(islice((node for data in self._data() for node in _walk(data, 0)), MOST_NODES))

    @cached_property
    def article(self) -> Mapping[str, Any]:
        """The JSON-LD object of the page's own article; empty where there is none, or none that can be told apart."""
        found = [node for node in self.nodes if any(ARTICLE.search(kind) for kind in kinds(node))]
        if len(found) > 1:
            own = [node for node in found if self._is_own(node)]
            found = (
                own
                or [node for node in found if self._is_headed(node)]
                or [node for node in found if "headline" in node and "datePublished" in node]
            )
        return max(found, key=len) if found else {}

    def node(self, kind: str) -> Mapping[str, Any]:
        """The first JSON-LD object of this kind, or an empty one."""
        return next((node for node in self.nodes if kind in kinds(node)), {})

    def _data(self) -> Iterator[Any]:
        for script in self.tree.iter("script"):
            if "ld+json" in (script.get("type") or "").lower():
                text = (script.text or "").strip()
                text = re.sub(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*$", "", text)
                try:
                    yield json.loads(text[:LARGEST_DATA].rstrip("; \n"), strict=False)
                except (ValueError, RecursionError):
                    continue

    def _is_headed(self, node: Mapping[str, Any]) -> bool:
        """Whether the object's headline is in the page's title."""
        headline = node.get("headline")
        return isinstance(headline, str) and len(headline) > 8 and headline.lower() in self._title

    @cached_property
    def _title(self) -> str:
        """What the page is called, in lower case."""
        return (self.tree.findtext(".//title") or self.first("og:title") or "").lower()

    def _is_own(self, node: Mapping[str, Any]) -> bool:
        """Whether the object says that it is about this page."""
        main = node.get("mainEntityOfPage")
        named = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
        here = {_bare(self.url), _bare(self.first("og:url") or "")} - {""}
        return any(isinstance(name, str) and _bare(name) in here for name in named)


def kinds(node: Mapping[str, Any]) -> list[str]:
    """The types of a JSON-LD object, without their vocabulary's address."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [kind.rsplit("/", 1)[-1] for kind in values if isinstance(kind, str)]


def texts(value: object, key: str = "name") -> list[str]:
    """The texts in a JSON-LD value: a string, an object's `key`, or a list of either."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return texts(value.get(key), key)
    if isinstance(value, list):
        return [text for item in value[:100] for text in texts(item, key)]
    return []


def _walk(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEEPEST_DATA:
        return
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            if isinstance(value, dict | list) and key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
                yield from _walk(value, depth + 1)
    elif isinstance(data, list):
        for item in data[:500]:
            yield from _walk(item, depth + 1)


def _bare(address: str) -> str:
    """An address without what makes no difference between copies of a page."""
    return re.sub(r"^https?://(www\.|m\.|amp\.)?|[?#].*$|/+$", "", address.strip())
