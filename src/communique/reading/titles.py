"""The headline of a report and the name of its publisher."""

import html
import re
from urllib.parse import urlsplit

from communique.lexicon.days import stamps
from communique.reading.document import Document, texts
from communique.reading.places import alike, headline

LONGEST = 400
CUT = re.compile(r"\s+[|–—\-•·:»«/]+\s+|\s*[|»]\s*|(?<=\w)\s*::\s*")


def title(document: Document, entry: str | None, publisher: str | None) -> str | None:
    """The headline without the site's name: the page's h1 where its titles confirm it, in these words or others, else
    what structured data, Open Graph, the feed or the title element say."""
    top = headline(document)
    shown = tidy(top.text_content()) if top is not None else None
    given = [
        *map(tidy, texts(document.article.get("headline"))[:1]),
        tidy(document.first("og:title", "twitter:title")),
        tidy(document.tree.findtext(".//title")),
    ]
    names = _names(document, publisher)
    if (
        shown
        and (any(plain(shown) and plain(shown) in plain(text or "") for text in given) or _is_reworded(shown, given))
        and not _is_name(shown, names)
    ):
        return _without_name(shown, names)
    for text in (*given[:-1], tidy(re.sub(r"<[^>]*>", "", entry or "")), given[-1], shown):
        if text and (cleaned := _without_name(text, names)):
            return cleaned
    return None


def _is_reworded(shown: str, given: list[str | None]) -> bool:
    """Whether the h1 says in other words what the page calls its title, and has not caught the day of the article."""
    return alike(shown, given) and (not stamps(shown, True) or any(stamps(text or "", True) for text in given))


def publisher(document: Document) -> str | None:
    """What the page calls its publisher, or None."""
    stated = texts(document.article.get("publisher"))
    site = document.first("og:site_name", "application-name", "dc.publisher", "citation_publisher")
    known = texts(document.node("NewsMediaOrganization").get("name")) or texts(document.node("WebSite").get("name"))
    return next((name for text in (*stated[:1], site, *known[:1]) if (name := tidy(text)) and len(name) <= 120), None)


def tidy(text: str | None) -> str | None:
    """One line of text without entities, markup spaces and invisible signs; None if nothing is left."""
    text = re.sub(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", html.unescape(text or ""))
    return " ".join(text.split())[:LONGEST] or None


def plain(text: str) -> str:
    """Letters and digits only, in lower case: how texts are compared."""
    return re.sub(r"[\W_]+", "", text).lower()


def _names(document: Document, publisher: str | None) -> set[str]:
    """How the site may be called at the end of a title: its names, and its host without ending."""
    host = (urlsplit(document.url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    said = [publisher, document.first("og:site_name"), host, *labels[:-1], ".".join(labels[-2:])]
    return {name for text in said if len(name := plain(text or "")) > 2}


def _without_name(text: str, names: set[str]) -> str | None:
    """The text without a site's name before or behind a separator, as often as one stands there."""
    while cuts := list(CUT.finditer(text)):
        if _is_name(text[cuts[-1].end() :], names):
            text = text[: cuts[-1].start()]
        elif _is_name(text[: cuts[0].start()], names):
            text = text[cuts[0].end() :]
        else:
            break
    return None if _is_name(text, names) else text.strip() or None


def _is_name(text: str, names: set[str]) -> bool:
    said = plain(text)
    return (
        not said
        or any(said == name or (len(said) > 4 and said in name and len(said) * 2 > len(name)) for name in names)
        or any(said.removeprefix("the") == name.removeprefix("the") for name in names)
    )
