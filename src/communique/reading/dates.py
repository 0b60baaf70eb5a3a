"""When a report was published and changed: what the page says, never what could be guessed.

Asked in order: what the page states (structured data of the article, meta elements, marked elements), the feed's
entry, what it prints around its headline, its address, and last the day of a change. An earlier day printed as the
article's own corrects what is stated: systems stamp pages anew when they are moved or rebuilt, and no article is shown
before its day.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

import lxml.html

from communique import times
from communique.lexicon.days import moment, sane, stamps
from communique.lexicon.months import MONTHS
from communique.reading.document import Document, texts
from communique.reading.places import READERS, beside, header, headline
from communique.reading.printed import CLOCK, FIRST, OTHER, Printed, ago, around, in_line, printed

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "published_time",
    "article:published", "article.published", "parsely-pub-date", "sailthru.date", "publication_date",
    "publication-date", "publish-date", "publish_date", "publishdate", "pubdate", "published-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "citation_publication_date",
    "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "date.release", "displaydate",
    "date", "og:pubdate", "rnews:datepublished", "article-publication-date", "published", "citation_date",
    "ptime",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "article:modified",
    "modified_time", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "revised", "date_updated",
    "sailthru.modified", "article.updated", "utime",
)  # fmt: skip
NAMED_PUBLISHED = re.compile(r"publish\w*[-_.:]?(date|time|at|on)|(date|time)[-_.:]?publish|date[-_.:]?(posted|issued)")
DATA = ("data-pubdate", "data-published", "data-publish-date", "data-publication-date", "data-date-published")
LABELLED = re.compile(
    r"\b(?:first published|originally published|published|posted|last updated|last modified)(?: on)?\W{0,6}",
    re.IGNORECASE,
)
ONCE = re.compile(r"\b(?:first|originally) published in (?:\w+,? )?(?:19|20)\d\d\b", re.IGNORECASE)
DATE_CLASS = re.compile(r"\b(date|time|publish|posted|byline|dateline|timestamp|meta)", re.IGNORECASE)
_YEAR = r"((?:19|20)\d\d)"
_MONTH_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
IN_PATH = (
    re.compile(rf"[/\-_]{_YEAR}([/\-_.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
    re.compile(rf"[/\-_]{_YEAR}()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"),
    re.compile(rf"/{_YEAR}(/)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/)"),
    re.compile(rf"[/\-_]{_YEAR}([/\-_]){_MONTH_NAME}\2(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)", re.IGNORECASE),
)
DAY_IN_QUERY = re.compile(r"(?:pub(?:lish(?:ed)?)?[_-]?)?(?:date|day|datum|fecha|data|dt)", re.IGNORECASE)
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
JUST_NOW = timedelta(minutes=10)
FARTHEST_ZONE = 10  # from this hour on in UTC, it is already the next day somewhere


def published(
    document: Document, entry: str | None, latest: datetime | None, fetched: datetime | None = None
) -> str | None:
    """When the article was first published, or None if nothing says so.

    `fetched` is when the page was asked for: relative times count from it, and a stated time that is that very moment
    is the page's, not the article's. An article that gives only the day of its last change was published in this form
    on that day. What a publishing system notes of a page that is no article (schema.org WebPage) is not asked: guides
    and front pages carry it too."""
    us = _month_first(document)
    shown = [one for one in printed(document, us) if sane(one.value, latest)]
    if all(one.kind == "changed" for one in shown):
        shown += [one for one in _elsewhere(document, us) if sane(one.value, latest)]
    own = _own(shown, document)
    stated = _first(_stated(document), us, latest)
    changes = [one.value for one in shown if one.kind == "changed"]
    if stated and own is None and changes and max(changes)[:10] < stated[:10]:
        return changes[0]  # changed before it was made: the stated time is that of a later rebuilding
    if stated and own is not None:
        said = {(moment(text, us) or "")[:10] for text in _stated(document)}
        return own if own[:10] in said - {stated[:10]} else _corrected(stated, own, fetched)
    if stated or (told := sane(moment(entry or "", us), latest)):
        return stated or told
    if own is None and not shown:
        own = _first(_alone(document, us), us, latest) or sane(ago(document, fetched), latest)
    changed = _first(texts(document.article.get("dateModified"), "@value"), us, latest)
    return own or _in_address(document, latest) or (changed or next(iter(changes), None) if _is_new(document) else None)


def chosen(document: Document, given: Iterable[str], latest: datetime | None) -> str | None:
    """The first day in texts that a source's own selector has found; words around it do not matter."""
    us = _month_first(document)
    return _first(given, us, latest)


def modified(document: Document, published: str | None, latest: datetime | None) -> str | None:
    """When the publisher says the article was last changed; None if nothing says so or it is not after `published`."""
    us = _month_first(document)
    for text in _modified(document):
        if found := sane(moment(text, us), latest):
            return found if _later(found, published) else None
    for one in printed(document, us):
        if one.kind == "changed" and (found := sane(one.value, latest)):
            return found if _later(found, published) else None
    return None


def _is_new(document: Document) -> bool:
    """Whether the day of the last change may stand for that of publication: not where the page says that it was first
    published in a month or year before."""
    return not any(ONCE.search(element.text_content()[:300]) for element in header(document))


def _own(shown: list[Printed], document: Document) -> str | None:
    """The printed day of publication: one that is called so, else one that is called nothing and that structured data
    does not call the day of the last change."""
    changes = {(moment(text) or "")[:10] for text in _modified(document)} - {""}
    called = [one.value for one in shown if one.kind == "published"]
    plain = [one.value for one in shown if one.kind == "plain"]
    first = {value[:10] for value in called + plain} - changes
    return next((value for value in (*called, *plain) if value[:10] in first), next(iter((*called, *plain)), None))


def _corrected(stated: str, own: str, fetched: datetime | None) -> str:
    """Of a stated time and a printed one, which is the article's."""
    if stated[:10] == own[:10]:
        return own if len(stated) == 10 < len(own) else stated
    if own[:10] < stated[:10]:
        return own
    made = times.instant_of(stated)
    if fetched is not None and made is not None and len(stated) > 10 and abs(made - fetched) < JUST_NOW:
        return own
    following = date.fromisoformat(stated[:10]) + timedelta(days=1)
    if stated.endswith("+00:00") and own[:10] == following.isoformat() and int(stated[11:13]) >= FARTHEST_ZONE:
        return own
    return stated


def _first(given: Iterable[str], us: bool, latest: datetime | None) -> str | None:
    return next((found for text in given if (found := sane(moment(text, us), latest))), None)


def _stated(document: Document) -> Iterator[str]:
    yield from texts(document.article.get("datePublished") or document.article.get("dateCreated"), "@value")
    for name in PUBLISHED:
        yield from document.meta.get(name, ())[:1]
    for name, contents in document.meta.items():
        if NAMED_PUBLISHED.search(name):
            yield contents[0]
    yield from _marked(document.tree, "datePublished")
    for element in document.tree.xpath("//body | //main | //article")[:5]:
        yield from (element.get(name) or "" for name in DATA)


def _modified(document: Document) -> Iterator[str]:
    yield from texts(document.article.get("dateModified"), "@value")
    for name in MODIFIED:
        yield from document.meta.get(name, ())[:1]
    yield from _marked(document.tree, "dateModified")


def _in_address(document: Document, latest: datetime | None) -> str | None:
    parts = urlsplit(document.url)
    path = "/".join((parts.path, *(value for name, value in parse_qsl(parts.query) if DAY_IN_QUERY.fullmatch(name))))
    for form in IN_PATH:
        for found in form.finditer(path):
            told = found[3] if found[3].isdecimal() else str(MONTHS[found[3].lower()])
            if day := sane(moment(f"{found[1]}-{told:0>2}-{found[4]:0>2}"), latest):
                return day
    return None


def _elsewhere(document: Document, us: bool) -> Iterator[Printed]:
    """Days away from the headline: what all time elements agree on, and days behind a label."""
    outside = beside(document)
    for element in document.tree.xpath("//article//time | //main//time"):
        value = moment(element.get("datetime") or element.text_content()[:100], us)
        if value and FIRST.search(around(element)):
            yield Printed(value, "published")
    own = [e for e in document.tree.iter("time") if not (outside(e) or _on_top(e) or OTHER.search(around(e)))]
    given = [e.get("datetime") or e.text_content()[:100] for e in own]
    if given and len({(moment(text) or "")[:10] for text in given}) == 1 and (value := moment(given[0])):
        yield Printed(value, "plain")
    yield from _labelled(document, us)


def _alone(document: Document, us: bool) -> Iterator[str]:
    """Days of elements classed as date, then the one day of the page that fills an element of its own."""
    outside = beside(document)
    for element in document.tree.xpath("//*[@class and not(self::meta or self::time)]"):
        classed = DATE_CLASS.search(element.get("class") or "") and len(element) <= 8
        if classed and not outside(element) and not _on_top(element):
            told = in_line(" ".join(element.text_content()[:400].split()), us)
            yield from (one.value for one in told if one.kind != "changed")
    filled = {
        text
        for element in document.tree.iter("p", "span", "div", "small", "td", "li", "em", "i", "b", "strong", "h5", "h6")
        if (text := " ".join((element.text or "").split())) and 8 <= len(text) <= 30
        if any(stamp.end - stamp.start > len(text) - 12 for stamp in stamps(text, us))
        if not outside(element) and not _on_top(element) and not _is_of_the_page(element, document)
    }
    if len(filled) == 1:
        yield from filled


def _labelled(document: Document, us: bool) -> Iterator[Printed]:
    """A day that follows a word for publication or change directly, wherever on the page but at its foot."""
    outside = beside(document, READERS)
    printed = [
        piece
        for piece in document.tree.xpath(
            "/descendant::body/descendant::text()[not(parent::script or parent::style or parent::noscript)"
            " and not(ancestor::footer[not(ancestor::article or ancestor::main)])]"
        )
        if not outside(piece.getparent().getparent() if piece.is_tail else piece.getparent())
    ]
    text = " ".join(" ".join(printed).split())
    for label in list(LABELLED.finditer(text))[:20]:
        for stamp in stamps(text[label.end() : label.end() + 60], us)[:1]:
            if stamp.start <= 4:
                yield Printed(stamp.value, "changed" if "last" in label[0].lower() else "published")


def _on_top(element: lxml.html.HtmlElement) -> bool:
    """Whether it stands in the page's own head, not the article's, or is classed as its clock."""
    above = list(element.iterancestors())
    named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in (element, *above[:2]))
    heads = [one for one in above if one.tag == "header" and next(one.iter("h1"), None) is None]
    return bool(CLOCK.search(named)) or (bool(heads) and not any(one.tag in ("article", "main") for one in above))


def _is_of_the_page(element: lxml.html.HtmlElement, document: Document) -> bool:
    """Whether it stands in a part of the page that ends before the part with the headline begins."""
    top = headline(document)
    if top is None:
        return False
    own, others = [[one, *one.iterancestors()][::-1] for one in (element, top)]
    apart = next((n for n, (one, other) in enumerate(zip(own, others, strict=False)) if one is not other), 0)
    common = own[apart - 1] if apart else None
    if common is None or common.tag not in ("body", "html") or apart >= len(others) - 1:
        return False
    return common.index(own[apart]) < common.index(others[apart])


def _marked(tree: lxml.html.HtmlElement, name: str) -> Iterator[str]:
    """Elements with this itemprop, other than meta."""
    for element in tree.xpath("//*[@itemprop=$name and not(self::meta)]", name=name)[:3]:
        yield element.get("datetime") or element.get("content") or element.text_content()


def _later(found: str, published: str | None) -> bool:
    if published is None:
        return True
    if len(found) == 10 or len(published) == 10:
        return found[:10] > published[:10]
    one, other = times.instant_of(found), times.instant_of(published)
    return one is not None and other is not None and one > other


@lru_cache(maxsize=4)
def _month_first(document: Document) -> bool:
    """Whether 03/04/2024 is the fourth of March here: as other days on the page say, where only one way round is
    possible; else on American pages, by their language tag and their host."""
    printed = document.tree.xpath("/descendant::body/descendant::text()[contains(., '/') and string-length(.) < 500]")
    first = second = 0
    for found in list(SLASHED.finditer(" ".join(printed[:1000])))[:200]:
        first += int(found[1]) > 12 >= int(found[2])
        second += int(found[2]) > 12 >= int(found[1])
    if bool(first) != bool(second):
        return second > 0
    tag = (document.tree.get("lang") or document.first("og:locale") or "").lower().replace("_", "-")
    host = urlsplit(document.url).hostname or ""
    return (tag in ("en-us", "") and not re.search(r"\.(uk|au|nz|ie|in|za|eu|ca)$", host)) or tag == "en-us"
