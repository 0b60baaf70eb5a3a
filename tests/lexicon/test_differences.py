from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.differences import differences
from communique.model import Report


def printing(text: str, title: str = "Talks in Oslo") -> Report:
    return Report(id="r", text=text, title=title)


def shown(old: str, new: str) -> list[list[tuple[str, str]]]:
    found = differences(printing(old), printing(new)).sentences
    return [[(piece.kind, piece.text) for piece in sentence] for sentence in found]


def test_a_changed_sentence_is_told_word_by_word() -> None:
    found = shown("They met on Monday. All was well.", "They met on Friday. All was well.")
    assert found == [[("kept", "They met on "), ("removed", "Monday"), ("added", "Friday"), ("kept", ".")]]
    assert shown("两国外长在北京会谈。", "两国外长在上海会谈。")[0][1:3] == [("removed", "北京"), ("added", "上海")]


def test_added_and_removed_sentences_are_told_whole() -> None:
    assert shown("They met.", "They met. A text followed.") == [[("added", "A text followed.")]]
    assert shown("They met. A text followed.", "They met.") == [[("removed", "A text followed.")]]


def test_a_change_of_layout_is_none() -> None:
    assert shown("They met. All\nwas well.", "They met.\n\nAll\nwas  well.") == []
    assert differences(printing("They met."), printing("They met.")).headline == ()


def test_the_headline_is_compared() -> None:
    found = differences(printing("They met.", "Talks in Oslo"), printing("They met.", "Talks in Bergen"))
    assert [piece.kind for piece in found.headline] == ["kept", "removed", "added"]


def test_long_versions_are_compared_up_to_a_bound() -> None:
    found = differences(printing("They met. " * 5000), printing("They left. " * 5000))
    assert found.cut and len(found.sentences) <= 800


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_is_kept_and_added_is_in_the_new_version(old: str, new: str) -> None:
    printed = " ".join(new.split())
    for sentence in differences(printing(old), printing(new)).sentences:
        assert " ".join("".join(p.text for p in sentence if p.kind != "removed").split()) in printed
