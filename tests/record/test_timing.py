"""The day of an act: counted from another, told last, of something else, or still to come."""

import pytest

from tests.record.conftest import Acts

WEDNESDAY = "2035-06-13T12:00:00+00:00"


def day(acts: Acts, text: str, event: str) -> str | None:
    """The first day of the act of this type that is told last."""
    found = [m for m in acts(text, WEDNESDAY) if m.event == event]
    told = max(found, key=lambda m: m.sentence)
    return told.date.start if told.date else None


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Guyana and Suriname agreed to convene the commission on June 20.", "AGREE", None),
        ("Malaysia has asked Thailand to visit both capitals early next week.", "REQUEST", None),
        ("Peru expelled Chile's consul on March 4.", "SANCTION", "2035-03-04"),
        ("Peru expelled Chile's consul on December 20.", "SANCTION", "2034-12-20"),
        ("Gabon expelled Chad's attache on Monday. Chad threw out a Gabonese a day later.", "SANCTION", "2035-06-12"),
        ("The offer came on Monday. Peru rejected Chile's offer the next day.", "REJECT", "2035-06-12"),
        ("South Africa's offer was made on Monday. Its president telephoned Kenya's president in the morning.",
         "CONSULT", "2035-06-11"),
        ("The men crossed back on Tuesday, hours after Peru's foreign minister telephoned her Chilean counterpart.",
         "CONSULT", "2035-06-12"),
        ("Cambodia on Tuesday ordered two Thai diplomats to leave, a day after a court in Bangkok refused to extradite"
         " a Cambodian banker.", "REJECT", "2035-06-11"),
        ("Peru's foreign minister demanded an account of Monday's raid from Chile.", "REQUEST", None),
        ("Chile protested on Thursday 48 hours after Peru's raid on Monday.", "ASSAULT", "2035-06-11"),
        ("At Monday's meeting Peru accused Chile of cheating.", "ACCUSE", "2035-06-11"),
        ("Iranian guards boarded a Liberian tanker before dawn on Monday.", "COERCE", "2035-06-11"),
        ("Iran seized a tanker of Oman in August.", "COERCE", "2034-08-01"),
        ("Oman has offered to host Moroccan and Algerian ministers in September.", "AGREE", None),
        ("Iran released four Azerbaijani citizens, including a journalist arrested in 2034.", "CONCEDE", None),
        ("Caricom urged Guyana and Suriname to return to the letter of the 2034 memorandum.", "REQUEST", None),
    ],
)  # fmt: skip
def test_a_day_is_counted_from_what_the_report_tells(acts: Acts, text: str, event: str, expected: str | None) -> None:
    assert day(acts, text, event) == expected
