"""Whether a sentence is English, by its letters and its commonest words: enough for one, where names are many."""

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and in to a on that said for with by is was at from as an it its has have had be were are will would "
        "not who which after before his her their according but or this they he she over into between them among when "
        "then than more what all both out up about off no did one two three each every there these those if so also "
        "while during can could should may through under against told met because until since without",
    )
)
FOREIGN = frozenset(
    re.findall(
        r"\w+",
        "le la les des du une est dans pour qui sur par pas avec aux sont cette el los las una del por para con que en "
        "al se su es lo como fue der das und von mit ist dem nicht auf ein eine zu il che di per sono della nel non da "
        "não uma os em com dos ao het een van ve bir bu için jest nie się że och att det som och dan yang untuk",
    )
)
"""Words that English, and that other languages in Latin letters, have in nearly every sentence."""
FEW = 8
"""Words that are no names from which on an English sentence has one of these; `tests/writing/test_english.py` holds it
to the sample's reports."""


def english(text: str) -> bool:
    """Whether a sentence is in Latin letters throughout and not in another language."""
    return all(map(latin, text)) and not foreign(text)


def foreign(text: str) -> bool:
    """Whether most letters of a sentence are not Latin, or it has not fewer words that other languages have often than
    English ones. Names are not counted, for they are of all languages."""
    if not text.isascii():
        letters = [c for c in text if c.isalpha()]
        if sum(not latin(c) for c in letters) > len(letters) / 2:
            return True
    words = [word.lower() for word in WORD.findall(text) if word[0].islower() or word.lower() in ENGLISH]
    own, others = sum(word in ENGLISH for word in words), sum(word in FOREIGN for word in words)
    return (others > 1 and others >= own) or (own == 0 and len(words) >= FEW)


def latin(letter: str) -> bool:
    """Whether a character is a Latin letter or no letter at all."""
    return letter.isascii() or not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN")
