"""Copies: what is one, which is the original, and what is forgotten."""

from communique.model import Dateline, Report
from communique.stories import Grouper
from communique.stories.copies import Copies, printed, same, shingles

WORDS = [f"word{i}" for i in range(400)]


def text(start: int = 0, end: int = 200) -> str:
    return " ".join(WORDS[start:end]) + "."


def a_report(identity: str, body: str, hour: int = 8, **more: object) -> Report:
    values = {"id": identity, "text": body, "published": f"2024-03-21T{hour:02}:00:00Z", "publisher": identity}
    return Report(**(values | more))


def test_a_cut_and_a_lightly_changed_text_are_copies_and_a_shared_quotation_is_none() -> None:
    whole = shingles(text())
    assert same(whole, shingles(text(0, 60)))
    assert same(whole, shingles(text().replace("word50 ", "").replace("word120 ", "another ")))
    assert same(whole, shingles(text().upper()))
    assert not same(whole, shingles(text(170, 370)))
    assert not same(shingles(text(0, 30)), shingles(text(0, 30)))


def test_a_copy_goes_where_its_original_is() -> None:
    grouper = Grouper()
    grouper.observe(a_report("agency", text()), "s1")
    decision = grouper.decide(a_report("paper", text(0, 150), hour=12))
    assert (decision.story, decision.copy_of, decision.copies) == ("s1", "agency", ())
    assert decision.considered == ()


def test_a_copy_of_a_copy_is_a_copy_of_the_original() -> None:
    grouper = Grouper()
    grouper.observe(a_report("agency", text()), "s1")
    grouper.observe(a_report("paper", text(0, 150), hour=12), "s1")
    assert grouper.decide(a_report("other", text(0, 140), hour=15)).copy_of == "agency"


def test_the_agencys_own_is_the_original_even_when_it_comes_later() -> None:
    grouper = Grouper()
    grouper.observe(a_report("paper", text(), origin=("Kestrel",)), "s1")
    grouper.observe(a_report("other", text(0, 150), hour=9, dateline=Dateline(text="X", agency="Kestrel")), "s1")
    own = a_report("agency", text(), hour=12, publisher="KESTREL")
    decision = grouper.decide(own)
    assert (decision.story, decision.copy_of, decision.copies) == ("s1", None, ("paper", "other"))
    grouper.observe(own, "s1")
    assert grouper.decide(a_report("late", text(), hour=18)).copy_of == "agency"


def test_the_earlier_is_the_original_when_it_is_read_later() -> None:
    grouper = Grouper()
    grouper.observe(a_report("late", text(), hour=12), "s1")
    decision = grouper.decide(a_report("early", text(), hour=7))
    assert (decision.story, decision.copy_of, decision.copies) == ("s1", None, ("late",))


def test_copies_add_nothing_that_a_story_is_compared_by() -> None:
    grouper, other = Grouper(), Grouper()
    words = "Envoys of Peru and Chile met in Lima over copper. " + text(0, 60)
    question = a_report("question", "Peru and Chile spoke of copper in Lima, and envoys left content.", hour=20)
    for each in (grouper, other):
        each.observe(a_report("agency", words), "s1")
    for i in range(5):
        other.observe(a_report(f"paper{i}", words, hour=8, title=None), "s1")
    assert grouper.decide(question).considered == other.decide(question).considered != ()


def test_what_is_forgotten_leads_nowhere() -> None:
    copies = Copies()
    for report in (a_report("agency", text()), a_report("paper", text(0, 150), hour=12)):
        mine = printed(report, shingles(report.text))
        copies.keep(mine, copies.fold(mine))
    third = printed(a_report("third", text(), hour=14), shingles(text()))
    assert copies.fold(third).copy_of == "agency"
    copies.forget("agency")
    assert copies.fold(third).like == "paper"
    copies.forget("paper")
    copies.forget("paper")
    assert copies.fold(third).like is None
