"""The lead picture of a report: its address, what it shows, and who made it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from communique.model import Image
from communique.reading.addresses import absolute
from communique.reading.agencies import table
from communique.reading.document import Document, texts
from communique.reading.places import beside, headline
from communique.reading.tables import rows
from communique.reading.titles import plain, tidy

Element = lxml.html.HtmlElement
LONGEST = 1000  # characters of a caption
SMALLEST = 100  # pixels: icons and counters are smaller
LOGO = re.compile(
    r"(?<![a-z])(?:logo|icons?|favicon|placeholder|default|blank|sprite|avatar|share[-_.]image)(?![a-z])|/authors?/",
    re.IGNORECASE,
)
ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
CREDIT = re.compile(r"credit|copyright|source|photographer|agency|quelle|fotograf|\brights", re.IGNORECASE)
CAPTION = re.compile(r"caption|legend|bildunter|pie-de|descripcion|description", re.IGNORECASE)
MOST_WORDS, LONGEST_CREDIT = 10, 90  # words and characters of a credit


def _forms(behind: bool) -> str:
    return "|".join(row[-1] for row in rows("picture_credits.tsv") if (row[1] == "behind") == behind)


LABELLED = re.compile(rf"[\s(\[（【|/–—-]*(?<![^\W\d_])(?:{_forms(False)})[\s:：=]*", re.IGNORECASE)
LABEL_FIRST = re.compile(rf"^{LABELLED.pattern}", re.IGNORECASE)
BEHIND = re.compile(rf"(?P<name>[^。.!?！？]{{2,30}}?)(?:{_forms(True)})[)）]?$")
BRACKETED = re.compile(r"\s*[(\[（【](?P<name>[^()\[\]（）【】]{2,60})[)\]）】]\W*$")
CLOSING = re.compile(r"(?P<mark>[.!?…]\s+(?:[-–—|]\s*)?|\s[-–—|]\s|[＝=])(?P<name>[^.!?＝=|]{2,60})$")


def image(document: Document) -> Image | None:
    """The picture that the page calls the article's, else that of the first figure in the article's head; with the
    caption and credit of structured data, else of the figure that shows it. None where there is none."""
    stated = _stated(document)
    figures = list(_figures(document))
    url = next((url for url, _ in _addresses(document, stated) if not LOGO.search(url)), None)
    shown = next((figure for figure in figures if url and _same(figure[0], url)), None)
    if url is None:
        shown = next(iter(figures), None)
        url = shown[0] if shown else next((url for url, _ in _addresses(document, stated)), None)
    if url is None:
        return None
    caption, credit = _printed(shown[1]) if shown else (None, None)
    caption = _first_text(stated, "caption", "description") or caption
    split, found = parted(caption)
    caption = split or _alternative(document, shown is None)
    credit = _credited(stated) or credit or found
    return Image(url=url, caption=caption, credit=credit)


def parted(text: str | None) -> tuple[str | None, str | None]:
    """A caption without its credit, and the credit: `Ships in port. Photo: Liv Dahl/Kestrel` gives two texts."""
    text = tidy(text)
    if not text or len(text) > LONGEST:
        return text, None
    if (found := BRACKETED.search(text)) and _is_credit(found["name"]):
        return text[: found.start()].strip() or None, LABEL_FIRST.sub("", found["name"].strip())
    label = next((found for found in LABELLED.finditer(text) if 1 < len(text) - found.end() <= LONGEST_CREDIT), None)
    if label is not None:
        name = LABELLED.sub("", text[label.end() :]).strip(" .)]）】|")
        if name and len(name.split()) <= MOST_WORDS and not re.search(r"[.!?。] ", name):
            return text[: label.start()].strip(" |–—-([（") or None, name
    start = max(text.rfind(mark) for mark in "。.!?！？") + 1
    if (found := BEHIND.fullmatch(text[start:].strip())) and start:
        return text[:start].strip() or None, found["name"].strip()
    if (found := CLOSING.search(text)) and _is_credit(found["name"]):
        return text[: found.start()] + found["mark"].rstrip(" -–—|＝="), found["name"].strip()
    return text, None


def _is_credit(name: str) -> bool:
    """Whether words at the end of a caption, with nothing said of them, can only be its credit: an agency of the table
    stands in them, alone or behind or before a stroke."""
    pieces = re.split(r"\s*[/,|]\s*|\s+via\s+", name.strip())
    known = any(
        plain(piece) in table() or plain(re.sub(r" (?:Photo|Images?)$", "", piece)) in table() for piece in pieces
    )
    return known or (len(pieces) == 2 and "/" in name and all(piece[:1].isupper() for piece in pieces))


def _stated(document: Document) -> Mapping[str, Any]:
    """The JSON-LD object of the article's image; empty where there is none."""
    value = document.article.get("image") or document.article.get("primaryImageOfPage")
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict) and first.get("@id") and not (first.get("url") or first.get("contentUrl")):
        return next(
            (n for n in document.nodes if n.get("@id") == first["@id"] and n is not first and len(n) > 1), first
        )
    return first if isinstance(first, dict) else {"url": first} if isinstance(first, str) else {}


def _addresses(document: Document, stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    marked = document.tree.xpath("//*[@itemprop='image']//*[@itemprop='url'] | //img[@itemprop='image']")[:1]
    given = [
        *texts(stated.get("url"), "url")[:1],
        *texts(stated.get("contentUrl"))[:1],
        document.first("og:image", "og:image:url", "twitter:image", "twitter:image:src"),
        *(element.get("content") or element.get("src") or element.get("href") for element in marked),
    ]
    for told in given:
        url = absolute(document.url, told)
        if url and urlsplit(url).path.strip("/"):
            yield url, told or ""


def _figures(document: Document) -> Iterator[tuple[str, Element]]:
    """Pictures with a caption in the article's part of the page, from its head on: address and figure."""
    outside = beside(document)
    top = headline(document)
    holders = [] if top is None else [one for one in top.iterancestors() if one.tag in ("article", "main", "div")]
    within = holders[0] if holders else document.tree
    for figure in within.xpath(".//figure | .//*[contains(@class, 'caption') and .//img] | .//*[@itemprop='image']")[
        :20
    ]:
        url = _picture(document, figure)
        if url and not outside(figure) and not LOGO.search(url):
            yield url, figure


def _picture(document: Document, figure: Element) -> str | None:
    """The address of the largest picture in a figure; None for icons and counters."""
    for source in figure.xpath(".//source[@srcset] | .//img[@srcset]"):
        sizes = re.findall(r"(\S+)\s+(\d+)[wx]", source.get("srcset"))
        if sizes:
            return absolute(document.url, max(sizes, key=lambda pair: int(pair[1]))[0])
    for element in figure.iter("img", "amp-img"):
        size = element.get("width") or ""
        if size.isdecimal() and int(size) < SMALLEST:
            continue
        given = next((told for key in ADDRESSES if (told := element.get(key)) and not told.startswith("data:")), None)
        if given and not given.lower().endswith(".svg"):
            return absolute(document.url, given)
    return None


def _printed(figure: Element) -> tuple[str | None, str | None]:
    """Caption and credit as a figure prints them: in elements of their own, or in one text."""
    credit = next(
        (e for e in figure.iter() if isinstance(e.tag, str) and CREDIT.search(_named(e)) and e is not figure), None
    )
    said = tidy(credit.text_content()) if credit is not None else None
    captions = figure.xpath(".//figcaption | .//*[@itemprop='caption']") or [
        one for one in figure.iter("p", "div", "span") if CAPTION.search(_named(one))
    ]
    text = tidy(captions[0].text_content()) if captions else None
    if text and said and said in text:
        text = tidy(text.replace(said, " "))
    if said and len(said.split()) <= MOST_WORDS:
        return text, LABEL_FIRST.sub("", said).strip(" .()[]|") or None
    caption, found = parted(text)
    return caption, found


def _named(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _credited(stated: Mapping[str, Any]) -> str | None:
    for key in ("creditText", "copyrightNotice", "creator", "author", "copyrightHolder"):
        if told := tidy(next(iter(texts(stated.get(key))), None)):
            return LABEL_FIRST.sub("", told).strip() or None
    return None


def _first_text(stated: Mapping[str, Any], *keys: str) -> str | None:
    return next((text for key in keys if isinstance(value := stated.get(key), str) and (text := tidy(value))), None)


def _alternative(document: Document, asked: bool) -> str | None:
    """What the page's head says the picture shows, where no figure says it."""
    return tidy(document.first("og:image:alt", "twitter:image:alt")) if asked else None


def _same(one: str, other: str) -> bool:
    """Whether two addresses are one picture in two sizes."""
    return _stem(one) == _stem(other)


def _stem(url: str) -> str:
    name = urlsplit(url).path.rsplit("/", 1)[-1].lower()
    return re.sub(r"[-_](?:\d+x\d+|\d{2,4}w?|scaled|large|medium|small)(?=\.|$)", "", name)
