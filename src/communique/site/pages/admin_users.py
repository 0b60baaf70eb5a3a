"""The pages of users: their list for admins, one's own account, and what a role may not see."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from communique.model import ROLES, Session, User
from communique.site.frame import Frame
from communique.site.language import Words

DONE = Words(
    {
        "add": "The user is made. Tell them the password; they can change it under Account.",
        "role": "The role is changed. The user is signed out.",
        "password": "The password is changed. The user is signed out.",
        "email": "The address is changed. The user is signed out.",
        "end": "The user is signed out everywhere.",
        "remove": "The user is removed. What they decided stays.",
    }
)


def users(
    frame: Frame,
    request: Request,
    session: Session,
    known: Sequence[User],
    problem: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """`/admin/users`; after a form that could not be done, with why not and what it said."""
    given = form or {}
    return frame.rendered(
        request,
        "admin_users.html",
        session=session,
        users=known,
        roles=ROLES,
        done="" if problem else DONE.get(request.query_params.get("done", ""), ""),
        problem=problem,
        said={name: (list(given.get(name, ())) or [""])[0] for name in ("name", "role")},
    )


def account(
    frame: Frame,
    request: Request,
    session: Session,
    problem: str = "",
    form: Mapping[str, Sequence[str]] | None = None,
    feed: str = "",
) -> str:
    """`/admin/account`: who one is, another password, and private addresses of the feeds where only those who are
    signed in may read: `feed` is the path of a new one."""
    return frame.rendered(request, "admin_account.html", session=session, problem=problem, feed=feed)


def barred(frame: Frame, request: Request, session: Session) -> str:
    """In place of a page that the user's role may not see."""
    return frame.rendered(request, "admin_barred.html", session=session)
