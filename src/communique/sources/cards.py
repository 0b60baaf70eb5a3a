"""What stands around a link on a list page: the card that holds it, its headline, the day printed beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import lxml.html

from communique.lexicon import days

Element = lxml.html.HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADS = HEADINGS | {"dt"}  # what can stand above several links and give their day
WHOLE = frozenset({"html", "body", "main"})
TITLES = frozenset({"title", "headline", "titre", "titulo", "titolo", "titel", "head", "heading"})  # in class names
MORE = re.compile(
    r"(click here|continue reading|details?|full (story|text)|learn more|more|read (more|on|full .*)|see more|download"
    r"|view( more)?|en savoir plus|lire (la suite|plus)|suite|leer más|ver más|más( información)?|seguir leyendo"
    r"|leia mais|saiba mais|ver mais|leggi( tutto)?|continua( a leggere)?|mehr( lesen| erfahren)?|weiter(lesen)?"
    r"|lees (meer|verder)|czytaj (dalej|więcej)|więcej|läs mer|devamı(nı oku)?|подробнее|читать (далее|полностью)"
    r"|докладніше|детальніше|περισσότερα|διαβάστε περισσότερα.*|اقرأ المزيد|المزيد|ادامه( مطلب)?"
    r"|続きを読む|詳細|详情|更多|阅读全文|더\s?보기|자세히)\W*",
    re.IGNORECASE,
)
SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
LONGEST_LINE = 80  # characters of a line in which a day is one of publication
MOST_LINES = 200  # of one card


def crowds(anchors: Iterable[Element]) -> Counter[Element]:
    """How many of the links each element holds."""
    return Counter(above for anchor in anchors for above in (anchor, *anchor.iterancestors()))


def card(anchor: Element, held: Mapping[Element, int]) -> Element:
    """The largest element around the link that holds no other; `held` is what `crowds` counted."""
    around = anchor
    for above in anchor.iterancestors():
        if above.tag in WHOLE or held[above] > 1:
            break
        around = above
    return around


def headed(anchor: Element) -> bool:
    """Whether the link is, stands in, or holds what is marked as a headline."""
    near = [anchor, *islice(anchor.iterancestors(), 3)]
    return any(_is_title(one) for one in near) or any(_is_title(one) for one in anchor.iterdescendants())


def words(anchor: Element) -> str | None:
    """The headline that a link carries: what in it is marked as one, else all its text, else its label."""
    own = _titled(anchor) if len(anchor) else None
    label = " ".join((anchor.get("aria-label") or anchor.get("title") or "").split())[:500]
    return own or text(anchor) or label or None


def headline(anchors: Sequence[Element], around: Element) -> str | None:
    """The headline of an article: that of its best link, or of its card where its links say no more than "more"."""
    told = [found for anchor in anchors if (found := words(anchor))]
    if all(MORE.fullmatch(found) for found in told):
        return _titled(around) or next(iter(told), None)
    return told[0]


def best(anchors: Sequence[Element]) -> list[Element]:
    """The links to one article, the one that carries its headline first."""

    def order(anchor: Element) -> tuple[bool, bool, int]:
        told = words(anchor) or ""
        return MORE.fullmatch(told) is not None, not (told and headed(anchor)), -len(told)

    return sorted(anchors, key=order)


def text(element: Element) -> str | None:
    """The words within an element in one line."""
    return " ".join(element.text_content().split())[:500] or None


def published(around: Element, anchors: Sequence[Element], month_first: bool | None) -> str | None:
    """The day on which an article came out, as its card prints it, or the heading or table cell above it; null where
    that is not plain."""
    for clock in around.iter("time"):
        if found := days.moment(clock.get("datetime") or "", bool(month_first)):
            return found
    lines = list(islice(_lines(around, anchors), MOST_LINES))
    alone = [found for line in lines if (found := only_day(line, month_first))]
    if alone:
        return alone[0]
    told = [stamp.value for line in lines if len(line) <= LONGEST_LINE for stamp in days.stamps(line, month_first)]
    if len({value[:10] for value in told}) == 1:
        return told[0]
    return None if told else _above(around, month_first)


def only_day(line: str, month_first: bool | None) -> str | None:
    """The day a line gives, if that is all it says, but for a word or two ("Published on", a weekday)."""
    found = days.stamps(line, month_first) if len(line) <= LONGEST_LINE else []
    if len(found) != 1:
        return None
    rest = line[: found[0].start] + " " + line[found[0].end :]
    return found[0].value if len(re.findall(r"\w+", rest)) <= 2 else None


def month_first(tree: Element) -> bool | None:
    """Whether 03/04/2024 is the fourth of March on this page: as other days on it show, else by its language; None
    where that is open."""
    printed = " ".join(islice((line for line in tree.itertext() if "/" in line and len(line) < 500), 1000))
    first = second = 0
    for found in islice(SLASHED.finditer(printed), 200):
        first += int(found[1]) > 12 >= int(found[2])
        second += int(found[2]) > 12 >= int(found[1])
    if bool(first) != bool(second):
        return second > 0
    tag = (tree.get("lang") or "").lower().replace("_", "-")
    return {"": None, "en": None, "en-us": True}.get(tag, False)


def _is_title(element: Element) -> bool:
    if element.tag in HEADINGS:
        return True
    return element.tag != "body" and not TITLES.isdisjoint(re.split(r"[\s_-]+", (element.get("class") or "").lower()))


def _titled(element: Element) -> str | None:
    """The first text below an element that is marked as a headline, else what is in bold."""
    below = [one for one in element.iterdescendants() if isinstance(one.tag, str)]
    marked = (one for one in below if _is_title(one))
    bold = (one for one in below if one.tag in ("strong", "b"))
    return next((found for one in (*marked, *bold) if (found := text(one))), None)


def _lines(around: Element, anchors: Sequence[Element]) -> Iterator[str]:
    """The texts of a card without its headline; of a link that is the card itself, what in it is no headline."""
    own, first = frozenset(anchors), anchors[0]
    for one in around.iter():
        if not isinstance(one.tag, str) or one.tag in ("script", "style"):
            continue
        within = (one, *one.iterancestors())
        silent = any(_is_title(e) and own.intersection((e, *e.iterancestors(), *e.iter("a"))) for e in within)
        if one.text and one.text.strip() and not silent and not (one is first and not len(one)):
            yield " ".join(one.text.split())
        if one is not around and one.tail and one.tail.strip():
            yield " ".join(one.tail.split())


def _above(around: Element, month_first: bool | None) -> str | None:
    """The day of a heading above the card, or of a table cell that reaches down to its row."""
    if around.tag == "tr":
        for distance, row in enumerate(around.itersiblings("tr", preceding=True), 1):
            for cell in row.iter("td", "th"):
                down = cell.get("rowspan") or ""
                found = only_day(text(cell) or "", month_first) if down.isdecimal() else None
                if found and int(down) > distance:
                    return found
        return None
    for level in (around, *islice(around.iterancestors(), 2)):
        head = next((one for one in level.itersiblings(preceding=True) if one.tag in HEADS), None)
        if head is not None:
            return only_day(text(head) or "", month_first)
    return None
