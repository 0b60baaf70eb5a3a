"""Sentences of different reports that tell of the same thing, and what of each can be laid beside the other."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache

from communique import times
from communique.briefs.dossier import Evidence
from communique.briefs.telling import voices
from communique.lexicon import SENTENCES_KEPT, countries, dates, spelling
from communique.lexicon.dates import FoundDate
from communique.model import Report, slug

MOST, DEEP = 400, 25
"""Sentences compared in a story, and of one report: comparing costs their square."""
FEW, LEAST = 2, 0.34
"""Shared words and likeness below which two sentences are not compared at all."""
TAIL = re.compile(
    rf",? (?:(?:the |its |his |her )?[\w'’ -]{{2,50}} {voices.SAYING}(?: (?:on|in) (?:the )?[A-Z]\w+)*"
    rf"|{voices.SAYING} (?:the )?[\w'’ -]{{2,50}}|according to [^,;.]+)\.?$"
)
LEAD = re.compile(
    r"^(?:According to [^,]{2,60}, |[\w'’ ,-]{2,60}? (?:said|reported)(?: (?:on|late on) \w+day)?(?: in \w+)?"
    r"(?: that (?!it\b)|: ))"
)
REPORTING = re.compile(
    rf"(?:{voices.SAYING}|news agency|media|television|read-?out|statement|report|dispatch)\b[^.,;]{{0,25}}$"
    r"|according to [^.;]{0,60}$",
    re.I,
)
TO_COME = re.compile(r"\b(?:to|will|would|could|should|may|might|must)(?: be)? \w+")
BOUNDS = re.compile(r"\b(?:since|until|till|before|after|by|from|of)\s+(?:the\s+)?$")
POINTING = re.compile(r"(?:It|They|This|These|That|Its|Their|Among them|He|She|Both|The two|The \w+ (?:is|was|runs))\b")
AHEAD = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) to|(?:is|are) (?:due|set|expected)|plans?|planned|may|might|could|should)\b"
)
AGAIN = re.compile(r"\b(?:again|second time|another|once more|resumed)\b", re.I)
STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at for by with from and or but that this these those it its their his her they he she we "
        "is are was were be been will would has have had not as also said says which who whom than then there two both "
        "more most very into over between about after before all any such other some our us up off out so near outside "
        "when where while during under through monday tuesday wednesday thursday friday saturday sunday january "
        "february march april may june july august september october november december told reported according one "
        "three four five six seven eight nine ten hundred thousand million billion trillion euro euros dollar dollars "
        "pound pounds yuan yen percent early late morning evening night year years day days",
    )
)
IRREGULAR = frozenset(
    re.findall(
        r"\w+",
        "met held fell hit struck sent sank shot left spoke gave took began rose sold bought fought fired broke came "
        "went flew signed won lost drew put shut cut saw made let set lent paid fed freed agreed",
    )
)
SAME = {
    word: group.split()[0]
    for group in (
        "meet met meets meeting meetings received receives receive talks talked spoke saw discussed discuss held",
        "sign signed signs signing signature",
        "arrive arrived arrives arrival came flew travelled landed",
        "kill killed kills died dead drowned death deaths die killing perished fatal",
        "hurt wounded injured wound injuries hurting",
        "strike struck strikes hit hits attacked attack attacks fired shelled shells bombed bomb bombing missiles",
        "open opened opens reopened opening began begin begins started start launched",
        "end ended ends closed concluded concludes finished over",
        "free freed released release releases freeing",
        "hold detained seized arrested abducted captured",
        "recall recalled recalls withdrew",
        "expel expelled expels expulsion",
        "ratify ratified ratification approved adopted supported voted",
        "visit visited visits visiting",
        "explode exploded explosion blast",
        "sanction sanctioned sanctions",
        "give gave given gives giving",
    )
    for word in group.split()
}
"""Words that tell one act."""
NAMING = re.compile(
    r"\b(?:meetings?|talks|signing|signature|arrival|deaths?|strikes?|attacks?|bombs?|bombing|missiles|injuries|opening|"
    r"expulsion|ratification|visits?|explosion|blast|sanctions|release|killing)\b",
    re.I,
)
"""The nouns among them."""
WORD = re.compile(r"[^\W\d_]+")
OPENING = 12
"""Characters within which a day opens a sentence."""
SPEECH = frozenset(["told", "added", "stated", "announced", "spoke"])


def stem(word: str) -> str:
    """A word by which forms of it agree."""
    lower = word.lower()
    return SAME.get(lower, lower[:6])


class Telling:
    """A sentence of a report, without dateline and attribution, as what it tells."""

    def __init__(self, report: Report, index: int, text: str, before: str, anchor: date | None) -> None:
        self.report, self.index, self.text, self.anchor = report, index, text, anchor
        self.place = (report.id, index)
        told = '"' not in text and "“" not in text and any(word in text for word in ("ccording to", *voices.SAYS))
        self.bare = TAIL.sub("", LEAD.sub("", text)) if told else text
        self.words = content(self.bare)
        self.context = self.words | content(before) if POINTING.match(self.bare) else self.words
        self.people: frozenset[str] = frozenset()
        self.alike: dict[Telling, float] = {}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The acts that it tells."""
        return frozenset(acts(self.bare))

    @cached_property
    def done(self) -> frozenset[str]:
        """Those of them that it does not only tell as wanted or to come."""
        return frozenset(acts(TO_COME.sub(" ", self.bare)))

    @cached_property
    def ahead(self) -> bool:
        """Whether it tells of what is to come."""
        return AHEAD.search(self.bare) is not None

    @cached_property
    def again(self) -> bool:
        """Whether it tells of one act after another of the same kind."""
        return AGAIN.search(self.bare) is not None

    @cached_property
    def days(self) -> list[FoundDate]:
        """Days given as those of what is told: not of reporting, nor the bounds of something longer."""
        return [
            found
            for found in dates.find(self.text, self.anchor)
            if found.precision == "day"
            and found.first is not None
            and found.first == found.last
            and not REPORTING.search(self.text[: found.start].removesuffix("on ").rstrip(" ,"))
            and not BOUNDS.search(self.text[: found.start])
        ]

    def verb_of(self, start: int) -> str | None:
        """The act that the words at `start` belong to: the nearest verb before them, else the noun of an act; the
        first behind where they open the sentence."""
        before = acts(self.text[:start])
        verbs = acts(NAMING.sub(" ", self.text[:start]))
        if before:
            return verbs[-1] if verbs else before[-1]
        return next(iter(acts(self.text[start:])), None) if start < OPENING else None


@lru_cache(maxsize=SENTENCES_KEPT)
def acts(text: str) -> tuple[str, ...]:
    """The words of a text that tell acts, in order, each by its group."""
    found = []
    for word in WORD.findall(text):
        lower = word.lower()
        regular = len(lower) > 4 and lower.endswith("ed") and word[0].islower()
        if regular or lower in SAME or lower in IRREGULAR or lower in SPEECH:
            found.append(stem(lower))
    return tuple(found)


@lru_cache(maxsize=SENTENCES_KEPT)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry meaning; countries by their codes, numbers and days left out."""
    found = countries.find(text)
    codes = {country.code for country in found}
    for country in reversed(found):
        if country.kind != "capital":
            text = text[: country.start] + " " + text[country.end :]
    words = WORD.findall(re.sub(r"['’]s\b", "", text))
    return frozenset(codes) | {stem(w) for w in words if len(w) > 2 and w.lower() not in STOP}


def tellings(evidence: Evidence) -> list[Telling]:
    """The sentences of reports in English that are no copies, in reading order."""
    found: list[Telling] = []
    people: dict[tuple[str, int], set[str]] = {}
    for mention in evidence.mentions.values():
        acting = {a.name for a in (*mention.actor, *mention.recipient) if a.person}
        people.setdefault((mention.report, mention.sentence), set()).update(acting)
    for report in evidence.english:
        if report.copy_of:
            continue
        before = ""
        for index in range(min(len(report.sentences), DEEP)):
            text = evidence.sentence(report.id, index)
            if evidence.usable(report.id, index) and len(found) < MOST:
                told = Telling(report, index, text, before, evidence.anchor(report.id))
                if named := people.get((report.id, index)):
                    words = set(slug(text).split("-"))
                    told.people = frozenset(n for n in named if words & set(slug(n).split("-")))
                found.append(told)
            before = text
    return found


def likeness(one: Telling, other: Telling) -> float:
    """Shared words as a share of the shorter sentence, 0 to 1; what only points back counts with what is before it."""
    known = one.alike.get(other)
    if known is None:
        known = share(one.words, other.words)
        if one.context is not one.words:
            known = max(known, share(one.context, other.context))
        one.alike[other] = known
    return known


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a share of the smaller set, of which four at least are asked for."""
    return len(one & other) / max(4, min(len(one), len(other)))


def same_people(one: Telling, other: Telling) -> bool:
    """Whether two sentences can tell of the same people: neither names one for whom the other names somebody else."""
    mine, its = one.people - other.people, other.people - one.people
    unmatched = [a for a in mine if not any(same_person(a, b) for b in its)]
    strangers = [b for b in its if not any(same_person(a, b) for a in mine)]
    return not (unmatched and strangers)


@lru_cache(maxsize=SENTENCES_KEPT)
def same_person(one: str, other: str) -> bool:
    """Whether two printed names can be one person's: another spelling or order, or a part of the other."""
    if slug(one) == slug(other) or spelling.same(one, other):
        return True
    a, b = slug(one).split("-"), slug(other).split("-")
    return spelling.is_part(a, b) or spelling.is_part(b, a) or len(set(a) & set(b)) > 1


def days_fit(one: Telling, other: Telling) -> bool:
    """Whether two sentences can be of one day: either gives none, or they share one."""
    mine, its = {d.first for d in one.days}, {d.first for d in other.days}
    return not mine or not its or bool(mine & its)


def pairs(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Sentences of two reports that are like enough to be compared."""
    for number, one in enumerate(told):
        for other in told[number + 1 :]:
            if one.report is other.report or len(one.context & other.context) < FEW:
                continue
            if likeness(one, other) >= LEAST:
                yield one, other


def hours_between(one: Report, other: Report) -> float | None:
    """Hours from the first report to the second; None where a time is not known."""
    a, b = (times.instant_of(r.published) if r.published else None for r in (one, other))
    return (b - a).total_seconds() / 3600 if a and b else None
