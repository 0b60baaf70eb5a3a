"""Words that say the opposite of each other, from opposites.toml."""

import tomllib
from functools import cache
from importlib import resources

from communique.briefs.gate import words


@cache
def table() -> dict[str, frozenset[str]]:
    """The opposites of each word and of its stem."""
    found: dict[str, set[str]] = {}
    listed = tomllib.loads(resources.files(__package__).joinpath("opposites.toml").read_text(encoding="utf-8"))
    for lines in listed.values():
        for line in lines:
            left, _, right = line.partition(":")
            for one in left.split():
                for other in right.split():
                    for a, b in ((one, other), (other, one)):
                        found.setdefault(a, set()).add(b)
                        found.setdefault(words.stem(a), set()).add(words.stem(b))
    return {word: frozenset(others) for word, others in found.items()}


def opposed(one: str, other: str, *printed: str) -> bool:
    """Whether two stems, or the words as printed, are opposites."""
    if other in table().get(one, ()):
        return True
    return len(printed) == 2 and printed[1].lower() in table().get(printed[0].lower(), ())
