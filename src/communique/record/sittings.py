"""The day and place of what was said at a meeting, where its sentence gives none: those of the meeting.

A report names the day of a meeting once and goes on to tell what was said at it. Whoever sat there and speaks within a
few sentences, with no other day, said it there. The story's reports together know the day of a meeting better than the
one report, so this is settled when its mentions have been joined.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.model import Actor, Mention, Place, When
from communique.record import fitting, sides
from communique.record.knowing import codes, keys

BACK, NEXT = 8, 4
"""Sentences back to the meeting that a report goes on to tell of: for what was said there, for another one after it."""
BEFORE = re.compile(
    r"\b(?:ahead of|before|prior to|on the eve of) (?:\w+ ){0,3}(?:talks|meeting|visit|summit|session|call)", re.I
)
PERFECT = re.compile(
    r"\b(?:has|have|had)(?: \w+ly| also| already| long| since| since then| so far| twice)?(?: been)?"
    r" (?:\w+ed|\w+en|met|held|put|made|led)\b"
)
"""What was done some time before."""
AGAINST = {"ACCUSE", "REQUEST", "REJECT", "THREATEN"}
SAID = re.compile(r"\b(?:said|told|declared|stated|accused|complained|condemned)\b")
"""What is said against others is often of what they have done; when it was said goes by the words before."""
AT_TALKS = re.compile(r"\b(?:at|during|in) (?:the |their |his |her |its )(?:\w+ )*?(?:talks|meeting|summit)\b")
"""Words by which an act is placed at a meeting, told before or after."""


class Sitting(NamedTuple):
    """A telling of a meeting or a signing, with the day and place that all its tellings give, and its number."""

    told: Mention
    day: When
    place: Place | None
    act: int


def told_at(mentions: Sequence[Mention], sittings: Sequence[Sitting], act: int) -> tuple[When | None, Place | None]:
    """The day and place of the meeting at which an act (by its number) was done that no mention of it dates; nothing
    where it is neither an act of speech nor another meeting, or none of the meetings told before it fits."""
    for mention in mentions:
        if not _at_the_time(mention):
            continue
        back = BACK if mention.event in sides.SPOKEN else NEXT if mention.event == "CONSULT" else -1
        ahead = BACK if AT_TALKS.search(mention.evidence) and back > 0 else 0
        near = [
            (not _face_to_face(s.told), abs(gap), -gap, s)
            for s in sittings
            for gap in (mention.sentence - s.told.sentence,)
            if s.told.report == mention.report and -ahead <= gap <= back and s.act != act and _sat(mention, s.told)
        ]
        if near:
            *_, sitting = min(near, key=lambda n: n[:3])
            apart = mention.event == "CONSULT" and fitting.places_fit(mention.place, sitting.place) is None
            return (None, None) if apart else (sitting.day, sitting.place)
    return None, None


def moved(day: When, mentions: Sequence[Mention], sittings: Sequence[Sitting]) -> When | None:
    """The day of the meeting, as all its tellings give it, for what was said at it and has its day only from one that
    gives another; None where a sentence gives the act a day of its own."""
    own = any(m.date and (m.date.text is None or m.date.text in m.evidence) for m in mentions)
    if own or any(m.event not in sides.SPOKEN for m in mentions):
        return None
    for mention in mentions:
        for s in sittings:
            near = s.told.report == mention.report and 0 < mention.sentence - s.told.sentence <= BACK
            if near and mention.date is not None and s.told.date == mention.date and _sat(mention, s.told):
                return s.day
    return None


def _at_the_time(mention: Mention) -> bool:
    """Is it told as news, and not as done some time before, or before a meeting?"""
    if mention.event == "REQUEST" and "invitation" in mention.evidence:
        return False
    said = SAID.search(mention.evidence) if mention.event in AGAINST else None
    text = mention.evidence[: said.end()] if said else mention.evidence
    return mention.status == "done" and not BEFORE.search(text) and not PERFECT.search(text)


def _face_to_face(meeting: Mention) -> bool:
    """Are people told on both sides? An arrival or a visit may be of another day than the talks."""
    return bool(keys(meeting.actor) and keys(meeting.recipient))


def _sat(mention: Mention, meeting: Mention) -> bool:
    """Did those who act sit there: one of them by name, or the bearer of their message, or two states that met?"""
    there = {a.key: a for a in (*meeting.actor, *meeting.recipient)}
    either = mention.reciprocal or mention.event == "CONSULT"
    mine = (*mention.actor, *(mention.recipient if either else ()))
    people = {a.key for a in mine if a.person}
    if people:
        bears = mention.event == "SUPPORT" and any(_named(a, mention.evidence) for a in there.values())
        return bears or bool(people & there.keys())
    if mention.event == "CONSULT":
        return False
    both = codes(mention.actor) | codes(mention.recipient)
    return len(both & {a.code for a in there.values() if a.code}) > 1


def _named(actor: Actor, text: str) -> bool:
    return actor.person and any(len(part) > 2 and part in text for part in actor.name.split())
