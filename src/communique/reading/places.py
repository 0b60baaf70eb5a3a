"""Where on a page the article's own head is: from just above its headline to its second long paragraph (the first may
be a standfirst), without what stands beside it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import lxml.html

from communique.reading.document import Document

Element = lxml.html.HtmlElement
BESIDE = re.compile(
    r"comment|respons|related|sidebar|(?:^|\s)widget|recommend|popular|trending|latest|more-|most-|teaser|promo|breadcrumb|newsletter"
    r"|footer|carousel|ticker|read-next|up-next|advert|cookie|consent|share|social|disqus|discussion|\breplies",
    re.IGNORECASE,
)
READERS = re.compile(r"comment|respons|disqus|discussion|\breplies", re.IGNORECASE)
ASKING = re.compile(r"newsletter|share|social", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
OTHERS = re.compile(  # the heading over a list of other articles, or over what readers wrote
    r"^\W*(?:most[- ](?:read|viewed|popular|shared)|related|read (?:also|more|next)|see also|latest|trending|popular"
    r"|more (?:from|on|news)|recommended|you (?:may|might) (?:also )?like|also on|recent posts|leave a|comments?\b"
    r"|\d+ (?:comments?|repl(?:y|ies))|à lire|lire aussi|les plus lus|sur le même|commentaires|lo más|más leíd"
    r"|te puede|lea también|relacionad|comentarios"
    r"|meistgelesen|mehr zum|lesen sie auch|das könnte|kommentare|mais lid|leia (?:também|mais)|veja também|comentários"
    r"|più letti|leggi anche|читайте также|самое читаемое|по теме|комментарии|الأكثر قراءة|اقرأ أيضا|مواضيع ذات|تعليقات"
    r"|相关|热门|推荐|热点|評論|评论|最新|関連|ランキング|人気|コメント|관련|많이 본|인기|댓글)",
    re.IGNORECASE,
)
OUTSIDE = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "menu",
        "dialog",
        "select",
        "button",
        "script",
        "style",
        "noscript",
        "head",
        "svg",
    }
)
PARTS = re.compile(r"\s+[|–—\-•·:»«]+\s+")
ROOTS = frozenset({"body", "html", "main", "article"})
LONG = 160  # characters: a paragraph this long is the article itself
STAMP = 80  # characters: an aside this short in an article's head is its day or byline
MOST_INNER = 40  # elements in one that may print the title: with more it is a frame, and frames stand in frames
BEFORE, AFTER = 60, 200  # elements looked at above and below the headline


@lru_cache(maxsize=4)  # several facts ask for it of the page at hand
def headline(document: Document) -> Element | None:
    """The h1 of the article: one whose words the page's title has, else another element that is the title word for
    word, else the first h1 that is not set aside."""
    outside = beside(document)
    found = [(h, " ".join(h.text_content().lower().split())) for h in document.tree.iter("h1")]
    found = [(h, text) for h, text in found if text]
    title = " ".join((document.tree.findtext(".//title") or document.first("og:title") or "").lower().split())
    named = [(h, text) for h, text in found if text in title or (len(title) > 20 and title in text)]
    stated = " ".join((document.first("og:title") or title).lower().split())
    if any(
        len(text) * 2 > len(title)
        or (text in stated and len(text) * 4 > len(stated) and text not in PARTS.split(title))
        for _, text in named
    ):
        return max(named, key=lambda pair: len(pair[1]))[0]
    own = [h for h, text in found if not outside(h) and alike(text, (title, stated))]
    if len(own) == 1:
        return own[0]
    if (exact := _titled(document, title, outside)) is not None:
        return exact
    if named:
        return max(named, key=lambda pair: len(pair[1]))[0]
    return next((h for h, _ in found if not outside(h)), found[0][0] if found else None)


def alike(text: str, others: Iterable[str | None]) -> bool:
    """Whether a text is another wording of one of the others: half of its words and more are theirs too."""
    words = set(re.findall(r"\w{3,}", text.lower()))
    shared = max((len(words & set(re.findall(r"\w{3,}", (other or "").lower()))) for other in others), default=0)
    return len(words) >= 3 and shared * 2 >= len(words)


def _titled(document: Document, title: str, outside: Callable[[Element], bool]) -> Element | None:
    """An element other than an h1 that prints what the page calls its title: on pages that have no heading, or that
    give it to the site."""
    wanted = {title, " ".join((document.first("og:title") or "").lower().split())} - {""}
    wanted |= {part for text in wanted for part in PARTS.split(text)[:1] if len(part) > 10}
    wanted -= {text for text in wanted if len(text) <= 10}
    for element in document.tree.iter("h2", "h3", "h4", "legend", "b", "strong", "font", "p", "div", "span", "td"):
        text = element.text or ""
        if len(text) < 400 and len(element) <= 2 and not outside(element):
            if sum(1 for _ in islice(element.iterdescendants(), MOST_INNER + 1)) > MOST_INNER:
                continue
            text = " ".join("".join(element.itertext()).lower().split())
            if text in wanted:
                return element
    return None


@lru_cache(maxsize=4)
def header(document: Document) -> Sequence[Element]:
    """The elements around the headline that may carry day and byline: those below it first, then those above."""
    top = headline(document)
    return [] if top is None else [*_below(document, top), *_above(document, top)]


def beside(document: Document, words: re.Pattern[str] = BESIDE) -> Callable[[Element], bool]:
    """A test whether an element stands in navigation, comments, lists of other articles and the like; `words` are those
    by which such parts are named."""
    known: dict[Element, bool] = {}

    def outside(element: Element) -> bool:
        found = known.get(element)
        if found is None:
            above = element.getparent()
            found = known[element] = _is_beside(element, words) or (above is not None and outside(above))
        return found

    return outside


def _is_beside(element: Element, words: re.Pattern[str] = BESIDE) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "form" and next(element.iter("main", "article", "h1"), None) is not None:
        return False  # pages of some systems are one form
    if element.tag in OUTSIDE:
        above = element.getparent()
        stamp = element.tag == "aside" and above is not None and above.tag in ("article", "header")
        return not (stamp and len(element.text_content()) <= STAMP and not words.search(named))
    called = len(named) > 4 and _is_called(named, words)
    if called and not words.search(ASKING.sub("", named)):
        called = not _is_stamped(element)
    if element.tag in ROOTS or not (called or _is_headed_as_others(element)):
        return False
    return next(element.iter("main", "h1"), None) is None  # what holds the article stands beside nothing


@lru_cache(maxsize=4096)  # most elements of a page are called what others are
def _is_called(named: str, words: re.Pattern[str]) -> bool:
    return words.search(named) is not None


def _is_stamped(element: Element) -> bool:
    """Whether a part that is named for sharing or subscribing holds a year and no field: it then carries the article's
    day and byline too, or the article is itself a letter."""
    return bool(YEAR.search(element.text_content()[:300])) and next(element.iter("input", "form"), None) is None


def _is_headed_as_others(element: Element) -> bool:
    """Whether a part of the page begins with a heading such as `Most read`."""
    if len(element) < 2 or element[0].tag not in ("h2", "h3", "h4", "h5", "h6"):
        return False
    text = element[0].text_content()
    return len(text) < 60 and bool(OTHERS.match(text))


def _below(document: Document, top: Element) -> Iterator[Element]:
    holders = set(top.iterancestors())
    known: dict[Element, bool] = dict.fromkeys(holders, False)
    standfirst = False
    for element in top.xpath(f"following::*[position()<={AFTER}]"):
        above = element.getparent()
        known[element] = _is_beside(element) or (above is not None and known.get(above, False))
        if not known[element]:
            yield element
            if element.tag == "p" and len(element.text_content()) > LONG:
                if standfirst:
                    return
                standfirst = True


def _above(document: Document, top: Element) -> Iterator[Element]:
    """The elements before the headline, nearest first, that share a part of the page with it: what stands at the top of
    the page is of the page."""
    outside = beside(document)
    whole = [*document.tree.iter("body"), document.tree]
    shared = {one for one in top.iterancestors() if one not in whole}
    for element in reversed(top.xpath(f"preceding::*[position()<={BEFORE}]")):
        if not outside(element) and any(one in shared for one in element.iterancestors()):
            yield element
