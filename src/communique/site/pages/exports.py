"""The record for other programs: calendars and tables of countries, pairs, people and everything (docs/exports.md)."""

import sys
from contextlib import closing
from datetime import date
from itertools import islice
from typing import Any, cast, get_args
from urllib.parse import urlencode

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from communique.errors import UsageError
from communique.exports import linked, writing
from communique.exports.kinds import Format, Style, What
from communique.model import Event
from communique.site import exported, words
from communique.site.exported import Selection
from communique.site.frame import Frame, conditional

USUAL, MOST, MEETINGS = 500, 2_000, 1_000
"""Facts in one answer where nobody asks for another number, at most, and looked through for a calendar."""
FURTHEST = 100_000
"""Facts that may be left out before: who wants more bounds the days, or runs the command."""


class ExportKind(Convertor[str]):
    """The end of an export's address. Parquet is for the command line: it is not written in a stream."""

    regex = "csv|jsonld|jsonl|json|ics"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("export", ExportKind())


def everything(frame: Frame, request: Request) -> Response:
    """`/export/{what}.*`, with `country` or `pair`."""
    what = request.path_params["what"]
    if what not in get_args(What):
        return frame.missing(request, "Exports are events, statements, offices, agreements, reports and meetings.")
    country, pair = (request.query_params.get(name, "") for name in ("country", "pair"))
    a, _, b = pair.partition("-")
    if not all(words.is_country(code) for code in (*filter(None, [country]), *((a, b) if pair else ()))):
        return refused("country is a code, CHN; pair is two of them in alphabetical order, CHN-PRK")
    if (pair and a >= b) or (pair and country) or (what == "reports" and (pair or country)):
        return refused("country or pair, not both, in alphabetical order; reports are chosen by day alone")
    return answer(frame, request, what, Selection(country=country or None, pair=(a, b) if pair else None))


def country(frame: Frame, request: Request) -> Response:
    """`/country/{code}.*`."""
    code = request.path_params["code"]
    if not words.is_country(code):
        return frame.missing(request, "No country has this code.")
    return of_page(frame, request, Selection(country=code))


def pair(frame: Frame, request: Request) -> Response:
    """`/pair/{A}-{B}.*`."""
    a, _, b = request.path_params["pair"].partition("-")
    if not (words.is_country(a) and words.is_country(b) and a < b):
        return frame.missing(request, "A tie is between two countries, by their codes: /pair/CHN-PRK.")
    return of_page(frame, request, Selection(pair=(a, b)))


def person(frame: Frame, request: Request) -> Response:
    """`/person/{key}.*`."""
    key = request.path_params["key"]
    chosen = Selection(person=key)
    with closing(exported.events(frame.store, chosen)) as found:
        first: Event | None = next(found, None)
    if first is None and not (frame.store.statements_of_person(key) or frame.store.holdings(key)):
        return frame.missing(request, "Nobody of this name is in our record.")
    return of_page(frame, request, chosen)


def of_page(frame: Frame, request: Request, chosen: Selection) -> Response:
    """The events of a page, its meetings as a calendar."""
    return answer(frame, request, "meetings" if request.path_params["kind"] == "ics" else "events", chosen)


def terms(frame: Frame, request: Request) -> Response:
    """`/export/terms.jsonld`: what the terms of our JSON-LD mean."""
    return conditional(request, linked.terms(frame.base), linked.TYPE)


def answer(frame: Frame, request: Request, what: What, chosen: Selection) -> Response:
    """The facts from `offset` on, at most `limit` of them, since and until days, in the columns asked for; a `Link`
    header leads on to more (RFC 8288)."""
    kind: Format = request.path_params["kind"]
    try:
        style = styled(request)
        writing.check(what, kind, style)
        offset = number(request, "offset", 0, FURTHEST)
        limit = MEETINGS if kind == "ics" else number(request, "limit", USUAL, MOST)
        limit = sys.maxsize - 1 if frame.settings.exported else limit  # a file has all
        days = {name: day(request, name) for name in ("since", "until")}
    except UsageError as error:
        return refused(str(error))
    chosen = Selection(country=chosen.country, pair=chosen.pair, person=chosen.person, **days)
    with closing(exported.told(frame.store, what, chosen, frame.base, offset)) as told:
        some = list(islice(told, limit + 1))
    done = exported.carried(frame.store, chosen) if kind == "ics" else frozenset[str]()
    title = f"{exported.name(chosen)} – {frame.settings.title}"
    pieces = writing.written(what, kind, some[:limit], base=frame.base, name=title, style=style, carried=done)
    headers = {
        "Content-Disposition": f'{"inline" if kind == "ics" else "attachment"}; filename="{filed(what, chosen)}.{kind}"'
    }
    if len(some) > limit and offset + limit <= FURTHEST:
        further = urlencode({**request.query_params, "offset": offset + limit})
        headers["Link"] = f'<{frame.address(request.url.path)}?{further}>; rel="next"'
    return conditional(request, b"".join(pieces), writing.FORMATS[kind], headers=headers)


def filed(what: What, chosen: Selection) -> str:
    """The name of the file: letters, digits and hyphens alone."""
    return "-".join((*chosen.codes(), *([chosen.person] if chosen.person else ()), what))


def styled(request: Request) -> Style | None:
    """The columns asked for. Raises UsageError for unknown ones."""
    asked = request.query_params.get("columns")
    if asked is not None and asked not in get_args(Style):
        raise UsageError("columns are polecat or gdelt")
    return cast(Style | None, asked)


def number(request: Request, name: str, usual: int, most: int) -> int:
    """A number among the parameters. Raises UsageError for what is none or too large."""
    text = request.query_params.get(name, str(usual))
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= most):
        raise UsageError(f"{name} is a number up to {most}")
    return int(text)


def day(request: Request, name: str) -> str | None:
    """A day among the parameters. Raises UsageError for what is none."""
    text: Any = request.query_params.get(name)
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise UsageError(f"{name} is a day: 2024-03-21") from None


def refused(why: str) -> Response:
    """What makes no sense, said plainly."""
    return PlainTextResponse(f"400: {why}.\n", status_code=400)
