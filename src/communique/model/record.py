"""The record: who did what with whom, in which office, where, when, in what words."""

from collections.abc import Iterable
from typing import Literal

from communique.model.base import Noun, identity, slug
from communique.model.reports import Report

Status = Literal["done", "ongoing", "planned", "conditional", "denied", "cancelled"]
Precision = Literal["day", "span", "month", "year"]
Tells = Literal["holds", "began", "ended", "leaving", "named"]
Level = Literal["leaders", "ministers", "officials"]
Format = Literal["in person", "phone", "video", "multilateral"]
Kind = Literal[
    "treaty", "agreement", "memorandum", "communique", "declaration", "contract", "ceasefire", "protocol", "loan"
]
Force = Literal["announced", "signed", "ratified", "in force", "suspended", "ended"]


class Actor(Noun):
    """Who acts or is acted on. `text` as printed, `name` in full, `code` ISO 3166 alpha-3 or IGO; `person` is true
    for people, whose `office` is the one reported for that day."""

    text: str
    name: str
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    person: bool = False

    @property
    def key(self) -> str:
        """The id of the actor's page."""
        return slug(self.name)


class When(Noun):
    """The day or days of happening, at the place; `text` is what the report said (`on Thursday`)."""

    start: str
    end: str
    precision: Precision = "day"
    text: str | None = None


class Place(Noun):
    """Where: a town or the like, its country, and the venue where one is named (`Great Hall of the People`)."""

    name: str
    country: str | None = None
    venue: str | None = None


def spot(report: str, words: str) -> str:
    """What tells a sentence of a report from all others, whatever is coded of it and in whatever version it stands."""
    return identity("m", report, " ".join(words.split()))


def spot_of(told: str) -> str:
    """The spot of the sentence that the id of a mention or document was made of."""
    return told.rpartition("-")[0] or told


def numbered(report: Report, index: int, what: str, told: "Iterable[Mention | Document]") -> str:
    """The id of the next thing of a kind (`what`) that a sentence tells, after those `told`: the same in every version
    of the report that has the sentence."""
    name = f"{spot(report.id, report.sentence(index))}-{what.lower()}"
    number = sum(one.id.startswith(name) for one in told)
    return f"{name}{number + 1}" if number else name


class Mention(Noun):
    """One PLOVER-coded act as one sentence of one report tells it. What two sides do together is one reciprocal
    mention. `evidence` is the sentence itself, `sentence` its index. The `id` is the sentence's `spot` and the type.

    Only a CONSULT has the last three: `level` is how high it was held, by the lower of the two sides; `format` in which
    way they met; `duration` how long, in minutes (a day of talks is 1440). Null is not told."""

    id: str
    report: str
    event: str
    sentence: int = 0
    evidence: str = ""
    version: int = 1
    mode: str | None = None
    context: tuple[str, ...] = ()
    status: Status = "done"
    reciprocal: bool = False
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    date: When | None = None
    place: Place | None = None
    confidence: float = 0.5
    level: Level | None = None
    format: Format | None = None
    duration: int | None = None


class Event(Noun):
    """What the mentions of a story agree happened: one act with many pieces of evidence (mention ids). `fulfils` is
    the id of the planned event it carried out; `reports` are those that tell of it. `level`, `format` and `duration`
    (minutes) are a CONSULT's, as with mentions.

    Where an editor decided otherwise, `coded` is the event as the reports alone give it; `removed` is one that did not
    happen as an event of its own, `joined` the id of the one it is the same as. Neither of these two is told any more.
    """

    id: str
    story: str
    event: str
    status: Status = "done"
    mode: str | None = None
    context: tuple[str, ...] = ()
    reciprocal: bool = False
    actor: tuple[Actor, ...] = ()
    recipient: tuple[Actor, ...] = ()
    date: When | None = None
    place: Place | None = None
    confidence: float = 0.5
    evidence: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    fulfils: str | None = None
    level: Level | None = None
    format: Format | None = None
    duration: int | None = None
    coded: "Event | None" = None
    removed: bool = False
    joined: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it is told: neither removed nor joined to another."""
        return not self.removed and self.joined is None


class Statement(Noun):
    """Who said what to whom. `words` are verbatim for a quotation, the reported clause otherwise; `start` and `end`
    place them in the report's text; `chain` is the way they reached us, nearest first (`Hangang Wire`, `KCNA`);
    `occasion` is the mention of the meeting at which they were said, where the report leaves no doubt; `about` are the
    countries that the words name, other than the speaker's own (ISO 3166 alpha-3)."""

    id: str
    report: str
    sentence: int
    start: int
    end: int
    words: str
    speaker: Actor
    version: int = 1
    kind: Literal["quotation", "reported"] = "reported"
    addressee: Actor | None = None
    chain: tuple[str, ...] = ()
    language: str = "en"
    occasion: str | None = None
    about: tuple[str, ...] = ()


class Holding(Noun):
    """An office as a dated fact: on `day` this report said that `person` held `office` for `code` (or `body`).

    `tells` is what it said: that it is held (`holds`), that it `began` or `ended`, that its holder is `leaving`, or
    that somebody is `named` for it who does not hold it yet. `since` is the day on which it began or ended, null where
    the report gives none. A former office has ended.
    """

    id: str
    person: str
    office: str
    report: str
    sentence: int
    code: str | None = None
    body: str | None = None
    version: int = 1
    day: str | None = None
    tells: Tells = "holds"
    since: str | None = None


class Term(Noun):
    """One person's time in one office, as reports told of it. `office` in the fullest words, `person` the key of the
    person's page. `first` and `last` are the first and last day on which a report said that it was held, null where
    none did; `began` and `ended` the days on which it did, where a report says so; `over` the first day by which it had
    ended as a report says without a day. `seat` names an office that one person at a time holds, null for others."""

    person: str
    name: str
    office: str
    code: str | None = None
    body: str | None = None
    seat: str | None = None
    first: str | None = None
    last: str | None = None
    began: str | None = None
    ended: str | None = None
    over: str | None = None
    evidence: tuple[Holding, ...] = ()


class OfficeDifference(Noun):
    """What reports say of offices that cannot all be so. `kind`:

    holders     two people in one seat over the same days
    offices     one person in different seats, or in one seat of different countries, on the same days
    ended       a report said that it had ended; a later one, by a day it gives, that it is held

    `sides` are the terms at odds, each with the reports that say so; of `ended` the first side has those that say it
    had ended, the second those that say it is held.
    """

    kind: Literal["holders", "offices", "ended"]
    sides: tuple[Term, ...]


class Terms(Noun):
    """Terms, the one reported last first, and the differences between them."""

    terms: tuple[Term, ...] = ()
    differences: tuple[OfficeDifference, ...] = ()


class Document(Noun):
    """A document between states as one sentence of one report tells of it: `name` as printed, `subject` the words after
    "on", "for" or "to", `status` what the sentence says became of it, null where it only names it. `evidence` is the
    sentence itself, `sentence` its index; `date` and `place` are those of what became of it."""

    id: str
    report: str
    kind: Kind
    name: str
    sentence: int = 0
    evidence: str = ""
    version: int = 1
    parties: tuple[Actor, ...] = ()
    subject: str | None = None
    status: Force | None = None
    date: When | None = None
    place: Place | None = None


class Standing(Noun):
    """How the reports of one story say that an agreement stands, with the facts as they tell them: `day` is when it
    came to stand so, `reported` the day of the first report that says it; `evidence` are ids of documents."""

    story: str
    kind: Kind
    name: str
    status: Force | None = None
    day: str | None = None
    reported: str | None = None
    parties: tuple[Actor, ...] = ()
    subject: str | None = None
    place: Place | None = None
    evidence: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class Agreement(Noun):
    """A document between states, over all stories that tell of it. Its id is given once; `story` is the one it was
    first read in. `history` is how it stood, oldest first; all else is drawn from it: `status` and `day` are those of
    the furthest standing, a null status says that it is only named."""

    id: str
    story: str
    kind: Kind
    name: str
    status: Force | None = None
    day: str | None = None
    parties: tuple[Actor, ...] = ()
    subject: str | None = None
    place: Place | None = None
    evidence: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    history: tuple[Standing, ...] = ()


class Recorded(Noun):
    """All the record takes from one version of one report; `derived` names the version of the code that took it."""

    report: str
    version: int = 1
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    holdings: tuple[Holding, ...] = ()
    documents: tuple[Document, ...] = ()
    derived: str = ""
