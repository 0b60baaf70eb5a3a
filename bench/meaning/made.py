"""Digests made by program from our own reports: true ones cut from their sentences, and false ones spliced together."""

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.planted import edits
from communique.lexicon import names, sentences
from communique.model import Report

ASIDE = re.compile(r", (?:who|which|whom|where|an?|the|one of|including|according to)\b[^,;:\"“”]{6,90}(?=, |\.$)")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|told|met|made|took|came|went|gave|left|found|held|won|lost|fell|"
    r"(?<!-)\b[a-z]{3,}ed)\b"
)
HEAD = re.compile(r"^[A-Z][A-Z' ,.ÁÉÍÓÚ/]+.{0,40}?(?:\([^)]+\) )?[-–—] |^[A-Z]{4,}: ")
LEANING = re.compile(r"(?:He|She|They|It|This|That|These|But|And|Both|His|Her|Their|There|So)\b")


class Made(NamedTuple):
    """A digest of a report, what was done to make it, and whether it is true."""

    report: str
    kind: str
    claim: str
    true: bool


def whole(report: Report) -> list[str]:
    """The sentences of a report that can stand alone in a digest."""
    found = [HEAD.sub("", report.text[s.start : s.end]) for s in sentences.split(report.text)]
    return [t for t in found if 8 <= len(t.split()) <= 45 and t.endswith((".", "”", '"')) and t[0].isupper()]


def shorter(text: str) -> str | None:
    """A sentence without its first aside, if what is left is one."""
    cut = ASIDE.sub("", text, count=1)
    return cut if cut != text and len(cut.split()) >= 7 and VERB.search(cut) else None


def begun(text: str) -> str | None:
    """A sentence up to its last clause joined by a comma and "and", "but", "as", "after" or "while"."""
    joint = re.search(r",? (?:and|but|as|after|while|when|because|although) (?=[^,]{8,}\.$)", text)
    if not joint or joint.start() < 30 or not VERB.search(text, 0, joint.start()) or text.count('"') % 2:
        return None
    return text[: joint.start()] + "."


def spliced(one: str, other: str) -> str | None:
    """The beginning of one sentence and, from its verb, the end of another."""
    first, second = VERB.search(one, 8), VERB.search(other, 8)
    if not first or not second or first.start() > 90:
        return None
    made = one[: first.start()] + other[second.start() :]
    return made if 7 <= len(made.split()) <= 40 and made not in (one, other) else None


def renamed(text: str, report: Report, chance: random.Random) -> str | None:
    """A sentence with another name of its report in the place of its first."""
    mine = [n for n in names.find(text) if n.start > 0 or " " in n.text]
    others = sorted({n.text for n in names.find(report.text)} - {n.text for n in mine})
    others = [o for o in others if not set(o.split()) & set(text.split())]
    if not mine or not others:
        return None
    return text[: mine[0].start] + chance.choice(others) + text[mine[0].end :]


def digests(report: Report, chance: random.Random, strangers: Sequence[str]) -> Iterator[Made]:
    """Digests of one to three sentences, as many true as false. `strangers` are sentences of other reports."""
    own = whole(report)
    free = [t for t in own if not LEANING.match(t)]
    if len(free) < 4:
        return
    good = [g for t in free for g in (shorter(t), begun(t), t) if g]
    planted = [e for e in edits(report) if not e.harmless]
    bad: list[tuple[str, str]] = []
    for _ in range(4):
        one, other = chance.sample(free, 2)
        for kind, text in (("spliced", spliced(one, other)), ("renamed", renamed(one, report, chance))):
            if text:
                bad.append((kind, text))
    bad += [(f"planted {e.kind}", e.claim) for e in chance.sample(planted, min(2, len(planted)))]
    if strangers:
        bad.append(("stranger", chance.choice(strangers)))
    for kind, text in bad:
        around = chance.sample(good, chance.choice([0, 0, 1, 2]))
        yield Made(report.id, kind, " ".join([*around[:1], text, *around[1:]]), False)
        true = chance.sample(good, min(len(good), len(around) + 1))
        yield Made(report.id, "cut", " ".join(dict.fromkeys(true)), True)
