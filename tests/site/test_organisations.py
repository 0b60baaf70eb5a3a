"""Organisations as the record has them, who speaks for them, and the offices of a country in ranks."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.model import Actor, Event, Holding, Recorded, Report, Span, Statement, When
from communique.site import ranks, topics, voices
from communique.store.sqlite import SqliteStore
from tests.store.nouns import a_brief

NATO = Actor(text="the alliance", name="NATO", code="IGO")
HUNGARY = Actor(text="Hungary", name="Hungary", code="HUN")
SENTENCES = (
    "NATO Secretary General Jens Stoltenberg met Hungary's prime minister.",
    "The alliance is ready, he said.",
    "EU foreign policy chief Josep Borrell spoke, too.",
)


@pytest.fixture
def client(serve: Callable[..., TestClient], store: SqliteStore) -> TestClient:
    """A desk that read of the alliance."""
    spans, start = [], 0
    for sentence in SENTENCES:
        spans.append(Span(start=start, end=start + len(sentence)))
        start += len(sentence) + 1
    store.put_report(
        Report(
            id="r1",
            text=" ".join(SENTENCES),
            title="t",
            publisher="Kestrel",
            published="2024-03-21T10:00:00Z",
            sentences=tuple(spans),
        )
    )
    store.assign("r1", "s1")
    held = {"report": "r1", "code": "IGO", "day": "2024-03-21"}
    chief = Actor(text="Stoltenberg", name="Jens Stoltenberg", code="IGO", person=True)
    said = Statement(
        id="st", report="r1", sentence=1, start=spans[1].start, end=spans[1].start + 21, words="The alliance is ready",
        speaker=chief,
    )  # fmt: skip
    holdings = (
        Holding(id="h1", person="Jens Stoltenberg", office="secretary general", sentence=0, **held),
        Holding(id="h2", person="Josep Borrell", office="foreign policy chief", sentence=2, **held),
    )
    store.put_recorded(
        Recorded(report="r1", statements=(said, replace(said, id="st2", speaker=NATO)), holdings=holdings)
    )
    date = When(start="2024-03-20", end="2024-03-20")
    event = Event(id="e1", story="s1", event="CONSULT", actor=(NATO,), recipient=(HUNGARY,), date=date, reports=("r1",))
    store.put_events("s1", [event, replace(event, id="e2", event="REQUEST", status="planned")])
    return serve()


def test_an_organisation_has_feeds_and_its_page_links_to_them(client: TestClient, store: SqliteStore) -> None:
    store.put_brief(a_brief("s1"))
    page = client.get("/organisation/nato").text
    for kind in ("atom", "rss", "json"):
        assert f'href="/organisation/nato/feed.{kind}"' in page
        assert "Headline of s1" in client.get(f"/organisation/nato/feed.{kind}").text
    assert client.get("/organisation/nobody/feed.atom").status_code == 404
    assert "/organisation/nato/feed.atom" in topics(store, ["s1"])


def test_an_organisation_has_events_meetings_words_and_people(client: TestClient) -> None:
    assert '<a href="/organisation/nato">NATO</a>' in client.get("/organisations").text
    text = client.get("/organisation/nato").text
    assert "2 events on record, of them 1 planned" in text and "Organisation of states." in text
    assert "Meetings in 2024" in text and 'href="/country/HUN"' in text
    beside = text.split('id="voices"')[1]
    assert '<a href="/person/jens-stoltenberg">Jens Stoltenberg</a>, secretary general' in beside
    assert "Borrell" not in beside
    said = text.split('id="statements"')[1].split("</section>")[0]
    assert "NATO. " in said and "Jens Stoltenberg. " in said and "/report/r1" in said


def test_an_organisation_is_linked_where_it_acts_and_unknown_ones_are_refused(client: TestClient) -> None:
    assert 'href="/organisation/nato"' in client.get("/country/HUN").text
    for key in ("hungary", "nobody", "jens-stoltenberg"):
        answer = client.get(f"/organisation/{key}")
        assert answer.status_code == 404 and "/organisations" in answer.text


@pytest.mark.parametrize(
    ("sentence", "beside"),
    [
        ("NATO Secretary General X said", True),
        ("NATO's Secretary General X said", True),
        ("the secretary-general of NATO", True),
        ("NATO members met the EU's secretary general", False),
        ("the secretary general of the EU told NATO", False),
    ],
)
def test_an_office_belongs_to_the_name_it_stands_beside(sentence: str, beside: bool) -> None:
    assert voices.stands_beside("nato", "secretary general", voices.plain(sentence)) is beside


@pytest.mark.parametrize(
    ("office", "rank"),
    [
        ("president", "Head of state or government"),
        ("acting prime minister", "Head of state or government"),
        ("president of the Senate", "Parliament"),
        ("vice foreign minister", "Government"),
        ("ambassador to China", "Diplomacy"),
        ("foreign ministry spokesperson", "Diplomacy"),
        ("chief of staff of the army", "Armed forces"),
        ("director of the International Department of the WPK Central Committee", "Parties"),
        ("head of something", "Others"),
    ],
)
def test_offices_stand_in_ranks(office: str, rank: str) -> None:
    assert ranks.rank_of(office) == rank


def test_each_bar_of_a_chart_leads_to_its_line_of_the_table(full: TestClient) -> None:
    for path in ("/country/PRK", "/pair/CHN-PRK", "/pair/CHN-PRK?by=month"):
        text = full.get(path).text
        assert '<a href="#i-2024-' in text.split('class="chart"')[1].split("</svg>")[0]
    assert 'id="i-2024-03"><th scope="row">March 2024</th>' in full.get("/country/PRK").text
