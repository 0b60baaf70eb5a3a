"""What is told of a meeting beside who met: how high it was held, in which way, and how long it took."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from communique.lexicon import ranks
from communique.model import Actor, Event, Format, Level, Mention

T = TypeVar("T", bound=Hashable)

COUNTS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
    "thirty": 30.0, "forty": 40.0, "forty-five": 45.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0,
    "half": 0.5, "half a": 0.5, "half an": 0.5, "a half": 0.5,
}  # fmt: skip
UNITS = {"minute": 1, "hour": 60, "day": 1440}
LONGEST = 31 * 1440
"""Minutes; what is longer is no meeting but a conference or a tour."""
_COUNT = r"(\d+(?:\.\d+)?|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + r")"
_UNIT = r"(minute|hour|day)s?"
_HALF = r"( and a half)?"
_TALKS = r"(?:talks?|meetings?|conversations?|calls?|discussions?|summits?|negotiations?|sessions?)"
DURATIONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_COUNT}{_HALF}[- ]{_UNIT}(?:[- ]long)?(?: [\w-]+){{0,3}}? {_TALKS}\b",
        rf"\b{_COUNT}{_HALF} {_UNIT}{_HALF} of (?:[\w-]+ ){{0,3}}{_TALKS}\b",
        rf"\b(?:lasted|lasting|took|spanned)(?: \w+){{0,2}}? {_COUNT}{_HALF} {_UNIT}{_HALF}\b(?! ago)",
        rf"\bfor(?: \w+){{0,2}}? {_COUNT}{_HALF} (minute|hour)s?{_HALF}\b(?! ago)",
    )
)
"""`two-hour talks`, `three days of talks`, `met for about an hour and a half`."""
NOT_MEETING = re.compile(r"\bfor (?:the )?(?:first|last|next|past)\b", re.I)

PHONE = re.compile(r"\b(?:(?:tele)?phoned?|by (?:tele)?phone|phone calls?|telephone|telephoned|hotline)\b", re.I)
VIDEO = re.compile(
    r"\b(?:video(?: |-)?(?:calls?|conferences?|conferencing|links?|meetings?|summits?)|by video|via video"
    r"|virtual(?:ly)?|online (?:talks|meeting|summit))\b",
    re.I,
)
FACE_TO_FACE = re.compile(
    r"\b(?:face[- ]to[- ]face|in person|met|meets|meeting with|received?s?|visit(?:s|ed|ing)?|hosted|welcomed"
    r"|arrived?s?|dinner|lunch|shook hands|handshake)\b",
    re.I,
)
LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "officials",
        re.compile(r"\b(?:working|technical|expert|(?:vice|deputy)[- ]?ministerial)[- ]level\b", re.I),
    ),
    ("ministers", re.compile(r"\b(?:ministerial|(?<!prime )(?<!vice )(?<!deputy )ministers)\b", re.I)),
    ("leaders", re.compile(r"\b(?:summit|(?:two|three|both) leaders|prime ministers|presidents)\b", re.I)),
)


def level(actor: Sequence[Actor], recipient: Sequence[Actor], text: str = "") -> Level | None:
    """How high a meeting was held: by the highest office on each side, the lower of the two. A side told without people
    does not count. Where no office is told, by the words of the sentence ("ministerial talks", "summit"); else null."""
    sides = [[a for a in side if a.person] for side in (actor, recipient)]
    told = [max(ranks.rank(a.office or "") for a in people) for people in sides if people]
    if not told or min(told) == 0:
        return next((value for value, pattern in LEVELS if pattern.search(text)), None)
    lowest = min(told)
    return "leaders" if lowest >= ranks.LEADER else "ministers" if lowest >= ranks.MINISTER else "officials"


def form(mode: str | None, codes: set[str], text: str) -> Format | None:
    """In which way they met. By the coder's mode where it says so, else by the words; null where neither does."""
    if mode == "multilateral" or len(codes) > 2:
        return "multilateral"
    if VIDEO.search(text):
        return "video"
    if mode == "phone" or PHONE.search(text):
        return "phone"
    return "in person" if mode in {"visit", "third-party"} or FACE_TO_FACE.search(text) else None


def duration(text: str) -> int | None:
    """How long they met, in minutes; null where the sentence gives no length, or lengths of several things."""
    found: dict[int, int] = {}
    for pattern in DURATIONS:
        for match in pattern.finditer(text):
            if not NOT_MEETING.search(match[0]):
                found[match.start(1)] = _minutes([g.lower() for g in match.groups() if g])
    told = set(found.values())
    return told.pop() if len(told) == 1 and max(found.values()) <= LONGEST else None


def _minutes(parts: Sequence[str]) -> int:
    """Of a count, a unit, and "and a half" before or after it."""
    count = COUNTS[parts[0]] if parts[0] in COUNTS else float(parts[0])
    unit = next(UNITS[part] for part in parts if part in UNITS)
    return round((count + (0.5 if any(" half" in part for part in parts[1:]) else 0)) * unit)


def detailed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a report, meetings with their details; who speaks by telephone meets nowhere. A length told in a
    sentence with several meetings is none of any of them."""
    meetings = Counter(m.sentence for m in mentions if m.event == "CONSULT")
    return [_detailed(m, meetings[m.sentence] == 1) if m.event == "CONSULT" else m for m in mentions]


def _detailed(mention: Mention, alone: bool) -> Mention:
    codes = {a.code for a in (*mention.actor, *mention.recipient) if a.code}
    way = form(mention.mode, codes, mention.evidence)
    return replace(
        mention, level=level(mention.actor, mention.recipient, mention.evidence), format=way,
        duration=duration(mention.evidence) if alone else None,
        place=None if way in {"phone", "video"} else mention.place,
    )  # fmt: skip


def agreed(event: Event, mentions: Sequence[Mention]) -> Event:
    """A meeting with the details its mentions give, of each the one most of them give; the level goes by the offices of
    all who are known to have taken part, where there are any."""
    if event.event != "CONSULT":
        return event
    return replace(
        event, level=level(event.actor, event.recipient) or _most([m.level for m in mentions]),
        format=_most([m.format for m in mentions]) or form(event.mode, set(), ""),
        duration=_most([m.duration for m in mentions]),
    )  # fmt: skip


def again(event: Event, told: Event) -> Event:
    """An event whose type, mode or sides are not those `told` any more, with details that go with them; where they say
    nothing of one, it stays as told."""
    if event.event != "CONSULT":
        return replace(event, level=None, format=None, duration=None)
    by_mode = form(event.mode, {a.code for a in (*event.actor, *event.recipient) if a.code}, "")
    return replace(
        event, level=level(event.actor, event.recipient) or told.level,
        format=by_mode or (told.format if event.mode == told.mode else None),
    )  # fmt: skip


def _most(values: Sequence[T | None]) -> T | None:
    told = Counter(value for value in values if value is not None)
    return max(told, key=lambda value: told[value]) if told else None
