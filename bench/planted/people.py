"""People: strangers to the report, others of the report, roles exchanged; and the same by another form of the name."""

import re
from collections.abc import Iterator

from bench.planted.ground import BEFORE, Edit, Ground, Span, parts
from bench.planted.places import part_of_name, printed

STRANGERS = (
    "Tomasz Wierzbicki", "Aroha Ngata", "Yusuf Demirkan", "Li Guangrong", "Marit Solberg", "Chukwuma Eze",
    "Ingrid Halvorsen", "Rashid al-Mansouri", "Park Jin-tae", "Lucía Barrenechea", "Desta Alemayehu", "Nguyen Van Thuc",
)  # fmt: skip
ACTS = [
    "told",
    "visit|ed|s|ing",
    "welcom|ed|es",
    "recall|ed",
    "accus|ed|es|ing",
    "urg|ed|es|ing",
    "brief|ed",
    "thank|ed|s|ing",
    "invit|ed|es|ing",
    "receiv|ed|es",
    "summon|ed|s",
    "prais|ed|es",
    "condemn|ed|s",
    "warn|ed|s|ing",
    "assur|ed",
    "inform|ed",
    "criticis|ed|es",
    "criticiz|ed|es",
    "ask|ed|s|ing",
    "sent",
    "send|s|ing",
    "gave",
    "give|s",
    "hand|ed|s",
    "offer|ed|s",
    "promis|ed|es",
    "paid",
    "pay|s",
    "lent",
    "lend|s",
    "sold",
    "sell|s",
    "ow|ed|es",
    "expel|led|s",
    "su|ed|es",
    "replac|ed",
    "succeed|ed",
    "defeat|ed|s",
    "attack|ed|s",
    "blam|ed|es",
    "host|ed|s|ing",
    "escort|ed",
    "press|ed",
    "congratulat|ed",
    "grant|ed|s",
    "bann|ed",
    "sanction|ed|s",
    "award|ed",
    "persuad|ed",
    "remind|ed",
    "rebuk|ed",
    "answer|ed",
    "suppl|y|ies|ied",
    "fin|ed",
    "board|ed|s",
    "arrest|ed",
    "detain|ed",
    "seiz|ed|es",
    "beat",
    "left",
    "leav|es|ing",
    "reach|ed|es",
    "followed",
    "overt|ook",
]
ACT = "|".join(stem + (f"(?:{'|'.join(ends)})?" if ends else "") for stem, *ends in (act.split("|") for act in ACTS))
GAP = re.compile(rf"^(?:['’]s)?(?:\s[\w-]+){{0,3}}\s(?:{ACT})(?:\s[\w-]+){{0,4}}\s$")
GIVEN = re.compile(
    r"^['’]s(?:\s[a-z-]+){0,2}\s(?:loan|gift|letter|message|visit|invitation|offer|debt|exports|aid|request|apology|warning|"
    r"ambassador|envoy|consul|answer|reply|note|sales|deliveries)\s(?:to|from)\s(?:the\s)?$"
)
BROKEN = re.compile(
    r"\b(?:and|with|that|said|by|who|which|or|was|were|been|be|as|not|both|if|when|where|between|than|it|he|she|they)\b|[,;:]"
)
MUTUAL = re.compile(
    r"\b(?:met|meets?|meeting|between|both|two|talks|border|relations|ties|and|or|with|neighbou?rs?|each|respectively)\b"
)
FROM = re.compile(r"\bfrom\s(?:the\s)?$")
TO = re.compile(r"^\sto\s(?:the\s)?$")


def edits(ground: Ground) -> Iterator[Edit]:
    """Of the first two people a sentence names, and of every pair of sides."""
    people = [s for s in ground.spans if s.kind == "person"]
    named = {part for s in people for part in parts(s.who)}
    for span in people[:2]:
        yield Edit("person not in it", ground.put(span.start, span.end, ground.pick(STRANGERS, span.who)))
        swaps = [p for p in ground.people if not parts(p) & named and p not in ground.text]
        swaps = [p for p in swaps if not ground.true_elsewhere(re.split(r"[\s-]+", p)[-1])]
        if swaps:
            yield Edit("other person", ground.put(span.start, span.end, ground.pick(swaps)))
        yield from aliases(ground, span)
    yield from roles(ground)
    yield from exchanged(ground)


def roles(ground: Ground) -> Iterator[Edit]:
    """The two sides of an act the other way round; "from A to B" and "A's loan to B" too."""
    for one, other in zip(ground.spans, ground.spans[1:], strict=False):
        gap = ground.text[one.end : other.start]
        alike = (one.kind == "person") == (other.kind == "person") and one.who != other.who
        if not alike or "IGO" in (one.who, other.who) or part_of_name(ground, one) or part_of_name(ground, other):
            continue
        act = GIVEN.match(gap) or (GAP.match(gap) and not BROKEN.search(gap))
        if act or (TO.match(gap) and FROM.search(ground.text[: one.start])):
            first, last = other.text, one.text
            if one.kind != other.kind:
                first, last = printed(other.who, one.kind), printed(one.who, other.kind)
            yield Edit("roles", ground.put(one.start, other.end, first + gap + last))


def exchanged(ground: Ground) -> Iterator[Edit]:
    """Two countries of a sentence exchanged, or two people of whom one has an office, where that is no mere order."""
    for one, other in zip(ground.spans, ground.spans[1:], strict=False):
        gap, whole = ground.text[one.end : other.start], ground.text
        if one.kind != other.kind or one.who == other.who or part_of_name(ground, one) or part_of_name(ground, other):
            continue
        office = BEFORE.search(whole[: one.start]) is not None or re.match(r"^,\s(?:an?|the)\s", whole[one.end :])
        apart = 3 <= len(gap.split()) <= 9 and not MUTUAL.search(whole) and one.end - one.start > 2
        if apart and (office if one.kind == "person" else True) and "IGO" not in (one.who, other.who):
            yield Edit("sides exchanged", ground.put(one.start, other.end, other.text + gap + one.text))


def aliases(ground: Ground, span: Span) -> Iterator[Edit]:
    """The surname for the full name and the full name for the surname, and hyphens of given names: harmless."""
    last = re.split(r"\s+", span.who)[-1]
    bearers = [p for p in ground.people if parts(p) & {last.lower()}]
    if span.text != span.who and len(bearers) == 1:
        yield Edit("alias", ground.put(span.start, span.end, span.who), True)
    elif span.text == span.who and len(bearers) == 1 and "-" not in last and span.who.count(" ") == 1:
        yield Edit("alias", ground.put(span.start, span.end, last), True)
    if hyphen := re.fullmatch(r"([A-Z]\w+ [A-Z]\w+)-([a-z])(\w+)", span.text):
        new = f"{hyphen[1]} {hyphen[2].upper()}{hyphen[3]}"
        yield Edit("alias", ground.put(span.start, span.end, new), True)
