"""OPML 1.0, 1.1 and 2.0 (opml.org/spec2.opml): the subscription lists that feed readers exchange, with their folders.

What readers write is often broken: a bare ampersand, another encoding than declared, no text, the same feed twice. All
that can be made out is taken. A file that declares entities is refused whole, since nothing honest needs them here.
"""

import html
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec.structs import replace

from communique.decoding import decoded
from communique.errors import InputRefused
from communique.model import Noun, Source
from communique.sources import addresses, entries, keeping

LARGEST = 20_000_000  # bytes
MOST_OUTLINES = 100_000
DEEPEST = 32  # folders within folders
OURS = "urn:communique:source"  # the namespace of what OPML has no word for
CARRIED = ("id", "kind", "country", "ownership", "ownership_reason", "reprint", "reprint_reason", "verified")
XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")


class Subscriptions(Noun):
    """What an OPML file holds: its sources in its order, how many addresses it names again, and what it holds that is
    no source, each named by its line."""

    sources: tuple[Source, ...]
    repeated: int = 0
    refused: tuple[InputRefused, ...] = ()


def read(body: bytes, name: str) -> Subscriptions:
    """The sources in an OPML file; an outline with the address of a site alone is a page. Raises InputRefused naming
    the file where it is no OPML."""
    if len(body) > LARGEST:
        raise InputRefused(name, f"larger than {LARGEST / 1e6:g} MB")
    text = decoded(body)
    if "<!ENTITY" in text:
        raise InputRefused(name, "declares entities, which a list of subscriptions never needs")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(mended(text), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputRefused(name, f"no OPML: {error}") from error
    if root is None or str(root.tag).lower() != "opml":
        raise InputRefused(name, "no OPML")
    return _subscriptions(root, name)


def mended(text: str) -> str:
    """The text without its declaration, with bare ampersands and HTML's entities put right."""
    text = NOT_XML.sub("", re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text))
    return REFERENCE.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    named = found.group(1)
    if named is None:
        return "&amp;"
    if named in XML_ENTITIES:
        return found.group()
    meant = html.unescape(found.group())
    return "&amp;" + named + ";" if meant == found.group() else html.escape(NOT_XML.sub("", meant))


def _subscriptions(root: etree._Element, name: str) -> Subscriptions:
    found: dict[str, Source] = {}
    refused: list[InputRefused] = []
    repeated = 0
    for number, (outline, folders) in enumerate(_outlines(root), 1):
        if number > MOST_OUTLINES:
            refused.append(InputRefused(name, f"more than {MOST_OUTLINES} outlines: the rest is left out"))
            break
        try:
            source = _source(outline, folders, f"{name}:{outline.sourceline}")
        except InputRefused as error:
            refused.append(error)
            continue
        if source is not None:
            repeated += keeping.same(source.url) in found
            found.setdefault(keeping.same(source.url), source)
    return Subscriptions(sources=tuple(found.values()), repeated=repeated, refused=tuple(refused))


def _outlines(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """All outlines in the order of the file with the names of the folders they are in."""
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        outline, folders = waiting.pop()
        if outline is not root:
            yield outline, folders
            folders = (*folders, _said(outline, "text", "title") or "")
        inner = [(child, folders) for child in outline if str(child.tag).lower() in ("body", "outline")]
        if outline is root:
            inner = [(child, ()) for body in outline if str(body.tag).lower() == "body" for child in body]
            inner = [(child, ()) for child, _ in inner if str(child.tag).lower() == "outline"]
        waiting += reversed(inner)


def _source(outline: etree._Element, folders: tuple[str, ...], name: str) -> Source | None:
    """The outline as a source, or None for a folder. Raises InputRefused naming its line."""
    feed, site = _said(outline, "xmlurl", "url"), _said(outline, "htmlurl")
    if not feed and not site:
        if len(outline) or not _said(outline, "type"):
            return None
        raise InputRefused(name, f"an outline without an address: {_said(outline, 'text', 'title') or 'nameless'}")
    if len(folders) > DEEPEST:
        raise InputRefused(name, f"in more than {DEEPEST} folders")
    url = feed or site or ""
    if addresses.plain(url, "") is None:  # nor a folder of this machine: a list may come from a stranger
        raise InputRefused(name, f"{url!r} is no address of the web")
    section = joined(folders) or _category(outline)
    ours = {key: value for key in CARRIED if (value := outline.get(f"{{{OURS}}}{key}"))}
    said = {
        "id": keeping.id_of(url),
        "kind": "feed" if feed else "page",
        "publisher": _said(outline, "text", "title") or addresses.site(url),
    }
    source = entries.entry({"url": url, **said, **ours, "section": section}, name)
    language = (_said(outline, "language") or "").replace("_", "-")
    return replace(source, language=language) if entries.LANGUAGE.fullmatch(language) else source


def _said(outline: etree._Element, *names: str) -> str | None:
    """The first of these attributes that says anything; readers do not agree on the case of their names."""
    said = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
    return next((said[name] for name in names if said.get(name)), None)


def _category(outline: etree._Element) -> str:
    """The first category as a section: `/Asia/Ministries,/Wires` gives `Asia/Ministries`."""
    first = (_said(outline, "category") or "").split(",")[0]
    return joined(tuple(first.split("/")))


def joined(folders: Sequence[str]) -> str:
    """Names of folders as a section: a slash or backslash in a name has a backslash before it."""
    named = [" ".join(name.split()) for name in folders]
    return "/".join(name.replace("\\", "\\\\").replace("/", "\\/") for name in named if name)


def parted(section: str) -> tuple[str, ...]:
    """The names of the folders of a section, as `joined` had them."""
    names = re.findall(r"(?:[^/\\]|\\.|\\$)+", section)
    return tuple(plain for name in names if (plain := re.sub(r"\\(.)", r"\1", name).strip()))


def written(sources: Sequence[Source], title: str) -> bytes:
    """The sources of the web as OPML 2.0 in their folders. What OPML has no word for stands in attributes of our
    namespace; folders and files of this machine, and selectors, are only in TOML."""
    root = etree.Element("opml", version="2.0", nsmap={"communique": OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = NOT_XML.sub("", title)
    places: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for source in (s for s in sources if addresses.plain(s.url, "")):
        folders = parted(source.section)
        for depth in range(1, len(folders) + 1):
            if folders[:depth] not in places:
                above, own = places[folders[: depth - 1]], NOT_XML.sub("", folders[depth - 1])
                places[folders[:depth]] = etree.SubElement(above, "outline", text=own, title=own)
        _write(places[folders], source)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _write(place: etree._Element, source: Source) -> None:
    name = NOT_XML.sub("", source.publisher or source.id)
    address = "xmlUrl" if source.kind == "feed" else "htmlUrl"
    said = {"type": "rss" if source.kind == "feed" else "link", "text": name, "title": name, address: source.url}
    if said["type"] == "link":
        said["url"] = source.url  # which the type asks for; readers of subscriptions look for the other
    if source.language:
        said["language"] = source.language
    said |= {f"{{{OURS}}}{key}": NOT_XML.sub("", value) for key in CARRIED if (value := getattr(source, key))}
    etree.SubElement(place, "outline", {key: NOT_XML.sub("", value) for key, value in said.items()})
