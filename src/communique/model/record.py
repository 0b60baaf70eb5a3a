"""The record: who did what with whom, in which office, where, when, in what words."""

from typing import Literal

from communique.model.base import Noun, slug

Status = Literal["done", "ongoing", "planned", "conditional", "denied", "cancelled"]
Precision = Literal["day", "span", "month", "year"]


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


class Mention(Noun):
    """One PLOVER-coded act as one sentence of one report tells it. What two sides do together is one reciprocal
    mention. `evidence` is the sentence itself, `sentence` its index."""

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
    the id of the planned event it carried out; `reports` are those that tell of it, `published` their span."""

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


class Statement(Noun):
    """Who said what to whom. `words` are verbatim for a quotation, the reported clause otherwise; `start` and `end`
    place them in the report's text; `chain` is the way they reached us, nearest first (`Hangang Wire`, `KCNA`);
    `occasion` is the mention of the meeting at which they were said, where the report leaves no doubt."""

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


class Holding(Noun):
    """An office as a dated fact: on `day` this report said that `person` held `office` for `code` (or `body`)."""

    id: str
    person: str
    office: str
    report: str
    sentence: int
    code: str | None = None
    body: str | None = None
    version: int = 1
    day: str | None = None


class Recorded(Noun):
    """All the record takes from one version of one report; `derived` names the version of the code that took it."""

    report: str
    version: int = 1
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    holdings: tuple[Holding, ...] = ()
    derived: str = ""
