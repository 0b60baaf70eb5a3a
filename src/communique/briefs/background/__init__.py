"""Background from the desk's own record: when these two last met, which meeting this is, what was planned and agreed,
who has just taken office. Only what other stories told, and what was over before this story began; each sentence says
that it comes from our record, and is borne out by the events it rests on or by the reports it cites.

sides       the main pair of a story, when the story began
meetings    meetings of the pair, and the plans that are carried out now
papers      agreements, offices just taken, what was said of each other: cited from other stories' reports
bearing     whether the events bear out what a sentence says
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from communique.briefs.background import meetings, papers
from communique.briefs.background.bearing import borne_out
from communique.briefs.background.known import Candidate, Known, known
from communique.briefs.background.sides import beginning, main_pair
from communique.briefs.dossier import Evidence
from communique.lexicon import dates
from communique.model import Sentence

MOST = 3
"""Sentences of background."""


def background(evidence: Evidence, told: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """At most three sentences, the most relevant, in a fixed order; none that only says what the body (`told`) says.
    Empty where the record holds nothing."""
    found = known(evidence)
    if found is None:
        return ()
    days = {d.first for text in told for d in dates.find(text, None) if d.first and d.first == d.last}
    made = [one for one in _candidates(found) if not (one.day and one.day in days)]
    made = [one for one in made if borne_out(one, found)]
    kept = sorted(range(len(made)), key=lambda n: (-made[n].weight, n))[:MOST]
    return tuple(replace(made[n].sentence, pair="-".join(found.pair)) for n in sorted(kept))


def _candidates(found: Known) -> Iterator[Candidate]:
    yield from meetings.last_met(found)
    yield from meetings.which(found)
    yield from meetings.planned(found)
    yield from meetings.somebodys(found)
    yield from papers.agreed(found)
    yield from papers.taken(found)
    yield from papers.spoke(found)


__all__ = ["background", "beginning", "main_pair"]
