"""A claim that is a sentence of a report with something changed: the same is believed, what differs is judged."""

import pytest

from communique.briefs.check import check
from communique.model import Check, Report, Verdict

REPORT = Report(
    id="r", published="2034-03-08T12:00:00+00:00", publisher="Harbour Wire",
    text=(
        "DAKAR, March 8 (Coast) - Portugal and Senegal signed a fisheries agreement in Dakar on Tuesday, the "
        "Senegalese ministry said.\n\n"
        "Foreign Minister Ana Silva told Trade Minister Omar Diallo late on Monday that Portugal would buy four "
        "ferries for 12 million euros before the rains.\n\n"
        '"We have not waited in vain for these old ships," Diallo said.\n\n'
        "Silva was received by President Marie Faye. The labour unions have not accepted the offer. She is expected to "
        "visit the harbour in Praia on Saturday. The programme lasts from Wednesday to Friday.\n\n"
        "Georgia's prime minister thanked Budapest for the loan. "
        "Omar Diallo resigned after the vote. Diallo sat in the front row on Thursday."
    ),
)  # fmt: skip


def verdict(claim: str) -> Verdict:
    return check(Check(id="c", claim=claim, sources=(REPORT,)))


@pytest.mark.parametrize(
    "claim",
    [
        "Senegal and Portugal signed a fisheries agreement in Dakar on Tuesday, the Senegalese ministry said.",
        "The Senegalese ministry said that Portugal and Senegal signed a fisheries agreement in Dakar on Tuesday.",
        "Portugal and the Republic of Senegal signed a fisheries agreement in the Senegalese capital on 7 March 2034.",
        "Foreign Minister Silva told Trade Minister Diallo late on Monday that Portugal would buy 4 ferries for "
        "€12,000,000 before the rains.",
        '"We have not waited in vain," Diallo said.',
        "President Marie Faye received Silva.",
        "The labor unions haven't accepted the offer.",
        "She is expected to visit the harbor in Praia on Saturday.",
        "The program lasts from Wednesday to Friday.",
    ],
)
def test_what_says_the_same_passes(claim: str) -> None:
    found = verdict(claim)
    assert (found.verdict, found.reasons) == ("supported", ()), found.reasons


@pytest.mark.parametrize(
    "claim, kind, told",
    [
        ("Portugal and Senegal signed a fisheries agreement in Dakar on Monday, the ministry said.", "date", "Tuesday"),
        ("Portugal and Senegal signed a fisheries agreement in Praia on Tuesday.", "", "Dakar"),
        ("Portugal and Senegal signed a fisheries agreement in Dakar on Tuesday, the Portuguese ministry said.",
         "attribution", "Senegalese"),
        ("Omar Diallo told Foreign Minister Ana Silva late on Monday that Portugal would buy four ferries.", "", ""),
        ("Foreign Minister Omar Diallo told Trade Minister Ana Silva late on Monday that Portugal would buy four "
         "ferries for 12 million euros before the rains.", "attribution", "roles"),
        ("Foreign Minister Ana Silva told Trade Minister Omar Diallo late on Monday that Portugal bought four ferries "
         "for 12 million euros before the rains.", "modality", "planned"),
        ("Foreign Minister Ana Silva told Trade Minister Omar Diallo early on Monday that Portugal would buy four "
         "ferries for 12 million euros before the rains.", "unsupported", "opposite"),
        ("Foreign Minister Ana Silva told Trade Minister Omar Diallo late on Monday that Portugal would sell four "
         "ferries for 12 million euros before the rains.", "unsupported", "opposite"),
        ("Foreign Minister Ana Silva told Trade Minister Omar Diallo late on Monday that Portugal would buy four "
         "ferries for 13 million euros after the rains.", "number", "12 million"),
        ('"We have waited in vain for these old ships," Diallo said.', "negation", "opposite"),
        ('"We have not waited in vain for old ships," Diallo said.', "quotation", "no source has"),
        ("The labour unions have accepted the offer.", "negation", "opposite"),
        ("The labour unions have not “accepted the offer”.", "quotation", "not as a quotation"),
        ("She visited the harbour in Praia on Saturday.", "modality", "expected"),
        ("The programme lasts from Wednesday to Saturday.", "date", "Friday"),
        ("President Marie Faye was received by Silva.", "attribution", "roles"),
        ("Hungary's prime minister thanked Tbilisi for the loan.", "attribution", "roles"),
    ],
)  # fmt: skip
def test_what_differs_is_refused_with_the_reason(claim: str, kind: str, told: str) -> None:
    found = verdict(claim)
    assert found.verdict == "refused" and found.supported < 0.5
    assert any(kind in reason.kind and told in reason.text for reason in found.reasons), found.reasons


def test_a_day_on_which_somebody_is_named_does_not_date_another_act() -> None:
    assert verdict("Diallo resigned on Thursday.").verdict == "refused"
    assert verdict("Diallo sat in the front row on Thursday, 2 March 2034.").verdict == "supported"


def test_another_sentence_may_tell_it_the_claims_way() -> None:
    plan = "President Faye will open the new fish market in Dakar on Friday."
    done = "President Faye opened the new fish market in Dakar as planned."
    claim = "President Faye opened the new fish market in Dakar."
    assert check(Check(id="c", claim=claim, sources=(plan,))).verdict == "refused"
    assert check(Check(id="c", claim=claim, sources=(plan, done))).verdict == "supported"


TALKS = (
    "Ana Silva met Omar Diallo in Dakar on Tuesday and will meet Fatou Sow on Friday.\n\n"
    "Silva held talks with Diallo on Tuesday, and with Ndiaye on Thursday.\n\n"
    "Rojas stressed that the border must stay open, and Vega promised to lift the tariff on fruit. "
    "Portugal welcomed the vote, while Mali recalled its ambassador.\n\n"
    "Faye thanked Diallo and Sow and promised new ships. "
    "Silva, who met Diallo and Ndiaye, said that the harbour was old."
)


@pytest.mark.parametrize(
    "claim, kind",
    [
        ("Ana Silva met Omar Diallo on Tuesday, and Fatou Sow on Friday.", "modality"),
        ("Ana Silva met Omar Diallo on Tuesday and Fatou Sow on Friday.", "modality"),
        ("Rojas promised to lift the tariff on fruit.", "attribution"),
        ("Portugal recalled its ambassador.", "attribution"),
    ],
)
def test_what_is_left_out_makes_no_plan_an_act_and_gives_nobody_the_act_of_another(claim: str, kind: str) -> None:
    told = Report(id="t", published="2034-03-08T12:00:00+00:00", text=TALKS)
    found = check(Check(id="c", claim=claim, sources=(told,)))
    assert found.verdict == "refused" and kind in {reason.kind for reason in found.reasons}, found.reasons


@pytest.mark.parametrize(
    "claim",
    [
        "Ana Silva met Omar Diallo on Tuesday, and will meet Fatou Sow on Friday.",
        "Silva held talks with Diallo on Tuesday and Ndiaye on Thursday.",
        "Vega promised to lift the tariff on fruit.",
        "Mali recalled its ambassador.",
        "Faye promised new ships.",
        "Silva said that the harbour was old.",
    ],
)
def test_what_is_left_out_without_harm_passes(claim: str) -> None:
    told = Report(id="t", published="2034-03-08T12:00:00+00:00", text=TALKS)
    found = check(Check(id="c", claim=claim, sources=(told,)))
    assert (found.verdict, found.reasons) == ("supported", ()), found.reasons
