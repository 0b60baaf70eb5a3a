"""Acts that a few plain words tell: the sentence of a report shows which verb and which object are meant, the record
says who did it to whom. What no pattern fits is retold in the report's words instead."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.briefs.dossier import is_country
from communique.briefs.telling.rows import together
from communique.lexicon import countries, dates
from communique.model import Actor, Event

ACCORD = (
    r"agreement|pact|accord|treaty|deal|memorandum of understanding|memorandum|declaration|protocol|convention|"
    r"communiqué|communique|compact"
)
TIES = r"(?:(?:formal|full|official|all|its|their) )*(?:diplomatic )?(?:relations|ties)"
VERBS = {
    "establish": ("established", "establish"), "restor": ("restored", "restore"), "resum": ("resumed", "resume"),
    "normali": ("normalised", "normalise"), "open": ("opened", "open"),
    "sever": ("severed", "sever"), "cut": ("cut", "cut"), "br": ("broke off", "break off"),
    "suspend": ("suspended", "suspend"), "end": ("ended", "end"),
    "ratif": ("ratified", "ratify"), "approv": ("approved", "approve"),
    "lodg": ("lodged", "lodge"), "made": ("made", "make"),
}  # fmt: skip


WHEN = re.compile(r"(?:,? (?:on )?\w+day)?(?:,? \d{1,2} [A-Z]\w+(?: \d{4})?,?)?(?: (?:on|against))? ?")
"""A day between what was imposed and on whom."""
ROW = re.compile(r"(?:the )?(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*(?:, | and |, and )(?:the )?)*")
"""States told before the one that is looked for."""
BEHIND = re.compile(
    r"$|[,.;:)]| (?:on|over|for|after|in|to|because|and|as|that|when|while|from|by|until|with|since|unless|at)\b"
)
"""What may follow a state that is hit itself."""
PRIVATE = {"BUS", "CVL", "CRM", "REB", "LAB", "MED", "EDU", "REL", "REF", "OPP", "PTY"}
"""Sectors whose people are not their state."""


class Phrase(NamedTuple):
    """What was done: past tense for a sentence, present for a headline; `both` when the sides did it together, `target`
    the preposition before the other side, empty where there is none."""

    past: str
    present: str
    both: bool = False
    target: str = ""


class Pattern(NamedTuple):
    """Types the pattern may tell, and what the sentence must show; `verb` and `what` are its groups."""

    types: frozenset[str]
    shows: re.Pattern[str]
    both: bool
    target: str
    form: str = "{verb} {what}"


def _pattern(types: str, shows: str, form: str, *, both: bool = False, target: str = "") -> Pattern:
    return Pattern(frozenset(types.split()), re.compile(shows), both, target, form)


PATTERNS = (
    _pattern(
        "SUPPORT AGREE COOPERATE CONSULT CONCEDE",
        rf"\b(?P<verb>establish|restor|resum|normali|open)\w*(?: \w+){{0,2}}? (?P<what>{TIES})\b",
        "{verb} {what}", both=True,
    ),
    _pattern(
        "COERCE RETREAT REJECT PROTEST SANCTION COOPERATE",
        rf"\b(?P<verb>sever|cut|br(?=eak|oke)|suspend|end(?=ed|ing|s))\w*(?: off)? (?P<what>{TIES}) (?:with|to)\b",
        "{verb} {what}", target="with",
    ),
    _pattern(
        "AGREE COOPERATE SUPPORT AID CONSULT",
        rf"\bsign(?:ed|ing|s)? (?P<art>an?|the) (?P<what>(?:[\w'’-]+ ){{0,6}}?(?:{ACCORD})"
        r"(?: on (?:[a-z-]+ ){0,3}?[a-z-]+(?=,|\.|;| in | at | that | by | with ))?)\b",
        "signed {art} {what}", both=True,
    ),
    _pattern(
        "COERCE RETREAT PROTEST REJECT SANCTION",
        r"\brecall\w* (?:its|his|their|the) (?P<what>ambassador|envoy|high commissioner)"
        r"(?P<from> (?:from|to|in) [A-Z]\w+(?: [A-Z]\w+)?)?",
        "recalled its {what}{from}",
    ),
    _pattern(
        "SANCTION COERCE", r"\bimpos\w+ (?P<what>(?:[\w-]+ ){0,3}sanctions) (?:on|against)", "imposed {what}",
        target="on",
    ),
    _pattern(
        "ACCUSE PROTEST REJECT",
        r"\blodg\w+ (?P<art>an? )?(?P<what>(?:[\w-]+ ){0,3}(?:protests?|representations|complaint|démarche))"
        r" (?:with|to)",
        "lodged {art}{what}", target="with",
    ),
    _pattern(
        "COERCE RETREAT PROTEST",
        r"\bexpel\w* (?P<what>(?:[\w-]+ ){0,4}(?:diplomats|ambassador|envoy))",
        "expelled {what}",
    ),
)  # fmt: skip


def phrase(event: Event, said: Sequence[str]) -> Phrase | None:
    """The words for an event, from the one of its sentences that says most; None if none does. Plans and denials are
    left to the reports' own words."""
    if event.status not in ("done", "ongoing"):
        return None
    for pattern in PATTERNS:
        if event.event not in pattern.types or (pattern.both and not event.recipient):
            continue
        if pattern.target and any(_within(actor, said) for actor in event.recipient):
            continue
        usable = [s for s in said if event.date is not None or not dates.find(s, None)]
        shown = [found for sentence in usable if (found := pattern.shows.search(sentence))]
        if pattern.target == "on":
            shown = [
                found for found in shown if all(struck(found, a.code) for a in event.recipient if is_country(a.code))
            ]
        if pattern.both:
            states = {a.code for a in (*event.actor, *event.recipient) if a.code and is_country(a.code)}
            shown = [found for found in shown if together(found.string, found.start(), states)]
        if shown:
            return _said(pattern, max(shown, key=lambda found: len(found["what"])))
    return None


def struck(found: re.Match[str], code: str | None) -> bool:
    """Whether what sanctions are told to be "on" is a state itself, alone or in a row, and not somebody in it."""
    begins = WHEN.match(found.string, found.end())
    after = found.string[begins.end() if begins else found.end() :]
    named = next((c for c in countries.find(after) if c.code == code and c.kind != "demonym"), None)
    return named is not None and bool(ROW.fullmatch(after[: named.start]) and BEHIND.match(after, named.end))


def _within(actor: Actor, said: Sequence[str]) -> bool:
    """Whether not a state itself is meant, but people of it ("Sudanese traders"), or something that is its own ("those
    who profit from Sudan's war")."""
    if actor.person or not is_country(actor.code):
        return False
    name = re.escape(actor.text)
    told = [s for s in said if re.search(rf"\b{name}\b", s)]
    return actor.sector in PRIVATE or (bool(told) and all(re.search(rf"\b{name}['’]s?\b", s) for s in told))


def _said(pattern: Pattern, found: re.Match[str]) -> Phrase:
    groups = {name: value or "" for name, value in found.groupdict().items()}
    past, present = VERBS.get(groups.get("verb", "").lower(), ("", ""))
    told = pattern.form.format(**{**groups, "verb": past}).strip()
    headline = re.sub(
        r"^(signed|recalled|imposed|lodged|expelled) (?:an? |its |the )?", lambda m: f"{PRESENT[m[1]]} ", told
    )
    if past:
        headline = f"{present} {groups['what']}"
    return Phrase(past=told, present=headline, both=pattern.both, target=pattern.target)


PRESENT = {"signed": "sign", "recalled": "recall", "imposed": "impose", "lodged": "lodge", "expelled": "expel"}
