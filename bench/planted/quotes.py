"""Quotations: altered, invented, given to somebody else; and shortened at their ends, which is harmless."""

import re
from collections.abc import Iterator

from bench.planted.ground import Edit, Ground, parts
from bench.planted.people import STRANGERS
from bench.planted.places import fits, others_of, part_of_name

QUOTED = re.compile(r"[“\"]([^”\"]{6,})[”\"]")
CHANGING = re.compile(
    r"^(?:not?|nobody|no-one|everyone|all|both|every|never|n[’']t|nor|neither|none|nothing|will|would|may|might|if|only|unless|until|hardly|should|could|can|"
    r"must|few|but|cannot|won[’']t|without|until|.*n[’']t)$",
    re.I,
)
LOOSE = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "that",
        "which",
        "who",
        "as",
        "is",
        "are",
        "was",
        "were",
    ]
)
OTHER_WORDS = ("steel", "patience", "hardly", "harbours", "always", "distant", "winter", "openly")
SPEECH = r"(?:said|told|added|says|called|wrote|warned|replied|insisted|declared|remarked)"
SAYS = re.compile(rf"^(?:['’]s)?(?:\s[\w-]+){{0,3}}?\s{SPEECH}\b")
SAID = re.compile(rf"[”\"]\s{SPEECH}\s(?:[\w-]+\s){{0,3}}$")
SAYINGS = (
    "we will not be hurried by anyone", "this is the beginning of a long road", "nobody should be surprised",
    "the door remains open to all who knock", "there is nothing left to discuss",
)  # fmt: skip
REPORTED = re.compile(
    r"\b(?:said|says|announced|confirmed|added)(?:\son\s\w+)?(?:\sthat)?\s([^,.;:“\"()]{20,90})(?=[,.;])"
)


def edits(ground: Ground) -> Iterator[Edit]:
    """Of each quotation of a sentence; and new ones where it has none."""
    marked = list(QUOTED.finditer(ground.text))
    for quoted in marked:
        words = quoted[1].split()
        if len(words) > 2:
            yield from altered(ground, quoted, words)
        if len(words) > 4:
            yield from shortened(ground, quoted, words)
    if marked:
        yield from other_speaker(ground)
        yield from others_said(ground)
    if not marked and not re.search(r"[“”\"‘]", ground.text):
        yield from invented(ground)


def altered(ground: Ground, quoted: re.Match[str], words: list[str]) -> Iterator[Edit]:
    """A word changed, left out of the middle, or two exchanged."""
    middle = 1 + ground.seed % (len(words) - 2)
    ways = {
        "changed": [*words[:middle], ground.pick(OTHER_WORDS), *words[middle + 1 :]],
        "left out": [*words[:middle], *words[middle + 1 :]],
        "exchanged": [*words[: middle - 1], words[middle], words[middle - 1], *words[middle + 1 :]],
    }
    bare = [w.strip(".,;:").lower() for w in words]
    if bare[middle] in (bare[middle - 1], bare[middle + 1]):
        return
    for way in ("changed", "left out" if ground.seed % 2 else "exchanged"):
        yield Edit("altered quotation", ground.put(quoted.start(1), quoted.end(1), " ".join(ways[way])))


def shortened(ground: Ground, quoted: re.Match[str], words: list[str]) -> Iterator[Edit]:
    """One or two words less at an end, none of them a "not" or the like."""
    for first, last in ((1, 0), (0, 1), (2, 0), (0, 2), (1, 1)):
        gone = [w.strip(".,;:—-") for w in (*words[:first], *words[len(words) - last :])]
        kept = words[first : len(words) - last]
        if (
            len(kept) >= 3
            and not any(CHANGING.match(w) for w in gone)
            and not CHANGING.match(kept[-1])
            and kept[-1] not in LOOSE
        ):
            inner = " ".join(kept) + ("," if last and words[-1].endswith(",") else "")
            yield Edit("quotation shortened", ground.put(quoted.start(1), quoted.end(1), inner), True)


def other_speaker(ground: Ground) -> Iterator[Edit]:
    """A quotation given to another person or another country's people, both of the report."""
    for span in ground.spans:
        behind, before = ground.text[span.end :], ground.text[: span.start]
        if not (SAYS.match(behind) or SAID.search(before)) or part_of_name(ground, span):
            continue
        if span.kind == "person":
            swaps = [p for p in ground.people if not parts(p) & parts(span.who) and p not in ground.text]
        else:
            mine = {s.who for s in ground.spans}
            swaps = [s.text for o in ground.others for s in others_of(o) if s.kind == span.kind and s.who not in mine]
            swaps = [t for t in swaps if fits(t, span.text)]
        for other in list(dict.fromkeys(swaps))[:2]:
            yield Edit("wrong speaker", ground.put(span.start, span.end, other))


def others_said(ground: Ground) -> Iterator[Edit]:
    """A quotation of somebody unnamed ("a driver said", "she said") given to somebody named."""
    found = re.search(rf"[”\"],?\s((?:an?(?:\s[a-z-]+){{1,3}}|he|she))\s{SPEECH}\b", ground.text)
    found = found or re.match(rf"^(An?(?:\s[a-z-]+){{1,3}}|He|She)\s{SPEECH}\b", ground.text)
    if found:
        named = ground.people if found[1].split()[0].lower() in ("a", "an") else STRANGERS
        if named:
            yield Edit("wrong speaker", ground.put(found.start(1), found.end(1), ground.pick(named)))


def invented(ground: Ground) -> Iterator[Edit]:
    """Reported words put into quotation marks; a saying of nobody's put behind."""
    if found := REPORTED.search(ground.text):
        yield Edit("invented quotation", ground.put(found.start(1), found.end(1), f"“{found[1]}”"))
    run = re.search(r"(?<=\s)(?:[a-z][\w-]+\s){3,6}[a-z][\w-]+(?=[\s.,])", ground.text)
    if run and ground.seed % 3 == 0:
        yield Edit("invented quotation", ground.put(run.start(), run.end(), f"“{run.group()}”"))
    if ground.seed % 5 == 0 and ground.text.endswith("."):
        yield Edit("invented quotation", f"{ground.text[:-1]}, adding: “{ground.pick(SAYINGS)}”.")
