import time

from hypothesis import given
from hypothesis import strategies as st

from communique.lexicon.differences import differences
from communique.lexicon.printings import SOFT
from communique.model import Report


def printing(text: str, title: str = "Talks in Oslo") -> Report:
    return Report(id="r", text=text, title=title)


def shown(old: str, new: str) -> list[list[tuple[str, str]]]:
    found = differences(printing(old), printing(new)).sentences
    return [[(piece.kind, piece.text) for piece in sentence.pieces] for sentence in found]


def test_a_changed_sentence_is_told_word_by_word() -> None:
    found = shown("They met on Monday. All was well.", "They met on Friday. All was well.")
    assert found == [[("kept", "They met on "), ("removed", "Monday"), ("added", "Friday"), ("kept", ".")]]
    assert "".join(text for kind, text in found[0] if kind != "added") == "They met on Monday."
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
    printed = " ".join(SOFT.sub("", new).split())
    for sentence in differences(printing(old), printing(new)).sentences:
        assert " ".join("".join(p.text for p in sentence.pieces if p.kind != "removed").split()) in printed


def places(old: str, new: str) -> list[tuple[str, int | None, int | None]]:
    return [(one.kind, one.old, one.new) for one in differences(printing(old), printing(new)).sentences]


def test_a_sentence_put_before_a_changed_one_does_not_hide_it() -> None:
    old = "They met on Monday in Oslo. All was well. They went home."
    new = "Nobody had expected it at all. They met on Friday in Oslo. All was well. They went home."
    assert places(old, new) == [("added", None, 0), ("changed", 0, 1)]


def test_a_sentence_at_another_place_was_moved() -> None:
    old = "They met on Monday in Oslo. All was well. They went home after dinner."
    new = "They went home after dinner. They met on Monday in Oslo. All was well."
    assert places(old, new) == [("moved", 2, 0)]
    six = [f"They met in town {n} on day {n * 11}." for n in range(6)]
    other = [six[0].replace("met", "sat"), *six[2:], six[1]]
    assert places(" ".join(six), " ".join(other)) == [("changed", 0, 0), ("moved", 1, 5)]


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_each_sentence_of_both_versions_is_kept_or_told_once(old: list[int], new: list[int]) -> None:
    texts = [
        [f"The {['envoy', 'minister', 'guest', 'crew'][n % 4]} came at {n} again." for n in side] for side in (old, new)
    ]
    found = differences(*(printing(" ".join(side) or "x") for side in texts)).sentences
    for side, name in zip(texts, ("old", "new"), strict=True):
        told = [getattr(one, name) for one in found if getattr(one, name) is not None]
        assert len(told) == len(set(told)) and all(n < max(1, len(side)) for n in told)
    left = [[text for n, text in enumerate(side) if n not in {getattr(one, name) for one in found}]
            for side, name in zip(texts, ("old", "new"), strict=True)]  # fmt: skip
    assert left[0] == left[1]


def test_quotation_marks_and_soft_hyphens_are_no_words() -> None:
    assert shown('He said: "We won\'t go."', "He said: “We won’t go.”") == []
    assert shown("The memo\u00adrandum holds. So be it.", "The memorandum\u00a0holds. So be it.") == []
    found = shown('He said "yes" on Monday.', "He said “yes” on Friday.")[0]
    assert found == [("kept", "He said “yes” on "), ("removed", "Monday"), ("added", "Friday"), ("kept", ".")]


def spent(old: str, new: str) -> float:
    begun = time.process_time()
    differences(printing(old), printing(new))
    return time.process_time() - begun


def test_work_is_bounded_for_what_repeats_itself() -> None:
    """Texts that hold the comparison up where it goes by pairs: the same words over and over, between others."""
    usual = spent(*(" ".join(f"They met {a} {n} times on day {n * 7}." for n in range(400)) for a in "xy"))
    for word, count in (("the", 300), ("a b", 150)):
        sides = [
            " ".join(" ".join(f"{word} {s}{n}x{i}" for i in range(count)) + ". Then" for n in range(60)) for s in "pq"
        ]
        assert spent(*sides) < 20 * max(usual, 0.2)
    same = [" ".join(f"They met. We {s}{n} left." for n in range(400)) for s in "pq"]
    assert spent(*same) < 20 * max(usual, 0.2)
