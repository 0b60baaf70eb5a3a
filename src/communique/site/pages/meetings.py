"""The meetings of a year by how high they were held."""

from collections.abc import Iterable, Sequence

from communique import ties
from communique.model import Event, Meeting, Noun
from communique.site import timeline, words
from communique.site.archive import Archive

MOST = 30
"""Meetings listed; the others are counted and stand in the timeline."""


class Level(Noun, frozen=True):
    """The meetings of one level: its name, how many there were, and the latest of them as lines."""

    name: str
    number: int
    lines: tuple[tuple[Meeting, timeline.Line], ...]


class Met(Noun, frozen=True):
    """The meetings of a year, the highest level first."""

    year: int
    levels: tuple[Level, ...] = ()


def met(archive: Archive, events: Iterable[Event], year: int) -> Met:
    """The meetings among events that happened in a year."""
    known = {e.id: e for e in events}
    of_year = [m for m in ties.meetings(known.values()) if (m.day or "").startswith(f"{year:04d}")]
    return by_level(archive, known, of_year, year)


def by_level(archive: Archive, known: dict[str, Event], meetings: Sequence[Meeting], year: int) -> Met:
    """Some meetings by level."""
    levels = []
    for level in words.LEVELS:
        mine = [m for m in meetings if (m.level or "") == level]
        archive.gather(report for m in mine[:MOST] for report in known[m.event].reports)
        lines = tuple((m, timeline.line(known[m.event], archive)) for m in mine[:MOST])
        levels += [Level(name=words.LEVELS[level], number=len(mine), lines=lines)] if mine else []
    return Met(year=year, levels=tuple(levels))
