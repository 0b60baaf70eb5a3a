"""Who is told by state and office first and named in the next sentence, as openings of reports do it: "Peru's foreign
minister will visit Chile. Ana Villar will be there for two days"."""

from collections.abc import Sequence
from itertools import pairwise

from communique.record import introductions
from communique.record.memory import Person


def identified(people: Sequence[Person], sentences: Sequence[str]) -> None:
    """Gives who is named at the head of a sentence, and by no office or state anywhere, those told without a name at
    the head of the sentence before."""
    for before, text in pairwise(sentences):
        named = next((p for p in people if " " in p.name and text.startswith(p.name)), None)
        if named is None or named.offices or named.code or any(p.name in before for p in people):
            continue
        told = list(introductions.told_of(before))
        if len(told) == 1 and introductions.opens(before):
            named.code, words = told[0]
            named.offices.append(words)
