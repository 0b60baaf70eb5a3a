"""Many names in one text: the longest at each place, whole words alone."""

from communique.lexicon.phrases import Phrases


def test_the_longest_name_is_found_and_none_within_it() -> None:
    names = Phrases(["Harbour", "Harbour League", "League", "10 Quay"])
    text = "The Harbour League left the Harbour at 10 Quay; Leagues and Harbour-born did not."
    assert [text[a:b] for a, b, _ in names.find(text)] == ["Harbour League", "Harbour", "10 Quay"]


def test_apostrophes_of_either_kind() -> None:
    assert [name for *_, name in Phrases(["Fishers' League"]).find("Fishers’ League")] == ["Fishers' League"]


def test_offsets_are_those_of_the_text_given() -> None:
    text = "In São Paulo’s port"
    assert [text[a:b] for a, b, _ in Phrases(["São Paulo"]).find(text)] == ["São Paulo"]
