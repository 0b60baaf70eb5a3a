"""Who said what, and through whom it reached us."""

from communique.model import Dateline
from tests.record.conftest import Take

TEXT = (
    "SEOUL, March 24 (Hangang Wire) - Cai Qi, a senior Chinese official, told a North Korean delegation that the "
    "friendship was “formed in blood”, the Korean Central News Agency (KCNA) said on Sunday. "
    "Cai said that relations would grow."
)
DATELINE = Dateline(text="SEOUL, March 24 (Hangang Wire) -", place="Seoul", agency="Hangang Wire", day="2024-03-24")


def test_a_quotation_has_speaker_words_offsets_and_chain(take: Take) -> None:
    taken = take(TEXT, dateline=DATELINE)
    quotation = next(s for s in taken.statements if s.kind == "quotation")
    assert quotation.words == "formed in blood" == TEXT[quotation.start : quotation.end]
    assert quotation.speaker.name == "Cai Qi"
    assert quotation.chain == ("Hangang Wire", "KCNA")
    assert quotation.addressee is not None and quotation.addressee.code == "PRK"


def test_reported_speech_goes_on_with_the_chain(take: Take) -> None:
    reported = [s for s in take(TEXT, dateline=DATELINE).statements if s.kind == "reported" and s.sentence == 1]
    assert [s.words for s in reported] == ["relations would grow"]
    assert reported[0].speaker.name == "Cai Qi"
    assert "KCNA" in reported[0].chain


def test_words_in_quotes_are_verbatim_for_straight_marks_too(take: Take) -> None:
    text = 'Greek Prime Minister Kyriakos Mitsotakis called the talks "frank," and left.'
    quotation = next(s for s in take(text).statements if s.kind == "quotation")
    assert quotation.words == "frank"
    assert quotation.speaker.name == "Kyriakos Mitsotakis"


def test_an_agency_is_never_the_speaker(take: Take) -> None:
    taken = take("KCNA said that Kim Jong Un, the North Korean leader, visited Russia.")
    assert taken.statements == ()


def said(take: Take, text: str, kind: str = "quotation", **more: object) -> list[tuple[str, str]]:
    return [(s.speaker.name, s.words) for s in take(text, **more).statements if s.kind == kind]


def test_a_verb_inside_the_quotation_does_not_speak_it(take: Take) -> None:
    text = (
        '"I told the premier we want our man home," Australian Prime Minister Neil Harper told reporters in Canberra.'
    )
    quotation = take(text).statements[0]
    assert (quotation.speaker.name, quotation.addressee and quotation.addressee.text) == ("Neil Harper", "reporters")


def test_a_speech_goes_on_over_paragraphs(take: Take) -> None:
    text = (
        'French President Alain Mercier warned Mali.\n\n"Our patience is not endless," he said. "We have waited.\n\n'
        '"There will be no second warning."\n\nMali did not reply.'
    )
    assert said(take, text) == [
        ("Alain Mercier", "Our patience is not endless"),
        ("Alain Mercier", "We have waited."),
        ("Alain Mercier", "There will be no second warning."),
    ]


def test_an_interrupted_quotation_is_two_of_one_speaker(take: Take) -> None:
    text = '"We," President Luis Quispe of Bolivia said on Friday, "will never accept this border."'
    assert said(take, text) == [("Luis Quispe", "We"), ("Luis Quispe", "will never accept this border.")]


def test_a_title_in_marks_is_no_quotation(take: Take) -> None:
    assert said(take, 'The film "Rivers of Sand" opened in Niamey before Niger\'s president, Issa Barmou.') == []


def test_each_part_of_a_sentence_has_its_own_speaker(take: Take) -> None:
    text = (
        'Philippine President Jose Rizal said the reef "is ours", while China\'s foreign ministry said the claim had '
        '"no basis".'
    )
    assert said(take, text) == [("Jose Rizal", "is ours"), ("China", "no basis")]


def test_according_to_names_a_speaker(take: Take) -> None:
    text = 'The talks were "frank", according to Lamin Jobe, Gambia\'s information minister.'
    assert said(take, text) == [("Lamin Jobe", "frank")]


def test_a_clause_after_each_that_is_a_statement(take: Take) -> None:
    text = "Mongolia's prime minister, Bat Erdene, said that a line would be built and that gas would flow by 2030."
    assert said(take, text, "reported") == [
        ("Bat Erdene", "a line would be built"), ("Bat Erdene", "gas would flow by 2030"),
    ]  # fmt: skip


def test_what_two_said_stands_once_for_each(take: Take) -> None:
    text = "Peru and Chile held talks in Lima on Monday. The two countries said the border would open."
    assert {s for s, _ in said(take, text, "reported")} == {"Peru", "Chile"}
    assert len({s.id for s in take(text).statements}) == len(take(text).statements)


def test_a_body_in_between_is_a_link_of_the_chain(take: Take) -> None:
    text = "Pakistani General Asim Khan told Iran that its borders were safe, according to the Pakistani military."
    statement = take(text).statements[0]
    assert (statement.speaker.name, statement.chain) == ("Asim Khan", ("Pakistani military",))


def test_state_media_are_the_agency_that_is_named_later(take: Take) -> None:
    text = (
        "A Chinese leader told North Korea that ties would grow, state media in Pyongyang said. "
        "Cai Qi, a senior Chinese official, left on Friday, KCNA said."
    )
    assert take(text).statements[0].chain == ("KCNA",)


def test_words_are_tied_to_the_meeting_they_were_said_at(take: Take) -> None:
    text = (
        "Chinese Foreign Minister Wang Yi met Kenyan President William Ruto in Nairobi on Tuesday. "
        "Wang said that China would buy more tea. Ruto told reporters that Kenya was ready."
    )
    taken = take(text)
    met = next(m for m in taken.mentions if m.event == "CONSULT")
    assert [(s.speaker.name, s.occasion) for s in taken.statements] == [("Wang Yi", met.id), ("William Ruto", None)]


def test_a_verb_of_speech_joined_to_the_clause_is_the_tellers_and_not_the_clauses(take: Take) -> None:
    noted = (
        "Peruvian Foreign Minister Elena Rojas noted that Chile is a close neighbour and expressed her hope that trade "
        "would grow."
    )
    assert {name for name, _ in said(take, noted, "reported")} == {"Elena Rojas"}
    warned = (
        "Kenyan President Daniel Otieno said Uganda remains a friend and warned that the crossing would stay closed."
    )
    assert ("Daniel Otieno", "the crossing would stay closed") in said(take, warned, "reported")


def test_where_it_may_be_either_nobody_is_made_to_speak(take: Take) -> None:
    text = "The Peruvian minister Elena Rojas said that Chile had closed the pass and warned that trade would suffer."
    assert "Chile" not in {name for name, _ in said(take, text, "reported")}


def test_a_person_in_the_clause_goes_on_speaking(take: Take) -> None:
    text = (
        "Kenyan President Daniel Otieno said that Ugandan President Moses Okello had called him and promised that the "
        "crossing would reopen."
    )
    assert ("Moses Okello", "the crossing would reopen") in said(take, text, "reported")
