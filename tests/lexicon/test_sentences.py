import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.sentences import split

from .marked import LANGUAGES, exact, f1

FEW = frozenset(["fa", "hi", "it", "nl", "tr", "uk"])
"""Languages of which only a few paragraphs are marked."""


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Mr. Kim met Gen. Lee. He left.", ["Mr. Kim met Gen. Lee.", "He left."]),
        ("He is in the U.S. on Friday. So is she.", ["He is in the U.S. on Friday.", "So is she."]),
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        ("They met at 5 p.m. He left at 6 a.m. on Monday.", ["They met at 5 p.m.", "He left at 6 a.m. on Monday."]),
        ("J. R. Smith and George W. Bush met.", ["J. R. Smith and George W. Bush met."]),
        ("Order No. 5 came. Was it No. Yes.", ["Order No. 5 came.", "Was it No.", "Yes."]),
        ('"We agree." Cai said so. (He left.) Then more.', ['"We agree."', "Cai said so.", "(He left.)", "Then more."]),
        ('"Why?" Wang Yi said. “No!” he cried.', ['"Why?" Wang Yi said.', "“No!” he cried."]),
        ("It rose 5.3 percent to $5.5 million. Good.", ["It rose 5.3 percent to $5.5 million.", "Good."]),
        ("SEOUL, Jan. 5 (Kestrel) - Cai spoke. Kim too.", ["SEOUL, Jan. 5 (Kestrel) - Cai spoke.", "Kim too."]),
        ("MOSCOW. March 24 (Kestrel) - Talks began.", ["MOSCOW. March 24 (Kestrel) - Talks began."]),
        ("One line\nAnother line\n\nA third.", ["One line", "Another line", "A third."]),
        ("他走了。王毅说：“好。”再见！", ["他走了。", "王毅说：“好。”", "再见！"]),
        ("كيف؟ نعم.", ["كيف؟", "نعم."]),
        ("moved to manila . she stayed .", ["moved to manila .", "she stayed ."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=300))
def test_spans_are_stripped_ordered_and_lose_nothing(text: str) -> None:
    spans = split(text)
    reached = 0
    for span in spans:
        piece = text[span.start : span.end]
        assert piece and piece == piece.strip()
        assert span.start >= reached and not text[reached : span.start].strip()
        reached = span.end
    assert not text[reached:].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_marked_paragraphs_are_cut_where_their_sentences_end(language: str) -> None:
    halves = [exact(language, held_out) for held_out in (False, True)]
    assert sum(half[2] for half in halves) > (5 if language in FEW else 40)
    assert f1([halves[0]]) >= (0.82 if language == "en" else 0.87)
    assert f1([halves[1]]) >= (0.75 if language == "en" else 0.81)
