"""What changed between two versions of a report: sentence by sentence, and word by word within a changed sentence."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from communique.lexicon import sentences
from communique.model import Noun, Report

MOST_SENTENCES = 400  # of each version; the comparison is quadratic at worst
MOST_WORDS = 300
ALIKE = 0.5
"""Share of words two sentences have in common from which one is the other changed, rather than another sentence."""
WORD = re.compile(r"[^\W\u3040-\u9fff]+|\s+|.", re.DOTALL)


class Piece(Noun, frozen=True):
    """Words that both versions have (`kept`), only the old one (`removed`) or only the new one (`added`)."""

    kind: Literal["kept", "removed", "added"]
    text: str


class Differences(Noun, frozen=True):
    """The headline where it changed, and each added, removed or changed sentence in order, as pieces. `cut` says that
    a version was too long to be compared to its end."""

    headline: tuple[Piece, ...] = ()
    sentences: tuple[tuple[Piece, ...], ...] = ()
    cut: bool = False


def differences(old: Report, new: Report) -> Differences:
    """What `new` prints otherwise than `old`; empty where only the layout changed."""
    before, after = _printed(old), _printed(new)
    headline = () if old.title == new.title else words(old.title or "", new.title or "")
    cut = max(len(before), len(after)) > MOST_SENTENCES
    return Differences(
        headline=headline, sentences=tuple(_changed(before[:MOST_SENTENCES], after[:MOST_SENTENCES])), cut=cut
    )


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two sentences against each other; beyond `MOST_WORDS` the whole old one against the whole new."""
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > 2 * MOST_WORDS:
        return tuple(_pieces((("removed", old), ("added", new))))
    parts: list[tuple[Literal["kept", "removed", "added"], str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("kept", "".join(before[a:b])))
        else:
            parts += [("removed", "".join(before[a:b])), ("added", "".join(after[c:d]))]
    return tuple(_pieces(parts))


def _pieces(parts: Sequence[tuple[Literal["kept", "removed", "added"], str]]) -> Iterator[Piece]:
    yield from (Piece(kind=kind, text=text) for kind, text in parts if text)


def _printed(report: Report) -> list[str]:
    """The sentences with their white space folded."""
    spans = report.sentences or sentences.split(report.text, report.language)
    return [" ".join(report.text[span.start : span.end].split()) for span in spans]


def _changed(before: list[str], after: list[str]) -> Iterator[tuple[Piece, ...]]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        for one, other in zip(gone, come, strict=False):
            if _alike(one, other):
                yield words(one, other)
            else:
                yield (Piece(kind="removed", text=one),)
                yield (Piece(kind="added", text=other),)
        shorter = min(len(gone), len(come))
        yield from ((Piece(kind="removed", text=text),) for text in gone[shorter:])
        yield from ((Piece(kind="added", text=text),) for text in come[shorter:])


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w", text) if " " not in text else re.findall(r"\w+", text)) for text in (one, other))
    return bool(a and b) and len(a & b) >= ALIKE * max(len(a), len(b))
