"""Everything that pair, country and person pages show leads to a sentence that stands on the page it links to."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from communique import site
from communique.record import terms
from communique.site import words
from communique.store.sqlite import SqliteStore
from tests.conftest import Played
from tests.site.conftest import SETTINGS, Fixed
from tests.site.test_pages import VOID

SENTENCE = re.compile(r"^(/report/[^#]+)#(s-\d+)$")


class Rows(HTMLParser):
    """The rows of a page (whatever is of class `row`), each with the links in it, and all ids of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: dict[str, str] = {}
        self.rows: list[tuple[str, list[str]]] = []
        self._open: list[tuple[str, int | None]] = []
        self._shown: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids[given["id"] or ""] = tag
        row = None
        if "row" in (given.get("class") or "").split():
            self.rows.append((self.get_starttag_text() or "", []))
            row = len(self.rows) - 1
        if tag == "a":
            for _, index in self._open:
                if index is not None:
                    self.rows[index][1].append(given.get("href") or "")
        if tag not in VOID and tag not in ("rect", "line"):
            self._open.append((tag, row))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes inside charts."""

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1][0] == tag
        self._open.pop()


@pytest.fixture(scope="module")
def client(played: Played) -> Iterator[TestClient]:
    with TestClient(site.create(played.store, Fixed(), SETTINGS, offices=terms), follow_redirects=False) as client:
        yield client


def every_page(store: SqliteStore) -> list[str]:
    countries = [code for code, _ in store.countries() if words.is_country(code)]
    pairs = [f"/pair/{a}-{b}" for a, b, _ in store.pairs() if words.is_country(a) and words.is_country(b)]
    people = [f"/person/{key}" for key, _, _, _ in store.people()]
    return [*(f"/country/{code}" for code in countries), *pairs, *(f"{p}?by=month" for p in pairs), *people]


@pytest.mark.slow
def test_everything_shown_leads_to_its_sentence(client: TestClient, played: Played) -> None:
    pages = every_page(played.store)
    pages += [f"{page}?new_since=2024-01-01&since=2024-01-01" for page in pages if page.startswith("/pair/")][::2]
    reports: dict[str, Rows] = {}
    seen = 0
    for path in pages:
        for start, hrefs in Rows(client.get(path).text).rows:
            led = [match for href in hrefs if (match := SENTENCE.match(href))]
            assert led, f"{path}: {start} leads to no sentence"
            for match in led:
                report, anchor = match.groups()
                if report not in reports:
                    answer = client.get(report)
                    assert answer.status_code == 200, report
                    reports[report] = Rows(answer.text)
                assert anchor in reports[report].ids, f"{path}: {report} has no {anchor}"
            seen += 1
    assert len(pages) > 150 and seen > 1500 and len(reports) > 60


@pytest.mark.slow
def test_pages_have_a_row_for_every_fact(client: TestClient, played: Played) -> None:
    """What is counted as a row above is all there is: events, agreements and statements of the store."""
    for a, b, _ in played.store.pairs():
        if not (words.is_country(a) and words.is_country(b)):
            continue
        text = client.get(f"/pair/{a}-{b}").text
        page = Rows(text)
        rows = [start for start, _ in page.rows]
        events = played.store.events_of_pair(a, b)
        assert sum('id="e-' in start for start in rows) == min(40, len(events))
        assert sum('id="a-' in start for start in rows) == len(played.store.agreements_of_pair(a, b))
        said = played.store.statements_between(a, b)
        words_of = {(s.speaker.key, s.words.casefold().strip(" .,")) for s in said}
        assert sum("<figure" in start for start in rows) in ({min(12, len(words_of))} if said else {0})
        assert all(f'id="e-{e.id}"' in text for e in events[:20])


def test_a_pair_tells_what_is_on_record(client: TestClient) -> None:
    text = client.get("/pair/DEU-UKR").text
    assert "security agreement" in text and "Signed 16 February 2024" in text
    assert re.search(r"Agreements that stand</dt><dd>1 <span", text)
    met = client.get("/pair/CHN-PRK").text
    assert "Great Hall of the People, Beijing, China · in person" in met and '<h3 class="level">Officials' in met


def test_what_is_asked_for_is_marked_and_nonsense_is_left(client: TestClient) -> None:
    new = client.get("/pair/CHN-PRK?new_since=2024-03-22").text
    assert "New since 22 March 2024" in new
    assert "New since" not in client.get("/pair/CHN-PRK?new_since=yesterday").text
    none = client.get("/pair/CHN-PRK?since=1990-01-01&until=1990-12-31").text
    assert "Nothing between the two is on record for these days" in none


def test_the_api_sends_the_tie_with_its_evidence(client: TestClient) -> None:
    told = client.get("/api/pairs/PRK-CHN/tie?since=2024-01-01&new_since=2024-03-22").json()
    tie, evidence = told["tie"], told["evidence"]
    assert (tie["a"], tie["b"], tie["since"]) == ("CHN", "PRK", "2024-01-01")
    assert tie["weeks"] and tie["months"] and "Goldstein" in tie["scale"] and tie["new"]["events"]
    shown = [*tie["events"], *tie["planned"], *tie["agreements"], *(r["statement"] for r in tie["remarks"])]
    assert shown and all(evidence[one["id"]] for one in shown)
    for exhibits in evidence.values():
        for exhibit in exhibits:
            assert SENTENCE.match(exhibit["address"])
    pacts = client.get("/api/countries/UKR/agreements").json()
    assert all(pacts["evidence"][one["id"]] for one in pacts["items"]) and pacts["items"]
    assert client.get("/api/pairs/CHN-CHN/tie").status_code == 404
    assert client.get("/api/pairs/CHN-PRK/tie?since=soon").status_code == 422


def test_a_sentence_of_a_statement_is_shown_only_to_who_comes_for_it(client: TestClient, played: Played) -> None:
    for story in played.store.stories():
        for report in played.store.reports(story.reports):
            recorded = played.store.recorded(report.id, report.version)
            for said in recorded.statements if recorded else ():
                start = report.sentences[said.sentence].start
                plain, came = (client.get(f"/report/{report.id}{query}").text for query in ("", f"?s={start}"))
                assert f'id="s-{start}"' in came
                if f'id="s-{start}"' not in plain:
                    return
    raise AssertionError("every sentence of a statement is shown anyway: this proves nothing")
