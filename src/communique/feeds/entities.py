"""Entities and character references: what they stand for, and that none of them grows."""

import re
from html import escape
from html.entities import html5, name2codepoint

DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
SUBSET_END = re.compile(r"\]\s{0,100}>")
DECLARATION = re.compile(r"""<!ENTITY\s{1,20}(?:%\s{1,20})?([\w.-]{1,60})(?:\s{1,20}["']([^"'&%<]{0,32})["'])?""")
REFERENCE = re.compile(r"&(?:#(\d{1,10}|x[0-9a-f]{1,10})|([a-z][a-z0-9]{1,31}));", re.IGNORECASE)
BARE = re.compile(r"&(?!(?:#\d{1,10}|#x[0-9a-f]{1,10}|[a-z][a-z0-9]{1,31});)", re.IGNORECASE)
# what XML and Unicode leave to nobody
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def without_declarations(text: str) -> str:
    """The feed without its DOCTYPE's internal subset. What stood for a few plain characters still does; what stood for
    more, for markup or for other entities is left out, so that nothing grows."""
    if not (start := DOCTYPE.search(text, 0, 8192)) or not (end := SUBSET_END.search(text, start.end())):
        return text
    subset = text[start.end() : end.start()]
    grows = "%" in subset  # declarations made of declarations: none of them is believed
    said = {name: "" if grows else value for name, value in DECLARATION.findall(subset) if name not in name2codepoint}
    rest = re.sub(r"&([\w.-]{1,60});", lambda found: said.get(found[1], found[0]), text[end.end() :])
    return text[: start.start()] + rest


def decoded(text: str) -> str:
    """Text with each reference replaced by the character it stands for; what stands for nothing is left."""
    return REFERENCE.sub(_character, text) if "&" in text else text


def decoded_markup(text: str) -> str:
    """HTML that was written into XML as text, as it was before; what is bare in it was meant as text."""
    if "<" in text:
        text = text.replace("<", "&amp;lt;")
    return REFERENCE.sub(lambda found: _character(found, "&amp;"), BARE.sub("&amp;amp;", text)) if "&" in text else text


def named_markup(text: str) -> str:
    """Text between tags as HTML: what is bare in it is text, and no name is left that only some readers know."""
    text = text.replace("<", "&lt;")
    if "&" not in text:
        return text
    return REFERENCE.sub(lambda found: escape(_character(found), quote=False), BARE.sub("&amp;", text))


def without_forbidden(text: str) -> str:
    """Text without the characters that no document may hold."""
    return FORBIDDEN.sub("", text)


def _character(found: re.Match[str], ampersand: str = "&") -> str:
    number, name = found.groups()
    if name:
        return html5.get(f"{name};") or html5.get(f"{name.lower()};") or f"{ampersand}{name};"
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if 0x80 <= code <= 0x9F:  # Windows' own characters by their Windows numbers, as HTML reads them
        return bytes([code]).decode("cp1252", "ignore")
    return FORBIDDEN.sub("", chr(code)) if code <= 0x10FFFF else ""
