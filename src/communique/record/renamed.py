"""People told again as others write them: "in the French text he is …", "German maps print …", "as the agency spells
her"."""

import re
from difflib import SequenceMatcher

from communique.lexicon import spelling
from communique.model import slug
from communique.record.memory import Person, Seen
from communique.record.told import Told

WRITTEN = re.compile(
    r"\b(?:papers?|newspapers?|press|media|broadcasters?|agency|agencies|wires?|lists?|maps?|files?|filings?|minutes"
    r"|translations?|texts?|versions?|releases?|statements?|communiqu[ée]s?|notes?|protocols?|passports?"
    r"|documents?|contracts?|records?|registers?|transcripts?|scripts?|spelling|dispatch(?:es)?|bulletins?|indictment"
    r"|warrants?|summons|visas?|plaques?|invitations?|programmes?|subtitles|captions?|books|editors|scholars"
    r"|cables?|archives?|catalogues?|atlas|signs?|cards?|badges?|name plate|nameplate|alphabet)\b"
)
"""What a name is written in, and who writes it."""
WRITES = re.compile(
    r"\b(?:spell|write|print|ha[sv]e?|give|name|call|list|render|transliterate|transcribe|use|read|put|prefer|keep|know"
    r"|file)(?:s|d|es|ed)?(?: (?:him|her|it|the \w+|only|simply|down|still|as|under|for))* [\"“‘']?$"
    r"|\b(?:wrote|gave|had|put|kept|knew|known as|is|stands as|appears as|goes (?:by|as)|becomes|became)"
    r"(?: (?:him|her|the \w+|simply|down|as|plain))* [\"“‘']?$"
)
"""What is said right before a name as others write it."""
CALLED = re.compile(
    r",? (?:as|in) (?:the )?(?:[\w'’-]+ ){0,4}?(?:spell|write|print|call|name|put|give|render|list|ha[sv]e?)s?"
    r" (?:him|her|it|the|[A-ZÀ-Þ])"
)
"""What is said right behind a name as others write it."""
LIKE = 0.45
"""How alike the two have to sound, 0 to 1."""


def otherwise(told: Told, index: int, seen: Seen) -> Person | None:
    """Whom the name at a place of a sentence is another writing of; None where it is not told as one."""
    text = told.trees[index].text
    before = text[: seen.start]
    called = CALLED.match(text, seen.end) is not None
    written = WRITTEN.search(before) or WRITTEN.search(text[seen.end : seen.end + 60])
    if not written or not (called or (WRITES.search(before) and not re.match(r" (?:as|to|for) ", text[seen.end :]))):
        return None
    earlier = [
        one.person
        for at in range(index, -1, -1)
        for one in reversed(told.seen[at])
        if (called or at < index or one.end <= seen.start) and one.person is not seen.person
    ]
    alike = [(_alike(one.name, seen.text), -place, one) for place, one in enumerate(earlier)]
    best = max(alike, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] >= LIKE else None


def _alike(one: str, other: str) -> float:
    a, b = ("".join(spelling.sound(part) for part in slug(name).split("-")) for name in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
