"""`/admin/sources`: every source with its health, to be paused, resumed, asked out of turn; and what is found behind an
address."""

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec
from starlette.requests import Request

from communique.model import Found, Noun, Ownership, Session, Source, SourceState
from communique.site.frame import Frame
from communique.site.language import Words, named
from communique.site.pages.admin import done
from communique.site.pages.desk import health, pushes

SHOWN = Words({"": "All", "ill": "Failing or ended", "paused": "Paused"})
named("unknown")  # of the kinds of ownership the one that no other page tells


class Minded(Noun, frozen=True):
    """A source as an admin sees it: how it is doing, by a word for its colour and in words, how many reports the desk
    has of it, and the hub that pushes it, empty for none."""

    source: Source
    state: SourceState
    kind: str
    health: str
    reports: int
    hub: str


def sources(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The page; after a form that could not be done, with why not and what it said. `show` narrows the list."""
    every = minded(frame)
    show = request.query_params.get("show", "")
    wanted = {"ill": ("failing", "ended"), "paused": ("paused",)}.get(show)
    return frame.rendered(
        request,
        "admin_sources.html",
        session=session,
        rows=[one for one in every if wanted is None or one.kind in wanted],
        every=len(every),
        ill=sum(one.kind in ("failing", "ended") for one in every),
        show=show if wanted else "",
        shown=SHOWN,
        done=done(frame, frame.archive(), request.query_params.get("done", "")) if not problem else None,
        problem=problem,
        said={name: next(iter((form or {}).get(name) or ()), "") for name in ("address", "source", "why")},
    )


def minded(frame: Frame) -> list[Minded]:
    """All sources, those that fail or have ended first, then the paused, then by publisher."""
    counts = frame.store.reports_by_source()
    hubs = {one.source: one.hub for one in frame.store.subscriptions() if pushes(one, frame.now())}
    found = []
    for source in frame.store.sources():
        state = frame.store.source_state(source.id)
        kind, words = health(state)
        one = Minded(
            source=source, state=state, kind=kind, health=words,
            reports=counts.get(source.id, 0), hub=hubs.get(source.id, ""),
        )  # fmt: skip
        found.append(one)
    order = {"ended": 0, "failing": 0, "paused": 1}
    return sorted(found, key=lambda one: (order.get(one.kind, 2), (one.source.publisher or one.source.id).casefold()))


def found(frame: Frame, request: Request, session: Session, address: str, behind: Sequence[Found]) -> str:
    """What is behind an address, to choose one from."""
    known = {source.url: source.id for source in frame.store.sources()}
    options = [(one, carried(one.source), known.get(one.source.url, "")) for one in behind]
    return frame.rendered(
        request,
        "admin_sources_found.html",
        session=session,
        address=address,
        options=options,
        first=next((n for n, one in enumerate(behind) if one.why is None), None),
        ownerships=get_args(Ownership),
    )


def carried(source: Source) -> str:
    """A source as its form carries it: JSON of what it says, as `communique source export` would."""
    fields = msgspec.structs.fields(Source)
    return msgspec.json.encode(
        {f.name: value for f in fields if (value := getattr(source, f.name)) != f.default}
    ).decode()
