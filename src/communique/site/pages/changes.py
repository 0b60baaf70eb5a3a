"""What a version of a report changed, against the version before or any other."""

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Report
from communique.site import changes as site_changes
from communique.site.frame import Frame


def changes(frame: Frame, request: Request) -> Response:
    """`/report/{id}/v/{n}/changes`, against the version before; `?from=` names another."""
    archive = frame.archive()
    new = archive.report(request.path_params["report"], request.path_params["version"])
    if new is None:
        return frame.missing(request, "No such version of a report is stored.")
    asked = request.query_params.get("from", "")
    number = before(new) if not asked else int(asked) if asked.isdecimal() and len(asked) < 10 else None
    old = archive.report(new.id, number) if number and number != new.version else None
    if old is None:
        none = "There is no other version to compare with under this address."
        first = "This is the first version we have seen: nothing came before it."
        return frame.missing(request, none if asked else first)
    told = site_changes.changes(archive, old, new)
    others = [said.version for said in new.versions]
    story = frame.store.story_of(new.id)
    return frame.page(
        request,
        "changes.html",
        report=new,
        source=archive.source_of(new),
        told=told,
        others=[n for n in others if n != new.version],
        earlier=max((n for n in others if n < new.version and n > min(others)), default=None),
        later=min((n for n in others if n > new.version), default=None),
        brief=archive.brief(archive.settled(story)) if story else None,
    )


def before(report: Report) -> int | None:
    """The version that came before this one."""
    return max((said.version for said in report.versions if said.version < report.version), default=None)
