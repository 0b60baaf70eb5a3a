"""What a brief tells once: the newest toll, and the main event."""

from msgspec.structs import replace

from communique.briefs import Dossier, compose
from communique.briefs.check import check
from communique.briefs.telling.alone import stands_alone
from communique.briefs.telling.words import content
from tests.briefs.builders import passing, report, visit

MORNING = """DAKAR, March 21 (Harbour) - A fire on a ferry off the coast of Senegal killed at least four people on \
Thursday, the port authority said.

The ferry had left Ziguinchor on Wednesday night with 80 passengers. Fishermen from two villages pulled people out of \
the water before the navy came."""
EVENING = """DAKAR, March 22 (Coast) - The number of people killed in Thursday's fire on a ferry off Senegal rose to \
19 on Friday, the port authority said.

Divers went on looking for nine people who were missing from the ferry. The president declared two days of mourning."""


def told(dossier: Dossier) -> list[str]:
    brief = compose(dossier, passing)
    return [sentence.text for part in (brief.standfirst, *brief.body) for sentence in part]


def test_an_older_toll_is_not_printed_once_it_has_risen() -> None:
    early = report("early", MORNING, published="2024-03-21T08:00:00+00:00", title="Fire on ferry kills four")
    late = report("late", EVENING, published="2024-03-22T19:00:00+00:00", title="Toll of ferry fire off Senegal at 19")
    lines = told(Dossier(story="s1", reports=(early, late), now="2024-03-22T20:00:00Z"))
    assert any("19" in line for line in lines)
    assert not any("four people" in line for line in lines)
    alone = told(Dossier(story="s1", reports=(early,), now="2024-03-22T20:00:00Z"))
    assert any("four people" in line for line in alone)


def test_the_standfirst_tells_neither_the_headline_nor_the_first_sentence_again() -> None:
    brief = compose(visit(), check)
    first, below = content(brief.body[0][0].text), brief.standfirst
    assert below
    for sentence in below:
        words = content(sentence.text)
        assert len(words & first) < 0.6 * len(words)
        assert len(words & content(brief.headline)) < 0.6 * len(words)


def test_the_standfirst_is_no_sentence_that_the_first_act_rests_on() -> None:
    dossier = visit()
    wire, paper = dossier.reports
    longer = paper.text.replace(
        "the first such visit in ten years", "and was promised a new quay, a school and 40 boats"
    )
    other = report("paper", longer, publisher=paper.publisher, published=paper.published)
    brief = compose(replace(dossier, reports=(wire, other)), passing)
    assert not any("was received" in sentence.text for sentence in brief.standfirst)


def test_the_speaker_may_be_he_in_what_he_says() -> None:
    assert stands_alone("Omar Diallo said that he had spoken with the fishermen of both ports.")
    assert not stands_alone("The minister met Omar Diallo, and he had spoken with the fishermen.")
