"""What the store holds from other stories on the countries and people of one: what its background is written from."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.desk.steps import with_sentences
from communique.lexicon import countries
from communique.model import Event, Report
from communique.ports import Store

if TYPE_CHECKING:
    from communique.briefs import Elsewhere

STATEMENTS, AGREEMENTS = 10, 20
"""Most of each that is looked at for a pair: the latest."""


def pairs(events: Iterable[Event]) -> list[tuple[str, str]]:
    """The pairs of countries that a story's events are between."""
    found = {(a.code, b.code) for event in events for a in event.actor for b in event.recipient}
    return sorted((a, b) for a, b in found if a and b and a != b)


def elsewhere(store: Store, story: str, events: Sequence[Event], reports: Sequence[Report]) -> "Elsewhere":
    """Agreements and remarks of the pairs, offices that people of the story took, and the reports of other stories that
    tell of them."""
    from communique import briefs

    known = countries.codes()
    both = sorted({(min(p), max(p)) for p in pairs(events) if p[0] in known and p[1] in known})
    agreements = {a.id: a for p in both for a in list(store.agreements_of_pair(*p))[:AGREEMENTS]}
    statements = {s.id: s for p in both for s in list(store.statements_between(*p))[:STATEMENTS]}
    people = sorted({a.key for e in events for a in (*e.actor, *e.recipient) if a.person})
    holdings = [h for key in people for h in store.holdings(key) if h.tells == "began"]
    own = {report.id for report in reports}
    cited = {r for a in agreements.values() for s in a.history if s.story != story for r in s.reports}
    cited |= {s.report for s in statements.values()} | {h.report for h in holdings}
    told = store.reports(sorted(cited - own))
    return briefs.Elsewhere(
        since=store.first_reported(),
        agreements=tuple(agreements.values()),
        holdings=tuple(holdings),
        statements=tuple(statements.values()),
        reports=tuple(with_sentences(r) for r in told if not r.reserved),
    )
