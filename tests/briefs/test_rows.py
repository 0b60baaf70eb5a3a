"""Which states a sentence names as parties of one act."""

import pytest

from communique.briefs.telling.patterns import phrase
from communique.briefs.telling.rows import parties
from communique.model import Actor, Event, When


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("France and Canada and Australia signed a fisheries agreement.", {"FRA", "CAN", "AUS"}),
        ("The ministers of Spain, Italy and Greece signed an accord in Athens.", {"ESP", "ITA", "GRC"}),
        ("Japan has formally signed a pact with Chile and Peru and Mexico.", {"JPN", "CHL", "PER", "MEX"}),
        ("Poland signed a treaty with France and Canada and Australia signed a statement.", {"POL"}),
        ("Ukraine and Latvia signed a pact that follows one with Britain and Canada.", {"UKR", "LVA"}),
        ("Chile and Peru, watched by Brazil and Mexico, signed a treaty in Lima.", {"CHL", "PER"}),
        ("After Britain and Canada, Ukraine signed a pact with Latvia in Riga.", {"UKR", "LVA"}),
    ],
)
def test_a_sentence_names_its_parties_and_nobody_beside_them(text: str, codes: set[str]) -> None:
    assert parties(text, text.index("signed")) == codes


def test_no_words_of_our_own_for_an_agreement_that_the_sentence_gives_to_fewer_states() -> None:
    def signed(*codes: str) -> Event:
        one, *others = (Actor(text=code, name=code, code=code) for code in codes)
        day = When(start="2024-03-21", end="2024-03-21")
        return Event(id="e", story="s", event="AGREE", status="done", actor=(one,), recipient=tuple(others), date=day)

    said = ["Ukraine and Latvia signed a security pact on Thursday that follows one with Britain and Canada."]
    assert phrase(signed("UKR", "LVA", "GBR", "CAN"), said) is None
    assert phrase(signed("UKR", "LVA"), said) is not None
