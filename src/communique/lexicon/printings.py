"""What makes a printing: in what two readings of one page differ for a reader, and what is only another way of setting
the same words. A version is made of the former alone.

Not told apart are straight and curly quotation marks, the kinds of dashes and spaces, soft hyphens, the layout of
paragraphs; lines that count readers or tell how long ago something was; an instant and the same one by another zone or
less exact; a day and the day beside it, where a page says no more than "2 days ago"; and a text that is cut short where
the publisher lets us read no further.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from communique import times
from communique.model import Report

QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟″«»「」『』", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SOFT = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What may be left out where a text is shown: of no width, and without meaning in any script."""
SET_APART = re.compile(r"(?:(?<=\S)\s+(?=[:;!?%»\"])|(?<=[«\"])\s+(?=\S)|\s*-+\s*)")
LONGEST_FURNITURE = 120  # characters of a line that may be a counter
_NUMBER = r"(?:\d[\d.,\s]*[km]?|an?|one|no)"
_COUNTED = r"(?:comments?|shares?|views?|likes?|reads?|readers?|reactions?|replies|followers?|votes?|downloads?)"
_UNIT = r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|weeks?|w|months?|years?)"
_PART = (
    rf"{_NUMBER}\s*{_COUNTED}|{_COUNTED}\s*:?\s*\(?{_NUMBER}\)?|{_NUMBER}\s*people (?:are )?reading(?: this)?(?: now)?"
    rf"|read(?:ing time)?:?\s*{_NUMBER}\s*(?:times|{_UNIT})|{_NUMBER}\s*-?\s*{_UNIT}\s*read"
    rf"|{_NUMBER}\s*{_UNIT}\s*ago|just now|yesterday|today"
    r"|vor \d+ (?:minuten?|stunden?|tagen?)|il y a \d+ (?:minutes?|heures?|jours?)|hace \d+ (?:minutos?|horas?|días?)"
)
_LABEL = r"(?:(?:last )?(?:updated|published|posted|modified|edited|aktualisiert|publié|actualizado):?|share|comment)"
FURNITURE = re.compile(rf"(?>\W*(?:{_LABEL}\s*)?(?:{_PART})(?!\w))++\W*", re.IGNORECASE)
TAIL = re.compile(
    rf"(?:(?:(?<=[.!?…])\s+|\s*[|·•(\[–—-]\s*)(?:{_NUMBER}\s*{_COUNTED}|{_NUMBER}\s*{_UNIT}\s*ago)[)\].]*)+$",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"(?>\W*(?:\d[\d:.,/]*(?:st|nd|rd|th)?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*"
    r"|dec\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|[ap]\.?m|gmt|utc|[cew]es?t|on|at|first"
    r"|last|updated?|published|posted|modified|edited|date|time)(?!\w))++\W*",
    re.IGNORECASE,
)
"""A line of nothing but days and times with their labels; one is left out only above the article."""

Facts = Mapping[str, tuple[object, object]]


def folded(text: str) -> str:
    """The words of a text as two printings of it are compared: never shown."""
    plain = unicodedata.normalize("NFKC", UNSEEN.sub("", text).translate(QUOTES)).translate(QUOTES)
    return SET_APART.sub(lambda m: "-" if "-" in m[0] else "", " ".join(plain.split()))


def furniture(line: str) -> bool:
    """Whether a line only counts readers or tells how long ago something was, so that it is another at each reading."""
    return len(line) <= LONGEST_FURNITURE and bool(FURNITURE.fullmatch(" ".join(line.split())))


def stamped(line: str, byline: Sequence[str]) -> bool:
    """Whether a line says no more than when and by whom it was printed, which is read from elsewhere."""
    told = re.sub(r"^by:?\s+", "", folded(line), flags=re.IGNORECASE)
    return len(line) <= LONGEST_FURNITURE and (bool(STAMP.fullmatch(line)) or told in [folded(n) for n in byline])


def lines(report: Report) -> Iterator[str]:
    """The lines of a report's text that are words of the article."""
    above = True
    for line in report.text.splitlines():
        above = above and (not line.strip() or stamped(line, report.byline) or furniture(line))
        if not above and not furniture(line):
            yield line


def running(report: Report) -> str:
    """The words of an article, folded, without regard to paragraphs."""
    return folded(" ".join(lines(report)))


def changed(old: Report, new: Report) -> Facts:
    """What `new` prints otherwise than `old`: the name of each fact with both values, empty where nothing has changed.
    The names are title, text, description, published, byline, reserved and note; a text is given as it stands."""
    pairs: dict[str, tuple[object, object]] = {
        "title": (old.title, new.title),
        "text": (old.text, new.text),
        "description": (old.description, new.description),
        "published": (old.published, new.published),
        "byline": (old.byline, new.byline),
        "reserved": (old.reserved, new.reserved),
        "note": (old.note, new.note),
    }
    same = {
        "title": _plain(old.title) == _plain(new.title),
        "text": _same_text(old, new),
        "description": _plain(old.description) == _plain(new.description),
        "published": _same_time(old.published, new.published),
        "byline": [folded(name) for name in old.byline] == [folded(name) for name in new.byline],
        "reserved": old.reserved == new.reserved,
        "note": _plain(old.note) == _plain(new.note),
    }
    return {name: values for name, values in pairs.items() if not same[name]}


def _plain(text: str | None) -> str:
    return folded(TAIL.sub("", text or ""))


def _same_text(old: Report, new: Report) -> bool:
    before, after = running(old), running(new)
    cut = new.access != "open" and old.access == "open"
    return before == after or (cut and before.startswith(after.rstrip(" .")))


def _same_time(old: str | None, new: str | None) -> bool:
    """Whether a time of publication tells nothing else than the one before: a time that is no longer printed does not
    take back the one that was."""
    if old is None or new is None:
        return new is None
    try:
        before, after = times.parse(old), times.parse(new)
    except ValueError:
        return old == new
    if isinstance(before, datetime) and isinstance(after, datetime):
        if (before.tzinfo is None) != (after.tzinfo is None):
            before, after = before.replace(tzinfo=None), after.replace(tzinfo=None)
        return before.replace(second=0, microsecond=0) == after.replace(second=0, microsecond=0)
    if isinstance(before, datetime) or isinstance(after, datetime):
        return old[:10] == new[:10]
    return abs((before - after).days) <= 1
