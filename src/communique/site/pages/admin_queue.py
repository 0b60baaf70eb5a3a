"""`/admin/queue`: the briefs that wait for an editor's release, each with what is new in it."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.model import Brief, Noun, Session, Waiting
from communique.site.frame import Frame
from communique.site.pages.brief import changes

MOST = 100


class Draft(Noun, frozen=True):
    """A brief that waits: the version that readers see meanwhile, and the sentences that are new and that go."""

    waiting: Waiting
    printed: Brief | None
    new: Sequence[str]
    gone: Sequence[str]


def queue(
    frame: Frame, request: Request, session: Session, problem: str = "", form: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Those held back come last; after a form that could not be done, with why not and what it said."""
    waiting = [one for one in frame.store.all_waiting(MOST) if one.brief.state == "draft"]
    drafts = [draft(one, frame.store.brief(one.brief.story)) for one in sorted(waiting, key=lambda one: one.held)]
    done = request.query_params.get("done", "")
    return frame.rendered(
        request,
        "admin_queue.html",
        session=session,
        drafts=drafts,
        problem=problem,
        done=int(done) if done.isdecimal() and len(done) < 4 and not problem else None,
        chosen=set((form or {}).get("story", ())),
        why=next(iter((form or {}).get("why") or ()), ""),
    )


def draft(waiting: Waiting, printed: Brief | None) -> Draft:
    """What waits, beside what is printed."""
    if printed is None:
        return Draft(waiting=waiting, printed=None, new=(), gone=())
    changed = changes(printed, waiting.brief)
    return Draft(waiting=waiting, printed=printed, new=changed["new"], gone=changed["gone"])
