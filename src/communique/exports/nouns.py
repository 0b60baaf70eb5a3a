"""What an export is given: facts of the record, each with the reports and sentences it rests on, as plain values."""

from communique.model import Agreement, Event, Holding, Noun, Statement


class Cited(Noun, frozen=True):
    """A report without its text. `url` is its publisher's, `address` ours; `story` is the one it is in."""

    id: str
    address: str
    version: int = 1
    source: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    seen: str | None = None
    language: str | None = None
    dateline: str | None = None
    origin: tuple[str, ...] = ()
    access: str = "open"
    copy_of: str | None = None
    versions: int = 1
    story: str | None = None


class Passage(Noun, frozen=True):
    """A sentence that bears a fact out: our address of it, and its words where its report allows them in an export.
    `lead` says that it stands in the first paragraph of its report."""

    report: str
    version: int
    address: str
    words: str = ""
    lead: bool = False


class ToldEvent(Noun, frozen=True):
    """An event with its evidence. `brief` is the address of the story's brief, null where none is public; `changed` the
    instant of the last report, decision or brief that may have changed it."""

    event: Event
    address: str
    brief: str | None = None
    headline: str | None = None
    passages: tuple[Passage, ...] = ()
    reports: tuple[Cited, ...] = ()
    changed: str | None = None


class ToldStatement(Noun, frozen=True):
    """A statement and the report that has it; its words are empty where the report does not allow them."""

    statement: Statement
    report: Cited
    address: str


class ToldHolding(Noun, frozen=True):
    """An office as a dated fact, and the report that says so."""

    holding: Holding
    report: Cited
    address: str


class ToldAgreement(Noun, frozen=True):
    """An agreement with its evidence."""

    agreement: Agreement
    passages: tuple[Passage, ...] = ()
    reports: tuple[Cited, ...] = ()


Told = ToldEvent | ToldStatement | ToldHolding | ToldAgreement | Cited
