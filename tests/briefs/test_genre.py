"""News and what is written around it, and what a brief does with either."""

from datetime import date

import pytest
from msgspec.structs import replace

from communique.briefs import Dossier, compose, genre, ranking
from communique.briefs.dossier import DATELINE, Evidence
from communique.briefs.telling import saying
from communique.briefs.telling.alone import clipped, stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.naming import Names
from communique.briefs.telling.retelling import retold
from communique.briefs.telling.voices import Voice, attributed
from communique.model import Actor, Recorded, Report
from tests.briefs.builders import passing, report, statement, visit

NEWS = (
    "A ferry burned off Dakar on Friday, killing four sailors, the harbour office said. "
    "The quay was closed by the police. Senegal asked Portugal for a salvage ship."
)
FEATURE = (
    "There is a bench in Dakar where nobody sits. You hear the sea from it, and I have heard it all my life. "
    "Why does the ferry not come? Awa Diop knits on the quay of Dakar."
)
DIGEST = (
    "1. The ferry. Dakar mourns four sailors of the ferry.\n\n2. Bread. A baker in Thies sold more bread on Friday."
)
LATER = (
    "The number of sailors killed in Friday's fire on a ferry off Dakar rose to seven on Saturday, "
    "the harbour office said."
)


def story(*reports: Report) -> Dossier:
    return replace(visit(), reports=reports, recorded=(), events=())


def around() -> tuple[Report, ...]:
    """A news report among a feature and a round-up."""
    return (
        report("a", FEATURE, title="Where the sea is: why Dakar waits", published="2024-03-24T08:00:00+00:00"),
        report("b", NEWS, title="Ferry fire off Dakar kills four", published="2024-03-22T08:00:00+00:00"),
        report("c", DIGEST, title="Morning digest: the ferry; bread", published="2024-03-25T08:00:00+00:00"),
    )


def test_the_news_report_is_followed_and_features_and_round_ups_weigh_less() -> None:
    evidence = Evidence(story(*around()))
    known = {r.id: genre.news(evidence, r) for r in evidence.reports}
    assert known["b"] == 1.0 and known["a"] < 0.5 and known["c"] < 0.5
    spine = genre.backbone(evidence)
    assert spine is not None and spine.id == "b"


def test_a_brief_among_features_tells_the_news_and_no_entry_of_a_list() -> None:
    brief = compose(story(*around()), passing)
    told = " ".join(sentence.text for sentence in brief.sentences)
    assert brief.headline == "Ferry fire off Dakar kills four"
    assert "burned off Dakar on Friday, 22 March 2024" in brief.standfirst[0].text
    assert not any(word in told for word in ("bench", "knits", "bread", "2."))


def test_the_last_stage_stands_below_the_headline_and_what_it_has_overtaken_nowhere() -> None:
    later = report("d", LATER, title="Toll of Dakar ferry fire rises to seven", published="2024-03-23T20:00:00+00:00")
    dossier = story(around()[1], later)
    last = ranking.latest(Evidence(dossier))
    assert last is not None and last.report.id == "d"
    brief = compose(dossier, passing)
    assert "fire on Friday, 22 March 2024" in brief.standfirst[0].text and "seven" in brief.standfirst[0].text
    assert not any("four sailors" in sentence.text for sentence in brief.sentences)


@pytest.mark.parametrize(
    "line",
    [
        "LOMÉ - ",
        "KARACHI: ",
        "(Meridian) - ",
        "ENTEBBE, Uganda, July 5 (Kestrel) - ",
        "GENEVA/DODOMA, Sept 13 (TCW) - ",
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(line: str) -> None:
    assert DATELINE.sub("", f"{line}Two men fled.") == "Two men fled."


def test_what_hangs_loosely_at_the_end_is_cut() -> None:
    text = (
        "The president of Togo withdrew the levy on salt and fish on Friday, two hours after crowds had come, singing."
    )
    assert clipped(text)[-1] == "The president of Togo withdrew the levy on salt and fish on Friday."
    assert clipped("He left, as he said.") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Owners have time by Friday.", None),
        ("The port will stay closed until Friday.", None),
        ("From midnight on Friday no lorry may enter.", None),
        ("The port had closed by Friday.", "The port had closed by Friday, 28 June 2024."),
    ],
)
def test_a_bound_that_is_still_ahead_is_not_dated_behind(text: str, said: str | None) -> None:
    assert absolute_days(text, date(2024, 7, 1)) == said


def test_a_pronoun_needs_somebody_before_it() -> None:
    assert not stands_alone("A hundred thousand she will be able to draw in May.")
    assert stands_alone("Silva says she will be able to draw a hundred thousand in May.")


def test_an_attribution_follows_a_quotation_with_one_comma() -> None:
    assert (
        attributed('Silva said, "It is late."', [Voice("The Quay")], 0)
        == 'Silva said, "It is late," according to The Quay.'
    )


def test_what_follows_a_lead_directly_needs_less_to_stand() -> None:
    evidence = Evidence(story(around()[1]))
    plain = list(retold(evidence, evidence.reports[0], 1, Names((), "")))
    after = list(retold(evidence, evidence.reports[0], 1, Names((), ""), after=True))
    assert not plain and after and after[0].text.startswith("The quay")


def test_eyewitnesses_of_features_are_not_heard() -> None:
    awa = Actor(text="Awa Diop", name="Awa Diop", person=True)
    feature = report(
        "a", FEATURE + ' "I knit because the sea is long and cold," Awa Diop said.', title="Why Dakar waits"
    )
    said = statement(feature, "I knit because the sea is long and cold,", awa, kind="quotation")
    taken = Recorded(report="a", statements=(said,))
    dossier = replace(story(feature, around()[1]), recorded=(taken,))
    assert saying.remarks(Evidence(dossier)) == []
