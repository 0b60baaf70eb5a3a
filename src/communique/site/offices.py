"""Offices as readers meet them: terms with the reports that say so, and where these differ."""

from collections.abc import Iterable, Sequence
from datetime import UTC

from communique.model import Citation, Holding, Noun, OfficeDifference, Term, Terms
from communique.site import moments, words
from communique.site.archive import Archive, Quoted
from communique.site.language import _, named

SHOWN = 3  # reports named for each thing told
HELD = ("holds", "began", "leaving")
PASSED = ("named", "began", "leaving", "ended")


class Told(Noun, frozen=True):
    """One thing that reports say of a term, in words, and some of them."""

    words: str
    reports: tuple[Quoted, ...]


class Held(Noun, frozen=True):
    """A term: the person and the page there is, the office, of what, what is told of it, whether it is over."""

    term: Term
    of: str
    told: tuple[Told, ...]
    over: bool


class Odds(Noun, frozen=True):
    """A difference between reports: what it is about, and each side in words with its reports."""

    about: str
    sides: tuple[tuple[str, Told], ...]


def held(archive: Archive, terms: Iterable[Term]) -> list[Held]:
    """Terms with all that is told of them."""
    return [
        Held(term=term, of=words.country(term.code) or term.body or "", told=told(archive, term), over=over(term))
        for term in terms
    ]


def over(term: Term) -> bool:
    """Whether a term had ended as far as told."""
    return any(end and end > (term.last or "") for end in (term.ended, term.over))


def told(archive: Archive, term: Term) -> tuple[Told, ...]:
    """What is said of a term, in the order of a life in office."""
    found = []
    holds = [h for h in term.evidence if h.tells == "holds"]
    if holds:
        days = sorted(h.day for h in holds if h.day)
        found.append(Told(words=reported(days), reports=quoted(archive, holds)))
    for tells in PASSED:
        some = [h for h in term.evidence if h.tells == tells]
        for since in dict.fromkeys(h.since for h in some):
            these = [h for h in some if h.since == since]
            day = min((h.day for h in these if h.day), default=None)
            found.append(Told(words=passed(tells, since, day), reports=quoted(archive, these)))
    return tuple(found)


SINCE = {
    "began": named("began on {day}"), "ended": named("ended on {day}"),
    "named": named("named, to begin on {day}"), "leaving": named("leaving on {day}"),
}  # fmt: skip
BY = {
    "began": named("had begun by {day}"), "ended": named("had ended by {day}"),
    "named": named("named for it by {day}, not yet in office"), "leaving": named("on the way out by {day}"),
}  # fmt: skip
UNDATED = {
    "began": named("had begun"), "ended": named("had ended"),
    "named": named("named for it, not yet in office"), "leaving": named("on the way out"),
}  # fmt: skip


def reported(days: Sequence[str]) -> str:
    """`reported on 21 March 2024`, `reported from 1 March 2024 to 12 May 2024`, by days in order."""
    if not days:
        return _("reported without a day")
    if days[0] == days[-1]:
        return _("reported on {day}", day=in_words(days[0]))
    return _("reported from {first} to {last}", first=in_words(days[0]), last=in_words(days[-1]))


def passed(tells: str, since: str | None, day: str | None) -> str:
    """`began on 8 January 2024`, `had ended by 12 March 2024`."""
    if since is not None:
        return _(SINCE[tells], day=in_words(since))
    return _(BY[tells], day=in_words(day)) if day else _(UNDATED[tells])


def in_words(day: str) -> str:
    """A stored day as it is printed."""
    value = moments.date_of(day, UTC)
    return moments.day(value) if value else day


def quoted(archive: Archive, holdings: Sequence[Holding]) -> tuple[Quoted, ...]:
    """The reports of some holdings, at most three: the first, the last, and one between."""
    chosen = holdings if len(holdings) <= SHOWN else [holdings[0], holdings[len(holdings) // 2], holdings[-1]]
    archive.gather(h.report for h in chosen)
    return tuple(archive.quoted(cited, asked=True) for h in chosen if (cited := place(archive, h)) is not None)


def place(archive: Archive, holding: Holding) -> Citation | None:
    """Where a holding's sentence stands."""
    report = archive.report(holding.report, holding.version)
    if report is None or not 0 <= holding.sentence < len(report.sentences):
        return None
    span = report.sentences[holding.sentence]
    return Citation(report=report.id, version=holding.version, start=span.start, end=span.end)


def odds(archive: Archive, found: Terms) -> list[Odds]:
    """The differences in words."""
    return [one(archive, difference) for difference in found.differences]


def one(archive: Archive, difference: OfficeDifference) -> Odds:
    """One difference: who says what, on which days."""
    first = difference.sides[0]
    of = f", {words.country(first.code)}" if first.code else ""
    about = {
        "holders": _("Who was {office}", office=f"{first.seat}{of}"),
        "offices": _("Which office {name} held", name=first.name),
        "ended": _("Whether {name} was still {office}", name=first.name, office=f"{first.office}{of}"),
    }[difference.kind]
    sides = []
    for side in difference.sides:
        ended = difference.kind == "ended"
        said = [h for h in side.evidence if ended or h.tells in HELD]
        days = sorted(h.day for h in said if h.day)
        land = f", {words.country(side.code)}" if side.code else ""
        name = {
            "holders": side.name,
            "offices": f"{side.office}{land}",
            "ended": _("No longer") if any(h.tells == "ended" for h in said) else _("Still"),
        }[difference.kind]
        sides.append((name, Told(words=reported(days), reports=quoted(archive, said))))
    return Odds(about=about, sides=tuple(sides))
