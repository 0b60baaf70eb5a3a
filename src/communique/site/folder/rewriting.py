"""Pages and other texts of the site with their links turned to the files of a copy."""

import re
from collections.abc import Callable
from html import unescape

from lxml import html
from lxml.html import HtmlElement
from markupsafe import escape

from communique.site.folder.places import Place
from communique.site.language import _, spoken

Find = Callable[[str], Place | str | None]
"""Where an address in a page leads: a place of the copy, the address itself where it is another site's or a fragment,
None where it does not stay."""
Lead = Callable[[Place], str]
LINKED = ("href", "src", "action", "{http://www.w3.org/1999/xlink}href")
TOLD = ("og:url", "og:image")
IN_TEXT = r"(?:/(?:&amp;|[^\s\"'<>\\&(){}|^`,\[\]])*|(?![\w.:-]))"
LAST = ".,;:!?"  # no part of an address in running text


def page(body: bytes, find: Find, link: Lead, whole: Lead) -> bytes:
    """A page: links in it by `link`, what machines are told of it (canonical address, picture) by `whole`. A link that
    does not stay is plain text, a form that asks a server is left out; so are links for machines alone."""
    document = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in list(document.iter("a", "link", "script", "img", "form", "use", "meta")):
        if element.tag == "meta":
            told(element, find, whole)
            continue
        if element.tag == "form" and not searches(find(element.get("action", ""))):
            element.drop_tree()
            continue
        for name in LINKED:
            if (address := element.get(name)) is not None and (to := find(address)) != address:
                turned(element, name, to, whole if absolute(element) else link)
    return html.tostring(document, encoding="utf-8", doctype="<!doctype html>") + b"\n"


def searches(to: Place | str | None) -> bool:
    """Whether a form leads to the search of the copy, which needs no server."""
    return isinstance(to, Place) and to.file.endswith("search/index.html")


def absolute(element: HtmlElement) -> bool:
    """Whether a link is for machines, which take the page from elsewhere."""
    return element.tag == "link" and (element.get("rel") == "canonical" or element.get("hreflang") is not None)


def told(element: HtmlElement, find: Find, whole: Lead) -> None:
    """What a page tells of its address and picture."""
    if element.get("property") in TOLD and isinstance(to := find(element.get("content", "")), Place):
        element.set("content", whole(to))


def turned(element: HtmlElement, name: str, to: Place | str | None, link: Lead) -> None:
    """A link turned to its file, or taken away where there is none."""
    if isinstance(to, Place):
        element.set(name, link(to))
    elif to is None and element.tag == "a":
        above = element.getparent()
        element.tag = "g" if above is not None and str(above.tag) in ("svg", "g") else "span"
        for attribute in (name, "rel", "type", "hreflang", "tabindex", "aria-current"):
            element.attrib.pop(attribute, None)
    elif to is None:
        element.drop_tree()


def text(body: bytes, base: str, find: Find, whole: Lead) -> bytes:
    """Feeds, sitemaps, JSON and tables: whole addresses of the site turned to those of its copy."""

    def turn(found: re.Match[str]) -> str:
        given = found[0].rstrip(LAST)
        marked = "&amp;" in given
        to = find(unescape(given) if marked else given)
        if not isinstance(to, Place):
            return found[0]
        address = whole(to)
        return (str(escape(address)) if marked else address) + found[0][len(given) :]

    return re.sub(re.escape(base) + IN_TEXT, turn, body.decode("utf-8")).encode()


def moved(to: str, whole: str) -> bytes:
    """A page that leads on to where its story went."""
    told, full, said = escape(to), escape(whole), spoken()
    stands = _(
        "What stood here has become part of another: {begin}go on there{end}.", begin=f'<a href="{told}">', end="</a>"
    )
    return (
        f'<!doctype html>\n<html lang="{said.tag}" dir="{said.direction}"><head><meta charset="utf-8">'
        f"<title>{_('Moved')}</title>"
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={told}">'
        f'<link rel="canonical" href="{full}"></head>\n'
        f"<body><p>{stands}</p></body></html>\n"
    ).encode()
