"""What a version of a report changed, on its page and in the API, within what may be printed."""

import html
import re
import time
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from communique.model import Version
from communique.site.changes import counted, first
from communique.store.sqlite import SqliteStore
from tests.site.articles import article
from tests.site.printings import FIRST, NOTE, THIRD

PIECES = re.compile(r"<(del|ins)><span class=\"unseen\">\[\w+: </span>(.*?)<span class=\"unseen\">\]</span></\1>")


def main(page: str) -> str:
    """The page's own part."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found
    return found[0]


def text(page: str) -> str:
    """The words of a page's own part as they are read, the marks of a screen reader included."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main(page))).split())


def test_a_corrected_report_shows_note_and_changed_number(full: TestClient) -> None:
    page = full.get("/report/r-quota/v/2/changes").text
    assert NOTE in text(page)
    assert PIECES.findall(main(page)).count(("del", "15")) == PIECES.findall(main(page)).count(("ins", "12")) == 2
    assert "by [removed: 15] [added: 12] per cent" in text(page)
    assert "1 sentence changed; version 2 has 6 sentences." in text(page)
    assert "21 March 2024, 16:20" in page and "22 March 2024, 14:10" in page  # seen, and dated by the publisher


def test_a_report_changed_without_a_note_says_so(full: TestClient) -> None:
    page = text(full.get("/report/r-quota/v/3/changes").text)
    assert "The publisher says nothing of this change on the page." in page and NOTE not in page
    assert "3 sentences changed, 1 added, 1 moved" in page
    assert "Moved from sentence 4 to 7" in page
    assert "Removed: Aud Lie" in page and "Added: Aud Lie, Per Moe" in page


def test_any_two_versions_are_compared(full: TestClient) -> None:
    page = text(full.get("/report/r-quota/v/3/changes?from=1").text)
    assert "[removed: 15] [added: 12]" in page and "[removed: Monday] [added: Tuesday]" in page
    back = text(full.get("/report/r-quota/v/1/changes?from=2").text)
    assert "[removed: 12] [added: 15]" in back and "From: version 2" in back and "To: version 1" in back


@pytest.mark.parametrize("path", ["v/1/changes", "v/9/changes", "v/3/changes?from=3", "v/3/changes?from=9",
                                  "v/3/changes?from=x", "v/3/changes?from=-1"])  # fmt: skip
def test_what_cannot_be_compared_is_said(full: TestClient, path: str) -> None:
    assert full.get(f"/report/r-quota/{path}").status_code == 404
    number = path.split("/")[1]
    query = path.partition("?")[2]
    assert full.get(f"/api/reports/r-quota/versions/{number}/changes?{query}").status_code in (404, 422)


def test_no_more_words_are_shown_than_the_source_allows(full: TestClient) -> None:
    for path in ("2/changes", "3/changes", "3/changes?from=1"):
        told = full.get(f"/api/reports/r-quota/versions/{path}").json()
        shown = [piece["text"] for line in told["lines"] for piece in line["pieces"]]
        assert told["allowed"] == 60 and 0 < counted(" ".join([told["note"], *shown])) <= 60
    page = text(full.get("/report/r-quota/v/3/changes").text)
    assert "We may print 60 words of this report: of 1 sentence only the place is told." in page
    assert THIRD[2] not in page and "ends a quarrel" not in page


def test_a_free_report_is_shown_whole(full: TestClient) -> None:
    page = text(full.get("/report/r-quota-free/v/3/changes").text)
    assert (
        "ends a quarrel" in page
        and THIRD[4] in page
        and FIRST[3] in page
        and "[…]" not in page.replace("[…] is left out", "")
    )


@pytest.mark.parametrize("report", ["r-quota-closed", "r-quota-reserved"])
@pytest.mark.parametrize("version", [2, 3])
def test_of_a_closed_report_only_the_places_are_told(full: TestClient, report: str, version: int) -> None:
    """The reserved one is reserved only in its third version: what holds now holds for what it printed before."""
    page = text(full.get(f"/report/{report}/v/{version}/changes").text)
    answer = full.get(f"/api/reports/{report}/versions/{version}/changes").text
    listed = full.get(f"/report/{report}").text + full.get(f"/api/reports/{report}/versions").text
    for word in ("Tromsund", "Solheim", "Environmental", "Shipowners", "earlier version of this"):
        assert word not in page and word not in answer and word not in listed
    assert "Changed sentence 1" in page and "no more than its headline" in page
    assert ("[removed: 15]" in page) == (version == 2)  # in the headline
    assert ("carries a correction note" in page) == (version == 2)


def test_the_ways_to_the_changes(full: TestClient) -> None:
    report = full.get("/report/r-quota").text
    assert "This report has changed since we first saw it." in report and NOTE in report
    assert all(f"/report/r-quota/v/{n}/changes" in report for n in (2, 3)) and "v/1/changes" not in report
    corrected = full.get("/report/r-cai").text
    assert "The publisher corrected this report." in corrected
    brief = full.get("/story/s-talks").text
    assert brief.count("/report/r-cai/v/2/changes") == 2  # at the source, and at the correction
    for kind in ("atom", "json"):
        assert "minister" in full.get(f"/feed.{kind}").text and "Correction" in full.get(f"/feed.{kind}").text


def test_a_note_that_was_there_before_is_no_note_of_this_change(
    serve: Callable[..., TestClient], store: SqliteStore
) -> None:
    for n, day in enumerate(("Monday", "Tuesday", "Friday"), 1):
        versions = tuple(Version(version=v, note=NOTE if v > 1 else None) for v in range(1, n + 1))
        store.put_report(
            article("r", "eastgate", "Talks", (f"They met on {day} in Oslo.",), "", version=n, versions=versions)
        )
    client = serve()
    assert "it does not speak of this change" in text(client.get("/report/r/v/3/changes").text)
    assert client.get("/api/reports/r/versions").json()["corrected"] == [2]
    assert client.get("/report/r").text.count(NOTE) == 1


def test_markup_of_a_publisher_is_never_ours(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    evil = "<script>alert(1)</script>"
    for n in (1, 2):
        versions = tuple(Version(version=v, note=f"{evil} {v}", seen=evil, modified=evil) for v in range(1, n + 1))
        more = {"version": n, "versions": versions, "byline": (f"{evil}{n}",), "published": f"{evil}{n}"}
        made = article("r", "eastgate", f"{evil} {n}", (f"{evil} They met {n} times in {evil}.",), "")
        store.put_report(type(made)(**{f: getattr(made, f) for f in made.__struct_fields__} | more))
    assert evil not in serve().get("/report/r/v/2/changes").text


def test_a_long_report_is_compared_in_bounded_work(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    for n in (1, 2):
        told = [f"The {'same ' * 40}man of year {i} saw {i * n} ships and {i + n} gulls." for i in range(1200)]
        versions = tuple(Version(version=v) for v in range(1, n + 1))
        store.put_report(article("r", "qianmen", "Ships", told, "", version=n, versions=versions))
    client = serve()
    begun = time.process_time()
    page = client.get("/report/r/v/2/changes").text
    assert "their ends were not compared" in page and time.process_time() - begun < 10


def test_words_are_counted_in_every_script() -> None:
    assert counted("The minister’s 12 guests") == 4 and counted("两国外长在北京会谈。") == 9
    assert first("One two, three four.", 2) == "One two" and first("One.", 5) == "One." and first("One", 0) == ""


@pytest.mark.browser
def test_the_page_works_without_script_on_a_phone(browser: Browser, live: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{live}/report/r-quota/v/3/changes")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    style = "el => getComputedStyle(el).textDecorationLine"
    assert "line-through" in page.locator("main del").first.evaluate(style)
    assert "underline" in page.locator("main ins").first.evaluate(style)
    page.get_by_label("Compare version 3 with").select_option("1")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/report/r-quota/v/3/changes?from=1")
    assert page.get_by_role("columnheader", name="Before: version 1").is_visible()
    context.close()
