"""A message of mail (RFC 5322, MIME) as a page: newsletters and press releases come so."""

import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html import escape
from typing import BinaryIO

import lxml.html
from lxml import etree

from communique.errors import InputRefused, Unreadable
from communique.files.packing import LARGEST
from communique.model import Page

MOST_PARTS = 200
DEEPEST = 20
LONGEST_FIELD = 2000
HEAD = re.compile(rb"(?:[!-9;-~]{1,70}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
NAMED = re.compile(rb"(?im)^(from|received|return-path|delivered-to):")
ALSO_NAMED = re.compile(rb"(?im)^(subject|date|message-id|mime-version):")
MBOX = re.compile(rb"From \S+ .*\r?\n")
PASSED_ON = re.compile(r"^\s*(fwd?|wg|tr|rv|doorst|i)\s*:", re.IGNORECASE)
ANSWERED = re.compile(r"^\s*((re|aw|sv|fwd?|wg|tr|rv|r|i)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
QUOTED = (
    "//blockquote[@type='cite'] | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
    " | //*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')] | //*[@id='divRplyFwdMsg']"
    " | //*[contains(concat(' ', @class, ' '), ' gmail_signature ')]"
    " | //*[contains(concat(' ', @class, ' '), ' moz-signature ')] | //script | //style"
)
WROTE = re.compile(
    r"(?m)^(On [^\n]{5,200}\bwrote:|-{3,} ?Original Message ?-{3,}|Am [^\n]{5,200}\bschrieb\b.{0,80}:)\s*$"
)
SIGNED = re.compile(r"(?m)^-- ?$")
IN_BROWSER = re.compile(
    r"(view|read|see|open|trouble).{0,40}(browser|online|web)|im browser|dans (votre|le) navigateur|en el navegador",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(news\w*|press\w*|ministry|embassy|office|agency|desk|team|daily|times|post|media|service|department|council"
    r"|commission|union|institute|government|centre|center|bulletin|update|digest|editors?|weekly|review|foundation)\b|[@.]",
    re.IGNORECASE,
)


def looks_like(head: bytes) -> bool:
    """Whether these bytes begin as a message: header fields one after the other, of which some only mail has."""
    found = HEAD.match(head[:20_000])
    return bool(found and NAMED.search(found[0]) and ALSO_NAMED.search(found[0]))


def messages(name: str, stream: BinaryIO) -> Iterator[Page | InputRefused]:
    """The pages in a file of one message or, where it begins so, in an mbox (RFC 4155)."""
    lines: list[bytes] = []
    size = number = 0
    is_box = False
    while True:
        line = stream.readline(LARGEST)
        begins = bool(MBOX.match(line)) and (not lines or not lines[-1].strip()) and (is_box or not number)
        is_box = is_box or (begins and not lines)
        if (begins and is_box) or not line:
            if any(each.strip() for each in lines):
                number += 1
                yield _tried(f"{name}, message {number}" if is_box else name, lines, size)
            lines, size = [], 0
            if not line:
                return
            continue
        size += len(line)
        if size <= LARGEST:
            lines.append(line)


def _tried(name: str, lines: list[bytes], size: int) -> Page | InputRefused:
    try:
        if size > LARGEST:
            raise Unreadable(name, f"larger than {LARGEST / 1e6:g} MB")
        return page(name, b"".join(lines))
    except InputRefused as error:
        return error


def page(name: str, data: bytes) -> Page:
    """The page a message makes: its headline is the subject, its day the date it was sent, its byline or publisher who
    it is from, its text the HTML part, or the plain one where that says more, without what it quotes and signs. Its
    address is the one at which it asks to be seen in a browser. Raises Unreadable, naming it by `name`."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        html, plain = _parts(message)
    except Exception as error:  # the library raises whatever it meets in a broken message
        raise Unreadable(name, f"not a message that can be read: {error}") from error
    subject = _field(message, "subject")
    keeps = bool(PASSED_ON.match(subject))
    tree = _tree(html, keeps)
    body = lxml.html.tostring(tree, encoding="unicode") if tree is not None else ""
    text = _cut(plain, keeps)
    if len(text) > 1.2 * len(" ".join(tree.text_content().split()) if tree is not None else ""):
        body = "".join(
            f"<p>{escape(' '.join(block.split()))}</p>" for block in re.split(r"\n\s*\n", text) if block.strip()
        )
    if not body:
        raise Unreadable(name, "a message without text")
    title = ANSWERED.sub("", subject)
    return Page(
        url=_in_browser(tree),
        id=None,
        body=_made(title, body, message).encode("utf-8", "replace"),
        content_type="text/html; charset=utf-8",
        entry_title=title or None,
        entry_published=_sent(message),
    )


def _parts(message: Message) -> tuple[str, str]:
    """The longest HTML part and the longest plain one, attachments other than HTML left out."""
    html = plain = ""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    for _ in range(MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop(0)
        if part.is_multipart():
            inner = part.get_payload()
            if depth < DEEPEST and isinstance(inner, list):
                waiting += [(each, depth + 1) for each in inner if isinstance(each, Message)]
            continue
        kind = part.get_content_type()
        if kind == "text/html":
            html = max(html, _text(part), key=len)
        elif kind == "text/plain" and part.get_content_disposition() != "attachment":
            plain = max(plain, _text(part), key=len)
    return html, plain


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    named = [part.get_content_charset() or "utf-8", "utf-8", "cp1252"]
    for charset in named:
        try:
            return data.decode(charset).replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _field(message: Message, name: str) -> str:
    """A header field in its own letters, on one line."""
    value = message.get(name)
    try:
        text = str(value if isinstance(message, EmailMessage) else make_header(decode_header(value or "")))
    except Exception:  # a field nobody can decode is as good as none
        return ""
    return " ".join(text.split())[:LONGEST_FIELD] if value is not None else ""


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_field(message, "date")).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _tree(html: str, keeps: bool) -> lxml.html.HtmlElement | None:
    """The body of the HTML part; what it quotes is dropped unless the message passes something on."""
    if not html.strip():
        return None
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None
    for element in tree.xpath("//script | //style" if keeps else QUOTED):
        if element.getparent() is not None:
            element.drop_tree()
    return tree.find("body") if tree.find("body") is not None else tree


def _cut(text: str, keeps: bool) -> str:
    """Plain text without signature, and without what it quotes unless it passes something on."""
    if not keeps:
        text = WROTE.split(text)[0]
        text = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return SIGNED.split(text)[0].strip()


def _in_browser(tree: lxml.html.HtmlElement | None) -> str:
    """The web address under words like "view in browser", or an empty text."""
    for anchor in tree.iter("a") if tree is not None else ():
        link = (anchor.get("href") or "").strip()
        if link.startswith(("http://", "https://")) and len(link) < LONGEST_FIELD:
            said = " ".join(anchor.text_content().split())[:200]
            above = anchor.getparent()
            before = " ".join((above.text or "").split())[-80:] if above is not None else ""
            if IN_BROWSER.search(f"{before} {said}"):
                return link
    return ""


def _made(title: str, body: str, message: Message) -> str:
    """The message as a page, so that it is read like one."""
    name = parseaddr(_field(message, "from"))[0].strip("\"' ")
    listed = re.match(r"\s*\"?([^<\"]{2,100}?)\"?\s*<", _field(message, "list-id"))
    publisher = listed[1] if listed else None
    is_person = 2 <= len(name.split()) <= 4 and not ORGANISATION.search(name)
    publisher = publisher or (name if name and not is_person else None)
    head = f"<title>{escape(title)}</title>"
    head += f'<meta name="author" content="{escape(name)}">' if is_person else ""
    head += f'<meta property="og:site_name" content="{escape(publisher)}">' if publisher else ""
    inner = re.sub(r"^<body[^>]*>|</body>\s*$", "", body.strip())
    return f"<html><head>{head}</head><body><article><h1>{escape(title)}</h1>{inner}</article></body></html>"
