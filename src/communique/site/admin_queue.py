"""What a form about briefs that wait says."""

from starlette.requests import Request

from communique.editorial import Editors
from communique.errors import UsageError
from communique.model import Session
from communique.site import words
from communique.site.forms import Form, said

QUEUE = "/admin/queue"


def decided(editors: Editors, request: Request, form: Form, session: Session) -> str | None:
    """`/admin/queue/{act}`: release, hold or unhold one brief by its own button, else those marked; each by itself, in
    the order shown. Raises UsageError where one could not be, with how many were."""
    act, done = request.path_params["act"], 0
    if act not in ("release", "hold", "unhold"):
        return None
    chosen = [said(form, "one")] if said(form, "one") else form.get("story", [])
    if not chosen:
        raise UsageError("mark a brief first")
    for story in dict.fromkeys(chosen):
        try:
            if act == "release":
                editors.print_waiting(story, session.editor, said(form, "why"))
            else:
                editors.hold(story, act == "hold")
        except UsageError as error:
            if not done:
                raise
            raise UsageError("{error} ({done} before it done)", error=words.told(error), done=done) from None
        done += 1
    return f"{QUEUE}?done={done}"
