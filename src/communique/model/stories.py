"""Stories: the reports of one happening."""

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
