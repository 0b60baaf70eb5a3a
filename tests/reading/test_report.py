import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import Unreadable
from communique.model import Page, Selectors, Source
from communique.reading import read

from .pages import BODY, URL, html, page

LATEST = datetime(2024, 4, 1, tzinfo=UTC)
DATA = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite",
"name": "Northern Courier"}, {"@type": "NewsArticle", "headline": "Talks in Oslo",
"datePublished": "2024-03-21T21:40:00+01:00", "dateModified": "2024-03-22T08:00:00+01:00",
"author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Organization", "name": "Northern Courier"}],
"publisher": {"@type": "Organization", "name": "Northern Courier"}, "articleSection": "World",
"keywords": ["Norway", "Chile"], "image": {"url": "/i/oslo.jpg", "caption": "The ministers"}}]}</script>"""


def test_a_page_with_structured_data_becomes_a_report() -> None:
    report = read(page(html(head=DATA)), LATEST)
    assert report.title == "Talks in Oslo"
    assert report.text.split("\n\n")[0].startswith("The foreign ministers of Norway and Chile met in Oslo")
    assert len(report.text.split("\n\n")) == 3
    assert "rights reserved" not in report.text
    assert (report.published, report.modified) == ("2024-03-21T21:40:00+01:00", "2024-03-22T08:00:00+01:00")
    assert report.byline == ("Ann Lee",)
    assert (report.publisher, report.section, report.keywords) == ("Northern Courier", "World", ("Norway", "Chile"))
    assert report.image and report.image.url == "https://www.northern-courier.example/i/oslo.jpg"
    assert (report.language, report.access, report.canonical_url) == ("en", "open", URL)
    assert [report.sentence(n) for n in range(len(report.sentences))][-1].endswith("statement to reporters.")
    assert report.version == 1 and report.versions[0].modified == report.modified


def test_a_page_that_says_nothing_of_itself_leaves_it_unknown() -> None:
    report = read(page(html(before="<h1>Talks in Oslo</h1>")), LATEST)
    assert (report.published, report.modified, report.byline, report.dateline) == (None, None, (), None)
    assert (report.description, report.section, report.image, report.origin) == (None, None, None, ())


def test_the_id_comes_from_source_and_canonical_address() -> None:
    variants = [URL, URL + "?utm_source=x&fbclid=1", URL + "#top", URL.replace("www.", "WWW.")]
    assert len({read(page(url=url)).id for url in variants}) == 1
    assert read(page(url=URL + "?page=2")).id != read(page()).id
    source = Source(id="courier", url="https://www.northern-courier.example/feed", publisher="The Courier")
    other = read(page(source=source))
    assert other.id != read(page()).id and other.source == "courier" and other.publisher == "The Courier"
    assert read(page(id="given")).id == "given"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.northern-courier.example/world/talks", "https://www.northern-courier.example/world/talks"),
        ("/world/talks?utm_medium=rss", "https://www.northern-courier.example/world/talks"),
        ("https://northern-courier.example/world/talks", "https://northern-courier.example/world/talks"),
        ("https://elsewhere.example/world/talks", URL),
        ("https://www.northern-courier.example/", URL),
        ("http://[broken", URL),
        ("", URL),
    ],
)
def test_the_canonical_address_is_believed_within_its_site(link: str, expected: str) -> None:
    assert read(page(html(head=f'<link rel="canonical" href="{link}">'))).canonical_url == expected


def test_what_the_feed_said_helps_where_the_page_is_silent() -> None:
    known = {"entry_published": "2024-03-21T10:00:00+01:00", "entry_summary": "<b>Fish</b> and ships"}
    report = read(page(**known), LATEST)
    assert (report.published, report.description) == ("2024-03-21T10:00:00+01:00", "Fish and ships")
    assert read(page(html(head=DATA), **known), LATEST).published == "2024-03-21T21:40:00+01:00"


def test_a_correction_note_is_told_apart_from_the_text() -> None:
    note = "An earlier version of this article said that the talks were in Bergen. They were in Oslo."
    report = read(page(html(BODY + f"<p><em>Correction: {note}</em></p>")))
    assert report.versions[0].note == note
    assert "Bergen" not in report.text


def test_dateline_and_origin_are_read_and_the_text_keeps_them() -> None:
    body = BODY.replace("<p>The foreign", "<p>OSLO, March 21 (Kestrel) - The foreign", 1)
    report = read(page(html(body, head=DATA)), LATEST)
    assert report.dateline and (report.dateline.place, report.dateline.agency) == ("Oslo", "Kestrel")
    assert report.dateline.day == "2024-03-21"
    assert report.origin == ("Kestrel",)
    assert report.text.startswith("OSLO, March 21 (Kestrel) - The foreign")


@pytest.mark.parametrize(
    ("head", "tail", "access"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
            "",
            "paid",
        ),
        ("", "<p>Subscribe now to continue reading this article and all others.</p>", "paid"),
        ("", "<p>The ministers also spoke about the crews of the two ships that…</p>", "truncated"),
        ("", "", "open"),
    ],
)
def test_paid_and_truncated_pages_are_flagged(head: str, tail: str, access: str) -> None:
    assert read(page(html(BODY + tail, head=head))).access == access


def test_a_plain_text_is_a_report_too() -> None:
    text = (
        "Talks in Oslo\n\nOSLO (Kestrel) - The foreign ministers of Norway\nand Chile met on Thursday.\n\nMore follows."
    )
    report = read(Page(url="file:///talks.txt", body=text.encode(), content_type="text/plain"))
    assert report.title == "Talks in Oslo"
    assert report.text.split("\n\n")[1] == "More follows."
    assert report.origin == ("Kestrel",)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "not HTML"),
        (b"\x89PNG\r\n", "not HTML"),
        (b"\x1f\x8b broken", "gzip"),
        (gzip.compress(b"<p>" + b"x" * 20_000_000), "larger than"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        (("<div>" * 5000 + "deep" + "</div>" * 5000).encode(), "nested"),
        (b"<br>" * 300_000, "elements"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_reason(body: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        read(page(body))
    assert refused.value.name == URL


@given(st.binary(max_size=600))
@settings(max_examples=60, deadline=None)
def test_no_bytes_bring_it_down(data: bytes) -> None:
    for body in (data, html().encode().replace(b"Talks", data), html(head=DATA).encode()[: len(data) * 4] + data):
        try:
            report = read(page(body), LATEST)
        except Unreadable:
            continue
        assert report.text and all(report.sentence(n).strip() for n in range(len(report.sentences)))


PECULIAR = (
    "<h1>World</h1><p class='kop'>Talks in Oslo open</p><p class='wann'>am 4.3.2024, spät</p><p class='wer'>Ann Lee</p>"
)


def _of(**selectors: str) -> Page:
    source = Source(id="s", url=URL, selectors=Selectors(**selectors))
    return page(html(before=PECULIAR, head='<meta name="date" content="2024-03-02">'), source=source)


def test_selectors_of_a_source_win() -> None:
    report = read(_of(title=".kop", published=".wann", byline=".wer"))
    assert (report.title, report.published, report.byline) == ("Talks in Oslo open", "2024-03-04", ("Ann Lee",))


def test_a_selector_that_finds_nothing_leaves_the_page_to_itself() -> None:
    assert read(_of(title=".none", published=".none")).published == "2024-03-02"


def test_a_broken_selector_is_named() -> None:
    with pytest.raises(Unreadable, match=r"selector for byline is none: p\[\["):
        read(_of(byline="p[["))


NOTE = "An earlier version of this article said that the talks were in Bergen. They were in Oslo."


@pytest.mark.parametrize(
    "printed",
    [
        html(f"<p><strong>Correction:</strong> {NOTE}</p>{BODY}"),
        html(f"{BODY}<p><i>Correction, 22 March: {NOTE}</i></p>".replace(", 22 March", " (22 March)")),
        html(f'{BODY}<div class="correction-box"><h4>Correction</h4><p>{NOTE}</p></div>'),
        html(before=f'<h1>Talks in Oslo</h1><aside class="editors-note">Editor\'s note: {NOTE}</aside>'),
        html(
            f'{BODY}</div></article><section id="corrections"><h3>Correction</h3><p>{NOTE}</p></section><article><div>'
        ),
    ],
    ids=["top", "bottom", "box", "aside", "section"],
)
def test_a_correction_note_is_found_wherever_it_stands(printed: str) -> None:
    report = read(page(printed))
    assert report.versions[0].note == NOTE
    assert "Bergen" not in report.text


def test_a_box_of_a_policy_on_corrections_is_no_note() -> None:
    for words in (
        "Our policy on errors",
        "Found an error? Write to us.",
        "Report a mistake to the desk of the Courier",
    ):
        box = f'<div class="corrections"><a href="/corrections">{words}</a></div>'
        assert read(page(html(BODY + box))).versions[0].note is None
