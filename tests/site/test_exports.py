"""Calendars and tables on the site: answers, limits, rights, links."""

import csv
import io
import json
from collections.abc import Callable

import icalendar
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.model import Mention, Recorded, Ruling, Source, Statement, Version, When
from communique.site.exported import Selection, told
from communique.store.sqlite import SqliteStore
from tests.site import newsroom, talks
from tests.site.articles import BY_ID, WANG_Y, article

PATHS = ("/pair/CHN-PRK", "/country/CHN", "/person/kim-song-nam")
BASE = "https://desk.example"


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))


def entries(client: TestClient, path: str) -> dict[str, icalendar.Event]:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/calendar")
    return {str(e["UID"]).partition("@")[0]: e for e in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.mark.parametrize("home", PATHS)
@pytest.mark.parametrize("kind", ["ics", "csv", "json", "jsonl", "jsonld"])
def test_a_reader_who_has_it_gets_304(full: TestClient, home: str, kind: str) -> None:
    answer = full.get(f"{home}.{kind}")
    assert answer.status_code == 200 and "max-age" in answer.headers["cache-control"] and answer.content
    assert f'.{kind}"' in answer.headers["content-disposition"]
    again = full.get(f"{home}.{kind}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize("home", PATHS)
def test_pages_lead_to_calendar_and_data(full: TestClient, home: str) -> None:
    page = full.get(home).text
    head, _, body = page.partition("</head>")
    for kind, mime in (("ics", "text/calendar"), ("csv", "text/csv"), ("json", "application/json"),
                       ("jsonld", "application/ld+json")):  # fmt: skip
        assert f'<link rel="alternate" type="{mime}"' in head and f'href="{home}.{kind}"' in head
        assert f'href="{home}.{kind}"' in body
    assert ">Calendar</a>" in body and "text/calendar" not in full.get("/").text


def test_the_calendar_of_a_pair_has_its_meetings_with_their_days(full: TestClient) -> None:
    found = entries(full, "/pair/CHN-PRK.ics")
    assert {"e-wang-h", "e-liu", "e-cai", "e-wang-y", "e-old1"} == set(found)
    cai = found["e-cai"]
    assert str(cai["LOCATION"]) == "Great Hall of the People, Beijing, CHN" and cai["URL"] == f"{BASE}/story/s-talks"
    assert f"{BASE}/report/r-cai#s-0" in str(cai["DESCRIPTION"])


def test_the_table_of_a_pair_is_what_its_page_shows(full: TestClient) -> None:
    table = rows(full, "/pair/CHN-PRK.csv")
    api = full.get("/api/pairs/CHN-PRK/events").json()
    assert [row["Event ID"] for row in table] == [event["id"] for event in api["items"]]
    told_ = json.loads(full.get("/pair/CHN-PRK.json").text)
    assert [one["event"] for one in told_] == api["items"]
    graph = full.get("/pair/CHN-PRK.jsonld").json()["@graph"]
    assert [node["identifier"] for node in graph] == [event["id"] for event in api["items"]]
    [cai] = [one for one in told_ if one["event"]["id"] == "e-cai"]
    assert {p["report"]: bool(p["words"]) for p in cai["passages"]} == {"r-cai": True, "r-kcna2": True}
    assert cai["brief"] == f"{BASE}/story/s-talks" and {r["id"] for r in cai["reports"]} == {"r-cai", "r-kcna2"}


def test_columns_days_and_pages_can_be_asked_for(full: TestClient) -> None:
    gdelt = rows(full, "/pair/CHN-PRK.csv?columns=gdelt&since=2024-03-01&until=2024-03-22")
    assert {row["SQLDATE"] for row in gdelt} == {"20240321", "20240322"} and len(gdelt) == 6
    whole = [row["Row ID"] for row in rows(full, "/export/events.csv")]
    paged, path = [], "/export/events.csv?limit=4"
    while path:
        answer = full.get(path)
        paged += [row["Row ID"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))]
        link = answer.headers.get("link", "")
        path = link.partition("<" + BASE)[2].partition(">")[0]
    assert paged == whole and len(whole) > 8


@pytest.mark.parametrize("what", ["events", "statements", "offices", "agreements", "reports", "meetings"])
def test_everything_can_be_had(full: TestClient, what: str) -> None:
    table, told_ = rows(full, f"/export/{what}.csv"), full.get(f"/export/{what}.json").json()
    assert (len(table) == len(told_) > 0) or what == "agreements"
    assert len(full.get(f"/export/{what}.jsonl").text.splitlines()) == len(told_)
    assert "\ntext," not in full.get(f"/export/{what}.csv").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/everything.csv", 404), ("/export/events.xlsx", 404), ("/country/XXX.csv", 404),
        ("/pair/PRK-CHN.ics", 404), ("/pair/CHN.ics", 404), ("/person/nobody.csv", 404),
        ("/export/offices.ics", 400), ("/export/reports.jsonld", 400), ("/export/offices.csv?columns=gdelt", 400),
        ("/export/events.csv?columns=acled", 400), ("/export/events.csv?limit=2001", 400),
        ("/export/events.csv?limit=-1", 400), ("/export/events.csv?offset=%D9%A3", 400),
        ("/export/events.csv?since=soon", 400), ("/export/events.csv?country=XXX", 400),
        ("/export/events.csv?pair=PRK-CHN", 400), ("/export/reports.csv?country=CHN", 400),
        ("/export/events.csv?country=CHN&pair=CHN-PRK", 400), ("/pair/CHN-PRK.ics?columns=gdelt", 400),
    ],
)  # fmt: skip
def test_nonsense_is_refused_plainly(full: TestClient, path: str, status: int) -> None:
    assert full.get(path).status_code == status


def test_terms_of_our_own_are_explained_where_they_point(full: TestClient) -> None:
    context = full.get("/pair/CHN-PRK.jsonld").json()["@context"]
    assert full.get(context["plover"].removeprefix(BASE).rstrip("#")).json()["@graph"]


def test_a_correction_raises_sequence_under_the_same_uid(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    client = serve()
    before = entries(client, "/pair/CHN-PRK.ics")
    assert client.get("/pair/CHN-PRK.ics").content == client.get("/pair/CHN-PRK.ics").content
    moved = [
        replace(e, date=When(start="2024-03-20", end="2024-03-20")) if e.id == "e-liu" else e for e in talks.EVENTS
    ]
    store.put_events("s-talks", moved)
    store.put_ruling(
        Ruling(at="2024-03-25T07:00:00Z", by="Ana Lund", kind="move", stories=("s-talks", "s-laos"), reports=("r-liu",))
    )
    after = entries(client, "/pair/CHN-PRK.ics")
    assert set(after) == set(before) and after["e-liu"]["DTSTART"].dt < before["e-liu"]["DTSTART"].dt
    assert after["e-liu"]["SEQUENCE"] > before["e-liu"]["SEQUENCE"] and "LAST-MODIFIED" in after["e-liu"]
    assert after["e-old1"]["SEQUENCE"] == before["e-old1"]["SEQUENCE"]


def test_a_correction_by_a_publisher_raises_sequence_too(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    client = serve()
    before = entries(client, "/pair/CHN-PRK.ics")
    seen = Version(version=2, seen="2024-03-25T07:10:00Z", note="An earlier version gave another office.")
    store.put_report(replace(BY_ID["r-liu"], version=2, versions=(seen,)))
    after = entries(client, "/pair/CHN-PRK.ics")
    assert after["e-liu"]["SEQUENCE"] > before["e-liu"]["SEQUENCE"] and after["e-liu"]["UID"] == before["e-liu"]["UID"]
    assert after["e-liu"]["LAST-MODIFIED"].dt.isoformat() == "2024-03-25T07:10:00+00:00"
    assert after["e-cai"]["SEQUENCE"] == before["e-cai"]["SEQUENCE"]


def test_exports_together_print_no_more_of_a_report_than_it_allows(store: SqliteStore) -> None:
    sentences = tuple(
        f"Wang Yi met guest number {n} in Beijing on Friday and spoke of trade and rain." for n in range(9)
    )
    for name, reprint in (("kestrel", "30"), ("closed", "headline"), ("qianmen", "full")):
        store.put_source(Source(id=name, url=f"https://{name}.example/", reprint=reprint))
        report = article(f"r-{name}", name, "Talks", sentences, "2024-03-22T12:00:00Z")
        store.put_report(report)
        store.assign(report.id, f"s-{name}")
        mentions = tuple(Mention(id=f"m-{name}-{n}", report=report.id, event="CONSULT", sentence=n) for n in range(9))
        spans = enumerate(report.sentences)
        said = tuple(
            Statement(id=f"q-{name}-{n}", report=report.id, sentence=n, start=span.start, end=span.end,
                      words=report.sentence(n), speaker=WANG_Y)
            for n, span in spans
        )  # fmt: skip
        store.put_recorded(Recorded(report=report.id, mentions=mentions, statements=said))
        events = [replace(talks.EVENTS[0], id=f"e-{name}-{n}", story=f"s-{name}", evidence=(f"m-{name}-{n}",),
                          reports=(report.id,)) for n in range(9)]  # fmt: skip
        store.put_events(f"s-{name}", events)
    printed: dict[str, set[str]] = {"r-kestrel": set(), "r-closed": set(), "r-qianmen": set()}
    for one in told(store, "events", Selection(), BASE):
        for passage in one.passages:
            printed[passage.report].add(passage.words)
    for one in told(store, "statements", Selection(), BASE):
        printed[one.report.id].add(one.statement.words)
    words = {name: sum(len(text.split()) for text in found) for name, found in printed.items()}
    assert words["r-closed"] == 0 and 0 < words["r-kestrel"] <= 30
    assert words["r-qianmen"] == sum(len(text.split()) for text in sentences)


def test_evidence_that_tells_of_it_as_done_comes_before_the_plan(store: SqliteStore) -> None:
    store.put_source(Source(id="kestrel", url="https://kestrel.example/"))
    for name, status in (("r1", "planned"), ("r2", "done")):
        store.put_report(article(name, "kestrel", "Talks", (f"Told by {name}.",), "2024-03-22T12:00:00Z"))
        store.assign(name, "s1")
        mention = Mention(id=f"m-{name}", report=name, event="CONSULT", status=status)  # type: ignore[arg-type]
        store.put_recorded(Recorded(report=name, mentions=(mention,)))
    event = replace(talks.EVENTS[0], story="s1", evidence=("m-r1", "m-r2"), reports=("r1", "r2"))
    store.put_events("s1", [event])
    [one] = told(store, "events", Selection(), BASE)
    assert [passage.words for passage in one.passages] == ["Told by r2.", "Told by r1."]
    assert [passage.lead for passage in one.passages] == [True, True]
