import gzip
import json
import random
from pathlib import Path

import pytest

from communique.clock import PlayedClock
from communique.model import Source
from communique.reading import read
from communique.sources import archives as module
from communique.sources.gather import sound
from communique.sources.http import HttpFetch

from ..files.archives import article, packed, record, wacz
from .conftest import Publisher, body, ranged
from .test_gather import Reader

URLS = [f"https://www.courier.example/{n}" for n in range(12)]
RECORDS = [record(url, article(n)) for n, url in enumerate(URLS)]


@pytest.fixture
def sent() -> list[int]:
    return []


def reader(url: str, fetch: HttpFetch, clock: PlayedClock, kind: str = "archive") -> Reader:
    return Reader(Source(id="past", url=url, kind=kind, publisher="The Courier"), fetch, clock)  # type: ignore[arg-type]


def test_an_archive_here_is_read_in_portions_and_then_left(
    tmp_path: Path, fetch: HttpFetch, clock: PlayedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 5)
    for name, data in (
        ("a.warc.gz", packed(*RECORDS)),
        ("b.warc", b"".join(RECORDS)),
        ("c.gz", gzip.compress(b"".join(RECORDS))),
    ):
        (tmp_path / name).write_bytes(data)
        past = reader(str(tmp_path / name), fetch, clock)
        rounds = [past.round() for _ in range(4)]
        assert [[page.url for page in found.pages] for found in rounds] == [URLS[:5], URLS[5:10], URLS[10:], []]
        assert [found.unchanged for found in rounds] == [0, 0, 0, 1]
        assert [found.state.due for found in rounds[:2]] == ["2024-03-24T12:00:00Z"] * 2
        page = rounds[0].pages[0]
        assert (page.fetched, page.source) == ("2024-03-21T00:00:00Z", past.source)
        assert read(page).publisher == "The Courier"


def test_an_archive_that_grows_is_read_on_and_another_from_its_beginning(
    tmp_path: Path, fetch: HttpFetch, clock: PlayedClock
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(*RECORDS[:3]))
    past = reader(str(path), fetch, clock)
    assert len(past.round().pages) == 3
    path.write_bytes(packed(*RECORDS[:5]))
    assert [page.url for page in past.round().pages] == URLS[3:5]
    path.write_bytes(packed(*reversed(RECORDS)))
    assert [page.url for page in past.round().pages] == URLS[::-1]


def test_three_pages_of_a_large_archive_cost_little_of_it(
    publisher: Publisher, fetch: HttpFetch, clock: PlayedClock, sent: list[int]
) -> None:
    chance = random.Random(1)
    films = [
        (f"https://f.example/{n}", record(f"https://f.example/{n}", chance.randbytes(250_000)), "video/mp4")
        for n in range(20)
    ]
    pages = [(url, each, "text/html") for url, each in zip(URLS[:3], RECORDS, strict=False)]
    data = wacz(*films[:7], pages[0], *films[7:12], pages[1], *films[12:], pages[2])
    publisher.pages["/a.wacz"] = ranged(data, sent, ETag='"1"')
    past = reader(publisher.url + "/a.wacz", fetch, clock)
    found = past.round()
    assert [page.url for page in found.pages] == URLS[:3] and not found.refusals
    assert len(data) > 5_000_000 and sum(sent) < len(data) / 10 and len(sent) <= 8
    del sent[:]
    assert past.round().unchanged == 1 and sent == []  # answered 304


def test_a_warc_on_a_server_is_read_forward_and_taken_up_where_it_stopped(
    publisher: Publisher, fetch: HttpFetch, clock: PlayedClock, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 5)
    monkeypatch.setitem(module.PART, "archive", 16_000)
    chance = random.Random(2)
    records = [record(url, article(n, chance.randbytes(30_000).hex())) for n, url in enumerate(URLS)]
    data = packed(*records)
    publisher.pages["/a.warc.gz"] = ranged(data, sent, ETag='"1"')
    past = reader(publisher.url + "/a.warc.gz", fetch, clock)
    got = []
    for _ in range(3):
        del sent[:]
        got.append([page.url for page in past.round().pages])
        assert sum(sent) < len(data)
    assert got == [URLS[:5], URLS[5:10], URLS[10:]]
    publisher.pages["/a.warc.gz"] = ranged(
        data + packed(record("https://www.courier.example/x", article(77))), sent, ETag='"2"'
    )
    assert [page.url for page in past.round().pages] == ["https://www.courier.example/x"]


def test_without_ranges_the_whole_is_taken_up_to_the_limit(
    publisher: Publisher, fetch: HttpFetch, clock: PlayedClock
) -> None:
    for data in (packed(*RECORDS), wacz(*((u, r, "text/html") for u, r in zip(URLS, RECORDS, strict=True)))):
        publisher.pages["/a"] = body(data, "application/octet-stream")
        assert [page.url for page in reader(publisher.url + "/a", fetch, clock).round().pages] == URLS
    publisher.pages["/a"] = body(bytes(300_000))
    found = reader(publisher.url + "/a", fetch, clock).round()
    assert found.state.failures == 1 and "serves no parts" in found.refusals[0].why


def test_an_archive_that_changes_under_our_hands_is_given_up_for_now(
    publisher: Publisher, fetch: HttpFetch, clock: PlayedClock, sent: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(module.PART, "archive", 1_000)
    serves = [ranged(packed(*RECORDS), sent, ETag=f'"{n}"') for n in range(50)]
    publisher.pages["/a"] = lambda handler: serves.pop(0)(handler)
    found = reader(publisher.url + "/a", fetch, clock).round()
    assert [refusal.why for refusal in found.refusals] == ["changed while it was read"]


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"PK\x03\x04", bytes(900), packed(b"no archive"), b"WARC/1.0\r\n\r\n"]
)
def test_what_is_no_archive_is_said(data: bytes, tmp_path: Path, fetch: HttpFetch, clock: PlayedClock) -> None:
    (tmp_path / "a").write_bytes(data)
    found = reader(str(tmp_path / "a"), fetch, clock).round()
    assert not found.pages and (found.refusals or not data)
    missing = reader(str(tmp_path / "b"), fetch, clock).round()
    assert missing.refusals[0].why == "No such file or directory"


LINES = [
    {"id": "a", "url": "https://www.courier.example/1", "html": article(1).decode()},
    {"id": "b", "html": article(2).decode()},
    {"id": "c", "url": "https://www.courier.example/3", "title": "Read elsewhere", "text": "The ministers met. " * 5},
]


def test_lines_are_pages_and_reports_and_are_read_on_by_offset(
    tmp_path: Path, fetch: HttpFetch, clock: PlayedClock
) -> None:
    path = tmp_path / "a.jsonl"
    text = "\n".join(map(json.dumps, LINES)) + "\nbroken\n"
    path.write_text(text)
    past = reader(str(path), fetch, clock, "lines")
    found = past.round()
    reports = [read(page) for page in found.pages]
    assert [report.title for report in reports] == [
        "Talks number 1 held in Oslo",
        "Talks number 2 held in Oslo",
        "Read elsewhere",
    ]
    assert len({report.id for report in reports}) == 3 and {report.source for report in reports} == {"past"}
    assert reports[2].sentences and reports[2].publisher == "The Courier"
    assert not {report.id for report in reports} & {"a", "b", "c"}  # another source may have lines called so, too
    assert [refusal.name for refusal in found.refusals] == [f"{path}, line 4"]
    assert past.round().unchanged == 1
    path.write_text(text + json.dumps(LINES[0])[:-30])  # a line that is still being written
    found = past.round()
    assert not found.pages and [refusal.name for refusal in found.refusals] == [f"{path}, line 5"]
    path.write_text(text + json.dumps(LINES[0]) + "\n")
    assert [page.url for page in past.round().pages] == ["https://www.courier.example/1"]


def test_lines_on_a_server_may_not_name_files_of_ours(
    publisher: Publisher, fetch: HttpFetch, clock: PlayedClock, sent: list[int], tmp_path: Path
) -> None:
    (tmp_path / "secret.html").write_bytes(article(1))
    lines = [json.dumps(line) for line in LINES] + [json.dumps({"file": str(tmp_path / "secret.html")})]
    for data in ("\n".join(lines).encode(), gzip.compress("\n".join(lines).encode())):
        publisher.pages["/a.jsonl"] = ranged(data, sent)
        past = reader(publisher.url + "/a.jsonl", fetch, clock, "lines")
        found = past.round()
        assert len(found.pages) == 3 and "names a file" in found.refusals[0].why


def test_sound_says_what_an_archive_holds(tmp_path: Path, fetch: HttpFetch, clock: PlayedClock) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(RECORDS))
    assert sound(reader(str(tmp_path / "a.warc"), fetch, clock).source, fetch) == "holds 12 pages, 0 refused"
