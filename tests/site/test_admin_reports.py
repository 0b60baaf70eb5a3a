"""Reports taken out, believed again and removed on demand, by form."""

from collections.abc import Iterator

import pytest
from httpx2 import Response

from communique.store.sqlite import SqliteStore
from tests.site.conftest import BROWSER
from tests.site.editors import HOSTILE, Desk
from tests.site.test_users import WORD, ask, staffed

PAGE = "/admin/report/r-cai"


@pytest.fixture
def desk(store: SqliteStore) -> Iterator[Desk]:
    """The newsroom with an editor and an admin."""
    made = staffed(store)
    yield made
    made.client.close()


def posted(desk: Desk, who: str, act: str, **form: str) -> Response:
    return ask(desk, who, "POST", f"{PAGE}/{act}", **({"form": WORD} | form))


def test_an_editor_takes_a_report_out_and_believes_it_again(desk: Desk) -> None:
    page = ask(desk, "Eve", "GET", PAGE).text
    assert "Take it out" in page and "Remove it on demand" not in page, "that is for admins"
    done = posted(desk, "Eve", "withdraw", why="It was made up.")
    page = ask(desk, "Eve", "GET", done.headers["location"]).text
    assert 'role="status"' in page and "An editor took it out" in page and "It was made up." in page
    report = desk.store.report("r-cai")
    assert report is not None and report.retracted == "editor"
    again = posted(desk, "Eve", "withdraw")
    assert again.status_code == 422 and "it is not believed already" in again.text
    assert posted(desk, "Eve", "reinstate").status_code == 303
    report = desk.store.report("r-cai")
    assert report is not None and not report.retracted and report.text


def test_an_admin_is_told_what_goes_and_confirms_it(desk: Desk) -> None:
    before = desk.store.report("r-cai")
    assert before is not None
    first = before.sentence(0)
    page = ask(desk, "Root", "GET", f"{PAGE}/erase").text
    assert "What goes for good" in page and "What stays" in page and "version of its story’s brief" in page
    unsure = posted(desk, "Root", "erase", why="A court said so.")
    assert unsure.status_code == 422 and "confirm that its words are to go for good" in unsure.text
    assert "A court said so." in unsure.text and desk.store.report("r-cai") == before
    done = posted(desk, "Root", "erase", sure="yes", why="A court said so.")
    assert done.status_code == 303
    page = ask(desk, "Root", "GET", done.headers["location"]).text
    assert 'role="status"' in page and "no word of it is kept" in page and first not in page
    stone = desk.store.report("r-cai")
    assert stone is not None and stone.retracted == "demand" and not stone.text and stone.title is None
    assert first not in desk.client.get("/report/r-cai", headers=BROWSER).text
    history = desk.client.get("/history", headers=BROWSER).text
    assert "Report removed on demand" in history and "A court said so." in history and "Root" not in history
    assert "It is removed already" in ask(desk, "Root", "GET", f"{PAGE}/erase").text
    assert posted(desk, "Root", "erase", sure="yes").status_code == 422


@pytest.mark.parametrize("act", ["withdraw", "reinstate", "erase"])
def test_a_form_without_the_word_or_the_right_changes_nothing(desk: Desk, act: str) -> None:
    before = desk.store.report("r-cai")
    assert posted(desk, "Root", act, form="x", sure="yes").status_code == 403
    assert posted(desk, "nobody", act, sure="yes").headers["location"] == "/admin/sign-in"
    if act == "erase":
        assert posted(desk, "Eve", act, sure="yes").status_code == 403
    assert desk.store.report("r-cai") == before


def test_a_report_is_opened_by_id_or_address_and_an_unknown_one_is_said(desk: Desk) -> None:
    for given in ("r-cai", "https://desk.example/report/r-cai/v/1#s-0"):
        answer = desk.client.get("/admin/report", params={"id": given}, headers={"cookie": "communique-session=Eve"})
        assert answer.headers["location"] == PAGE
    for id in ("none", "%22%3E%3Cscript%3E"):
        answer = ask(desk, "Root", "GET", f"/admin/report/{id}")
        assert "There is no report" in answer.text and HOSTILE not in answer.text and "<script>" not in answer.text
        assert ask(desk, "Root", "POST", f"/admin/report/{id}/erase", form=WORD, sure="yes").status_code == 422
