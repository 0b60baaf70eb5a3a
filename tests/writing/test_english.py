"""English by letters and common words: the sample's English sentences are, nine in ten French and Spanish ones not."""

import pytest

from communique.briefs.english import english, foreign
from communique.lexicon import sentences
from communique.model import Report
from tests.conftest import Played

pytestmark = pytest.mark.xdist_group("demo")


def of(played: Played, language: str) -> list[str]:
    reports: list[Report] = []
    for story in played.store.stories():
        reports += [r for r in played.store.reports(story.reports) if r.language == language]
    found = [r.text[s.start : s.end] for r in reports for s in sentences.split(r.text, language)]
    return [sentence for sentence in found if len(sentence.split()) >= 5]


def test_english_reports_are_english(played: Played) -> None:
    texts = of(played, "en")
    assert len(texts) > 500
    assert [text for text in texts if foreign(text)] == []


@pytest.mark.parametrize("language", ["fr", "es"])
def test_reports_in_other_languages_are_not(played: Played, language: str) -> None:
    texts = of(played, language)
    assert len(texts) >= 5
    assert sum(english(text) for text in texts) <= len(texts) // 10


@pytest.mark.parametrize(
    "text", ["디알로 의장이 사임했다고 발표했다.", "Диалло ушёл в отставку.", "迪亚洛已辞职并离开。"]
)
def test_other_letters_are_not_english(text: str) -> None:
    assert foreign(text) and not english(text)


def test_a_name_in_other_letters_makes_a_sentence_no_foreign_one() -> None:
    text = "Wang Yi (王毅) met Sergei Lavrov in Moscow."
    assert not foreign(text) and not english(text)
