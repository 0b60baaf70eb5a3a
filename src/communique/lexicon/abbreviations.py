"""Full stops that end no sentence, in languages other than English, over the lists of abbreviations.toml."""

import re
import tomllib
from functools import cache
from importlib import resources

ORDINAL_STOP = frozenset(["de", "tr"])
"""Languages that write an ordinal as a figure with a full stop."""

LAST = re.compile(
    r"(?:(\d)[\s\u00a0]*)?(?:^|(?<=[\s\u00a0\"“‘„'’«»(\[{‹-])|(?<=[\d\u3040-\u9fff]))"
    r"([^\s\u00a0\"“‘„'’«»(\[{‹]{1,24})$"
)
"""The word at the end, and the figure before it where one stands there."""


@cache
def listed(language: str) -> dict[str, frozenset[str]]:
    """The lists of a language by name; empty where it has none."""
    text = resources.files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).get(language, {}).items()}


def goes_on(language: str, before: str, after: str) -> bool:
    """Whether the full stop between `before` and `after` belongs to an abbreviation, an initial or an ordinal of this
    language, and the sentence goes on."""
    lists = listed(language)
    found = LAST.search(before[-30:])
    if not lists or found is None:
        return False
    word = found[2].lower()
    none: frozenset[str] = frozenset()
    if word in lists.get("after_figure", none):
        unit = found[1] is not None or re.search(r"\d\S*[\s\u00a0]+(?:\w+\.?[\s\u00a0]+)?$", before[: -len(word)][-20:])
        return not unit or after[:1].isdigit() or (len(word) > 1 and after[:2].isupper())
    if word in lists.get("never", none):
        return True
    if word in lists.get("figure", none) and after[:1].isdigit():
        return True
    if word.isdigit():
        return _ordinal(language, word, after)
    return _is_initial(found[2])


def _is_initial(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    short = all(len(part) == 1 for part in re.split(r"[.-]+", word) if part)
    return short and letters.isalpha() and (letters.isupper() or letters.lower() == letters.upper())


def _ordinal(language: str, figure: str, after: str) -> bool:
    if language == "ko":
        return after[:1].isdigit() or len(figure) < 3
    if language not in ORDINAL_STOP or len(figure) > 2:
        return False
    first = re.match(r"[^\W\d_]+", after)
    return first is not None and first.group().lower() not in listed(language)["begin"]
