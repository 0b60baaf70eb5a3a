"""Who holds an office, takes one or leaves it, as a sentence tells it: evidence for `terms`.

An office in a title or an apposition is held on the day of the report, unless the words before it say otherwise: a
former one has ended, an outgoing holder is leaving, an incoming one is named. Besides, sentences tell of the change
itself: was appointed, became, resigned as, was replaced by, succeeds. Only what is told as done counts: not "may
resign", "refused to resign", "if he is elected", nor what is only demanded or rumoured.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from communique.lexicon import countries, dates
from communique.model import Holding, Report, Tells, identity
from communique.record import offices
from communique.record.memory import Person, Seen

MARKS: dict[str, Tells] = {
    "former": "ended", "ex": "ended", "late": "ended", "then": "ended", "one-time": "ended", "erstwhile": "ended",
    "ousted": "ended", "deposed": "ended",
    "outgoing": "leaving", "departing": "leaving", "incoming": "named", "designate": "named", "elect": "named",
}  # fmt: skip
BEHIND = ("designate", "elect")
BEFORE = tuple(mark for mark in MARKS if mark not in BEHIND)
MARK = re.compile(rf"\b({'|'.join(BEFORE)})[ -]((?:[\w.]+(?:['’]s?)? ){{0,3}})$", re.I)
LEADING = re.compile(rf"({'|'.join(BEFORE)})[ -]+", re.I)
TRAILING = re.compile(rf"[ -]({'|'.join(BEHIND)})\b", re.I)
DOUBT = re.compile(
    r"\b(?:if|whether|unless|until|den(?:y|ies|ied)|rumou?rs?|speculation|allegations?|calls?|called|calling|demand\w*"
    r"|urg\w+|ask\w*|want\w*|suggest\w*|possib\w+|should|may|might|could|would|not|never|no)\b[^,;]*$",
    re.I,
)
WAY = r",? (?:who )?(?:also )?"
ADVERB = r"(?:(?:\w+ly|again|also|then|later) )?"
WHEN = r"(?:(?:(?:on|in|last|this|earlier) (?:(?:on|this) )?)?(?:[A-Z]\w+|year|month|week)(?: \d{1,2})?(?:,? \d{4})? )?"
GIVEN = "appointed|named|elected|re-elected|reelected|sworn in|inaugurated|confirmed|chosen|installed|reappointed"
DROPPED = "dismissed|removed|sacked|fired|ousted|toppled|deposed|relieved of (?:his|her) duties"
TAKEN = re.compile(
    rf"{WAY}(?:(?:was|were|has been|had been|is|,) {ADVERB}(?:{GIVEN}) (?:by [^,;]{{1,60}}? )?{WHEN}"
    rf"(?:as |to be |to serve as )?|(?:has |had )?{ADVERB}(?:became|becomes|become|took office {WHEN}as"
    rf"|took over {WHEN}as|assumed (?:office as|the office of|the post of)) )"
)
LEFT = re.compile(
    rf"{WAY}(?:(?:has |had )?{ADVERB}(?:resigned|stepped down|steps down|quit|retired|resigns)"
    rf"|(?:was|were|has been|had been) {ADVERB}(?:{DROPPED}))(?: {WHEN})? ?"
    r"(?:(?:from (?:office|the post|his post|her post|the position) )?as |from (?:the )?(?:post|office|position) of )?"
)
SINCE = re.compile(rf"{WAY}(?:has (?:been|served as)|had (?:been|served as)) ")
NAMED = re.compile(
    rf"{WAY}(?:(?:will be|is to be|is due to be|is set to be) (?:{GIVEN}) |(?:was|has been|is) {ADVERB}nominated "
    r"|(?:will|is to|is set to|is due to) (?:become|take over) )(?:as |to be |for |to become )?"
)
FOLLOWS = re.compile(
    rf"{WAY}(?:has |had )?{ADVERB}(?:succeeds|succeeded|replaces|replaced|took over from|takes over from) "
)
FOLLOWED = re.compile(rf"{WAY}(?:was|is|has been|had been) {ADVERB}(?:succeeded|replaced) {WHEN}by ")
APPOINTS = re.compile(r"\b(?:appointed|named|elected|re-elected|swore in|installed|reappointed) $")
DROPS = re.compile(r"\b(?:dismissed|sacked|fired|removed|ousted|toppled|deposed) $")
INSTEAD = re.compile(r"(?:,? (?:on|in) [A-Z]\w+(?: \d{1,2})?)?,? (?:replacing|succeeding) ")
CALLED = re.compile(r",? (?:as|to be|to serve as|in the office of|from the post of) ")
OPENING = re.compile(r"(?:(?:the|its|his|her|their|a|an|new|next|country['’]s|nation['’]s) )*")
OF_NAME = re.compile(r" (?:of|for) (?:the )?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|for|and|the) )*[A-ZÀ-Þ][\w'’.-]*)*")
OF_AFFAIRS = re.compile(r" (?:of|for) (?:the )?[a-z]+(?: and [a-z]+)?(?: affairs)?\b(?! \w+ed)")
OWN: tuple[tuple[re.Pattern[str], Tells], ...] = ((TAKEN, "began"), (LEFT, "ended"), (NAMED, "named"))
TWO: tuple[tuple[re.Pattern[str], Tells, Tells], ...] = ((FOLLOWS, "began", "ended"), (FOLLOWED, "ended", "began"))
BEFORE_DAY = re.compile(r"[ ,]*(?:(?:late|early|back)? ?(?:on|in|since|from) |last |this )?")


class Change(NamedTuple):
    """A change of office as a sentence tells it: who, which office (empty for the one the person has) of which country,
    where the words that tell it begin and end."""

    person: Person
    office: "Named"
    tells: Tells
    start: int
    end: int


class Named(NamedTuple):
    """An office as a sentence names it, with its country where that stands before it; empty words for none."""

    words: str = ""
    code: str | None = None


def held(report: Report, index: int, text: str, seen: Sequence[Seen], anchor: date | None) -> Iterator[Holding]:
    """What a sentence says of offices; `seen` are the people in it, `anchor` the day of the report."""
    told = list(changes(text, seen))
    left = {change.person.key for change in told if change.tells == "ended"}
    for one in seen:
        for office in one.told:
            words, tells = marked(text, office)
            passed = tells == "holds" and (office.former or one.person.key in left)
            if words and not passed and replace(office, words=words, former=False).held:
                yield _holding(report, index, one.person, words, one.code or one.person.code, tells, anchor, None)
    for change in told:
        words = change.office.words or _only(change.person)
        if not words or not offices.Office(words=words, start=change.start, end=change.end).held:
            continue
        found = next(iter(countries.find(words)), None)
        code = change.office.code or (found.code if found is not None else change.person.code)
        since = _day(text, change, anchor)
        tells = "named" if since and anchor and since > anchor.isoformat() and change.tells == "began" else change.tells
        yield _holding(report, index, change.person, words, code, tells, anchor, since)


def _holding(
    report: Report, index: int, person: Person, words: str, code: str | None, tells: Tells, anchor: date | None,
    since: str | None,
) -> Holding:  # fmt: skip
    more = () if tells == "holds" else (tells,)
    return Holding(
        id=identity("h", report.id, report.version, person.key, words, *more), person=person.name, office=words,
        report=report.id, sentence=index, code=code, version=report.version,
        day=anchor.isoformat() if anchor else None, tells=tells, since=since,
    )  # fmt: skip


def marked(text: str, office: offices.Office) -> tuple[str, Tells]:
    """The words of an office without what says that it is past or to come, and what that makes of it."""
    leading = LEADING.match(office.words)
    if leading:
        return offices.clean(office.words[leading.end() :]), MARKS[leading[1].lower()]
    trailing = TRAILING.search(office.words)
    if trailing:
        return office.words[: trailing.start()] + office.words[trailing.end() :], MARKS[trailing[1].lower()]
    before = MARK.search(text[: office.start])
    between = before[2].strip() if before else ""
    if before and (not between or _is_country(between)):
        return office.words, MARKS[before[1].lower()]
    return office.words, "holds"


def _is_country(words: str) -> bool:
    found = next(iter(countries.find(words)), None)
    return found is not None and found.start == 0 and not words[found.end :].strip("'’s ")


def changes(text: str, seen: Sequence[Seen]) -> Iterator[Change]:
    """Those who take or leave an office in a sentence."""
    for one in seen:
        if DOUBT.search(text[: one.start]):
            continue
        at = max(one.end, one.until)
        of = next((c.end for c in countries.find(text) if re.fullmatch(r" of (?:the )?", text[at : c.start])), None)
        at = of or at
        yield from _own(text, one, at, seen)
        yield from _of_two(text, one, at, seen)
        yield from _by_others(text, one)


def _own(text: str, one: Seen, at: int, seen: Sequence[Seen]) -> Iterator[Change]:
    for pattern, tells in OWN:
        found = pattern.match(text, at)
        if found is None:
            continue
        office, end = _office(text, found.end())
        if office.words or (tells == "ended" and not re.match(r"\s*(?:from|as)\b", text[found.end() :])):
            yield Change(one.person, office, tells, at, end)
            follows = INSTEAD.match(text, end) if tells == "began" else None
            other = _next(follows.end(), one, seen) if follows else None
            if other is not None:
                yield Change(other.person, office, "ended", at, end)
    found = SINCE.match(text, at) or SINCE.match(text, one.end)
    if found is not None:
        office, end = _office(text, found.end())
        if office.words and re.match(r",? since ", text[end:]):
            yield Change(one.person, office, "began", at, end)


def _next(at: int, one: Seen, seen: Sequence[Seen]) -> Seen | None:
    """Somebody else whose name, or the title before it, begins here."""
    titled = (
        (two, min([o.start for o in two.told], default=two.start)) for two in seen if two.person is not one.person
    )
    return next((two for two, start in titled if start - 20 <= at <= two.start), None)


def _of_two(text: str, one: Seen, at: int, seen: Sequence[Seen]) -> Iterator[Change]:
    """One who succeeds another: the first begins, the second ends, or the other way round."""
    for pattern, first, second in TWO:
        found = pattern.match(text, at)
        if found is None:
            continue
        other = _next(found.end(), one, seen)
        end = max(other.end, other.until) if other else found.end()
        called = CALLED.match(text, end)
        office, end = _office(text, called.end()) if called else (Named(), end)
        titles = (*one.told, *(other.told if other else ()))
        office = office if office.words else Named(next((marked(text, o)[0] for o in titles), ""))
        if office.words:
            yield Change(one.person, office, first, at, end)
            if other is not None:
                yield Change(other.person, office, second, at, end)


def _by_others(text: str, one: Seen) -> Iterator[Change]:
    """One whom somebody else appoints or dismisses."""
    if text[one.end : one.end + 2] in {"'s", "’s"}:
        return
    begin = min([o.start for o in one.told if o.start < one.start], default=one.start)
    lead = re.sub(r"(?:\b(?:the|its|his|her|former|new)|[A-Z]\w+(?:['’]s)?) $", "", text[:begin])
    opening = next((t for t in (text[:begin], lead) if APPOINTS.search(t) or DROPS.search(t)), "")
    called = CALLED.match(text, one.end) or re.compile(" ").match(text, one.end)
    office, end = _office(text, called.end()) if called else (Named(), one.end)
    if APPOINTS.search(opening) and office.words:
        yield Change(one.person, office, "began", begin, end)
    elif DROPS.search(opening):
        office = office if office.words else Named(next((marked(text, o)[0] for o in one.told), ""))
        if office.words:
            yield Change(one.person, office, "ended", begin, end)


def _office(text: str, at: int) -> tuple[Named, int]:
    """The office whose words begin here, and where they end; an empty one where none does."""
    opening = OPENING.match(text, at)
    begin = opening.end() if opening else at
    country = next((c for c in countries.find(text) if c.start == begin), None)
    inner = re.compile(r"['’]?s? ").match(text, country.end) if country else None
    begin = inner.end() if inner else begin
    title = offices.title_pattern().match(text, begin)
    if title is None:
        return Named(), at
    end = title.end()
    phrase = OF_NAME.match(text, end)
    affairs = OF_AFFAIRS.match(text, end) if title[0].lower().endswith(("minister", "secretary")) else None
    end = phrase.end() if phrase else affairs.end() if affairs else end
    return Named(offices.clean(text[begin:end]), country.code if country and inner else None), end


def _only(person: Person) -> str:
    """The one office a person has been told with; empty for none and for several."""
    return person.offices[0] if len(person.offices) == 1 else ""


def _day(text: str, change: Change, anchor: date | None) -> str | None:
    """The day of a change: one that stands within its words or right behind them."""
    for found in dates.find(text, anchor):
        if found.first is None or found.first != found.last or found.precision != "day":
            continue
        inside = change.start <= found.start and found.end <= change.end
        behind = found.start >= change.end and BEFORE_DAY.fullmatch(text[change.end : found.start])
        if inside or behind:
            return found.first.isoformat()
    return None
