"""The editors' pages of events: every decision by form, and how readers meet it."""

import re

import pytest

from tests.site.editors import HOSTILE, Desk
from tests.site.shots import EDITOR


def fields(**more: str) -> dict[str, object]:
    """The form of the page of e-wang-y as it stands, with what is changed in it."""
    recipient = "Wang Yi; foreign minister; CHN"
    place = "Beijing, CHN"
    told = {"type": "CONSULT", "mode": "visit", "status": "done", "day": "2024-03-23", "place": place}
    return told | {"recipient": recipient} | more


def test_an_event_is_corrected_by_its_form(desk: Desk) -> None:
    desk.signed()
    text = desk.client.get("/admin/event/e-wang-y").text
    assert 'value="2024-03-23"' in text
    answer = desk.post("/admin/event/e-wang-y/correct", fields(day="2024-03-22", why="So the read-out."))
    text = desk.done(answer)
    assert answer.headers["location"].startswith("/admin/event/e-wang-y?done=")
    assert "So the read-out." in text and "23 March 2024" in text and "22 March 2024" in text and EDITOR in text
    event = desk.store.event("e-wang-y")
    assert event and event.date and event.date.start == "2024-03-22" and event.coded and event.coded.date
    for page in ("/pair/CHN-PRK", "/person/kim-song-nam", "/country/CHN"):
        assert "/history?event=e-wang-y" in desk.client.get(page).text
    public = desk.client.get("/history?event=e-wang-y").text
    assert "So the read-out." in public and "by an editor" in public and EDITOR not in public
    assert re.search(r"<del>.*23 March 2024.*</del> <ins>.*22 March 2024", public)
    (told,) = desk.client.get("/api/history?event=e-wang-y").json()["items"]
    assert (told["by"], told["kind"], told["fields"]) == ("editor", "correct", ["date"])
    assert desk.client.get("/api/events/e-wang-y").json()["coded"]["date"]["start"] == "2024-03-23"


def test_an_event_is_removed_joined_and_restored_by_forms(desk: Desk) -> None:
    desk.signed()
    assert "An editor removed it" in desk.done(desk.post("/admin/event/e-cai/remove", {"why": "None."}))
    assert "e-e-cai" not in desk.client.get("/pair/CHN-PRK").text
    assert "Removed from the record" in desk.client.get("/history").text
    assert "An editor removed it" not in desk.done(desk.post("/admin/event/e-cai/restore", {}))
    assert "e-e-cai" in desk.client.get("/pair/CHN-PRK").text
    desk.done(desk.post("/admin/event/e-liu/join", {"other": "/pair/CHN-PRK#e-e-wang-h"}))
    joined = desk.store.event("e-wang-h")
    assert joined and joined.joined == "e-liu"
    page = desk.client.get("/admin/event/e-wang-h").text
    assert "the same as" in page and "/admin/event/e-liu" in page and "Put it back" in page
    listed = desk.client.get("/admin/story/s-talks").text
    assert "told as another" in listed and "/admin/event/e-cai" in listed


@pytest.mark.parametrize(
    ("act", "form", "why"),
    [
        ("correct", {"day": "soon"}, "day soon: write 2024-03-21"),
        ("correct", fields(), "nothing to correct"),
        ("correct", {"actor": ""}, "the actor cannot be empty"),
        ("correct", {"type": HOSTILE}, "one of AGREE"),
        ("join", {"other": "e-old1"}, "merge the stories first"),
        ("join", {"other": ""}, "no such event"),
        ("restore", {}, "it stands as the reports tell it"),
    ],
)
def test_what_cannot_be_done_to_an_event_is_said_beside_the_form(
    desk: Desk, act: str, form: dict[str, object], why: str
) -> None:
    desk.signed()
    before = desk.store.last_ruling()
    answer = desk.post(f"/admin/event/e-wang-y/{act}", form)
    assert answer.status_code == 422 and why in answer.text and HOSTILE not in answer.text
    assert desk.store.last_ruling() == before


@pytest.mark.parametrize("act", ["correct", "remove", "restore", "join", "nonsense"])
def test_a_stranger_decides_nothing_about_events(desk: Desk, act: str) -> None:
    before = desk.store.last_ruling()
    assert desk.client.get("/admin/event/e-wang-y").headers["location"] == "/admin/sign-in"
    answer = desk.client.post(f"/admin/event/e-wang-y/{act}", data={"form": "", "day": "2024"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in")
    desk.signed()
    assert desk.post(f"/admin/event/e-wang-y/{act}", {"day": "2024"}, word="x").status_code == 403
    assert desk.store.last_ruling() == before


def test_an_event_nobody_knows_is_said_to_be_none(desk: Desk) -> None:
    desk.signed()
    assert "There is no event e-none." in desk.client.get("/admin/event/e-none").text
    assert desk.post("/admin/event/e-wang-y/nonsense", {}).status_code == 404
    for typed in ("e-cai", "https://desk.example/pair/CHN-PRK#e-e-cai", "/history?event=e-cai"):
        answer = desk.client.get("/admin/event", params={"id": typed})
        assert answer.headers["location"] == "/admin/event/e-cai"
