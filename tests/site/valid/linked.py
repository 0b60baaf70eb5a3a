"""schema.org in JSON-LD: the types a brief's page uses with the properties schema.org (version 29) gives them, and what
Google's documentation of articles asks for."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from tests.site.valid import forms

THING = {"name", "url", "description", "image", "mainEntityOfPage", "@id", "@type", "@context"}
WORK = THING | {
    "about", "author", "citation", "correction", "creativeWorkStatus", "datePublished", "dateModified", "headline",
    "inLanguage", "isAccessibleForFree", "isBasedOn", "publisher", "temporalCoverage", "text", "version",
}  # fmt: skip
TYPES = {
    "NewsArticle": WORK,
    "CorrectionComment": WORK,
    "Organization": THING,
    "Country": THING,
    "Person": THING | {"jobTitle"},
}
EXPECTED = {
    "author": {"Organization", "Person"},
    "publisher": {"Organization", "Person"},
    "citation": {"NewsArticle"},
    "correction": {"CorrectionComment"},
}
LONGEST = 110  # letters of a headline
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PERIOD = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def of_page(page: str) -> str:
    """The one block of JSON-LD in a page."""
    (block,) = SCRIPT.findall(page)
    return html.unescape(block)


def faults(text: str) -> list[str]:
    """What is wrong with the linked data of a page."""
    try:
        told = json.loads(text)
    except ValueError as error:
        return [f"json: {error}"]
    return list(found(told))


def found(told: dict[str, Any]) -> Iterator[str]:
    """The faults, one by one."""
    if told.get("@context") != "https://schema.org":
        yield f"context: {told.get('@context')}"
    if told.get("@type") != "NewsArticle":
        yield f"article: {told.get('@type')}"
    if told.get("creativeWorkStatus") != "Withdrawn":
        for name in ("headline", "author", "publisher", "datePublished", "dateModified", "image", "mainEntityOfPage"):
            if not told.get(name):
                yield f"missing: {name}"
        if not told.get("citation") or not told.get("isBasedOn"):
            yield "unsourced: no citation"
    if len(told.get("headline", "")) > LONGEST:
        yield "headline: too long"
    yield from node(told, "the article")


def node(told: dict[str, Any], where: str) -> Iterator[str]:
    """A node has a type we know, its properties, dates and addresses in their forms."""
    kind = told.get("@type")
    if kind not in TYPES:
        yield f"type: {kind} in {where}"
        return
    if kind in ("Person", "Organization", "Country") and not told.get("name"):
        yield f"nameless: {where}"
    if kind == "CorrectionComment" and not told.get("text"):
        yield f"wordless: {where}"
    for name, value in told.items():
        if name not in TYPES[kind]:
            yield f"property: {name} in {where}"
        yield from held(name, value, f"{name} of {where}")


def held(name: str, value: Any, where: str) -> Iterator[str]:
    """What a property holds."""
    for one in value if isinstance(value, list) else [value]:
        if one in (None, "", {}):
            yield f"empty: {where}"
        elif isinstance(one, dict):
            if name in EXPECTED and one.get("@type") not in EXPECTED[name]:
                yield f"expected: {one.get('@type')} as {where}"
            yield from node(one, where)
        elif name in EXPECTED:
            yield f"expected: {one} as {where}"
        elif name in ("url", "image", "@id", "mainEntityOfPage", "isBasedOn") and not forms.is_address(one):
            yield f"address: {one} as {where}"
        elif name in ("datePublished", "dateModified") and not forms.is_w3c(one):
            yield f"date: {one} as {where}"
        elif name == "temporalCoverage" and not PERIOD.fullmatch(one):
            yield f"period: {one} as {where}"
        elif name == "inLanguage" and not forms.is_language(one):
            yield f"language: {one} as {where}"
