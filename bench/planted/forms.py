"""The same in another form: another order of words, who says so elsewhere or left out, other marks. All harmless."""

import re
from collections.abc import Iterator

from bench.planted.ground import Edit, Ground

LEAD = re.compile(
    r"^((?:Late |Early )?(?:On|In) (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|\d{1,2} [A-Z]\w+|"
    r"[A-Z]\w+ \d{1,2}|January|February|March|April|May|June|July|August|September|October|November|December)),? "
)
JOINED = re.compile(
    r"[,;:“\"()–—]|\b(?:and|that|who|which|but|while|after|before|when|as|said|whether|than|if|how|where|to see)\b"
)
FINITE = re.compile(
    r"^\s(?:(?:\w+ly|also)\s)?(?:is|are|was|were|has|have|had|will|would|met|held|told|said|made|took|went|can|could|"
    r"[a-z]{3,}ed|[a-z]+s)\b"
)
TAIL = re.compile(r", ((?:the |a |an )?[A-Z\w][\w’'. -]{2,40}? (?:said|reported|announced)(?: on [A-Z]\w+)?)\.$")
PAIR = re.compile(r"^\sand\s$")
PAIR_LEAD = re.compile(r"(?:^|\b(?:between|with|of|in|from|for|by|to|both)\s)$")
MET = re.compile(r"^\smet\s$")
PASSIVE = [
    "received",
    "welcomed",
    "visited",
    "accused",
    "praised",
    "thanked",
    "invited",
    "condemned",
    "briefed",
    "summoned",
    "urged",
    "hosted",
]
ARTICLES = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "He",
        "She",
        "They",
        "Both",
        "Two",
        "Three",
        "Its",
        "His",
        "Her",
        "Their",
        "In",
        "On",
        "At",
        "No",
        "All",
        "Some",
        "This",
    ]
)
SPELLINGS = {
    " per cent": " percent", " percent": " per cent", " foreign minister ": " minister of foreign affairs ",
    "organisation": "organization", "organization": "organisation", "defence": "defense", "defense": "defence",
    "programme": "program", "centre": "center", "harbour": "harbor", "labour": "labor", "neighbour": "neighbor",
    " did not ": " didn’t ", " was not ": " wasn’t ", " had not ": " hadn’t ", " is not ": " isn’t ",
    " have not ": " haven’t ", " has not ": " hasn’t ", " will not ": " won’t ", " were not ": " weren’t ",
    " cannot ": " can not ", " talks ": " discussions ", " began ": " started ", " also ": " ",
}  # fmt: skip


def edits(ground: Ground) -> Iterator[Edit]:
    """All harmless forms that a sentence lends itself to."""
    yield from orders(ground)
    yield from sides(ground)
    yield from credits(ground)
    for form, other in SPELLINGS.items():
        if (at := ground.text.find(form)) >= 0 and not ground.quoted(at):
            yield Edit("spelling", ground.put(at, at + len(form), other), True)
    swap = str.maketrans("“”’", '""\'') if "”" in ground.text or "’" in ground.text else None
    if swap:
        yield Edit("marks", ground.text.translate(swap), True)
    elif ground.text.count('"') == 2:
        yield Edit("marks", re.sub(r'"([^"]+)"', r"“\1”", ground.text).replace("'", "’"), True)


def low(ground: Ground, text: str) -> str:
    """A clause that no longer opens its sentence: a small letter where its word is no name; else empty."""
    first = text.split(" ", 1)[0]
    if first in ARTICLES:
        return text[0].lower() + text[1:]
    return text if any(s.start <= 1 for s in ground.spans) else ""


def orders(ground: Ground) -> Iterator[Edit]:
    """A day at the head moved to the end, one at the end to the head, where the sentence is one clause."""
    text = ground.text
    simple = not re.search(
        r"[,;:“\"()–—]|\b(?:and|that|who|which|but|while|after|before|when|as|said|whether|than|if|how|where|to see)\b",
        text,
    )
    if not (text.endswith(".") and (simple or LEAD.match(text))):
        return
    if (lead := LEAD.match(text)) and not JOINED.search(text[lead.end() :]):
        rest = text[lead.end() : -1]
        yield Edit("word order", f"{rest[0].upper()}{rest[1:]} {lead[1][0].lower()}{lead[1][1:]}.", True)
    elif simple and (tail := re.search(r" (on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.$", text)):
        rest = low(ground, text[: tail.start()])
        if rest:
            yield Edit("word order", f"On {tail[1][3:]}, {rest}.", True)


def sides(ground: Ground) -> Iterator[Edit]:
    """Two sides named in the other order where order says nothing; an act told in the passive."""
    text = ground.text
    for one, other in zip(ground.spans, ground.spans[1:], strict=False):
        gap, before, behind = text[one.end : other.start], text[: one.start], text[other.end :]
        if one.kind != other.kind or one.who == other.who or re.match(r"['’-]|\s[A-Z]", behind):
            continue
        turned = text[: one.start] + other.text + gap + one.text + behind
        if PAIR.match(gap) and PAIR_LEAD.search(before) and not (before and FINITE.match(behind)):
            if "respectively" not in text:
                yield Edit("word order", turned, True)
        elif MET.match(gap) and not before:
            yield Edit("word order", turned, True)
        elif gap.strip() in PASSIVE and not before:
            yield Edit("word order", f"{other.text} was {gap.strip()} by {one.text}{behind}", True)


def credits(ground: Ground) -> Iterator[Edit]:
    """Who says so put first, or left out."""
    tail = TAIL.search(ground.text)
    if tail and tail.start() > 40 and not re.search(r"[“\"]", ground.text):
        main = ground.text[: tail.start()]
        yield Edit("attribution left out", main + ".", True)
        if low(ground, main):
            yield Edit("word order", f"{tail[1][0].upper()}{tail[1][1:]} that {low(ground, main)}.", True)
