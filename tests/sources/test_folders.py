import os
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.model import Source
from communique.reading import read
from communique.sources import folders
from communique.sources.discovery import discover
from communique.sources.http import HttpFetch

from ..files.archives import article, packed, record
from .conftest import Publisher, ranged
from .test_gather import Reader

MAIL = b"""From: Press Office <press@m.example>
Subject: Talks in Oslo
Date: Thu, 21 Mar 2024 21:40:00 +0100
Content-Type: text/html; charset=utf-8

<p><a href="https://m.example/5">View in browser</a></p>
<p>The foreign ministers of Norway and Chile met in Oslo on Thursday and agreed to open talks on fisheries.</p>
"""


@pytest.fixture
def folder(tmp_path: Path, fetch: HttpFetch, clock: PlayedClock) -> Reader:
    (tmp_path / "in").mkdir()
    return Reader(Source(id="box", url=str(tmp_path / "in"), kind="folder"), fetch, clock)


def test_mail_in_a_folder_is_read_once(folder: Reader) -> None:
    (Path(folder.source.url) / "a.eml").write_bytes(MAIL)
    (page,) = folder.round().pages
    report = read(page)
    assert (report.title, report.published) == ("Talks in Oslo", "2024-03-21T21:40:00+01:00")
    assert report.canonical_url == "https://m.example/5" and page.url.endswith("/a.eml")
    assert folder.round().unchanged == 1


def test_what_cannot_be_taken_is_named_and_the_rest_is_read(folder: Reader, tmp_path: Path) -> None:
    root = Path(folder.source.url)
    (tmp_path / "secret.html").write_bytes(article(1))
    (root / "a.html").write_bytes(article(2))
    (root / "out.html").symlink_to(tmp_path / "secret.html")
    (root / "round.html").symlink_to(root / "round.html")
    (root / "away").symlink_to(tmp_path)
    os.mkfifo(root / "pipe.txt")
    (root / "none.eml").write_bytes(b"Subject: empty\n\n")
    with (root / "huge.html").open("wb") as file:
        file.truncate(20_000_000)
    found = folder.round()
    assert [page.url.rpartition("/")[2] for page in found.pages] == ["a.html"]
    why = {refusal.name.rpartition("/")[2]: refusal.why for refusal in found.refusals}
    assert why == {
        "out.html": "leads out of the folder",
        "round.html": "a link that leads nowhere",
        "pipe.txt": "not a file",
        "none.eml": "a message without text",
        "huge.html": "larger than 12 MB",
    }


def test_a_full_folder_is_read_in_portions(folder: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_PAGES", 4)
    for n in range(6):
        (Path(folder.source.url) / f"{n}.html").write_bytes(article(n))
    assert [len(folder.round().pages) for _ in range(3)] == [4, 2, 0]


def test_archives_and_lines_are_found_by_what_is_in_them(
    tmp_path: Path, fetch: HttpFetch, publisher: Publisher
) -> None:
    data = packed(record("https://a.example/1", article(1)))
    (tmp_path / "crawl").write_bytes(data)
    (tmp_path / "a.jsonl").write_text('{"url": "https://a.example/1", "html": ""}\n')
    publisher.pages["/crawl.warc.gz"] = ranged(data * 50, [])
    for address, kind in (
        (str(tmp_path / "crawl"), "archive"),
        (str(tmp_path / "a.jsonl"), "lines"),
        (publisher.url + "/crawl.warc.gz", "archive"),
    ):
        (source,) = discover(address, fetch)
        assert (source.kind, source.url, source.publisher) == (kind, address, address.rpartition("/")[2])
