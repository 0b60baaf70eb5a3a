"""`/admin/refusals`: what was refused and why, of all sources or of one."""

from starlette.requests import Request

from communique.model import Session
from communique.site.frame import Frame

MOST = 200


def refusals(frame: Frame, request: Request, session: Session) -> str:
    """The newest, and a choice of sources; `source` is an id."""
    known = sorted(frame.store.sources(), key=lambda source: ((source.publisher or source.id).casefold(), source.id))
    chosen = request.query_params.get("source", "")
    found = frame.store.refusals(MOST, chosen or None)
    return frame.rendered(
        request,
        "admin_refusals.html",
        session=session,
        sources=[(source.id, source.publisher or source.id) for source in known],
        publishers={source.id: source.publisher or source.id for source in known},
        chosen=chosen,
        refusals=found,
        cut=len(found) == MOST,
    )
