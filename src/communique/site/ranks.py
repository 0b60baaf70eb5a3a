"""The offices of a country in the order of a yearbook: head of state or government, ministers, envoys, and the rest."""

import re
from collections.abc import Iterable

from communique.site.language import named
from communique.site.offices import Held

LEADERS = (
    r"^(?:(?:acting|interim|crown) )*(?:(?:prime|first) minister|premier|president|king|queen|emperor|emir|sultan"
    r"|chancellor|prince|supreme leader|taoiseach)\b(?! of the (?:senate|assembly|court|council|chamber|bank))"
)
RANKS = (
    (named("Head of state or government"), LEADERS),
    (named("Government"), r"\b(?:ministers?|secretary of state|secretary of \w+|cabinet|attorney general)\b"),
    (named("Diplomacy"), r"\b(?:ambassador|envoy|consul|representative|diplomat|charg\u00e9|spokes\w+)\b"),
    (named("Parliament"), r"\b(?:parliament|speaker|senat\w+|congress\w*|assembly|lawmaker|deputy|member)\b"),
    (named("Armed forces"), r"\b(?:general|admiral|commander|chief of staff|army|navy|forces|military)\b"),
    (named("Parties"), r"\b(?:party|politburo|central committee|secretariat)\b"),
)  # fmt: skip
OTHERS = named("Others")


def rank_of(office: str) -> str:
    """Under what an office stands."""
    return next((name for name, words in RANKS if re.search(words, office.casefold())), OTHERS)


def ranked(held: Iterable[Held]) -> list[tuple[str, list[Held]]]:
    """Offices under their ranks, each in the order given."""
    found: dict[str, list[Held]] = {name: [] for name, _ in (*RANKS, (OTHERS, ""))}
    for one in held:
        found[rank_of(one.term.office)].append(one)
    return [(name, some) for name, some in found.items() if some]
