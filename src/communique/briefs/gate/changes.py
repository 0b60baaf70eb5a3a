"""What differs between a claim and the sentence it was made from, item by item."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from communique.briefs.gate import opposites, words
from communique.briefs.gate.items import Item, content, loose
from communique.briefs.gate.orders import exchanged, party
from communique.briefs.gate.slots import said, same_days, same_number
from communique.model import Reason

SLOTS = frozenset(["day", "number", "name", "country"])
JOINTS, RELATIVES = frozenset(["and", "while", "but"]), frozenset(["who", "which", "whom", "whose"])
KINDS = {"day": "date", "number": "number", "name": "name", "country": "name"}


class Difference(NamedTuple):
    """Something that is not the same: the item of the claim and that of the sentence, where there is one, and the
    reason in words."""

    item: Item | None
    other: Item | None
    reason: Reason


class Changes(NamedTuple):
    """How many items a claim has, those that are the same, what is contrary, and whether something is new."""

    items: int
    kept: tuple[Item, ...]
    contrary: tuple[Difference, ...]
    open: bool


def between(mine: Sequence[Item], theirs: Sequence[Item], *, movable: bool = False) -> Changes:
    """The claim's items beside the sentence's. `movable`: there is one day and one clause: it may stand anywhere."""
    every, theirs = theirs, [i for i in theirs if not loose(i)]
    mine = fitted([i for i in mine if not loose(i)], theirs)
    matcher = SequenceMatcher(None, [i.key for i in theirs], [i.key for i in mine], autojunk=False)
    blocks = matcher.get_opcodes()
    kept = [i for tag, _, _, low, high in blocks if tag == "equal" for i in mine[low:high]]
    added_in = [i for tag, _, _, low, high in blocks if tag != "equal" for i in mine[low:high]]
    gone = [i for tag, low, high, _, _ in blocks if tag != "equal" for i in theirs[low:high]]
    if turned := exchanged(mine, theirs):
        one, other = turned
        reason = Reason(kind="attribution", text=f"roles: the source has {other.text} where this has {one.text}")
        return Changes(len(mine), tuple(mine), (Difference(one, other, reason),), False)
    contrary: list[Difference] = []
    new = False
    for tag, first, last, low, high in blocks:
        if tag == "delete" and low and (doer := taken_over(every, theirs[first : last + 1], mine[low - 1])):
            reason = Reason(kind="attribution", text=f"roles: the source has {doer.text}, not {mine[low - 1].text}")
            contrary.append(Difference(mine[low - 1], doer, reason))
        elif tag != "equal":
            stretch = [i for i in theirs[first:last] if not (i.kind == "word" and stands(i, added_in))]
            found, added = changed(stretch, mine[low:high], gone, theirs[last : last + 1], movable)
            contrary += found
            new = new or added
    return Changes(len(mine), tuple(kept), tuple(contrary), new)


def taken_over(every: Sequence[Item], gone: Sequence[Item], before: Item) -> Item | None:
    """Who did in the sentence what a claim gives to the party `before` it, by leaving out what that one did and who did
    the next: "Rojas promised" of "Rojas stressed …, and Vega promised", or of "Rojas said that Vega promised". `gone`
    ends with the verb that is kept."""
    if len(gone) < 3 or not (party(before) or proper(before)):
        return None
    *did, doer, verb = gone
    if not (party(doer) or proper(doer)) or not verbal(verb) or not any(map(verbal, did)) or same(before, doer):
        return None
    aside = any(i.text.lower() in RELATIVES for i in every if i.start < doer.start)
    shared = any(i.text.lower() in JOINTS for i in every if doer.end <= i.start < verb.start)
    lead = [i for i in every if did[0].start <= i.start < doer.start]
    titles = words.known("offices")
    while lead and (lead[-1].text.lower() == "that" or lead[-1].kind == "country" or lead[-1].key in titles):
        lead.pop()
    joined = bool(lead) and (lead[-1].text.lower() in JOINTS or lead[-1].key in words.known("speech"))
    return doer if joined and not aside and not shared else None


def verbal(item: Item) -> bool:
    """Whether an item is a verb that tells an act or words: in the past, or of what is to come."""
    past = item.text.endswith("ed") or item.text.lower() in words.table()["irregular"]
    return item.kind == "plan" or (item.kind == "word" and (past or item.key in words.known("speech")))


def changed(
    theirs: Sequence[Item], mine: Sequence[Item], gone: Sequence[Item], following: Sequence[Item], movable: bool
) -> tuple[list[Difference], bool]:
    """What is contrary in one stretch that differs, and whether something in it has to be looked for elsewhere. `gone`
    is all that the claim has not kept in place, `following` what comes next in the sentence; `movable` days of it may
    stand anywhere."""
    contrary: list[Difference] = []
    new = False
    for item in mine:
        if against := contradicted(item, theirs, mine):
            contrary.append(against)
        elif item.kind == "no" or item.kind == "plan":
            contrary += marked(item, theirs)
        elif not stands(item, theirs):
            moved = movable and item.kind == "day" and stands(item, gone)
            turning = item.text.lower() in words.known("turning")
            new = new or (not moved and (content(item) or turning))
    contrary += unmarked(theirs, mine, following)
    return contrary, new


def contradicted(item: Item, theirs: Sequence[Item], mine: Sequence[Item]) -> Difference | None:
    """What speaks against an item of a stretch that stands where the sentence has another one of its kind."""
    if stands(item, theirs):
        return None
    heavy, ours = [t for t in theirs if content(t)], [m for m in mine if content(m)]
    if item.kind in SLOTS:
        others = [t for t in theirs if t.kind == item.kind]
        if not others and len(heavy) == len(ours) == 1:
            others = [t for t in theirs if item.kind == "number" or (party(item) and (party(t) or proper(t)))]
        if not others or any(may_be(item, t) for t in others):
            return None
        told = said(others[0].day) if others[0].day else others[0].text
        reason = Reason(kind=kind_of(item), text=f"not {item.text}: the source has {told}")
        return Difference(item, others[0], reason)
    if item.kind != "word":
        return None
    for other in theirs:
        if other.kind in ("word", "no") and opposites.opposed(item.key, other.key, item.text, other.text):
            text = f"“{item.text}”: the source says the opposite, “{other.text}”"
            return Difference(item, other, Reason(kind="unsupported", text=text))
    swapped = [t for t in heavy if (party(t) or proper(t)) == proper(item) and t.kind in ("word", "name", "country")]
    if content(item) and swapped and words.stem(item.text) not in words.known("glue") and len(heavy) <= len(ours) + 1:
        text = f"“{item.text}”: the source has “{swapped[0].text}”"
        return Difference(item, swapped[0], Reason(kind=kind_of(item), text=text))
    return None


def may_be(item: Item, other: Item) -> bool:
    """Whether two parties may be one: a country and its capital, a body and its acronym."""
    if item.kind == other.kind == "country":
        return item.key == other.key
    return item.kind == "name" and any(len(w) > 2 and w.isupper() for w in f"{item.text} {other.text}".split())


def proper(item: Item) -> bool:
    """Whether a word is printed as a name."""
    return item.kind == "word" and item.text[:1].isupper() and content(item) and item.key not in words.known("offices")


def kind_of(item: Item) -> str:
    """The kind of reason an item gives rise to."""
    if item.kind == "country" and item.seat:
        return "place"
    return KINDS.get(item.kind, "name" if proper(item) else "unsupported")


def marked(item: Item, theirs: Sequence[Item]) -> list[Difference]:
    """What speaks against a "not" or a "will" that the sentence has not."""
    if any(t.kind == item.kind for t in theirs):
        return []
    if item.kind == "no":
        text = f"the claim says “{item.text}”; the source says the opposite"
        return [Difference(item, None, Reason(kind="negation", text=text))]
    text = f"“{item.text}”: told as planned or possible; the source has it as a fact"
    return [Difference(item, None, Reason(kind="modality", text=text))]


def unmarked(theirs: Sequence[Item], mine: Sequence[Item], following: Sequence[Item]) -> list[Difference]:
    """What speaks against leaving out a "not" or a "will" while keeping what it was said of."""
    found = []
    for at, item in enumerate(theirs):
        if item.kind not in ("no", "plan") or any(m.kind == item.kind for m in mine):
            continue
        scope = [t for t in theirs[at + 1 :] if content(t) and t.kind not in ("no", "plan")]
        if (scope and not any(content(m) for m in mine)) or not (scope or following):
            continue
        if item.kind == "no":
            text = f"without the “{item.text}” of the source; it says the opposite"
        else:
            text = f"told as a fact; the source has “{item.text}”, as planned or possible"
        found.append(Difference(None, item, Reason(kind="negation" if item.kind == "no" else "modality", text=text)))
    return found


def fitted(mine: Sequence[Item], theirs: Sequence[Item]) -> list[Item]:
    """The claim's items under the keys of those of the sentence that say the same."""
    keys = {t.key for t in theirs}
    found = [item.key if item.key in keys and not item.seat else fit(item, theirs) for item in mine]
    return [i if i.key == key else i._replace(key=key) for i, key in zip(mine, found, strict=True)]


def fit(item: Item, theirs: Sequence[Item]) -> str:
    """The key of what says the same as an item; its own if nothing does. A capital is not its whole country."""
    if item.kind == "country":
        there = [t for t in theirs if t.key == item.key]
        return f"{item.key} capital" if there and not any(t.seat for t in there) else item.key
    other = counterpart(item, theirs)
    return other.key if other else item.key


def same(item: Item, other: Item) -> bool:
    """Whether an item of the claim says what one of the sentence says."""
    if item.key == other.key and item.kind == other.kind:
        return item.kind != "country" or other.seat >= item.seat
    if item.day and other.day:
        whole = item.day.precision != "span" and same_days(item.day, other.day)
        return whole or words.plain(item.text) == words.plain(other.text)
    if item.number and other.number:
        return same_number(item.number, other.number)
    if other.kind == "name":
        parts, theirs = set(item.key.split()), set(other.key.split())
        if item.kind == "name":
            return parts <= theirs or theirs <= parts or item.key.replace(" ", "") == other.key.replace(" ", "")
        return item.kind == "word" and proper(item) and words.plain(item.text) in theirs
    if item.kind == other.kind == "word":
        return other.key in words.alike(item.key)
    return item.kind == "number" and other.kind == "word" and item.text.lower() == other.text.lower()


def counterpart(item: Item, theirs: Sequence[Item]) -> Item | None:
    """The first among these that says what an item says; a word is only looked for among words and names."""
    if item.kind != "word":
        return next((other for other in theirs if same(item, other)), None)
    alike = words.alike(item.key)
    for other in theirs:
        if other.kind == "word":
            if other.key in alike:
                return other
        elif other.kind == "name" and same(item, other):
            return other
    return None


def stands(item: Item, theirs: Sequence[Item]) -> bool:
    """Whether anything among these says what an item says."""
    return counterpart(item, theirs) is not None
