"""The calendar of meetings: a month by its days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from communique.model import Actor, Event, Noun
from communique.site import moments, words
from communique.site.archive import Archive
from communique.site.language import Words, _

STANDS = {"done": "", "ongoing": "", "planned": "planned", "conditional": "planned", "cancelled": "cancelled"}
LEVELS = Words({"leaders": "leaders", "ministers": "ministers", "officials": "officials"})
NAMED = 2  # people named of each side


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    @property
    def key(self) -> str:
        """As it stands in an address: `2024-03`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)

    def moved(self, by: int) -> "Month":
        """So many months on."""
        count = self.year * 12 + self.month - 1 + by
        return Month(count // 12, count % 12 + 1)


class Meet(Noun, frozen=True):
    """A meeting on the calendar: the countries (or else the names) that met, people, how it stands (empty for held),
    level and format, the days if more than one, and the address that tells of it."""

    event: Event
    sides: str
    people: str
    stands: str
    about: str
    lasts: str
    address: str


class Day(Noun, frozen=True):
    """A day of the month with its meetings."""

    day: date
    meets: tuple[Meet, ...] = ()


def read(key: str) -> Month | None:
    """The month of an address, None for what is none, or lies at the ends of the calendar."""
    try:
        found = date.fromisoformat(f"{key}-01") if len(key) == 7 else None
    except ValueError:
        return None
    return Month(found.year, found.month) if found and 1 < found.year < 9999 else None


def days_of(month: Month, meetings: Sequence[Event], archive: Archive) -> tuple[list[Day], list[Meet]]:
    """All days of a month with the meetings that began on them, or before it and went on into its first; and those of
    which only the month is known. Plans that were carried out stand for nothing any more."""
    carried = {event.fulfils for event in meetings if event.fulfils}
    known: dict[date, list[Meet]] = {}
    vague: list[Meet] = []
    for event in meetings:
        if event.status not in STANDS or event.id in carried or event.date is None:
            continue
        first = moments.read(event.date.start[:10])
        if event.date.precision in ("day", "span") and isinstance(first, date):
            known.setdefault(max(first, month.first), []).append(meet(event, archive))
        elif event.date.precision == "month":
            vague.append(meet(event, archive))
    length = (month.last - month.first).days + 1
    days = [month.first + timedelta(days=n) for n in range(length)]
    return [Day(day=day, meets=tuple(known.get(day, ()))) for day in days], vague


def meet(event: Event, archive: Archive) -> Meet:
    """A meeting as the calendar has it."""
    lasts = event.date is not None and event.date.precision == "span" and event.date.start != event.date.end
    return Meet(
        event=event,
        sides=" – ".join(filter(None, (countries(event.actor), countries(event.recipient)))) or _("Parties not named"),
        people=" – ".join(filter(None, (people(event.actor), people(event.recipient)))),
        stands=STANDS[event.status],
        about=", ".join(filter(None, (LEVELS.get(event.level or ""), words.MODES.get(event.format or "")))),
        lasts=moments.when(event.date) if lasts else "",
        address=told_at(event, archive),
    )


def countries(side: Iterable[Actor]) -> str:
    """The countries of a side, or the names of those who have none."""
    names = (words.country(a.code) if words.is_country(a.code) else words.named(a) for a in side)
    return ", ".join(dict.fromkeys(names))


def people(side: Iterable[Actor]) -> str:
    """The first people of a side."""
    names = [a.name for a in side if a.person]
    return ", ".join(names[:NAMED]) + (_(" and others") if len(names) > NAMED else "")


def told_at(event: Event, archive: Archive) -> str:
    """The brief that tells of it, else the sentence that does; empty where neither is stored."""
    story = archive.settled(event.story)
    if archive.brief(story):
        return f"/story/{story}"
    found = archive.evidence(event.reports, event.evidence, limit=1)
    return found[0].link if found else ""
