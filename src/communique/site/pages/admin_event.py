"""The editors' page of one event: what the reports tell, how it stands, and all that may be decided about it."""

import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.lexicon import amendments
from communique.model import Session
from communique.site import decided, history, words
from communique.site.frame import Frame
from communique.site.language import _, named
from communique.site.pages.admin import done

named("done")  # of what is under way or planned every page has the word, of what is done this one alone
ADDRESS = re.compile(r"#e-([^/?#\s]+)|event[=/]([^/?#&\s]+)")


def id_in(text: str) -> str:
    """An event's id, typed as it is, or as the address of a page at it."""
    found = ADDRESS.search(text)
    return (found[1] or found[2]) if found else text.strip()


def event(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """`/admin/event/{id}`; after a form that could not be done, with why not and what it said."""
    archive, id = frame.archive(), request.path_params["event"]
    found = frame.store.event(id)
    if found is None:
        return frame.rendered(request, "admin_none.html", session=session, id=id, settled=None, what="event")
    given = form or {}
    story = archive.settled(found.story)
    others = [one for one in frame.store.events_of_story(found.story) if one.id != id]
    fields = {name: amendments.written(found, name) for name in amendments.FIELDS}
    said = {name: (list(given.get(name, ())) or [text])[0] for name, text in {**fields, "why": "", "other": ""}.items()}
    return frame.rendered(
        request,
        "admin_event.html",
        session=session,
        event=found,
        line=decided.line(found),
        changed=decided.since_coded(found),
        brief=archive.brief(story),
        story=story,
        evidence=archive.evidence(found.reports, found.evidence, limit=12),
        others=[(one.id, decided.line(one)) for one in others],
        types=[(code, words.type_of(code).label) for code in words.TYPES],
        statuses=[(status, words.STATUSES[status] or _(status or "")) for status in words.STATUSES],
        done=done(frame, archive, request.query_params.get("done", "")),
        history=history.entries(archive, frame.store.rulings(history.SHOWN, event=id), names=True),
        problem=problem,
        said=said,
    )
