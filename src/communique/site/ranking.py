"""Which brief leads, and why, in words for the reader.

A brief's reach is its independent witnesses, and half a witness for every country and for every kind of ownership of
their publishers after the first. It is worth half for each day that its last report lies behind the newest report
there is, by the hour, and double where it is about whom the desk watches. A brief with one witness leads only while
there is no other, and so does one of which the record has nothing that was done, is going on or is planned: what is
only said, denied or cancelled. The numbers are a choice, not tuned on data.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from communique.errors import ConfigError
from communique.model import Brief, Event, Source, slug
from communique.site import moments, regions, words
from communique.site.language import Words, _, counted
from communique.times import instant_of

HALF_LIFE = 24.0  # hours
SPREAD = 0.5  # witnesses that another country or kind of ownership counts
WATCHED = 2.0
WITNESSES = 2  # that a lead has where any has
FIRM = ("done", "ongoing", "planned")
NEVER = 24.0 * 365  # hours behind, of a brief without a time
OWNERS = Words({"state": "state", "public": "public", "private": "private", "party": "party"})
RECENT = 48  # hours until which a time is told as so many hours ago


class Watched(NamedTuple):
    """Whom the desk watches, and how each is called on the page: codes of countries, pairs of them in alphabetical
    order, and keys of people."""

    countries: Mapping[str, str] = {}
    pairs: Mapping[tuple[str, str], str] = {}
    people: Mapping[str, str] = {}

    def in_(self, brief: Brief) -> tuple[str, ...]:
        """Which of them take part in a brief, the most particular first."""
        codes = {p.code for p in brief.participants if p.code}
        keys = {p.key for p in brief.participants}
        found = [name for key, name in self.people.items() if key in keys]
        found += [name for pair, name in self.pairs.items() if codes.issuperset(pair)]
        return tuple(found or [name for code, name in self.countries.items() if code in codes])


class Standing(NamedTuple):
    """How a brief stands: countries (codes) and kinds of ownership of its witnesses' publishers, when its last report
    came out, whom of those watched it is about, whether the record has it as more than said or denied, and in which
    region it stands."""

    brief: Brief
    countries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    reported: datetime | None = None
    watched: tuple[str, ...] = ()
    firm: bool = True
    region: str = regions.WORLD

    @property
    def may_lead(self) -> bool:
        """Whether it is more than the word of one."""
        return self.firm and self.brief.witnesses >= WITNESSES

    @property
    def reach(self) -> float:
        """Witnesses, and how widely they are spread."""
        return self.brief.witnesses + SPREAD * sum(max(0, len(found) - 1) for found in (self.countries, self.owners))


def watch(entries: Iterable[str]) -> Watched:
    """What a setting of country codes (`FRA`), pairs (`CHN-PRK`) and names of people says. Raises ConfigError for a
    code of no country."""
    countries, pairs, people = {}, {}, {}
    for entry in filter(None, map(str.strip, entries)):
        codes = [code for code in entry.split("-") if len(code) == 3 and code.isalpha() and code.isupper()]
        if len(codes) not in (1, 2) or "-".join(codes) != entry:
            people[slug(entry)] = entry
            continue
        for code in codes:
            if not words.is_country(code):
                raise ConfigError(f"watched: no country has the code {code}")
        if len(codes) == 1:
            countries[entry] = words.country(entry)
        else:
            a, b = sorted(codes)
            pairs[a, b] = f"{words.country(a)} – {words.country(b)}"
    return Watched(countries, pairs, people)


def standing(brief: Brief, sources: Mapping[str, Source], events: Sequence[Event], watched: Watched) -> Standing:
    """How a brief stands by the sources of its reports (by the report's id) and its record."""
    known = [sources[credit.report] for credit in brief.sources if credit.witness and credit.report in sources]
    return Standing(
        brief=brief,
        countries=tuple(dict.fromkeys(source.country for source in known if source.country)),
        owners=tuple(kind for kind in OWNERS if kind and any(source.ownership == kind for source in known)),
        reported=last_report(brief),
        watched=watched.in_(brief),
        firm=any(event.status in FIRM for event in events),
        region=regions.of_brief(brief, events),
    )


def last_report(brief: Brief) -> datetime | None:
    """When the last report of a brief came out, None where that is not known or cannot be read."""
    text = brief.dates.reported[-1] if brief.dates.reported else None
    return instant_of(text) if moments.read(text) is not None else None


def ranked(standings: Sequence[Standing], pinned: str | None = None) -> list[Standing]:
    """The first leads: the story an editor has pinned, then those that may lead by their score, then the others."""
    newest = max((its.reported for its in standings if its.reported), default=None)

    def order(its: Standing) -> tuple[bool, bool, float, str]:
        return its.brief.story == pinned, its.may_lead, score(its, newest), its.brief.story

    return sorted(standings, key=order, reverse=True)


def score(its: Standing, newest: datetime | None) -> float:
    """Reach by freshness, the more where it is watched."""
    behind = (newest - its.reported).total_seconds() / 3600 if newest and its.reported else NEVER
    fresh: float = 0.5 ** (behind / HALF_LIFE)
    return its.reach * fresh * (WATCHED if its.watched else 1.0)


def explained(its: Standing, now: datetime, pinned: str | None = None) -> str:
    """Why a brief leads, as one line."""
    number = len(its.countries)
    places = counted(number, "country", "countries") if number > 1 else "".join(map(words.country, its.countries))
    found = counted(its.brief.witnesses, "independent witness", "independent witnesses")
    found = _("{witnesses} in {places}", witnesses=found, places=places) if places else found
    owners = joined([OWNERS[kind] for kind in its.owners])
    found = _("{witnesses}, {owners}", witnesses=found, owners=owners) if owners else found
    parts = [_("pinned by an editor")] if its.brief.story == pinned else []
    parts += [found, _("last report {ago}", ago=ago(its.reported, now))]
    parts += [_("watched: {names}", names=joined(list(its.watched)))] if its.watched else []
    reasons = _("; ").join(parts)
    if its.may_lead or its.brief.story == pinned:
        return _("Leads: {reasons}.", reasons=reasons)
    return _("Leads for want of a story with two witnesses and a deed or plan on record: {reasons}.", reasons=reasons)


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, by the hour for two days, then the day."""
    if moment is None:
        return _("undated")
    hours = int((now - moment).total_seconds() // 3600)
    if hours >= RECENT:
        return _("on {day}", day=moments.day(moment.astimezone(now.tzinfo).date()))
    return _("{hours} ago", hours=counted(hours, "hour")) if hours > 0 else _("less than an hour ago")


def joined(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}", names=_(", ").join(names[:-1]), last=names[-1])
