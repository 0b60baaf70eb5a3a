"""`/admin/report/{id}`: a report to be taken out, believed again, or removed on demand, and what rests on it."""

import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.model import Session
from communique.site.archive import citations
from communique.site.frame import Frame
from communique.site.pages.admin import done

ADDRESS = re.compile(r"/report/([^/?#\s]+)")


def id_in(text: str) -> str:
    """A report's id, typed as it is or as the address of its page."""
    found = ADDRESS.search(text)
    return found[1] if found else text.strip()


def report(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The page; after a form that could not be done, with why not and what it said."""
    return shown(frame, request, session, "admin_report.html", problem, form)


def erasing(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """`/admin/report/{id}/erase`: what would go for good and what stays, to be confirmed."""
    return shown(frame, request, session, "admin_erase.html", problem, form)


def shown(
    frame: Frame,
    request: Request,
    session: Session,
    template: str,
    problem: str,
    form: Mapping[str, Sequence[str]] | None,
) -> str:
    """A report with its story and how many versions of the story's brief cite it."""
    archive, id = frame.archive(), request.path_params["report"]
    found = archive.report(id)
    if found is None:
        return frame.rendered(request, "admin_none.html", session=session, id=id, settled=None, what="report")
    story = frame.store.story_of(id)
    briefs = frame.store.versions(story) if story else ()
    recorded = [taken for n in range(1, found.version + 1) if (taken := archive.recorded(id, n)) is not None]
    return frame.rendered(
        request,
        template,
        session=session,
        report=found,
        story=story,
        brief=archive.brief(story) if story else None,
        citing=[brief for brief in briefs if id in {c.report for c in citations(brief)}],
        mentions=sum(len(taken.mentions) + len(taken.statements) + len(taken.holdings) for taken in recorded),
        done=done(frame, archive, request.query_params.get("done", "")),
        problem=problem,
        why=next(iter((form or {}).get("why") or ()), ""),
    )
