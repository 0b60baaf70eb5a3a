import gzip
import io
import random
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.files.warc import Place, placed, responses
from communique.model import Page

from .archives import article, packed, record

URLS = [f"https://www.courier.example/{n}" for n in range(6)]
RECORDS = [record(url, article(n)) for n, url in enumerate(URLS)]


def taken(data: bytes) -> tuple[list[str], list[str]]:
    """The addresses of the pages, and the refusals as they are printed."""
    found = list(responses("a.warc", io.BytesIO(data)))
    return [i.url for i in found if isinstance(i, Page)], [str(i) for i in found if isinstance(i, InputRefused)]


@pytest.mark.parametrize("whole", [b"".join(RECORDS), packed(*RECORDS), gzip.compress(b"".join(RECORDS))])
def test_plain_packed_and_packed_as_a_whole_give_the_same(whole: bytes) -> None:
    assert taken(whole) == (URLS, [])


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_every_version_is_read(version: str) -> None:
    assert taken(record(URLS[0], article(0), version=version))[0] == URLS[:1]


def test_what_is_a_page_and_what_is_none() -> None:
    data = (
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
        + record(URLS[0], b"", status="404 Not Found")
        + record(URLS[1], b"\x89PNG", head="Content-Type: image/png\r\n")
        + record(URLS[2], b"", kind="revisit")
        + record(URLS[3], article(3), kind="resource", head="Content-Type: text/html; charset=utf-8\r\n")
        + record(URLS[4], b"plain", kind="resource", head="Content-Type: text/plain\r\n")
        + record("<https://www.courier.example/5>", article(5), head="")
        + record(URLS[0], b"GET / HTTP/1.1", kind="request")
        + record("https://www.courier.example/r", article(1), head="Content-Type: text/html\r\ntdm-reservation: 1\r\n")
    )
    assert taken(data) == ([URLS[3], URLS[5], "https://www.courier.example/r"], [])
    pages = [item for item in responses("a", io.BytesIO(data)) if isinstance(item, Page)]
    assert [page.reserved for page in pages] == [False, False, True]
    assert pages[0].fetched == "2024-03-21T00:00:00Z" and pages[0].content_type == "text/html; charset=utf-8"


def test_bodies_come_out_of_chunks_and_packing() -> None:
    html = article(1)
    chunks = b"".join(b"%x\r\n" % len(part) + part + b"\r\n" for part in (html[:50], html[50:], b""))
    raw = zlib.compressobj(wbits=-15)
    cases = [
        (chunks, "Transfer-Encoding: chunked"),
        (html, "Transfer-Encoding: chunked"),  # stored without its chunks
        (gzip.compress(html), "Content-Encoding: gzip"),
        (html, "Content-Encoding: gzip"),
        (zlib.compress(html), "Content-Encoding: deflate"),
        (raw.compress(html) + raw.flush(), "Content-Encoding: deflate"),
        (html, "Content-Encoding: deflate"),
        (html, "Content-Encoding: br"),
    ]
    for body, head in cases:
        (page,) = responses("a", io.BytesIO(record(URLS[0], body, head=f"Content-Type: text/html\r\n{head}\r\n")))
        assert isinstance(page, Page) and page.body == html, head


def test_a_packing_bomb_in_a_page_is_refused_and_the_next_page_read() -> None:
    bomb = gzip.compress(bytes(40_000_000))
    data = record(URLS[0], bomb, head="Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + RECORDS[1]
    pages, refused = taken(data)
    assert pages == [URLS[1]] and "larger than 12 MB when unpacked" in refused[0]


def test_a_packing_bomb_around_an_archive_is_given_up_in_little_memory() -> None:
    inflated = zlib.compressobj(9, wbits=31)
    piece = bytes(1_000_000)
    bomb = b"".join(inflated.compress(piece) for _ in range(200)) + inflated.flush()
    tracemalloc.start()
    _, refused = taken(bomb + packed(RECORDS[0]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused and peak < 20_000_000


@pytest.mark.parametrize("kind", ["plain", "packed", "whole"])
def test_cut_off_anywhere_it_gives_the_pages_before_the_cut(kind: str) -> None:
    parts = [packed(each) for each in RECORDS] if kind == "packed" else RECORDS
    data = gzip.compress(b"".join(parts)) if kind == "whole" else b"".join(parts)
    ends = [len(b"".join(parts[: n + 1])) for n in range(6)]
    for n in range(1, 41):
        cut = n * len(data) // 41
        pages, refused = taken(data[:cut])
        before = sum(end <= cut for end in ends) if kind != "whole" else 0
        assert pages == URLS[: len(pages)] and len(pages) >= before
        assert refused or cut in ends or (kind == "plain" and any(0 < end - cut <= 4 for end in ends))
        assert all("a.warc" in line and "byte" in line for line in refused)


@pytest.mark.parametrize("kind", ["plain", "packed"])
def test_reading_goes_on_behind_what_is_broken_and_names_the_place(kind: str) -> None:
    parts = RECORDS if kind == "plain" else [packed(each) for each in RECORDS]
    at = len(parts[0]) + len(parts[1])
    data = bytearray(b"".join(parts))
    data[at : at + 30] = b"#" * 30
    pages, refused = taken(bytes(data))
    assert pages == [*URLS[:2], *URLS[3:]]
    assert str(at) in refused[0]
    data = bytearray(b"".join(parts))
    data[at + 200 : at + 220] = bytes(20)
    pages, refused = taken(bytes(data))
    assert set(pages) >= {*URLS[:2], *URLS[3:]}


def test_a_length_that_lies_costs_the_record_and_its_neighbour_at_most() -> None:
    for wrong in (b"Content-Length: 10\r\n", b"Content-Length: 900\r\n", b"Content-Length: x\r\n"):
        start = RECORDS[1].index(b"Content-Length")
        end = RECORDS[1].index(b"\r\n", start) + 2
        lying = RECORDS[1][:start] + wrong + RECORDS[1][end:]
        pages, refused = taken(RECORDS[0] + lying + b"".join(RECORDS[2:]))
        assert {URLS[0], *URLS[3:]} <= set(pages) and refused


@pytest.mark.parametrize("whole", [b"".join(RECORDS), packed(*RECORDS), gzip.compress(b"".join(RECORDS))])
def test_reading_is_taken_up_at_every_place(whole: bytes) -> None:
    found = list(placed("a", io.BytesIO(whole)))
    for number, (_, place) in enumerate(found, 1):
        stream = io.BytesIO(whole)
        stream.seek(place.offset)
        rest = [item.url for item, _ in placed("a", stream, place) if isinstance(item, Page)]
        assert rest == URLS[number:]
    assert found[-1][1] == Place(offset=len(whole))


@given(st.binary(max_size=200), st.integers(0, 3000), st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_bytes_in_an_archive_bring_it_down(noise: bytes, at: int, zipped: bool) -> None:
    data = packed(*RECORDS) if zipped else b"".join(RECORDS)
    data = data[:at] + noise + data[at + len(noise) // 2 :]
    for item in responses("a", io.BytesIO(data)):
        assert isinstance(item, Page | InputRefused)


def test_random_damage_never_costs_more_than_it_touches() -> None:
    chance = random.Random(3)
    data = packed(*RECORDS)
    ends = [len(packed(*RECORDS[:k])) for k in range(7)]
    for _ in range(60):
        at = chance.randrange(len(data) - 8)
        hurt = data[:at] + chance.randbytes(8) + data[at + 8 :]
        whole = {URLS[k] for k in range(6) if at + 8 <= ends[k] or at >= ends[k + 1]}
        assert whole <= set(taken(hurt)[0])
