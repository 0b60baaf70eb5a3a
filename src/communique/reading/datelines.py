"""Datelines: `BEIJING, March 21 (Kestrel) -` and its relatives."""

import re
from datetime import date, timedelta

from communique.lexicon.days import days
from communique.lexicon.months import MONTHS
from communique.model import Dateline

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.\-]*"
_PLACE = (
    rf"(?P<place>{_WORD}(?: (?:de|del|di|da|of|the|la|le|el|al)? ?{_WORD}){{0,4}}"
    rf"(?:[,/] ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}})"
)
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = rf"(?P<day>(?i:(?:{_NAME})\.? \d{{1,2}}|\d{{1,2}}(?:er|\.|º)?(?: de)? (?:{_NAME})\.?)(?:,? \d{{4}})?)"
_AGENCY = r"[(\[](?P<agency>[^()\[\]]{2,40})[)\]]"
_DASH = r"\s*(?:--+|[-–—―])\s+"
BARE = re.compile(rf"^{_PLACE}(?:{_DASH}|:\s+)")
FORMS = (
    re.compile(rf"^{_PLACE}(?:,? {_DAY})?,? ?{_AGENCY}\s*(?:--+|[-–—―:])\s*(?=\S)"),
    re.compile(rf"^{_PLACE}, {_DAY},? {_AGENCY}\s+(?=\S)"),
    re.compile(rf"^{_PLACE}, {_DAY}(?:{_DASH}|\s*:\s+)"),
    re.compile(rf"^{_AGENCY} {_PLACE}(?:,? {_DAY})?{_DASH}"),
    BARE,
    re.compile(r"^(?P<agency>\S{2,8}社)(?P<place>\S{2,8}?)(?P<day>\d{1,2}月\d{1,2}日)电\s*"),
    re.compile(r"^[(【\[](?P<place>[^()=\]]{2,12})=(?P<agency>[^()=\]]{2,20})[)】\]]\s*"),
)
LABELS = frozenset(
    [
        "UPDATE",
        "WATCH",
        "VIDEO",
        "LIVE",
        "BREAKING",
        "EXCLUSIVE",
        "OPINION",
        "ANALYSIS",
        "NOTE",
        "FAQ",
        "PHOTOS",
        "CORRECTION",
        "READ",
    ]
)
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
        if not _is_place(place, bare=form is BARE):
            continue
        agency = (parts.get("agency") or "").strip(" /.") or None
        return Dateline(
            text=found[0].strip(), place=_cased(place), agency=agency, day=_day(parts.get("day"), published)
        )
    return None


def _is_place(place: str, bare: bool) -> bool:
    """Places in datelines stand in capitals; without agency or day beside them they must."""
    words = re.findall(r"[^\W\d_]+", place)
    if not words or len(place) > 60:
        return False
    if bare:
        return (
            all(word.isupper() and len(word) > 1 for word in words[:1]) and len(place) >= 4 and words[0] not in LABELS
        )
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
    tries = [
        day for year in (published.year, published.year - 1, published.year + 1) for day, _ in days(_with(text, year))
    ]
    near = min(tries, key=lambda day: abs(day - published), default=None)
    return near.isoformat() if near and abs(near - published) <= FARTHEST else None


def _with(text: str, year: int) -> str:
    return (
        f"{year}年{text}" if "月" in text else f"{text.rstrip('.')} {year}" if text[0].isdigit() else f"{text}, {year}"
    )
