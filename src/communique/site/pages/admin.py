"""The editors' pages: recent stories with their reports, and one story with all that may be decided about it."""

import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.model import Brief, Session
from communique.site import decided, history
from communique.site.archive import Archive
from communique.site.frame import Frame
from communique.site.linked import last

PAGE = 15
SUGGESTED = 60  # recent stories that a field for a story suggests
ADDRESS = re.compile(r"/story/([^/?#\s]+)")


def id_in(text: str) -> str:
    """A story's id, typed as it is or as the address of its page."""
    found = ADDRESS.search(text)
    return found[1] if found else text.strip()


def sign_in(frame: Frame, request: Request, word: str, problem: str, provider: str = "") -> str:
    """`/admin/sign-in`. `word` is what the form must carry, `provider` what the provider is called, empty for none."""
    return frame.rendered(request, "sign_in.html", word=word, problem=problem, provider=provider)


def recent(frame: Frame, request: Request, session: Session) -> str:
    """`/admin`: stories by their newest reports, and with `before` and `story` the pages after it."""
    before, story = request.query_params.get("before"), request.query_params.get("story")
    found = list(frame.store.latest(PAGE + 1, before, story))
    shown = found[:PAGE]
    known = {one.id: one.reports for one in frame.store.stories([brief.story for brief in shown])}
    return frame.rendered(
        request,
        "admin.html",
        session=session,
        stories=[(brief, frame.store.reports(known.get(brief.story, ()))) for brief in shown],
        pinned=pinned(frame, frame.archive()),
        next=(last(shown[-1]), shown[-1].story) if len(found) > PAGE else None,
        paged=before is not None,
    )


def story(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """`/admin/story/{id}`; after a form that could not be done, with why not and what it said."""
    archive, id = frame.archive(), request.path_params["story"]
    found = frame.store.story(id)
    settled = archive.settled(id)
    if found is None or settled != id:
        gone = settled if found else None
        return frame.rendered(request, "admin_none.html", session=session, id=id, settled=gone, what="story")
    fixed = frame.store.fixed()
    recent = [brief for brief in frame.store.latest(SUGGESTED) if brief.story != id]
    near = archive.briefs(link.story for link in frame.store.links(id))
    given = form or {}
    return frame.rendered(
        request,
        "admin_story.html",
        session=session,
        story=found,
        brief=archive.brief(id),
        reports=[(report, report.id in fixed) for report in frame.store.reports(found.reports)],
        events=[(event, decided.line(event)) for event in frame.store.events_of_story(id, every=True)],
        near=[brief for brief in near if brief.story != id],
        recent=recent,
        pinned=pinned(frame, archive) == id,
        done=done(frame, archive, request.query_params.get("done", "")),
        history=history.entries(archive, frame.store.rulings(history.SHOWN, story=id), id, names=True),
        problem=problem,
        chosen={name: set(values) for name, values in given.items()},
        said={name: (list(given.get(name, ())) or [""])[0] for name in ("why", "to", "other", "until")},
    )


def pinned(frame: Frame, archive: Archive) -> str | None:
    """The story that is pinned now."""
    brief: Brief | None = history.pinned(archive, frame.now())
    return brief.story if brief else None


def done(frame: Frame, archive: Archive, given: str) -> history.Entry | None:
    """The decision that was just made."""
    if not (given.isdecimal() and len(given) < 16):
        return None
    found = [ruling for ruling in frame.store.rulings(1, int(given) + 1) if ruling.id == int(given)]
    return history.entries(archive, found, names=True)[0] if found else None
