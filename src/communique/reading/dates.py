"""When a report was published and changed: what the page says, never what could be guessed.

Asked in order: structured data of the article, meta elements, marked elements in the article's own part of the page,
the feed's entry, the page's address, a written day in the byline beneath the headline.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import lxml.html

from communique import times
from communique.reading.days import days, moment, sane
from communique.reading.document import Document, texts
from communique.reading.places import beside, header

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "published_time",
    "article:published", "article.published", "parsely-pub-date", "sailthru.date", "publication_date",
    "publication-date", "publish-date", "publish_date", "publishdate", "pubdate", "published-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "citation_publication_date",
    "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "date.release", "displaydate",
    "date", "og:pubdate", "rnews:datepublished", "article-publication-date", "published", "citation_date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "article:modified",
    "modified_time", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "revised", "date_updated",
    "sailthru.modified", "article.updated",
)  # fmt: skip
NAMED_PUBLISHED = re.compile(r"publish\w*[-_.:]?(date|time|at|on)|(date|time)[-_.:]?publish|date[-_.:]?(posted|issued)")
LABELLED = re.compile(
    r"\b(?:first published|published|last updated|last modified|last reviewed)(?: on)?\W{0,6}", re.IGNORECASE
)
DATE_CLASS = re.compile(r"\b(date|time|publish|posted|byline|dateline|timestamp|meta)", re.IGNORECASE)
IN_PATH = re.compile(
    r"/((?:19|20)\d\d)(?:([/\-_])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?=[/\-_.]|$)"
)
CHANGED_WORDS = re.compile(r"updat|modif|revis|correct|actuali|mis à jour|aktuali|обновл", re.IGNORECASE)
OTHER_DAYS = re.compile(r"event|expire|deadline|copyright|©", re.IGNORECASE)


def published(document: Document, entry: str | None, latest: datetime | None) -> str | None:
    """When the article was first published, or None if nothing says so.

    An article that gives only the day of its last change was published in this form on that day. What a publishing
    system notes of a page that is no article (schema.org WebPage) is not asked: guides and front pages carry it too."""
    us = _month_first(document)
    for text in _published(document, entry, us):
        if found := sane(moment(text, us), latest):
            return found
    return None


def modified(document: Document, published: str | None, latest: datetime | None) -> str | None:
    """When the publisher says the article was last changed; None if nothing says so or it is not after `published`."""
    us = _month_first(document)
    for text in _modified(document):
        if found := sane(moment(text, us), latest):
            return found if _later(found, published) else None
    return None


def _published(document: Document, entry: str | None, us: bool) -> Iterator[str]:
    yield from texts(document.article.get("datePublished") or document.article.get("dateCreated"), "@value")
    for name in PUBLISHED:
        yield from document.meta.get(name, ())[:1]
    for name, contents in document.meta.items():
        if NAMED_PUBLISHED.search(name):
            yield contents[0]
    yield from _marked(document.tree, "datePublished")
    yield from texts(document.article.get("dateModified"), "@value")
    if entry:
        yield entry
    yield from _times(document, changed=False)
    if found := IN_PATH.search(urlsplit(document.url).path):
        yield "-".join((found[1], (found[3] or found[5]).zfill(2), (found[4] or found[6]).zfill(2)))
    yield from _written(header(document), us)
    yield from _agreed(document)
    outside = beside(document)
    dated = document.tree.xpath("//*[@class and not(self::meta)]")
    yield from _written([e for e in dated if DATE_CLASS.search(e.get("class") or "") and not outside(e)], us)
    yield from _labelled(document, us)


def _modified(document: Document) -> Iterator[str]:
    yield from texts(document.article.get("dateModified"), "@value")
    for name in MODIFIED:
        yield from document.meta.get(name, ())[:1]
    yield from _marked(document.tree, "dateModified")
    yield from _times(document, changed=True)


def _marked(tree: lxml.html.HtmlElement, name: str) -> Iterator[str]:
    """Elements with this itemprop, other than meta."""
    for element in tree.xpath("//*[@itemprop=$name and not(self::meta)]", name=name)[:3]:
        yield element.get("datetime") or element.get("content") or element.text_content()


def _times(document: Document, changed: bool) -> Iterator[str]:
    """Time elements of the article's own head: those that say they tell of a change, or the others."""
    for element in header(document):
        if element.tag == "time":
            told = " ".join((element.get("class") or "", element.get("itemprop") or "", _before(element)))
            if bool(CHANGED_WORDS.search(told)) == changed:
                yield element.get("datetime") or element.text_content()


def _agreed(document: Document) -> Iterator[str]:
    """What all time elements of the page agree on, where they do."""
    given = [e.get("datetime") or e.text_content() for e in document.tree.iter("time")]
    if given and len({(moment(text) or "")[:10] for text in given}) == 1:
        yield given[0]


def _before(element: lxml.html.HtmlElement) -> str:
    """The few words before an element, that say what its time is of."""
    previous = element.getprevious()
    parent = element.getparent()
    said = previous.tail if previous is not None else parent.text if parent is not None else ""
    if not (said or "").strip() and previous is not None:
        said = previous.text_content()
    return (said or "")[-40:]


def _written(elements: Sequence[lxml.html.HtmlElement], us: bool) -> Iterator[str]:
    """A day written out in a short line among these elements; a line that tells of a change comes last."""
    changed = []
    for element in elements:
        text = " ".join(element.text_content().split()) if len(element) <= 8 else ""
        if 8 <= len(text) <= 120 and not OTHER_DAYS.search(text):
            for day, start in days(text, us):
                if start < 60 and not CHANGED_WORDS.search(text):
                    yield day.isoformat()
                elif start < 60:
                    changed.append(day.isoformat())
    yield from changed


def _labelled(document: Document, us: bool) -> Iterator[str]:
    """A day that follows a word for publication or change directly, wherever on the page."""
    printed = document.tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]")
    text = " ".join(" ".join(printed).split())
    for label in list(LABELLED.finditer(text))[:20]:
        for day, start in days(text[label.end() : label.end() + 40], us):
            if start <= 4:
                yield day.isoformat()


def _later(found: str, published: str | None) -> bool:
    if published is None:
        return True
    if len(found) == 10 or len(published) == 10:
        return found[:10] > published[:10]
    one, other = times.instant_of(found), times.instant_of(published)
    return one is not None and other is not None and one > other


def _month_first(document: Document) -> bool:
    """Whether 03/04/2024 is the fourth of March here: American pages, by their language tag and their host."""
    tag = (document.tree.get("lang") or document.first("og:locale") or "").lower().replace("_", "-")
    host = urlsplit(document.url).hostname or ""
    return (tag in ("en-us", "") and not re.search(r"\.(uk|au|nz|ie|in|za|eu|ca)$", host)) or tag == "en-us"
