"""The day and the place of an act."""

from communique.model import Mention
from tests.record.conftest import Acts


def test_the_day_of_reporting_is_not_the_day_of_happening(acts: Acts) -> None:
    text = "North Korean official Kim Song Nam met Cai Qi of China in Beijing on Friday, KCNA said on Sunday."
    found = next(m for m in acts(text, "2024-03-24T09:00:00+09:00") if m.event == "CONSULT")
    assert found.date is not None and (found.date.start, found.date.end) == ("2024-03-22", "2024-03-22")
    assert found.date.text == "Friday" or found.date.text == "on Friday"


def test_no_day_is_null(acts: Acts) -> None:
    found = next(m for m in acts("The president of Ghana met the president of Togo in Accra.") if m.event == "CONSULT")
    assert found.date is None
    assert found.place is not None and found.place.country == "GHA"


def test_a_month_of_what_happened_is_the_last_one(acts: Acts) -> None:
    found = next(
        m for m in acts("Ghana's president met the president of Togo in Accra in October.") if m.event == "CONSULT"
    )
    assert found.date is not None and (found.date.start, found.date.end) == ("2023-10-01", "2023-10-31")


def test_this_year_is_no_day_of_an_act(acts: Acts) -> None:
    assert all(m.date is None for m in acts("Germany gave Moldova aid worth 40 million euros this year."))


def test_venue_stands_beside_the_town(acts: Acts) -> None:
    text = (
        "On March 22, 2024, Cai Qi of China met Kim Song Nam of North Korea in the Great Hall of the People in Beijing."
    )
    found = next(m for m in acts(text) if m.event == "CONSULT")
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.venue) == ("Beijing", "CHN", "Great Hall of the People")


def test_the_same_day_is_the_day_told_last(acts: Acts) -> None:
    text = (
        "Irish Foreign Minister Micheal Martin met Wang Yi, China's foreign minister, in Dublin on Tuesday. "
        "Martin held talks on the same day with Tanja Fajon, the Slovenian foreign minister."
    )
    found = [m for m in acts(text) if m.event == "CONSULT" and any(a.name == "Tanja Fajon" for a in m.recipient)]
    assert found and found[0].date is not None and found[0].date.start == "2024-03-19"


def test_what_was_said_at_a_meeting_has_the_day_of_the_meeting(acts: Acts) -> None:
    text = (
        "Indian President Droupadi Murmu met Maldivian President Mohamed Muizzu in Delhi on Monday. "
        "Murmu urged the Maldives to hold elections."
    )
    found = next(m for m in acts(text) if m.event == "REQUEST")
    assert found.date is not None and found.date.start == "2024-03-18"


def test_what_happened_a_day_before_is_counted_from_the_day_told(acts: Acts) -> None:
    text = "Chad expelled Niger's ambassador on Thursday, two days after Nigerien soldiers attacked a village in Chad."
    days = {m.event: m.date.start for m in acts(text) if m.date}
    assert days["ASSAULT"] == "2024-03-19"
    assert "2024-03-21" in days.values()


def test_what_it_is_counted_from_may_have_no_day_of_its_own(acts: Acts) -> None:
    assert acts("Two weeks after the shelling of farmers at Zouar, the governor of Tibesti in Chad shut the schools.")
    text = "Chadian captives left Agadez on Friday, a day after Niger and Libya had swapped a first group of prisoners."
    assert {m.date.start for m in acts(text) if m.event == "RETREAT" and m.date} <= {"2024-03-21", "2024-03-22"}


def test_a_clause_of_its_own_keeps_its_day(acts: Acts) -> None:
    text = "Peru attacked a post in Chile on Tuesday, and Chile's foreign minister met Bolivia's president on Thursday."
    days = {m.event: m.date.start for m in acts(text) if m.date}
    assert (days["ASSAULT"], days["CONSULT"]) == ("2024-03-19", "2024-03-21")


def test_two_days_running_are_a_span(acts: Acts) -> None:
    text = "Ghana's president met the president of Togo in Accra on Monday and Tuesday."
    met = next(m for m in acts(text) if m.event == "CONSULT")
    assert met.date is not None and (met.date.start, met.date.end) == ("2024-03-18", "2024-03-19")


def test_a_bare_weekday_of_a_plan_is_the_next_one(acts: Acts) -> None:
    told = next(m for m in acts("On Monday a Peruvian delegation will visit Chile.") if m.event == "CONSULT")
    assert told.date is not None and told.date.start == "2024-03-25"


def test_who_set_out_for_a_visit_has_not_been_there_yet(acts: Acts) -> None:
    told = acts("A Peruvian delegation left Lima on Monday for a tour of Chile and Ghana.")
    assert told and {(m.event, m.status, m.date) for m in told} == {("CONSULT", "planned", None)}


def test_the_place_of_another_clause_comes_after_that_of_the_act(acts: Acts) -> None:
    text = "A day after she spoke in Dubai, Peruvian President Rosa Lima met Chilean President Luis Rojas in Santiago."
    told = next(m for m in acts(text) if m.event == "CONSULT")
    assert told.place is not None and told.place.country == "CHL"


def test_what_is_told_with_where_was_there(acts: Acts) -> None:
    text = "Rosa Lima of Peru came to Santiago from Antofagasta, where she met Chilean President Luis Rojas on Tuesday."
    told = next(m for m in acts(text) if m.event == "CONSULT" and m.recipient)
    assert told.place is not None and (told.place.name, told.place.country) == ("Antofagasta", "CHL")


def test_a_place_that_was_spoken_about_is_no_place_of_the_talk(acts: Acts) -> None:
    told = acts("Rosa Villar of Peru briefed Chilean President Luis Rojas on preparations for the fair in Osaka.")
    assert all(m.place is None for m in told)
    (met,) = (
        m for m in acts("Rosa Villar of Peru met Luis Rojas of Chile on Friday in Osaka.") if m.event == "CONSULT"
    )
    assert met.place is not None and met.place.name == "Osaka"


def day(told: list[Mention], kind: str) -> str | None:
    """The day of the surest act of a type."""
    found = next(m for m in told if m.event == kind)
    return found.date.start if found.date else None


def spans(told: list[Mention], kind: str) -> list[tuple[str, str, str]]:
    """The days of all acts of a type that have some."""
    return [(m.date.start, m.date.end, m.date.precision) for m in told if m.event == kind and m.date]


def test_the_day_of_regret_is_not_that_of_the_deed(acts: Acts) -> None:
    assert day(acts("Peru on Tuesday condemned the raid by Chilean soldiers on a village in Bolivia."), "ACCUSE")
    told = acts("Togo's foreign minister expressed regret on Tuesday over Ghana's attack on a village in Togo.")
    assert all(m.date is None for m in told if m.event == "ASSAULT")


def test_what_was_years_or_months_before_is_of_that_year_or_month(acts: Acts) -> None:
    told = acts("Peru recalled its ambassador on Thursday, two years after Chile attacked a post in Bolivia.")
    assert day(told, "SANCTION") == "2024-03-21"
    assert spans(told, "ASSAULT") == [("2022-01-01", "2022-12-31", "year")]
    told = acts("Togo recalled its ambassador in May 2022, three months after Ghana attacked a post in Togo.")
    assert spans(told, "ASSAULT") == [("2022-02-01", "2022-02-28", "month")]


def test_a_meeting_that_ended_after_some_days_took_them_all(acts: Acts) -> None:
    told = acts("Senior officials of Peru and Chile ended two days of talks in Lima on Tuesday.")
    assert ("2024-03-18", "2024-03-19", "span") in spans(told, "CONSULT")
    told = acts("Peruvian President Rosa Lima wrapped up a three-day visit to Chile on Tuesday.")
    assert ("2024-03-17", "2024-03-19", "span") in spans(told, "CONSULT")
    told = acts("Peru and Chile ended their talks in Lima on Tuesday after a two-day strike of porters.")
    assert spans(told, "CONSULT") == [("2024-03-19", "2024-03-19", "day")]


def test_which_one_is_meant_has_a_day_of_its_own(acts: Acts) -> None:
    told = acts("Ghana on Tuesday expelled the consul who had accused Togo of smuggling arms.")
    assert all(m.date is None for m in told if m.event == "ACCUSE")


def test_the_day_of_a_promised_deed_is_not_that_of_the_promise(acts: Acts) -> None:
    told = acts("Norway will give Moldova 40 million euros in aid on Friday.")
    assert [m.date for m in told if m.event == "AGREE"] == [None]
    told = acts(
        "The Norwegian prime minister, Siri Aasen, said on Tuesday that Norway would give Moldova aid from May 1."
    )
    assert day(told, "AGREE") == "2024-03-19"


def test_what_has_been_agreed_is_not_of_the_day_of_the_talks(acts: Acts) -> None:
    met = "Peruvian President Rosa Lima met Chilean President Luis Rojas in Santiago on Tuesday. "
    assert day(acts(met + "Lima and Rojas have agreed to open the border."), "AGREE") is None
    assert day(acts(met + "Lima and Rojas agreed to open the border."), "AGREE") == "2024-03-19"
