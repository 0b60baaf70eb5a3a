"""Public notices on a brief, as pages, feeds and machines tell them."""

from typing import Any

from markupsafe import escape

from communique.model import Brief, Correction
from communique.site import moments, words
from communique.site.frame import Frame

WITHDRAWN = "This brief was withdrawn"


def newest_first(brief: Brief) -> list[Correction]:
    """The notices, the latest on top."""
    return sorted(brief.corrections, key=lambda c: moments.rfc3339(c.at) or "", reverse=True)


def about(notice: Correction) -> str:
    """The report of a notice: `Harbour Gazette, “Talks in Oslo”`; empty where it may not be named."""
    title = f"“{notice.title}”" if notice.title else ""
    return ", ".join(part for part in (notice.publisher or "", title) if part)


def line(notice: Correction) -> str:
    """A notice in one line: the report, why, and what we changed."""
    named = about(notice)
    return " ".join(part for part in (f"{named}:" if named else "", notice.text, *notice.changed) if part)


def html(brief: Brief) -> str:
    """The notices for a feed's reader, as paragraphs."""
    withdrawn = brief.state == "withdrawn"
    return "".join(
        f"<p><b>{'Withdrawn' if withdrawn else words.NOTICES[c.kind]}</b>, {escape(c.at[:10])}: {escape(line(c))}</p>"
        for c in newest_first(brief)
    )


def comments(brief: Brief, frame: Frame) -> list[dict[str, Any]]:
    """schema.org CorrectionComments."""
    return [
        {
            "@type": "CorrectionComment",
            "text": line(c),
            "datePublished": moments.rfc3339(c.at),
            "about": {
                "@type": "NewsArticle",
                "headline": c.title,
                "publisher": {"@type": "Organization", "name": c.publisher} if c.publisher else None,
                "url": frame.address(f"/report/{c.report}"),
            }
            if c.report
            else None,
        }
        for c in brief.corrections
    ]


def withdrawn(brief: Brief, frame: Frame) -> dict[str, Any]:
    """What the page of a brief that was withdrawn tells machines."""
    address = frame.address(f"/story/{brief.story}")
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "headline": WITHDRAWN,
        "creativeWorkStatus": "Withdrawn",
        "dateModified": moments.rfc3339(brief.dates.updated),
        "correction": comments(brief, frame),
    }
