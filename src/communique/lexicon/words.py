"""The word lists of words.toml."""

import tomllib
from functools import cache
from importlib import resources


@cache
def table() -> dict[str, str | list[str] | dict[str, float]]:
    """All lists by name."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def known(name: str) -> frozenset[str]:
    """The words of a list that is given as running text."""
    found = table()[name]
    assert isinstance(found, str)
    return frozenset(found.split())


def phrases(name: str) -> tuple[str, ...]:
    """The entries of a list that is given as an array."""
    return tuple(table()[name])


def numbered(name: str) -> dict[str, float]:
    """The words of a table of words and numbers."""
    found = table()[name]
    assert isinstance(found, dict)
    return {word: float(value) for word, value in found.items()}
