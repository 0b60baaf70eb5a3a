"""The OpenAPI document of the facts that stay in a copy, and where the application has them."""

from typing import Any

import msgspec

ADDRESS = "/api/openapi.json"
STAYING = (
    "/api/briefs", "/api/briefs/{story}", "/api/reports/{report}", "/api/pairs/{a}-{b}/tie", "/api/most-viewed",
)  # fmt: skip
"""What of the API is files: of lists the first page, of the others all."""
REFERENCE = "#/components/schemas/"


def address(asked: str) -> str:
    """The application's address for a place of the copy: a fact's file ends in `.json`, its address at the site does
    not."""
    path, mark, query = asked.partition("?")
    return path.removesuffix(".json") + mark + query if path.startswith("/api/") and path != ADDRESS else asked


def facts(asked: str) -> str | None:
    """The address of the file with the facts of a page; None for a page that has none."""
    parts = asked.split("/")[1:]
    if len(parts) != 2 or "?" in asked:
        return None
    named = {"story": "/api/briefs/{}.json", "report": "/api/reports/{}.json", "pair": "/api/pairs/{}/tie.json"}
    return named[parts[0]].format(parts[1]) if parts[0] in named else None


def document(body: bytes) -> bytes:
    """The site's document with what stays alone: the paths end in `.json`, take no query, and answer whole."""
    told: dict[str, Any] = msgspec.json.decode(body)
    told["paths"] = {f"{path}.json": operation(told["paths"][path]) for path in STAYING}
    told["info"]["description"] = f"{told['info'].get('description', '')} Files of a copy of the site.".strip()
    told.pop("security", None)
    told.get("components", {}).pop("securitySchemes", None)
    schemas = told.get("components", {}).get("schemas", {})
    wanted = referred(told["paths"], schemas)
    told["components"] = {"schemas": {name: schema for name, schema in schemas.items() if name in wanted}}
    return msgspec.json.encode(told, order="deterministic")


def operation(given: dict[str, Any]) -> dict[str, Any]:
    """A path's GET without what a file server cannot answer."""
    get = dict(given["get"])
    get["parameters"] = [one for one in get.get("parameters", ()) if one["in"] == "path"]
    get["responses"] = {code: one for code, one in get["responses"].items() if code == "200"}
    return {"get": get}


def referred(told: Any, schemas: dict[str, Any]) -> set[str]:
    """The names of the schemas that something refers to, also through others."""
    found: set[str] = set()
    due: list[Any] = [told]
    while due:
        one = due.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix(REFERENCE)
            if name in schemas and name not in found:
                found.add(name)
                due.append(schemas[name])
            due.extend(one.values())
        elif isinstance(one, list):
            due.extend(one)
    return found
