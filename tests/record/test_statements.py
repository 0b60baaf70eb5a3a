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
