"""How people, places and days are said, and how a sentence of a report is made to stand alone."""

from datetime import date

import pytest

from communique.briefs import compose
from communique.briefs.dossier import Evidence
from communique.briefs.headline import LIMIT, cut
from communique.briefs.markdown import markdown
from communique.briefs.telling import voices
from communique.briefs.telling.alone import shortened, stands_alone
from communique.briefs.telling.days import absolute_days
from communique.briefs.telling.naming import Names
from communique.briefs.telling.offices import carded, offices
from communique.briefs.telling.patterns import phrase
from communique.briefs.telling.retelling import retold
from communique.briefs.telling.wording import described, listed, tidy, when
from communique.model import Actor, Event, When
from tests.briefs.builders import DAY, ENVOY, HOST, WIRE, passing, report, visit


@pytest.mark.parametrize(
    ("name", "office", "code", "said"),
    [
        ("Wang Yi", "foreign minister", "CHN", "Chinese Foreign Minister Wang Yi"),
        ("Wang Yi", "minister of foreign affairs", "CHN", "Chinese Foreign Minister Wang Yi"),
        ("Wang Yi", "Chinese foreign minister", "CHN", "Chinese Foreign Minister Wang Yi"),
        ("Antony Blinken", "secretary of state", "USA", "US Secretary of State Antony Blinken"),
        ("Winston Peters", "foreign minister", "NZL", "New Zealand Foreign Minister Winston Peters"),
        ("Kim Jong Un", "leader", "PRK", "North Korean leader Kim Jong Un"),
        ("Ana Silva", "head of the Harbour Council", "PRT", "Portugal's Ana Silva, who heads the Harbour Council,"),
        (
            "Ana Silva",
            "member of the Council of State",
            "PRT",
            "Portugal's Ana Silva, a member of the Council of State,",
        ),
        ("Jens Stoltenberg", "secretary general", "IGO", "Secretary General Jens Stoltenberg"),
    ],
)
def test_people_are_named_with_office_and_country(name: str, office: str, code: str, said: str) -> None:
    assert described(name, office, code) == said


def test_an_office_gets_shorter_step_by_step() -> None:
    forms = offices("Director of the Harbour Department of the Central Committee of the Sea Party")
    assert forms[0] == "director of the Harbour Department of the Central Committee of the Sea Party"
    assert "director of the Harbour Department of the Sea Party" in forms
    assert forms[-1] == "director of the Harbour Department of the Sea Party"
    assert offices(None) == [] and offices("leader's father") == []


@pytest.mark.parametrize(
    ("office", "card"),
    [
        (
            "Director of the Harbour Department of the Central Committee of the Sea Party",
            "director, Harbour Department, Central Committee, Sea Party",
        ),
        (
            "member of the Standing Committee of the Harbour Board and of the Secretariat of the Sea Party",
            "member, Standing Committee, Harbour Board; member, Secretariat, Sea Party",
        ),
        (
            "chairman of the Board of the Lido, member of the Council of the League and Minister of Foreign Affairs",
            "chairman, Board, Lido; member, Council, League; minister of foreign affairs",
        ),
    ],
)
def test_a_card_gives_an_office_whole_in_a_form_of_its_own(office: str, card: str) -> None:
    assert carded(office)[1] == card


@pytest.mark.parametrize("office", ["president of the State Affairs", "chairman of the Standing Committee of the"])
def test_an_office_that_breaks_off_is_none(office: str) -> None:
    assert offices(office) == carded(office) == []


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2024-03-21", "2024-03-21", "day", "on Thursday, 21 March 2024"),
        ("2024-01-26", "2024-01-27", "day", "on Friday, 26 January and Saturday, 27 January 2024"),
        ("2024-03-21", "2024-03-23", "span", "between 21 March 2024 and 23 March 2024"),
        ("2024-03-01", "2024-03-31", "month", "in March 2024"),
        ("2023-01-01", "2023-12-31", "year", "in 2023"),
        ("soon", "later", "day", ""),
    ],
)
def test_times_of_happening(start: str, end: str, precision: str, said: str) -> None:
    assert when(When(start=start, end=end, precision=precision)) == said  # type: ignore[arg-type]


def test_a_family_name_is_used_only_where_the_reports_use_it_and_no_one_shares_it() -> None:
    kim, other = (Actor(text=n, name=n, code="PRK", person=True) for n in ("Kim Song Nam", "Kim Jong Un"))
    assert Names([kim], "Kim said so.").short(kim) == "Kim"
    assert Names([kim, other], "Kim said so.").short(kim) == "Kim Song Nam"
    assert Names([ENVOY], "Ana Silva came.").short(ENVOY) == "Ana Silva"
    assert Names([ENVOY], "Silva came.").short(ENVOY) == "Silva"


THURSDAY = date(2024, 3, 21)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They met on Thursday.", "They met on Thursday, 21 March 2024."),
        ("On Thursday they met.", "on Thursday, 21 March 2024 they met."),
        ("They met yesterday.", "They met on Wednesday, 20 March 2024."),
        ("It has been shut since Tuesday.", "It has been shut since Tuesday, 19 March 2024."),
        ("The port grew last year.", "The port grew in 2023."),
        ("They met on 21 March 2024.", "They met on 21 March 2024."),
        ("They met on March 21, 2024.", "They met on 21 March 2024."),
        ("They met on Thursday, 21 March, in Dakar.", "They met on Thursday, 21 March 2024, in Dakar."),
        ("They meet every Thursday.", "They meet every Thursday."),
        ("The price fell at Thursday's close.", None),
        ("Nothing is dated here.", "Nothing is dated here."),
        ("They met last week.", None),
    ],
)
def test_days_are_made_absolute_or_the_sentence_is_not_used(text: str, said: str | None) -> None:
    assert absolute_days(text, THURSDAY) == said


def test_without_a_day_to_count_from_nothing_is_resolved() -> None:
    assert absolute_days("They met on Thursday.", None) is None


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Silva met Diallo in Dakar.", True),
        ("Silva said she would return.", True),
        ("She met Diallo in Dakar.", False),
        ("In Dakar she met Diallo.", False),
        ("The ministry said so in the evening.", False),
        ("The port had earlier been closed.", False),
        ("Diallo asked him to come.", False),
        ("Two neighbours, one border.", False),
        ("Will they meet?", False),
        ('Silva said "the sea.', False),
        ("Silva called its importance great, it said.", False),
    ],
)
def test_a_sentence_must_stand_alone(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


def test_asides_are_cut_and_quotations_left_whole() -> None:
    assert shortened("The port, which opened in 1910, was closed to all ships (and boats).") == (
        "The port was closed to all ships."
    )
    whole = 'The port, which opened in 1910, is "a door, a gate and a window".'
    assert shortened(whole) == whole


def test_a_retold_sentence_is_attributed_and_cited() -> None:
    evidence = Evidence(visit())
    wire = evidence.by_id["wire"]
    index = next(n for n in range(len(wire.sentences)) if "trade mostly" in wire.sentence(n))
    draft = next(retold(evidence, wire, index, Names((), "")))
    assert draft.text.startswith("Portugal and Senegal trade mostly in fish")
    assert draft.tellers == (voices.Voice("Harbour Wire"),) and not draft.closed
    assert draft.citations[0].start == wire.sentences[index].start


def test_who_says_so() -> None:
    made = report("a", WIRE, publisher="The Quay", origin=("Harbour", "state media"))
    assert voices.of(made, "They met, Harbour said.") == voices.Voice("Harbour", "The Quay")
    assert voices.of(made, "They met in Harbour Street.") == voices.Voice("The Quay")
    assert voices.of_chain(("The Quay", "Harbour"), made) == voices.Voice("Harbour", "The Quay")
    assert voices.attributed("They met.", [voices.Voice("Harbour", "The Quay")], 0) == (
        "They met, according to Harbour as cited by The Quay."
    )
    assert voices.attributed("They met.", [voices.Voice("A"), voices.Voice("B")], 1) == "They met, A and B reported."
    assert voices.without_attribution("They met, Harbour said on Saturday.", made) == "They met."


@pytest.mark.parametrize(
    ("kind", "said", "past", "present"),
    [
        ("AGREE", "Both signed a fishing agreement in Dakar.", "signed a fishing agreement", "sign fishing agreement"),
        ("COERCE", "Senegal broke off diplomatic relations with Portugal.", "broke off diplomatic relations", None),
        ("SANCTION", "Senegal recalled its ambassador from Lisbon.", "recalled its ambassador from Lisbon", None),
        ("AGREE", "Both spoke of a fishing agreement.", None, None),
    ],
)
def test_acts_in_plain_words(kind: str, said: str, past: str | None, present: str | None) -> None:
    made = phrase(Event(id="e", story="s", event=kind, actor=(ENVOY,), recipient=(HOST,), date=DAY), [said])
    assert (made.past if made else None) == past
    assert present is None or (made and made.present == present)


def test_small_things() -> None:
    assert listed(["a"]) == "a" and listed(["a", "b", "c"]) == "a, b and c"
    assert tidy("the  end ,. ") == "The end."
    assert len(cut("word " * 40)) <= LIMIT and cut("word " * 40).endswith("…") and cut("short") == "short"


def test_markdown_has_everything_in_the_order_of_the_page() -> None:
    dossier = visit()
    made = markdown(compose(dossier, passing), dossier.reports)
    order = ["# Portugal's", "Happened: Thursday, 21 March 2024", "Reported:", "## Who took part", "## What was said"]
    order += ["## Sources (2 independent witnesses)", "1. Harbour Wire", "## Sentences cited"]
    places = [made.index(words) for words in order]
    assert places == sorted(places)
    assert made.endswith("\n") and "[1]" in made


def test_a_day_is_told_once() -> None:
    assert tidy("she came on Tuesday, 10 June on Tuesday, 10 June.") == "She came on Tuesday, 10 June."
