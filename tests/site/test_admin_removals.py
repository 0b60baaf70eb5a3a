"""A source and a person removed on demand, by form."""

from collections.abc import Iterator

import msgspec
import pytest
from httpx2 import Response

from communique.store.sqlite import SqliteStore
from tests.site.conftest import BROWSER
from tests.site.editors import HOSTILE, Desk
from tests.site.test_users import WORD, ask, staffed

SOURCE, PERSON = "/admin/sources/kestrel/erase", "/admin/person/kim-song-nam/erase"


@pytest.fixture
def desk(store: SqliteStore) -> Iterator[Desk]:
    """The newsroom with an editor and an admin."""
    made = staffed(store)
    for report in store.unassigned():
        store.assign(report.id, "s-other")
    yield made
    made.client.close()


def posted(desk: Desk, path: str, who: str = "Root", **form: str) -> Response:
    return ask(desk, who, "POST", path, **({"form": WORD} | form))


def test_an_admin_removes_a_source_after_a_page_that_says_what_goes(desk: Desk) -> None:
    number, before = desk.store.reports_by_source()["kestrel"], desk.store.source("kestrel")
    address = before.url if before else ""
    page = ask(desk, "Root", "GET", SOURCE).text
    assert f"The words of {number} reports of it" in page and "What stays" in page
    unsure = posted(desk, SOURCE, why="A court said so.")
    assert unsure.status_code == 422 and "confirm that it is to go for good" in unsure.text
    assert 'value="A court said so."' in unsure.text and desk.store.source("kestrel") is not None
    done = posted(desk, SOURCE, sure="yes", why="A court said so.")
    assert done.status_code == 303
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert 'role="status"' in page and "Source removed on demand" in page and "A court said so." in page
    assert desk.store.source("kestrel") is None
    assert {report.retracted for report in desk.store.reports(desk.store.reports_of_source("kestrel"))} == {"demand"}
    history = desk.client.get("/history", headers=BROWSER).text
    assert "Source removed on demand, with all its reports: kestrel" in history and "Root" not in history
    assert posted(desk, SOURCE, sure="yes").status_code == 422
    assert "There is no source" in ask(desk, "Root", "GET", SOURCE).text
    again = posted(desk, "/admin/sources/add", source=msgspec.json.encode({"id": "x", "url": address}).decode())
    assert again.status_code == 422 and "removed on demand; the desk takes it no more" in again.text


def test_an_admin_removes_a_person_after_a_page_that_says_what_goes(desk: Desk) -> None:
    opened = ask(desk, "Root", "GET", "/admin/person?id=https://desk.example/person/kim-song-nam%23top")
    assert opened.headers["location"] == PERSON
    page = ask(desk, "Root", "GET", PERSON).text
    assert "<h1>Kim Song Nam</h1>" in page and "What goes for good" in page and "What stays" in page
    assert posted(desk, PERSON, name="Kim Song Nam").status_code == 422
    assert "Kim Song Nam" in desk.client.get("/story/s-talks", headers=BROWSER).text
    done = posted(desk, PERSON, sure="yes", name="Kim Song Nam", why="Kim Song Nam asked us.")
    assert done.status_code == 303 and "kim" not in done.headers["location"]
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert 'role="status"' in page and "A person was removed on demand" in page and "Kim Song Nam" not in page
    for path in ("/story/s-talks", "/story/s-talks/v/1", "/report/r-kcna2", "/history", "/people", "/pair/CHN-PRK"):
        assert "kim song nam" not in desk.client.get(path, headers=BROWSER).text.lower(), path
    assert desk.client.get("/api/search", params={"q": "kim song nam"}).json()["items"] == []
    gone = desk.client.get("/person/kim-song-nam", headers=BROWSER)
    assert gone.status_code == 410 and "removed from this desk on demand" in gone.text
    assert "removed already" in ask(desk, "Root", "GET", PERSON).text
    assert posted(desk, PERSON, sure="yes", name="Kim Song-nam").status_code == 422
    assert "This person was removed" not in desk.client.get("/person/nobody", headers=BROWSER).text


@pytest.mark.parametrize("path", [SOURCE, PERSON])
def test_a_form_without_the_word_or_the_right_changes_nothing(desk: Desk, path: str) -> None:
    before = desk.store.last_ruling()
    assert posted(desk, path, form="x", sure="yes", name="Kim Song Nam").status_code == 403
    assert posted(desk, path, "Eve", sure="yes", name="Kim Song Nam").status_code == 403
    assert posted(desk, path, "nobody", sure="yes").headers["location"] == "/admin/sign-in"
    assert desk.store.last_ruling() == before and desk.store.source("kestrel") is not None


def test_a_name_that_is_a_script_is_shown_as_words(desk: Desk) -> None:
    page = posted(desk, "/admin/person/none/erase", name=HOSTILE, why=HOSTILE)
    assert page.status_code == 422 and "<script>alert" not in page.text
