"""True sentences are not thrown away: what the embedded writer prints on the sample, handed in as if a model drafted
it, is printed again."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from communique import briefs
from communique.desk import Desk
from communique.model import Brief, Sentence
from tests.conftest import Played

pytestmark = pytest.mark.xdist_group("demo")

PASSED = 0.92
"""The least share of sentences; 215 of 226 were printed when this was set; briefs have become shorter since."""


def dossiers(desk: Desk) -> list[briefs.Dossier]:
    made = []
    for story in desk.store.stories():
        reports = list(desk.store.reports(story.reports))
        taken = {r.id: found for r in reports if (found := desk.store.recorded(r.id, r.version))}
        if reports:
            made.append(replace(desk._told(story, reports, taken), previous=None))
    return made


def as_draft(brief: Brief, shown: briefs.Material) -> str:
    """The brief as a model would give it."""
    numbers = {citation: number for number, (citation, _) in enumerate(shown.sentences, 1)}

    def line(sentence: Sentence) -> dict[str, Any]:
        return {"text": sentence.text, "cites": [numbers.get(c, 0) for c in sentence.citations]}

    paragraphs = [[line(sentence) for sentence in paragraph] for paragraph in brief.body]
    return json.dumps({"standfirst": [line(s) for s in brief.standfirst], "paragraphs": paragraphs})


def test_what_is_true_is_printed(played: Played) -> None:
    drafted = printed = 0
    for dossier in dossiers(played.desk):
        shown, brief = briefs.material(dossier), briefs.compose(dossier)
        assert shown.dossier.mute == frozenset()
        made = briefs.edited(shown, as_draft(brief, shown), "small").brief
        drafted += len(brief.standfirst) + sum(map(len, brief.body))
        printed += made.drafted.sentences if made.drafted else 0
    assert drafted > 150
    assert printed / drafted >= PASSED, f"{printed} of {drafted}"
