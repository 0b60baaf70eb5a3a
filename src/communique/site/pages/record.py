"""The record's pages: countries and people, each with its timeline, and the lists of both and of pairs."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from communique import ties
from communique.lexicon import masking
from communique.model import Event, Statement
from communique.site import chart, offices, ranks, timeline, words
from communique.site.archive import Archive
from communique.site.feeds import Feed
from communique.site.frame import Frame, moved
from communique.site.language import _
from communique.site.pages.meetings import met
from communique.site.tied import Evidence, cited, printed

PAGE = 40
MOST = 40  # offices on a country's page


def told(frame: Frame, request: Request, events: Sequence[Event], name: str, home: str) -> dict[str, Any]:
    """What all three kinds of page share: a page of the timeline, the chart with its table, and the feed."""
    archive = frame.archive()
    evidence = Evidence(archive)
    evidence.know(*events)
    number = page_number(request)
    shown = timeline.ordered(events)[(number - 1) * PAGE : number * PAGE]
    archive.gather(report for event in shown for report in event.reports)
    months = ties.filled(ties.monthly(filter(ties.happened, events)))
    title = _("{name}: events by month, cooperation upwards, conflict downwards", name=name)
    return {
        "name": name,
        "home": home,
        "total": len(events),
        "years": timeline.by_year(timeline.lines(shown, events, archive)),
        "months": [month for month in reversed(months) if month.events],
        "chart": chart.drawn(months, chart.counts(months), title),
        "here": {event.id for event in shown},
        "number": number,
        "pages": max(1, -(-len(events) // PAGE)),
        "planned": sum(event.status == "planned" for event in events),
        "feeds": Feed(title=name, home=home, briefs=()),
        "archive": archive,
        "evidence": evidence,
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
    agreements = printed(context["archive"], frame.store.agreements_of_country(code))
    context["evidence"].know(*agreements)
    return frame.page(
        request,
        "country.html",
        **context | {"code": code, "partners": list(ties.partners(code, events).items())},
        people=timeline.people_of(events, code)[:12],
        offices=len(now.terms),
        most=MOST,
        ranks=ranks.ranked(offices.held(context["archive"], now.terms[:MOST])),
        odds=offices.odds(context["archive"], now),
        agreements=agreements,
        met=met(context["archive"], events, frame.now().year),
    )


def person(frame: Frame, request: Request) -> Response:
    """`/person/{key}`: only for people reported in a public role."""
    key = request.path_params["key"]
    events = frame.store.events_of_person(key)
    statements = [s for s in frame.store.statements_of_person(key) if s.speaker.person]
    holdings = frame.store.holdings(key)
    named = [a for e in events for a in (*e.actor, *e.recipient) if a.person and a.key == key]
    named += [s.speaker for s in statements]
    if not named and not holdings and masking.marked(key) in frame.store.removals("person"):
        return frame.missing(request, "This person was removed from this desk on demand.", status=410)
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
        "statements": [
            (s, archive.quoted(cited(s), asked=True), story_of(frame, archive, s)) for s in statements[:PAGE]
        ],
        "key": key,
    }
    return frame.page(request, "person.html", **context)


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
