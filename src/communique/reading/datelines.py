"""Datelines: `BEIJING, March 21 (Kestrel) -` and its relatives."""

import re
from datetime import date, timedelta

from communique.lexicon.days import days
from communique.lexicon.months import MONTHS
from communique.model import Dateline
from communique.reading.agencies import spellings
from communique.reading.tables import rows

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w’'.\-]*"
_PLACE = (
    rf"(?P<place>{_WORD}(?: (?:de|del|di|da|of|the|la|le|el|al)? ?{_WORD}){{0,4}}"
    rf"(?:[,/] ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}})(?: \([\w \-]{{2,30}}\)(?=, ))?"
)
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_NUMBER = r"\d{1,2}(?:er|st|nd|rd|th|\.|º)?(?: de)?"
_DAY = rf"(?P<day>(?i:(?:{_NAME})\.? \d{{1,2}}|{_NUMBER} (?:{_NAME})\.?)(?:(?:,| del?)? \d{{4}})?)"
_AGENCY = r"[(\[/]\s?(?P<agency>[^()\[\]/]{2,40}?)\s?[)\]/]"
_DASH = r"\s*(?:\.?\s?[-–—―]|--+)\s+"
_ARABIC = r"(?P<place>[\u0621-\u064a]{3,12}(?: [\u0621-\u064a]{3,12})?)"
_S = r"[\u3040-\u30ff\u3400-\u9fff]"
_IN = r"[^()=\]】]{2,20}"
BARE = re.compile(rf"^{_PLACE}(?:{_DASH}|:\s+|\.\s+(?=[A-ZÄÖÜ][a-zäöü]))")
FORMS = (
    re.compile(rf"^{_PLACE}(?:(?:,|\.|\s[-–])? {_DAY})?[.,]? ?{_AGENCY}\s*\.?\s*(?:--+|[-–—―:])\s*(?=\S)"),
    re.compile(rf"^{_PLACE}[.,] {_DAY}[.,]? {_AGENCY}\.?\s+(?=\S)"),
    re.compile(rf"^{_DAY}, {_PLACE} {_AGENCY}[.:]?\s+(?=\S)"),
    re.compile(rf"^{_PLACE}[.,] {_DAY}(?:{_DASH}|\.\s)(?P<agency>{_WORD}(?: {_WORD})?)(?:\. |\s[-–—]\s)(?=\S)"),
    re.compile(rf"^{_PLACE}, {_DAY}(?:{_DASH}|\s*:\s+)"),
    re.compile(rf"^{_AGENCY} {_PLACE}(?:,? {_DAY})?{_DASH}"),
    BARE,
    re.compile(rf"^{_ARABIC}(?:،| في)? {_DAY}\s*{_AGENCY}\s*[-–—:]*\s*"),
    re.compile(rf"^{_ARABIC} {_AGENCY}\s*[-–—:]+\s*"),
    re.compile(rf"^【?(?P<agency>{_S}{{2,7}}?[社网網])(?P<place>{_S}{{2,8}}?)(?P<day>\d+月\d+日)(?:[电電]|】)\s*"),
    re.compile(rf"^(?P<place>{_S}{{2,6}}?)(?P<day>\d+月\d+日)[电電]\s*"),
    re.compile(
        rf"^[（(](?P<agency>{_S}{{2,4}}社)記者{_S}{{2,3}}(?P<place>{_S}{{2,6}})(?P<day>\d+日)專?電[）)]\s*"
    ),
    re.compile(rf"^[(\[【](?P<place>[가-힣]{{2,8}}) (?P<day>\d+월 ?\d+일)발? (?P<agency>{_IN})(?:={_IN})?[)\]】]\s*"),
    re.compile(rf"^[(【\[](?P<place>[가-힣]{{2,12}})\s?=\s?(?P<agency>{_IN})[)】\]]\s*"),
    re.compile(rf"^[\[［](?P<place>{_S}{{2,12}}) (?P<day>(?:\d+月)?\d+日) (?P<agency>[^\]］]{{2,12}})[\]］][\s\-－―]*"),
    re.compile(rf"^【(?P<place>{_S}{{2,12}})[＝=]{_S}{{2,12}}】\s*"),
)  # fmt: skip
GLUED = re.compile(rf"^【(?P<place>{_S}{{2,12}})】\s*")  # 【北京共同】: place and agency are told apart by the table
LABELS = frozenset(word for row in rows("not_places.tsv") for word in row[1:])
FARTHEST = timedelta(days=200)
BEHIND, SHORT = 5, 80  # lines looked at, and characters of one that may stand before the dateline


def dateline(text: str, published: date | None) -> Dateline | None:
    """The dateline at the beginning of the text, or behind a byline or another short line there, or None. Its day gets
    the year nearest to `published`; without that, a day without year stays out."""
    for block in text.split("\n\n", BEHIND)[:BEHIND]:
        if found := _dateline(block, published):
            return found
        if len(block) > SHORT or block.endswith("."):
            return None
    return None


def _dateline(text: str, published: date | None) -> Dateline | None:
    head = text[:160].lstrip("\"'“ ")
    for form in FORMS:
        found = form.match(head)
        if found is None:
            continue
        parts = found.groupdict()
        place = parts["place"].strip(" ,")
        place = place if re.search(r"\b\w\.\w\.$", place) else place.rstrip(".")
        if not _is_place(place, bare=form is BARE):
            continue
        agency = (parts.get("agency") or "").strip(" /.") or None
        return Dateline(
            text=found[0].strip(), place=_cased(place), agency=agency, day=_day(parts.get("day"), published)
        )
    return _glued(head)


def _glued(head: str) -> Dateline | None:
    """A dateline of Japanese print, where the agency follows the place without a sign between them."""
    if (found := GLUED.match(head)) is None:
        return None
    told = found["place"]
    for cut in range(2, len(told) - 1):
        if told[cut:] in spellings():
            return Dateline(text=found[0].strip(), place=told[:cut], agency=told[cut:])
    return None


def _is_place(place: str, bare: bool) -> bool:
    """Places in datelines stand in capitals; without agency or day beside them they must."""
    words = re.findall(r"[^\W\d_]+", place)
    if not words or len(place) > 60 or words[0].upper() in LABELS:
        return False
    if bare:
        return all(word.isupper() and len(word) > 1 for word in words[:1]) and len(place) >= 4
    return words[0][0].isupper() or not words[0].isascii()


def _cased(place: str) -> str:
    """`NEW YORK` as `New York`; initials such as U.S. and D.C. stay."""
    if not re.match(r"[^a-z]*$", place.split(",")[0]):
        return place
    return re.sub(
        r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?", lambda word: word[0].capitalize() if word[0].isupper() else word[0], place
    )


def _day(text: str | None, published: date | None) -> str | None:
    if not text:
        return None
    given = next((day for day, _ in days(text)), None)
    if given or published is None:
        return given.isoformat() if given else None
    if found := re.fullmatch(r"(\d{1,2})日", text):
        before = (published - timedelta(days=back) for back in range(-1, 27))
        return next((day.isoformat() for day in before if day.day == int(found[1])), None)
    tries = [
        day for year in (published.year, published.year - 1, published.year + 1) for day, _ in days(_with(text, year))
    ]
    near = min(tries, key=lambda day: abs(day - published), default=None)
    return near.isoformat() if near and abs(near - published) <= FARTHEST else None


def _with(text: str, year: int) -> str:
    return (
        f"{year}年{text}"
        if "月" in text
        else f"{year}년 {text}"
        if "월" in text
        else f"{text.rstrip('.')} {year}"
        if text[0].isdigit()
        else f"{text}, {year}"
    )
