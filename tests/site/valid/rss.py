"""RSS 2.0 (rssboard.org/rss-specification, 2.0.11), with Atom's link and time in their own namespace."""

from collections.abc import Iterator

from lxml import etree

from tests.site.valid import forms

ATOM = "{http://www.w3.org/2005/Atom}"
CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays", "item",
}  # fmt: skip
ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source",
}  # fmt: skip
OFTEN = {"item", "category", "enclosure"}


def faults(body: bytes) -> list[str]:
    """What is wrong with an RSS feed."""
    return list(found(body))


def found(body: bytes) -> Iterator[str]:
    """The faults, one by one."""
    for root in forms.rooted(body, "rss"):
        if isinstance(root, str):
            yield root
            continue
        if root.get("version") != "2.0":
            yield f"version: {root.get('version')}"
        if [str(child.tag) for child in root] != ["channel"]:
            yield "channel: not one alone"
            continue
        yield from channel(root[0])


def channel(element: etree._Element) -> Iterator[str]:
    """The channel: title, link and description, and its items."""
    yield from elements(element, CHANNEL, "channel")
    for name in ("title", "link", "description"):
        if not (element.findtext(name) or "").strip():
            yield f"missing: {name} of the channel"
    if (language := element.find("language")) is not None and not forms.is_language(language.text):
        yield f"language: {language.text}"
    if (ttl := element.find("ttl")) is not None and not (ttl.text or "").isdecimal():
        yield f"ttl: {ttl.text}"
    items = element.findall("item")
    for number, item in enumerate(items, 1):
        yield from one(item, f"item {number}")
    yield from (f"same guid: {guid}" for guid in forms.doubled(item.findtext("guid") for item in items))
    own = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1:
        yield f"self: {len(own)} links"
    for link in element.findall(f"{ATOM}link"):
        if not forms.is_address(link.get("href")):
            yield f"href: {link.get('href')}"


def one(item: etree._Element, where: str) -> Iterator[str]:
    """An item: a title or a description, a guid that says whether it is an address."""
    yield from elements(item, ITEM, where)
    if not (item.findtext("title") or item.findtext("description") or "").strip():
        yield f"silent: {where} has neither title nor description"
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink", "true") not in ("true", "false"):
        yield f"isPermaLink: {where}"
    elif guid is not None and guid.get("isPermaLink", "true") == "true" and not forms.is_address(guid.text):
        yield f"guid: {guid.text} is no address in {where}"
    for enclosure in item.findall("enclosure"):
        if not all(enclosure.get(name) for name in ("url", "length", "type")):
            yield f"enclosure: {where}"
    for changed in item.findall(f"{ATOM}updated"):
        if not forms.is_instant(changed.text):
            yield f"instant: {changed.text} in {where}"
    if item.find("description") is not None:
        yield from forms.markup(item.findtext("description") or "")


def elements(element: etree._Element, may: set[str], where: str) -> Iterator[str]:
    """What may stand in an element, how often; dates and addresses among it."""
    for child in element:
        name = str(child.tag)
        if not name.startswith("{") and name not in may:
            yield f"unknown: <{name}> in {where}"
        if name in ("pubDate", "lastBuildDate") and not forms.is_mail_date(child.text):
            yield f"date: {child.text} in {where}"
        if name in ("link", "comments", "docs") and not forms.is_address(child.text):
            yield f"address: {child.text} in {where}"
        if name in ("title", "link") and len(child):
            yield f"elements: in {name} of {where}"
    for name in forms.doubled(str(child.tag) for child in element if not str(child.tag).startswith("{")):
        if name not in OFTEN:
            yield f"twice: <{name}> in {where}"
