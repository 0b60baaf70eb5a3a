import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.files.wacz import placed
from communique.model import Page
from communique.reading.inputs import pages

from .archives import article, record, wacz

URLS = [f"https://www.courier.example/{n}" for n in range(5)]
RECORDS = [(url, record(url, article(n)), "text/html") for n, url in enumerate(URLS)]
PICTURE = ("https://www.courier.example/p", record("https://www.courier.example/p", b"x"), "image/png")


def taken(data: bytes) -> tuple[list[str], list[str]]:
    found = list(pages("a.wacz", io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]
    return [i.url for i in found if isinstance(i, Page)], [str(i) for i in found if isinstance(i, InputRefused)]


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("zipped_index", [True, False])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_its_pages_are_read_in_every_make(indexed: bool, zipped_index: bool, method: int) -> None:
    data = wacz(*RECORDS, indexed=indexed, zipped_index=zipped_index, method=method)
    assert taken(data) == (URLS, [])


def test_only_what_the_index_calls_a_page_is_read() -> None:
    assert taken(wacz(PICTURE, *RECORDS)) == (URLS, [])
    assert taken(wacz(*RECORDS, changed=(b'"status"', b'"state"'))) == (URLS, [])  # a useless index: all


def test_an_index_that_lies_costs_its_own_lines() -> None:
    for wrong in (b'"offset": "9"', b'"offset": "99999"'):
        pages_, refused = taken(wacz(*RECORDS, changed=(b'"offset": "0"', wrong)))
        assert pages_ == URLS[1:] and refused[0].startswith("a.wacz, data.warc.gz, byte ")


def test_reading_is_taken_up_at_every_place() -> None:
    for data in (wacz(*RECORDS), wacz(*RECORDS, indexed=False)):
        for number, (_, place) in enumerate(list(placed("a", io.BytesIO(data))), 1):
            rest = [item.url for item, _ in placed("a", io.BytesIO(data), place) if isinstance(item, Page)]
            assert rest == URLS[number:]


def test_what_is_no_wacz_is_refused_by_name() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../archive/data.warc", "x")
    assert taken(made.getvalue()) == ([], ["a.wacz: a zip file without WARC files in archive/: no WACZ"])
    data = bytearray(wacz(*RECORDS))
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1  # the directory says that the archive is encrypted
    assert taken(bytes(data)) == ([], ["a.wacz, archive/data.warc.gz: encrypted"])


def test_a_zip_bomb_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", bytes(60_000_000))
    (refused,) = taken(made.getvalue())[1]
    assert "500 times its size" in refused


def test_cut_off_anywhere_it_says_so() -> None:
    data = wacz(*RECORDS)
    for cut in range(4, len(data) - 1, len(data) // 40):
        pages_, refused = taken(data[:cut])
        assert not pages_ and refused[0].startswith("a.wacz: ")


@given(st.binary(max_size=40), st.integers(4, 4000), st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_bytes_in_a_zip_bring_it_down(noise: bytes, at: int, deflated: bool) -> None:
    data = wacz(*RECORDS, method=zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED)
    at %= len(data)
    taken(data[:at] + noise + data[at + len(noise) :])
