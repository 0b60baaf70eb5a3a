"""What a host reserves from text and data mining (TDM Reservation Protocol, W3C community final report of 10 May 2024).

Three places say it, a later one over an earlier: the host's `/.well-known/tdmrep.json`, the header of an answer, the
meta element of a page. The first two are read here, the third in reading. `X-Robots-Tag: noai` counts as a header
that reserves: a publisher that writes it has said in machine-readable form that its words are for no model.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from communique.model import Noun

PLACE = "/.well-known/tdmrep.json"
MOST_RULES = 2000
LONGEST_LOCATION = 500


class Reservation(Noun, frozen=True):
    """One rule: the paths it is for, and whether they are reserved."""

    location: str
    reserved: bool


def rules(text: str) -> tuple[Reservation, ...]:
    """The rules of a tdmrep.json, in its order. What is no rule is left out; a text that is no such file has none."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return ()
    found = (_rule(item) for item in (data if isinstance(data, list) else [])[:MOST_RULES])
    return tuple(rule for rule in found if rule is not None)


def _rule(item: Any) -> Reservation | None:
    if not isinstance(item, dict):
        return None
    location, value = item.get("location"), stated(item.get("tdm-reservation"))
    if not isinstance(location, str) or not location or len(location) > LONGEST_LOCATION or value is None:
        return None
    return Reservation(location=location, reserved=value)


def reserved(url: str, known: tuple[Reservation, ...]) -> bool:
    """Whether the first rule that matches the address reserves it; what no rule is for is not reserved."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return next((rule.reserved for rule in known if matches(rule.location, path)), False)


def matches(location: str, path: str) -> bool:
    """`location` as a rule of robots.txt: from the start of the path, `*` for anything, `$` for the end. The parts
    between stars are looked for one after the other, so that no pattern takes more than linear time."""
    location = location if location.startswith(("/", "*")) else "/" + location
    ends = location.endswith("$")
    first, *parts = location.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not ends or path == first
    at = len(first)
    for part in parts[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= at if ends else path.find(parts[-1], at) >= 0


def by_header(headers: Mapping[str, str]) -> bool | None:
    """What an answer's headers (lower-case) say of it; None where they say nothing that can be understood."""
    said = stated(headers.get("tdm-reservation"))
    if said is None and re.search(r"(^|[\s,:])noai($|[\s,])", headers.get("x-robots-tag", "").lower()):
        return True
    return said


def stated(value: object) -> bool | None:
    """1 or 0, as number or text; None for anything else, which by the report counts as not said."""
    if isinstance(value, bool):
        return None
    return {"1": True, "0": False}.get(str(value).strip())
