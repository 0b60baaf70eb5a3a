"""From the bytes of a page to a report."""

import re
from datetime import datetime
from itertools import islice

from msgspec import UNSET
from msgspec.structs import replace

from communique import times
from communique.decoding import decoded
from communique.errors import Unreadable
from communique.files.packing import LARGEST, unzipped
from communique.lexicon import sentences
from communique.lexicon.days import moment, sane
from communique.model import Page, Report, Version, identity
from communique.reading import bylines, dates, furniture, notes, titles
from communique.reading.access import access, reserved
from communique.reading.addresses import canonical, clean, host
from communique.reading.body import paragraphs
from communique.reading.datelines import dateline
from communique.reading.document import Document, texts
from communique.reading.images import image
from communique.reading.languages import language
from communique.reading.origins import origins
from communique.reading.places import headline
from communique.reading.selected import selected
from communique.reading.titles import plain, tidy
from communique.reading.walls import wall

TOLD = 12_000  # characters of a text in which it is looked for whom it has its news from
SHORTEST = 50  # letters: with less there is no article
MOST_KEYWORDS = 30


def opened(page: Page, name: str) -> bytes:
    """The bytes of a page, unpacked. Raises Unreadable where they are damaged, too many or none."""
    try:
        body = unzipped(page.body)
    except ValueError as error:
        raise Unreadable(name, str(error)) from error
    if len(body) > LARGEST:
        raise Unreadable(name, f"larger than {LARGEST / 1e6:g} MB")
    if not body.strip():
        raise Unreadable(name, "empty")
    return body


def read(page: Page, latest: datetime | None = None) -> Report:
    """A report from the bytes of a page. `latest` is the present: a day of publication after it is not believed, nor
    one after the page was fetched, which for a page out of an archive may be years ago.

    Raises Unreadable, naming the page, where there is no article in it that could be made out.
    """
    name = page.url or page.id or "page"
    fetched = times.instant_of(page.fetched)
    latest = min((moment for moment in (latest, fetched) if moment), default=None)
    if page.report is not None:
        return given(page, page.report, latest)
    body = opened(page, name)
    if (page.content_type or "").lower().startswith("text/plain"):
        return _from_text(page, decoded(body, page.content_type), latest)
    if _is_other(body):
        raise Unreadable(name, "not HTML")
    try:
        document = Document(decoded(body, page.content_type), page.served or page.url)
    except ValueError as error:
        raise Unreadable(name, str(error)) from error
    return _from_document(page, document, latest)


def _is_long(text: str) -> bool:
    """Whether there are letters enough for an article."""
    return sum(1 for _ in islice(filter(str.isalpha, text), SHORTEST)) == SHORTEST


def _is_other(body: bytes) -> bool:
    """Pictures, PDF, archives and other binaries, by their first bytes."""
    return body.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"RIFF")) or (
        sum(byte < 9 for byte in body[:1024]) > 20 and not body.startswith((b"\xff\xfe", b"\xfe\xff"))
    )


def _from_document(page: Page, document: Document, latest: datetime | None) -> Report:
    stated = titles.publisher(document)
    publisher = (page.source.publisher if page.source else "") or stated
    chosen = {fact: selected(page, document, fact) for fact in ("title", "published", "byline")}
    title = next(iter(chosen["title"]), None) or titles.title(document, page.entry_title, stated or publisher)
    shown = headline(document)
    found = paragraphs(document, page.source.selectors if page.source else None)
    blocks = _without_head(found, title, shown.text_content() if shown is not None else None)
    blocks, note = notes.split(furniture.without(blocks))
    note = note or notes.boxed(document)
    text = "\n\n".join(blocks)
    taken_back = notes.retraction(title, blocks, note)
    if instead := wall(document, text):
        raise Unreadable(page.url or page.id or "page", instead)
    if not _is_long(text) and not taken_back:
        raise Unreadable(page.url or page.id or "page", "no article text found")
    fetched = times.instant_of(page.fetched)
    published = dates.chosen(document, chosen["published"], latest)
    published = published or dates.published(document, page.entry_published, latest, fetched)
    line = dateline(text, times.day_of(published or page.fetched))
    if published is None and line and line.day:
        published = sane(line.day, latest)
    modified = dates.modified(document, published, latest)
    address = canonical(document)
    spoken = language(document, text)
    return Report(
        id=_identity(page, address),
        source=page.source.id if page.source else None,
        url=page.url or None,
        canonical_url=address,
        title=title,
        text=text,
        sentences=sentences.split(text, spoken),
        published=published,
        modified=modified,
        byline=bylines.people(chosen["byline"]) or bylines.byline(document, stated or publisher),
        publisher=publisher,
        language=spoken,
        dateline=line,
        origin=origins(title, text[:TOLD], line, publisher),
        description=_description(document, page),
        section=_section(document),
        keywords=_keywords(document),
        image=image(document),
        access=access(document, "\n\n".join(found)),
        reserved=reserved(document, page.reserved),
        versions=(Version(version=1, modified=modified, note=taken_back or note),),
        retracted="publisher" if taken_back else UNSET,
    )


def _from_text(page: Page, text: str, latest: datetime | None) -> Report:
    """A plain text: its first line is the headline, blank lines part its paragraphs."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    blocks = [block for block in blocks if block]
    title = blocks.pop(0) if len(blocks) > 1 and len(blocks[0]) < 200 else None
    blocks, note = notes.split(blocks)
    text = "\n\n".join(blocks)
    if not _is_long(text):
        raise Unreadable(page.url or page.id or "page", "no article text found")
    publisher = page.source.publisher if page.source else None
    published = sane(moment(page.entry_published or ""), latest)
    line = dateline(text, times.day_of(published))
    if published is None and line and line.day:
        published = sane(line.day, latest)
    spoken = language(None, text)
    address = clean(page.url)
    return Report(
        id=_identity(page, address),
        source=page.source.id if page.source else None,
        url=page.url or None,
        canonical_url=address,
        title=title or tidy(page.entry_title),
        text=text,
        sentences=sentences.split(text, spoken),
        published=published,
        publisher=publisher or None,
        language=spoken,
        dateline=line,
        origin=origins(title, text[:TOLD], line, publisher),
        reserved=page.reserved,
        versions=(Version(version=1, note=note),),
    )


def given(page: Page, report: Report, latest: datetime | None) -> Report:
    """A report that was read elsewhere, taken over as it is but for what is ours to say: id, source and version. Times
    that are none are dropped, sentences split and the language told where they are missing. Raises Unreadable."""
    text = report.text
    if not _is_long(text) or len(text) > LARGEST:
        raise Unreadable(page.url or page.id or "page", "no article text found")
    address = clean(report.canonical_url or report.url or "")
    spoken = report.language or language(None, text)
    fits = all(0 <= span.start <= span.end <= len(text) for span in report.sentences)
    note = report.versions[-1].note if report.versions else None
    return replace(
        report,
        id=_identity(page, address),
        source=page.source.id if page.source else report.source,
        canonical_url=address,
        published=sane(moment(report.published or ""), latest),
        modified=sane(moment(report.modified or ""), latest),
        publisher=report.publisher or (page.source.publisher if page.source else None) or None,
        language=spoken,
        sentences=report.sentences if report.sentences and fits else sentences.split(text, spoken),
        copy_of=None,
        version=1,
        versions=(Version(version=1, modified=report.modified, note=note),),
    )


def _identity(page: Page, address: str | None) -> str:
    """The id given, or one made of the source (without one: the host) and the canonical address."""
    if page.id:
        return page.id
    if not (address or page.url):
        return identity("r", page.body.hex()[:4096], len(page.body))
    return identity("r", page.source.id if page.source else host(address or page.url), address or page.url)


def _without_head(blocks: list[str], *headlines: str | None) -> list[str]:
    """The blocks without first ones that only repeat a headline."""
    known = {plain(text) for text in headlines if text}
    while blocks and plain(blocks[0]) in known:
        blocks = blocks[1:]
    return blocks


def _description(document: Document, page: Page) -> str | None:
    told = document.first("description", "og:description", "twitter:description", "dc.description")
    entry = re.sub(r"<[^>]*>", " ", page.entry_summary or "")
    return tidy(told) or next(map(tidy, texts(document.article.get("description"))), None) or tidy(entry)


def _section(document: Document) -> str | None:
    told = texts(document.article.get("articleSection"))
    return tidy(next(iter(told), None) or document.first("article:section", "section", "parsely-section", "og:section"))


def _keywords(document: Document) -> tuple[str, ...]:
    """As given, once each: article tags, JSON-LD, then the keywords element."""
    given = [*document.meta.get("article:tag", ()), *texts(document.article.get("keywords"))]
    given = given or [*document.meta.get("news_keywords", ()), *document.meta.get("keywords", ())]
    words = [tidy(word) for text in given for word in (text.split(",") if len(text) < 2000 else [])]
    return tuple(dict.fromkeys(word for word in words if word and len(word) <= 80))[:MOST_KEYWORDS]
