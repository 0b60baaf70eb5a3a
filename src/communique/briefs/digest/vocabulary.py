"""Words of a free retelling against words of reports: what says the same, what is the opposite, what is only colour."""

import tomllib
from functools import cache, lru_cache
from importlib import resources

from communique.briefs.gate import words

KIN = 5
"""Letters that two words must have in common from their beginning to be of one family: diplomacy, diplomatic."""


@cache
def table() -> dict[str, str | list[str]]:
    """All lists of words.toml by name."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list and their stems."""
    found = table()[name]
    assert isinstance(found, str)
    return frozenset(found.split()) | frozenset(map(words.stem, found.split()))


@cache
def groups() -> dict[str, frozenset[str]]:
    """For each stem of a group, all stems that say the same."""
    found: dict[str, set[str]] = {}
    for line in table()["same"]:
        stems = {words.stem(word) for word in line.split()}
        for stem in stems:
            found.setdefault(stem, set()).update(stems)
    return {stem: frozenset(stems) for stem, stems in found.items()}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each stem, those that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in table()["opposite"]:
        left, right = ({words.stem(word) for word in side.split()} for side in line.split("|"))
        for one, other in ((left, right), (right, left)):
            for stem in one:
                found.setdefault(stem, set()).update(other)
    return {stem: frozenset(stems) for stem, stems in found.items()}


def wide(stem: str) -> frozenset[str]:
    """All stems that say nearly the same as this one, by the wider groups."""
    return groups().get(stem, frozenset())


@lru_cache(maxsize=262144)
def family(one: str, other: str) -> bool:
    """Whether two stems are of one family of words: they begin alike and differ only in short endings."""
    if one[:1] == "@" or other[:1] == "@" or min(len(one), len(other)) < KIN:
        return False
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= KIN and common >= 0.6 * max(len(one), len(other)) and max(len(one), len(other)) - common <= 5


def matter(token: words.Token) -> bool:
    """Whether a word says something that a report must carry."""
    return words.meaningful(token)
