"""Reports that speak to machines: pages into which somebody wrote instructions for a language model.

No list of such texts can be complete, so nothing rests on it alone: what a model drafts has to pass the gate. But a
claim that stands within an instruction does stand in the report, and the gate would find it there. So where a model is
asked, a report that speaks to machines is listed among the sources, and no sentence of it is shown to it or retold.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from communique.briefs.english import foreign
from communique.lexicon import sentences
from communique.model import Report

TAGS = range(0xE0000, 0xE0080)
SELECTORS = range(0xE0100, 0xE01F0)
OVERRIDES = frozenset("\u202d\u202e")
ENCODED = re.compile(
    r"(?<![A-Za-z0-9+/=_-])(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[A-Za-z0-9+/]{24,}={0,2}(?![A-Za-z0-9+/=])"
)
NUMBERED = re.compile(r"(?:\b(?:0x)?[0-9a-f]{2}\b[ ,:]?){16,}|(?:\\u?x?[0-9a-f]{2,4}){6,}|(?:\b[01]{8}\b ?){6,}", re.I)
LOOKALIKE = str.maketrans("аеорсухіјѕԁһԛԝмткнвαορτυνικ", "aeopcyxijsdhqwmtkhbaoptuvik")
WORD = re.compile(r"[^\W\d_]+")


def speaks_to_machines(report: Report) -> bool:
    """Whether a report holds words for machines in its text, title, description or names, or an English one a sentence
    in another language, in which nobody here would see them."""
    return _found("\n".join([report.title or "", report.description or "", *report.byline, report.text])) or (
        (report.language or "en").lower().startswith("en") and _mixed(report.text)
    )


@lru_cache(maxsize=4096)
def _mixed(text: str) -> bool:
    """Whether a text that is English for the most part has a sentence of another language."""
    found = [text[span.start : span.end] for span in sentences.split(text, "en")]
    other = sum(foreign(sentence) for sentence in found)
    return 0 < other <= len(found) / 2


@lru_cache(maxsize=4096)
def _found(text: str) -> bool:
    if hidden(text) or ENCODED.search(text) or NUMBERED.search(text):
        return True
    return any(rules().search(line) for line in lines(text))


def hidden(text: str) -> bool:
    """Whether a text carries letters that nobody sees, or turns its own direction round."""
    if text.isascii():
        return False
    unseen = sum(ord(c) in TAGS or ord(c) in SELECTORS for c in text)
    return unseen > 3 or any(c in OVERRIDES for c in text)


def visible(text: str) -> str:
    """A text as a reader sees it, on one line: no control, format or private characters, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Co", "Cs", "Cn")).split())


def lines(text: str) -> list[str]:
    """The lines of a text, folded for the table."""
    return [plain for line in text.splitlines() if (plain := folded(line))]


def folded(line: str) -> str:
    """Lower case, compatible forms as the plain ones, and words of mixed scripts as the Latin words they look like."""
    if line.isascii():
        return " ".join(line.lower().split())
    plain = visible(unicodedata.normalize("NFKC", line)).lower()
    return WORD.sub(lambda m: _unmixed(m.group()), plain).replace("’", "'")


def _unmixed(word: str) -> str:
    latin = any("a" <= c <= "z" for c in word)
    return word.translate(LOOKALIKE) if latin and not word.isascii() else word


@cache
def rules() -> re.Pattern[str]:
    """The table as one pattern."""
    table = tomllib.loads((Path(__file__).parent / "addressed.toml").read_text(encoding="utf-8"))
    parts = {"MACHINES": table.pop("machines"), "WRITE": table.pop("write")}
    dismissal = rf"\b(?:{table.pop('dismiss')})\b[^.]{{0,40}}?\b(?:{table.pop('dismissed')})\b"
    patterns = [dismissal, *table.values()]
    for name, part in parts.items():
        patterns = [pattern.replace(name, part) for pattern in patterns]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns).replace("\n", ""))
