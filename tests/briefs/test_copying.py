"""How many words are copied, and that a brief keeps within what is allowed."""

import pytest
from msgspec.structs import replace

from communique.briefs import compose
from communique.briefs.copying import Ledger, common, copied, runs
from communique.model import Brief, Report, Said, Sentence, words_allowed
from tests.briefs.builders import passing, report, visit

SOURCE = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("one two three four five six seven", 0),
        ("one two three four five six seven eight", 8),
        ("ONE two, three four; five six seven – eight!", 8),
        (f"zero {SOURCE} thirteen", 12),
        ("one two three four nine five six seven eight", 0),
        (f"{SOURCE} and {SOURCE}", 24),
        ("one two three four five six seven eight or five six seven eight nine ten eleven twelve", 16),
        ("", 0),
    ],
)
def test_runs_of_eight_words_and_more_are_counted(piece: str, count: int) -> None:
    assert common(piece, runs(SOURCE)) == count


def test_headline_paragraphs_and_cards_all_count() -> None:
    made = Report(id="r", text=SOURCE, title="t")
    sentence = Sentence(text="one two three four five six seven eight.")
    said = Said(speaker="A", key="a", words="five six seven eight nine ten eleven twelve")
    assert copied(Brief(story="s", headline=SOURCE), made) == 12
    assert copied(Brief(story="s", headline="h", standfirst=(sentence,), body=((sentence,),)), made) == 16
    assert copied(Brief(story="s", headline="h", statements=(said,)), made) == 8


def test_a_run_over_the_border_of_two_sentences_counts() -> None:
    made = Report(id="r", text=SOURCE)
    halves = (Sentence(text="one two three four."), Sentence(text="Five six seven eight."))
    assert copied(Brief(story="s", headline="h", body=(halves,)), made) == 8


@pytest.mark.parametrize(
    ("given", "words"), [("60", 60), ("full", None), ("headline", 0), (None, 60), ("", 60), ("x", 60)]
)
def test_allowances_are_read(given: str | None, words: int | None) -> None:
    assert words_allowed(given) == words


def test_the_ledger_books_what_is_taken() -> None:
    ledger = Ledger([Report(id="r", text=SOURCE)], {"r": "12"})
    piece = "one two three four five six seven eight"
    assert ledger.fits(piece) and ledger.cost(piece) == 8
    ledger.take(piece)
    assert ledger.left["r"] == 4 and not ledger.fits(piece) and ledger.fits("one two three")


LONG = " ".join(
    f"The envoy number {n} of the council told the press at some length that the plan for Dakar's harbour would go on."
    for n in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
)


@pytest.mark.parametrize(("allowance", "most"), [("60", 60), ("20", 20), ("headline", 0)])
def test_a_brief_keeps_within_the_allowance(allowance: str, most: int) -> None:
    dossier = visit()
    extra = report("radio", LONG)
    allowances = {"wire": allowance, "paper": allowance, "radio": allowance}
    dossier = replace(dossier, reports=(*dossier.reports, extra), allowances=allowances)
    brief = compose(dossier, passing)
    assert max(copied(brief, r) for r in dossier.reports) <= most


def test_a_source_may_allow_everything() -> None:
    dossier = replace(visit(), allowances={"wire": "full", "paper": "full"})
    assert max(copied(compose(dossier, passing), r) for r in dossier.reports) > 0
