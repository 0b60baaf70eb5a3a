"""What is threatened unless another yields, and what one says that another must do."""

from tests.record.conftest import Acts


def told(acts: Acts, text: str) -> list[tuple[str, set[str | None], set[str | None]]]:
    return [(m.event, {a.code for a in m.actor}, {a.code for a in m.recipient}) for m in acts(text)]


def test_a_deed_announced_unless_is_a_threat_whatever_it_is(acts: Acts) -> None:
    for text in (
        "Malawi will close the lake ferry unless Mozambique pays its arrears by Friday, the transport ministry said.",
        "Malawi said it would call its engineers home from the dam if Mozambique did not pay.",
    ):
        assert told(acts, text) == [("THREATEN", {"MWI"}, {"MOZ"})]


def test_what_befalls_somebody_unless_he_is_helped_is_no_threat_of_his(acts: Acts) -> None:
    assert not [m for m in acts("Mozambique will run out of maize unless Malawi sells some.") if m.event == "THREATEN"]


def test_what_a_threat_hangs_on_is_not_told_as_done_or_possible(acts: Acts) -> None:
    text = "Chad threatened to leave the talks if Niger moved tanks to the border."
    assert told(acts, text) == [("THREATEN", {"TCD"}, {"NER"})]


def test_what_another_must_do_is_asked_of_him(acts: Acts) -> None:
    text = "The Kenyan foreign minister said Uganda must open its books to the auditors."
    assert told(acts, text) == [("REQUEST", {"KEN"}, {"UGA"})]
    text = "The Forum of Lake Towns concluded that Serbia has to rein in its football gangs."
    assert told(acts, text) == [("REQUEST", set(), {"SRB"})]


def test_nothing_is_asked_of_oneself_nor_of_who_ought_to_have_known(acts: Acts) -> None:
    for text in (
        "Norway's minister said Oslo must save more.",
        "Ireland's premier said that London should have known better.",
        "Analysts said the bank should do better next year.",
    ):
        assert not [m for m in acts(text) if m.event == "REQUEST"]
