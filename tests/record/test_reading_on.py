"""Who is meant later in a report, who says what for a state, and what is no actor."""

import pytest

from communique.model import Actor, Event, Mention
from communique.record import Recorder, join
from tests.record.conftest import Acts, Take, report


def sides(mention: Mention | Event) -> list[set[str]]:
    return [{a.name for a in side} for side in (mention.actor, mention.recipient)]


def only(mentions: list[Mention] | tuple[Mention, ...], kind: str) -> Mention:
    (one,) = [m for m in mentions if m.event == kind]
    return one


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "President Joe Biden of the United States received Giorgia Meloni of Italy. She thanked Japan.",
            "Giorgia Meloni",
        ),
        ("Giorgia Meloni of Italy received President Joe Biden of the United States. He thanked Japan.", "Joe Biden"),
    ],
)
def test_he_is_no_woman_and_she_no_man(take: Take, text: str, name: str) -> None:
    assert sides(only(take(text).mentions, "SUPPORT"))[0] == {name}


def test_the_foreign_minister_is_who_holds_that_office_in_the_report(take: Take) -> None:
    told = take(
        "Kenyan Foreign Minister Musalia Mudavadi and Kenyan Defence Minister Aden Duale flew to Kampala. "
        "The foreign minister thanked Uganda."
    )
    assert sides(only(told.mentions, "SUPPORT"))[0] == {"Musalia Mudavadi"}


def test_the_two_ministers_are_those_who_hold_that_office(take: Take) -> None:
    told = take(
        "Kenyan Foreign Minister Musalia Mudavadi met Ugandan Foreign Minister Jeje Odongo in Kampala. "
        "President Yoweri Museveni of Uganda received Mudavadi. The two ministers signed a treaty."
    )
    assert sides(only(told.mentions, "SUPPORT")) == [{"Musalia Mudavadi"}, {"Jeje Odongo"}] or sides(
        only(told.mentions, "SUPPORT")
    ) == [{"Jeje Odongo"}, {"Musalia Mudavadi"}]


def test_the_guest_is_who_came_to_the_other_sides_country(take: Take) -> None:
    told = take(
        "Kenyan President William Ruto held talks with Chadian Prime Minister Succes Masra in Nairobi on Monday. "
        "Ruto thanked his guest for the visit."
    )
    assert sides(only(told.mentions, "SUPPORT")) == [{"William Ruto"}, {"Succes Masra"}]


def test_a_bloc_without_a_name_of_its_own_acts(acts: Acts) -> None:
    told = only(acts("Arab states accused Chad of smuggling gold."), "ACCUSE")
    assert told.actor == (Actor(text="Arab states", name="Arab states", code="IGO", sector="GOV"),)


def test_a_strait_is_no_government(acts: Acts) -> None:
    told = acts("Norway voiced its concern over tension in the Taiwan Strait.")
    assert not any(a.code == "TWN" for m in told for a in (*m.actor, *m.recipient))


def test_nobody_meets_himself_or_a_place(acts: Acts) -> None:
    told = acts(
        "Chinese Foreign Minister Wang Yi left Ottawa. He had come from Lima, where he met Foreign Minister Ana Ruiz."
    )
    assert sides(only(told[:1], "CONSULT")) == [{"Wang Yi"}, {"Ana Ruiz"}]


def test_who_says_it_for_a_state_does_it_on_the_day_he_says_so(acts: Acts) -> None:
    told = only(acts("Kenyan President William Ruto said on Tuesday that Kenya would send Haiti ambulances."), "AGREE")
    assert sides(told) == [{"William Ruto"}, {"Haiti"}]
    assert told.date is not None
    assert told.date.start == "2024-03-19"


def test_what_media_say_is_of_no_day(acts: Acts) -> None:
    (told,) = acts("KCNA said on Tuesday that Kenya had thanked Haiti.")
    assert told.date is None


def test_thanks_are_not_the_signing_of_the_same_day(recorder: Recorder) -> None:
    told = report(
        "Kenyan President William Ruto and Chadian Prime Minister Succes Masra signed a treaty in Nairobi on Monday. "
        "Ruto thanked Chad."
    )
    events = join("s1", [told], [recorder.record(told)], (), ())
    assert sorted(e.reciprocal for e in events if e.event == "SUPPORT") == [False, True]


def test_a_missile_test_needs_no_other_side(recorder: Recorder) -> None:
    told = report("North Korea fired a ballistic missile toward the East Sea on Monday.")
    assert [e.event for e in join("s1", [told], [recorder.record(told)], (), ())] == ["MOBILIZE"]


def test_both_men_are_the_two_told_of_last(acts: Acts) -> None:
    text = "Peruvian President Luis Rojas spoke after President Omar Diallo of Senegal. Both men condemned Belarus."
    told = next(m for m in acts(text) if m.event == "ACCUSE")
    assert {a.name for a in told.actor} == {"Luis Rojas", "Omar Diallo"}


def test_the_two_countries_are_those_told_side_by_side(acts: Acts) -> None:
    text = "Chile protested against a statement by Peru and Kenya. The two countries accused Chile of piracy."
    told = next(m for m in acts(text) if m.event == "ACCUSE" and "two countries" in m.evidence)
    assert {a.code for a in told.actor} == {"PER", "KEN"}


def test_a_counterpart_is_of_another_state_than_the_one_before(take: Take) -> None:
    text = (
        "Peruvian Foreign Minister Rosa Lima will travel at the invitation of her counterpart, Luis Rojas. "
        "Rojas came to Lima last year."
    )
    told = {a.name: a.code for m in take(text).mentions for a in (*m.actor, *m.recipient)}
    assert told.get("Luis Rojas") != "PER"


def test_a_counterpart_who_was_urged_is_the_person_of_the_other_reports(recorder: Recorder) -> None:
    first = report("Chilean Foreign Minister Luis Rojas met the president of Togo on Tuesday.", name="r1")
    second = report("Peruvian Foreign Minister Ana Villar urged her Chilean counterpart to wait.", name="r2")
    events = join("s1", [first, second], [recorder.record(first), recorder.record(second)], (), ())
    (urged,) = [e for e in events if e.event == "REQUEST"]
    assert sides(urged) == [{"Ana Villar"}, {"Luis Rojas"}]


def test_a_leader_known_by_name_is_not_of_the_state_told_by_his_office(take: Take) -> None:
    text = (
        "Recep Tayyip Erdoğan was welcomed by President Abdel Fattah al-Sisi in Cairo. "
        "The Turkish president's talks lasted two hours. Both men called for an end to the war in Sudan."
    )
    told = [m for m in take(text).mentions if m.event == "REQUEST"]
    assert {a.code for m in told for a in m.actor} == {"TUR", "EGY"}


def test_who_is_named_after_his_office_holds_it(take: Take) -> None:
    text = (
        "Peru's foreign minister will visit Chile next Monday. Ana Villar will be there for two days. "
        "Villar praised the Togolese navy."
    )
    told = [a for m in take(text).mentions for a in m.actor if a.name == "Ana Villar"]
    assert {(a.code, a.office) for a in told} == {("PER", "foreign minister")}


def test_who_is_named_by_an_office_of_his_own_is_somebody_else(take: Take) -> None:
    text = (
        "Peru's foreign minister will visit Chile next Monday. Pedro Soto, the mayor, is away. "
        "Soto praised the Togolese navy."
    )
    assert all(a.code != "PER" for m in take(text).mentions for a in m.actor if a.name == "Pedro Soto")
