"""Whether sentences can be read in a new order: nobody is called by family name alone before being named in full, no
day leans on a year that is not said before it, and what leans on the sentence before still follows it."""

import re
from collections.abc import Iterator, Sequence, Set

from communique.lexicon import dates, names
from communique.model import Sentence

Body = Sequence[Sequence[Sentence]]
LEANS = re.compile(
    r"^(?:he|she|it|they|his|her|their|its|this|these|those|both|then|later|earlier|afterwards|separately|the two|"
    r"the same|(?:on|at|in) (?:that|the same)|that (?:day|same))\b"
    r"|\b(?:the same (?:day|talks|meeting)|also|that day)\b",
    re.I,
)


def sound(merged: Body, *sources: Body) -> bool:
    """Whether each sentence of `merged`, which stands in one of the `sources`, can be read where it stands now."""
    known: dict[str, set[tuple[str | None, str | None]]] = {}
    for source in sources:
        for text, before, year in places(source):
            known.setdefault(text, set()).add((before if LEANS.search(text) else None, year))
    for text, before, year in places(merged):
        if text in known and (before if LEANS.search(text) else None, year) not in known[text]:
            return False
    longer = {word for source in sources for words in _names(source) if len(words) > 1 for word in words}
    taken = {word for source in sources for word in bare(source, longer)}
    return bare(merged, longer) <= taken


def places(body: Body) -> Iterator[tuple[str, str | None, str | None]]:
    """Each sentence with the one before it, and the year that a day without one leans on."""
    before, year = None, None
    for sentence in (s for paragraph in body for s in paragraph):
        found = [d for d in dates.find(sentence.text, None) if d.kind == "calendar" and d.precision == "day"]
        said = re.findall(r"\b(?:19|20)\d\d\b", sentence.text)
        yield sentence.text, before, year if found and not found[0].year and not said else None
        before, year = sentence.text, said[-1] if said else year


def bare(body: Body, longer: Set[str]) -> set[str]:
    """The words of longer names that stand by themselves before any longer name with them."""
    heard: set[str] = set()
    found: set[str] = set()
    for words in _names(body):
        if len(words) > 1:
            heard |= set(words)
        elif words[0] in longer - heard:
            found.add(words[0])
    return found


def _names(body: Body) -> Iterator[list[str]]:
    for sentence in (s for paragraph in body for s in paragraph):
        yield from (name.text.split() for name in names.find(sentence.text))
