"""The record: who did what with whom, in which office, where, when, in what words."""

from typing import Literal

from communique.model.base import Noun, identity, slug

Status = Literal["done", "ongoing", "planned", "conditional", "denied", "cancelled"]
Precision = Literal["day", "span", "month", "year"]
Tells = Literal["holds", "began", "ended", "leaving", "named"]


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


def spot_of(mention: str) -> str:
    """The spot of the sentence that a mention's id was made of."""
    return mention.rpartition("-")[0] or mention


class Mention(Noun):
    """One PLOVER-coded act as one sentence of one report tells it. What two sides do together is one reciprocal
    mention. `evidence` is the sentence itself, `sentence` its index. The `id` is the sentence's `spot` and the type."""

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


class Event(Noun):
    """What the mentions of a story agree happened: one act with many pieces of evidence (mention ids). `fulfils` is
    the id of the planned event it carried out; `reports` are those that tell of it, `published` their span.

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
    coded: "Event | None" = None
    removed: bool = False
    joined: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it is told: neither removed nor joined to another."""
        return not self.removed and self.joined is None


class Statement(Noun):
    """Who said what to whom. `words` are verbatim for a quotation, the reported clause otherwise; `start` and `end`
    place them in the report's text; `chain` is the way they reached us, nearest first (`Hangang Wire`, `KCNA`)."""

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


class Recorded(Noun):
    """All the record takes from one version of one report; `derived` names the version of the code that took it."""

    report: str
    version: int = 1
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    holdings: tuple[Holding, ...] = ()
    derived: str = ""
