"""One quotation that reports give to two people."""

import re
from collections import defaultdict
from collections.abc import Iterator

from communique.briefs.differing.found import Found, Spot, apart
from communique.briefs.differing.tellings import same_person
from communique.briefs.dossier import Evidence
from communique.model import Statement

SHORTEST = 4
"""Words from which on two equal quotations are one; fewer are said by many."""
SHOWN = 7
"""Words of a quotation by which a difference names it: fewer than count as copied."""
FOR_OTHERS = re.compile(r"spokes|press secretary|press office", re.I)


def differing(evidence: Evidence) -> Iterator[Found]:
    """Quotations with two speakers, both people by name, neither speaking for the other."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in evidence.statements:
        report = evidence.by_id.get(statement.report)
        if statement.kind != "quotation" or report is None or report.copy_of or not statement.speaker.person:
            continue
        words = _plain(statement.words)
        if len(words.split()) < SHORTEST or len(statement.speaker.name.split()) < 2:
            continue
        home = next((w for w in said if w in words or words in w), words)
        said[home].append(statement)
    for told in said.values():
        speakers: dict[str, list[Spot]] = {}
        for statement in told:
            if FOR_OTHERS.search(statement.speaker.office or ""):
                continue
            name = next((n for n in speakers if same_person(n, statement.speaker.name)), statement.speaker.name)
            speakers.setdefault(name, []).append((statement.report, statement.sentence))
        shown = min((s.words for s in told), key=len).strip(" ,.")
        yield from apart("speaker", f"“{_cut(shown)}”", speakers)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.lower()))


def _cut(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= SHOWN else " ".join(parts[:SHOWN]) + " …"
