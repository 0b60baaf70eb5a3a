"""The record: who did what with whom, in which office, where, when, in what words."""

from typing import Literal

from communique.model.base import Noun, slug

Status = Literal["done", "ongoing", "planned", "conditional", "denied", "cancelled"]
Precision = Literal["day", "span", "month", "year"]
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


class Mention(Noun):
    """One PLOVER-coded act as one sentence of one report tells it. What two sides do together is one reciprocal
    mention. `evidence` is the sentence itself, `sentence` its index.

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
    (minutes) are a CONSULT's, as with mentions."""

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
