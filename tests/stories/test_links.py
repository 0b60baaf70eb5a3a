"""Related stories: what ties two, in which words, which are shown, and which never."""

import random
from zlib import compress

import msgspec
import pytest
from msgspec.structs import replace

from communique.model import Actor, Event, Report, When
from communique.stories import parties
from communique.stories.facts import StoryFacts, copied, facts, packed, unpacked
from communique.stories.links import MOST, links
from communique.stories.portrait import portrait
from communique.stories.rarity import Rarity, vector

TALKS = (
    "Foreign Minister Kari Nordmann of Norway held talks with her colleague Taro Sato of Japan on {} in {}. The two {}."
)
ELSEWHERE = "Wheat prices fell on {} as rain came to the plains; a miller in {} said that he {} would wait."


def report(identity: str, text: str, day: str, **more: object) -> Report:
    return Report(**({"id": identity, "title": text[:60], "text": text, "published": f"{day}T12:00:00Z"} | more))


def person(name: str, code: str) -> Actor:
    return Actor(text=name, name=name, code=code, person=True)


def state(code: str) -> Actor:
    return Actor(text=code, name=code, code=code)


def event(identity: str, kind: str, actor: Actor, recipient: Actor, day: str = "", **more: object) -> Event:
    date = When(start=day, end=day) if day else None
    values = {"id": identity, "story": "-", "event": kind, "actor": (actor,), "recipient": (recipient,), "date": date}
    return Event(**(values | more))


def story(identity: str, text: str, day: str, *events: Event) -> StoryFacts:
    return facts(identity, [report(f"r-{identity}", text, day)], events)


def rarity(*texts: str) -> Rarity:
    learnt = Rarity()
    for text in texts:
        learnt.learn(vector(portrait(report("-", text, "2024-01-01")).terms).keys)
    return learnt


RARITY = rarity(*(ELSEWHERE.format("Monday", place, "never") for place in ("Kansas", "Odesa", "Rosario", "Perth")))


def reasons(*stories: StoryFacts) -> dict[tuple[str, str], tuple[str, str]]:
    found = links(stories, RARITY)
    return {(a, link.story): (link.relation, link.reason) for a, those in found.items() for link in those}


MARCH = story("march", TALKS.format("cod", "Oslo", "will share survey data"), "2024-03-04")
APRIL = story("april", TALKS.format("whales", "Tokyo", "did not agree"), "2024-04-22")


def test_earlier_and_later_talks_of_the_same_sides() -> None:
    found = reasons(MARCH, APRIL)
    assert found["april", "march"] == ("earlier", "earlier talks of the same sides")
    assert found["march", "april"] == ("later", "later talks of the same sides")


def test_rounds_are_called_rounds() -> None:
    first = story("first", TALKS.format("cod", "Oslo", "called it the first round"), "2024-03-04")
    second = story("second", TALKS.format("cod", "Bergen", "called it the second round"), "2024-03-25")
    assert reasons(first, second)["first", "second"] == ("later", "later round of the same talks")


def test_a_plan_and_what_came_of_it() -> None:
    kari, taro = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN")
    planned = event("e1", "CONSULT", kari, taro, status="planned")
    done = event("e2", "CONSULT", kari, taro, "2024-04-22", fulfils="e1")
    plan = story("plan", TALKS.format("cod", "Oslo", "will meet again"), "2024-03-04", planned)
    act = story("act", TALKS.format("whales", "Tokyo", "did not agree"), "2024-04-22", done)
    found = reasons(plan, act)
    assert found["plan", "act"] == ("later", "what came of this plan")
    assert found["act", "plan"] == ("plan", "the plan for this")


def test_an_answer_only_where_the_record_has_both_acts() -> None:
    blow = "Norway put sanctions on ships of Japan over whaling in the north, the ministry said in Oslo."
    back = "Japan put sanctions on ships of Norway, an answer to whaling sanctions, the ministry said in Tokyo."
    first = story("first", blow, "2024-03-04", event("e1", "SANCTION", state("NOR"), state("JPN"), "2024-03-04"))
    second = story("second", back, "2024-03-09", event("e2", "SANCTION", state("JPN"), state("NOR"), "2024-03-09"))
    found = reasons(first, second)
    assert found["first", "second"] == ("later", "the answer")
    assert found["second", "first"] == ("earlier", "what this answers")
    assert "answer" not in reasons(first, second._replace(acts=parties.Acts()))["first", "second"][1]


def test_a_person_of_the_record_and_a_name_in_print() -> None:
    kari, taro, ana = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN"), person("Ana Paz", "CHL")
    one = story("one", TALKS.format("cod", "Oslo", "agreed"), "2024-03-04", event("e1", "CONSULT", kari, taro))
    text = "Foreign Minister Kari Nordmann of Norway spoke in Santiago with Ana Paz of Chile about copper."
    other = story("other", text, "2024-05-02", event("e2", "CONSULT", kari, ana))
    assert reasons(one, other)["one", "other"] == ("later", "same person: Kari Nordmann")
    bare = one._replace(recorded={}, people={}), other._replace(recorded={}, people={})
    assert reasons(*bare)["one", "other"] == ("later", "both name Kari Nordmann")


def test_the_next_stop_of_a_visit() -> None:
    first = story("first", "Kenya's Joseph Barasa, on a visit, met Saara Niemelä of Finland in Helsinki.", "2031-11-04")
    second = story("second", "Kenya's minister Joseph Barasa visits Sweden: Sweden lends Kenya ships.", "2031-11-06")
    found = reasons(first, second)
    assert found["first", "second"] == ("later", "next stop")
    assert found["second", "first"] == ("earlier", "stop before")


def test_whom_a_story_is_tied_to_is_shown_though_nothing_else_speaks_for_it() -> None:
    kari, taro = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN")
    old = story("old", "A harbour crane was sold.", "2011-03-04", event("e1", "CONSULT", kari, taro, "2011-03-04"))
    new = story("new", "Lawyers met about a bell.", "2024-03-04", event("e2", "CONSULT", kari, taro, "2024-03-04"))
    stranger = story("stranger", ELSEWHERE.format("Friday", "Chaco", "gladly"), "2018-03-04")
    found = links([old, new, stranger], RARITY)
    assert [link.story for link in found["new"]] == ["old"]
    assert found["new"][0].score < 0.1
    assert found["stranger"] == ()


def test_never_a_copy_of_it() -> None:
    text = " ".join(f"Norway and Japan spoke of point {n} in Oslo and settled clause {n + 7}." for n in range(20))
    one = facts("one", [report("a", text, "2024-03-04")], ())
    marked = facts("marked", [report("b", "Cut.", "2024-03-04", copy_of="a")], ())
    unmarked = facts("unmarked", [report("c", text[:-90], "2024-03-05", title="Otherwise called")], ())
    own = facts(
        "own", [report("d", text, "2024-03-05"), report("e", TALKS.format("cod", "Oslo", "ate"), "2024-03-05")], ()
    )
    assert copied(one, marked) and copied(marked, one) and copied(one, unmarked)
    assert copied(one, own)  # what `own` adds is no reason to read `one` beside it
    assert not copied(MARCH, APRIL)
    found = links([one, marked, unmarked, MARCH], RARITY)
    assert {link.story for link in found["one"]} == {"march"}


def test_never_itself_never_more_than_five_best_first_whatever_the_order() -> None:
    days = [f"2024-03-{n + 1:02}" for n in range(20)]
    many = [story(f"s{n:02}", TALKS.format(f"matter{n}", "Oslo", f"said{n}"), day) for n, day in enumerate(days)]
    found = links(many, RARITY)
    for identity, those in found.items():
        assert len(those) == MOST
        assert identity not in {link.story for link in those}
        assert len({link.story for link in those}) == MOST
    mixed = list(many)
    random.Random(1).shuffle(mixed)
    assert links(mixed, RARITY) == found
    assert found["s10"][0].story in {"s09", "s11"}


def test_what_is_chosen_makes_its_like_less_wanted() -> None:
    twins = [story(f"twin{n}", TALKS.format("cod and cod", "Oslo", f"ate {n}"), "2024-03-04") for n in range(6)]
    other = story("other", "Kari Nordmann of Norway told Taro Sato of Japan that whales were lost.", "2024-03-06")
    asked = story("asked", TALKS.format("cod", "Oslo", "ate whales"), "2024-03-04")
    assert "other" in {link.story for link in links([*twins, asked, other], RARITY)["asked"]}


@pytest.mark.parametrize("text", ["", " ", "\x00", "?" * 9000])
def test_bad_facts_are_normal(text: str) -> None:
    odd = event("e1", "CONSULT", state(""), state("NOR"), "the other day")
    alone = facts("alone", [replace(report("r", text, "2024-03-04"), title=None, published="2024-13-45")], [odd])
    assert links([], RARITY) == {}
    assert links([alone, facts("empty", [], ())], RARITY) == {"alone": (), "empty": ()}


def test_parties_are_those_most_reports_tell_of() -> None:
    kari, taro, ana = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN"), person("Ana Paz", "CHL")
    main = event("e1", "CONSULT", kari, taro, reports=("a", "b", "c", "d", "e"))
    aside = event("e2", "CONSULT", kari, ana, reports=("a",))
    body = event("e3", "AGREE", state("IGO"), state("NOR"), reports=("a", "b", "c", "d", "e"))
    assert parties.pairs([main, aside, body]) == {("JPN", "NOR")}
    assert list(parties.people([main, aside, body]).values()) == ["Kari Nordmann", "Taro Sato"]
    assert parties.pairs([]) == frozenset() and parties.people([]) == {}


def test_whoever_is_in_both_records_is_better_than_an_empty_block() -> None:
    kari, taro, ana = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN"), person("Ana Paz", "CHL")
    many = tuple(f"r{n}" for n in range(9))
    mine = (event("e1", "CONSULT", kari, taro, reports=many), event("e2", "CONSULT", kari, ana, reports=("r1",)))
    one = story("one", "Lawyers met about a bell.", "2024-03-04", *mine)
    other = story("other", "A harbour crane was sold.", "2019-03-04", event("e3", "AID", ana, state("BOL")))
    assert one.people.keys().isdisjoint(other.people)
    assert reasons(one, other)["one", "other"] == ("earlier", "same person: Ana Paz")
    third = story("third", "A harbour crane was sold.", "2019-03-04", event("e4", "AID", state("NOR"), state("CHL")))
    assert reasons(one, third)["one", "third"] == ("earlier", "same two countries")


def test_facts_are_kept_as_bytes_and_those_of_another_make_are_not_believed() -> None:
    kari, taro = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN")
    planned = event("e1", "CONSULT", kari, taro, "2024-03-04", status="planned")
    drawn = story("s", TALKS.format("cod", "Oslo", "ate"), "2024-03-04", planned, event("e2", "SANCTION", taro, kari))
    assert unpacked(packed(drawn)) == drawn
    assert unpacked(b"") is unpacked(packed(drawn)[:-9]) is unpacked(compress(b"\x93")) is None
    assert unpacked(compress(msgspec.msgpack.encode(("facts-0", drawn)))) is None


def test_an_acquaintance_is_found_however_many_are_nearer_in_words() -> None:
    kari, taro, ana = person("Kari Nordmann", "NOR"), person("Taro Sato", "JPN"), person("Ana Paz", "CHL")
    reports = tuple(f"r{n}" for n in range(9))
    mine = (event("e1", "CONSULT", kari, taro, reports=reports), event("e2", "CONSULT", kari, ana, reports=("r1",)))
    asked = story("asked", "Lawyers met about a bell in a tower near the old market.", "2024-03-04", *mine)
    alike = [story(f"s{n}", f"Bell tower market {n}", f"{1990 + n % 30}-03-04") for n in range(80)]
    other = story("other", "A harbour crane was sold.", "2019-03-04", event("e3", "AID", ana, state("BOL")))
    found = links([asked, other, *alike], RARITY)["asked"]
    assert [(link.story, link.reason) for link in found] == [("other", "same person: Ana Paz")]
