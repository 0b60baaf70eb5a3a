"""Groups put together from what is likeliest, and how good a match two are."""

from itertools import permutations

import pytest

from communique.stories.linkage import FAR, Bounds, linked
from communique.stories.matching import MARGIN, RANKS, Compared, matches

ODDS = {(1, 2): 4.0, (2, 3): 3.0, (1, 3): 2.0, (3, 4): 1.0, (4, 5): 5.0, (1, 4): -3.0}


def test_what_is_likelier_than_not_in_the_mean_is_one_group() -> None:
    assert linked([1, 2, 3, 4, 5, 6], ODDS) == [[1, 2, 3], [4, 5], [6]]


def test_the_order_of_the_items_changes_nothing() -> None:
    found = {str(linked(items, ODDS)) for items in permutations([1, 2, 3, 4, 5])}
    assert found == {"[[1, 2, 3], [4, 5]]"}


def test_items_that_were_not_compared_count_as_far_apart() -> None:
    assert linked([1, 2, 3], {(1, 2): 2.0, (2, 3): -FAR + 100}) == [[1], [2, 3]]


def test_an_item_near_one_of_a_group_joins_though_it_is_a_little_far_from_the_rest() -> None:
    near = {(1, 2): 4.0, (1, 3): 4.0, (2, 3): 4.0, (1, 4): 3.0, (2, 4): -2.0}
    assert linked([1, 2, 3, 4], near | {(3, 4): -2.0}) == [[1, 2, 3, 4]], "the mean is below 0"
    assert linked([1, 2, 3, 4], near | {(3, 4): -6.0}) == [[1, 2, 3], [4]]


def test_of_two_groups_each_of_the_smaller_is_asked_for_its_best() -> None:
    """One good match between two groups does not join them; one for each of the smaller does."""
    groups = {(1, 2): 6.0, (1, 3): 6.0, (2, 3): 6.0, (4, 5): 6.0, (1, 4): 3.0}
    rest = dict.fromkeys([(1, 5), (2, 4), (2, 5), (3, 4), (3, 5)], -2.0)
    assert linked([1, 2, 3, 4, 5], groups | rest) == [[1, 2, 3], [4, 5]]
    assert linked([1, 2, 3, 4, 5], groups | rest | {(2, 5): 3.0}) == [[1, 2, 3, 4, 5]]


def test_held_items_stand_with_their_own_and_apart_from_others() -> None:
    held = Bounds({1: "a", 4: "a", 3: "b"}, {}, ())
    assert linked([1, 2, 3, 4, 5], ODDS, held) == [[1, 4, 5], [2, 3]]


def test_items_from_parted_homes_do_not_meet_by_a_third_either() -> None:
    homes = {1: "a", 2: "c", 3: "b"}
    found = linked([1, 2, 3], {(1, 2): 4.0, (2, 3): 4.0, (1, 3): 4.0}, Bounds({}, homes, {frozenset("ab")}))
    assert all(not {1, 3} <= set(group) for group in found) and len(found) == 2


def compared(odds: float, text: float = 0.1, days: float = 1.0) -> Compared:
    return Compared(odds, text, days)


def test_a_match_is_measured_against_the_next_best_of_either() -> None:
    found = matches({(1, 2): compared(1.0), (1, 3): compared(3.0), (2, 3): compared(-1.0)})
    assert found[1, 3].margin == pytest.approx(3.0 - -1.0 if MARGIN > 3.0 - -1.0 else MARGIN)
    assert found[1, 2].margin == pytest.approx(2.0), "2 has nothing better, whatever 1 has"
    assert found[2, 3].margin == pytest.approx(-2.0)


def test_ranks_are_among_those_near_in_time_and_the_better_of_both_ways() -> None:
    found = matches(
        {
            (1, 2): compared(0, text=0.5),
            (1, 3): compared(0, text=0.4),
            (1, 4): compared(0, text=0.3),
            (4, 5): compared(0, text=0.1),
            (1, 6): compared(0, text=0.9, days=10.0),
        }
    )
    assert found[1, 2].rank == 0 and found[1, 3].rank == 0, "3 has nobody nearer than 1"
    assert found[4, 5].rank == 0 and found[1, 6].rank == RANKS
