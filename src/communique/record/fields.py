"""Of which field those are who are told by a noun: the words that end the phrase ("coast guard"), or, where these say
only that somebody heads, speaks or sits, those of whom he is told ("spokesman of the dockers' union")."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from communique.record import tables
from communique.record.tree import Tree

LONGEST = 6
"""Words of the longest phrase."""
OF = re.compile(r" (?:of|for|in charge of|from|at|to) (?:the |a |an )?")
END = re.compile(r"[,;:.]| (?:who|which|that|in|on|near|between|after|before|with) ")
SOLDIERS = frozenset(["army", "navy", "naval", "air force", "military", "coast guard", "coastguard"])
"""What makes soldiers of those who else are in no field ("army doctors")."""
NO_FIELD = frozenset(["CVL", "EDU", "BUS", "GOV"])
RUN = frozenset(["ADJ", "NOUN", "PROPN", "NUM"])
PLURALS = (("men", "man"), ("women", "woman"), ("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("s", ""))


@cache
def heads() -> Mapping[str, str]:
    """Sector by the words that end a phrase."""
    known = {noun: sector for sector, nouns in tables.professions().items() for noun in nouns}
    known |= {**tables.office_sectors(), **tables.roles()}
    rows = tables.load("fields.toml")["heads"].items()
    return known | {
        phrase: sector for sector, rows_ in rows for line in rows_.splitlines() for phrase in line.split(";")
    }


@cache
def _with_of() -> tuple[str, ...]:
    return tuple(phrase for phrase in heads() if " of " in phrase)


@cache
def _neutral() -> frozenset[str]:
    lines = tables.load("fields.toml")["neutral"]["words"].splitlines()
    return frozenset(word for line in lines for word in line.split(";"))


@lru_cache(4096)
def field(phrase: str) -> str | None:
    """The sector of those told by a phrase, without the name before it; None where no word of it tells."""
    words = END.split(re.sub(r"’", "'", phrase.strip().lower()).strip(" .,;:'"))[0]
    words = re.sub(r"^(?:s |own |the |new |former |then |acting |outgoing )+", "", words)
    if re.match(r"[\w -]*\bopposition\b", OF.split(words)[0]):
        return "OPP"
    if (whole := _ending(words)) and whole[1] == 0:
        return whole[2]
    first, *of = OF.split(words, maxsplit=1)
    found = _ending(first)
    if found is None or _is_neutral(first):
        return _of_whom(first, of[0] if of else "")
    _, begin, sector = found
    before = first[:begin].strip()
    if sector in NO_FIELD - {"GOV"} and any(re.search(rf"\b{word}$", before) for word in SOLDIERS):
        return "MIL"
    return sector


def _of_whom(first: str, of: str) -> str | None:
    """The field of whom somebody heads or speaks for, as it is told before him or behind "of"; a junta's
    man is a soldier."""
    last = next(iter(_neutral_ends(first)), None)
    if last is None:
        return None
    before = first[: len(first) - len(last)].strip().removesuffix("'s").removesuffix("s'")
    mine = _ending(before) or (_ending(OF.split(of)[0]) if of else None)
    return None if mine is None else "MIL" if mine[0] == "junta" else mine[2]


def _is_neutral(words: str) -> bool:
    """Do words end with a head that says nothing of the field, as no longer phrase known does?"""
    found, last = _ending(words), next(iter(_neutral_ends(words)), None)
    return last is not None and (found is None or len(found[0]) <= len(last))


def _neutral_ends(words: str) -> list[str]:
    parts = words.split(" ")
    ends = (" ".join(parts[-n:]) for n in (2, 1))
    return [end for end in ends if end in _neutral() or _singular(end) & _neutral()]


def _ending(words: str) -> tuple[str, int, str] | None:
    """The longest known phrase that words end with: as printed, where it begins, its sector."""
    parts = words.split(" ") if words else []
    for n in range(min(LONGEST, len(parts)), 0, -1):
        end = " ".join(parts[-n:])
        known = next((heads()[form] for form in (end, *sorted(_singular(end))) if form in heads()), None)
        if known is not None:
            return end, len(words) - len(end), known
    return None


def _singular(words: str) -> set[str]:
    """A phrase with its last word in the singular, as far as its end tells."""
    return {words.removesuffix(many) + one for many, one in PLURALS if words.endswith(many) and len(words) > len(many)}


def behind(tree: Tree, end: int) -> str | None:
    """The phrase told right behind a name that ends here, up to its head: nouns and adjectives without a break."""
    text = tree.text
    owned = re.match(r"['’]s? ", text[end:]) or re.match(" ", text[end:])
    if owned is None:
        return None
    start = end + owned.end()
    if whole := next((phrase for phrase in _with_of() if text.startswith(phrase, start)), None):
        return whole
    last = start
    for token in tree.tokens:
        if token.start < start or token.start > last + 1:
            continue
        if token.pos not in RUN and token.text not in {"'s", "’s", "'", "’", "-"}:
            break
        last = token.end
    run = text[start:last]
    return run if run else text[start:].split(" ")[0].strip(".,;:")
