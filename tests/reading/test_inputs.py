import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.model import Page
from communique.reading import read
from communique.reading.inputs import pages

from .pages import BODY, html


def taken(data: bytes, name: str = "in", base: Path | None = None) -> list[Page | InputRefused]:
    return list(pages(name, io.BytesIO(data), base))


def warc(*records: tuple[str, bytes, str]) -> list[bytes]:
    made = []
    for url, body, head in records:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
        made.append(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-21T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(made)}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n".encode()
            + http
            + b"\r\n\r\n"
        )
    return made


def test_an_html_file_is_one_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(html())
    with path.open("rb") as stream:
        (page,) = pages(str(path), stream)
    assert isinstance(page, Page) and page.url == path.as_uri()
    (page,) = taken(gzip.compress(html().encode()))
    assert isinstance(page, Page) and read(page).title == "Talks in Oslo"


def test_json_lines_with_html_or_file(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(html().encode()))
    lines = [
        {"id": "a", "url": "https://a.example/1", "file": "a.html.gz"},
        {"url": "https://a.example/2", "html": html()},
        {"id": "c", "file": "missing.html"},
        {"id": "d"},
        {"id": 5, "html": "x"},
        [1],
    ]
    data = "\n".join(map(json.dumps, lines)).encode() + b"\n\nnot json\n"
    for given_ in (data, gzip.compress(data)):
        found = taken(given_, "lines.jsonl", tmp_path)
        reports = [read(item) for item in found if isinstance(item, Page)]
        assert reports[0].id == "a" and len(reports) == 2
        refused = [item for item in found if isinstance(item, InputRefused)]
        assert [item.name for item in refused] == [f"lines.jsonl, line {n}" for n in (3, 4, 5, 6, 8)]
        assert "missing.html" in refused[0].why


def test_files_are_found_beside_the_lines_that_name_them(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(html())
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"url": "https://a.example/1", "file": "a.html"}\n')
    with lines.open("rb") as stream:
        assert [type(item) for item in pages(str(lines), stream)] == [Page]


def test_a_feed_without_articles_is_refused() -> None:
    (refused,) = taken(b'<rss version="2.0"><channel><title>Northern Courier</title></channel></rss>')
    assert isinstance(refused, InputRefused) and refused.why == "a feed without articles"


def test_a_feed_gives_its_entries_with_the_text_it_carries() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>Northern Courier</title><language>en</language><item><title>Talks in Oslo</title><link>https://a.example/1</link>
    <pubDate>Thu, 21 Mar 2024 21:40:00 +0100</pubDate><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
    <item><title>No text</title><link>https://a.example/2</link></item></channel></rss>"""
    page, refused = taken(feed.encode())
    assert isinstance(page, Page) and isinstance(refused, InputRefused)
    report = read(page)
    assert (report.title, report.published) == ("Talks in Oslo", "2024-03-21T21:40:00+01:00")
    assert (report.publisher, report.canonical_url) == ("Northern Courier", "https://a.example/1")
    assert "memorandum" in report.text
    assert refused.name == "in, entry 2"


@pytest.mark.parametrize("packed", [False, True])
def test_warc_files_give_their_pages(packed: bool) -> None:
    zipped = gzip.compress(html().encode())
    chunked = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (html().encode(), b"")) + b"\r\n"
    records = warc(
        ("https://a.example/1", html().encode(), ""),
        ("https://a.example/2", zipped, "Content-Encoding: gzip\r\n"),
        ("https://a.example/3", chunked, "Transfer-Encoding: chunked\r\n"),
    )
    data = b"".join(map(gzip.compress, records) if packed else records)
    found = taken(data)
    assert [item.url for item in found if isinstance(item, Page)] == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert all(read(item).title == "Talks in Oslo" for item in found if isinstance(item, Page))


def test_a_warc_that_breaks_off_says_so() -> None:
    first, second = warc(("https://a.example/1", html().encode(), ""), ("https://a.example/2", html().encode(), ""))
    for data in (first + second[:-200], first + second[:100], gzip.compress(first) + gzip.compress(second)[:-60]):
        found = taken(data)
        assert isinstance(found[0], Page)
        assert any(isinstance(item, InputRefused) for item in found)
    broken = bytearray(gzip.compress(first) + gzip.compress(second))
    broken[80:90] = bytes(10)
    assert any(isinstance(item, InputRefused) and "broken" in item.why for item in taken(bytes(broken)))


def test_empty_and_broken_inputs_are_refused_by_name() -> None:
    for data in (b"", b"  ", b"\x1f\x8b\x08 broken", gzip.compress(html().encode())[:-20]):
        (refused,) = taken(data, "it")
        assert isinstance(refused, InputRefused) and refused.name == "it"


@given(st.binary(max_size=300))
@settings(max_examples=80, deadline=None)
def test_no_bytes_bring_it_down(data: bytes) -> None:
    for body in (data, b"{" + data, b"WARC/1.0\r\n" + data, b"\x1f\x8b\x08" + data, b"<rss><channel>" + data):
        for item in taken(body, "it"):
            assert isinstance(item, Page | InputRefused)


def test_a_page_from_an_archive_is_not_dated_after_it_was_fetched() -> None:
    """The record below was fetched on 21 March 2024; what is read today is no licence to believe tomorrow's date."""
    for day, believed in (("2024-03-20", "2024-03-20"), ("2024-05-01", None)):
        body = html(head=f'<meta property="article:published_time" content="{day}">').encode()
        (page,) = taken(warc(("https://a.example/1", body, ""))[0])
        assert isinstance(page, Page)
        assert read(page, datetime(2026, 1, 1, tzinfo=UTC)).published == believed
