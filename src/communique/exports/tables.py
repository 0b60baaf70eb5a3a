"""Statements, offices, agreements and reports as tables, one row each."""

from collections.abc import Iterable

from communique.exports.columns import Cell, Row, Table, columns, joined, laid_out
from communique.exports.nouns import Cited, ToldAgreement, ToldHolding, ToldStatement
from communique.exports.sides import country
from communique.model import Actor, slug

FROM = "report, version, publisher, published, url, address, story"
STATEMENT = columns(
    "statement, kind, words, language, speaker, speaker_key, speaker_person, speaker_country, speaker_sector, "
    "speaker_office, addressee, addressee_country, about, chain, " + FROM,
    speaker_person="integer", version="integer",
)  # fmt: skip
OFFICE = columns("holding, person, person_key, office, country, body, day, tells, since, " + FROM, version="integer")
AGREEMENT = columns(
    "agreement, kind, name, subject, status, day, parties, countries, place, place_country, history, evidence, "
    "evidence_address, reports, publishers, story"
)
REPORT = columns(
    "report, version, versions, source, publisher, title, url, address, published, modified, seen, language, "
    "dateline, origin, access, copy_of, story",
    version="integer", versions="integer",
)  # fmt: skip


def named(actor: Actor | None) -> str | None:
    """How an actor is called."""
    return (actor.name or actor.text) if actor else None


def from_report(report: Cited, address: str) -> dict[str, Cell]:
    """Which report says so; `address` is ours of the sentence."""
    return {
        "report": report.id, "version": report.version, "publisher": report.publisher, "published": report.published,
        "url": report.url, "address": address, "story": report.story,
    }  # fmt: skip


def statements(told: ToldStatement) -> Iterable[Row]:
    """The row of a statement."""
    s, by = told.statement, told.statement.speaker
    yield laid_out(
        STATEMENT,
        {
            "statement": s.id, "kind": s.kind, "words": s.words or None, "language": s.language, "speaker": named(by),
            "speaker_key": by.key, "speaker_person": int(by.person), "speaker_country": country(by),
            "speaker_sector": by.sector, "speaker_office": by.office, "addressee": named(s.addressee),
            "addressee_country": country(s.addressee), "about": joined(s.about), "chain": joined(s.chain),
            **from_report(told.report, told.address), "version": s.version,
        },
    )  # fmt: skip


def offices(told: ToldHolding) -> Iterable[Row]:
    """The row of an office held on a day."""
    h = told.holding
    cells: dict[str, Cell] = {
        "holding": h.id, "person": h.person, "person_key": slug(h.person), "office": h.office, "country": h.code,
        "body": h.body, "day": h.day, "tells": h.tells, "since": h.since,
        **from_report(told.report, told.address), "version": h.version,
    }  # fmt: skip
    yield laid_out(OFFICE, cells)


def agreements(told: ToldAgreement) -> Iterable[Row]:
    """The row of an agreement; `history` is how it stood, oldest first."""
    a = told.agreement
    shown = next((p for p in told.passages if p.words), next(iter(told.passages), None))
    stood = (" ".join(filter(None, (s.status or "named", s.day or s.reported))) for s in a.history)
    yield laid_out(
        AGREEMENT,
        {
            "agreement": a.id, "kind": a.kind, "name": a.name, "subject": a.subject, "status": a.status, "day": a.day,
            "parties": joined(map(named, a.parties)), "countries": joined(map(country, a.parties)),
            "place": a.place.name if a.place else None, "place_country": a.place.country if a.place else None,
            "history": joined(stood), "evidence": shown.words or None if shown else None,
            "evidence_address": shown.address if shown else None, "reports": joined(a.reports),
            "publishers": joined(r.publisher for r in told.reports), "story": a.story,
        },
    )  # fmt: skip


def reports(told: Cited) -> Iterable[Row]:
    """The row of a report, without its text."""
    yield laid_out(
        REPORT,
        {
            "report": told.id, "version": told.version, "versions": told.versions, "source": told.source,
            "publisher": told.publisher, "title": told.title, "url": told.url, "address": told.address,
            "published": told.published, "modified": told.modified, "seen": told.seen, "language": told.language,
            "dateline": told.dateline, "origin": joined(told.origin), "access": told.access, "copy_of": told.copy_of,
            "story": told.story,
        },
    )  # fmt: skip


STATEMENTS = Table("statements", STATEMENT, statements)
OFFICES = Table("offices", OFFICE, offices)
AGREEMENTS = Table("agreements", AGREEMENT, agreements)
REPORTS = Table("reports", REPORT, reports)
