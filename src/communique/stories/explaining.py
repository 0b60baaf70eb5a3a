"""Why a report went where it did: the stories that were considered, and what spoke for and against each.

A story's score is a logistic function of a sum; what each feature adds to it is its weight times its value, in the mean
over the reports of the story.
"""

import re
from functools import cache

from communique.model import Noun
from communique.stories.decision import Considered, Decision
from communique.stories.pairs import Features

ENTRY = re.compile(r"^    (\w+) {2,}(.+(?:\n {8,}.+)*)", re.MULTILINE)
BIAS = "before anything is compared"


class Because(Noun, frozen=True):
    """One thing that spoke for a story, or against it: what it means, its value, and what it adds to the sum (more than
    nought for, less against)."""

    feature: str
    meaning: str
    value: float
    adds: float


class Weighed(Noun, frozen=True):
    """A story that was considered: how likely the report belongs to it (half and more joins the best), by which table
    of weights most of its reports were compared, and why, what adds most first."""

    story: str
    score: float
    kind: str
    because: tuple[Because, ...]


class Explained(Noun, frozen=True):
    """A report, the story it is in, and the one it was given at first where the look back has moved it; what it copies;
    and what was considered at first, best first: nothing for a copy, and where no live story shares its words."""

    report: str
    story: str | None
    first: str | None = None
    copy_of: str | None = None
    considered: tuple[Weighed, ...] = ()


def explained(decision: Decision) -> Explained:
    """A decision with its reasons; the story is None where the report opens one."""
    found = (
        Weighed(story=its.story, score=its.score, kind=its.kind, because=because(its)) for its in decision.considered
    )
    return Explained(report=decision.report, story=decision.story, copy_of=decision.copy_of, considered=tuple(found))


def because(considered: Considered) -> tuple[Because, ...]:
    """What spoke for a story and against it; what adds nothing is left out."""
    compared = zip(meanings().items(), considered.features, considered.added, strict=True)
    found = [
        Because(feature=name, meaning=meaning, value=round(value, 4), adds=round(adds, 4))
        for (name, meaning), value, adds in ((("bias", BIAS), 1.0, considered.bias), *compared)
        if adds
    ]
    return tuple(sorted(found, key=lambda its: (-abs(its.adds), its.feature)))


@cache
def meanings() -> dict[str, str]:
    """What each feature means, as `Features` says it."""
    said = {name: " ".join(text.split()) for name, text in ENTRY.findall(Features.__doc__ or "")}
    return {name: said.get(name, name) for name in Features._fields}
