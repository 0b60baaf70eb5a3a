"""How the API answers, and how an address describes what it sends."""

from typing import Annotated, Any

import msgspec
from fastapi import HTTPException, Query, Request
from starlette.responses import Response

from communique.site.frame import conditional

REF = "#/components/schemas/{name}"
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out.")]


def sends(kind: type, **also: str) -> dict[str, Any]:
    """The description of an address that sends `kind`."""
    schema = {"schema": {"$ref": REF.format(name=kind.__name__)}}
    refused: dict[int | str, dict[str, Any]] = {int(code[1:]): {"description": text} for code, text in also.items()}
    answered = {200: {"description": (kind.__doc__ or "").strip(), "content": {"application/json": schema}}}
    return {"responses": {**answered, **refused}, "response_class": Response, "response_model": None}


def send(request: Request, answer: object) -> Response:
    """The answer as JSON, or 304. Where it names a next page, the `Link` header does so too (RFC 8288)."""
    further = getattr(answer, "next", None)
    headers = {"Link": f'<{further}>; rel="next"'} if further else None
    return conditional(request, msgspec.json.encode(answer), "application/json", headers=headers)


def found(value: Any, what: str) -> Any:
    """The value, or 404 for None."""
    if value is None:
        raise HTTPException(404, f"No {what} under this address")
    return value
