"""A report as our page may show it: what is known of it, its versions, and the sentences that are cited."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Brief, Noun, Report, Version
from communique.site import changes
from communique.site.archive import Archive, citations
from communique.site.frame import Frame


class Piece(Noun, frozen=True):
    """A sentence of a passage; `cited` ones are what briefs and record rest on, the others stand beside them."""

    start: int
    text: str
    cited: bool


SHARE = 0.5  # neighbours are shown only while no more than this share of a report's sentences stands on the page


def report(frame: Frame, request: Request) -> Response:
    """`/report/{id}` and `/report/{id}/v/{n}`."""
    archive = frame.archive()
    number = request.path_params.get("version")
    found = archive.report(request.path_params["report"], number)
    if found is None:
        return frame.missing(request, "No report is stored under this address.")
    source = archive.source_of(found)
    story = frame.store.story_of(found.id)
    brief = archive.brief(archive.settled(story)) if story else None
    closed = archive.closed(found)
    rests = cited(archive, found, brief) | asked(request, archive, found)
    newest = archive.report(found.id)
    context: dict[str, Any] = {
        "report": found,
        "source": source,
        "brief": brief,
        "closed": closed,
        "passages": [] if closed else passages(found, rests),
        "anchors": [(i + 1, found.sentences[i].start) for i in sorted(rests)] if closed else [],
        "newest": newest.version if newest else found.version,
        "said": versions(archive, found),
        "original": archive.report(found.copy_of) if found.copy_of else None,
    }
    return frame.page(request, "report.html", **context)


def versions(archive: Archive, report: Report) -> list[tuple[Version, bool, bool]]:
    """Its versions with as much of their notes as may be shown, whether a note says something new, and whether one is
    there at all."""
    new = {said.version for said in report.corrected}
    return [(changes.spoken(archive, report, said), said.version in new, bool(said.note)) for said in report.versions]


def cited(archive: Archive, report: Report, brief: Brief | None) -> set[int]:
    """The indexes of the sentences that the brief cites or that bear out events and agreements of the record."""
    told = citations(brief) if brief else ()
    starts = {c.start for c in told if c.report == report.id and c.version == report.version}
    found = {i for i, s in enumerate(report.sentences) if any(s.start <= start < s.end for start in starts)}
    recorded = archive.recorded(report.id, report.version)
    if recorded:
        found.update(m.sentence for m in recorded.mentions)
        found.update(d.sentence for d in recorded.documents)
    return {index for index in found if 0 <= index < len(report.sentences)}


def asked(request: Request, archive: Archive, report: Report) -> set[int]:
    """The index of the sentence somebody comes for, if a statement or office of the record rests on it: these are not
    shown unasked, so that no report stands here whole."""
    recorded = archive.recorded(report.id, report.version)
    resting = {one.sentence for one in recorded.statements} if recorded else set()
    resting |= {one.sentence for one in recorded.holdings} if recorded else set()
    start = request.query_params.get("s", "")
    return {i for i, s in enumerate(report.sentences) if i in resting and str(s.start) == start}


def passages(report: Report, chosen: set[int]) -> list[list[Piece]]:
    """The cited sentences with their neighbours, in passages; neighbours are left out where too much would stand."""
    near = {n for i in chosen for n in (i - 1, i + 1) if 0 <= n < len(report.sentences)} - chosen
    if len(chosen | near) > SHARE * len(report.sentences):
        near = set()
    return runs(report, chosen, sorted(chosen | near))


def runs(report: Report, chosen: set[int], indexes: Iterable[int]) -> list[list[Piece]]:
    """Sentences that follow one another, together."""
    found: list[list[Piece]] = []
    previous = -2
    for index in indexes:
        piece = Piece(start=report.sentences[index].start, text=report.sentence(index), cited=index in chosen)
        if index == previous + 1:
            found[-1].append(piece)
        else:
            found.append([piece])
        previous = index
    return found
