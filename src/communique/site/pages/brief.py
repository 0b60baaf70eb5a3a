"""The brief: every sentence with its notes, and the versions kept."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief, Credit, Link, Noun
from communique.site import citing, days, history, linked, notices, words
from communique.site.archive import Archive
from communique.site.frame import Frame, conditional, moved
from communique.site.notes import Note, Notes
from communique.site.pages.front import kicker


class Line(Noun, frozen=True):
    """A line of the sources block: the credit, what is known of its publisher, and its notes on this page."""

    credit: Credit
    ownership: str
    country: str | None
    notes: tuple[Note, ...]


def brief(frame: Frame, request: Request) -> Response:
    """`/story/{id}`: the newest version. A merged story redirects to the one it became."""
    story = request.path_params["story"]
    archive = frame.archive()
    settled = archive.settled(story)
    if settled != story:
        return moved(f"/story/{settled}")
    versions = [version for version in frame.store.versions(story) if not archive.withheld(version)]
    if not versions or versions[-1].state == "draft":
        return frame.missing(request, "No brief is published under this address.")
    newest = versions[-1]
    if newest.state == "withdrawn":
        data = linked.script(linked.pruned(notices.withdrawn(newest, frame)))
        told = notices.newest_first(newest)
        return frame.page(request, "withdrawn.html", status=410, brief=newest, notices=told, data=data)
    frame.views.page(request, story)
    return frame.page(request, "brief.html", **context(frame, archive, newest, versions))


def version(frame: Frame, request: Request) -> Response:
    """`/story/{id}/v/{n}`: a version as it was printed, with what it changed. A merged story redirects to the one it
    became, whose versions are its own."""
    story, number = request.path_params["story"], request.path_params["version"]
    archive = frame.archive()
    settled = archive.settled(story)
    if settled != story:
        return moved(f"/story/{settled}")
    versions = [version for version in frame.store.versions(story) if not archive.withheld(version)]
    shown = next((b for b in versions if b.version == number), None)
    if versions and versions[-1].state == "withdrawn":
        return moved(f"/story/{story}", permanent=False)
    if shown is None or shown.state != "released":
        return frame.missing(request, "There is no such version of this brief.")
    told = context(frame, archive, shown, versions)
    return frame.page(request, "brief.html", **told | {"old": True})


def context(frame: Frame, archive: Archive, shown: Brief, versions: Sequence[Brief]) -> dict[str, Any]:
    """All a brief's page shows."""
    notes = Notes(archive)
    told = {
        "brief": shown,
        "kicker": kicker(shown),
        "standfirst": [(s, notes.of(s.citations), notes.record(s.events)) for s in shown.standfirst],
        "body": [[(s, notes.of(s.citations), notes.record(s.events)) for s in paragraph] for paragraph in shown.body],
        "participants": [(p, notes.of(p.citations)) for p in shown.participants],
        "statements": [(said, notes.of(said.citations)) for said in shown.statements],
        "differences": [(d, [(r, notes.of(r.citations)) for r in d.readings]) for d in shown.differences],
        "developments": [(d, [(r, notes.of(r.citations)) for r in d.readings]) for d in shown.developments],
        "pairs": sorted({s.pair for s in shown.background if s.pair}),
        "background": [(s, notes.of(s.citations), notes.record(s.events)) for s in shown.background],
    }
    notes.bound()
    released = [b for b in versions if b.state == "released"]
    rulings = frame.store.rulings(history.SHOWN, story=shown.story)
    article = linked.article(shown, released[0], frame)
    return told | {
        "paged_people": people_with_pages(frame, shown),
        "sources": sources(archive, shown, notes),
        "titles": {credit.report: credit for credit in shown.sources},
        "notes": notes.cited,
        "record_notes": notes.recorded,
        "versions": [(b, changes(released[i - 1], b) if i else None) for i, b in enumerate(released)],
        "history": history.entries(archive, rulings, shown.story),
        "joined": history.joined(rulings, shown.story),
        "related": related(frame, archive, shown.story),
        "notices": notices.newest_first(shown),
        "data": linked.script(article),
        "published": {"datePublished": None, "dateModified": None} | article,
        "card": linked.card(shown),
        "days": days.of_story(archive, frame.store.events_of_story(shown.story), shown.sources, frame.zone),
        "cited": citing.cited(shown, frame),
        "languages": languages(archive, shown.sources),
        "summary": linked.summary(shown),
        "old": False,
        "newest": versions[-1].version,
    }


def sources(archive: Archive, shown: Brief, notes: Notes) -> list[Line]:
    """The sources block, with ownership and country where the source is known."""
    cited = notes.by_report()
    found = []
    for credit in shown.sources:
        report = archive.report(credit.report)
        source = archive.source_of(report) if report else None
        line = Line(
            credit=credit,
            ownership=source.ownership if source else "unknown",
            country=source.country if source else None,
            notes=tuple(cited.get(credit.report, ())),
        )
        found.append(line)
    return found


def languages(archive: Archive, credits: Sequence[Credit]) -> list[str]:
    """The languages of the sources by name, that of most of them first; those that are not known are left out."""
    found: Counter[str] = Counter()
    for credit in credits:
        report = archive.report(credit.report)
        tag = credit.language or (report.language if report else None)
        found.update([words.language(tag)] if tag else [])
    return [name for name, _ in found.most_common()]


def bibtex(frame: Frame, request: Request) -> Response:
    """`/story/{id}/cite.bib` and `/story/{id}/v/{n}/cite.bib`: a version of a brief for a bibliography."""
    story = frame.archive().settled(request.path_params["story"])
    shown = frame.store.brief(story, request.path_params.get("version"))
    if shown is None or frame.archive().brief(story) is None or shown.state != "released":
        return frame.missing(request, "No brief is published under this address.")
    if frame.archive().withheld(shown):
        return frame.missing(request, "There is no such version of this brief.")
    return conditional(request, citing.cited(shown, frame).bibtex.encode(), "application/x-bibtex; charset=utf-8")


def related(frame: Frame, archive: Archive, story: str, limit: int = 6) -> list[tuple[Link, Brief]]:
    """The related briefs with their links, best first, each once."""
    found: dict[str, tuple[Link, Brief]] = {}
    for link in frame.store.links(story):
        for brief in archive.briefs([link.story]):
            if brief.story != story:
                found.setdefault(brief.story, (link, brief))
    return list(found.values())[:limit]


def people_with_pages(frame: Frame, shown: Brief) -> set[str]:
    """The keys of those in the brief who have a page of their own."""
    taking_part = {p.key for p in shown.participants}
    speaking = {said.key for said in shown.statements} - taking_part
    return taking_part | {key for key in speaking if frame.store.events_of_person(key)}


def sentences(shown: Brief) -> list[str]:
    """The printed sentences of a brief, in order."""
    body = [s.text for paragraph in shown.body for s in paragraph]
    return [shown.headline, *(s.text for s in shown.standfirst), *body, *(s.text for s in shown.background)]


def changes(old: Brief, new: Brief) -> dict[str, list[str]]:
    """What a version says that the one before did not, and the other way round."""
    before, after = sentences(old), sentences(new)
    known, kept = set(before), set(after)
    return {
        "new": [text for text in dict.fromkeys(after) if text not in known],
        "gone": [text for text in dict.fromkeys(before) if text not in kept],
    }
