"""Stems of French and Spanish reports under the English words for the same things: so languages can be compared."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from communique.lexicon import countries
from communique.stories import words

LANGUAGES = ("fr", "es")


def stems(text: str, language: str | None) -> list[str]:
    """The stems of a text in order, common words left out, under English words as far as the glossary goes."""
    return english(words.stems(text), language)


def english(stems: list[str], language: str | None) -> list[str]:
    """Stems under their English words."""
    table = glossary().get(language or "")
    return stems if table is None else [table.get(stem, stem) for stem in stems]


@cache
def glossary() -> Mapping[str, Mapping[str, str]]:
    """By language, the English stem for each stem."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for english, *others in rows("glossary.tsv"):
        for language, forms in zip(LANGUAGES, others, strict=True):
            for form in forms.split(" "):
                put(found[language], form, english)
    for form, code in abroad().items():
        if " " not in countries.name(code):
            for language in LANGUAGES:
                put(found[language], form, countries.name(code))
    return found


def put(table: dict[str, str], form: str, english: str) -> None:
    """A form under its English word, if both say something; the first row that has a form holds."""
    stem, its = words.stem(form), words.stem(english)
    if stem is not None and its is not None:
        table.setdefault(stem, its)


@cache
def abroad() -> Mapping[str, str]:
    """Folded French and Spanish forms of countries with the code they stand for."""
    return {form: code for code, forms in rows("abroad.tsv") for form in forms.split(" ")}


@cache
def geography() -> frozenset[str]:
    """Stems of the words that name countries, their people and capitals, in English, French and Spanish."""
    names = [form for code in countries.codes() for kind in KINDS for form in countries.forms(code, kind)]
    every = [*names, *abroad()]
    return frozenset(stem for form in every for stem in words.stems(form.replace("-", " ")))


KINDS: tuple[countries.Kind, ...] = ("name", "demonym", "capital")


def rows(table: str) -> list[list[str]]:
    """The rows of one of the tables."""
    text = resources.files(__package__).joinpath(table).read_text(encoding="utf8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
