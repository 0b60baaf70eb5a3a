"""The editors' page of a brief's words: the form, what the check says, releases, and who may do it."""

import re
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from playwright.sync_api import Browser

from communique.model import Brief
from tests.site.editors import HOSTILE, Desk, Fields
from tests.site.shots import EDITOR, sign_in
from tests.site.test_pages import Outline

PATH = "/admin/story/s-panel/text"
TRUE = "A vote in the Security Council ended the mandate of the panel."
WRONG = "A vote in the General Assembly prolonged the mandate of the panel."
TEXT = {"headline": "The panel ends", "standfirst": "", "body": f"{TRUE}\r\n\r\n{WRONG}", "turn": "0"}


def printed(desk: Desk) -> Brief:
    found = desk.store.brief("s-panel")
    assert found is not None
    return found


def word(desk: Desk) -> str:
    return next(iter(Fields(desk.client.get("/admin").text).words))


def post(desk: Desk, act: str, form: dict[str, str], secret: str | None = None) -> Response:
    return desk.client.post(f"{PATH}/{act}", data={"form": word(desk) if secret is None else secret, **form})


@pytest.mark.parametrize("act", ["save", "release", "revert", "take", "keep"])
def test_strangers_and_forms_from_elsewhere_do_nothing(desk: Desk, act: str) -> None:
    before = printed(desk)
    answer = desk.client.post(f"{PATH}/{act}", data={"form": "x", **TEXT})
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in")
    assert desk.client.get(PATH).status_code == 303
    desk.signed()
    assert post(desk, act, TEXT, "x").status_code == 403
    assert printed(desk) == before and desk.store.hand("s-panel") is None


def test_a_text_is_saved_checked_and_released(desk: Desk) -> None:
    desk.signed()
    before = printed(desk)
    assert before.headline in unescape(desk.client.get(PATH).text)
    answer = post(desk, "save", TEXT)
    page = desk.client.get(answer.headers["location"]).text
    assert "Saved, not released" in page and printed(desk) == before
    outline = Outline(page)
    assert outline.open == [] and outline.styles == 0 and len(set(outline.ids)) == len(outline.ids)
    warned = re.findall(r'<li class="warned">.*?</li>', page, re.S)
    assert len(warned) == 1 and WRONG in warned[0] and "Keep it all the same" in warned[0]
    number = re.search(rf'name="sentence-(\d+)" value="{re.escape(WRONG)}"', page)
    assert number is not None
    form = {
        **TEXT,
        "turn": "1",
        f"sentence-{number[1]}": WRONG,
        f"keep-{number[1]}": "The envoy told us.",
        "why": "Late news.",
    }
    page = desk.client.get(post(desk, "release", form).headers["location"]).text
    assert "Brief edited" in page and "Late news." in page
    brief = printed(desk)
    assert brief.headline == "The panel ends" and brief.version == before.version + 1 and brief.edited
    public = desk.client.get("/story/s-panel").text
    assert WRONG in public and "Kept although the check warned" in public and "The envoy told us." in public
    assert EDITOR not in public and "Brief edited" in public and "by an editor: Late news." in public
    assert desk.client.get(f"/story/s-panel/v/{brief.version}/changes").status_code == 200
    told = desk.client.get("/api/history?story=s-panel").json()["items"][0]
    assert (told["kind"], told["by"], told["version"]) == ("edit", "editor", brief.version)


def test_citations_are_chosen_by_form(desk: Desk) -> None:
    desk.signed()
    second = "r-s-panel@63-99.1"
    form = {**TEXT, "sentence-0": WRONG, "cite-0": second}
    post(desk, "save", form)
    hand = desk.store.hand("s-panel")
    assert hand is not None and hand.draft is not None
    cited = next(s for s in hand.draft.sentences if s.text == WRONG).citations
    assert [(c.report, c.start, c.end) for c in cited] == [("r-s-panel", 63, 99)]
    assert post(desk, "save", {**form, "turn": "1", "cite-0": "nonsense"}).status_code == 422


def test_the_later_of_two_editors_is_told_and_keeps_the_text(desk: Desk) -> None:
    desk.signed()
    post(desk, "save", TEXT)
    mine = {**TEXT, "headline": "What I wrote", "body": "My own paragraph stands here."}
    answer = post(desk, "save", mine)
    assert answer.status_code == 422 and "somebody was quicker" in answer.text
    assert "What I wrote" in answer.text and "My own paragraph" in answer.text and "As it stands now" in answer.text
    hand = desk.store.hand("s-panel")
    assert hand is not None and hand.draft is not None and hand.draft.headline == "The panel ends"
    assert 'name="turn" value="1"' in answer.text, "a second press is a decision"


def test_a_draft_is_dropped_and_a_brief_given_back(desk: Desk) -> None:
    desk.signed()
    before = printed(desk)
    post(desk, "save", TEXT)
    post(desk, "revert", {"turn": "1"})
    hand = desk.store.hand("s-panel")
    assert hand is not None and hand.draft is None and printed(desk) == before
    post(desk, "release", {**TEXT, "turn": str(hand.turn)})
    hand = desk.store.hand("s-panel")
    assert hand is not None and printed(desk).edited
    assert "Let the desk write it again" in desk.client.get(PATH).text
    post(desk, "revert", {"turn": str(hand.turn)})
    assert printed(desk).headline == before.headline and not printed(desk).edited


def test_odd_forms_are_answered(desk: Desk) -> None:
    desk.signed()
    assert post(desk, "nonsense", TEXT).status_code == 404
    assert post(desk, "save", {**TEXT, "turn": "٣"}).status_code == 422
    assert post(desk, "save", {"turn": "0"}).status_code == 422
    assert post(desk, "take", {"turn": "0"}).status_code == 422
    assert desk.client.get("/admin/story/none/text").status_code == 200
    answer = post(desk, "save", {**TEXT, "headline": HOSTILE, "body": HOSTILE})
    page = desk.client.get(answer.headers["location"]).text
    assert "<script>alert" not in page


@pytest.mark.browser
def test_a_brief_is_edited_without_javascript(tmp_path: Path, browser: Browser) -> None:
    from tests.site.shots import served

    with served(tmp_path) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        sign_in(page, address)
        page.goto(f"{address}/admin/story/s-panel")
        page.get_by_role("link", name="edit its words").click()
        page.get_by_label("Headline").fill("The panel ends")
        page.get_by_label("Paragraphs").fill(f"{TRUE}\n\n{WRONG}")
        page.get_by_role("button", name="Save and check").click()
        assert "Saved, not released" in page.get_by_role("status").inner_text()
        page.get_by_label("Keep it all the same").last.fill("The envoy told us.")
        page.get_by_role("button", name="Release", exact=True).click()
        assert "Brief edited" in page.get_by_role("status").inner_text()
        page.goto(f"{address}/story/s-panel")
        assert page.locator("h1").inner_text() == "The panel ends"
        context.close()
