"""Forms as they come in, and answers that nobody keeps."""

import hmac
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from communique.site import bodies
from communique.site.language import _, named

LARGEST = 500_000  # bytes of a form
LONGEST = 10.0  # seconds for it to come in
MOST = 5000  # fields
NOT_TAKEN = {
    400: named("The form did not come whole."),
    408: named("The form did not come in time."),
    413: named("Larger than {largest} bytes."),
}

Form = dict[str, list[str]]


async def taken(request: Request) -> Form | Response:
    """What a form says, or why it is not taken."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return refused(415, _("Only forms are taken here."))
    given = await bodies.taken(request, "form", LARGEST, LONGEST)
    if isinstance(given, bodies.NotTaken):
        return refused(given.status, _(NOT_TAKEN[given.status], largest=LARGEST))
    try:
        return parse_qs(given.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        return refused(400, _("More fields than any of our forms has."))


def said(form: Form, name: str) -> str:
    """What stands in a field; empty where there is none."""
    return (form.get(name) or [""])[0]


def same(given: str, known: str) -> bool:
    """Whether two secret words are the same, in a time that tells nothing; none is like none."""
    return bool(known) and hmac.compare_digest(given.encode(), known.encode())


def unkept(html: str, status: int = 200) -> Response:
    """A page that no cache keeps."""
    kind = "text/html; charset=utf-8"
    return Response(html.encode("utf-8", "replace"), status, {"Cache-Control": "no-store"}, kind)


def see(path: str) -> Response:
    """Go on to another page."""
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})


def refused(status: int, why: str) -> Response:
    """No, in one line; the connection ends with it."""
    return PlainTextResponse(f"{why}\n", status, {"Cache-Control": "no-store", "Connection": "close"})
