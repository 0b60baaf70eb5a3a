"""Every page over the newsroom: what must stand on it, and that it is sound HTML that asks nobody else."""
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from communique.model import Drafted, Report, Span
from communique.site import frame
from communique.site.pages import report as report_page
from communique.store.sqlite import SqliteStore
from tests.site import articles, newsroom, shots, talks

PATHS = [path.partition("#")[0] for path in shots.PAGES.values()]
VOID = {"meta", "link", "input", "br", "hr", "img", "col"}


class Outline(HTMLParser):
    """Reads a page as a strict reader would: tags must close in order, ids are unique, ids that are pointed at exist."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.hrefs: list[str] = []
        self.headings: list[int] = []
        self.styles = 0
        self.loads: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID and tag not in ("rect", "line"):
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        self.styles += "style" in given or any(name.startswith("on") for name in given)
        self.ids += [given["id"] or ""] if "id" in given else []
        for name in ("popovertarget", "aria-labelledby", "for"):
            self.pointed += [given[name] or ""] if name in given else []
        if tag == "a":
            self.hrefs.append(given.get("href") or "")
        if tag == "script" or (tag == "link" and given.get("rel") in ("stylesheet", "icon")):
            self.loads.append(given.get("src") or given.get("href") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes inside charts."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]} at {self.getpos()}"
        self.open.pop()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_sound(full: TestClient, path: str) -> None:
    answer = full.get(path)
    outline = Outline(answer.text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.pointed) <= set(outline.ids)
    anchors = {href[1:] for href in outline.hrefs if href.startswith("#")}
    assert anchors <= set(outline.ids)
    assert outline.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False)), outline.headings
    assert outline.styles == 0, "style attributes and event handlers are barred by our own policy"
    assert all(load == "" or load.startswith("/static/") for load in outline.loads)
    assert "This is a sample: publishers are fictional." in answer.text
    assert ("الاثنين 25 مارس 2024" if path.startswith("/ar") else "Monday 25 March 2024") in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_every_link_within_the_site_leads_somewhere(full: TestClient, path: str) -> None:
    hrefs = {href.partition("#")[0] for href in Outline(full.get(path).text).hrefs if href.startswith("/")}
    for href in hrefs:
        assert full.get(href).status_code == 200, f"{path} links to {href}"


def test_a_brief_has_everything(full: TestClient) -> None:
    text = full.get("/story/s-talks").text
    for heading in (
        "Who took part",
        "What was said",
        "Where reports differ",
        "Background from our record",
        "Sources",
        "Corrections",
        "Versions",
        "Related",
    ):
        assert f">{heading}</h2>" in text
    assert re.search(r"<dt>Happened</dt><dd>\s*21–23 March 2024", text)
    assert "16 April" not in text
    assert "21 March 2024, 12:05" in text, "reports’ times are printed in the desk’s zone"
    assert "21 March 2024, 21:00 (publisher’s clock)" in text, "a time without zone stays as it is and says so"
    assert "4 independent witnesses" in text
    assert "Reached us through Kestrel News Agency, which has it from KCNA." in text
    assert "public broadcaster or agency" in text
    assert "copy of Kestrel News Agency’s report" in text
    assert "next stop" in text


def test_related_stories_say_what_they_are_and_none_says_why(full: TestClient) -> None:
    block = full.get("/story/s-talks").text.split('id="related"')[1].split("</section>")[0]
    assert re.findall(r'<span class="label">(\w+)</span><a href="/story/(s-\w+)">', block) == [
        ("Later", "s-laos"),
        ("Earlier", "s-envoy"),
    ]
    assert re.findall(r"<small>(.*?)</small>", block) == ["next stop", "earlier talks of the same sides"]
    empty = full.get("/story/s-panel").text.split('id="related"')[1].split("</section>")[0]
    assert "No other story in our archive shares two countries or a person with this one" in empty


def test_every_sentence_of_a_brief_has_its_sources_beside_it(full: TestClient) -> None:
    text = full.get("/story/s-talks").text
    sentences = re.findall(r'<span class="sentence">(.*?</span>)</span>', text, re.DOTALL)
    printed = [*talks.TALKS.standfirst, *(s for p in talks.TALKS.body for s in p), *talks.TALKS.background]
    assert len(sentences) == len(printed)
    for shown, sentence in zip(sentences, printed, strict=True):
        assert shown.count("<button") == len(set(sentence.citations)) + len(sentence.events)
    card = text.split('id="c12"')[1].split("</aside>")[0]
    before, words, after = (articles.BY_ID["r-kcna2"].sentence(i) for i in range(3))
    assert f'<span class="near">{before}</span> <mark>{words}</mark> <span class="near">{after}</span>' in card.replace(
        "&#34;", '"'
    )
    assert 'href="/report/r-kcna2#s-' in card and "https://kestrel.example/r-kcna2" in card


def test_a_note_has_one_number_however_often_it_is_cited(full: TestClient) -> None:
    text = full.get("/story/s-talks").text
    assert len(re.findall(r'<aside class="card" id="c\d+"', text)) == len(
        set(re.findall(r'popovertarget="(c\d+)"', text))
    )


def test_a_report_shows_its_cited_sentences_and_not_its_text(full: TestClient) -> None:
    text = full.get("/report/r-arrival").text
    report = articles.BY_ID["r-arrival"]
    assert f'<mark id="s-{report.sentences[1].start}">{report.sentence(1)}</mark>' in text
    assert report.sentence(3) not in text and report.sentence(4) not in text
    closed = full.get("/report/r-copy").text
    assert "no more than its headline" in closed and articles.BY_ID["r-copy"].sentence(0) not in closed
    assert "An earlier version gave Cai Qi’s office as minister." in full.get("/report/r-cai").text


def test_neighbours_are_left_out_where_too_much_would_stand() -> None:
    spans = tuple(Span(start=i * 10, end=i * 10 + 9) for i in range(10))
    long = Report(id="r", text="x" * 100, sentences=spans)
    assert [[p.cited for p in passage] for passage in report_page.passages(long, {0, 5})] == [
        [True, False],
        [False, True, False],
    ]
    assert [[p.cited for p in passage] for passage in report_page.passages(long, {0, 3, 6, 9})] == [[True]] * 4


def test_the_tie_of_two_countries(full: TestClient) -> None:
    text = full.get("/pair/CHN-PRK").text
    assert text.count('<li id="e-') == 7
    assert "Great Hall of the People, Beijing, China" in text
    assert '<svg class="chart" role="group"' in text and "18–24 March 2024: sum +4, mean +1 of 4" in text
    assert '<th scope="row">18–24 March 2024</th><td class="n">4</td><td class="n">0</td><td class="n">+4</td>' in text
    text = full.get("/pair/CHN-PRK?by=month").text
    assert "March 2024: sum +4, mean +1 of 4" in text and "by week" in text
    assert '<th scope="row">November 2023</th><td class="n">0</td><td class="n">1</td><td class="n">−5</td>' in text
    assert "Thursday 21 March" in text and "made a demand of" in text


def test_a_person_with_offices_plans_and_statements(full: TestClient) -> None:
    text = full.get("/person/kim-song-nam").text
    assert "Planned, no day given" not in text, "the plan was carried out, so it stands where it was told"
    assert '<a href="#e-e-vnm">As planned</a>' in text and '<a href="#e-e-laos">Carried out</a>' in text
    assert "Reported on 21 March 2024, by" in text
    assert "ties with China had a firm place" in text and "not a quotation" in text


def test_addresses_have_one_form(full: TestClient) -> None:
    assert full.get("/pair/prk-chn").headers["location"] == "/pair/CHN-PRK"
    assert full.get("/country/prk").headers["location"] == "/country/PRK"
    for path in (
        "/pair/CHN",
        "/pair/CHN-CHN",
        "/country/XXX",
        "/person/nobody",
        "/report/none",
        "/story/s-talks/v/9",
        "/nowhere",
    ):
        answer = full.get(path)
        assert answer.status_code == 404 and "go on from here" in answer.text
    assert full.get("/pair/FRA-ITA").status_code == 200
    assert "Nothing between the two is on record" in full.get("/pair/FRA-ITA").text
    assert full.get("/people?page=abc&country=CHN").status_code == 200
    assert full.get("/country/PRK?page=99999").status_code == 200
    assert full.post("/").status_code == 405


def test_an_empty_desk_says_why_it_is_empty(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    client = serve()
    front = client.get("/").text
    assert "the sources have not been asked so far" in front and "so none has been opened" in front
    store.close_round(newsroom.NOW)
    assert "nothing they carry has become a story" in client.get("/").text
    for path in ("/pairs", "/people", "/countries", "/sources", "/country/PRK"):
        assert 'class="empty"' in client.get(path).text


def test_pages_go_on_where_the_last_one_ended(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    for index in range(45):
        report, brief = newsroom.small(
            f"s-{index:02}", f"Headline {index:02}", f"Text {index}.", None, "2024-03-01T10:00:00Z", 1
        )
        store.put_report(report)
        store.put_brief(brief)
    client = serve()

    def pages() -> Iterator[str]:
        path = "/"
        while path:
            text = client.get(path).text
            yield text
            after = re.search(r'rel="next" href="([^"]+)"', text)
            path = after[1].replace("&amp;", "&") if after else ""

    told = [set(re.findall(r'<h[23]><a href="/story/(s-\d\d)"', text)) for text in pages()]
    assert [len(found) for found in told] == [20, 20, 5]
    assert len(set.union(*told)) == 45


def test_snippets_are_escaped_but_for_their_marks() -> None:
    assert frame.marked("a \x02<b>\x03 & \x02c") == "a <mark>&lt;b&gt;</mark> &amp; <mark>c</mark>"
    assert frame.marked("\x03lone") == "lone"


def test_a_brief_says_which_part_a_model_had_in_it(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    report, brief = newsroom.small("s-1", "Headline", "Text.", None, "2024-03-01T10:00:00Z", 1)
    store.put_report(report)
    store.put_brief(brief)
    assert "Drafted by" not in serve().get("/story/s-1").text
    part = Drafted(model="small", sentences=2, of=3, refused=1)
    store.put_brief(replace(brief, version=2, drafted=part))
    assert "Drafted by small, 2 of 3 sentences; each checked" in serve().get("/story/s-1").text
    assert serve().get("/api/briefs/s-1").json()["drafted"]["of"] == 3
    assert "drafted" not in serve().get("/story/s-1/v/1").text
