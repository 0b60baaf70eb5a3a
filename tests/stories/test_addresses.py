"""Which part keeps which address: merges, splits, and both at once."""

from hypothesis import given
from hypothesis import strategies as st

from communique.model import Story
from communique.stories.addresses import addressed


def named(stories: dict[str, str], parts: str, fixed: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """Stories by name with their reports, a letter each; `parts` is `ab c`: the letters that are together now, a part
    being called by its number."""
    groups = {letter: str(n) for n, part in enumerate(parts.split()) for letter in part}
    found = addressed([Story(id=id, reports=tuple(reports)) for id, reports in stories.items()], groups, fixed)
    return dict(found.kept), dict(found.redirects)


def test_on_a_merge_the_first_stays_however_small() -> None:
    assert named({"A": "a", "B": "bcd"}, "abcd") == ({"0": "A"}, {"B": "0"})
    assert named({"A": "a", "B": "b", "C": "cde"}, "abcde") == ({"0": "A"}, {"B": "0", "C": "0"})


def test_on_a_split_the_larger_part_keeps_the_address() -> None:
    assert named({"A": "abcde"}, "ab cde") == ({"1": "A"}, {})
    assert named({"A": "abcde"}, "acd be") == ({"0": "A"}, {})


def test_of_equal_parts_the_one_with_the_earlier_first_report_keeps_it() -> None:
    assert named({"A": "abcd"}, "bd ac") == ({"1": "A"}, {})
    assert named({"A": "abcdef"}, "ef cd ab") == ({"2": "A"}, {})


def test_a_report_that_moves_changes_no_address() -> None:
    assert named({"A": "abc", "B": "d"}, "ab cd") == ({"0": "A", "1": "B"}, {})
    assert named({"A": "ab", "B": "c"}, "b ac") == ({"0": "A", "1": "B"}, {})
    assert named({"A": "a", "B": "bcd"}, "ab cd") == ({"0": "A", "1": "B"}, {})


def test_a_story_that_is_left_empty_redirects_to_where_most_went() -> None:
    kept, redirects = named({"A": "abcdefgh", "B": "ijk", "C": "lmnopq"}, "abcdefghi jklmnopq")
    assert kept == {"0": "A", "1": "C"} and redirects == {"B": "1"}


def test_a_part_that_is_mostly_another_storys_takes_its_address() -> None:
    assert named({"A": "abcde", "B": "f"}, "abcf de") == ({"0": "A"}, {"B": "0"})


def test_the_address_stays_where_a_person_placed_a_report() -> None:
    assert named({"A": "abc"}, "ab c", fixed="c") == ({"1": "A"}, {})
    assert named({"A": "a", "B": "b"}, "ab", fixed="b") == ({"0": "B"}, {"A": "0"})
    assert named({"A": "abcd", "B": "ef"}, "abce df", fixed="e") == ({"0": "B", "1": "A"}, {})


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
def test_every_address_leads_somewhere_and_none_to_two_places(where: list[tuple[int, int]]) -> None:
    stories = [
        Story(id=f"s{n}", reports=tuple(f"r{i}" for i, (story, _) in enumerate(where) if story == n)) for n in range(5)
    ]
    stories = [story for story in stories if story.reports]
    parts = {f"r{i}": f"p{part}" for i, (_, part) in enumerate(where)}
    kept, redirects = addressed(stories, parts)
    assert len(set(kept.values())) == len(kept) and not set(kept.values()) & set(redirects)
    assert set(kept.values()) | set(redirects) == {story.id for story in stories}
    assert set(redirects.values()) <= set(kept), "no address leads to a part that has none"
    for part, story in kept.items():
        assert part in {parts[report] for found in stories if found.id == story for report in found.reports}
    unchanged = addressed(stories, {report: story.id for story in stories for report in story.reports})
    assert dict(unchanged.kept) == {story.id: story.id for story in stories} and not unchanged.redirects
