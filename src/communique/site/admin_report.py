"""What a form about a report says."""

from urllib.parse import quote

from starlette.requests import Request

from communique.editorial import Editors
from communique.errors import UsageError
from communique.model import Ruling, Session
from communique.site.forms import Form, said


def decided(editors: Editors, request: Request, form: Form, session: Session) -> str | None:
    """`/admin/report/{id}/{act}`: take a report out, or believe it again."""
    report, why = request.path_params["report"], said(form, "why")
    match request.path_params["act"]:
        case "withdraw":
            return done(editors.withdraw(report, session.editor, why))
        case "reinstate":
            return done(editors.reinstate(report, session.editor, why))
    return None


def erased(editors: Editors, request: Request, form: Form, session: Session) -> str:
    """`/admin/report/{id}/erase`: remove it for good. Raises UsageError where that was not confirmed."""
    if said(form, "sure") != "yes":
        raise UsageError("confirm that its words are to go for good")
    return done(editors.erase(request.path_params["report"], session.editor, said(form, "why")))


def done(ruling: Ruling) -> str:
    """The page of the report that the ruling is about."""
    return f"/admin/report/{quote(ruling.reports[0], safe='')}?done={ruling.id}"
