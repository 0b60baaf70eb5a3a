"""The numbers of a sentence against those that reports give for the same thing."""

from collections.abc import Iterator

from communique.briefs.digest.case import Case, Fault
from communique.briefs.digest.told import Told
from communique.briefs.gate import slots, words
from communique.briefs.gate.words import Token
from communique.lexicon.numbers import FoundNumber

AS_NEAR = 0.8
"""The claimed number must stand in a sentence this near, against one with another number of the same thing."""
MEETING = frozenset(map(words.stem, ("meeting", "talks", "conversation")))
IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = 3
"""How many words behind a number tell what it counts."""


def checked(of: Case) -> Iterator[Fault]:
    """Every number of a claim."""
    text = of.claim.text
    quoted = [(q.start, q.end) for q in of.claim.quotes]
    for number in of.claim.numbers:
        if part_of_name(text, number) or any(a <= number.start < b for a, b in quoted):
            continue
        if number.value == 2 and number.unit in slots.PAIRS:
            continue
        yield from number_fault(of, number)


def part_of_name(text: str, number: FoundNumber) -> bool:
    """Whether a number belongs to a name: COVID-19, G7."""
    return number.start > 1 and text[number.start - 1] in "-–" and text[number.start - 2].isalpha()


def number_fault(of: Case, number: FoundNumber) -> Iterator[Fault]:
    """The number must be in a sentence that tells of the same; another one that counts the same thing is the right."""
    thing = counted(of, of.claim, number)
    rows = of.near(number.start, number.end, part=0.5)
    there = max((mark for mark, line in rows for n in line.numbers if equal(number, n)), default=0.0)
    others = [
        (mark, n, line)
        for mark, line in rows
        for n in line.numbers
        if not accounted(of, n, counted(of, line, n)) and comparable(number, n, thing, counted(of, line, n))
    ]
    printed = of.claim.text[number.start : number.end]
    if there and (not others or there >= AS_NEAR * others[0][0]):
        return
    same = [(line, n) for line in of.lines for n in line.numbers if equal(number, n)]
    if any(comparable(number, n, thing, counted(of, line, n)) for line, n in same):
        return
    if not others and not there:
        others = [(0.0, n, line) for line in of.lines for n in line.numbers if alike(of, number, line, n)][:1]
    if of_meetings(of, number) and not others:
        yield from more_meetings(of, number)
    elif others:
        _, n, line = others[0]
        yield Fault("number", f"the page says “{printed}”; {of.cite(line)} has “{n.text}”", n.text, line)
    elif not any(equal(number, n) for line in of.lines for n in line.numbers):
        yield Fault("number", f"no report gives “{printed}” for it", grave=False)


def accounted(of: Case, number: FoundNumber, thing: frozenset[str]) -> bool:
    """Whether a report's number is one that the claim has too, of the same thing."""
    return any(
        equal(mine, number) and comparable(mine, number, counted(of, of.claim, mine), thing)
        for mine in of.claim.numbers
    )


def equal(one: FoundNumber, other: FoundNumber) -> bool:
    """Whether two numbers are one, both counts or both places in an order."""
    return one.ordinal == other.ordinal and slots.same_number(one, other)


def alike(of: Case, number: FoundNumber, line: Told, other: FoundNumber) -> bool:
    """Whether a number anywhere in the story counts the same by two words: "fourth-ranked leader"."""
    mine, theirs = (behind(told, n) for told, n in ((of.claim, number), (line, other)))
    same = sum(any(not of.shelf.saying(a.stem).isdisjoint(words.alike(b.stem)) for b in theirs) for a in mine)
    return number.ordinal == other.ordinal and number.value != other.value and same > 1


def of_meetings(of: Case, number: FoundNumber) -> bool:
    """Whether a number counts meetings."""
    return bool(counted(of, of.claim, number) & MEETING) and number.value == int(number.value)


def more_meetings(of: Case, number: FoundNumber) -> Iterator[Fault]:
    """More meetings than the reports of the story tell of together, as the record has them."""
    people = [" ".join(n.key) for n in of.people()]
    codes = {t.stem.removeprefix("@") for t in of.claim.tokens if t.kind}
    held = [m for m in of.meetings() if set(people) & set(m.people) or (not people and len(codes & set(m.codes)) > 1)]
    held = held or list(of.meetings())
    if not held or number.value <= len(held):
        return
    value = IN_WORDS[len(held)] if len(held) < len(IN_WORDS) else str(len(held))
    told = "; ".join(m.told for m in held)
    printed = of.claim.text[number.start : number.end]
    yield Fault("number", f"the page says “{printed}”; the reports together tell of {value}: {told}", value, None)


def counted(of: Case, line: Told, number: FoundNumber) -> frozenset[str]:
    """The stems of what a number counts: the words behind it, and what says the same."""
    return frozenset(s for t in behind(line, number) for s in of.shelf.saying(t.stem))


def behind(line: Told, number: FoundNumber) -> list[Token]:
    """The words that tell what a number counts."""
    after = [t for t in line.tokens if t.start > number.start and words.meaningful(t) and not t.text[0].isdigit()]
    return after[:COUNTED]


def comparable(one: FoundNumber, other: FoundNumber, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two numbers count the same thing."""
    if one.ordinal != other.ordinal:
        return False
    if money(one) or money(other):
        return one.unit == other.unit
    return not mine.isdisjoint(theirs)


def money(number: FoundNumber) -> bool:
    """Whether a number is a sum of money or a part of a hundred."""
    return number.unit in ("%", "USD", "EUR", "GBP", "CNY", "JPY", "KRW", "RUB", "INR")
