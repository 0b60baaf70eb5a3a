"""Reports given to other stories, and where the addresses of those lead: one way for the look back and for editors."""

from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import Literal, NamedTuple

from communique.model import Story, identity
from communique.ports import Store


class Change(NamedTuple):
    """Reports that have gone from one story to another: all of them (`merge`), to a new one (`split`), or a few."""

    kind: Literal["merge", "split", "move"]
    before: str
    story: str
    reports: tuple[str, ...]

    @property
    def stories(self) -> tuple[str, str]:
        """As `model.Ruling` names them."""
        return (self.story, self.before) if self.kind == "merge" else (self.before, self.story)


class Regrouped(NamedTuple):
    """`story` of every report that was looked at, and what has changed."""

    story: Mapping[str, str]
    changes: Sequence[Change]


def regroup(store: Store, stories: Sequence[Story], parts: Mapping[str, str], fixed: Collection[str] = ()) -> Regrouped:
    """Give each part its address, and keep it so: assignments, redirects, due marks. `stories`, `parts` and `fixed` are
    what `stories.addresses` takes; a part may be called what a new story is to be. Within a transaction of the
    caller's."""
    from communique.stories.addresses import addressed

    found = addressed(stories, parts, fixed)
    known = {story.id for story in stories}
    names, taken = dict(found.kept), set(parts.values())
    for report in (report for story in stories for report in story.reports):
        if (part := parts[report]) not in names:
            names[part] = fresh(store, report, taken) if part in known else part
            taken.add(names[part])
    story_of = {report: names[part] for report, part in parts.items()}
    changes = []
    for story in stories:
        for to in dict.fromkeys(story_of[report] for report in story.reports):
            if to == story.id:
                continue
            reports = tuple(report for report in story.reports if story_of[report] == to)
            for report in reports:
                store.assign(report, to)
            merged = story.id in found.redirects and names[found.redirects[story.id]] == to
            changes.append(Change("merge" if merged else "move" if to in known else "split", story.id, to, reports))
    for id, part in found.redirects.items():
        store.redirect(id, names[part])
    return Regrouped(story_of, changes)


def fresh(store: Store, report: str, taken: Collection[str] = ()) -> str:
    """An id for a story that this report opens, which none has had: an id is never given twice. None of `taken`."""
    names = (identity("s", report, *([turn] if turn else [])) for turn in count())
    return next(name for name in names if name not in taken and store.story(name) is None)
