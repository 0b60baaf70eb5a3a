"""What a form about sources says."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request

from communique.editorial import Editors
from communique.errors import UsageError
from communique.model import Found, Session
from communique.site.forms import Form, said

SOURCES = "/admin/sources"
GIVEN = ("publisher", "country", "language", "ownership", "reprint", "section")
"""What an admin may say of a source beside what was found; empty: as found."""


def looked(editors: Editors, form: Form) -> list[Found]:
    """`/admin/sources/look`: the sources behind the address that was typed. Raises UsageError where there is none."""
    address = said(form, "address").strip()
    if not address:
        raise UsageError("type an address first")
    return list(editors.look(address))


def decided(editors: Editors, request: Request, form: Form, session: Session) -> str | None:
    """`/admin/sources/{act}`: what an admin decides about a source; the page that tells it is done."""
    source, why = said(form, "source"), said(form, "why")
    match request.path_params["act"]:
        case "add":
            given = {name: said(form, name).strip() for name in GIVEN if said(form, name).strip()}
            ruling = editors.add_source(fields(source), given, session.editor, why)
        case "pause":
            ruling = editors.pause(source, session.editor, why)
        case "resume":
            ruling = editors.resume(source, session.editor, why)
        case "ask":
            ruling = editors.ask(source, session.editor, why)
        case _:
            return None
    return f"{SOURCES}?done={ruling.id}#source-{quote(ruling.source or '', safe='')}"


def fields(given: str) -> Mapping[str, Any]:
    """The fields of a source as the page of what was found put them into its form. Raises UsageError."""
    if not given:
        raise UsageError("choose one of those that were found")
    try:
        return msgspec.json.decode(given, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise UsageError("the form does not say which source") from error
