"""Who says what in a sentence, told in other words than theirs."""

import re
from collections.abc import Iterator

from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.told import Told
from communique.briefs.digest.where import places
from communique.briefs.gate import claims, passages, words
from communique.briefs.gate.passages import Name, Quote

PRONOUN = re.compile(r"\b(?:he|she)\b", re.I)
NO_PERSON = re.compile(
    r"\b(?:Affairs|Commission|Security|Forum|Theat(?:er|re)|Stadium|Hall|Day|Organi[sz]ation|Strait)\b"
)
"""Words in names that are not those of people."""
WORDS_OF = re.compile(r"(?:\baccording\s+to|\bin\s+the\s+(?:words|view)\s+of|\b[Ff]or)\s+$")
IN_HIS_WORDS = re.compile(r"['’]s?\s+(?:own\s+)?(?:words|view|telling|account)\b")
TELLS = 0.4
"""A sentence by somebody else must have this much of what is said."""
AS_MUCH = 0.8
"""The claimed speaker must say this part of it."""


def person(line: Told, name: Name) -> bool:
    """Whether a name can be a person's: no country, no body, no place."""
    text = line.text[name.start : name.end]
    if not claims.personal(text) or NO_PERSON.search(text):
        return False
    if any(t.kind and name.start <= t.start < name.end for t in line.tokens):
        return False
    return not any(place.start == name.start for place in places(line))


def speaks(line: Told, name: Name) -> bool:
    """Whether somebody is given as who says so."""
    text = line.text
    if WORDS_OF.search(text[max(0, name.start - 24) : name.start]) or IN_HIS_WORDS.match(text, name.end):
        return True
    verbs = [t for t in line.tokens if t.stem in words.known("speech") and not t.upper]
    return any(0 <= v.start - name.end <= 3 or (0 <= name.start - v.end <= 2 and v.text != "told") for v in verbs)


def speaking(line: Told, quote: Quote) -> Name | None:
    """Who says a quotation: beside the verb of speech, else the first named before it, else whom a pronoun means."""
    outside = [n for n in line.names if not quote.start <= n.start < quote.end and person(line, n)]
    verbs = [t for t in line.tokens if t.stem in words.known("speech") and not quote.start <= t.start < quote.end]
    for verb in verbs:
        told = verb.text.lower() in ("told", "tell", "tells", "telling")
        close = [n for n in outside if 0 <= verb.start - n.end <= 3 or (0 <= n.start - verb.end <= 2 and not told)]
        if close:
            return close[0]
    before = [n for n in outside if n.start < quote.start]
    here = next(iter(before or outside), None)
    return here or (line.reach[0] if line.reach and PRONOUN.search(line.text) else None)


def checked(of: Case) -> Iterator[Fault]:
    """Who is said to say something, without quotation marks, must not be somebody else in what is told most like it."""
    if of.claim.quotes:
        return
    speaker = next((n for n in of.claim.names if person(of.claim, n) and speaks(of.claim, n)), None)
    if speaker is None:
        return
    rows = of.around(speaker.start, speaker.end)
    mine = max((mark for mark, line in rows if said_by(line, speaker)), default=0.0)
    for mark, line in rows:
        if mark < TELLS or mine >= AS_MUCH * mark:
            return
        other = next((n for n in line.names if person(line, n) and speaks(line, n)), None)
        if other is not None and not passages.matches(other.key, speaker.key):
            value, who = line.text[other.start : other.end], of.claim.text[speaker.start : speaker.end]
            full = next((n for n in (*of.claim.names, *of.claim.reach) if passages.matches(n.key, other.key)), other)
            named = " ".join(full.key).title() if len(full.key) > len(other.key) else value
            text = f"the page has {who} say it; {of.cite(line)} has it from {named}"
            yield Fault("attribution", text, named, line)
            return


def said_by(line: Told, speaker: Name) -> bool:
    """Whether a sentence has somebody, or a pronoun that may mean them where nobody is named as saying it."""
    silent = not any(person(line, n) and speaks(line, n) for n in line.names)
    return any(passages.matches(n.key, speaker.key) for n in (*line.names, *(line.reach if silent else ())))
