"""The history: what editors and the desk decided about stories and events."""

from starlette.requests import Request
from starlette.responses import Response

from communique.site import history as told
from communique.site.frame import Frame


def history(frame: Frame, request: Request) -> Response:
    """`/history`, and with `before` the pages after it; with `event` what was decided about one event."""
    given = request.query_params.get("before", "")
    before = int(given) if given.isdecimal() and len(given) < 16 else None
    event = request.query_params.get("event") or None
    rulings = frame.store.rulings(told.SHOWN + 1, before, event=event)
    shown = told.entries(frame.archive(), rulings[: told.SHOWN])
    older = rulings[told.SHOWN - 1].id if len(rulings) > told.SHOWN else None
    return frame.page(request, "history.html", entries=shown, older=older, paged=before is not None, event=event)
