"""What a search shows: results as the public may see them, with their evidence; conditions to add and to take away."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

import msgspec

from communique.lexicon import queries
from communique.lexicon.queries import Asked, Part
from communique.model import Event, Noun, Report, Statement
from communique.searching import Facet, Found, Hit
from communique.site import moments, words
from communique.site.archive import Archive, Quoted
from communique.site.frame import Frame
from communique.site.language import ENGLISH, Words, spoken
from communique.site.timeline import Line, line

FEW = 5  # results, below which another spelling is looked for
MOST_LOOSENED = 4
KINDS = Words({
    "brief": "Briefs", "report": "Reports", "statement": "Statements", "event": "Events", "person": "People",
    "organisation": "Organisations", "country": "Countries",
})  # fmt: skip
FACETS = Words({"kind": "Kind", "country": "Country", "type": "Type of event", "from": "Publisher", "month": "Month"})


class Result(Noun, frozen=True):
    """One result on the page: where it leads, and what it rests on. `title` and `snippet` have the matches between
    \\x02 and \\x03; `withheld` says that the publisher allows no words of it."""

    kind: str
    address: str
    title: str
    snippet: str = ""
    at: str | None = None
    report: Report | None = None
    statement: Statement | None = None
    line: Line | None = None
    evidence: tuple[Quoted, ...] = ()
    withheld: bool = False


class Choice(Noun, frozen=True):
    """A value of a facet: in words, how many have it, whether it is asked for, and the query that adds it or takes it
    away."""

    label: str
    count: int
    chosen: bool
    query: str


class Choices(Noun, frozen=True):
    """A facet beside the results."""

    field: str
    label: str
    values: tuple[Choice, ...]


def search(frame: Frame, typed: str) -> Asked:
    """What is asked by what was typed; today is the desk's day."""
    return queries.parse(typed, frame.now().date())


def shown(frame: Frame, archive: Archive, hits: Iterable[Hit]) -> list[Result]:
    """Results as the public may see them; one that is gone meanwhile is left out."""
    found = (result(frame, archive, hit) for hit in hits)
    return [one for one in found if one is not None]


def public(archive: Archive, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Briefs and reports as the public may see them: no more words of a report than its source allows."""
    for hit in hits:
        report = archive.report(hit.id) if hit.kind == "report" else None
        yield msgspec.structs.replace(hit, snippet=cut(hit.snippet, archive.least_allowed(report))) if report else hit


def result(frame: Frame, archive: Archive, hit: Hit) -> Result | None:
    """One hit with what it leads to and rests on."""
    title = hit.marked or hit.title
    if hit.kind == "report":
        report = archive.report(hit.id)
        return None if report is None else of_report(archive, hit, report, title)
    if hit.kind == "statement":
        return of_statement(archive, hit)
    if hit.kind == "event":
        event = frame.store.event(hit.id)
        return None if event is None else of_event(archive, event)
    home = "story" if hit.kind == "brief" else hit.kind
    if hit.kind == "country" and spoken().code != ENGLISH:
        title = words.country(hit.id)
    told = "" if hit.kind == "country" else hit.snippet  # which would be a list of its names
    return Result(kind=hit.kind, address=f"/{home}/{hit.id}", title=title, snippet=told, at=hit.at)


def of_report(archive: Archive, hit: Hit, report: Report, title: str) -> Result:
    """A report: no words of one that may not be quoted, no more of the others than is allowed."""
    most = archive.least_allowed(report)
    snippet = cut(hit.snippet, most)
    address = f"/report/{hit.id}"
    return Result(kind="report", address=address, title=title, snippet=snippet, report=report, withheld=most == 0)


def of_statement(archive: Archive, hit: Hit) -> Result | None:
    """What was said, with the sentence of the report that has it."""
    report = archive.report(hit.of or "")
    recorded = archive.recorded(report.id, report.version) if report else None
    said = next((s for s in recorded.statements if s.id == hit.id), None) if recorded else None
    if report is None or said is None:
        return None
    most = archive.least_allowed(report)
    address = f"/report/{report.id}?s={said.start}#s-{sentence_start(report, said)}"
    return Result(
        kind="statement", address=address, title=hit.marked or hit.title, snippet=cut(hit.snippet, most),
        report=report, statement=said, withheld=most == 0,
    )  # fmt: skip


def sentence_start(report: Report, said: Statement) -> int:
    """Where the sentence begins in which words begin."""
    return next((s.start for s in report.sentences if s.start <= said.start < s.end), said.start)


def of_event(archive: Archive, event: Event) -> Result:
    """An event as the timelines have it."""
    told = line(event, archive)
    return Result(kind="event", address=home_of(event), title=told.label, line=told, evidence=told.evidence[:2])


def home_of(event: Event) -> str:
    """The page on which an event stands in a timeline."""
    sides = [[a.code for a in side if words.is_country(a.code)] for side in (event.actor, event.recipient)]
    codes = sorted({code for side in sides for code in side[:1] if code})
    if len(codes) == 2:
        return f"/pair/{codes[0]}-{codes[1]}#e-{event.id}"
    person = next((a.key for a in (*event.actor, *event.recipient) if a.person), None)
    home = f"/country/{codes[0]}" if codes else f"/person/{person}" if person else f"/story/{event.story}"
    return f"{home}#e-{event.id}"


def cut(snippet: str, most: int | None) -> str:
    """The first words of a snippet, as many as may be shown."""
    said = snippet.split()
    if most is None or len(said) <= most:
        return snippet
    return " ".join(said[:most]) + "…" if most else ""


def typed_of(parts: Iterable[Part]) -> str:
    """Parts as one would type them."""
    return " ".join(f"OR {part.typed}" if part.joined and n else part.typed for n, part in enumerate(parts))


def without(asked: Asked, part: Part) -> str:
    """The query without one of its parts."""
    return typed_of(one for one in asked.parts if one is not part)


def condition(field: str, value: str) -> str:
    """A value of a facet as one would type it."""
    if field == "from":
        return 'from:"{}"'.format(value.replace('"', " "))
    name = {"kind": "type", "month": "on"}.get(field, field)
    return f"{name}:{value if field in ('country', 'month') else value.lower()}"


def label(field: str, value: str) -> str:
    """A value of a facet in words."""
    if field == "kind":
        return KINDS.get(value, value)
    if field == "country":
        return words.country(value)
    if field == "type":
        return words.type_of(value).label
    return moments.month(value) if field == "month" else value


def choices(asked: Asked, facets: Sequence[Facet]) -> list[Choices]:
    """The facets with what each of their values adds or takes away."""
    return [
        Choices(
            field=facet.field,
            label=FACETS[facet.field],
            values=tuple(choice(asked, facet.field, tally.value, tally.count) for tally in facet.values),
        )
        for facet in facets
    ]


def choice(asked: Asked, field: str, value: str, count: int) -> Choice:
    """One value: a condition that is there already is taken away."""
    typed = condition(field, value)
    same = parts_like(asked, typed)
    query = typed_of(p for p in asked.parts if p not in same) if same else f"{typed_of(asked.parts)} {typed}".strip()
    return Choice(label=label(field, value), count=count, chosen=bool(same), query=query)


def parts_like(asked: Asked, typed: str) -> list[Part]:
    """The parts of a query that say the same as this one."""
    like = queries.parse(typed).parts
    if not like:
        return []
    means = (like[0].condition, like[0].since, like[0].until)
    return [part for part in asked.parts if (part.condition, part.since, part.until) == means]


def meant(frame: Frame, asked: Asked, found: Found) -> str | None:
    """The query in another spelling, where that finds more."""
    said = list(dict.fromkeys(c.value for c in asked.query.said if c.field == "words" and not c.beginning))
    if found.total >= FEW or not said:
        return None
    spelled = frame.store.spelled(said)
    if not spelled:
        return None
    other = queries.parse(
        typed_of(Part(typed=spelled.get(p.typed, p.typed), condition=p.condition, joined=p.joined) for p in asked.parts)
    )
    return other.typed if frame.store.find(other.query, limit=0).total > found.total else None


def loosened(frame: Frame, asked: Asked) -> list[tuple[str, str, Found]]:
    """For a query that finds nothing: its parts without which it would find something."""
    if len(asked.parts) < 2:
        return []
    tried = [(part.typed, without(asked, part)) for part in asked.parts[-MOST_LOOSENED:]]
    today = frame.now().date()
    found = [(typed, query, count(frame, query, today)) for typed, query in tried]
    return [one for one in found if one[2].total]


def count(frame: Frame, typed: str, today: date) -> Found:
    """How many results a query has."""
    return frame.store.find(queries.parse(typed, today).query, limit=0)


def address(query: str, **more: str | int) -> str:
    """The address of a search."""
    return f"/search?{urlencode({'q': query, **{k: v for k, v in more.items() if v}})}"


def stories(frame: Frame, hits: Iterable[Hit]) -> list[str]:
    """The stories that results are told in, each once, in the order of the results."""
    found: dict[str, None] = {}
    for hit in hits:
        of = {"brief": hit.id, "event": hit.of}.get(hit.kind)
        if hit.kind in ("report", "statement"):
            of = frame.store.story_of(hit.id if hit.kind == "report" else hit.of or "")
        if of:
            found[of] = None
    return list(found)
