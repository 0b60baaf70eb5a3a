"""The record's pages: countries, people, and the ties of two countries, each with its timeline."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique.model import Citation, Event, Statement
from communique.site import chart, moments, offices, timeline, words
from communique.site.archive import Archive
from communique.site.feeds import Feed
from communique.site.frame import Frame, moved

PAGE = 40
MOST = 15  # offices on a country's page


def told(frame: Frame, request: Request, events: Sequence[Event], name: str, home: str) -> dict[str, Any]:
    """What all three kinds of page share: a page of the timeline, the chart with its table, and the feed."""
    archive = frame.archive()
    number = page_number(request)
    shown = timeline.ordered(events)[(number - 1) * PAGE : number * PAGE]
    months = timeline.months(events)
    return {
        "name": name,
        "home": home,
        "total": len(events),
        "years": timeline.by_year(timeline.lines(shown, events, archive)),
        "months": [month for month in reversed(months) if month.cooperation or month.conflict],
        "chart": chart.by_month(months, f"{name}: events by month, cooperation upwards, conflict downwards"),
        "here": {event.id for event in shown},
        "number": number,
        "pages": max(1, -(-len(events) // PAGE)),
        "planned": sum(event.status == "planned" for event in events),
        "feeds": Feed(title=name, home=home, briefs=()),
        "archive": archive,
    }


def page_number(request: Request) -> int:
    """The page asked for, 1 for nonsense."""
    text = request.query_params.get("page", "1")
    return min(max(1, int(text)), 100_000) if text.isdecimal() and len(text) < 7 else 1


def country(frame: Frame, request: Request) -> Response:
    """`/country/{code}`."""
    given = request.path_params["code"]
    code = given.upper()
    if not words.is_country(code):
        return frame.missing(request, f"No country has the code {given[:8]}.")
    if code != given:
        return moved(f"/country/{code}")
    events = frame.store.events_of_country(code)
    now = frame.terms(frame.store.holdings(code=code), frame.now().date().isoformat())
    context = told(frame, request, events, words.country(code), f"/country/{code}")
    return frame.page(
        request,
        "country.html",
        **context | {"code": code, "partners": timeline.partners(events, code)},
        people=timeline.people_of(events, code)[:12],
        offices=offices.held(context["archive"], now.terms[:MOST]),
        odds=offices.odds(context["archive"], now),
    )


def pair(frame: Frame, request: Request) -> Response:
    """`/pair/{A}-{B}`, the codes in alphabetical order."""
    given = request.path_params["pair"]
    a, _, b = given.upper().partition("-")
    if not (words.is_country(a) and words.is_country(b)) or a == b:
        return frame.missing(request, "A tie is between two countries, by their codes: /pair/CHN-PRK.")
    first, second = sorted((a, b))
    if given != f"{first}-{second}":
        return moved(f"/pair/{first}-{second}")
    events = frame.store.events_of_pair(first, second)
    name = f"{words.country(first)} – {words.country(second)}"
    return frame.page(
        request,
        "pair.html",
        **told(frame, request, events, name, f"/pair/{given}"),
        codes=(first, second),
        facts=facts(events, frame.now().year),
        people=[(code, timeline.people_of(events, code)[:8]) for code in (first, second)],
    )


def facts(events: Sequence[Event], year: int) -> list[tuple[str, str]]:
    """The tie in a few figures: (what, how much)."""
    done = [e for e in events if e.status in timeline.HAPPENED]
    talks = [e for e in done if e.event == "CONSULT"]
    dated = sorted((e for e in talks if e.date), key=lambda e: e.date.start if e.date else "")
    found = [
        (f"talks in {year}", str(sum(e.date is not None and e.date.start[:4] == str(year) for e in talks))),
        ("agreements", str(sum(e.event == "AGREE" for e in done))),
        ("acts of conflict", str(sum(words.type_of(e.event).side == "conflict" for e in done))),
        ("planned", str(sum(e.status == "planned" for e in events))),
    ]
    if dated:
        found.insert(0, ("last talks", moments.when(dated[-1].date)))
    return found


def person(frame: Frame, request: Request) -> Response:
    """`/person/{key}`: only for people reported in a public role."""
    key = request.path_params["key"]
    events = frame.store.events_of_person(key)
    statements = [s for s in frame.store.statements_of_person(key) if s.speaker.person]
    holdings = frame.store.holdings(key)
    named = [a for e in events for a in (*e.actor, *e.recipient) if a.person and a.key == key]
    named += [s.speaker for s in statements]
    if not named and not holdings:
        return frame.missing(request, "Nobody of this name is in our record.")
    context = told(frame, request, events, named[0].name if named else holdings[0].person, f"/person/{key}")
    archive, found = context["archive"], frame.terms(holdings)
    context |= {
        "code": next((code for code in (*(a.code for a in named), *(t.code for t in found.terms)) if code), None),
        "office": next((t.office for t in found.terms if not offices.over(t)), None)
        or next((a.office for a in named if a.office), None),
        "offices": offices.held(archive, found.terms),
        "odds": offices.odds(archive, found),
        "statements": [(s, archive.quoted(cited(s)), story_of(frame, archive, s)) for s in statements[:PAGE]],
        "key": key,
    }
    return frame.page(request, "person.html", **context)


def cited(statement: Statement) -> Citation:
    """Where a statement stands."""
    return Citation(report=statement.report, version=statement.version, start=statement.start, end=statement.end)


def story_of(frame: Frame, archive: Archive, statement: Statement) -> str | None:
    """The story a statement's report is told in, if it has a public brief."""
    story = frame.store.story_of(statement.report)
    settled = archive.settled(story) if story else None
    return settled if settled and archive.brief(settled) else None


def countries(frame: Frame, request: Request) -> Response:
    """`/countries`."""
    found = sorted(((code, n) for code, n in frame.store.countries() if words.is_country(code)), key=by_name)
    return frame.page(request, "countries.html", countries=found)


def by_name(found: tuple[str, int]) -> str:
    """Countries by name."""
    return words.country(found[0])


def people(frame: Frame, request: Request) -> Response:
    """`/people`, with `country` those of one."""
    everyone = frame.store.people()
    code = request.query_params.get("country", "").upper()
    shown = [found for found in everyone if not code or found[2] == code]
    number = page_number(request)
    return frame.page(
        request,
        "people.html",
        people=shown[(number - 1) * 100 : number * 100],
        total=len(shown),
        code=code,
        codes=sorted({c for _, _, c, _ in everyone if c and words.is_country(c)}, key=words.country),
        number=number,
        pages=max(1, -(-len(shown) // 100)),
    )


def pairs(frame: Frame, request: Request) -> Response:
    """`/pairs`."""
    found = [p for p in frame.store.pairs() if words.is_country(p[0]) and words.is_country(p[1])]
    most = max((count for _, _, count in found), default=1)
    return frame.page(request, "pairs.html", pairs=found[:500], total=len(found), most=most)
