"""The pages of organisations: what they do, whom they meet, what they say, and who speaks for them."""

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Statement
from communique.site import voices
from communique.site.frame import Frame
from communique.site.pages.meetings import met
from communique.site.pages.record import PAGE, page_number, story_of, told
from communique.site.tied import cited

AT_ONCE = 100
"""Organisations on a page of the list."""


def organisations(frame: Frame, request: Request) -> Response:
    """`/organisations`."""
    found = frame.store.bodies()
    number = page_number(request)
    return frame.page(
        request,
        "organisations.html",
        bodies=found[(number - 1) * AT_ONCE : number * AT_ONCE],
        total=len(found),
        number=number,
        pages=max(1, -(-len(found) // AT_ONCE)),
    )


def organisation(frame: Frame, request: Request) -> Response:
    """`/organisation/{key}`: one that reports tell of as acting for itself or being acted on."""
    key = request.path_params["key"]
    events = frame.store.events_of_body(key)
    names, code = voices.names_of(key, events)
    if not names:
        return frame.missing(request, "No organisation of this name is in our record. All there are: /organisations.")
    name = next(iter(names))
    context = told(frame, request, events, name, f"/organisation/{key}")
    archive = context["archive"]
    speaking = voices.voices(archive, key, names, code)
    own = [s for s in frame.store.statements_of_person(key) if not s.speaker.person]
    said = own + [s for one in speaking for s in spoken(frame, one.key)]
    return frame.page(
        request,
        "organisation.html",
        **context | {"feeds": None},
        code=code,
        voices=speaking,
        statements=[(s, archive.quoted(cited(s), asked=True), story_of(frame, archive, s)) for s in said[:PAGE]],
        met=met(archive, events, frame.now().year),
    )


def spoken(frame: Frame, person: str) -> list[Statement]:
    """What somebody said, under his name."""
    return [s for s in frame.store.statements_of_person(person) if s.speaker.person]
