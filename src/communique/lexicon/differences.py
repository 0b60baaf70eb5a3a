"""What changed between two versions of a report: sentence by sentence, and word by word within a changed sentence."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from communique.lexicon import sentences
from communique.lexicon.printings import SOFT, folded, furniture
from communique.model import Noun, Report

MOST_SENTENCES = 400  # of each version; the comparison is quadratic at worst
MOST_PAIRS = 40_000  # of sentences that are looked at for likeness
MOST_WORK = 3_000_000  # steps among words, over all sentences; what lies beyond is shown whole, not word by word
ALIKE = 0.5
"""Share of words two sentences have in common from which one is the other changed, rather than another sentence."""
WORD = re.compile(r"(?:[^\W\u3040-\u9fff]+|\S)\s*|\s+")
Kind = Literal["kept", "removed", "added"]
Numbered = Sequence[tuple[int, str]]


class Piece(Noun, frozen=True):
    """Words that both versions have (`kept`, as the new one prints them), only the old one or only the new one."""

    kind: Kind
    text: str


class Changed(Noun, frozen=True):
    """A sentence that was changed, added, removed or moved: its index in the old and in the new version, null where it
    does not stand, and its words."""

    pieces: tuple[Piece, ...]
    old: int | None = None
    new: int | None = None

    @property
    def kind(self) -> Literal["changed", "added", "removed", "moved"]:
        """What happened to the sentence."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "moved" if all(piece.kind == "kept" for piece in self.pieces) else "changed"


class Differences(Noun, frozen=True):
    """The headline as pieces where it changed, and each sentence that did, in the order of the new version. `cut` says
    that a version was too long to be compared to its end."""

    headline: tuple[Piece, ...] = ()
    sentences: tuple[Changed, ...] = ()
    cut: bool = False


def differences(old: Report, new: Report) -> Differences:
    """What `new` prints otherwise than `old`; empty where only the layout or the setting of quotation marks did."""
    before, after = _printed(old), _printed(new)
    cut = max(len(before), len(after)) > MOST_SENTENCES
    found = Comparison(before[:MOST_SENTENCES], after[:MOST_SENTENCES])
    headline = () if folded(old.title or "") == folded(new.title or "") else words(old.title or "", new.title or "")
    return Differences(headline=headline, sentences=tuple(found.changed()), cut=cut)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two sentences against each other."""
    return Comparison((), ()).words(old, new)


class Comparison:
    """Two lists of sentences against each other, with what is left of the work that may be spent on it."""

    def __init__(self, before: Numbered, after: Numbered) -> None:
        self.before, self.after = before, after
        self.work = MOST_WORK
        self.pairs = MOST_PAIRS

    def changed(self) -> Iterator[Changed]:
        """Each sentence that does not stand in both versions at its place."""
        one, other = (_numbered(folded(text) for _, text in side) for side in (self.before, self.after))
        found: list[Changed] = []
        i = j = 0
        for a, b in (*_common(one, other), (len(one), len(other))):
            found += self._stretch(self.before[i:a], self.after[j:b])
            i, j = a + 1, b + 1
        return _moved(found)

    def words(self, old: str, new: str) -> tuple[Piece, ...]:
        """The words of two sentences; the whole old one and the whole new one where all work is spent."""
        before, after = WORD.findall(old), WORD.findall(new)
        one, other = ([folded(word) for word in side] for side in (before, after))
        counts = Counter(other)
        self.work -= min(len(one), len(other)) * sum(counts[word] for word in one)
        if self.work < 0:
            return _pieces((("removed", old), ("added", new)))
        parts: list[tuple[Kind, str]] = []
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                parts.append(("kept", "".join(after[c:d])))
            else:
                parts += [("removed", "".join(before[a:b])), ("added", "".join(after[c:d]))]
        return _pieces(parts)

    def _stretch(self, gone: Numbered, come: Numbered) -> Iterator[Changed]:
        """The sentences of one stretch in order; those alike belong together."""
        i = j = 0
        for a, b in (*self._pairs(gone, come), (len(gone), len(come))):
            yield from (Changed(pieces=(Piece(kind="removed", text=text),), old=n) for n, text in gone[i:a])
            yield from (Changed(pieces=(Piece(kind="added", text=text),), new=n) for n, text in come[j:b])
            if a < len(gone) and b < len(come):
                (old, one), (new, other) = gone[a], come[b]
                yield Changed(pieces=self.words(one, other), old=old, new=new)
            i, j = a + 1, b + 1

    def _pairs(self, gone: Numbered, come: Numbered) -> list[tuple[int, int]]:
        """Which sentences of a stretch belong together: in order, with the greatest likeness in sum. Where there are
        too many to look at all pairs, those at the same place."""
        one, other = ([_content(text) for _, text in side] for side in (gone, come))
        self.pairs -= len(one) * len(other)
        if self.pairs < 0:
            return [(n, n) for n, (a, b) in enumerate(zip(one, other, strict=False)) if _likeness(a, b)]
        best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
        like = [[_likeness(a, b) for b in other] for a in one]
        for a in reversed(range(len(one))):
            for b in reversed(range(len(other))):
                paired = like[a][b] + best[a + 1][b + 1] if like[a][b] else 0.0
                best[a][b] = max(best[a + 1][b], best[a][b + 1], paired)
        found, a, b = [], 0, 0
        while a < len(one) and b < len(other):
            if like[a][b] and best[a][b] == like[a][b] + best[a + 1][b + 1]:
                found.append((a, b))
                a, b = a + 1, b + 1
            elif best[a][b] == best[a + 1][b]:
                a += 1
            else:
                b += 1
        return found


def _pieces(parts: Iterable[tuple[Kind, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(kind=kind, text=text) for kind, text in parts if text)


def _printed(report: Report) -> Numbered:
    """The sentences with their index, their white space folded; those that are no words of the article left out."""
    spans = report.sentences or sentences.split(report.text, report.language)
    found = [(n, " ".join(SOFT.sub("", report.text[s.start : s.end]).split())) for n, s in enumerate(spans)]
    return [(n, text) for n, text in found if text and not furniture(text)]


def _numbered(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Each text with how often it stood before: equal sentences are told apart, so that none is compared with all."""
    counts: Counter[str] = Counter()
    found = []
    for text in texts:
        found.append((text, counts[text]))
        counts[text] += 1
    return found


def _common(one: Sequence[object], other: Sequence[object]) -> list[tuple[int, int]]:
    """The longest run of what both have in the same order, as pairs of places; nothing stands twice in either. As each
    stands once, this is a longest increasing subsequence (Schensted 1961), found in n log n."""
    place = {text: n for n, text in enumerate(other)}
    pairs = [(n, place[text]) for n, text in enumerate(one) if text in place]
    ends: list[int] = []  # of the runs of each length, the least last place
    at: list[int] = []  # and the pair it belongs to
    before: list[int | None] = []
    for n, (_, b) in enumerate(pairs):
        length = bisect_left(ends, b)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1], at[length : length + 1] = [b], [n]
    found, step = [], at[-1] if at else None
    while step is not None:
        found.append(pairs[step])
        step = before[step]
    return found[::-1]


def _moved(found: Sequence[Changed]) -> Iterator[Changed]:
    """The changes, where a sentence removed at one place and added at another is one that was moved."""
    gone: dict[str, list[int]] = {}
    for one in found:
        if one.old is not None and one.new is None:
            gone.setdefault(folded(one.pieces[0].text), []).append(one.old)
    placed: dict[int, int] = {}
    for one in found:
        if one.new is not None and one.old is None and (left := gone.get(folded(one.pieces[0].text))):
            placed[one.new] = left.pop(0)
    moved = set(placed.values())
    for one in found:
        if one.old is None and one.new in placed:
            yield Changed(pieces=(Piece(kind="kept", text=one.pieces[0].text),), old=placed[one.new], new=one.new)
        elif one.new is not None or one.old not in moved:
            yield one


def _content(text: str) -> frozenset[str]:
    """The words of a sentence; of one without spaces, its characters."""
    return frozenset(re.findall(r"\w" if " " not in text else r"\w+", folded(text)))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of words two sentences have in common, 0 where one cannot be the other changed."""
    share = len(a & b) / max(len(a), len(b)) if a and b else 0.0
    return share if share >= ALIKE else 0.0
