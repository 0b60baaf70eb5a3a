"""Verbs and nouns whose frame says what they mean."""

import pytest

from tests.record.conftest import Acts


def types(acts: Acts, text: str) -> list[str]:
    return [m.event for m in acts(text)]


def test_what_is_called_something_is_not_asked_for(acts: Acts) -> None:
    assert "REQUEST" not in types(acts, "Peru's president called the accord with Chile a new beginning.")
    assert types(acts, "Peru's president called for talks with Chile.") == ["REQUEST"]


def test_what_is_described_on_the_way_blames_nobody(acts: Acts) -> None:
    text = "Kenyan jets struck what the army described as camps of smugglers in southern Somalia."
    assert "ACCUSE" not in types(acts, text)
    assert types(acts, "Canada described Chad's trial of the miners as a sham.") == ["ACCUSE", "COERCE"]


def test_a_record_reached_is_no_agreement(acts: Acts) -> None:
    assert "AGREE" not in types(acts, "Trade between Peru and Chile reached a record of nine billion dollars in May.")
    assert types(acts, "Peru and Chile reached a compromise on fishing grounds.") == ["AGREE"]


def test_a_signed_paper_is_not_agreed_on_again(acts: Acts) -> None:
    text = "The presidents of Togo and Ghana signed an agreement on ferries in Lomé on Monday."
    assert types(acts, text) == ["SUPPORT"]


def test_what_one_will_do_for_another_is_promised(acts: Acts) -> None:
    (promised,) = acts("Ghana and Togo will exchange ambassadors as soon as possible.")
    assert (promised.event, promised.status) == ("AGREE", "done")
    (planned,) = acts("Ghana and Togo will sign the ferry treaty on 4 June.")
    assert (planned.event, planned.status) == ("SUPPORT", "planned")


def test_what_is_agreed_is_not_planned_beside_it(acts: Acts) -> None:
    assert types(acts, "Kenya has agreed to supply Uganda with vaccines.") == ["AGREE"]


def test_instruments_of_accession_are_signed_for(acts: Acts) -> None:
    text = "Fiji's foreign minister, Ana Rokotuivuna, handed the instrument of ratification to Norway on Monday."
    assert types(acts, text)[0] == "SUPPORT"


def test_who_joins_a_body_works_with_it(acts: Acts) -> None:
    (joined,) = acts("Moldova joined the European Union on Friday.")
    assert (joined.event, joined.actor[0].code, joined.recipient[0].code) == ("COOPERATE", "MDA", "IGO")
    assert "COOPERATE" not in types(acts, "The scheme is to run until Moldova joins the European Union.")


def test_who_no_longer_recognises_a_state_breaks_with_it(acts: Acts) -> None:
    (broken,) = acts("Malawi announced on 3 March that it would no longer recognise Kosovo.")
    assert (broken.event, broken.status, broken.date and broken.date.start[5:]) == ("SANCTION", "done", "03-03")


def test_shots_into_a_state_are_an_assault(acts: Acts) -> None:
    (fired,) = acts("Chad fired rockets into Sudan's Darfur region on Tuesday.")
    assert (fired.event, {a.code for a in fired.recipient}) == ("ASSAULT", {"SDN"})
    (sent,) = (m for m in acts("Chad sent its troops into Sudan on Friday.") if m.event == "ASSAULT")
    assert {a.code for a in sent.recipient} == {"SDN"}
    assert types(acts, "Chad and Sudan exchanged fire across the border on Monday.") == ["ASSAULT"]
    assert types(acts, "North Korea fired a missile into the Sea of Japan.") == ["MOBILIZE"]


def test_a_joint_statement_is_a_paper(acts: Acts) -> None:
    text = "The presidents of Togo and Ghana issued a joint statement in Lomé on Monday."
    assert "SUPPORT" in types(acts, text)


def test_agreements_are_negotiated_before_they_are_made(acts: Acts) -> None:
    (talks,) = acts("Togo is negotiating a ferry agreement with Ghana.")
    assert (talks.event, talks.status) == ("CONSULT", "ongoing")


def test_regret_over_the_decision_of_another_blames_him(acts: Acts) -> None:
    blamed, *_ = acts("Norway expressed deep regret over Chad's decision to leave the court.")
    assert (blamed.event, blamed.recipient[0].code) == ("ACCUSE", "TCD")
    assert types(acts, "Norway expressed regret to Chad over the sinking of the ferry.") == ["SUPPORT"]


def test_restraints_are_laid_and_lifted(acts: Acts) -> None:
    assert types(acts, "Peru put tariffs on Chilean wine on Monday.") == ["SANCTION"]
    assert types(acts, "Peru has lifted most of its restrictions on Chilean wine.") == ["CONCEDE"]


def test_who_will_not_let_up_refuses_nothing(acts: Acts) -> None:
    assert "REJECT" not in types(acts, "Norway said it would not let up in its help for Chad.")


def test_who_abstains_is_not_voted_against(acts: Acts) -> None:
    assert all("TGO" not in {a.code for a in m.recipient} for m in acts("Chad voted against it, and Togo abstained."))


def test_an_agreement_is_of_those_who_reached_it(acts: Acts) -> None:
    text = "Envoys reviewed the agreement reached by Chad and Sudan in March."
    assert "AGREE" in types(acts, text)


def test_an_invitation_is_told_with_the_visit(acts: Acts) -> None:
    text = "Ghana's president, Ama Boateng, will visit Togo in May at the invitation of Togo's premier, Kossi Ayeva."
    told = {m.event: m for m in acts(text)}
    assert told["CONSULT"].status == "planned"
    assert (told["REQUEST"].status, told["REQUEST"].date) == ("done", None)


def test_wrongs_that_are_told_of_are_blamed(acts: Acts) -> None:
    (blamed,) = acts("Kenya's foreign minister, Wanjiru Otieno, said that Chad had smeared Kenya in the council.")
    assert (blamed.event, {a.code for a in blamed.actor}, {a.code for a in blamed.recipient}) == (
        "ACCUSE",
        {"KEN"},
        {"TCD"},
    )


def test_who_is_called_home_is_withdrawn(acts: Acts) -> None:
    assert types(acts, "Norway called home its envoy from Baghdad, officials said.") == ["SANCTION"]
    assert types(acts, "Kenya called the tax that Uganda has put on its trucks greedy.")[0] == "ACCUSE"


def test_a_deed_called_by_no_praise_is_blamed(acts: Acts) -> None:
    text = "Chad raided a Sudanese village. Sudan's minister, Amna Idris, called the raid a work of cowards."
    (blamed,) = (m for m in acts(text) if m.event == "ACCUSE")
    assert ({a.code for a in blamed.actor}, {a.code for a in blamed.recipient}) == ({"SDN"}, {"TCD"})


def test_who_votes_deals_with_nobody_untold(acts: Acts) -> None:
    text = "Peru accused Chile of spying on Monday. Peru voted for it in the council."
    assert all({a.code for a in m.recipient} != {"CHL"} for m in acts(text) if m.event == "SUPPORT")


def test_who_is_received_there_met_his_host_that_day(acts: Acts) -> None:
    text = "Peru's president, Rosa Lima, travelled to Chile on Monday and was received there by President Luis Rojas."
    met = [m for m in acts(text) if {a.name for a in (*m.actor, *m.recipient)} == {"Rosa Lima", "Luis Rojas"}]
    assert [(m.event, m.date is not None) for m in met] == [("CONSULT", True)]


def test_who_speaks_at_a_body_sits_with_it(acts: Acts) -> None:
    text = "Peru's president, Rosa Lima, will speak at the World Economic Forum on Tuesday."
    (planned,) = acts(text)
    assert (planned.event, planned.status, planned.recipient[0].code) == ("CONSULT", "planned", "NGO")


def test_readiness_for_measures_threatens(acts: Acts) -> None:
    assert types(acts, "Norway was prepared to take further steps against Chad, its minister said.") == ["THREATEN"]
    assert types(acts, "Norway is ready to take further steps towards peace with Chad.") != ["THREATEN"]


def test_a_journey_that_is_promised_is_planned(acts: Acts) -> None:
    (planned,) = acts("Peru's president, Rosa Lima, told reporters that she would travel to Chile in the spring.")
    assert (planned.event, planned.status) == ("CONSULT", "planned")


def test_the_president_of_a_state_is_who_holds_the_office(acts: Acts) -> None:
    text = (
        "Iranian President Ali Karimi met Kuwaiti Emir Fahd Sabah in Kuwait City on Monday. "
        "The Iranian president also met Prime Minister Saad Nasser. He will travel to Oman on Tuesday."
    )
    assert [a.name for m in acts(text) if m.status == "planned" for a in m.actor] == ["Ali Karimi"]


def test_who_is_invited_is_asked(acts: Acts) -> None:
    text = "Peru's Rosa Lima said on Tuesday that she had invited Chile's president, Luis Rojas, to come."
    (asked,) = acts(text)
    assert (asked.event, asked.date is not None) == ("REQUEST", True)


def test_who_sees_no_reason_refuses(acts: Acts) -> None:
    text = "Chile's foreign minister, Luis Rojas, replied to Peru that he saw no reason to yield."
    assert "REJECT" in types(acts, text)
    assert "REJECT" not in types(acts, "Chile's foreign minister, Luis Rojas, saw no reason to comment on Peru.")


@pytest.mark.parametrize(
    "text",
    [
        "Canada shipped roughly $780 million worth of pork to Mexico last year, according to Statistics Canada.",
        "Mexico buys one in eight hams processed in Canada.",
        "The dispute with Japan threatened to spread to Korea.",
        "China has stopped short of condemning Russia's invasion.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(acts: Acts, text: str) -> None:
    assert not {"COOPERATE", "THREATEN", "ACCUSE"} & set(types(acts, text))


def test_what_somebody_is_bound_to_do_need_not_be_done(acts: Acts) -> None:
    assert {m.status for m in acts("Thailand was bound to hand the banker over to Cambodia.")} == {"conditional"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Poland bought 96 helicopters from the United States on Friday.", "COOPERATE"),
        ("Nobody in parliament knew that Mexico had sold one island in Belize to Canada on Friday.", "COOPERATE"),
        ("Japan threatened to close the strait to Korea.", "THREATEN"),
        ("China has condemned Russia's invasion.", "ACCUSE"),
    ],
)
def test_what_sounds_alike_is_one(acts: Acts, text: str, event: str) -> None:
    assert event in types(acts, text)
