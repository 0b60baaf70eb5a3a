"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Iterator
from typing import Any

from tests.site.valid import forms

VERSION = "https://jsonfeed.org/version/1.1"
FEED: dict[str, type] = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str,
    "next_url": str, "icon": str, "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list,
    "items": list,
}  # fmt: skip
ITEM: dict[str, type] = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str,
    "image": str, "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list,
    "language": str, "attachments": list,
}  # fmt: skip
ADDRESSES = ("home_page_url", "feed_url", "next_url", "icon", "favicon", "url", "external_url", "image", "banner_image")


def faults(body: bytes) -> list[str]:
    """What is wrong with a JSON feed."""
    try:
        feed = json.loads(body)
    except ValueError as error:
        return [f"json: {error}"]
    return list(found(feed)) if isinstance(feed, dict) else ["json: no object"]


def found(feed: dict[str, Any]) -> Iterator[str]:
    """The faults, one by one."""
    if feed.get("version") != VERSION:
        yield f"version: {feed.get('version')}"
    if not feed.get("title"):
        yield "title: none"
    yield from fields(feed, FEED, "feed")
    for hub in feed.get("hubs", []):
        if not (isinstance(hub, dict) and hub.get("type") and forms.is_address(hub.get("url"))):
            yield f"hub: {hub}"
    items = feed.get("items")
    if not isinstance(items, list):
        yield "items: none"
        return
    for number, item in enumerate(items, 1):
        where = f"item {number}"
        if not isinstance(item, dict):
            yield f"item: {where} is no object"
            continue
        yield from fields(item, ITEM, where)
        yield from one(item, where)
    yield from (f"same id: {id}" for id in forms.doubled(str(i.get("id")) for i in items if isinstance(i, dict)))


def one(item: dict[str, Any], where: str) -> Iterator[str]:
    """An item has an id and a content."""
    if not item.get("id"):
        yield f"id: none in {where}"
    if "content_html" not in item and "content_text" not in item:
        yield f"content: none in {where}"
    for name in ("date_published", "date_modified"):
        if name in item and not forms.is_instant(item[name]):
            yield f"instant: {item[name]} in {where}"
    for attachment in item.get("attachments", []):
        if not (attachment.get("mime_type") and forms.is_address(attachment.get("url"))):
            yield f"attachment: {where}"
    if isinstance(item.get("content_html"), str):
        yield from forms.markup(item["content_html"])


def fields(told: dict[str, Any], may: dict[str, type], where: str) -> Iterator[str]:
    """Known fields of their types; what is our own would begin with an underscore."""
    for name, value in told.items():
        if name.startswith("_"):
            continue
        if name not in may:
            yield f"unknown: {name} in {where}"
        elif not isinstance(value, may[name]):
            yield f"type: {name} in {where}"
        elif name in ADDRESSES and not forms.is_address(value):
            yield f"address: {name} {value} in {where}"
        elif name == "language" and not forms.is_language(value):
            yield f"language: {value} in {where}"
    for author in told.get("authors", []):
        if not (isinstance(author, dict) and any(author.get(key) for key in ("name", "url", "avatar"))):
            yield f"author: {author} in {where}"
