"""What the record makes of short sentences of our own beside the cases of bench/resolution: whether a name acts in them
(placed.txt), and the sector of those told by a phrase (fields.tsv). `python -m bench.resolution_places [--errors]`."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from bench.resolution_score import HERE, reading
from communique.record import acting, resolving
from communique.record.told import Told

MARK = re.compile(r"\[([+-])([^\]]+)\]")
read = lru_cache(1)(reading)
FORMS = (
    ("The Ghanaian {} asked for more time on Monday.", "The Ghanaian {}"),
    ("Ghana's {} asked for more time on Monday.", "Ghana's {}"),
    ("The {} of Ghana wanted more time on Monday.", "The {} of Ghana"),
)
"""Sentences with a phrase, and the words asked about."""
Asked = tuple[str, bool, str]
"""What was asked, whether it came out right, the sentence."""


def figures() -> dict[str, float]:
    """The share right of names that act, of those that do not, and of phrases."""
    shares = {}
    for name, asked in (("acts", placed(True)), ("place", placed(False)), ("field", told_by_field())):
        right = [fine for _, fine, _ in asked]
        shares[f"{name}_right"] = sum(right) / len(right)
    return shares


def placed(acts: bool) -> Iterator[Asked]:
    """Each known name of placed.txt that acts, or that does not."""
    for line in (HERE / "placed.txt").read_text(encoding="utf-8").splitlines():
        text, at = "", 0
        for mark in () if line.startswith("#") else MARK.finditer(line):
            text += line[at : mark.start()]
            start, at = len(text), mark.end()
            text += mark[2]
            if (mark[1] == "+") == acts:
                yield from _acts(text + MARK.sub(r"\2", line[at:]), start, len(text), acts)


def _acts(text: str, start: int, end: int, wanted: bool) -> Iterator[Asked]:
    index, at, told = _sentence(text, start)
    name = next((n for n in told.names[index] if n.start < end - start + at and n.end > at), None)
    if name is not None:
        yield name.text, (acting.place(told.trees[index], name) is None) == wanted, text


def told_by_field() -> Iterator[Asked]:
    """Each phrase of fields.tsv in each form."""
    for line in (HERE / "fields.tsv").read_text(encoding="utf-8").splitlines():
        sector, _, phrases = line.partition("\t")
        for phrase in phrases.split(";") if phrases else ():
            for form, words in FORMS:
                text, asked = form.format(phrase), words.format(phrase)
                index, at, told = _sentence(text, text.index(asked))
                found = resolving.who(told, index, at, at + len(asked))
                yield f"{phrase} {found.sector}", (found.code, found.sector) == ("GHA", sector), text


def _sentence(text: str, start: int) -> tuple[int, int, Told]:
    """Which sentence an offset is in, where there, and the text as it was read."""
    starts, told = read(text)
    index = max(i for i, begin in enumerate(starts) if begin <= start)
    return index, start - starts[index], told


def main() -> None:
    """Prints the shares, and the errors where asked."""
    for name, value in figures().items():
        print(f"{name} {value:.3f}")
    if "--errors" in sys.argv:
        for what, fine, text in (*placed(True), *placed(False), *told_by_field()):
            if not fine:
                print(f"{what} | {text}")


if __name__ == "__main__":
    main()
