"""The language of a report: what its words say, and what the page says where words are few."""

import re
from functools import cache
from typing import Any

from communique.reading.document import Document
from communique.reading.tables import rows

SAMPLE = 1200  # characters: beyond that the answer no longer changes
SURE = 0.9
FEW = 100  # characters: below that the page's own tag goes before the words
SHARE = 0.3  # of the letters: with so many of a script a text is in it; Chinese and Japanese need fewer signs
SCRIPTS = {
    "kana": re.compile(r"[\u3041-\u30fe]"),
    "hangul": re.compile(r"[\uac00-\ud7af]"),
    "han": re.compile(r"[\u3400-\u9fff]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "bengali": re.compile(r"[\u0980-\u09ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
WRITTEN = {
    "kana": {"ja"}, "hangul": {"ko"}, "han": {"zh", "ja"}, "greek": {"el"}, "hebrew": {"he", "yi"}, "thai": {"th"},
    "cyrillic": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "uz", "tt", "ba", "os", "bs", "az"},
    "arabic": {"ar", "fa", "ur", "ps", "ku", "sd", "ug", "ks"}, "devanagari": {"hi", "mr", "ne", "sa"},
    "bengali": {"bn", "as"},
}  # fmt: skip
# What the identifier tells apart and ISO 639-1 does not, and what publishers write for their country
FOLDED = {
    "wuu": "zh", "yue": "zh", "cmn": "zh", "ary": "ar", "arz": "ar", "prs": "fa", "fil": "tl", "uzs": "uz", "nb": "no",
    "nn": "no", "iw": "he", "in": "id", "jp": "ja", "cn": "zh", "ua": "uk", "ji": "yi", "gr": "el", "dk": "da",
}  # fmt: skip
ALIKE = ({"id", "ms"}, {"no", "da"}, {"hr", "sr", "bs"}, {"cs", "sk"}, {"es", "gl", "ca"}, {"pt", "gl"}, {"fa", "tg"})


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(document: Document | None, text: str) -> str | None:
    """The ISO 639-1 code, or None where neither words nor page say. The page's tag is not believed against the script
    of the text, nor, from a hundred letters on, against its words; between languages that are nearly one it decides."""
    told = _told(document) if document is not None else None
    if not re.search(r"[^\W\d_]", text):
        return told
    script = _script(text)
    if told and not _fits(told, script):
        told = None
    if len(text) < FEW and told:
        return told
    found, sure = _spoken(text[:SAMPLE], script)
    near = told is not None and any({found, told} <= group for group in ALIKE)
    unsure = told is not None and sure < SURE and told in _likely(text[:SAMPLE])
    return told if near or unsure else found


def _likely(text: str) -> set[str]:
    """The languages that the words may be in: the five likeliest."""
    return {FOLDED.get(str(one), str(one)) for one, _ in _identifier().rank(text)[:5]}


def _spoken(text: str, script: str | None) -> tuple[str, float]:
    """The language of the words, and how sure that is from 0 to 1."""
    for only in ("kana", "hangul"):
        if script == only:
            return next(iter(WRITTEN[only])), 1.0
    if script == "han":
        return "zh", 1.0
    found, sure = _identifier().classify(text)
    found = FOLDED.get(str(found), str(found))
    better = _by_words(found, text) if len(found) == 2 else None
    return (better, 1.0) if better else (found, float(sure))


def _by_words(found: str, text: str) -> str | None:
    """Of languages alike to the one found, that whose own words and letters stand in the text; None on a tie."""
    table = rows("telltale_words.tsv")
    group = next((row[0] for row in table if row[1] == found), None)
    words, letters = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text.lower()), set(text.lower())
    counts: dict[str, int] = {}
    for row in table:
        if row[0] == group:
            own = {word for word in row[2:] if word[0] != "-"}
            signs = {sign for word in row[2:] if word[0] == "-" for sign in word[1:]}
            counts[row[1]] = sum(word in own for word in words) + 2 * len(signs & letters)
    best = sorted(counts, key=lambda one: -counts[one])[:2]
    return best[0] if len(best) == 2 and counts[best[0]] > counts[best[1]] else None


def _script(text: str) -> str | None:
    """The script of most letters; a few kana make Japanese of Chinese signs."""
    text = text[:SAMPLE]
    counts = {name: len(signs.findall(text)) for name, signs in SCRIPTS.items()}
    letters = sum(counts.values())
    if counts["han"] + counts["kana"] > letters * SHARE:
        return "kana" if counts["kana"] > (counts["han"] + counts["kana"]) / 20 else "han"
    return next((name for name, count in counts.items() if count > letters / 2), None)


def _fits(told: str, script: str | None) -> bool:
    """Whether a language is written so; Serbian and some others are written in two scripts."""
    if script in (None, "latin"):
        single = {"ja", "zh", "ko", "ru", "uk", "be", "bg", "mk", "ar", "fa", "ur", "el", "he", "th", "hi", "bn"}
        return script is None or told not in single
    return told in WRITTEN[script]


def _told(document: Document) -> str | None:
    tags = (document.tree.get("lang"), document.tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for tag in (*tags, document.first("og:locale", "content-language", "language", "dc.language", "inlanguage")):
        if tag and (found := re.match(r"([a-z]{2})(?:[-_]|$)", tag.strip().lower())):
            return FOLDED.get(found[1], found[1])
    return None
