"""One sitemap file taken apart: XML, text with an address a line, or a feed; gzipped or not; broken ones as far as
they go."""

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

from lxml import etree

from communique import feeds, times
from communique.errors import Unreadable
from communique.feeds import Entry
from communique.model import Noun
from communique.sources.addresses import plain

LARGEST = 50_000_000  # bytes and addresses: the standard's own limits
MOST = 50_000
LARGEST_FEED = 12_000_000
LARGEST_ENTRY = 5_000  # elements


class Part(Noun, frozen=True):
    """A sitemap that an index names; `latest` is the end of the time in which it last changed, as far as is said."""

    url: str
    latest: datetime | None = None


class Named(Noun, frozen=True):
    """An address a sitemap names: `latest` is the end of the time in which it last changed, or for `news`, when it was
    published, as far as is said."""

    entry: Entry
    latest: datetime | None = None
    news: bool = False


class File(Noun, frozen=True):
    """What stands in one file: the parts of an index, or the addresses of a sitemap, in its order; what the news
    extension calls the publication, and its language."""

    parts: tuple[Part, ...] = ()
    named: tuple[Named, ...] = ()
    publication: str | None = None
    language: str | None = None


def parse(body: bytes, url: str) -> File:
    """The file found at `url`. Raises Unreadable where it is no sitemap."""
    body = _unzipped(body, url)
    if feeds.looks_like(body):
        return File(named=tuple(_of_feed(entry) for entry in feeds.parse(body[:LARGEST_FEED], url).entries[:MOST]))
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _xml(body, url)
    return File(named=tuple(_lines(body, url)))


def looks_like(body: bytes) -> bool:
    """Whether these bytes begin as an XML sitemap or an index, gzipped or not."""
    head = body[:4096]
    if head.startswith(b"\x1f\x8b"):
        head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 4096)
    return re.search(rb"<([\w-]+:)?(urlset|sitemapindex)[\s>]", head[:4096]) is not None


def moment(text: str | None) -> tuple[str | None, datetime | None]:
    """A W3C date-time as `times.py` has it, null where it is no exact day, and the end of the time it means."""
    text = (text or "").strip()[:40]
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", text):
        year, month = int(match[1]), int(match[2] or 12)
        if not (0 < year < 9999 and 0 < month <= 12):
            return None, None
        return None, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    said = feeds.moment(text)
    instant = times.instant_of(said)
    if instant is not None and said is not None and len(said) == 10:
        instant += timedelta(days=1)
    return said, instant


def _unzipped(body: bytes, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    whole = bytearray()
    try:
        for i in range(0, len(body), 65536):
            whole += inflater.decompress(body[i : i + 65536], LARGEST + 1 - len(whole))
            if len(whole) > LARGEST:
                raise Unreadable(url, f"larger than {LARGEST / 1e6:g} MB")
    except zlib.error as error:
        if not whole:
            raise Unreadable(url, f"broken compression: {error}") from error
    return bytes(whole)


def _xml(body: bytes, url: str) -> File:
    """Read as a stream, so that a large file is never a large tree, and up to where it breaks."""
    if b"<!ENTITY" in body:
        raise Unreadable(url, "declares entities, which no sitemap needs")
    named: list[Named] = []
    parts: list[Part] = []
    publication = language = None
    try:
        for element in _children(body, url):
            if _name(element) == "sitemap" and (address := plain(_text(element, "loc") or "", url)):
                parts.append(Part(url=address, latest=moment(_text(element, "lastmod"))[1]))
            elif _name(element) == "url" and (one := _of_url(element, url)):
                named.append(one)
                publication = publication or _publication(element, "name")
                language = language or _publication(element, "language")
            if len(named) + len(parts) >= MOST:
                break
    except etree.XMLSyntaxError as error:
        if not named and not parts:
            raise Unreadable(url, f"no sitemap: {error.msg}") from error
    return File(parts=tuple(parts), named=tuple(named), publication=publication, language=language)


def _children(body: bytes, url: str) -> Iterator[etree._Element]:
    """What stands right below the root, one by one, gone when the next is asked for. Raises Unreadable where the root
    is not that of a sitemap, or a child has no end."""
    stream = etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = alive = 0
    for event, element in stream:
        if event == "start":
            depth, alive = depth + 1, alive + 1
            if depth == 1 and _name(element) not in ("urlset", "sitemapindex"):
                raise Unreadable(url, f"no sitemap, but <{_name(element)[:40]}>")
            if alive > LARGEST_ENTRY:
                raise Unreadable(url, "an entry without an end")
            continue
        depth -= 1
        if depth == 1:
            yield element
            root = element.getparent()
            element.clear()
            while root is not None and len(root) > 1:
                del root[0]
            alive = 2
    if not alive:
        raise Unreadable(url, "no sitemap")


def _of_url(element: etree._Element, url: str) -> Named | None:
    address = plain(_text(element, "loc") or "", url)
    if address is None:
        return None
    updated, latest = moment(_text(element, "lastmod"))
    news = next((child for child in element if _name(child) == "news"), None)
    if news is None:
        return Named(entry=Entry(url=address, updated=updated), latest=latest)
    published, told = moment(_text(news, "publication_date"))
    title = " ".join((_text(news, "title") or "").split())[:500] or None
    return Named(entry=Entry(url=address, title=title, published=published, updated=updated), latest=told, news=True)


def _publication(element: etree._Element, name: str) -> str | None:
    """What the news extension says of the publication: its name or language."""
    at = element.find(f".//{{*}}publication/{{*}}{name}")
    return " ".join((at.text or "").split())[:200] or None if at is not None else None


def _of_feed(entry: Entry) -> Named:
    return Named(entry=entry, latest=times.instant_of(entry.updated or entry.published))


def _lines(body: bytes, url: str) -> Iterator[Named]:
    """One address a line. Raises Unreadable where the first lines hold none."""
    lines = body.decode("utf-8-sig", "replace").split("\n", MOST + 1)[: MOST + 1]
    if not any(line.strip().startswith(("http://", "https://")) for line in lines[:20]):
        raise Unreadable(url, "no sitemap")
    for line in lines:
        if line.strip().startswith(("http://", "https://")) and (address := plain(line.strip(), url)):
            yield Named(entry=Entry(url=address))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element, name: str) -> str | None:
    """The text of the first child of this name, in whatever namespace."""
    return next((child.text for child in element if _name(child) == name and child.text), None)
