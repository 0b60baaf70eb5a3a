"""From bytes to text: the encoding a page or a feed is in, which is not always the one it says."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what pages mean by these labels (WHATWG Encoding Standard): the superset their readers have always used
MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
UNLATIN = re.compile(rb"[\xc0-\xff]{4,}")  # no language of Western Europe has four accented letters in a row
HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # of surrogate pairs, which some programs write one by one
ESCAPED = re.compile("[\udc80-\udcff]")


def decoded(body: bytes, content_type: str | None = None) -> str:
    """The text of a page or a feed. In order: a byte order mark; two or four bytes a letter; UTF-8 where the bytes can
    be nothing else; what the response and the document declare; the likeliest of the rest. Never fails: what cannot be
    decoded becomes U+FFFD."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace").lstrip("\ufeff")
    if wide := _wide(body[:64]):
        return body.decode(wide, "replace")
    if b"\x1b$" in body and body.isascii():  # ISO 2022: other scripts in seven bits
        return _otherwise(body, content_type)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf_8(body) or _otherwise(body, content_type)


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in markup and JSON most letters are of ASCII, so every second byte is nought."""
    even, odd, pairs = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if pairs < 2 or max(even, odd) * 2 < pairs:
        return None
    if even and odd:
        order = "be" if head.startswith(b"\0\0") else "le"
        return f"utf-32-{order}" if head[2:4].count(0) + head[:2].count(0) == 3 else None
    return "utf-16-be" if even else "utf-16-le"


def _mostly_utf_8(body: bytes) -> str | None:
    """UTF-8 with a few other bytes in it, cut in the middle of a letter or pasted from Windows; None if it is not."""
    text = HALVES.sub(b"", body).decode("utf-8", "surrogateescape")
    text = re.sub("[\udc80-\udcff]{1,3}$", "", text)
    strays = len(ESCAPED.findall(text))
    if strays and len(re.findall(r"[^\x00-\x7f]", text)) < strays * 3:
        return None
    return ESCAPED.sub(lambda found: bytes([ord(found[0]) & 0xFF]).decode("cp1252", "replace"), text)


def _otherwise(body: bytes, content_type: str | None) -> str:
    """Not UTF-8: try what is declared, strictly; then, leniently, the declared encoding that loses least."""
    declared = [codec for label in _labels(body, content_type) if (codec := _codec(label))]
    if len(UNLATIN.findall(body)) >= 3:  # a label that nobody has set: servers and programs write it by themselves
        declared = [codec for codec in declared if codec != "cp1252"]
    for codec in declared:
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    return min((body.decode(c, "replace") for c in (*declared, "utf-8", _guess(body))), key=lambda t: t.count("\ufffd"))


def _labels(body: bytes, content_type: str | None) -> list[bytes]:
    found = DECLARED.findall((content_type or "").encode("ascii", "ignore"))
    return [*found, *DECLARED.findall(body[:4096])]


def _codec(label: bytes) -> str | None:
    try:
        name = codecs.lookup(label.decode("ascii")).name
        b"".decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return MEANT.get(name, name)


def _guess(body: bytes) -> str:
    """The likeliest; with a handful of accents, too few to tell by, what is commonest."""
    if not UNLATIN.search(body) and len(re.findall(rb"[\x80-\xff]", body[:20_000])) < 20:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(body[:20_000], steps=3).best()
    return best.encoding if best else "cp1252"
