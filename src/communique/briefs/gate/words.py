"""Words as the gate compares them: tokens, stems, synonyms, and what is only grammar."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from communique.lexicon import countries


class Token(NamedTuple):
    """A word in place. `stem` is what is compared; for a country's name, demonym or capital it is `@` and its code, and
    `kind` says which; `upper` whether it is printed with a capital."""

    start: int
    end: int
    text: str
    stem: str
    upper: bool
    kind: str = ""


WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
SUFFIXES = (
    ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""),
    ("ies", "y"), ("ied", "y"), ("ated", ""), ("ates", ""), ("ate", ""), ("ed", ""), ("sses", "ss"), ("shes", "sh"),
    ("ches", "ch"), ("xes", "x"), ("s", ""), ("ly", ""),
)  # fmt: skip

AMERICAN = re.compile(r"(?<=[^\W\d_]{3})(?:our(?=(?:s|ed|ing|ers?|able|hood|ly|ite)?$)|is(?=e[sdr]?$|ing$|ations?$))")
"""What American spelling writes otherwise, in words of some length."""


@cache
def table() -> dict[str, str | list[str] | dict[str, str]]:
    """All lists of words.toml by name."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Lower case, without accents and possessive."""
    folded = unicodedata.normalize("NFKD", word.lower().replace("’", "'").removesuffix("'s"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("'", "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The light stem of a word: inflections and a few derivations taken off, never fewer than three letters left."""
    lower = plain(word)
    irregular = table()["irregular"]
    assert isinstance(irregular, dict)
    if lower in irregular:
        return irregular[lower]
    lower = AMERICAN.sub(lambda m: "or" if m.group() == "our" else "iz", lower)
    if len(lower) > 3 and not lower.endswith(("ss", "us", "is")):
        for suffix, instead in SUFFIXES:
            if lower.endswith(suffix) and len(lower) - len(suffix) + len(instead) >= 3:
                lower = lower[: len(lower) - len(suffix)] + instead
                break
    if len(lower) > 4 and lower[-1] == lower[-2] and lower[-1] not in "lsze":
        lower = lower[:-1]
    return lower.removesuffix("e") if len(lower) > 3 else lower


@cache
def known(name: str) -> frozenset[str]:
    """The words of a list and their stems."""
    found = table()[name]
    assert isinstance(found, str)
    return frozenset(found.split()) | frozenset(stem(word) for word in found.split())


@cache
def groups() -> dict[str, frozenset[int]]:
    """The synonym groups each stem belongs to."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table()["synonyms"]):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def same(one: str, other: str) -> bool:
    """Whether two stems say the same."""
    if one == other:
        return True
    known_groups = groups()
    return bool(known_groups.get(one, frozenset()) & known_groups.get(other, frozenset()))


@cache
def members() -> dict[int, frozenset[str]]:
    """The stems of each synonym group."""
    found: dict[int, set[str]] = {}
    for word, numbers in groups().items():
        for number in numbers:
            found.setdefault(number, set()).add(word)
    return {number: frozenset(stems) for number, stems in found.items()}


@lru_cache(maxsize=65536)
def alike(word: str) -> frozenset[str]:
    """All stems that say the same as this one."""
    return frozenset([word]).union(*(members()[number] for number in groups().get(word, ())))


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order, each country as one token."""
    found: list[Token] = []
    named = countries.find(text, bynames=False)
    position = 0
    for country in [*named, None]:
        stop = country.start if country else len(text)
        for word in WORD.finditer(text, position, stop):
            printed = word.group()
            if printed[-2:-1] in ("'", "’") and printed[-3:].lower() in ("n't", "n’t"):
                base = printed[:-3]
                found.append(Token(word.start(), word.end() - 3, base, stem(base), printed[0].isupper()))
                found.append(Token(word.end() - 3, word.end(), "n't", "n't", False))
                continue
            found.append(Token(word.start(), word.end(), printed, stem(printed), printed[0].isupper()))
        if country:
            found.append(Token(country.start, country.end, country.text, "@" + country.code, True, country.kind))
            position = country.end
    return tuple(t for t in found if t.stem and t.text not in ("'s", "’s", "s"))


def meaningful(token: Token) -> bool:
    """Whether a token carries meaning of its own."""
    return _means(token.text, token.stem)


@lru_cache(maxsize=65536)
def _means(word: str, stem: str) -> bool:
    lower = plain(word)
    return lower not in known("function") and stem not in known("function") and lower not in known("months")
