"""Many names in one text at once: an index by the first word, so that a sentence costs a look per word."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

KEPT = 256
"""Texts whose names are remembered: the parser and the coder ask for the same sentences."""
FIRST = re.compile(r"(?<![\w-])\w+")


class Phrases:
    """Names to look for as they are printed. A typographic apostrophe in the text is the plain one of a name."""

    def __init__(self, names: Iterable[str]) -> None:
        by_first: dict[str, list[str]] = {}
        for name in names:
            if (first := FIRST.match(name)) is not None:
                by_first.setdefault(first[0], []).append(name)
        self._index = {first: sorted(known, key=len, reverse=True) for first, known in by_first.items()}
        self.find: Callable[[str], Sequence[tuple[int, int, str]]] = lru_cache(KEPT)(lambda t: tuple(self._search(t)))
        """Start, end and name of each, in order, the longest at each place, none overlapping."""

    def _search(self, text: str) -> Iterator[tuple[int, int, str]]:
        plain = text.replace("’", "'")
        reached = 0
        for start, word in [found for found in _words(plain) if found[1] in self._index]:
            if start < reached:
                continue
            for name in self._index[word]:
                end = start + len(name)
                if plain.startswith(name, start) and not _goes_on(plain, end):
                    reached = end
                    yield start, end, name
                    break


@lru_cache(KEPT)
def _words(text: str) -> tuple[tuple[int, str], ...]:
    """Where each word begins; kept for a moment, for the next index asks for the same text."""
    return tuple((word.start(), word[0]) for word in FIRST.finditer(text))


def _goes_on(text: str, end: int) -> bool:
    """Whether the word that a name ends with is longer in the text."""
    here = text[end : end + 1]
    return here.isalnum() or (here in ("_", "-") and text[end + 1 : end + 2].isalnum())
