"""What no longer stands as an earlier report told it, on which day an older sentence was reported, and what the first
sentence below the headline is."""

from datetime import date

import pytest
from msgspec.structs import replace

from communique.briefs import Dossier, compose
from communique.briefs.check import check
from communique.briefs.dossier import Evidence
from communique.briefs.gate.claims import taken_apart
from communique.briefs.headline import Head, borne
from communique.briefs.telling import voices
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.clauses import main_clause
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import retold
from communique.model import Check, Report
from tests.briefs.builders import passing, report, visit

FIRST = (
    "Portugal closed the bridge of Valenca on Monday after a crack was found in a pillar, the roads office said. "
    "The bridge is guarded by soldiers of both countries. Lorries will be sent round by Melgaco from Friday. "
    '"A pillar does not crack by itself," Mayor Rui Sousa said. '
    "Spain asked Portugal for the plans of the bridge at Valenca."
)
LAST = (
    "Spain and Portugal reopened the bridge of Valenca on Thursday, three days after a crack in a pillar had shut it, "
    "the roads office said. Engineers of Spain and Portugal found the crack at Valenca to be an old one."
)


def story(*reports: Report) -> Dossier:
    return replace(visit(), reports=reports, recorded=(), events=(), now="2024-04-30T08:00:00Z")


def days(first: str = FIRST, last: str = LAST) -> Dossier:
    return story(
        report("quay", first, title="Portugal closes bridge of Valenca", published="2024-03-18T18:00:00+00:00"),
        report("mole", last, title="Bridge of Valenca reopens", published="2024-03-21T18:00:00+00:00"),
    )


def test_how_things_stood_days_before_is_not_told_and_an_older_sentence_says_when_it_was_reported() -> None:
    brief = compose(days(), passing)
    told = " ".join(sentence.text for sentence in brief.sentences)
    assert "reopened the bridge of Valenca on Thursday, 21 March 2024" in brief.standfirst[0].text
    assert "is guarded" not in told and "will be sent" not in told
    line = voices.attributed("Spain asked for the plans.", [voices.Voice("Quay")], 0, "Monday, 18 March 2024")
    assert line == "Spain asked for the plans, Quay reported on Monday, 18 March 2024."


def test_the_gate_knows_the_day_on_which_a_report_was_printed() -> None:
    (old, _) = days().reports
    said = "Spain asked Portugal for the plans of the bridge at Valenca, Quay reported on {}."
    right = Check(id="a", claim=said.format("Monday, 18 March 2024"), sources=(old,))
    wrong = Check(id="b", claim=said.format("Tuesday, 19 March 2024"), sources=(old,))
    assert check(right).verdict == "supported"
    refused = check(wrong)
    assert refused.verdict != "supported" and any("Monday, 18 March 2024" in r.text for r in refused.reasons)


def test_an_attribution_with_its_day_is_no_part_of_the_claim() -> None:
    claim = taken_apart("The bridge of Valenca was shut to all, Quay reported on Monday, 18 March 2024.", ("Quay",))
    assert claim.attribution is not None and claim.text[claim.attribution[0] :].startswith(", Quay reported on")


def test_plans_of_before_are_not_told_once_a_later_report_says_that_it_came_to_nothing() -> None:
    first = (
        "Spain and Portugal agreed on Monday to share the cost of the bridge of Valenca, officials said. "
        "Portugal said that Spain would pay two thirds of the bridge."
    )
    last = "{} on Thursday as engineers from both banks looked on, the roads office of Valenca said."
    stands, fell = last.format("Spain began the work"), last.format("Talks on the costs collapsed")
    for news, there in ((stands, True), (fell, False)):
        dossier = days(first, news)
        evidence = Evidence(dossier)
        names = Names((), evidence.text, {})
        assert bool(list(retold(evidence, dossier.reports[0], 1, names))) is there


def test_a_headline_drops_what_the_text_has_not_a_word_of() -> None:
    whole = "Portugal closes the bridge of Valenca, mayors quarrel"
    assert borne(Head(whole), ["Portugal closed the bridge."]) == "Portugal closes the bridge of Valenca"
    assert borne(Head(whole), ["Portugal closed the bridge.", "Two mayors differ."]) == whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Spain reserved its answer until Friday.", None),
        ("The boat sank overnight.", "The boat sank in the night to Thursday, 21 March 2024."),
        ("Spain gave in a day before the time ran out.", "Spain gave in a day before the time ran out."),
        ("They shared next year's catch.", "They shared 2025's catch."),
        ("Faro on Tuesday and Porto.", "Faro on Tuesday, 19 March 2024 and Porto."),
        ("It was shut on 18 March.", "It was shut on Monday, 18 March 2024."),
        ("It came four days later than planned.", "It came four days later than planned."),
    ],
)  # fmt: skip
def test_times_that_lean_on_something_else(text: str, said: str | None) -> None:
    assert absolute_days(text, date(2024, 3, 21)) == said


@pytest.mark.parametrize(
    "text",
    [
        "The Kariba office did not answer calls.",
        "Under the accord Spain will release water.",
        "The twelfth chose to stay in Porto.",
        "Spain accepted within the hour.",
        "Ana Silva said that the ministry paid none.",
        "In the evening Omar Diallo gave a dinner.",
        "Papers found on board named a firm in Faro.",
        "An envoy rejected the account in Dakar.",
        "The boats landed at Faro at 2.40 pm.",
    ],
)
def test_what_only_the_sentence_before_explains_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text, frozenset({"spain"}))


def test_who_denies_an_account_is_not_told_by_that_account() -> None:
    told = report("mole", FIRST, origin=("Quay News",))
    assert voices.of(told, "Spain denied on Monday what Quay News had reported.").teller == "Mole"
    assert voices.of(told, "Spain reopened the bridge, Quay News reported.").teller == "Quay News"


def test_agencies_are_the_same_by_their_last_words_and_press_offices_by_their_house() -> None:
    assert voices.same("Costeira", "Agencia Costeira") and not voices.same("Times", "Harbour Times")
    assert voices.same("HTG", "Harbour Times Group") and not voices.same("HTG", "Harbour Times")
    office = report("mole", FIRST, publisher="Council of Ports, Press Office")
    assert voices.publisher(office) == "Council of Ports"


def test_what_several_do_is_told_in_a_headline_as_several() -> None:
    clause = main_clause("Talks on the bridge ended on Thursday without an accord.")
    assert clause is not None and clause.present == "end"
