"""What a form about users says."""

from typing import cast

from starlette.requests import Request

from communique.editorial import Editors
from communique.model import Role, Session
from communique.site.forms import Form, said

USERS = "/admin/users"


def decided(editors: Editors, request: Request, form: Form, session: Session) -> str | None:
    """`/admin/users/{act}`: what an admin decides about a user."""
    act, name = request.path_params["act"], said(form, "name")
    match act:
        case "add":
            editors.add(name, said(form, "password"), cast(Role, said(form, "role")))
        case "role":
            editors.set_role(name, cast(Role, said(form, "role")))
        case "password":
            editors.set_password(name, said(form, "password"))
        case "email":
            editors.set_email(name, said(form, "email"))
        case "end":
            editors.end_sessions(name)
        case "remove":
            editors.remove_user(name)
        case _:
            return None
    return f"{USERS}?done={act}"


def own(editors: Editors, request: Request, form: Form, session: Session) -> str | None:
    """`/admin/account`: a user's own new password, which the old one has to come with."""
    editors.own_password(session.editor, said(form, "old"), said(form, "password"))
    return "/admin/sign-in"
