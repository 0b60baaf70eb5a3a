"""What a sentence says of offices: held, begun, ended, to come; and what says nothing of the kind."""

import pytest

from tests.record.conftest import Take

BERG, DAHL = "Jan Berg", "Liv Dahl"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norwegian Foreign Minister Jan Berg arrived in Paris.", {(BERG, "foreign minister", "holds", None)}),
        ("Former Norwegian foreign minister Jan Berg arrived.", {(BERG, "foreign minister", "ended", None)}),
        (
            "Jan Berg, a former foreign minister of Norway, arrived.",
            {(BERG, "foreign minister", "ended", None)},
        ),
        ("Outgoing Norwegian Foreign Minister Jan Berg arrived.", {(BERG, "foreign minister", "leaving", None)}),
        ("Incoming Norwegian Foreign Minister Liv Dahl arrived.", {(DAHL, "foreign minister", "named", None)}),
        ("The late President Jan Berg of Peru was buried.", {(BERG, "president", "ended", None)}),
        ("Ousted Peruvian President Jan Berg arrived.", {(BERG, "president", "ended", None)}),
        ("Defence Minister General Jan Berg arrived.", {(BERG, "defence minister", "holds", None)}),
        ("Jan Berg, a former ambassador and a senior official, arrived.", {(BERG, "ambassador", "ended", None)}),
        (
            "Norway's Foreign Minister Jan Berg stepped down on Wednesday over a letter.",
            {(BERG, "foreign minister", "ended", "2024-03-20")},
        ),
        ("Jan Berg resigned as Norway's defence minister.", {(BERG, "defence minister", "ended", None)}),
        ("Liv Dahl became prime minister on March 20.", {(DAHL, "prime minister", "began", "2024-03-20")}),
        (
            "Liv Dahl, who has been president since January 5, spoke.",
            {(DAHL, "president", "began", "2024-01-05"), (DAHL, "president", "holds", None)},
        ),
        (
            "Liv Dahl was appointed foreign minister on Tuesday, replacing Mr Jan Berg.",
            {(DAHL, "foreign minister", "began", "2024-03-19"), (BERG, "foreign minister", "ended", "2024-03-19")},
        ),
        (
            "Liv Dahl succeeds Jan Berg as Norwegian foreign minister.",
            {(DAHL, "foreign minister", "began", None), (BERG, "foreign minister", "ended", None)},
        ),
        ("Parliament elected Liv Dahl president on March 20.", {(DAHL, "president", "began", "2024-03-20")}),
        (
            "King Olav dismissed Foreign Minister Jan Berg on Friday.",
            {(BERG, "foreign minister", "ended", "2024-03-22")},
        ),
        ("Liv Dahl will be appointed foreign minister, officials said.", {(DAHL, "foreign minister", "named", None)}),
    ],
)
def test_what_is_told_of_an_office(take: Take, text: str, told: set[tuple[str, str, str, str | None]]) -> None:
    held = {(h.person, h.office, h.tells, h.since) for h in take(text).holdings if h.person in (BERG, DAHL)}
    assert held == told


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Jan Berg may resign, officials said.",
        "Foreign Minister Jan Berg has not resigned.",
        "Foreign Minister Jan Berg refused to resign as foreign minister.",
        "Protesters called on Foreign Minister Jan Berg to step down.",
        "If Foreign Minister Jan Berg resigned as foreign minister, the talks would end.",
        "Officials denied that Foreign Minister Jan Berg had resigned.",
        "King Olav dismissed Foreign Minister Jan Berg's remarks.",
    ],
)
def test_what_is_only_feared_or_demanded_ends_nothing(take: Take, text: str) -> None:
    assert {(h.office, h.tells) for h in take(text).holdings if h.person == BERG} == {("foreign minister", "holds")}


def test_the_country_of_an_office_is_the_one_before_it(take: Take) -> None:
    held = take("Anna Lindqvist resigned as Sweden's defence minister on Monday.").holdings
    assert [(h.code, h.since) for h in held] == [("SWE", "2024-03-18")]
