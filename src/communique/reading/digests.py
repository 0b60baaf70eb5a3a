"""A digest as its page prints it: date, headline, standfirst, paragraphs, source line; from HTML or plain text."""

import re
from collections.abc import Sequence
from datetime import datetime

from communique import times
from communique.decoding import decoded
from communique.errors import Unreadable
from communique.lexicon import dates, sentences
from communique.lexicon.days import moment, sane
from communique.model import Page, Report
from communique.model.digests import DigestPage
from communique.reading import report as reports
from communique.reading.document import Document
from communique.reading.titles import plain

MARKED = re.compile(rb"<(?:!doctype|html|head|body|article|main|div|p|h1|meta)\b", re.I)
SOURCE = re.compile(r"^\s*sources?\s*:\s*(\S.{0,400}?)\s*$", re.I | re.S)
END = re.compile(r"[.!?…][\"”’')\]]*$")
SHORTEST = 6
"""Words: a block with fewer and without a full stop is a label, not a paragraph."""
STANDFIRST = 400
"""Letters that a standfirst has at most."""
HEAD = 6
"""Blocks among which the date, the headline and the standfirst are."""


def digest(page: Page, latest: datetime | None = None) -> DigestPage:
    """The parts of a digest. Raises Unreadable, naming the page, where there are no sentences in it."""
    name = page.url or page.id or "page"
    body = reports.opened(page, name)
    if MARKED.search(body[:8192]):
        found = from_report(reports.read(page, latest), body, page)
    else:
        found = from_text(name, body, page.content_type, latest)
    if not any(sentences.split(text) for text in found.paragraphs):
        raise Unreadable(name, "no sentences in it")
    return found


def from_report(report: Report, body: bytes, page: Page) -> DigestPage:
    """The parts of a page that was read as a report; its source line is looked for in all that it prints."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n+", report.text)]
    line = source_line(blocks) or source_line(lines(body, page))
    blocks = [b for b in blocks if not SOURCE.match(b) and paragraph(b) and plain(b) != plain(report.title or "")]
    standfirst = report.description if report.description and len(report.description) >= 30 else None
    if standfirst and blocks and plain(blocks[0]) == plain(standfirst):
        blocks = blocks[1:]
    elif not standfirst and len(blocks) > 1 and short(blocks[0], blocks[1:]):
        standfirst, blocks = blocks[0], blocks[1:]
    if standfirst and not blocks:
        blocks, standfirst = [standfirst], None
    day = times.day_of(report.published)
    return DigestPage(
        headline=report.title, standfirst=standfirst, paragraphs=tuple(blocks), day=day.isoformat() if day else None,
        dated=report.published, source_line=line, url=report.canonical_url or report.url, publisher=report.publisher,
    )  # fmt: skip


def lines(body: bytes, page: Page) -> list[str]:
    """All that an HTML page prints, a block a line."""
    try:
        tree = Document(decoded(body, page.content_type), page.url).tree
    except ValueError:
        return []
    blocks = tree.iter("p", "div", "li", "footer", "span", "small", "cite", "td")
    return [" ".join(block.text_content().split()) for block in blocks]


def source_line(blocks: Sequence[str]) -> str | None:
    """What a page prints behind "Source:"."""
    return next((found.group(1) for block in blocks if len(block) < 400 and (found := SOURCE.match(block))), None)


def from_text(name: str, body: bytes, kind: str | None, latest: datetime | None) -> DigestPage:
    """The parts of a plain text: blank lines part its blocks; date, headline and standfirst stand on top."""
    if sum(byte < 9 or 13 < byte < 27 for byte in body[:4096]) > 8 and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(name, "neither HTML nor text")
    text = decoded(body, kind).replace("\r\n", "\n")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    blocks = [block for block in blocks if block]
    if len(blocks) == 1:
        blocks = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    line = source_line(blocks)
    dated = next((block for block in blocks[:HEAD] if dateful(block)), None)
    blocks = [block for block in blocks if block != dated and not SOURCE.match(block)]
    headline = blocks.pop(0) if len(blocks) > 1 and len(blocks[0]) < 200 and not END.search(blocks[0]) else None
    blocks = [block for block in blocks if paragraph(block)]
    standfirst = blocks.pop(0) if headline and len(blocks) > 1 and short(blocks[0], blocks[1:]) else None
    published = times.day_of(sane(moment(dated), latest)) if dated else None
    return DigestPage(
        headline=headline, standfirst=standfirst, paragraphs=tuple(blocks), dated=dated, source_line=line,
        day=published.isoformat() if published else None,
    )  # fmt: skip


def dateful(block: str) -> bool:
    """Whether a block is a date and little else."""
    found = [d for d in dates.find(block, None) if d.precision == "day" and d.year]
    return bool(found) and len(block) <= 60 and sum(d.end - d.start for d in found) >= 0.45 * len(block)


def paragraph(block: str) -> bool:
    """Whether a block is told in sentences, not a label."""
    return END.search(block) is not None or len(block.split()) >= SHORTEST * 2


def short(block: str, rest: Sequence[str]) -> bool:
    """Whether a block is a standfirst: shorter than the paragraphs that follow it."""
    return len(block) <= STANDFIRST and len(block) < 0.75 * max(map(len, rest))
