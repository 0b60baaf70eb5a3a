"""What a hostile feed may not do to its reader: let entities grow, or nest without end. One pass each."""

import re
from html.entities import name2codepoint

from communique.errors import Unreadable

DEEPEST = 500
UNCLOSED = frozenset(b"br img hr input meta link p li area wbr source".split())  # HTML that is often left open
DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)
SUBSET_END = re.compile(rb"\][ \t\r\n]{0,100}>")
DECLARATION = re.compile(rb"""<!ENTITY\s{1,20}(?:%\s{1,20})?([\w.-]{1,60})(?:\s{1,20}["']([^"'&%<]{0,32})["'])?""")
TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]{0,100})([^<>]*)>")


def without_declarations(body: bytes) -> bytes:
    """The feed without its DOCTYPE's internal subset. What stood for a few plain characters still does; what stood for
    more, for markup or for other entities is left out, so that nothing grows."""
    if not (start := DOCTYPE.search(body, 0, 8192)) or not (end := SUBSET_END.search(body, start.end())):
        return body
    known = {name.encode() for name in name2codepoint}
    subset = body[start.end() : end.start()]
    grows = b"%" in subset  # declarations made of declarations: none of them is believed
    said = {name: b"" if grows else value for name, value in DECLARATION.findall(subset) if name not in known}
    rest = re.sub(rb"&([\w.-]{1,60});", lambda found: said.get(found[1], found[0]), body[end.end() :])
    return body[: start.start()] + rest


def refuse_depth(body: bytes, url: str) -> None:
    """Raises Unreadable where one item holds elements in elements beyond `DEEPEST`."""
    depth = 0
    for part in body.split(b"<![CDATA["):
        for closing, name, inside in TAG.findall(part.partition(b"]]>")[2] or part):
            if name in (b"item", b"entry"):
                depth = 0
            elif name.lower() not in UNCLOSED and not inside.endswith(b"/"):
                depth = max(depth - 1, 0) if closing else depth + 1
            if depth > DEEPEST:
                raise Unreadable(url, "nested too deeply")
