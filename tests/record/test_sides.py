"""The two sides of an act: who is taken, why, and whose somebody is."""

from collections.abc import Callable

import pytest

from communique.record import actors, belonging, candidates, people, sides
from communique.record.belonging import Belonging
from communique.record.memory import Memory
from communique.record.recorder import Recorder
from communique.record.sides import Sides
from communique.record.traits import Act, Option
from communique.record.tree import Tree
from communique.record.weights import Table, tables
from tests.record.conftest import Acts

Reading = Callable[[str], tuple[Tree, list[actors.Found], list[Belonging]]]
Telling = Callable[..., Sides]


@pytest.fixture
def read(recorder: Recorder) -> Reading:
    """A sentence, parsed, with all who may take a side and whose they are."""

    def reading(text: str) -> tuple[Tree, list[actors.Found], list[Belonging]]:
        tree = Tree(text, recorder._parser.parse([text])[0])
        memory = Memory()
        seen = people.find(text, memory, tree.entities)
        found = candidates.widened(tree, actors.find(tree, memory, seen), seen)
        return tree, found, belonging.settle(tree, found)

    return reading


@pytest.fixture
def told(read: Reading) -> Telling:
    """The sides of the act a word of a sentence tells."""

    def decided(text: str, word: str, event: str, mutual: bool = False) -> Sides:
        tree, found, _ = read(text)
        token = next(i for i, t in enumerate(tree.tokens) if t.text == word)
        return sides.decide(Act(tree, token, event, mutual, found))

    return decided


def codes(side: tuple[actors.Found, ...]) -> set[str | None]:
    return {found.code for found in side}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A Norwegian envoy is to go on to Peru and Chile after the visit to Oman.", "visit"),
        ("A Norwegian envoy flew to Peru following talks with Oman.", "talks"),
    ],
)
def test_where_somebody_goes_next_takes_no_part_in_what_was_before(told: Telling, text: str, word: str) -> None:
    found = told(text, word, "CONSULT", word != "visit")
    assert codes((*found.actor, *found.recipient)) == {"NOR", "OMN"}


@pytest.mark.parametrize(
    ("text", "word", "event", "actor", "recipient"),
    [
        ("Peru accused Chile of spying on its embassy.", "accused", "ACCUSE", "PER", "CHL"),
        ("Chile was accused by Peru of spying on its embassy.", "accused", "ACCUSE", "PER", "CHL"),
        ("Oman, citing reports from Qatar, accused Yemen of piracy.", "accused", "ACCUSE", "OMN", "YEM"),
        ("Kenya wants to lift its ban on Ugandan maize.", "lift", "CONCEDE", "KEN", "UGA"),
        ("The shelling of Armenia by Azerbaijan went on.", "shelling", "ASSAULT", "AZE", "ARM"),
        ("Danish officials said that Norway had expelled two Russian diplomats.", "expelled", "SANCTION", "NOR", "RUS"),
    ],
)
def test_who_acts_and_who_is_acted_on(
    told: Telling, text: str, word: str, event: str, actor: str, recipient: str
) -> None:
    found = told(text, word, event)
    assert (codes(found.actor), codes(found.recipient), found.together) == ({actor}, {recipient}, False)


def test_what_is_done_together_is_parted_by_order(told: Telling) -> None:
    found = told("The presidents of Ghana and Togo met on Monday.", "met", "CONSULT", mutual=True)
    assert found.together
    assert codes(found.actor) == {"GHA"}
    assert codes(found.recipient) == {"TGO"}


def test_a_decision_says_what_decided_it(told: Telling) -> None:
    found = told("Peru accused Chile of spying on its embassy.", "accused", "ACCUSE")
    assert 0.5 < found.probability <= 1
    assert {speaks_for for speaks_for, _, _ in found.traits} == {"actor", "recipient", "pair"}
    assert all(weight != 0 for _, _, weight in found.traits)


def test_without_anybody_there_are_no_sides(told: Telling) -> None:
    assert told("Rain fell.", "fell", "AID") == Sides()


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Peru said that its coastguard had boarded a ship.", "coastguard", "PER"),
        ("Police in Tirana arrested 40 protesters.", "protesters", "ALB"),
        ("Kenya's government said it would send flour to Somalia.", "it", "KEN"),
        ("Gunmen attacked the port.", "Gunmen", None),
    ],
)
def test_whose_somebody_is(read: Reading, text: str, words: str, code: str | None) -> None:
    _, found, why = read(text)
    (one,) = [f for f in found if f.actor.text == words]
    assert one.code == code
    assert [b.owner.code for b in why if b.found is one] == ([code] if code else [])
    assert all(b.probability >= belonging.ENOUGH and b.traits for b in why)


def test_the_ways_to_give_out_sides_to_two_parties() -> None:
    found = [(object(),), (object(), object())]
    assert set(sides.options(found, [0, 1], [0, 1], [0, 1])) == {  # type: ignore[arg-type]
        Option(0, 1, False), Option(1, 0, False), Option(0, None, False), Option(1, None, False),
        Option(None, 0, False), Option(None, 1, False), Option(0, 1, True), Option(1, None, True),
    }  # fmt: skip


def test_a_table_sums_what_it_knows() -> None:
    table = Table(("actor", "recipient"), {"before": (1.5, -1.0), "after": (-0.5, 2.0)})
    assert table.sums(["before", "after", "never seen"]) == [1.0, 1.0]
    assert table.telling(["before", "after"], "recipient") == (("after", 2.0), ("before", -1.0))


def test_the_tables_are_small_and_name_their_answers() -> None:
    assert {name: table.answers for name, table in tables().items()} == {
        "belonging": ("owner",), "sides": ("actor", "recipient", "together"), "pairs": ("pair",),
    }  # fmt: skip
    assert all(len(row) == len(table.answers) for table in tables().values() for row in table.weights.values())


def test_where_something_is_said_is_not_towards_whom(acts: Acts) -> None:
    told = next(m for m in acts("The African Union voted in New York for the draft that Kenya had written."))
    assert "USA" not in {a.code for a in (*told.actor, *told.recipient)}


def test_two_states_in_which_something_goes_on_do_nothing_together(acts: Acts) -> None:
    told = acts("The Peruvian delegation's tour is to continue in Ghana and Togo.")
    assert not [m for m in told if {a.code for a in (*m.actor, *m.recipient)} == {"GHA", "TGO"}]


def test_two_who_blame_side_by_side_do_not_blame_each_other(acts: Acts) -> None:
    (blamed,) = acts("Japan and Australia voiced concern.")
    assert {a.code for a in blamed.actor} == {"JPN", "AUS"}
    assert not blamed.recipient
    (traded,) = acts("Japan and Australia traded accusations.")
    assert traded.reciprocal


def test_who_is_named_beside_the_subject_acts(acts: Acts) -> None:
    met = acts("The junta's leader, General Abdourahamane Tiani, met Nigerian clerics on Saturday.")[0]
    assert [a.name for a in met.actor] == ["Abdourahamane Tiani"]


def test_who_speaks_in_office_at_the_end_is_of_the_state_that_acts(acts: Acts) -> None:
    text = (
        "Germany has put off sending tanks to Ukraine, Chancellor Fritz Maurer said after a meeting with his cabinet."
    )
    people = [a for m in acts(text) for a in (*m.actor, *m.recipient) if a.person]
    assert {a.code for a in people} <= {"DEU"}


def test_fighters_are_not_of_the_body_that_tells_of_them(acts: Acts) -> None:
    looted = acts("The United Nations said on Sunday that fighters had shelled a warehouse in Goma.")
    assert all(a.code != "IGO" for m in looted for a in m.actor if a.sector == "REB")


def test_two_who_congratulate_do_not_congratulate_each_other(acts: Acts) -> None:
    congratulated = acts("Brazil and Peru congratulated both governments.")[0]
    assert {a.code for a in congratulated.actor} == {"BRA", "PER"}
    assert not congratulated.reciprocal


def test_who_did_one_thing_by_a_passive_clause_did_not_do_the_next(acts: Acts) -> None:
    text = (
        "The boundary was laid down by the International Court of Justice, but Bahraini crews have been arrested since."
    )
    (arrested,) = (m for m in acts(text) if m.event == "COERCE")
    assert not arrested.actor


def test_a_business_group_bears_no_arms(acts: Acts) -> None:
    assert acts("Business groups in Thailand asked for calm.")[0].actor[0].sector == "BUS"


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Lithuania and Estonia voiced solidarity on Tuesday.", "SUPPORT", {"LTU", "EST"}, set()),
        ("The European Union pledged 85 million euros and France sent a ship.", "AGREE", {"IGO"}, set()),
        ("France demanded the release of two French citizens.", "REQUEST", {"FRA"}, set()),
        ("China congratulated the president on Wednesday, as did Comoros.", "SUPPORT", {"CHN"}, set()),
        ("Rights groups accused the Egyptian authorities of torture.", "ACCUSE", {"NGO"}, {"EGY"}),
        ("Kenyan rights groups accused the government of torture.", "ACCUSE", {"KEN"}, {"KEN"}),
    ],
)
def test_who_only_stands_beside_an_act_takes_no_side(
    acts: Acts, text: str, event: str, actor: set[str], recipient: set[str]
) -> None:
    told = next(m for m in acts(text) if m.event == event)
    assert {a.code for a in told.actor} == actor
    assert {a.code for a in told.recipient if a.code} == recipient


@pytest.mark.parametrize(
    ("before", "text", "event", "sides"),
    [
        ("Pakistan and Afghanistan exchanged fire on Monday.", "Each accused the other of firing first.", "ACCUSE",
         {"PAK", "AFG"}),
        ("Peru expelled Chile's envoy on Monday.", "Each side blames the other.", "ACCUSE", {"PER", "CHL"}),
    ],
)  # fmt: skip
def test_each_of_two_acts_on_the_other(acts: Acts, before: str, text: str, event: str, sides: set[str]) -> None:
    told = next(m for m in acts(f"{before} {text}") if m.event == event and m.sentence == 1)
    assert told.reciprocal
    assert {a.code for a in (*told.actor, *told.recipient)} == sides


def test_both_members_are_the_two_told_of(acts: Acts) -> None:
    text = "Gabon expelled Chad's attache. Chad threw out a Gabonese. The African Union praised both members."
    praised = next(m for m in acts(text) if m.event == "SUPPORT" and m.sentence == 2)
    assert {a.code for a in praised.recipient} == {"GAB", "TCD"}
