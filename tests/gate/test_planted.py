"""The set of planted errors: who is held, what is made, and that it is made the same again."""

import tomllib
from pathlib import Path

from bench.planted import edits
from bench.planted.corpus import corpus, side, withheld

from communique.model import Report

REPORT = Report(
    id="x", language="en", published="2034-03-08T12:00:00+00:00",
    text=(
        "Foreign Minister Ana Silva told Omar Diallo, the Senegalese trade minister, in Dakar on Monday that Portugal "
        "would buy four ferries.\n\n"
        'Senegal thanked Portugal for them on Tuesday. "We have not waited in vain for these ships," Diallo said.\n\n'
        "Silva and Diallo met President Marie Faye in March and agreed on 12 visits a year."
    ),
)  # fmt: skip


def made(kind: str) -> set[str]:
    return {edit.claim for _, edit in edits(REPORT) if edit.kind == kind}


def test_reports_are_split_once_and_for_all() -> None:
    assert side("r001") == ("held" if "r001" in withheld() else side("r001"))
    assert all(side(report) == "held" for report in withheld())
    assert side("kestrel/sweden-joins-nato-washington") == "train" and side("a002") == side("a002")
    reports = corpus()
    held = sum(side(report.id) == "held" for report in reports)
    assert len({r.id for r in reports}) == len(reports) and 2 * held >= len(reports)


def test_errors_are_false_and_harmless_edits_true() -> None:
    assert "Portugal thanked Senegal for them on Tuesday." in made("roles")
    assert made("negation left out") == set()
    assert any("Portugal bought four ferries" in claim for claim in made("plan told as done"))
    assert any("would not buy" in claim for claim in made("negation put in"))
    assert any("Ana Silva said" in c or "Marie Faye said" in c for c in made("wrong speaker"))
    assert any("twelve visits" in claim for claim in made("number in words"))
    assert any("4 ferries" in claim for claim in made("number in figures"))
    assert any(claim.startswith("Diallo and Silva met") for claim in made("word order"))
    assert all("not" in claim for claim in made("quotation shortened"))
    assert any("Monday, 6 March 2034" in claim for claim in made("date in full"))


def test_the_set_is_the_same_again() -> None:
    assert [edit for _, edit in edits(REPORT)] == [edit for _, edit in edits(REPORT)]


def test_antonyms_are_given_once() -> None:
    path = Path(__file__).parents[2] / "bench" / "planted" / "antonyms.toml"
    pairs = [tuple(pair.split()) for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pairs"]]
    assert len(pairs) >= 150 and all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
