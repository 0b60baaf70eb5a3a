"""The pages that say what goes and what stays where a source or a person is removed on demand, to be confirmed."""

import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.lexicon.masking import marked
from communique.model import Session, slug
from communique.site.frame import Frame
from communique.site.pages.admin import done

ADDRESS = re.compile(r"/person/([^/?#\s]+)")


def key_in(text: str) -> str:
    """The key of a person's page, typed as a name, as the key or as the address of the page."""
    found = ADDRESS.search(text)
    return found[1] if found else slug(text) if text.strip() else ""


def source(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """`/admin/sources/{id}/erase`; after a form that could not be done, with why not and what it said."""
    id = request.path_params["source"]
    found = frame.store.source(id)
    if found is None:
        return frame.rendered(request, "admin_none.html", session=session, id=id, settled=None, what="source")
    reports = frame.store.reports_by_source().get(id, 0)
    return frame.rendered(
        request, "admin_erase_source.html", session=session, source=found, reports=reports, problem=problem,
        why=first(form, "why"),
    )  # fmt: skip


def person(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """`/admin/person/{key}/erase`, with what the record knows under this key."""
    key = request.path_params["person"]
    events, statements = frame.store.events_of_person(key), frame.store.statements_of_person(key)
    holdings = frame.store.holdings(key)
    named = [a.name for e in events for a in (*e.actor, *e.recipient) if a.person and a.key == key]
    named += [said.speaker.name for said in statements] + [holding.person for holding in holdings]
    return frame.rendered(
        request,
        "admin_erase_person.html",
        session=session,
        key=key,
        name=named[0] if named else "",
        typed=first(form, "name") or ("" if key == "none" else key.replace("-", " ")),
        counts=(len(events), len(statements), len(holdings)),
        removed=marked(key) in frame.store.removals("person"),
        done=None if problem else done(frame, frame.archive(), request.query_params.get("done", "")),
        problem=problem,
        why=first(form, "why"),
    )


def first(form: Mapping[str, Sequence[str]] | None, name: str) -> str:
    """What a field of a form said."""
    return next(iter((form or {}).get(name) or ()), "")
