"""Briefs as IPTC ninjs 3.0 (iptc.org/std/ninjs/ninjs-schema_3.0.json): what newsrooms' systems take in."""

from typing import Any

from communique.model import Brief
from communique.site import feeds, linked, moments, notices, words
from communique.site.feeds import Feed
from communique.site.frame import Frame, web

TYPE = "application/json"
STANDARD = {"name": "ninjs", "version": "3.0", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}
ABOUT = "about"


def item(brief: Brief, frame: Frame) -> dict[str, Any]:
    """A brief; its reports are associated with it, its notices among its descriptions."""
    address = frame.address(f"/story/{brief.story}")
    html, first = feeds.html(brief), frame.store.brief(brief.story, 1) or brief
    text = " ".join(sentence.text for sentence in brief.sentences)
    told = {
        "uri": address,
        "type": "text",
        "representationType": "full",
        "version": str(brief.version),
        "firstCreated": moments.rfc3339(first.dates.updated),
        "versionCreated": moments.rfc3339(brief.dates.updated),
        "pubStatus": "canceled" if brief.state == "withdrawn" else "usable",
        "language": "en",
        "by": frame.settings.title,
        "headlines": [{"role": "main", "value": brief.headline}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": linked.summary(brief)}]
        + [{"role": c.kind, "contentType": "text/plain", "value": notices.line(c)} for c in brief.corrections],
        "bodies": [{
            "role": "main", "contentType": "text/html", "charCount": len(text), "wordCount": len(text.split()),
            "value": html,
        }],
        "people": [
            {"name": p.name, "rel": ABOUT, "uri": frame.address(f"/person/{p.key}"), "literal": p.key}
            for p in brief.participants
        ],
        "places": [
            {"name": words.country(code), "rel": ABOUT, "uri": frame.address(f"/country/{code}"), "literal": code}
            for code in dict.fromkeys(p.code for p in brief.participants if p.code and words.is_country(p.code))
        ],
        "infoSources": [{"name": name} for name in dict.fromkeys(c.publisher for c in brief.sources if c.publisher)],
        "renditions": [{
            "name": "card", "href": frame.address(linked.card(brief)), "contentType": "image/png", "width": 1200,
            "height": 630,
        }],
        "associations": [report(credit, frame) for credit in brief.sources],
        "altIds": [{"role": "story", "value": brief.story}],
        "standard": STANDARD,
    }  # fmt: skip
    cleaned: dict[str, Any] = linked.pruned(told)
    return cleaned


def report(credit: Any, frame: Frame) -> dict[str, Any]:
    """A report that a brief rests on: what is known of it, not its text."""
    address = web(credit.url)
    return {
        "name": credit.title or credit.report,
        "uri": frame.address(f"/report/{credit.report}"),
        "type": "text",
        "representationType": "partial",
        "version": str(credit.version),
        "versionCreated": moments.rfc3339(credit.published),
        "language": credit.language,
        "copyrightHolder": credit.publisher,
        "headlines": [{"role": "main", "value": credit.title}] if credit.title else [],
        "renditions": [{"name": "original", "href": address, "contentType": "text/html"}] if is_plain(address) else [],
    }


def is_plain(address: str) -> bool:
    """Whether an address can stand where a URI is asked for."""
    return bool(address) and address.isascii() and not any(c in address for c in ' "<>\\^`{|}')


def collection(feed: Feed, frame: Frame) -> dict[str, Any]:
    """A list of briefs as one composite, each brief associated with it."""
    newest = max((feeds.changed(brief) for brief in feed.briefs), default=feeds.EPOCH)
    told = {
        "uri": frame.address(feed.path("ninjs.json")),
        "type": "composite",
        "representationType": "full",
        "versionCreated": newest,
        "pubStatus": "usable",
        "language": "en",
        "headlines": [{"role": "main", "value": feed.title}],
        "associations": [{"name": brief.headline, **item(brief, frame)} for brief in feed.briefs],
        "standard": STANDARD,
    }
    cleaned: dict[str, Any] = linked.pruned(told)
    return cleaned
