"""Offices on the pages of people and countries, and in the API."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from communique.model import Holding, Recorded
from communique.store.sqlite import SqliteStore
from tests.site.conftest import Fixed
from tests.store.nouns import a_report

Serve = Callable[..., TestClient]


@pytest.fixture
def client(serve: Serve, store: SqliteStore) -> TestClient:
    """A site over four reports: a minister, a successor, and one report that knows nothing of it."""
    said = (
        ("r1", "2024-03-01", "Jan Berg", "holds", None),
        ("r2", "2024-03-10", "Jan Berg", "ended", "2024-03-09"),
        ("r3", "2024-03-10", "Liv Dahl", "began", "2024-03-09"),
        ("r4", "2024-03-20", "Jan Berg", "holds", None),
        ("r5", "2024-03-21", "Liv Dahl", "holds", None),
    )
    for report, day, person, tells, since in said:
        text = f"{person} is told of by {report}."
        store.put_report(a_report(report, f"{day}T08:00:00Z", text=text, publisher=f"Paper {report}"))
        holding = Holding(
            id=f"h-{report}", person=person, office="foreign minister", code="NOR", report=report, sentence=0, day=day,
            tells=tells, since=since,
        )  # fmt: skip
        store.put_recorded(Recorded(report=report, holdings=(holding,)))
    return serve(Fixed())


def test_a_person_has_offices_with_days_and_evidence(client: TestClient) -> None:
    text = client.get("/person/jan-berg").text
    assert "Foreign minister" in text and "Norway" in text
    assert "Reported from 1 March 2024 to 20 March 2024" in text and "Ended on 9 March 2024" in text
    assert "/report/r1?s=0#s-0" in text and "Paper r2" in text


def test_a_difference_is_said_with_who_says_it_and_when(client: TestClient) -> None:
    text = client.get("/person/jan-berg").text
    assert "Whether Jan Berg was still foreign minister, Norway" in text
    assert "No longer" in text and "reported on 10 March 2024" in text and "reported on 20 March 2024" in text
    text = client.get("/country/NOR").text
    difference = text[text.index("Where reports differ") :]
    assert "Paper r1" in difference and "Paper r2" not in difference, (
        "who says that it had ended does not say it is held"
    )
    assert "Who was foreign minister, Norway" in text and "/person/liv-dahl" in text and "/person/jan-berg" in text


def test_the_api_has_them_for_any_day(client: TestClient) -> None:
    def held(day: str) -> list[str]:
        terms = client.get(f"/api/countries/NOR/offices?on={day}").json()["terms"]
        return [term["name"] for term in terms]

    assert held("2024-03-01") == held("2024-03-08") == ["Jan Berg"]
    assert sorted(held("2024-03-25")) == ["Jan Berg", "Liv Dahl"], "reports differ, so both are given"
    every = client.get("/api/people/jan-berg/offices").json()
    assert [term["ended"] for term in every["terms"]] == ["2024-03-09"]
    assert [difference["kind"] for difference in every["differences"]] == ["ended"]
    assert client.get("/api/people/nobody/offices").status_code == 404
    assert client.get("/api/countries/XYZ/offices").status_code == 404
    assert client.get("/api/countries/NOR/offices?on=soon").status_code == 422
    assert client.get("/api/countries/PER/offices").json() == {"terms": [], "differences": []}
    assert client.get("/api/events/nothing").status_code == 404
