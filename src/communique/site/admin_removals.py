"""What a form says by which a source or a person is removed on demand."""

from starlette.requests import Request

from communique.editorial import Editors
from communique.errors import UsageError
from communique.model import Session
from communique.site.forms import Form, said


def source(editors: Editors, request: Request, form: Form, session: Session) -> str:
    """`/admin/sources/{id}/erase`. Raises UsageError where it was not confirmed."""
    sure(form)
    ruling = editors.erase_source(request.path_params["source"], session.editor, said(form, "why"))
    return f"/admin/sources?done={ruling.id}"


def person(editors: Editors, request: Request, form: Form, session: Session) -> str:
    """`/admin/person/{key}/erase`. Raises UsageError where it was not confirmed."""
    sure(form)
    name = said(form, "name") or request.path_params["person"]
    ruling = editors.erase_person(name, session.editor, said(form, "why"))
    return f"/admin/person/none/erase?done={ruling.id}"


def sure(form: Form) -> None:
    """Raises UsageError where what is for good was not confirmed."""
    if said(form, "sure") != "yes":
        raise UsageError("confirm that it is to go for good")
