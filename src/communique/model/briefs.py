"""Briefs, the gate, and what they print."""

from typing import Literal

from msgspec import UNSET, UnsetType

from communique.model.base import Noun
from communique.model.record import When
from communique.model.reports import Report


class Citation(Noun):
    """The stored sentence a printed one rests on."""

    report: str
    start: int
    end: int
    version: int = 1


class Sentence(Noun):
    """A printed sentence with what it rests on. Never without citations, but for background from our own record,
    which may rest on `events` instead and names the `pair` of countries it is about (`CHN-PRK`). `writer` names the
    model that drafted it, or is `editor`; it is not there where the embedded writer did. `kept` is why an editor keeps
    a sentence of which the check warned."""

    text: str
    citations: tuple[Citation, ...] = ()
    events: tuple[str, ...] = ()
    writer: str | UnsetType = UNSET
    kept: str | UnsetType = UNSET
    pair: str | UnsetType = UNSET


class Participant(Noun):
    """A person in the events of a story, with the office held on that day."""

    name: str
    key: str
    code: str | None = None
    office: str | None = None
    citations: tuple[Citation, ...] = ()


class Said(Noun):
    """A statement as a brief prints it."""

    speaker: str
    key: str
    words: str
    kind: Literal["quotation", "reported"] = "reported"
    office: str | None = None
    code: str | None = None
    chain: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


class Reading(Noun):
    """One of the values reports give where they differ, who gives it, and how many independent witnesses they are (null
    in briefs from before these were counted). `corrected` is one that its publisher has taken back since; it cites the
    version that said it."""

    value: str
    citations: tuple[Citation, ...]
    witnesses: int | None = None
    corrected: bool = False


class Difference(Noun):
    """Where reports differ: `slot` is day, number, name, office, place, speaker or happened; `about` says of what."""

    slot: str
    about: str
    readings: tuple[Reading, ...]

    @property
    def open(self) -> bool:
        """Whether reports differ as they stand now, and not only before a correction."""
        return sum(not reading.corrected for reading in self.readings) > 1


class Credit(Noun):
    """A line of the sources block. `witness` is false for copies and for reports that only retell another's."""

    report: str
    version: int = 1
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    origin: tuple[str, ...] = ()
    copy_of: str | None = None
    witness: bool = True


class Correction(Noun):
    """A public notice on a brief: what happened to a report it rests on, when, and what we changed. `kind` is
    correction (the publisher says what was wrong), retraction (the report is withdrawn) or removal (the desk took it
    out); `text` is why, for a correction in the publisher's words. `publisher` and `title` name the report, as far as
    that may be said; there is none where a person was removed: `report` is empty then, `version` the number of the
    decision. `changed` tells in our words what became of the brief, in its version `revision`."""

    at: str
    text: str
    report: str
    version: int
    kind: Literal["correction", "retraction", "removal"] = "correction"
    publisher: str | None = None
    title: str | None = None
    changed: tuple[str, ...] = ()
    revision: int = 0


class Dates(Noun):
    """The three kinds of time, never mixed: `happened` days at the place, `reported` first and last, `updated` here."""

    happened: tuple[When, ...] = ()
    reported: tuple[str, ...] = ()
    updated: str | None = None


class Drafted(Noun):
    """A model's part in a brief: of `of` sentences in standfirst and body, `sentences` are by `model`, each checked;
    `refused` of what it drafted were not printed. `headline` tells that the headline is by the model too."""

    model: str
    sentences: int
    of: int
    refused: int = 0
    headline: bool = False


class Brief(Noun):
    """What the desk prints of a story: every sentence cites the sentences it rests on. `developments` are numbers that
    rose from report to report, which is no difference. `drafted` is there only where a model had a part in it, `edited`
    (when) only where headline, standfirst and body are an editor's."""

    story: str
    headline: str
    version: int = 1
    state: Literal["draft", "released", "withdrawn"] = "released"
    standfirst: tuple[Sentence, ...] = ()
    body: tuple[tuple[Sentence, ...], ...] = ()
    participants: tuple[Participant, ...] = ()
    statements: tuple[Said, ...] = ()
    differences: tuple[Difference, ...] = ()
    developments: tuple[Difference, ...] = ()
    background: tuple[Sentence, ...] = ()
    sources: tuple[Credit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    witnesses: int = 0
    dates: Dates = Dates()
    drafted: Drafted | UnsetType = UNSET
    edited: str | UnsetType = UNSET

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those of standfirst and body, in order."""
        return (*self.standfirst, *(sentence for paragraph in self.body for sentence in paragraph))


class Reason(Noun):
    """What speaks against a sentence: kind is name, number, date, place, quotation, negation, attribution, modality or
    unsupported; the text is for people. Where the sources have another value, `value` is that one in words, and
    `citation` the sentence that gives it; neither is printed where it is not known."""

    kind: str
    text: str
    value: str | UnsetType = UNSET
    citation: Citation | UnsetType = UNSET


class Check(Noun):
    """A claim and its sources, each a bare text or a report (days are checked against its date only for the latter)."""

    id: str
    claim: str
    sources: tuple[str | Report, ...] = ()


class Verdict(Noun):
    """The gate's answer: `supported` from 0 to 1, half and more means supported. A freely worded sentence can be
    supported as a whole although something in it was not found: the reasons name that, and no brief prints it."""

    id: str
    supported: float
    verdict: Literal["supported", "refused"]
    reasons: tuple[Reason, ...] = ()


class Warned(Noun):
    """What the check says against a sentence of an editor's, and the report sentences nearest to it."""

    sentence: str
    reasons: tuple[Reason, ...]
    nearest: tuple[Citation, ...] = ()


class EditorsText(Noun):
    """Headline, standfirst and body as an editor wrote them, by whom and when, with the citations found or chosen, and
    what the check warns of; `copied` tells of which reports more words are taken than allowed."""

    by: str
    at: str
    headline: str
    standfirst: tuple[Sentence, ...] = ()
    body: tuple[tuple[Sentence, ...], ...] = ()
    warned: tuple[Warned, ...] = ()
    copied: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those of standfirst and body, in order."""
        return (*self.standfirst, *(sentence for paragraph in self.body for sentence in paragraph))


class Waiting(Noun):
    """A brief that waits for an editor's release, as the desk wrote it last (its state is draft; withdrawn where there
    is nothing left to rest on), since when; `held` where an editor holds it back."""

    brief: Brief
    since: str
    held: bool = False


class Hand(Noun):
    """A brief in the hand of editors. `text` is what was released, null where the desk writes; `draft` what is not
    released yet. `base` is the desk's text that the editors have seen, `newer` one that the desk has since then and
    offers. `turn` counts every change, so that nobody undoes unseen what another did."""

    story: str
    turn: int = 0
    text: EditorsText | None = None
    draft: EditorsText | None = None
    base: Brief | None = None
    newer: Brief | None = None
