"""Between which two countries a story plays, and when it began."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from communique.briefs.dossier import Evidence, is_country
from communique.model import Actor, Event


def main_pair(events: Sequence[Event]) -> tuple[str, str] | None:
    """The two countries that most of a story's events are between, in alphabetical order of their codes."""
    found: Counter[tuple[str, str]] = Counter()
    for event in events:
        one, other = codes(event.actor), codes(event.recipient)
        for pair in {(min(a, b), max(a, b)) for a in one for b in other if a != b}:
            found[pair] += 3 if event.status in ("done", "ongoing") else 1
    return min(found, key=lambda pair: (-found[pair], pair)) if found else None


def beginning(evidence: Evidence, events: Sequence[Event]) -> date | None:
    """The first day of what a story tells as done; the first day of reporting where that is not known."""
    days = [e.date.start for e in events if e.status in ("done", "ongoing") and e.date and e.date.precision == "day"]
    known = [d for r in evidence.reports if (d := evidence.anchor(r.id))]
    first = min(known, default=None)
    days = [d for d in days if first is None or (first - date.fromisoformat(d)).days < 15]
    return date.fromisoformat(min(days)) if days else first


def codes(actors: Sequence[Actor]) -> set[str]:
    """The countries among actors."""
    return {a.code for a in actors if a.code and is_country(a.code)}
