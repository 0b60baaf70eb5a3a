"""The rules by which a brief is told: what stands alone, who says so, what repeats, which clause is the act."""

from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from communique.briefs.copying import Ledger
from communique.briefs.dossier import Dossier, Evidence
from communique.briefs.press import NO_CONTEST, Contest, Press
from communique.briefs.telling.alone import shortened, stands_alone
from communique.briefs.telling.clauses import clause_day, main_clause
from communique.briefs.telling.draft import Draft
from communique.briefs.telling.mentions import full_names
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import overtaken
from communique.briefs.telling.voices import Voice, attributed, without_attribution
from communique.briefs.telling.words import content, core
from communique.model import Actor, Citation, Sentence, When
from tests.briefs.builders import ENVOY, HOST, event, mention, passing, report, visit

QUAY = (Voice("The Quay"),)
WIRE = (Voice("Harbour Wire"),)


def press(*, contested: Mapping[tuple[str, int], Contest] = NO_CONTEST, sparing: bool = True) -> Press:
    evidence = Evidence(visit())
    return Press(evidence, passing, Ledger((), {}), contested, sparing=sparing)


def draft(text: str, tellers: tuple[Voice, ...] = QUAY, **more: object) -> Draft:
    given = {"citations": (Citation(report="paper", start=0, end=9),), "tellers": tellers}
    return Draft(text=text, **{**given, **more})  # type: ignore[arg-type]


def printed(made: Press, *drafts: Draft) -> list[str]:
    names = Names((), "")
    sentences = [made.first([one], names) for one in drafts]
    return [sentence.text for sentence in sentences if isinstance(sentence, Sentence)]


def test_who_says_so_is_said_when_the_teller_changes() -> None:
    told = printed(
        press(),
        draft("Silva toured the harbour."),
        draft("Fourteen merchants came along."),
        draft("Diallo praised cement.", WIRE),
    )
    assert told == [
        "Silva toured the harbour, according to The Quay.",
        "Fourteen merchants came along.",
        "Diallo praised cement, Harbour Wire reported.",
    ]


def test_who_says_so_is_said_anew_in_every_paragraph() -> None:
    made = press()
    first = printed(made, draft("Silva toured the harbour."))
    made.paragraph()
    assert first + printed(made, draft("Fourteen merchants came along.")) == [
        "Silva toured the harbour, according to The Quay.",
        "Fourteen merchants came along, The Quay reported.",
    ]


def test_what_is_contested_is_attributed_each_time() -> None:
    made = press(contested={("paper", 0): Contest("number of ships", "4")})
    told = printed(made, draft("Silva toured the harbour."), draft("Fourteen merchants came along."))
    assert all("The Quay" in text for text in told)


def test_sentences_to_be_read_apart_are_attributed_each() -> None:
    told = printed(press(sparing=False), draft("Silva toured the harbour."), draft("Fourteen merchants came along."))
    assert all("The Quay" in text for text in told)


def test_a_sentence_that_says_itself_who_says_so_is_attributed_once() -> None:
    assert printed(press(), draft("The port is shut, the ministry said.", closed=True)) == [
        "The port is shut, the ministry said."
    ]
    assert attributed("They met, according to the palace.", QUAY, 0) == (
        "They met, according to the palace, The Quay reported."
    )


def test_a_year_is_said_once() -> None:
    told = printed(
        press(), draft("Silva came on 21 March 2024."), draft("The port shut its gates on 22 March 2024."),
        draft("Trade began on 1 May 1999."),
    )  # fmt: skip
    assert [text[:45] for text in told] == [
        "Silva came on 21 March 2024, according to The",
        "The port shut its gates on 22 March.",
        "Trade began on 1 May 1999.",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The island of about 12,500 people has switched twice.", "Nauru, which has 12,500 inhabitants, switched."),
        ("The flag will be hoisted in Brussels.", "The flag will be hoisted at the seat of the alliance in Brussels."),
        (
            "Diallo conveyed the greetings of Mensah, president of Ghana, to Silva.",
            "Diallo passed on the greetings of Mensah to Silva.",
        ),
    ],
)
def test_the_same_is_not_said_twice(one: str, other: str) -> None:
    assert len(printed(press(), draft(one), draft(other))) == 1


def test_offices_and_dates_do_not_make_two_sentences_alike() -> None:
    assert core("Silva, the foreign minister of Portugal, came.") == "Silva came."
    assert content("They met on Thursday, 21 March 2024.") == content("They met.")
    assert "12,500" in content("It has 12,500 inhabitants.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Silva said that Lisbon was talking with both about freight.", False),
        ("Silva said that Lisbon was talking with both sides about freight.", True),
        ("The recording was one minute long.", False),
        ("The panel was closed in April.", True),
        ("The governor of Thies was told of it.", True),
        ("Now they speak of 15 billion dollars.", False),
        ("Diallo asked him to convey his greetings.", False),
        ('"A door is a door," the official said.', False),
        ("Our correspondent says the money needs a nod.", False),
        ("Mensah said in this newspaper that he would go.", False),
    ],
)
def test_what_points_out_of_a_sentence(text: str, alone: bool) -> None:
    assert stands_alone(text, frozenset({"panel"})) is alone


def test_the_first_sentence_of_a_report_points_to_nothing() -> None:
    text = "Senegal sanctioned two generals, accusing them of the same crime again."
    assert not stands_alone(text) and stands_alone(text, first=True)


def test_a_relative_clause_is_cut_only_where_the_main_clause_goes_on() -> None:
    assert shortened("The port, which opened in 1910, was closed to all the ships.") == (
        "The port was closed to all the ships."
    )
    kept = "Silva came from Porto, where she met the mayor, Rui Costa, on Thursday."
    assert shortened(kept) == kept


@pytest.mark.parametrize(
    ("sentence", "text", "present"),
    [
        (
            "Russia on Thursday vetoed a resolution to renew the panel, a step that will end its work.",
            "Russia vetoed a resolution to renew the panel",
            "vetoes",
        ),
        (
            "The Pacific island state of Nauru broke off relations with Taiwan on Monday and said it was glad.",
            "Nauru broke off relations with Taiwan",
            "breaks",
        ),
        ("Portugal and Senegal signed a pact on fish on Friday.", "Portugal and Senegal signed a pact on fish", "sign"),
        ("Thousands of teachers marched to the palace.", "Thousands of teachers marched to the palace", "march"),
        ("Parliament, which sat late, approved the bill.", None, None),
        ("He signed a pact.", None, None),
        ('Senegal accused Portugal of "theft" at sea.', None, None),
        ("Nothing much went on.", None, None),
    ],
)
def test_the_main_clause_is_the_act(sentence: str, text: str | None, present: str | None) -> None:
    found = main_clause(sentence)
    assert (found.text if found else None) == text
    assert (found.present if found else None) == present


def test_the_day_of_a_main_clause_is_not_that_of_what_hangs_on_it() -> None:
    assert clause_day("Nauru broke off relations on Monday, Taipei said.") == "on Monday"
    assert clause_day("Nauru broke off relations, which began on Monday.") == ""


def test_an_agency_that_says_it_is_named_once() -> None:
    made = report("a", "x", publisher="The Quay", origin=("Harbour",))
    assert without_attribution("Harbour said on Friday that ships came.", made) == "Ships came."


def test_people_get_office_and_country_at_first_mention_where_the_reports_show_them() -> None:
    text = "Senegal's Omar Diallo and Ana Silva, the Portuguese foreign minister, met."
    names = Names((ENVOY, HOST), text)
    assert full_names("Foreign Minister Ana Silva came.", names)[0] == "Portuguese Foreign Minister Ana Silva came."
    assert full_names("Ana Silva came.", names)[0] == "Portuguese Foreign Minister Ana Silva came."
    assert full_names("The minister, Ana Silva, came.", names)[0] == "The minister, Ana Silva, came."
    assert full_names("Chief spokesman Ana Silva came.", names)[0] == "Chief spokesman Ana Silva came."


def test_a_country_that_no_report_sets_beside_a_name_is_not_printed() -> None:
    wrong = replace(ENVOY, code="CHN")
    names = Names((wrong,), "Ana Silva, the Portuguese foreign minister, spoke of China.")
    assert names.land(wrong) is None
    assert full_names("Foreign Minister Ana Silva came.", names)[0] == "Foreign Minister Ana Silva came."


def test_a_name_nobody_has_explained_is_strange() -> None:
    names = Names((), "Writer Rui Costa is in jail. Friends of Costa wept. They spoke for Costa and prayed with Costa.")
    assert names.strange("The government would go on speaking up for Costa.")
    names.hear("Rui Costa is a writer.")
    assert not names.strange("The government would go on speaking up for Costa.")


def test_what_lay_ahead_is_not_told_once_it_is_over() -> None:
    before = report("before", "Silva will come with her husband.", published="2024-03-19T08:00:00+00:00")
    after = report("after", "Ana Silva met Omar Diallo in Dakar on Thursday.", published="2024-03-22T08:00:00+00:00")
    met = mention(after, "met Omar")
    dossier: Dossier = replace(visit(), reports=(before, after), events=(event(met),))
    taken = replace(dossier.recorded[0], report="after", mentions=(met,), statements=(), holdings=())
    other = replace(taken, report="before", mentions=())
    evidence = Evidence(replace(dossier, recorded=(taken, other)))
    assert evidence.previews == {"before"}
    assert overtaken(evidence, before, 0) and not overtaken(evidence, after, 0)


def test_a_plan_told_on_the_day_it_was_made_for_is_no_plan_any_more() -> None:
    signed = report("a", "A levy will go under a protocol signed on Thursday.", published="2024-03-22T08:00:00+00:00")
    later = report("b", "Nothing else.", published="2024-03-25T08:00:00+00:00")
    day = When(start="2024-03-21", end="2024-03-21")
    plan = mention(signed, "levy", status="planned", date=day)
    taken = replace(visit().recorded[0], report="a", mentions=(plan,), statements=(), holdings=())
    evidence = Evidence(replace(visit(), reports=(signed, later), recorded=(taken,), events=()))
    assert not overtaken(evidence, signed, 0)


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("A convoy will get through by Saturday.", True),
        ("A convoy would get through on March 23.", True),
        ("The president was to speak to the nation at eight.", True),
        ("A convoy will get through by the end of April.", False),
        ("A convoy got through on Thursday.", False),
    ],
)
def test_what_lay_ahead_is_over_when_its_day_has_come_with_a_later_report(text: str, *, over: bool) -> None:
    first = report("a", text, published="2024-03-21T08:00:00+00:00")
    later = report("b", "Nothing else.", published="2024-03-25T08:00:00+00:00")
    taken = replace(visit().recorded[0], report="a", mentions=(), statements=(), holdings=())
    evidence = Evidence(replace(visit(), reports=(first, later), recorded=(taken,), events=()))
    assert overtaken(evidence, first, 0) is over
    alone = Evidence(replace(visit(), reports=(first,), recorded=(taken,), events=()))
    assert not overtaken(alone, first, 0)


def test_the_most_reported_office_is_the_one_told() -> None:
    people = Evidence(visit()).people
    assert people[HOST.key].office == "chairman of the National Council of Senegal"
    assert isinstance(people[ENVOY.key], Actor) and date(2024, 3, 21).year == 2024


def test_a_country_named_before_a_comma_is_not_the_ministers() -> None:
    here = "One looked after Peruvians in Vigo, Foreign Minister Ana Núñez said."
    wrong, right = replace(ENVOY, name="Ana Núñez", code="PER"), replace(ENVOY, name="Ana Núñez", code="ESP")
    assert Names((wrong,), here).land(wrong) is None
    told = f"{here} Spain's foreign minister, Ana Nunez, spoke first."
    assert Names((wrong,), told, {wrong.key: "PER"}).land(wrong) is None
    assert Names((right,), told).land(right) == "ESP"
