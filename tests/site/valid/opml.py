"""OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Iterator

from lxml import etree

from tests.site.valid import forms

HEAD = {
    "title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs", "expansionState",
    "vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight",
}  # fmt: skip
OUTLINE = {
    "text", "type", "isComment", "isBreakpoint", "created", "category", "xmlUrl", "htmlUrl", "description", "language",
    "title", "version", "url",
}  # fmt: skip


def faults(body: bytes) -> list[str]:
    """What is wrong with an OPML file."""
    return list(found(body))


def found(body: bytes) -> Iterator[str]:
    """The faults, one by one."""
    for root in forms.rooted(body, "opml"):
        if isinstance(root, str):
            yield root
            continue
        if root.get("version") != "2.0":
            yield f"version: {root.get('version')}"
        if [str(child.tag) for child in root] != ["head", "body"]:
            yield "parts: not a head and a body"
            continue
        for child in root[0]:
            if not str(child.tag).startswith("{") and child.tag not in HEAD:
                yield f"unknown: <{child.tag}> in the head"
            if child.tag in ("dateCreated", "dateModified") and not forms.is_mail_date(child.text):
                yield f"date: {child.text}"
        if root[1].find("outline") is None:
            yield "empty: no outline"
        for child in root[1].iter():
            if child is not root[1]:
                yield from outline(child, f"line {child.sourceline}")


def outline(element: etree._Element, where: str) -> Iterator[str]:
    """An outline: always a text, and the addresses its type asks for."""
    if element.tag != "outline":
        yield f"unknown: <{element.tag}> {where}"
        return
    if not element.get("text"):
        yield f"text: none {where}"
    for name in map(str, element.attrib):
        if not name.startswith("{") and name not in OUTLINE:
            yield f"attribute: {name} {where}"
    kind = element.get("type")
    if kind == "rss" and not forms.is_address(element.get("xmlUrl")):
        yield f"xmlUrl: {where}"
    if kind in ("link", "include") and not forms.is_address(element.get("url")):
        yield f"url: {where}"
    for name in ("isComment", "isBreakpoint"):
        if element.get(name, "true") not in ("true", "false"):
            yield f"boolean: {name} {where}"
    if element.get("created") is not None and not forms.is_mail_date(element.get("created")):
        yield f"date: created {where}"
