"""The form of a drafted sentence, before anyone asks whether it is true: plain English text that stands alone."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from communique.briefs.retelling import absolute_days, stands_alone

WORDS, CHARACTERS, LEAST = 60, 420, 4
PLAIN = re.compile(r"[\w\s.,;:'\"“”‘’!?()\-–—%/&$€£+…]*")
ADDRESS = re.compile(
    r"\w+://|\bwww\.|\b[\w.+-]+@[\w-]+\.\w|\b[\w-]{2,}\.(?:com|org|net|info|io|biz|co|ru|cn|xyz|top|site|online|app|dev|eu|"
    r"example|test|invalid|[a-z]{2}/)(?![\w-])|\b\d{1,3}(?:\.\d{1,3}){3}\b|/[\w-]+/[\w-]+|&\w+;|&#",
    re.I,
)
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and in to a on that said for with by is was at from as an it its has have had be were are will would "
        "not who which after before his her their according but or this they he she over into between",
    )
)
SHARE = 0.12
"""The least share of these words in an English sentence of eight words and more; `tests/briefs/test_form.py` holds it
to the sample's sentences."""
WORD = re.compile(r"[^\W\d_]+")


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


def english(text: str) -> bool:
    """Whether a text is in Latin letters and, if it is of any length, has words that only English has often."""
    if any(not unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha()):
        return False
    words = [word.lower() for word in WORD.findall(text)]
    return len(words) < 8 or sum(word in ENGLISH for word in words) / len(words) >= SHARE


def tidied(text: str) -> str:
    """Letters composed and single spaces; what nobody sees is not taken out, but refused."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def alone(text: str, anchors: Iterable[date | None]) -> str | None:
    """The sentence with its days in full, counted from the reports it cites; None where it cannot stand alone, or where
    these reports would make different days of it."""
    forms = {absolute_days(text, anchor) for anchor in anchors}
    form = forms.pop() if len(forms) == 1 else None
    return form if form is not None and stands_alone(form) else None
