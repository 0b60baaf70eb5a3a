"""Atom, RFC 4287, and what WebSub (section 4) asks of a feed that names a hub."""

from collections.abc import Iterator

from lxml import etree

from tests.site.valid import forms

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE, AT_MOST, ANY = range(1, 2), range(2), range(1_000_000)
PERSON = {"name": ONCE, "uri": AT_MOST, "email": AT_MOST}
COMMON = {"id": ONCE, "title": ONCE, "updated": ONCE, "author": ANY, "category": ANY, "contributor": ANY, "link": ANY,
          "rights": AT_MOST}  # fmt: skip
FEED = {**COMMON, "generator": AT_MOST, "icon": AT_MOST, "logo": AT_MOST, "subtitle": AT_MOST, "entry": ANY}
ENTRY = {**COMMON, "content": AT_MOST, "published": AT_MOST, "source": AT_MOST, "summary": AT_MOST}
TEXTS = ("title", "subtitle", "summary", "rights")


def faults(body: bytes) -> list[str]:
    """What is wrong with an Atom feed."""
    return list(found(body))


def found(body: bytes) -> Iterator[str]:
    """The faults, one by one."""
    for root in forms.rooted(body, f"{ATOM}feed"):
        if isinstance(root, str):
            yield root
            continue
        yield from shaped(root, FEED, "feed")
        entries = root.findall(f"{ATOM}entry")
        for number, entry in enumerate(entries, 1):
            yield from shaped(entry, ENTRY, where := f"entry {number}")
            yield from told(entry, where)
            if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
                yield f"author: none for {where}"  # 4.1.1
        yield from (f"same id: {id}" for id in forms.doubled(e.findtext(f"{ATOM}id") for e in entries))
        yield from addressed(root)


def shaped(element: etree._Element, may: dict[str, range], where: str) -> Iterator[str]:
    """Which elements there are, how often, and what stands in each (4.1.1, 4.1.2)."""
    for name, often in may.items():
        if len(element.findall(ATOM + name)) not in often:
            yield f"{name}: {len(element.findall(ATOM + name))} in {where}"
    for child in element:
        tag = str(child.tag)
        if not tag.startswith("{"):
            yield f"namespace: <{tag}> in {where}"
        name = tag.removeprefix(ATOM)
        if tag.startswith(ATOM) and name not in may:
            yield f"unknown: <{name}> in {where}"
        elif name in TEXTS:
            yield from text(child, name, where)
        elif name in ("updated", "published") and not forms.is_instant(child.text):
            yield f"instant: {name} {child.text} in {where}"  # 3.3
        elif name in ("id", "icon", "logo") and not forms.is_address(child.text):
            yield f"address: {name} {child.text} in {where}"  # 4.2.6: absolute; ours are of the web
        elif name in ("author", "contributor"):
            yield from person(child, where)
        elif name == "category" and not child.get("term"):
            yield f"category: without a term in {where}"
    yield from links(element, where)


def text(element: etree._Element, name: str, where: str) -> Iterator[str]:
    """A text construct (3.1)."""
    kind = element.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield f"type: {name} {kind} in {where}"
    elif kind == "xhtml":
        if [str(child.tag) for child in element] != ["{http://www.w3.org/1999/xhtml}div"]:
            yield f"xhtml: {name} in {where}"
    elif len(element):
        yield f"elements: in {name} of {where}"
    elif kind == "html":
        yield from forms.markup(element.text or "")
    if name == "title" and not "".join(map(str, element.itertext())).strip():
        yield f"empty: title of {where}"


def person(element: etree._Element, where: str) -> Iterator[str]:
    """A person construct (3.2)."""
    for name, often in PERSON.items():
        if len(element.findall(ATOM + name)) not in often:
            yield f"person: {name} in {where}"
    if not (element.findtext(f"{ATOM}name") or "").strip():
        yield f"person: nameless in {where}"


def links(element: etree._Element, where: str) -> Iterator[str]:
    """Links (4.2.7): whole addresses, and one alternate for a type and a language."""
    own = element.findall(f"{ATOM}link")
    for link in own:
        if not forms.is_address(link.get("href")):
            yield f"href: {link.get('href')} in {where}"
    alternates = [f"{a.get('type')} {a.get('hreflang')}" for a in own if a.get("rel", "alternate") == "alternate"]
    yield from (f"alternate: two of {kind} in {where}" for kind in forms.doubled(alternates))


def told(entry: etree._Element, where: str) -> Iterator[str]:
    """The content of an entry (4.1.3), or where it is to be had."""
    content = entry.find(f"{ATOM}content")
    rels = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
    if content is None:
        if "alternate" not in rels:
            yield f"no content: nor an address in {where}"
        return
    if content.get("src") is not None:
        if content.text or entry.find(f"{ATOM}summary") is None:
            yield f"src: {where}"
    elif content.get("type", "text") in ("text", "html"):
        yield from text(content, "content", where)


def addressed(feed: etree._Element) -> Iterator[str]:
    """The feed says where it is, once, and so does one that a hub pushes (WebSub 4)."""
    by = {rel: [a.get("href") for a in feed.findall(f"{ATOM}link") if a.get("rel") == rel] for rel in ("self", "hub")}
    if len(by["self"]) != 1:
        yield f"self: {len(by['self'])} links"
    if len(by["hub"]) != len(set(by["hub"])):
        yield "hub: twice"
