"""The form of a drafted sentence, before anyone asks whether it is true: plain English text that stands alone."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from communique.briefs.english import english
from communique.briefs.telling.alone import AHEAD, HANGING, LOOSE
from communique.briefs.telling.days import absolute_days

WORDS, CHARACTERS, LEAST = 60, 420, 4
PLAIN = re.compile(r"[\w\s.,;:'\"“”‘’!?()\-–—%/&$€£+…]*")
ADDRESS = re.compile(
    r"\w+://|\bwww\.|\b[\w.+-]+@[\w-]+\.\w|\b[\w-]{2,}\.(?:com|org|net|info|io|biz|co|ru|cn|xyz|top|site|online|app|dev|eu|"
    r"example|test|invalid|[a-z]{2}/)(?![\w-])|\b\d{1,3}(?:\.\d{1,3}){3}\b|/[\w-]+/[\w-]+|&\w+;|&#",
    re.I,
)
QUOTED = r"“[^”]*”|\"[^\"]*\""


def refused(text: str) -> str | None:
    """Why a text may not be printed for its form; None if it may."""
    words = text.split()
    if len(text) > CHARACTERS or len(words) > WORDS:
        return "it is too long"
    if len(words) < LEAST:
        return "it is too short"
    if not PLAIN.fullmatch(text) or any(unicodedata.category(c)[0] == "C" for c in text):
        return "it holds marks that are no plain text"
    if ADDRESS.search(text):
        return "it holds an address"
    return None if english(text) else "it is not in English"


def tidied(text: str) -> str:
    """Letters composed and single spaces; what nobody sees is not taken out, but refused."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def in_full(text: str, anchors: Iterable[date | None], names: Iterable[str]) -> str | None:
    """A text with its days in full, counted from the reports it cites; None where they would make different days of it.
    What stands in quotation marks, and names of publishers, are left as they are."""
    kept: list[str] = []

    def masked(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f'"Zq{len(kept) - 1}"' if found.group()[0] in '"“' else f"Zq{len(kept) - 1}"

    apart = "|".join([QUOTED, *(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)])
    bare = re.sub(apart, masked, text)
    forms = {absolute_days(bare, anchor) for anchor in anchors}
    form = forms.pop() if len(forms) == 1 else None
    if form is None:
        return None
    form = re.sub(r'"?Zq(\d+)"?', lambda found: kept[int(found.group(1))], form)
    return form[:1].upper() + form[1:]


def leans(text: str) -> bool:
    """Whether a sentence cannot be read without those around it, or is none."""
    outside = re.sub(QUOTED, " ", text)
    if HANGING.match(text) or LOOSE.search(outside) or AHEAD.match(outside):
        return True
    if re.search(r"\b(?:him|them)\b", outside) or text.count('"') % 2 or text.count("“") != text.count("”"):
        return True
    return not re.search(r"[.”\"]$", text) or not (text[0].isupper() or text[0] in '“"')
