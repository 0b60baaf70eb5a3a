"""How the desk works, in public: its sources and their health, and what it could not read."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from communique import times
from communique.model import SourceState, Subscription
from communique.site.frame import Frame
from communique.site.language import _, counted


def sources(frame: Frame, request: Request) -> Response:
    """`/sources`: every source with its health, and the newest refusals."""
    known = sorted(frame.store.sources(), key=lambda s: (s.publisher.casefold(), s.id))
    held = {one.source: one for one in frame.store.subscriptions() if pushes(one, frame.now())}
    rows = [
        (source, state, health(state), held.get(source.id))
        for source in known
        for state in [frame.store.source_state(source.id)]
    ]
    refusals = frame.store.refusals(limit=50)
    return frame.page(
        request, "sources.html", rows=rows, refusals=refusals, publishers={s.id: s.publisher or s.id for s in known}
    )


def pushes(one: Subscription, now: datetime) -> bool:
    """Whether a hub pushes what is new in the source."""
    until = times.instant_of(one.until)
    return not one.leaving and until is not None and until > now


def health(state: SourceState) -> tuple[str, str]:
    """A source's health: a word for its colour, and plain words."""
    if state.paused:
        return "paused", _("Paused by an editor")
    if state.ended:
        return "ended", _("Ended: asked no more")
    if state.failures:
        return "failing", _("Failing, {times} in a row", times=counted(state.failures, "time"))
    return ("well", _("Answering")) if state.answered else ("new", _("Not asked yet"))


def about(frame: Frame, request: Request) -> Response:
    """`/about`."""
    return frame.page(request, "about.html")
