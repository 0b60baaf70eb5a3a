"""What an element of a feed holds, as text or as HTML, and its attributes."""

import re
from collections.abc import Callable, Iterator
from html import escape

from communique.feeds.document import Node
from communique.feeds.entities import decoded, decoded_markup, named_markup, without_forbidden
from communique.feeds.names import LONGEST_TAG, Names

PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[\s{0,9}CDATA\s{0,9}\[(?P<literal>.*?)(?:\]\]>|\Z)|<\?[^<>]*>?"
    r"|(?P<tag></?\s{0,9}[^\W\d][^<>]*+>)",
    re.IGNORECASE | re.DOTALL,
)
CDATA = re.compile(r"<!\[\s{0,9}CDATA\s{0,9}\[", re.IGNORECASE)  # in CDATA: a box in a box
ATTRIBUTE = re.compile(r"""([\w:.\-]{1,100}+)\s{0,99}=\s{0,99}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
HTML = (
    "a abbr article aside b big blockquote br center cite code dd del div dl dt em embed figcaption figure font footer"
    " h1 h2 h3 h4 h5 h6 header hr i iframe img ins li main mark nobr ol p picture pre q s script section small source"
    " span strike strong style sub sup table tbody td th thead time tr tt u ul video wbr"
).replace(" ", "|")
HTML_TAG = re.compile(rf"</?(?:{HTML})(?:\s[^<>]*)?/?>", re.IGNORECASE)
BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6]|t[dhr])\b", re.IGNORECASE)  # parts words, as others do not
ALL_ESCAPED = re.compile(rf"\s*&lt;(?:{HTML})(?:\s[^<>]*?)?/?&gt;", re.IGNORECASE)
OTHER_TYPES = re.compile(r"(?!text/|application/\w*xml|application/xhtml)\w+/", re.IGNORECASE)  # pictures, PDF
TEXT_TYPES = frozenset(("text", "text/plain"))


def attributes(node: Node) -> dict[str, str]:
    """The attributes by name in small letters, the first of a name."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(node.inside[:LONGEST_TAG]):
        found.setdefault(name.lower(), decoded(double or single or bare).strip())
    return found


def text(document: str, node: Node | None, longest: int) -> str | None:
    """The characters of an element, without those of no document; None where there are none or the file was cut."""
    if node is None or node.end < 0:
        return None
    raw = document[node.begin : min(node.end, node.begin + 2 * longest)]
    return without_forbidden(_unwrapped(raw, decoded))[:longest].strip() or None


def line(document: str, node: Node | None, longest: int) -> str | None:
    """A headline or a name: its characters in one line. Tags of HTML and references inside, which most feeds have
    there, are taken as such, unless Atom says that it is text."""
    found = text(document, node, longest)
    if found is None or node is None:
        return None
    is_text = node.key.startswith("atom:") and attributes(node).get("type", "").lower() in TEXT_TYPES
    if ("<" in found or "&" in found) and not is_text:
        found = decoded(HTML_TAG.sub(lambda tag: _gap(tag[0]), found))
    return " ".join(found.split()) or None


def markup(document: str, node: Node | None, longest: int) -> str | None:
    """The HTML of an element: written as text, in CDATA or as elements; None where there is none or it was cut."""
    if node is None or node.end < 0:
        return None
    if node.key.startswith("atom:"):
        said = attributes(node)
        if OTHER_TYPES.match(said.get("type", "")):
            return None
        plain = text(document, node, longest) if _is_text(said) else None
        if plain and (said.get("type") or not HTML_TAG.search(plain)):
            return escape(plain, quote=False)
    raw = document[node.begin : min(node.end, node.begin + 2 * longest)]
    has_elements = "<" in raw and any(piece["tag"] for piece in PIECE.finditer(raw))
    found = _elements(raw, node) if has_elements else _unwrapped(raw, decoded_markup)
    if "<" not in found and ALL_ESCAPED.match(found):
        found = decoded(found)
    return without_forbidden(found)[:longest].strip() or None


def _is_text(said: dict[str, str]) -> bool:
    return said.get("type", "text").lower() in TEXT_TYPES and said.get("mode", "xml") != "escaped"


def _pieces(raw: str, written: Callable[[str], str]) -> Iterator[tuple[str, str | None]]:
    """The text between tags, CDATA as it is and the rest as `written` reads it, each with the tag that follows."""
    last = 0
    for piece in PIECE.finditer(raw):
        yield written(raw[last : piece.start()].replace("]]>", "")), piece["tag"]
        if literal := piece["literal"]:
            yield CDATA.sub("", literal), None
        last = piece.end()
    yield written(raw[last:].replace("]]>", "")), None


def _unwrapped(raw: str, written: Callable[[str], str]) -> str:
    """What stands in XML as characters, without comments, marks of CDATA and tags."""
    return "".join(text + _gap(tag or "") for text, tag in _pieces(raw, written)) if "<" in raw else written(raw)


def _gap(tag: str) -> str:
    return " " if BREAK.match(tag) else ""


def _elements(raw: str, node: Node) -> str:
    """HTML that stands in XML as elements, without the one around it that Atom asks for."""
    out, names = [], node.names
    for words, tag in _pieces(raw, named_markup):
        if tag and "xmlns" in tag:
            names = names.within(tag, root=False)
        out += [words, _tag(tag, names) if tag else ""]
    found = "".join(out).strip()
    if attributes(node).get("type", "").lower() in ("xhtml", "application/xhtml+xml"):
        found = re.sub(r"\A<div\b[^<>]*>(.*?)(?:</div>)?\Z", r"\1", found, flags=re.DOTALL)
    return found


def _tag(tag: str, names: Names) -> str:
    """A tag as HTML has it: without prefix and without declarations."""
    name = re.match(r"</?\s*([\w:.\-]+)", tag)
    if name and ":" in name[1] and names[name[1]].startswith("xhtml:"):
        tag = tag.replace(name[1], name[1].rpartition(":")[2], 1)
    return re.sub(r"""\sxmlns(?::[\w.\-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""", "", tag) if "xmlns" in tag else tag
