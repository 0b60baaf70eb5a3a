"""The sense turned: negations put in and taken out, plans told as done, a word's opposite."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bench.planted.ground import Edit, Ground

DONE = {
    "signed": "sign", "met": "meet", "arrived": "arrive", "agreed": "agree", "opened": "open", "held": "hold",
    "visited": "visit", "announced": "announce", "told": "tell", "accepted": "accept", "received": "receive",
    "began": "begin", "left": "leave", "took": "take", "gave": "give", "offered": "offer", "approved": "approve",
    "resumed": "resume", "closed": "close", "welcomed": "welcome", "rejected": "reject", "attended": "attend",
    "reached": "reach", "discussed": "discuss", "asked": "ask", "sent": "send", "paid": "pay", "expelled": "expel",
    "recalled": "recall", "launched": "launch", "released": "release", "ended": "end", "returned": "return",
    "killed": "kill", "seized": "seize", "crossed": "cross", "won": "win", "promised": "promise", "praised": "praise",
    "summoned": "summon", "handed": "hand", "confirmed": "confirm", "ordered": "order", "lasted": "last", "flew": "fly",
    "travelled": "travel", "voted": "vote", "ratified": "ratify", "lifted": "lift", "imposed": "impose",
}  # fmt: skip
PAST = {
    "meet": "met", "hold": "held", "begin": "began", "leave": "left", "take": "took", "give": "gave", "send": "sent",
    "pay": "paid", "win": "won", "fly": "flew", "go": "went", "come": "came", "be": "was", "have": "had",
    "make": "made",
    "bring": "brought", "sell": "sold", "buy": "bought", "build": "built", "lead": "led", "speak": "spoke",
    "say": "said",
    "tell": "told", "become": "became", "put": "put", "cut": "cut", "set": "set", "run": "ran", "draw": "drew",
    "fall": "fell", "rise": "rose", "keep": "kept", "seek": "sought", "write": "wrote", "see": "saw", "host": "hosted",
    "get": "got", "find": "found", "sit": "sat", "stand": "stood", "lose": "lost", "lay": "laid", "lie": "lay",
    "visit": "visited", "open": "opened", "enter": "entered", "offer": "offered", "deliver": "delivered",
    "consider": "considered", "let": "let", "spend": "spent", "read": "read", "show": "showed", "know": "knew",
}  # fmt: skip
AUXILIARY = re.compile(
    r"(?<=\s)(will|would|is|are|was|were|can|could|should|must)(?=\s(?!not\b|be\snot|never\b|only\b|neither\b|no\b|nor\b)"
    r"[a-z])|(?<=\s)(has|have|had)(?=\s(?:been|agreed|\w+ed|met|held|made|taken|given|sent|begun|left|come|gone)\b)"
)
DENIED = re.compile(
    r"\b(will|would|did|has|have|had|is|are|was|were|can|could|does|do|should|must) ?(?:not|n[’']t)\s([a-z]+)"
)
NONE = re.compile(r"\b(No|no)\s([a-z]+)\s(?=[\w\s]{0,30}?\b(?:was|were|is|are|has|have|had|been)\b)")
PLAN = re.compile(
    r"\b(?:will|would|plans\sto|planned\sto|(?:is|was|are|were)\s(?:(?:due|expected|scheduled|set|likely|planned)\s)?to|"
    r"intends\sto|hopes\sto|wants\sto)\s(?!not\b)([a-z]+)\b"
)
NO_VERB = frozenset(
    ["also", "like", "then", "soon", "again", "first", "continue", "remain", "still", "only", "never", "probably"]
)


def edits(ground: Ground) -> Iterator[Edit]:
    """All ways to turn a sentence's sense."""
    yield from put_in(ground)
    yield from taken_out(ground)
    yield from told_as_done(ground)
    yield from opposites(ground)


def put_in(ground: Ground) -> Iterator[Edit]:
    """A "not" behind an auxiliary; a past verb denied."""
    text = ground.text
    for found in [m for m in AUXILIARY.finditer(text) if not ground.quoted(m.start())][:2]:
        yield Edit("negation put in", ground.put(found.end(), found.end(), " not"))
    for verb in re.finditer(r"(?<=[a-z]\s)[a-z]+(?=\s)|(?<=[A-Z][a-z]\s)[a-z]+(?=\s)|(?<=\s)[a-z]+(?=\s)", text):
        base = DONE.get(verb.group())
        lead = re.search(r"([\w’']+),?\s$", text[: verb.start()])
        subject = lead and (lead[1][0].isupper() or lead[1] in SUBJECTS) and "," not in lead.group()
        if base and subject and not ground.quoted(verb.start()):
            yield Edit("negation put in", ground.put(verb.start(), verb.end(), f"did not {base}"))
            break


SUBJECTS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "sides",
        "ministers",
        "leaders",
        "officials",
        "countries",
        "talks",
        "delegation",
        "minister",
        "who",
    ]
)


def taken_out(ground: Ground) -> Iterator[Edit]:
    """A "not" or "no" taken out."""
    for found in DENIED.finditer(ground.text):
        if ground.quoted(found.start()) or found[2] in ("only", "yet", "just", "least"):
            continue
        base, past = found[2], {base: past for past, base in DONE.items()} | PAST
        if found[1] in ("did", "does", "do"):
            new = past.get(base, regular(base)) if found[1] == "did" else base + ("s" if found[1] == "does" else "")
        else:
            new = f"{found[1]} {base}"
        yield Edit("negation left out", ground.put(found.start(), found.end(), new + " "[: not found[2]]))
    for found in NONE.finditer(ground.text):
        if ground.quoted(found.start()) or found[2] in ("longer", "one", "more", "doubt"):
            continue
        article = "" if found[2].endswith("s") else "A " if found[1] == "No" else "a "
        new = article + (found[2].capitalize() if found[1] == "No" and not article else found[2]) + " "
        yield Edit("negation left out", ground.put(found.start(), found.end(), new))


def regular(base: str) -> str:
    """The past of a regular verb."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def told_as_done(ground: Ground) -> Iterator[Edit]:
    """A plan in the past tense."""
    for found in PLAN.finditer(ground.text):
        base = found[1]
        if (
            ground.quoted(found.start())
            or base in NO_VERB
            or re.search(r"\b(?:if|that)\s$", ground.text[: found.start()])
        ):
            continue
        done = PAST.get(base) or regular(base)
        yield Edit("plan told as done", ground.put(found.start(), found.end(), done))


@cache
def antonyms() -> dict[str, str]:
    """Word and opposite, either way."""
    table = tomllib.loads(Path(__file__).with_name("antonyms.toml").read_text(encoding="utf-8"))
    pairs = [pair.split() for pair in table["pairs"]]
    return {a: b for pair in pairs for a, b in (pair, pair[::-1])}


def opposites(ground: Ground) -> Iterator[Edit]:
    """The opposites of the first two words that have one, outside quotation marks."""
    found = [m for m in re.finditer(r"(?<![\w’'-])[a-z]+(?![\w’'-])", ground.text) if m.group() in antonyms()]
    for word in [m for m in found if not ground.quoted(m.start())][:2]:
        yield Edit("antonym", ground.put(word.start(), word.end(), antonyms()[word.group()]))
