"""How the desk works, in public: its sources and their health, what it could not read, and search."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from communique import times
from communique.model import SourceState, Subscription
from communique.ports import Hit
from communique.site import words
from communique.site.archive import Archive
from communique.site.frame import Frame

LONGEST = 200


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
    if state.ended:
        return "ended", "Ended: asked no more"
    if state.failures:
        return "failing", f"Failing, {words.counted(state.failures, 'time')} in a row"
    return ("well", "Answering") if state.answered else ("new", "Not asked yet")


def about(frame: Frame, request: Request) -> Response:
    """`/about`."""
    return frame.page(request, "about.html")


def search(frame: Frame, request: Request) -> Response:
    """`/search?q=`: briefs, reports, people and countries."""
    query = " ".join(request.query_params.get("q", "")[:LONGEST].split())
    archive = frame.archive()
    hits = shown(archive, frame.store.search(query, limit=60)) if query else []
    groups = [
        ("Countries", [*named_countries(frame, query), *(h for h in hits if h.kind == "country")]),
        ("People", [*named_people(frame, query), *(h for h in hits if h.kind == "person")]),
        ("Briefs", [h for h in hits if h.kind == "brief"]),
        ("Reports", [h for h in hits if h.kind == "report"]),
    ]
    filled = [(name, found) for name, found in groups if found]
    reports = {hit.id: archive.report(hit.id) for hit in hits if hit.kind == "report"}
    total = sum(len(found) for _, found in filled)
    return frame.page(request, "search.html", query=query, groups=filled, reports=reports, total=total)


def shown(archive: Archive, hits: Iterable[Hit]) -> list[Hit]:
    """Hits as the public may see them: no words from reports of publishers who allow only their headlines."""
    found = []
    for hit in hits:
        report = archive.report(hit.id) if hit.kind == "report" else None
        closed = report is not None and archive.closed(report)
        found.append(msgspec.structs.replace(hit, snippet="") if closed else hit)
    return found


def named_people(frame: Frame, query: str, limit: int = 8) -> list[Hit]:
    """People with all words of the query in their name."""
    wanted = query.strip('"').casefold().split()
    return [
        Hit(
            kind="person",
            id=key,
            title=name,
            snippet=f"{words.country(code)} · {words.counted(count, 'event')}".strip(" ·"),
        )
        for key, name, code, count in (frame.store.people() if wanted else ())
        if all(word in name.casefold() for word in wanted)
    ][:limit]


def named_countries(frame: Frame, query: str, limit: int = 8) -> list[Hit]:
    """Countries of the record whose name the query is part of."""
    wanted = query.strip('"').casefold()
    return [
        Hit(kind="country", id=code, title=words.country(code), snippet=words.counted(count, "event"))
        for code, count in (frame.store.countries() if wanted else ())
        if words.is_country(code) and (wanted in words.country(code).casefold() or wanted == code.casefold())
    ][:limit]
