"""Stories: the reports of one happening, and what was decided about them and their events."""

from typing import Literal

from communique.model.base import Noun
from communique.model.record import Event


class Link(Noun):
    """How one story hangs together with another: `relation` is one of earlier, later, plan, related; `reason` is
    shown to readers (`same person: Wang Yi`, `earlier talks of the same sides`)."""

    story: str
    relation: str
    reason: str
    score: float = 0.0


class Story(Noun):
    """The reports of one happening, in the order they joined."""

    id: str
    opened: str | None = None
    reports: tuple[str, ...] = ()
    redirect: str | None = None


DESK = "desk"  # who decided what no person did


Decision = Literal[
    "merge", "split", "move", "pin", "unpin", "correct", "remove", "restore", "join", "edit", "take", "keep", "revert",
    "withdraw", "erase", "forget", "reinstate", "release", "add", "pause", "resume", "ask",
]  # fmt: skip


class Ruling(Noun):
    """A decision about stories or an event, as their history keeps it. `by` is the editor's name, or `desk` for what
    the look back found, whose `score` says how likely it held that to be right, from 0 to 1; `at` is by the desk's
    clock.

    kind         `stories`                            `reports`
    merge        the one that stays, then the others  that came into it
    split        the one that stays, the new one      that are in the new one
    move         the one left, the one joined         that were moved
    pin, unpin   the one that leads the front page    none; a pin ends at `until`, null for when it is unpinned
    correct      the one that tells of the event      none; `old` and `new` are the event before and after, `fields`
                                                      what of it was corrected
    remove       the same                             none; `old` is the event that was taken out of the record
    restore      the same                             none; `old` is the event with what is taken back, `new` without:
                                                      the removal or the join, else all corrections
    join         the same                             none; `old` is the event that went into `new`

    edit         the one whose brief an editor wrote  none; `version` is that of the brief
    take, revert the same: the desk's newer text is   none; `version` is that of the brief
                 taken, or the brief given back
    release      the one whose brief is printed       none; `version` is that of the brief
    keep         the same: the editor's text stays    none
    withdraw     the one that the report is in        that is taken out, not to be believed any more
    reinstate    the same                             that is believed again
    erase        the same; with `source` those that   whose words are removed on demand; with `source`
                 it had reports in                    none, they are all of this source
    forget       those that named a person who was    none
                 removed on demand
    add, pause, resume, ask   none: it is about a     none
                 `source` that is new or changed, is
                 asked no more, again, or out of turn

    An event in a ruling is as it stood when that was decided; its evidence finds it again where its id is no more.
    `id` counts up from 1 in the store; 0 is one that is not kept yet.
    """

    at: str
    by: str
    kind: Decision
    stories: tuple[str, ...]
    id: int = 0
    reports: tuple[str, ...] = ()
    why: str | None = None
    score: float | None = None
    until: str | None = None
    old: Event | None = None
    new: Event | None = None
    fields: tuple[str, ...] = ()
    version: int | None = None
    source: str | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """The events it is about, as they stood."""
        return tuple(event for event in (self.old, self.new) if event is not None)


class Redo(Noun):
    """How far a room has been derived again, so that one that was cut off goes on: `step` is the one at work, `after`
    the last story it has done, `stories` how many; the counts are of reports read again and of events since it
    `begun`."""

    room: str
    begun: str
    step: Literal["take", "join"] = "take"
    after: str | None = None
    stories: int = 0
    reports: int = 0
    events: int = 0
    changed: int = 0
    added: int = 0
    gone: int = 0
