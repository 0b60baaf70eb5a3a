"""What makes a brief readable: names, offices, what was agreed, and nothing told that hangs in the air."""

import pytest
from msgspec.structs import replace

from communique.briefs import compose
from communique.briefs.check import check
from communique.briefs.choosing import own, planned
from communique.briefs.compose import other_names
from communique.briefs.dossier import Evidence
from communique.briefs.press import Contest
from communique.briefs.telling.acts import in_short
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.mentions import apposed, full_names
from communique.briefs.telling.naming import Names
from communique.briefs.telling.patterns import phrase
from communique.briefs.telling.retelling import FILED, forms
from communique.briefs.telling.saying import Remark, again, drafts, remarks, together
from communique.briefs.telling.words import alike
from communique.model import Actor, Check, Citation, Difference, Place, Reading, Recorded, When
from tests.briefs.builders import ENVOY, HOST, WIRE, event, mention, report, statement, visit
from tests.briefs.test_telling import press

LEAD = """DAKAR, March 21 (Harbour) - Ana Silva, the Portuguese foreign minister, met Omar Diallo, chairman of the \
National Council of Senegal, in Dakar on Thursday, and the two agreed to dredge the river mouth by the autumn.

Portugal and Senegal trade mostly in fish."""


def known(*people: Actor, named: bool = True) -> Names:
    names = Names(people, "Foreign Minister Ana Silva of Portugal spoke. Silva left. Diallo stayed.")
    for person in people if named else ():
        names.mark(person)
    return names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Portuguese Foreign Minister Ana Silva left.", "Silva left."),
        ("Ana Silva, the Portuguese foreign minister, left.", "Silva left."),
        ("The Portuguese foreign minister, Ana Silva, left.", "Silva left."),
        ("Omar Sow and Foreign Minister Ana Silva left.", "Omar Sow and Silva left."),
        ('He said: "Ana Silva left."', 'He said: "Ana Silva left."'),
    ],
)
def test_who_was_named_is_called_by_the_family_name(text: str, told: str) -> None:
    assert full_names(text, known(ENVOY))[0] == told


def test_a_relative_of_the_same_family_name_keeps_his_own() -> None:
    unknown = known(ENVOY, named=False)
    assert full_names("Rui Silva, 22, was freed.", unknown) == ("Rui Silva, 22, was freed.", ())
    assert "Ana Silva" in full_names("On Friday Silva left.", unknown)[0]


def test_a_name_has_one_spelling() -> None:
    person = Actor(text="Iván Duró", name="Iván Duró", code="PRT", office="premier", person=True)
    assert full_names("Ivan Duro left.", known(person, named=False))[0].endswith("Iván Duró left.")


def test_what_was_agreed_stands_below_the_headline_and_is_told_once() -> None:
    dossier = visit()
    wire = report("wire", LEAD, publisher="Harbour Wire")
    first = dossier.recorded[0]
    met = replace(first, mentions=tuple(m for m in first.mentions if m.status == "done"), statements=())
    made = replace(dossier, reports=(wire, dossier.reports[1]), recorded=(met, *dossier.recorded[1:]))
    brief = compose(made, check)
    assert brief.standfirst[0].text.startswith("Portugal and Senegal agreed to dredge the river mouth by the autumn")
    assert not any("dredge" in sentence.text for paragraph in brief.body for sentence in paragraph)


def test_what_one_side_says_was_agreed_stays_his_word() -> None:
    dossier = visit()
    text = WIRE.replace(
        "Diallo said that the two countries would open", "Diallo said that the two countries agreed to open"
    )
    wire = report("wire", text, publisher="Harbour Wire")
    first = dossier.recorded[0]
    said = statement(wire, "the two countries agreed to open a joint fishing office before the end of the year", HOST)
    act = mention(wire, "agreed to open", event="AGREE")
    met = replace(first, mentions=(*first.mentions, act), statements=(said,))
    made = replace(dossier, reports=(wire, dossier.reports[1]), recorded=(met, *dossier.recorded[1:]))
    told = compose(made, check).standfirst[0].text
    assert "agreed to open a joint fishing office before the end of the year" in told and "Diallo" in told


def test_two_short_remarks_of_one_speaker_make_one_sentence() -> None:
    wire = report(
        "wire", f"{WIRE} Diallo said that ferries would carry more lorries. Diallo said that fish was dear and scarce."
    )
    dossier = visit()
    said = tuple(
        statement(wire, words, HOST) for words in ("ferries would carry more lorries", "fish was dear and scarce")
    )
    evidence = Evidence(replace(dossier, reports=(wire,), recorded=(Recorded(report="wire", statements=said),)))
    one, other = (Remark(speaker=HOST, tellings=(telling,)) for telling in said)
    made = list(together(evidence, one, other, known(HOST)))
    assert [draft.text for draft in made] == [
        "Diallo said that ferries would carry more lorries and that fish was dear and scarce."
    ]
    assert next(again(iter(made), "Diallo")).text.startswith("Diallo also said that ferries")


def test_of_a_contested_number_one_reading_is_told() -> None:
    spots = {
        ("paper", 0): Contest("number votes", "287", alone=True),
        ("wire", 0): Contest("number votes", "278", alone=True),
    }
    made = press(contested=spots)
    names = Names((), "")

    def told(text: str, name: str) -> bool:
        draft = Draft(text=text, citations=(Citation(report=name, start=0, end=9),))
        return made.first([draft], names) is not None

    assert told("The chamber passed the bill with 287 in favour.", "paper")
    assert not told("Deputies adopted a text on fishing rights by 278 ballots cast.", "wire")


def test_words_that_say_the_same_are_one_word_where_sentences_are_compared() -> None:
    one = alike("Lawmakers in Dakar ratified the port protocol.")
    assert one == alike("Senegal's parliament approved the document on the port.")


@pytest.mark.parametrize(
    ("text", "told", "alone"),
    [
        ("The spokesman announced the decision in Dakar.", "", False),
        ("Ana Silva announced the decision in Dakar.", "a decision was taken", True),
        ("Ana Silva announced the decision to leave.", "", True),
        ("Ana Silva said that Omar Diallo would go there in May.", "", False),
        ("Ana Silva flew to Dakar and stayed there until May.", "", True),
        ("Ana Silva replied that Senegal saw no reason to wait.", "", False),
        ("Portugal asked Senegal to sell it forty of the ships.", "", False),
        ("After the talks Ana Silva left for Lisbon.", "", False),
        ("After the talks Ana Silva left for Lisbon.", "silva met diallo", True),
        ("Ana Silva said Senegal had broken the letter of that document.", "", False),
        ("Ana Silva said in Dakar that the harbour would be dug.", "", True),
    ],
)
def test_what_speaks_of_a_thing_as_known_stands_only_behind_it(text: str, told: str, alone: bool) -> None:
    assert stands_alone(text, frozenset(told.split())) is alone


def test_one_person_of_two_names_has_one_card() -> None:
    readings = tuple(Reading(value=name, citations=()) for name in ("Ana Silva", "Anna Sylva"))
    assert other_names([Difference(slot="name", about="name of the minister", readings=readings)]) == {
        "Anna Sylva": "Ana Silva"
    }


def test_the_country_of_an_office_that_one_alone_holds_is_known() -> None:
    person = Actor(text="Ana Silva", name="Ana Silva", office="president", person=True)
    text = "President Ana Silva met Omar Diallo in Dakar. The Portuguese president left on Friday."
    assert Names((person, HOST), text).land(person) == "PRT"
    assert Names((person, HOST), "President Ana Silva met Omar Diallo in Dakar.").land(person) is None


def test_who_only_says_so_is_not_the_one_who_does() -> None:
    text = "The visit is to deepen the ties of Portugal and Senegal, spokeswoman Ana Silva said. Omar Diallo will go."
    for claim, verdict in (
        ("Ana Silva is to visit Senegal.", "refused"),
        ("Spokeswoman Ana Silva said that the visit is to deepen the ties of Portugal and Senegal.", "supported"),
    ):
        assert check(Check(id="c", claim=claim, sources=(text,))).verdict == verdict


def test_a_counterpart_holds_the_same_office() -> None:
    text = "Portuguese President Ana Silva received her Senegalese counterpart, Omar Diallo, in Lisbon on Thursday."

    def against(office: str) -> bool:
        claim = f"{office} Omar Diallo met Portuguese President Ana Silva in Lisbon on Thursday."
        return bool(check(Check(id="c", claim=claim, sources=(text,))).reasons)

    assert not against("Senegalese President")
    assert against("Senegalese Foreign Minister") and against("Gambian President")


def test_who_receives_a_guest_in_a_capital_is_of_that_state() -> None:
    dossier = visit()
    host = replace(HOST, code=None, office="minister of fisheries")
    met = replace(dossier.events[0], recipient=(host,))
    assert Evidence(replace(dossier, events=(met,))).hosts == {HOST.key: "SEN"}
    assert Evidence(replace(dossier, events=(replace(met, actor=(replace(ENVOY, code=None),)),))).hosts == {}
    assert Evidence(replace(dossier, events=(replace(met, place=Place(name="Ziguinchor", country="SEN")),))).hosts == {}


def test_somebody_in_our_own_form_takes_fewer_words_in_a_row() -> None:
    text = "Portuguese President Ana Silva called the harbour a door."
    assert apposed(text, known(ENVOY)) == "Portugal's president, Ana Silva, called the harbour a door."
    assert apposed("The Portuguese left.", known(ENVOY)) is None
    text = "British Prime Minister Ana Silva came unannounced."
    assert apposed(text, known(ENVOY)) == "the United Kingdom's prime minister, Ana Silva, came unannounced."


def test_what_is_its_own_has_its_state_named() -> None:
    assert stands_alone("Portugal called the raid a violation of its airspace.")
    assert stands_alone("Somaliland will defend its territory against everybody.")
    assert not stands_alone("The raid on Tuesday in Faro province was a violation of its airspace.")


@pytest.mark.parametrize(("turn", "rest"), [(0, "the treaty that Senegal has signed"), (1, "the treaty of Dakar")])
def test_a_day_stands_before_an_act_with_a_clause_of_its_own(turn: int, rest: str) -> None:
    paper = report("paper", f"Portugal on Thursday rejected {rest}, and called its envoy home.")
    evidence = Evidence(replace(visit(), reports=(paper,), recorded=(), events=()))
    told = next(in_short(evidence, evidence.by_id["paper"], 0, known(), turn))
    assert told.text == f"On Thursday, 21 March 2024, Portugal rejected {rest}."


def test_what_was_said_before_the_event_gives_way_to_what_was_said_there() -> None:
    dossier = visit()
    early = report(
        "early", "Foreign Minister Ana Silva said on Tuesday that the harbour of Dakar needed deeper water.",
        published="2024-03-12T18:00:00+00:00",
    )  # fmt: skip
    said = Recorded(report="early", statements=(statement(early, "the harbour of Dakar needed deeper water", ENVOY),))
    made = replace(dossier, reports=(early, *dossier.reports), recorded=(said, *dossier.recorded))
    assert all(s.report != "early" for remark in remarks(Evidence(made)) for s in remark.tellings)
    silent = tuple(replace(r, statements=()) for r in dossier.recorded)
    alone = remarks(Evidence(replace(made, recorded=(said, *silent))))
    assert [remark.tellings[0].report for remark in alone] == ["early"]


def test_two_who_each_met_a_third_did_not_meet_each_other() -> None:
    dossier = visit()
    wire = report("wire", "Foreign Minister Ana Silva and Omar Diallo each met the visitor in Dakar on Thursday.")
    met = mention(wire, "each met")
    made = replace(
        dossier, reports=(wire,), recorded=(Recorded(report="wire", mentions=(met,)),), events=(event(met),)
    )  # fmt: skip
    assert own(Evidence(made)) == []


def test_what_is_asked_for_is_not_said_to_be_so() -> None:
    wire = report("wire", "Omar Diallo proposed that the two sides exchange visits at all levels.")
    said = statement(wire, "the two sides exchange visits at all levels", HOST)
    evidence = Evidence(replace(visit(), reports=(wire,), recorded=(Recorded(report="wire", statements=(said,)),)))
    made = drafts(evidence, Remark(speaker=HOST, tellings=(said,)), known(HOST))
    assert not any("said that" in draft.text for draft in made)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Portugal and Senegal signed their treaty the day.", False),
        ("Portugal and Senegal signed their treaty late in the year.", True),
        ("Portugal and Senegal signed their treaty at the end of the week.", True),
    ],
)
def test_a_time_that_was_cut_short_is_not_told(text: str, *, whole: bool) -> None:
    assert stands_alone(text, frozenset(), first=True) is whole


@pytest.mark.parametrize(
    ("sentence", "sector", "told"),
    [
        ("Portugal imposed sanctions on Senegal on Thursday.", "GOV", True),
        ("Portugal imposed sanctions on those who live on Senegal's war.", "GOV", False),
        ("Portugal imposed sanctions on traders from Senegal.", "BUS", False),
        ("Portugal imposed sanctions on Thursday on Gambia and Senegal over the coup.", "GOV", True),
        ("Portugal imposed sanctions on six firms, two of them in Senegal.", "GOV", False),
        ("Portugal imposed sanctions on Thursday on nine Senegal officials.", "GOV", False),
        ("Portugal imposed sanctions on Senegal banks.", "GOV", False),
    ],
)
def test_what_hits_people_of_a_state_does_not_hit_the_state(sentence: str, sector: str, *, told: bool) -> None:
    one = Actor(text="Portugal", name="Portugal", code="PRT")
    other = Actor(text="Senegal", name="Senegal", code="SEN", sector=sector)
    wire = report("wire", sentence)
    act = event(mention(wire, "sanctions"), event="SANCTION", actor=(one,), recipient=(other,))
    assert (phrase(act, [sentence]) is not None) is told


def test_a_plan_that_was_called_off_or_whose_day_has_come_is_none() -> None:
    going = mention(report("wire", "Silva is to visit Praia on Friday."), "visit", status="planned")
    day = When(start="2024-03-22", end="2024-03-22")
    praia = Place(name="Praia", country="CPV")
    plan = replace(event(going), id="p", status="planned", actor=(ENVOY,), recipient=(), place=praia, date=day)
    wire, later = report("wire", WIRE), report("paper", "Nothing.", published="2024-03-24T08:00:00+00:00")
    taken = Recorded(report="wire", mentions=(going,))
    early = Evidence(replace(visit(), reports=(wire,), recorded=(taken,), events=(plan,)))
    assert [e.id for e in planned(early, [plan])] == ["p"]
    assert planned(Evidence(replace(visit(), reports=(wire, later), recorded=(taken,), events=(plan,))), [plan]) == []
    assert planned(early, [plan, replace(plan, id="off", status="cancelled")]) == []


@pytest.mark.parametrize("filed", ["Praia, 8 May 2024 – ", "Dakar, on Thursday, 9 May: ", ""])
def test_where_a_read_out_was_filed_is_not_told(filed: str) -> None:
    assert FILED.sub("", f"{filed}The minister spoke in Praia, on 8 May.") == "The minister spoke in Praia, on 8 May."


@pytest.mark.parametrize(
    "text",
    [
        "The first made any inspection subject to the consent of the flag state.",
        "The last of them got through on Monday evening.",
        '"The water climbed faster than the people," its director general, Ana Silva, told Lumen.',
        "The attorney general said that one had received 23 calls.",
    ],
)
def test_what_points_to_somebody_unnamed_is_not_told(text: str) -> None:
    assert not stands_alone(text, frozenset())


def test_who_says_so_at_the_end_of_a_sentence_is_never_left_out() -> None:
    text = "Senegal had held up the list for three weeks over a name, which was dropped, two diplomats said."
    wire = report("wire", f"Nothing. {text}")
    evidence = Evidence(replace(visit(), reports=(wire,), recorded=(), events=()))
    assert all("two diplomats said" in form for form in forms(evidence, wire, 1, whole=False))


def test_a_family_name_keeps_its_particles() -> None:
    envoy = replace(ENVOY, name="Joost van der Berg", code="NLD")
    names = Names((envoy,), "Envoy Joost van der Berg came. Van der Berg spoke of der Berg.")
    assert names.short(envoy) == "van der Berg"


def test_a_headline_tells_no_meeting_that_the_reports_do_not() -> None:
    wire = report("wire", "Ana Silva of Portugal and Omar Diallo of Senegal will meet on Monday for talks on fish.")
    met = mention(wire, "will meet")
    dossier = replace(
        visit(), reports=(wire,), recorded=(Recorded(report="wire", mentions=(met,)),), events=(event(met),)
    )
    assert " meet" not in compose(dossier, check).headline
    assert "Silva and" in compose(visit(), check).headline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Portugal's envoy spoke of Monday's incident in which a sailor was hurt.",
         "Portugal's envoy spoke of the incident on Monday, 18 March 2024 in which a sailor was hurt."),
        ("Portugal's envoy spoke of Monday's border incident.",
         "Portugal's envoy spoke of the border incident on Monday, 18 March 2024."),
    ],
)  # fmt: skip
def test_the_day_of_a_thing_stands_behind_it(text: str, told: str) -> None:
    paper = report("paper", text)
    evidence = Evidence(replace(visit(), reports=(paper,), recorded=(), events=()))
    assert told in set(forms(evidence, evidence.by_id["paper"], 0, whole=True))


def test_a_main_clause_that_lost_its_day_or_its_name_is_not_told() -> None:
    for text in (
        "Portugal on Thursday struck what it described as two nests of pirates off Senegal, and lost no ship.",
        "Early on Thursday it struck two nests of pirates off Senegal, and lost no ship.",
    ):
        evidence = Evidence(replace(visit(), reports=(report("paper", text),), recorded=(), events=()))
        assert not list(in_short(evidence, evidence.by_id["paper"], 0, known(), 0)), text
