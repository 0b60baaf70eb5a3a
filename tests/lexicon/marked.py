"""Paragraphs in which a person marked where sentences end, and how well a splitter finds those ends.

A line of `sentences/LANGUAGE.txt` is a paragraph; `|` stands where a sentence ends, `⏎` for a line break. A sentence
inside a quotation is a sentence too. Every second line is held out: rules are made on the others alone.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from communique.lexicon.sentences import split

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
Splitter = Callable[[str, str], Sequence[str]]


def paragraphs(language: str, held_out: bool) -> list[tuple[str, list[str]]]:
    """(text, its sentences) of one half."""
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    chosen = lines[1::2] if held_out else lines[::2]
    marked = [line.replace("⏎", "\n") for line in chosen]
    return [(m.replace("|", ""), [s.strip() for s in m.replace("\n", "|").split("|") if s.strip()]) for m in marked]


def cut(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, language)]


def exact(language: str, held_out: bool, splitter: Splitter = cut) -> tuple[int, int, int]:
    """(sentences found exactly, sentences found, sentences marked)."""
    hits = found = marked = 0
    for text, sentences in paragraphs(language, held_out):
        given = splitter(text, language)
        hits += len(set(given) & set(sentences))
        found, marked = found + len(given), marked + len(sentences)
    return hits, found, marked


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    hits, found, marked = map(sum, zip(*counts, strict=True))
    return 2 * hits / (found + marked)


if __name__ == "__main__":
    for language in LANGUAGES:
        halves = [exact(language, held_out) for held_out in (False, True)]
        print(language, *(f"{f1([half]):.3f} ({half[2]})" for half in halves), sep="\t")
