"""ROUGE-1 and ROUGE-2 (Lin 2004): words and pairs of words that a text shares with reference texts, as F1.

Words are lower case, without marks; forms are not cut. Of several references the mean is taken.
"""

import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")


def grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    """How often each run of `size` words stands in a text."""
    words = WORD.findall(text.lower())
    return Counter(tuple(words[n : n + size]) for n in range(len(words) - size + 1))


def rouge(text: str, references: Sequence[str], size: int) -> float:
    """ROUGE-N F1 from 0 to 1; 0 for an empty text."""
    return sum(_f1(grams(text, size), grams(reference, size)) for reference in references) / max(1, len(references))


def _f1(mine: Counter[tuple[str, ...]], its: Counter[tuple[str, ...]]) -> float:
    shared = sum((mine & its).values())
    if not shared:
        return 0.0
    precision, recall = shared / sum(mine.values()), shared / sum(its.values())
    return 2 * precision * recall / (precision + recall)
