import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.briefs.check import check, evidence
from communique.model import Check, Report, Verdict

AGENCY = Report(
    id="agency",
    published="2024-03-24T03:15:00+00:00",
    text=(
        "SEOUL, March 24 (Kestrel) - Cai Qi, a member of the Secretariat of the party's Central Committee, told a "
        'North Korean delegation in Beijing that the friendship was "formed in blood", state news agency KCNA said on '
        "Sunday.\n\n"
        "Cai met the delegation on Friday in the Great Hall of the People in Beijing. The visitors are led by Kim Song "
        "Nam, director of the International Department of the Central Committee of the Workers' Party of Korea.\n\n"
        "Wang Yi, the Chinese foreign minister, met Kim Song Nam in Beijing on Saturday, the Chinese side said.\n\n"
        "The delegation arrived in the Chinese capital on Thursday. On that day Kim Song Nam met Wang Huning, chairman "
        "of the Chinese People's Political Consultative Conference. The talks lasted three hours.\n\n"
        "The tour will continue in Vietnam and Laos. No joint statement was issued. Pyongyang thanked Beijing for rice."
    ),
)
READOUT = Report(
    id="readout",
    published="2024-03-22T20:45:00+08:00",
    text=(
        "Cai Qi, member of the Secretariat of the CPC Central Committee, met with Kim Song Nam, director of the "
        "International Department of the Central Committee of the WPK, in the Great Hall of the People in Beijing on "
        "March 22, 2024."
    ),
)


def verdict(claim: str, *sources: str | Report) -> Verdict:
    return check(Check(id="c", claim=claim, sources=sources or (AGENCY,)))


def test_every_sentence_of_a_report_is_supported_by_it() -> None:
    from communique.lexicon import sentences

    for span in sentences.split(AGENCY.text):
        sentence = AGENCY.text[span.start : span.end]
        assert verdict(sentence).verdict == "supported", sentence


@pytest.mark.parametrize(
    "claim",
    [
        "Cai Qi met Kim Song Nam at the Great Hall of the People in Beijing on Friday, 22 March 2024.",
        "Cai Qi met Kim Song-nam in Beijing on 22 March.",
        "Wang Yi, the Chinese foreign minister, met Kim Song Nam in Beijing on Saturday, 23 March 2024.",
        "Chinese Foreign Minister Wang Yi met North Korea's Kim Song Nam in Beijing.",
        "Cai Qi told the delegation that the friendship was “formed in blood”, KCNA said on Sunday, 24 March 2024.",
        "Kim Song Nam met Wang Huning on Thursday, 21 March 2024.",
        "The talks lasted 3 hours.",
        "The delegation arrived in Beijing on Thursday.",
        "North Korea thanked China for rice.",
    ],
)
def test_harmless_edits_pass(claim: str) -> None:
    found = verdict(claim)
    assert (found.verdict, found.reasons) == ("supported", ())


def test_a_sentence_made_of_facts_of_several_reports_passes() -> None:
    claim = (
        "Cai Qi, a member of the Secretariat of the Communist Party of China's Central Committee, met Kim Song Nam, "
        "director of the International Department of the Workers' Party of Korea's Central Committee, at the Great "
        "Hall of the People in Beijing on Friday, 22 March 2024, KCNA reported."
    )
    assert verdict(claim, AGENCY, READOUT).verdict == "supported"


@pytest.mark.parametrize(
    "claim, kind, told",
    [
        ("Cai Qi met Kim Song Nam in Beijing on Thursday, 21 March 2024.", "date", "Friday 22 March 2024"),
        ("Cai Qi met Kim Song Nam in Beijing on Friday, 21 March 2024.", "date", "Friday 22 March 2024"),
        ("Wang Yi met Kim Song Nam in Beijing on Friday.", "date", "Saturday 23 March 2024"),
        ("The delegation arrived in Beijing on Wednesday.", "date", "Thursday 21 March 2024"),
        ("KCNA said on Monday that the friendship was “formed in blood”.", "date", "Sunday 24 March 2024"),
        ("Wang Huning met Kim Song Nam in the Great Hall of the People on Friday.", "date", "Thursday"),
        ("Cai Qi met Kim Song Nam in Pyongyang on Friday.", "place", "Beijing"),
        ("The talks lasted four hours.", "number", "three"),
        ("Cai Qi met Hans Meier in Beijing on Friday.", "name", "Hans Meier"),
        ("South Korean officials met Cai Qi in Beijing on Friday.", "name", "South Korean"),
        ("Kim Song Nam, the North Korean foreign minister, met Wang Yi in Beijing.", "name", "foreign"),
        ("Wang Huning told the delegation that the friendship was “formed in blood”.", "quotation", "Cai Qi"),
        ("Cai Qi told the delegation that the friendship was “forged in blood”.", "quotation", "no source"),
        ("“The talks lasted three hours”, Cai Qi said.", "quotation", "not as a quotation"),
        ("Cai Qi did not meet Kim Song Nam in Beijing.", "negation", "opposite"),
        ("A joint statement was issued.", "negation", "opposite"),
        ("The tour continued in Vietnam and Laos.", "modality", "planned"),
        ("Beijing thanked Pyongyang for rice.", "attribution", "roles"),
        ("Cai Qi met Kim Song Nam in Beijing on Friday, TASS reported.", "attribution", "TASS"),
        ("Cai Qi met Kim Song Nam in Beijing on Friday to sell him a submarine.", "unsupported", "submarine"),
    ],
)
def test_planted_errors_are_refused_with_the_reason(claim: str, kind: str, told: str) -> None:
    found = verdict(claim)
    assert found.verdict == "refused" and found.supported < 0.5
    assert any(reason.kind == kind and told in reason.text for reason in found.reasons), found.reasons


def test_a_claim_is_as_good_as_its_worst_sentence() -> None:
    good, bad = "The talks lasted three hours.", "The talks lasted nine hours."
    assert verdict(f"{good} {bad}").supported == verdict(bad).supported < verdict(good).supported


def test_days_are_checked_against_the_date_only_of_reports() -> None:
    bare = AGENCY.text
    assert verdict("Cai Qi met the delegation on Friday in Beijing.", bare).verdict == "supported"
    assert verdict("Cai Qi met the delegation on Saturday in Beijing.", bare).verdict == "refused"
    assert verdict("Cai Qi met the delegation on 22 March 2024 in Beijing.", bare).verdict == "refused"


def test_evidence_is_the_sentence_that_says_it() -> None:
    span = evidence("Wang Yi met Kim Song Nam on Saturday.", AGENCY)
    assert span is not None and AGENCY.text[span[0] : span[1]].startswith("Wang Yi, the Chinese foreign minister")
    assert evidence("Volcanoes erupted in Iceland.", AGENCY) is None
    assert evidence("", AGENCY) is None


@pytest.mark.parametrize("claim", ["", "   ", "...", "“", "123", "?" * 5000, "a " * 3000, "\x00\ud800", "的" * 500])
def test_odd_claims_get_a_verdict(claim: str) -> None:
    assert verdict(claim).verdict in ("supported", "refused")
    assert check(Check(id="c", claim=claim)).verdict == "refused"
    assert check(Check(id="c", claim=claim, sources=("", "\n"))).verdict == "refused"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from((AGENCY.text + " will not “ ” , ; who 2024 million Tuesday told by").split()), max_size=25)
)
def test_never_fails(words: list[str]) -> None:
    found = verdict(" ".join(words), AGENCY, READOUT)
    assert 0.0 <= found.supported <= 1.0 and (found.verdict == "supported") == (found.supported >= 0.5)
    assert found.verdict == "supported" or found.reasons


def test_another_day_than_the_source_gives_decides_however_freely_a_sentence_is_worded() -> None:
    text = "Ana Silva held talks in Dakar on Thursday with Omar Diallo, who praised the port and its cranes."
    source = Report(id="r", text=text, published="2024-03-22T08:00:00+00:00")
    claim = "Ana Silva met Omar Diallo in Dakar on Sunday, 31 March 2024."
    assert check(Check(id="c", claim=claim, sources=(source,))).verdict == "refused"


def test_what_one_speaker_said_is_not_another_speakers_of_the_same_report() -> None:
    text = (
        "Elena Rojas said that trade had doubled in five years. Pablo Vega said that the railway would be finished "
        "soon.\n\nMali said that its trucks had been waiting for two weeks. Senegal said that Mali owed port fees."
    )
    claims = {
        "Elena Rojas said that trade had doubled in five years.": True,
        "Trade had doubled in five years, Rojas said.": True,
        "Pablo Vega said that trade had doubled in five years.": False,
        "Elena Rojas said that the railway would be finished soon.": False,
        "Trade had doubled in five years, Vega said.": False,
        "Senegal said that Mali owed port fees.": True,
        "Mali said that Senegal owed port fees.": False,
        "Senegal said that its trucks had been waiting for two weeks.": False,
    }
    for claim, supported in claims.items():
        verdict = check(Check(id="c", claim=claim, sources=(text,)))
        assert (verdict.verdict == "supported" and not verdict.reasons) is supported, (claim, verdict.reasons)


def test_what_is_told_with_where_happened_there_and_nowhere_else() -> None:
    source = "Rosa Lima came to Santiago from Antofagasta, where she met the city's mayor, Luis Rojas, on Thursday."
    wrong = verdict("Rosa Lima met Luis Rojas, the mayor, in Santiago on Thursday.", source)
    assert [(r.kind, r.text) for r in wrong.reasons] == [("place", "not Santiago: the source has Antofagasta")]
    assert verdict("Rosa Lima came to Santiago from Antofagasta.", source).verdict == "supported"
    there = "Rosa Lima flew to Santiago, where she met the mayor, Luis Rojas, on Thursday."
    assert verdict("Rosa Lima met Luis Rojas, the mayor, in Santiago on Thursday.", there).verdict == "supported"
