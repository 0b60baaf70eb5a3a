"""A tie: what passed between two countries in a period. The measures are defined in docs/record.md."""

from msgspec import field

from communique.model.base import Noun
from communique.model.record import Agreement, Event, Format, Level, Statement


class Interval(Noun):
    """A week or month of a tie. `key` is 2024-W12 (ISO 8601) or 2024-03, `start` its first day; `cooperation` and
    `conflict` count events; `up` and `down` are the sums of their values on the scale above and below nought, `total`
    and `mean` of all; `events` are their ids."""

    key: str
    start: str
    cooperation: int = 0
    conflict: int = 0
    up: float = 0.0
    down: float = 0.0
    total: float = 0.0
    mean: float = 0.0
    events: tuple[str, ...] = ()


class Meeting(Noun):
    """A meeting of the two sides: the event, its day, how high it was held, in which way and for how many minutes."""

    event: str
    day: str | None = None
    level: Level | None = None
    format: Format | None = None
    duration: int | None = None


class Remark(Noun):
    """What somebody of one country (`by`) said that names the other (`about`); `day` is that of the report."""

    by: str
    about: str
    statement: Statement
    day: str | None = None


class Partner(Noun):
    """A country both had done events with in the period: the ids of each one's events with it."""

    code: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


class New(Noun):
    """What became known from the day `since` on: ids of events first reported then, of statements reported then, and of
    agreements of which something was first reported then."""

    since: str
    events: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()


class Tie(Noun):
    """Two countries and what passed between them from `since` to `until` (days, both included; null is open).

    `events` are those that happened, the latest first, undated ones last and only where the period is open on both
    sides; `planned` are plans not carried out. `types` and `quads` give event ids. `last` is the latest meeting,
    `meetings` are the `year`'s, `levels` their ids by level ("not told" where it is not). `weeks` and `months` are the
    intensity series on the named `scale`, without those in which nothing is recorded. `agreements` stand as reported
    by the end of the period; `in_force` are the ids of those signed, ratified or in force and not reported suspended or
    ended. `remarks` are statements about each other, `partners` common partners."""

    a: str
    b: str
    since: str | None = None
    until: str | None = None
    events: tuple[Event, ...] = ()
    planned: tuple[Event, ...] = ()
    types: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scale: str = ""
    weeks: tuple[Interval, ...] = ()
    months: tuple[Interval, ...] = ()
    last: Meeting | None = None
    year: int | None = None
    meetings: tuple[Meeting, ...] = ()
    levels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    in_force: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    partners: tuple[Partner, ...] = ()
    new: New | None = None
