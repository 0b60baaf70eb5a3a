"""Events in the columns of POLECAT (doi:10.7910/DVN/AJGVIT), one row an event, actor and recipient, ours after them."""

from collections.abc import Iterable

from communique import ties
from communique.exports.columns import Cell, Row, Table, columns, joined, laid_out
from communique.exports.nouns import ToldEvent
from communique.exports.sides import country, party, sides
from communique.model import Actor, Event, identity
from communique.version import __version__

COLUMNS = columns(
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version, "
    "Row ID, Start Date, End Date, Date Precision, Status, Reciprocal, Level, Format, Duration, Venue, Actor Person, "
    "Recipient Person, Confidence, Evidence Sentence, Evidence URL, Source Reports, Source URLs, Story ID, Brief URL, "
    "Fulfils, Changed",
    Intensity="number", Latitude="number", Longitude="number", Reciprocal="integer", Duration="integer",
    Actor_Person="integer", Recipient_Person="integer", Confidence="number",
)  # fmt: skip


def rows(told: ToldEvent) -> Iterable[Row]:
    """The rows of an event."""
    shared = {**of_event(told.event), **of_evidence(told)}
    for actor, recipient in sides(told.event):
        row = identity("w", told.event.id, party(actor), party(recipient))
        cells = {**shared, **of_party("Actor", actor), **of_party("Recipient", recipient), "Row ID": row}
        yield laid_out(COLUMNS, cells)


def of_event(event: Event) -> dict[str, Cell]:
    """What an event says of itself."""
    date, place = event.date, event.place
    exact = date is not None and date.precision in ("day", "span")
    return {
        "Event ID": event.id,
        "Event Date": date.start if date and exact else None,
        "Event Type": event.event,
        "Event Mode": event.mode,
        "Intensity": ties.SCALE.get(event.event),
        "Quad Code": ties.QUADS.get(event.event, "").upper() or None,
        "Contexts": joined(event.context),
        "Placename": place.name if place else None,
        "Country": place.country if place else None,
        "Raw Placename": place.name if place else None,
        "Version": f"Communique {__version__}",
        "Start Date": date.start if date else None,
        "End Date": date.end if date else None,
        "Date Precision": date.precision if date else None,
        "Status": event.status,
        "Reciprocal": int(event.reciprocal),
        "Level": event.level,
        "Format": event.format,
        "Duration": event.duration,
        "Venue": place.venue if place else None,
        "Confidence": event.confidence,
        "Fulfils": event.fulfils,
        "Story ID": event.story,
    }


def of_evidence(told: ToldEvent) -> dict[str, Cell]:
    """Who tells of it, and in what words."""
    printed = next((p for p in told.passages if p.words), None)
    shown = printed or next(iter(told.passages), None)
    published = [report.published[:10] for report in told.reports if report.published]
    return {
        "Source": joined(report.publisher for report in told.reports),
        "Publication Date": min(published, default=None),
        "Language": joined(report.language for report in told.reports),
        "Evidence Sentence": shown.words or None if shown else None,
        "Evidence URL": shown.address if shown else None,
        "Source Reports": joined(told.event.reports),
        "Source URLs": joined(report.url for report in told.reports),
        "Brief URL": told.brief,
        "Changed": told.changed,
    }


def of_party(side: str, actor: Actor | None) -> dict[str, Cell]:
    """The columns of one side."""
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name or actor.text,
        f"{side} Country": country(actor),
        f"Primary {side} Sector": actor.sector,
        f"{side} Sectors": joined((actor.sector, None if country(actor) else actor.code)),
        f"{side} Title": actor.office,
        f"{side} Name Raw": actor.text,
        f"{side} Person": int(actor.person),
    }


POLECAT = Table("polecat", COLUMNS, rows)
