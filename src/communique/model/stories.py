"""Stories: the reports of one happening, and what was decided about them."""

from typing import Literal

from communique.model.base import Noun


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


class Ruling(Noun):
    """A decision about stories, as their history keeps it. `by` is the editor's name, or `desk` for what the look back
    found, whose `score` says how likely it held that to be right, from 0 to 1; `at` is by the desk's clock.

    kind         `stories`                            `reports`
    merge        the one that stays, then the others  that came into it
    split        the one that stays, the new one      that are in the new one
    move         the one left, the one joined         that were moved
    pin, unpin   the one that leads the front page    none; a pin ends at `until`, null for when it is unpinned

    `id` counts up from 1 in the store; 0 is one that is not kept yet.
    """

    at: str
    by: str
    kind: Literal["merge", "split", "move", "pin", "unpin"]
    stories: tuple[str, ...]
    id: int = 0
    reports: tuple[str, ...] = ()
    why: str | None = None
    score: float | None = None
    until: str | None = None
