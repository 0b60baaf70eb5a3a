"""IPTC ninjs 3.0, after its schema (iptc.org/std/ninjs/ninjs-schema_3.0.json), as far as news text goes."""

import json
from collections.abc import Iterator
from typing import Any

from tests.site.valid import forms

INSTANTS = ("firstCreated", "versionCreated", "contentCreated", "embargoed", "expires")
TEXTS = {
    "uri", "profile", "version", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language", "title",
    "by", "slugline", "located", *INSTANTS,
}  # fmt: skip
CHOICES = {
    "type": ("text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"),
    "representationType": ("full", "partial"),
    "pubStatus": ("usable", "withheld", "canceled"),
}
NAMED: dict[str, type | tuple[type, ...]] = {"name": str, "rel": str, "uri": str, "literal": str, "contactInfo": list}
TOLD: dict[str, type | tuple[type, ...]] = {"role": str, "contentType": str, "value": str}
LISTS: dict[str, tuple[dict[str, type | tuple[type, ...]], tuple[str, ...]]] = {
    "descriptions": (TOLD, ("value",)),
    "bodies": (TOLD | {"charCount": int, "wordCount": int}, ("value",)),
    "headlines": (TOLD, ("value",)),
    "people": (NAMED, ()),
    "organisations": (NAMED | {"symbols": list}, ()),
    "places": (NAMED | {"geojson": dict}, ()),
    "subjects": (NAMED | {"creator": str, "relevance": int, "confidence": int}, ()),
    "infoSources": (NAMED | {"role": str}, ()),
    "renditions": (
        {"name": str, "uri": str, "version": int, "href": str, "contentType": str, "title": str, "width": (int, float),
         "height": (int, float), "sizeInBytes": (int, float)},
        ("name",),
    ),
    "altIds": ({"role": str, "value": str}, ()),
    "trustIndicators": ({"role": str, "title": str, "href": str}, ()),
    "genres": ({"name": str, "uri": str, "literal": str}, ()),
}  # fmt: skip
STANDARD = {"name", "version", "schema"}


def faults(body: bytes) -> list[str]:
    """What is wrong with a ninjs document."""
    try:
        told = json.loads(body)
    except ValueError as error:
        return [f"json: {error}"]
    return list(found(told, "item")) if isinstance(told, dict) else ["json: no object"]


def found(told: dict[str, Any], where: str, also: tuple[str, ...] = ()) -> Iterator[str]:
    """The faults of an item, one by one; `also` are the properties an associated one has besides."""
    for name in ("uri", *also):
        if not told.get(name):
            yield f"required: {name} of {where}"
    for name, value in told.items():
        if name in LISTS:
            yield from listed(name, value, where)
        elif name in CHOICES:
            if value not in CHOICES[name]:
                yield f"choice: {name} {value} of {where}"
        elif name in TEXTS or name in also:
            if not isinstance(value, str):
                yield f"type: {name} of {where}"
        elif name == "urgency":
            if not isinstance(value, int) or not 1 <= value <= 9:
                yield f"urgency: {value} of {where}"
        elif name not in ("associations", "standard", "rightsInfo"):
            yield f"unknown: {name} of {where}"
    for name in INSTANTS:
        if name in told and not forms.is_instant(told[name]):
            yield f"instant: {name} {told[name]} of {where}"
    if told.get("uri") and not forms.is_address(told["uri"]):
        yield f"uri: {told['uri']} of {where}"
    if "language" in told and not forms.is_language(told["language"]):
        yield f"language: {told['language']} of {where}"
    if set(told.get("standard", {})) - STANDARD:
        yield f"standard: {told['standard']}"
    for number, one in enumerate(told.get("associations", []), 1):
        yield from found(one, f"{where}, association {number}", ("name",))


def listed(name: str, value: Any, where: str) -> Iterator[str]:
    """A list of objects with the properties they may and must have."""
    may, must = LISTS[name]
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        yield f"list: {name} of {where}"
        return
    for one in value:
        yield from (f"missing: {key} in {name} of {where}" for key in must if key not in one)
        for key, held in one.items():
            if key not in may:
                yield f"unknown: {key} in {name} of {where}"
            elif not isinstance(held, may[key]):
                yield f"type: {key} in {name} of {where}"
            elif key in ("uri", "href") and not forms.is_address(held):
                yield f"uri: {held} in {name} of {where}"
        if one.get("contentType") == "text/html" and "value" in one:
            yield from forms.markup(one["value"])
