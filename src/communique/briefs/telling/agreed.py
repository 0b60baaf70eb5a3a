"""What two sides agreed on, told without the meeting at which they did: "A met B in C, and the two agreed to …"."""

import re
from collections.abc import Iterator, Sequence

from communique.briefs import ranking
from communique.briefs.dossier import Evidence, is_country
from communique.briefs.telling import voices
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.mentions import full_names
from communique.briefs.telling.naming import Names
from communique.briefs.telling.wording import country, listed, tidy
from communique.model import Event, Mention

EARLY = 8
"""How far into a report what was agreed is looked for."""
AGREED = re.compile(
    r"(?:^|(?P<told>^[^;“”\"]{3,60}? (?:said|told [\w’' ]{3,40}?) that )"
    r"|,? and |, (?:at|during|in) which |, where |^[^;“”\"]{3,200}? at which )"
    r"(?P<who>(?:the two|both)(?: (?:countries|sides|states|governments|nations|leaders|ministers|men|presidents"
    r"|neighbou?rs))? |they )?(?:also |have |had )*"
    r"(?P<act>(?:agreed|decided|pledged|undertook) (?:to|on|that) [^;“”\"]+?)"
    r"(?=, (?:in (?:a|the|what)|which|who|where|the \w+ (?:of|time|in)|as|after|while)\b|\.$)",
    re.I,
)
"""The act, and who did it; nobody is told where the subject is that of the clause before."""


def agreed(evidence: Evidence, meetings: Sequence[Event], names: Names) -> Iterator[Draft]:
    """The drafts of what was agreed at these meetings, out of the weightiest sentences first: with both states named,
    and as "the two sides", which a headline above names."""
    codes = {a.code for e in meetings for a in (*e.actor, *e.recipient)}
    for found in ranking.ranked(evidence):
        report, index = found.report, found.at
        text = evidence.sentence(report.id, index)
        if index >= EARLY or report.id in evidence.previews:
            continue
        told = AGREED.search(voices.without_attribution(text, report))
        citation = evidence.citation(report.id, index)
        sides = _sides(evidence, report.id, index, codes)
        if told is None or citation is None or len(sides) != 2 or (not told["who"] and told.start() == 0):
            continue
        teller = _teller(evidence, report.id, index) if told["told"] else ""
        if told["told"] and not teller:
            continue
        for who in (listed(sides), "The two sides"):
            made = absolute_days(tidy(f"{who} {told['act']}{teller}."), evidence.anchor(report.id))
            if made is None or not stands_alone(made.removeprefix("The two sides").strip().capitalize(), names.told):
                continue
            made, introduced = full_names(made, names)
            voice = voices.of(report, text)
            yield Draft(text=tidy(made), citations=(citation,), introduces=introduced, tellers=(voice,))


def _teller(evidence: Evidence, report: str, index: int) -> str:
    """Who says so of those whom the record has speak in a sentence, as it stands behind what is said."""
    recorded = evidence.recorded_of(report)
    said = [s.speaker.name for s in recorded.statements if s.sentence == index and s.speaker.person] if recorded else []
    return f", {said[0]} said" if len(set(said)) == 1 else ""


def _sides(evidence: Evidence, report: str, index: int, codes: set[str | None]) -> list[str]:
    """The two states whose people or governments an act of the sentence names, if the meetings are between them."""
    recorded = evidence.recorded_of(report)
    here: list[Mention] = [m for m in recorded.mentions if m.sentence == index] if recorded else []
    for mention in sorted(here, key=lambda m: m.event != "AGREE"):
        found = dict.fromkeys(a.code for a in (*mention.actor, *mention.recipient) if is_country(a.code))
        if len(found) == 2 and set(found) <= codes:
            return [country(code) for code in found if code]
    return []
