"""A digest that somebody else wrote, and what a check of it against reports found."""

from typing import Literal

from communique.model.base import Noun
from communique.model.briefs import Citation, Reason

Part = Literal["headline", "standfirst", "body"]
Mark = Literal["supported", "partly", "unsupported", "wrong"]


class DigestPage(Noun):
    """A digest as its page prints it. `day` is its own date (ISO) and `dated` that date in its words; `source_line` is
    what it prints behind "Source:". Unknown is null or empty, never a guess."""

    headline: str | None = None
    standfirst: str | None = None
    paragraphs: tuple[str, ...] = ()
    day: str | None = None
    dated: str | None = None
    source_line: str | None = None
    url: str | None = None
    publisher: str | None = None


class Support(Noun):
    """A sentence of a report that a sentence of the digest rests on; `day` is the day of the report (ISO)."""

    sentence: str
    citation: Citation
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    day: str | None = None


class MarkedSentence(Noun):
    """A sentence of a digest with its verdict: `supported` by reports; `partly`, where some of it is; `unsupported`,
    where no report says it; `wrong`, where reports say otherwise. `carried` (0 to 1) is how much of its matter the
    reports have; `paragraph` counts from 0 within the body."""

    text: str
    part: Part
    verdict: Mark
    carried: float
    paragraph: int | None = None
    support: tuple[Support, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Finding(Noun):
    """What is wrong with a page as a whole: kind is day, time, source or date; the text is for people."""

    kind: Literal["day", "time", "source", "date"]
    text: str
    citations: tuple[Citation, ...] = ()


class LeftOut(Noun):
    """A report that was given but cannot support this page, and why."""

    report: str
    why: str
    publisher: str | None = None
    title: str | None = None


class CheckedDigest(Noun):
    """A digest checked against reports: what is wrong with the page, and each sentence marked."""

    page: DigestPage
    reports: int
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()
    sentences: tuple[MarkedSentence, ...] = ()
