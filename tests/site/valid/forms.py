"""The forms that several specifications share: instants, addresses, language tags, XML, HTML inside feeds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from lxml import etree

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MAIL_DATE = re.compile(
    r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT|UT)"
)
TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
BARRED = {"script", "style", "iframe", "object", "embed", "form", "link", "meta", "base"}


def is_instant(text: str | None) -> bool:
    """RFC 3339 date-time with capital T and Z, as Atom wants them (section 3.3)."""
    if text is None or not INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_w3c(text: str | None) -> bool:
    """A W3C datetime: year, month, day, or an instant with its zone (note-datetime)."""
    text = text or ""
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return True
    try:
        if len(text) == 10:
            return bool(date.fromisoformat(text))
        return bool(
            re.fullmatch(r".{10}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", text) and datetime.fromisoformat(text)
        )
    except ValueError:
        return False


def is_mail_date(text: str | None) -> bool:
    """RFC 822 with a year of four digits; the weekday, where there is one, is the day's."""
    if text is None or not MAIL_DATE.fullmatch(text):
        return False
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return False
    return "," not in text or moment.strftime("%a") == text[:3]


def is_address(text: str | None) -> bool:
    """A whole address of the web, in ASCII and without what an address has no way to write."""
    if not text or not text.isascii() or re.search(r'[\s<>"{}|\\^`]', text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def is_language(text: str | None) -> bool:
    """A tag of BCP 47, by its form."""
    return bool(text and TAG.fullmatch(text))


def rooted(body: bytes, name: str) -> Iterator[str | etree._Element]:
    """The root element, or what is wrong before there is one: not XML, of another kind, or with a document type."""
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        yield f"xml: {error}"
        return
    if root.getroottree().docinfo.doctype:
        yield "doctype: declares one"
    if root.tag != name:
        yield f"root: {root.tag}"
        return
    yield root


def doubled(values: Iterable[str | None]) -> list[str]:
    """What is there more than once."""
    return [value for value, times in Counter(v for v in values if v is not None).items() if times > 1]


class Markup(HTMLParser):
    """HTML inside a feed: closed in order, nothing that runs or loads, no address that depends on where it is read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"html: <{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BARRED:
            self.faults.append(f"html: <{tag}>")
        if tag not in ("br", "hr", "img", "wbr"):
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.faults.append(f"html: {name}=")
            if name in ("href", "src") and not is_address(value):
                self.faults.append(f"html: {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"html: </{tag}> closes another")


def markup(text: str) -> list[str]:
    """The faults of HTML in a feed."""
    return Markup(text).faults
