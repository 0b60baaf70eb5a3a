"""Related stories: what ties two, in which words, and which five are shown."""

import random

from communique.stories.links import MOST, StoryFacts, links


def facts(identity: str, text: str = "", **more: object) -> StoryFacts:
    values = {"id": identity, "title": identity, "text": text or f"quite{identity} unlike{identity} others{identity}"}
    return StoryFacts(**(values | more))


def sides(*codes: str) -> frozenset[str]:
    return frozenset(codes)


TALKS = "The ministers held talks."


def test_earlier_and_later_talks_of_the_same_sides() -> None:
    march = facts("march", TALKS, countries=sides("CHN", "PRK"), dates=("2024-03-21", "2024-03-23"))
    april = facts("april", TALKS, countries=sides("CHN", "PRK"), dates=("2024-04-12",))
    found = links([march, april])
    assert [(k.story, k.relation, k.reason) for k in found["april"]] == [
        ("march", "earlier", "earlier talks of the same sides")
    ]
    assert [(k.story, k.relation, k.reason) for k in found["march"]] == [
        ("april", "later", "later talks of the same sides")
    ]


def test_each_reason() -> None:
    one = facts("one", countries=sides("CHN", "PRK"), people=frozenset({"wang-yi"}), dates=("2024-03-21",))
    pair = facts("pair", countries=sides("CHN", "PRK"), dates=("2024-03-21",))
    person = facts("person", countries=sides("CHN", "NZL"), people=frozenset({"wang-yi"}), dates=("2024-03-18",))
    place = facts("place", places=frozenset({"Beijing"}), dates=("2024-03-25",))
    near = facts("near", places=frozenset({"Beijing"}), dates=("2024-03-20",))
    far = facts("far", places=frozenset({"Beijing"}), dates=("2024-05-20",))
    words = facts("words", "quiteone unlikeone othersone")
    found = links([one, pair, person, place, near, far, words])
    reasons = {(a, link.story): link.reason for a, those in found.items() for link in those}
    assert reasons["one", "pair"] == "same two countries"
    assert reasons["one", "person"] == "same people"
    assert reasons["place", "near"] == "same place and week"
    assert ("place", "far") not in reasons
    assert reasons["one", "words"] == "same matter"
    assert found["far"] == ()


def test_never_itself_never_more_than_five_best_first_whatever_the_order() -> None:
    many = [facts(f"s{i:02}", countries=sides("CHN", "USA"), dates=(f"2024-03-{i + 1:02}",)) for i in range(20)]
    found = links(many)
    for identity, those in found.items():
        assert len(those) == MOST
        assert identity not in {link.story for link in those}
        assert len({link.story for link in those}) == MOST
    mixed = list(many)
    random.Random(1).shuffle(mixed)
    assert links(mixed) == found
    assert found["s10"][0].story in {"s09", "s11"}


def test_a_rare_person_ties_more_than_one_who_is_everywhere() -> None:
    everywhere = [facts(f"s{i}", people=frozenset({"minister"})) for i in range(12)]
    asked = facts("asked", people=frozenset({"minister", "envoy"}))
    rare = facts("rare", people=frozenset({"envoy"}))
    assert links([*everywhere, asked, rare])["asked"][0].story == "rare"


def test_what_is_chosen_makes_its_like_less_wanted() -> None:
    twin = {"people": frozenset({"a"}), "countries": sides("CHN", "USA")}
    twins = [facts(f"twin{i}", "the very same words about tariffs and soybeans", **twin) for i in range(6)]
    asked = facts("asked", people=frozenset({"a", "b"}), countries=sides("CHN", "USA"))
    other = facts("other", people=frozenset({"b"}))
    assert "other" in {link.story for link in links([*twins, asked, other])["asked"]}


def test_bad_facts_are_normal() -> None:
    assert links([]) == {}
    alone = facts("alone", "\x00", dates=("the other day", "2024-13-45"))
    assert links([alone]) == {"alone": ()}
    assert set(links([alone, facts("empty", " ", title="")])) == {"alone", "empty"}
