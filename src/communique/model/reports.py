"""Reports: one article as one publisher printed it."""

from typing import Literal

from msgspec import UNSET, UnsetType

from communique.model.base import Noun

Access = Literal["open", "truncated", "paid"]
Retracted = Literal["gone", "publisher", "editor", "demand"]
ALLOWED = 60  # words of one report, where nobody has said otherwise


class Span(Noun):
    """A stretch of a report's text."""

    start: int
    end: int


class Dateline(Noun):
    """`BEIJING, March 21 (Kestrel) -`: the words as printed, and what they say."""

    text: str
    place: str | None = None
    agency: str | None = None
    day: str | None = None


class Image(Noun):
    """The lead picture of a report."""

    url: str
    caption: str | None = None
    credit: str | None = None


class Version(Noun):
    """One printing of a report: when the publisher says it changed it, the correction note if it carries one, and when
    the desk first saw it."""

    version: int
    modified: str | None = None
    note: str | None = None
    seen: str | None = None


class Report(Noun):
    """One article as one publisher printed it, in one version. Unknown is null, never a guess. `reserved` means that
    the publisher reserves text and data mining: it is read for the record, and the site shows headline and link.
    `retracted` is there only in a version from which on the report is not to be believed any more: its page is `gone`
    for good (410), the `publisher` says that it retracts it, an `editor` took it out, or it was removed on `demand`,
    when nothing of its words is kept."""

    id: str
    text: str
    source: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    sentences: tuple[Span, ...] = ()
    published: str | None = None
    modified: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    origin: tuple[str, ...] = ()
    description: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    image: Image | None = None
    access: Access = "open"
    reserved: bool = False
    copy_of: str | None = None
    version: int = 1
    versions: tuple[Version, ...] = ()
    retracted: Retracted | UnsetType = UNSET

    @property
    def note(self) -> str | None:
        """The correction note that this version carries."""
        return next((said.note for said in self.versions if said.version == self.version), None)

    @property
    def corrected(self) -> tuple[Version, ...]:
        """The versions that say what was wrong: those with a note that none before them carried."""
        noted = [said for said in self.versions if said.note]
        return tuple(said for n, said in enumerate(noted) if said.note not in [before.note for before in noted[:n]])

    def allowance(self, reprint: str) -> str:
        """How many words of it may be reprinted where its source allows `reprint`: none of one that is reserved."""
        return "headline" if self.reserved else reprint

    def sentence(self, index: int) -> str:
        """The words of sentence `index`."""
        span = self.sentences[index]
        return self.text[span.start : span.end]


def words_allowed(allowance: str | None) -> int | None:
    """An allowance in words; None for no limit. `headline` allows none of the text; what cannot be read is 60."""
    if allowance == "full":
        return None
    if allowance == "headline":
        return 0
    return int(allowance) if allowance and allowance.isdecimal() else ALLOWED
