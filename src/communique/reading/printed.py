"""The days an article prints about itself: stamps in short lines around its headline, told apart by the words beside
them. A day in a sentence, in a list of other days, or of an event is none of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

import lxml.html

from communique.lexicon.days import moment, stamps
from communique.lexicon.months import figures
from communique.reading.document import Document
from communique.reading.places import header, headline

Element = lxml.html.HtmlElement
Kind = Literal["published", "plain", "changed"]
LONGEST = 160  # characters of a line that is a stamp
MOST_WORDS = 12  # beside the days: a byline with its labels, no sentence
CHANGED = re.compile(
    r"updat|modif|revis|correct|chang|edited|actuali|mise? à jour|aktuali|geändert|stand:|aggiornat|atualiz|bijgewerkt"
    r"|обновл|изменен|оновл|güncelle|تحديث|به‌روز|수정|更新|uppdater|opdater|oppdater|päivit|frissít|diperbar|cập nhật",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"publi|posted|issued|released|veröffentl|erstellt|pubbl|опубл|yayın|giriş|نشر|منتشر|입력|등록|승인|发布|發布|発表|掲載|公開"
    r"|julkais|udgiv|đăng|प्रकाशित|প্রকাশ|δημοσ|פורסם",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"event|expir|deadline|copyright|©|\bborn\b|\bdue\b|until|reviewed|fact.?check|version|\bphoto|accessed|retrieved|valid"
    r"|joined|since|founded|starts?\b|\bends?\b|comment|\breply|\bsays\b|effective",
    re.IGNORECASE,
)
RANGE = re.compile(r"\s*(?:[-–—−~]|to|until|bis|au|al|по)\s*", re.IGNORECASE)  # between two days
CLOCK = re.compile(r"today|current|clock|masthead|top-?bar|weather", re.IGNORECASE)
_WORDS = (
    r"yesterday|gestern|hier|ayer|ontem|ieri|вчера|вчора|أمس|昨天|昨日|어제|today|just now|heute|hoy|hoje|oggi|сегодня"
    r"|اليوم|今天|오늘"
)
_UNITS = (
    r"minutes?|mins?|hours?|hrs?|h|days?|d|heures?|jours?|horas?|días?|dias?|ore|ora|giorni|час\w*|дн\w+|день|saat|gün|jam"
    r"|hari|分钟|小时|分|時間|日|天|분|시간|일"
)
_UNITS_AFTER = r"minut\w*|stunden?|tag(?:en)?|heures?|jours?|horas?|días?|dias?|ساعات|ساعة|أيام|دقيقة"
AGO = re.compile(
    rf"(?<!\w)(?:(?P<word>{_WORDS})(?!\w)"
    rf"|(?P<number>\d{{1,3}}|an?)\s*(?P<unit>{_UNITS})\s*(?:ago|fa|atrás|назад|önce|yang lalu|lalu|前|전)"
    rf"|(?:vor|il y a|hace|há|منذ)\s+(?P<count>\d{{1,3}})\s*(?P<what>{_UNITS_AFTER}))",
    re.IGNORECASE,
)
MINUTES = re.compile(r"min|分$|分钟|분|دقيقة", re.IGNORECASE)
DAYS = re.compile(r"d|j(?!am)|tag|g|дн|день|hari|日|天|일|أيام", re.IGNORECASE)
PAST_WORDS = re.compile(r"yesterday|gestern|hier|ayer|ontem|ieri|вч|أمس|昨|어제", re.IGNORECASE)
STAMPED = ("title", "data-timestamp", "data-time", "data-date")


class Printed(NamedTuple):
    """A day as printed, and whether it is called that of publication, that of a change, or nothing."""

    value: str
    kind: Kind


@lru_cache(maxsize=4)
def printed(document: Document, month_first: bool | None) -> Sequence[Printed]:
    """The days printed around the headline in the order of looking: below it first, then above."""
    found: list[Printed] = []
    top = headline(document)
    if top is not None:
        found.extend(in_line(" ".join((top.tail or "").split()), month_first))
    for element in header(document):
        if _is_clock(element) or (top is not None and element in top.iterancestors()):
            continue
        found.extend(_of_time(element) if element.tag == "time" else _of_line(element, month_first))
        if element.tag == "br":
            found.extend(in_line(" ".join((element.tail or "").split()), month_first))
    plain = {one.value[:10] for one in found if one.kind == "plain"}
    if len(plain) > 3:  # a calendar or a list of others, not the stamp of one article
        found = [one for one in found if one.kind != "plain"]
    return found


def in_line(text: str, month_first: bool | None) -> Iterator[Printed]:
    """The days of one line, if it is a stamp: days, times, a name and labels, and no sentence."""
    if not 6 <= len(text) <= LONGEST:
        return
    told = stamps(text, month_first)
    if not told:
        return
    rest, last = [], 0
    for stamp in told:
        rest.append(text[last : stamp.start])
        last = stamp.end
    rest.append(text[last:])
    words = " ".join(rest).split()
    if len(words) > MOST_WORDS or (len(words) > 4 and text.endswith((".", "!", "?", "।")) and not _labelled(rest[0])):
        return
    ranged = {n + side for n, between in enumerate(rest[1:-1]) if RANGE.fullmatch(between) for side in (0, 1)}
    for number, stamp in enumerate(told):
        before = rest[number][-40:]
        if number in ranged or OTHER.search(before) or re.match(r"\s*[:：]\s*[^\W\d]{3}", rest[number + 1]):
            continue
        yield Printed(stamp.value, _kind(before))


def ago(document: Document, fetched: datetime | None) -> str | None:
    """The day meant by `3 hours ago` in a short line of the head, counted from when the page was fetched."""
    if fetched is None:
        return None
    for element in header(document):
        text = figures(" ".join((element.text_content() or "")[:200].split()))
        if len(text) <= 80 and not _is_clock(element) and (found := AGO.search(text)):
            if CHANGED.search(text[: found.start()]) or OTHER.search(text[: found.start()]):
                continue
            if (back := _back(found)) is not None:
                return (fetched - back).date().isoformat()
    return None


def _back(found: re.Match[str]) -> timedelta | None:
    if found["word"]:
        return timedelta(days=1 if PAST_WORDS.match(found["word"]) else 0)
    number, unit = found["number"] or found["count"], found["unit"] or found["what"]
    count = int(number) if number.isdecimal() else 1
    if MINUTES.match(unit):
        return timedelta(minutes=count)
    return timedelta(days=count) if DAYS.match(unit) else timedelta(hours=count)


def _of_time(element: Element) -> Iterator[Printed]:
    value = moment(element.get("datetime") or "") or moment(element.text_content()[:100])
    told = " ".join((element.get("class") or "", element.get("itemprop") or "", around(element)))
    if value and not OTHER.search(told):
        if len(value) == 10 or element.get("datetime") is None:
            value = next((one.value for one in in_line(_text(element), None) if one.value[:10] == value[:10]), value)
        yield Printed(value, _kind(told))


def _of_line(element: Element, month_first: bool | None) -> Iterator[Printed]:
    if element.tag in ("figcaption", "img", "video") or len(element) > 10 or element.find(".//time") is not None:
        return
    given = (
        element.get("title") or element.get("data-timestamp") or element.get("data-time") or element.get("data-date")
    )
    if given and element.tag in ("abbr", "span") and (value := moment(given)):
        yield Printed(value, _kind(f"{element.get('class') or ''} {around(element)}"))
        return
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    for one in in_line(_text(element), month_first):
        if one.kind == "plain":
            kind = _kind(f"{named} {around(element)}")
            if kind != "plain" or not OTHER.search(f"{named} {around(element)}"):
                yield Printed(one.value, kind)
        else:
            yield one


def _kind(words: str) -> Kind:
    """What the words before a day call it: the last of them decides."""
    changed, first = list(CHANGED.finditer(words)), list(FIRST.finditer(words))
    if changed and (not first or changed[-1].start() > first[-1].start()):
        return "changed"
    return "published" if first else "plain"


def _labelled(words: str) -> bool:
    return bool(CHANGED.search(words) or FIRST.search(words))


def _is_clock(element: Element) -> bool:
    return any(
        CLOCK.search(f"{one.get('class') or ''} {one.get('id') or ''}") or one.tag in ("figure", "figcaption")
        for one in (element, element.getparent())
        if one is not None and one.tag not in ("body", "html")
    )


def _text(element: Element) -> str:
    if len(element) == 0:
        return " ".join((element.text or "").split())
    text = " ".join(" ".join(element.itertext()).split()) if len(element) <= 10 else ""
    return text if len(text) <= LONGEST else ""


def around(element: Element) -> str:
    """The few words before an element, that say what its day is of: in its box, or a label in the box before."""
    said = _before(element)
    parent = element.getparent()
    box = parent.getprevious() if parent is not None and element.getprevious() is None else None
    if said.strip() or not isinstance(box, Element):
        return said
    label = box.text_content()
    return label[-30:] if len(label.strip()) < 40 and label.rstrip().endswith((":", "：")) else said


def _before(element: Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    said = previous.tail if previous is not None else parent.text if parent is not None else ""
    if not (said or "").strip() and isinstance(previous, Element) and len(previous) <= 3:
        said = previous.text_content()
        if stamps(said[-60:], False):
            said = ""
    return (said or "")[-30:]
