"""The nouns of the desk, frozen, without I/O. They are msgspec structs, so they read and write themselves as JSON.

Ids are short, stable texts made by `identity`: a report's from its source and canonical address, a story's from the
report that opened it, a mention's from report, version and sentence. Times are texts as `times.py` describes them.
Character offsets are into the immutable `text` of one version of one report, end exclusive.
"""

from communique.model.base import Noun, identity, slug
from communique.model.briefs import (
    Brief,
    Check,
    Citation,
    Correction,
    Credit,
    Dates,
    Difference,
    Participant,
    Reading,
    Reason,
    Said,
    Sentence,
    Verdict,
)
from communique.model.editors import Editor, Session
from communique.model.record import Actor, Event, Holding, Mention, Place, Precision, Recorded, Statement, Status, When
from communique.model.reports import Access, Dateline, Image, Report, Span, Version, words_allowed
from communique.model.sources import (
    Ownership,
    Page,
    PageState,
    Refusal,
    Selectors,
    Source,
    SourceKind,
    SourceState,
    Subscription,
)
from communique.model.stories import DESK, Link, Ruling, Story

__all__ = [
    "DESK",
    "Access",
    "Actor",
    "Brief",
    "Check",
    "Citation",
    "Correction",
    "Credit",
    "Dateline",
    "Dates",
    "Difference",
    "Editor",
    "Event",
    "Holding",
    "Image",
    "Link",
    "Mention",
    "Noun",
    "Ownership",
    "Page",
    "PageState",
    "Participant",
    "Place",
    "Precision",
    "Reading",
    "Reason",
    "Recorded",
    "Refusal",
    "Report",
    "Ruling",
    "Said",
    "Selectors",
    "Sentence",
    "Session",
    "Source",
    "SourceKind",
    "SourceState",
    "Span",
    "Statement",
    "Status",
    "Story",
    "Subscription",
    "Verdict",
    "Version",
    "When",
    "identity",
    "slug",
    "words_allowed",
]
