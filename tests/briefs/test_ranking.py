"""What a sentence weighs, and ROUGE."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from bench.rouge import rouge
from msgspec.structs import replace

from communique.briefs import Dossier, compose, ranking
from communique.briefs.dossier import Evidence
from communique.briefs.headline import LIMIT, headline
from communique.briefs.telling.naming import Names
from communique.model import Event, Report
from tests.briefs.builders import passing, report, visit

NEWS = "Fire broke out on a ferry off Dakar on Friday and killed four sailors. The harbour of Dakar was closed."
SAME = (
    "Four sailors died when a ferry burned off Dakar on Friday, the harbour office said. "
    "A baker in Thies sold more bread."
)


def holding(claim: str, events: Sequence[Event]) -> bool:
    return True


def story(*reports: Report) -> Dossier:
    return replace(visit(), reports=reports, recorded=(), events=())


def test_what_many_reports_say_and_say_first_comes_first() -> None:
    evidence = Evidence(story(report("a", NEWS), report("b", SAME)))
    order = [(found.report.id, found.at) for found in ranking.ranked(evidence)]
    assert order[0][1] == 0 and order.index(("b", 1)) > order.index(("b", 0))
    assert {found.at for found in ranking.leads(evidence)} <= {0, 1}


def test_once_the_news_is_told_another_lead_is_no_news() -> None:
    evidence = Evidence(story(report("a", NEWS), report("b", SAME)))
    chosen = [(found.report.id, found.at) for found in ranking.freshest(evidence, [], [])]
    assert chosen[0][1] == 0 and chosen[1][1] == 1
    assert len(chosen) == len(set(chosen)) >= 3


def test_a_copy_weighs_nothing() -> None:
    copy = report("b", NEWS, copy_of="a")
    evidence = Evidence(story(report("a", NEWS), copy))
    assert {found.report.id for found in ranking.ranked(evidence)} == {"a"}


def test_a_headline_without_the_record_is_the_clause_the_titles_share_or_the_title() -> None:
    told = report("a", "Senegal banned foreign ferries on Friday. More is not known.", title="Senegal bans ferries")
    evidence = Evidence(story(told))
    head = headline(evidence, (), Names((), ""), holding)
    assert head.text == "Senegal bans foreign ferries" and head.lead and head.lead.at == 0
    other = report("a", "It rained in Dakar for a week.", title="Column: What the sea " + "always " * 20 + "gives")
    assert headline(Evidence(story(other)), (), Names((), ""), holding).text.startswith("What the sea")
    assert len(headline(Evidence(story(other)), (), Names((), ""), holding).text) <= LIMIT


def test_the_news_leads_where_the_record_has_no_act() -> None:
    brief = compose(story(report("a", NEWS), report("b", SAME)), passing)
    assert "erry" in brief.standfirst[0].text and "baker" not in brief.standfirst[0].text


@pytest.mark.parametrize(
    ("text", "size", "value"),
    [("the cat sat", 1, 1.0), ("the cat sat", 2, 1.0), ("a dog ran", 1, 0.0), ("the cat", 1, 0.8), ("", 1, 0.0)],
)
def test_rouge(text: str, size: int, value: float) -> None:
    assert rouge(text, ["The cat sat."], size) == pytest.approx(value)


def test_rouge_is_the_mean_over_references() -> None:
    assert rouge("the cat sat", ["The cat sat.", "A dog ran."], 1) == pytest.approx(0.5)


def test_weights_do_not_depend_on_the_order_in_which_words_are_summed() -> None:
    code = (
        "import msgspec; from tests.briefs.builders import visit; from communique.briefs import compose;"
        "from communique.briefs.check import check; print(msgspec.json.encode(compose(visit(), check)).hex())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["src", *sys.path])},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1 and next(iter(told)).strip()
