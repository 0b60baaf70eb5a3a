from datetime import UTC, datetime

import pytest

from communique.lexicon.days import days, moment
from communique.reading.dates import modified, published
from communique.reading.document import Document

from . import dated
from .pages import URL, html

LATEST = datetime(2024, 4, 1, tzinfo=UTC)


def document(head: str = "", before: str = "", url: str = URL, lang: str = "en-GB") -> Document:
    return Document(html(head=head, before=f"<h1>Talks in Oslo</h1>{before}", lang=lang), url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-21T21:40:00+08:00", "2024-03-21T21:40:00+08:00"),
        ("2024-03-21T21:40:00.000Z", "2024-03-21T21:40:00+00:00"),
        ("2024-03-21T21:40+0800", "2024-03-21T21:40:00+08:00"),
        ("2024-03-21 21:40:00", "2024-03-21T21:40:00"),
        ("2024-03-21 21:40:00 UTC", "2024-03-21T21:40:00+00:00"),
        ("2024-03-21", "2024-03-21"),
        ("2024/03/21", "2024-03-21"),
        ("Thu, 21 Mar 2024 21:40:00 +0800", "2024-03-21T21:40:00+08:00"),
        ("21 March 2024", "2024-03-21"),
        ("March 21, 2024", "2024-03-21"),
        ("Mar. 21st, 2024 at 9 pm", "2024-03-21T21:00:00"),
        ("21 mars 2024", "2024-03-21"),
        ("1er février 2024", "2024-02-01"),
        ("21 de marzo de 2024", "2024-03-21"),
        ("21. März 2024", "2024-03-21"),
        ("21 марта 2024", "2024-03-21"),
        ("21 مارس 2024", "2024-03-21"),
        ("21.03.2024", "2024-03-21"),
        ("21/03/2024", "2024-03-21"),
        ("03/21/2024", "2024-03-21"),
        ("04/03/2024", "2024-03-04"),
        ("2024年3月21日", "2024-03-21"),
        ("2024년 3월 21일", "2024-03-21"),
        ("2024. 3. 21.", "2024-03-21"),
        ("1711000000", "2024-03-21T05:46:40+00:00"),
        ("March 2024", None),
        ("31 February 2024", None),
        ("2024-13-45T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_are_read_as_given(text: str, expected: str | None) -> None:
    assert moment(text) == expected


def test_a_day_in_figures_of_open_order_is_left_out() -> None:
    assert list(days("on 03/04/2024")) == []
    assert [day.isoformat() for day, _ in days("on 03/04/2024", month_first=True)] == ["2024-03-04"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-21T21:40:00+08:00">',
        '<meta itemprop="datePublished" content="2024-03-21T21:40:00+08:00">',
        '<meta name="parsely-pub-date" content="2024-03-21T21:40:00+08:00">',
        '<meta name="x-publish-date" content="2024-03-21T21:40:00+08:00">',
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-03-21T21:40:00+08:00"}</script>',
        '<script type="application/ld+json">[{"@type":["ReportageNewsArticle"],\n"headline":"a\nb",'
        '"datePublished":"2024-03-21T21:40:00+08:00"}]</script>',
    ],
)
def test_stated_times_are_found(head: str) -> None:
    assert published(document(head), None, LATEST) == "2024-03-21T21:40:00+08:00"


@pytest.mark.parametrize(
    "before",
    [
        '<time datetime="2024-03-21">Thursday</time>',
        '<span itemprop="datePublished" content="2024-03-21">Thursday</span>',
        '<p class="byline">By Ann Lee | March 21, 2024</p>',
        "<div><span>Published 21 March 2024 at 9.40 pm</span></div>",
        '<p class="date">21/03/2024</p>',
    ],
)
def test_printed_days_are_found(before: str) -> None:
    assert published(document(before=before), None, LATEST) == "2024-03-21"


def test_the_address_may_say_the_day() -> None:
    assert published(document(url="https://a.example/2024/03/21/talks"), None, LATEST) == "2024-03-21"
    assert published(document(url="https://a.example/20240321/talks"), None, LATEST) == "2024-03-21"
    assert published(document(url="https://a.example/2024/12/talks-3"), None, LATEST) is None
    assert published(document(url="https://a.example/article/20241399"), None, LATEST) is None


@pytest.mark.parametrize(
    "stated", ["1970-01-01T00:00:00Z", "1989-12-31", "2024-04-20T00:00:00Z", "0001-01-01", "never"]
)
def test_impossible_times_are_not_believed(stated: str) -> None:
    head = f'<meta property="article:published_time" content="{stated}">'
    assert published(document(head), None, LATEST) is None
    assert published(document(head), "2024-03-21T10:00:00Z", LATEST) == "2024-03-21T10:00:00+00:00"


def test_days_of_other_things_are_not_taken() -> None:
    aside = (
        '<aside class="related"><time datetime="2024-03-20">Wednesday</time><time datetime="2024-03-19"></time></aside>'
    )
    assert published(document(before=aside), None, LATEST) is None
    assert published(document(before="<p>Copyright © 1 January 2024 Northern Courier</p>"), None, LATEST) is None


def test_modified_is_told_only_when_later() -> None:
    head = '<meta property="article:modified_time" content="{}">'
    first = "2024-03-21T21:40:00+08:00"
    assert modified(document(head.format("2024-03-22T08:00:00+08:00")), first, LATEST) == "2024-03-22T08:00:00+08:00"
    assert modified(document(head.format(first)), first, LATEST) is None
    assert modified(document(head.format("2024-03-20")), first, LATEST) is None
    assert (
        modified(document(before='<p>Updated <time datetime="2024-03-23">Sat</time></p>'), first, LATEST)
        == "2024-03-23"
    )


PAGES = tuple(dated.pages())


@pytest.mark.parametrize("page", [page for page in PAGES if page.tuned], ids=lambda page: page.id)
def test_pages_tuned_on_say_their_day(page: dated.Dated) -> None:
    assert page.faults() == []


def test_pages_held_out_say_their_day() -> None:
    held = [page for page in PAGES if not page.tuned]
    wrong = [fault for page in held for fault in page.faults()]
    assert len(held) >= 70
    assert len(wrong) <= 3, "\n".join(wrong)  # what is left, and was never tuned on


def test_no_day_is_invented_on_most_undated_pages() -> None:
    undated = [page for page in PAGES if page.published is None]
    assert len(undated) >= 30
    assert sum(page.report().published is not None for page in undated) <= 2


def test_days_of_other_calendars_are_ours() -> None:
    assert [moment(text) for text in ("۲۹ اسفند ۱۴۰۲", "۱ فروردین ۱۴۰۳", "۳۰ اسفند ۱۳۹۹", "30 اسفند 1402")] == [
        "2024-03-19", "2024-03-20", "2021-03-20", None,
    ]  # fmt: skip
    assert moment("平成元年1月8日") == "1989-01-08"
