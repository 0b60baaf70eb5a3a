"""Whether a sentence names somebody or a place that only a recogniser of names can tell for one.

Recognising names takes as long as the rest of a parse, and most names need none: a title or an office tells people, the
tables tell states, bodies and large towns. What is left is a full name that stands alone, and a town nobody lists.
"""

import re

from communique.record import callings, naming, people, tables, titles
from communique.record.memory import Memory

WHERE = re.compile(r"\b(?:in|at|near|outside|around) ([A-ZÀ-Þ][\w'’-]+)")


def named(text: str) -> bool:
    """Does this sentence leave a name open?"""
    if not WHERE.search(text) and not any(" " in run[0] for run in people.RUN.finditer(text)):
        return False
    memory = Memory()
    covered, _ = people.mask(text, memory)
    told = covered | {i for town in naming.towns(text) for i in range(town.start, town.end)}
    if any(m.start(1) not in told and m[1].lower() not in tables.words("not_names") for m in WHERE.finditer(text)):
        return True
    return any(_is_open(text, start, end, covered) for start, end in people.runs(text, covered, "", memory))


def _is_open(text: str, start: int, end: int, covered: set[int]) -> bool:
    """Is this run of capitalised words perhaps a person, without a word beside it that says so?"""
    words = text[start:end].lower().split()
    if len(words) < 2 or any(word.strip(".") in tables.words("institutions") for word in words):
        return False
    lead = callings.start(text, start)
    return not (lead < start or titles.before(text, lead) or titles.after(text, end, covered)[0])
