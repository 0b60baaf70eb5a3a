"""What a version of a brief changed, against the version before or any other."""

from starlette.requests import Request
from starlette.responses import Response

from communique.site import revisions
from communique.site.frame import Frame, moved


def changes(frame: Frame, request: Request) -> Response:
    """`/story/{id}/v/{n}/changes`, against the version before; `?from=` names another."""
    story, number = request.path_params["story"], request.path_params["version"]
    archive = frame.archive()
    settled = archive.settled(story)
    if settled != story:
        return moved(f"/story/{settled}")
    newest = frame.store.brief(story)
    if newest is not None and newest.state == "withdrawn":
        return moved(f"/story/{story}", permanent=False)
    versions = {brief.version: brief for brief in revisions.readable(archive, story)}
    if number not in versions:
        return frame.missing(request, "There is no such version of this brief.")
    asked = request.query_params.get("from", "")
    since = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    told = revisions.told(archive, story, number, since) if since or not asked else None
    if told is None:
        first = "This is the first version that may be read: nothing came before it."
        return frame.missing(request, "There is no other version to compare with." if asked else first)
    new = versions[number]
    return frame.page(
        request,
        "revision.html",
        brief=new,
        told=told,
        notices=[c for c in new.corrections if c.revision == number],
        others=[n for n in versions if n != number],
        earlier=max((n for n in versions if n < number and n > min(versions)), default=None),
        later=min((n for n in versions if n > number), default=None),
    )
